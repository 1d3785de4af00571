"""Pages for text and for forms, numbered at the foot, and which page each heading came to stand on."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from .fonts import BODY
from .specimens import Look

UPRIGHT = "upright"
FORM = "form"
LYING = "lying"
FORM_MARGIN = 42.0
_FOOT = 40.0


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF and the page numbers of its headings."""

    content: bytes
    heading_pages: dict[str, int]


class Heading(Flowable):  # type: ignore[misc]
    """Marks where a heading stands; takes no room."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self) -> None:
        """Nothing to be seen."""


class SampleDocument(BaseDocTemplate):  # type: ignore[misc]
    """Remembers the page of each heading while the story is laid out."""

    def __init__(self, target: BytesIO, look: Look, title: str) -> None:
        super().__init__(target, pagesize=A4, title=title, author="re-typeset sample", invariant=1)
        self.heading_pages: dict[str, int] = {}
        width, height = A4

        def draw_foot(canvas: Canvas, document: BaseDocTemplate) -> None:
            draw_number(canvas, document.page, canvas._pagesize[0] / 2)

        def draw_number(canvas: Canvas, number: int, middle: float) -> None:
            # the cover is page 1 and bears no number
            if number > 1:
                canvas.setFont(BODY, 10.5)
                canvas.drawCentredString(middle, _FOOT, look.footer.format(page=number))

        def turn(canvas: Canvas, document: BaseDocTemplate) -> None:
            # the sheet stands upright; what follows is drawn as upon one that lies on its left side
            if look.lying == "sideways":
                draw_number(canvas, document.page, width / 2)
            canvas.translate(width, 0)
            canvas.rotate(90)
            if look.lying == "turned":
                canvas.setPageRotation(90)
                draw_number(canvas, document.page, height / 2)

        upright = _frame(look.margin, 64.0, width - 2 * look.margin, height - 134.0)
        form = _frame(FORM_MARGIN, 60.0, width - 2 * FORM_MARGIN, height - 110.0)
        lying = _frame(FORM_MARGIN, 60.0, height - 2 * FORM_MARGIN, width - 110.0)
        flat = look.lying == "flat"
        self.addPageTemplates(
            [
                PageTemplate(UPRIGHT, [upright], onPage=draw_foot, pagesize=A4),
                PageTemplate(FORM, [form], onPage=draw_foot, pagesize=A4),
                PageTemplate(
                    LYING,
                    [lying],
                    onPage=draw_foot if flat else turn,
                    pagesize=landscape(A4) if flat else A4,
                ),
            ]
        )

    def afterFlowable(self, flowable: Flowable) -> None:
        if isinstance(flowable, Heading):
            self.heading_pages.setdefault(flowable.text, self.page)


def _frame(left: float, bottom: float, width: float, height: float) -> Frame:
    return Frame(left, bottom, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def print_story(story: list[Flowable], look: Look, title: str) -> Printed:
    """The story as a PDF; the same bytes for the same story."""
    target = BytesIO()
    document = SampleDocument(target, look, title)
    document.build(story)
    return Printed(target.getvalue(), document.heading_pages)
