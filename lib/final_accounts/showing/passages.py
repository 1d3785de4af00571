"""A passage of a report on a report: markup for a page, words for a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from .language import say

_TURNING = dict.fromkeys((*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C))

_FOLDER = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Passage:
    """What a notebook cell shows: `html` in a browser, `text` where there is none."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


LONGEST = 1000
"""Letters of a report's words in one place of a page; a label of ten thousand must not fill it."""


def _in_order(value: object) -> object:
    """A value without the marks that turn the order of letters round (they could turn 1.5 into 5.1), and
    not longer than LONGEST; markup and pictures, which are ours, as they are."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.startswith("data:"):
        return value
    plain = value.translate(_TURNING)
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


@cache
def templates() -> jinja2.Environment:
    """The package's templates. Everything put into them is escaped: report text is never markup.

    In a template `t("section.name", …)` is a message of the catalogue.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_in_order,
    )
    environment.globals["t"] = say
    return environment


def render(template: str, **values: Any) -> str:
    """The template `<name>.html.j2` filled in, without the whitespace that only shapes the template."""
    text = templates().get_template(f"{template}.html.j2").render(**values)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def stylesheet() -> str:
    """The one stylesheet of pages and index."""
    return (_FOLDER / "page.css").read_text(encoding="utf-8")


def stylesheet_of(name: str) -> str:
    """A stylesheet of the package by its name, for what is shown outside pages."""
    return (_FOLDER / f"{name}.css").read_text(encoding="utf-8")
