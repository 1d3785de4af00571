"""The marks that wikis, AsciiDoc and LaTeX set about a heading."""

from __future__ import annotations

import re

_WIDE = r"[\u4e00-\u9fff]"
_HEADING = re.compile(
    rf"^[ \t]*(?:={{1,6}}[ \t]+(?P<between>.*{_WIDE}.*?)[ \t]*=*"
    rf"|h[1-6](?:\([^()\n]*\))?\.[ \t]+(?P<behind>.*{_WIDE}.*?)"
    rf"|\\(?:part|chapter|(?:sub)*section)\*?\{{(?P<within>[^{{}}\n]*{_WIDE}[^{{}}\n]*)\}}.*)[ \t]*$",
    re.MULTILINE,
)
"""== 一、概况 ==, h2. 一、概况, \\section{一、概况}."""
_ANCHOR = re.compile(
    rf"(?<={_WIDE}) *\{{#[^{{}}\n]*\}}|\{{anchor:[^{{}}\n]*\}}|\{{\{{id name=[^{{}}\n]*\}}\}}"
    r"|\\hypertarget\{[^{}\n]*\}\{%?"
)


def with_markdown_headings(text: str) -> str:
    """The text with its headings marked as in Markdown, whatever marked them."""
    plain = _ANCHOR.sub("", text)
    return _HEADING.sub(lambda found: f"# {next(filter(None, found.groups()))}", plain)
