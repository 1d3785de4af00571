"""Notebooks, as Jupyter saves them and converters write them: JSON whose cells of Markdown hold the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_KIND = re.compile(r'"cell_type"\s*:\s*"(\w+)",?')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*",?')
_SOURCE = re.compile(r'"source"\s*:\s*\[')


def without_notebook(text: str) -> str:
    """The Markdown of a notebook's cells, each line where it stands in the file; any other text as it is.

    What a notebook's cells of code say and show is left out: it is none of a report.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith("{") or '"cells"' not in text or '"nbformat"' not in text:
        return text
    try:
        cells = json.loads(text.lstrip("\ufeff"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except (ValueError, KeyError, TypeError):
        return text
    lines = list(_lines(text))
    # Others than Jupyter and pandoc may write a source on one line.
    said = [line for source in sources for line in source.splitlines()]
    return "\n".join(lines if list(filter(str.strip, lines)) == list(filter(str.strip, said)) else said)


def _lines(text: str) -> Iterator[str]:
    """For each line of the file what it holds of a source of Markdown, one line of it; blank if nothing."""
    kind, inside = "", False
    for line in map(str.strip, text.split("\n")):
        if inside and _STRING.fullmatch(line):
            yield str(json.loads(line.rstrip(","))).rstrip("\n")
        else:
            begun = _KIND.fullmatch(line)
            kind = begun.group(1) if begun else kind
            inside = kind == "markdown" and _SOURCE.fullmatch(line) is not None
            yield ""
