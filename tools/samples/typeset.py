"""From a sample's text with directives to its pages.

A line of the text is a paragraph, unless it begins with one of these:
`# `, `## `, `### ` headings (the first on a new page) and `@title`; `@cover`, `@page`, `@sheet` (a page for a
wide table), `@divider A | B` (a page with nothing but a heading); `@center`, `@right`, `@plain`; `@entry` (a
line of the contents list); `@chart NAME | caption`, `@table NAME`, `@form NAME`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from reportlab.lib.pagesizes import A4
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    Spacer,
)

from .charts import vector_chart
from .fonts import HEAD
from .pages import FORM, FORM_MARGIN, LYING, UPRIGHT, Heading, Printed, print_story
from .pictures import picture_chart
from .prose import Prose, TextStyle
from .specimens import Form, Look, Specimen
from .tables import grid_tables


def typeset(specimen: Specimen) -> bytes:
    """The sample as PDF bytes; laid out twice, so that the contents list knows its page numbers."""
    first = _print(specimen, {})
    return _print(specimen, first.heading_pages).content


def _print(specimen: Specimen, pages: Mapping[str, int]) -> Printed:
    setter = Setter(specimen, pages)
    for line in specimen.body:
        setter.add(line)
    return print_story(setter.story, specimen.look, " ".join(specimen.cover[:2]))


@dataclass(slots=True)
class Setter:
    """Builds the story line by line; remembers which way the current page lies."""

    specimen: Specimen
    pages: Mapping[str, int]
    story: list[Flowable] = field(default_factory=list)
    page: str = UPRIGHT

    @property
    def look(self) -> Look:
        return self.specimen.look

    def add(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        setters: Mapping[str, Callable[[str], None]] = {
            "#": self.add_part,
            "##": self.add_section,
            "###": self.add_subsection,
            "@cover": self.add_cover,
            "@page": self.add_page,
            "@sheet": self.add_sheet,
            "@divider": self.add_divider,
            "@center": lambda text: self.add_text(text, align="center", indent=0.0, justified=False),
            "@right": lambda text: self.add_text(text, align="right", indent=0.0, justified=False),
            "@plain": lambda text: self.add_text(text, indent=0.0),
            "@title": self.add_title,
            "@entry": self.add_entry,
            "@chart": self.add_chart,
            "@table": self.add_table,
            "@form": self.add_form,
        }
        if word in setters:
            setters[word](rest.strip())
        elif word.startswith("@"):
            raise ValueError(f"body: no directive {word}")
        else:
            self.add_text(line)

    def style(self, **changes: object) -> TextStyle:
        plain = TextStyle(
            size=self.look.body_size,
            leading=self.look.leading,
            indent=2.0,
            justified=True,
            overprint=self.look.overprint,
        )
        return replace(plain, **changes)  # type: ignore[arg-type]

    def add_text(self, text: str, **changes: object) -> None:
        self.story.append(Prose(text, self.style(**changes)))

    def add_page(self, _: str = "") -> None:
        if self.story:
            self.story += [NextPageTemplate(UPRIGHT), PageBreak()]
        self.page = UPRIGHT

    def add_sheet(self, _: str) -> None:
        """A new page with the narrow margins of a form, for a wide table."""
        self.page = FORM
        self.story += [NextPageTemplate(FORM), PageBreak()]

    def add_cover(self, _: str) -> None:
        bureau, title, *notices = self.specimen.cover
        self.story.append(Spacer(1, 150))
        for text in (bureau, title):
            self.add_text(text, size=28.0, leading=48.0, face=HEAD, align="center", indent=0.0)
        self.story.append(Spacer(1, 200))
        for text in notices:
            self.add_text(text, size=13.0, leading=22.0, face=HEAD, align="center", indent=0.0)

    def add_divider(self, text: str) -> None:
        self.add_page()
        self.story.append(Spacer(1, 220))
        for part in text.split("|"):
            self._add_heading(part.strip(), size=26.0, leading=52.0, align="center")

    def add_part(self, text: str) -> None:
        self.add_page()
        self._add_heading(text, size=self.look.body_size + 4, leading=self.look.leading + 14, align="center")

    def add_title(self, text: str) -> None:
        self._add_heading(text, size=self.look.body_size, leading=self.look.leading + 4, align="center")

    def add_section(self, text: str) -> None:
        self._add_heading(text, indent=2.0)

    def add_subsection(self, text: str) -> None:
        self._add_heading(text, indent=2.0, size=self.look.body_size)

    def _add_heading(self, text: str, **changes: object) -> None:
        self.story += [CondPageBreak(self.look.leading * 3), Heading(text.replace("**", ""))]
        self.story.append(Prose(text, self.style(face=HEAD, justified=False, **changes)))

    def add_entry(self, text: str) -> None:
        """A line of the contents list: `@entry heading` or `@entry shown as | heading it stands for`."""
        shown, _, heading = (part.strip() for part in text.partition("|"))
        heading = heading or shown
        indent = 0.0 if shown.startswith("第") else 2.0
        if not self.look.numbered_contents:
            self.add_text(shown, indent=indent, justified=False)
            return
        if self.pages and heading not in self.pages:
            raise ValueError(f"contents: no heading {heading!r}")
        self.story.append(ContentsEntry(shown, str(self.pages.get(heading, 0)), self.style(indent=indent)))

    def add_chart(self, text: str) -> None:
        """`@chart NAME` or, with a caption above it, `@chart NAME | caption`."""
        name, _, caption = (part.strip() for part in text.partition("|"))
        chart = self.specimen.charts[name]
        drawn = (
            vector_chart(chart, self.look.overprint) if self.look.charts == "vector" else picture_chart(chart)
        )
        above = [Prose(caption, self.style(align="center", indent=0.0, justified=False))] if caption else []
        self.story.append(KeepTogether([*above, Spacer(1, 6), drawn, Spacer(1, 6)]))

    def add_table(self, name: str) -> None:
        self.story.append(Spacer(1, 4))
        self.story += grid_tables(self.specimen.tables[name], self._width(), self.look.tables)
        self.story.append(Spacer(1, 8))

    def add_form(self, name: str) -> None:
        form = self.specimen.forms[name]
        self.page = LYING if form.landscape else FORM
        self.story += [NextPageTemplate(self.page), PageBreak()]
        self.story += self._form_head(form)
        self.story += grid_tables(form.grid, self._width(), self.look.forms)
        self.story.append(Spacer(1, 4))
        for note in form.notes:
            self.add_text(note, size=9.0, leading=13.0, indent=0.0, justified=False)

    def _form_head(self, form: Form) -> list[Flowable]:
        head: list[Flowable] = [Heading(form.title)]
        head.append(
            Prose(form.title, self.style(size=15.0, leading=24.0, face=HEAD, align="center", indent=0.0))
        )
        for left, right in zip(form.left, form.right, strict=True):
            head.append(TwoEnds(left, right, self.style(size=9.0, leading=14.0, indent=0.0)))
        return head

    def _width(self) -> float:
        """The room that the current page leaves between its margins, in points."""
        width, height = map(float, A4)
        if self.page == UPRIGHT:
            return width - 2 * self.look.margin
        return (height if self.page == LYING else width) - 2 * FORM_MARGIN


class TwoEnds(Flowable):  # type: ignore[misc]
    """One line with a text at either end, as above a form."""

    def __init__(self, left: str, right: str, style: TextStyle) -> None:
        super().__init__()
        self.left, self.right, self.style = left, right, style

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.style.leading

    def draw(self) -> None:
        self.canv.setFont(self.style.face, self.style.size)
        self.canv.drawString(0, 3, self.left)
        self.canv.drawRightString(self.width, 3, self.right)


class ContentsEntry(TwoEnds):
    """A line of the contents list: heading, dots, page number."""

    def draw(self) -> None:
        canvas, style = self.canv, self.style
        indent = style.indent * style.size
        canvas.setFont(style.face, style.size)
        canvas.drawString(indent, 6, self.left)
        used = indent + canvas.stringWidth(self.left, style.face, style.size)
        room = self.width - used - canvas.stringWidth(self.right, style.face, style.size)
        dot = canvas.stringWidth(".", style.face, style.size)
        dots = "." * max(int(room / dot) - 2, 3)
        canvas.drawRightString(self.width, 6, f"{dots}{self.right}")
