"""Where every printed figure stands in the working paper: lists of figures, and the forms as read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ...checking.findings.performance import column_name
from ...figures import WAN_YUAN, Figure, Verdict
from ...places import Place
from ...recognising.forms.catalogue import form_kinds
from ...reports import ChangeClaim, CheckedReport, Claim, Form, PerformanceTable
from ..accounts import RoledFigure, figures_of
from ..messages import CLAIM_WORDS, ROLE_WORDS, bare_number
from .cells import column_letters, is_number
from .claims import left_out
from .directions import DIRECTIONS
from .operands import Spot

LIST_FIRST_ROW = 3
VALUE, UNIT, DECIMALS, DIRECTION = 6, 7, 8, 5
"""Columns of a list of figures that formulas refer to."""

FORM_FIRST_ROW = 5
_NEAR = 20
OTHERS = "其他数字"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list of figures. `figure` is None where the report leaves it out; `first` is where the
    same printed figure stands already."""

    number: int | None
    section: str
    kind: str
    subject: str
    role: str
    direction: str
    figure: Figure | None
    unit: str | None
    decimals: int
    words: str
    first: Spot | None = None


@dataclass(slots=True)
class FigureList:
    """A sheet of figures, one a row."""

    name: str
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> Spot:
        """Append a line; where it stands."""
        self.lines.append(line)
        row = LIST_FIRST_ROW + len(self.lines) - 1
        usable = line.figure is None or is_number(line.figure.value)
        return Spot(self.name, row, VALUE, row, DECIMALS, usable)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form on its sheet: codes, labels, line numbers, sides if there are two, figures, place, decimals."""

    name: str
    form: Form

    @property
    def two_sided(self) -> bool:
        return any(row.side for row in self.form.rows)

    @property
    def first_column(self) -> int:
        """The sheet's column of the form's first column of figures."""
        return 4 if self.two_sided else 3

    @property
    def place_column(self) -> int:
        return self.first_column + len(self.form.columns)

    @property
    def first_decimals(self) -> int:
        """The sheet's column that holds the decimals of the first column of figures."""
        return self.place_column + 2

    def spot(self, row: int, column: int, figure: Figure) -> Spot:
        """The cells of a form's figure, rows and columns counted from 0."""
        at = FORM_FIRST_ROW + row
        return Spot(
            self.name,
            at,
            self.first_column + column,
            at,
            self.first_decimals + column,
            is_number(figure.value),
        )

    def cells(self) -> Iterator[tuple[int, int, Figure]]:
        """Row, column and figure of every cell that holds one."""
        for index, row in enumerate(self.form.rows):
            for column, figure in enumerate(row.values):
                if figure is not None:
                    yield index, column, figure


def form_sheet_name(form: Form, number: int) -> str:
    """The name of a form's sheet: its number here and the catalogue's title, not the report's words."""
    return f"表{number}{form_kinds()[form.key].title}"


@dataclass(slots=True)
class Plan:
    """The report laid out over sheets. Figures that nothing lists are appended when a check asks for them."""

    claims: FigureList
    tables: FigureList
    forms: tuple[FormSheet, ...]
    _by_identity: dict[int, Spot] = field(default_factory=dict)
    _by_print: dict[tuple[Place, str, Decimal], Spot] = field(default_factory=dict)
    _lines: dict[tuple[int, str], Spot] = field(default_factory=dict)
    _gaps: dict[tuple[int, str], Spot] = field(default_factory=dict)

    def spot(self, figure: Figure) -> Spot:
        """The cells of a printed figure."""
        found = self._known(figure)
        if found is None:
            found = self.claims.add(
                Line(
                    None,
                    OTHERS,
                    OTHERS,
                    "",
                    "",
                    "",
                    figure,
                    figure.unit,
                    figure.decimals,
                    figure.place.describe(),
                )
            )
            self._note(figure, found)
        return found

    def gap(self, claim: Claim, role: str) -> Spot | None:
        """The cell to fill in for what a claim leaves out, None if it leaves out nothing there."""
        return self._gaps.get((id(claim), role))

    def direction(self, claim: Claim, role: str) -> str:
        """The cell of a claim's word for up or down. Raises KeyError for a role without a figure."""
        spot = self._lines[id(claim), role]
        return f"'{spot.sheet}'!${column_letters(DIRECTION)}${spot.row + 1}"

    def _known(self, figure: Figure) -> Spot | None:
        known = self._by_identity.get(id(figure))
        return known or self._by_print.get((figure.place, figure.text, figure.value))

    def _note(self, figure: Figure, spot: Spot) -> None:
        self._by_identity[id(figure)] = spot
        if figure.place != Place():
            self._by_print.setdefault((figure.place, figure.text, figure.value), spot)

    def place_forms(self) -> None:
        """Give every figure of the forms its cell."""
        for sheet in self.forms:
            for row, column, figure in sheet.cells():
                self._note(figure, sheet.spot(row, column, figure))

    def place_claim(self, number: int, claim: Claim, undecided: bool) -> None:
        """Give every figure of a claim its row, and what an undecided claim leaves out a row to fill in."""
        for item in figures_of(claim):
            line = Line(
                number=number,
                section=claim.statement.section.title,
                kind=CLAIM_WORDS[type(claim)],
                subject=claim.subject,
                role=_role(item),
                direction=_direction(claim, item.role),
                figure=item.figure,
                unit=item.figure.unit,
                decimals=item.figure.decimals,
                words=_words(claim, item.figure),
                first=self._known(item.figure),
            )
            spot = self.claims.add(line)
            self._lines.setdefault((id(claim), item.role), spot)
            if line.first is None:
                self._note(item.figure, spot)
            else:
                self._by_identity.setdefault(id(item.figure), line.first)
        for role in left_out(claim) if undecided else ():
            line = Line(
                number=number,
                section=claim.statement.section.title,
                kind=CLAIM_WORDS[type(claim)],
                subject=claim.subject,
                role=f"{ROLE_WORDS[role]}（文中未列，可补填）",
                direction="",
                figure=None,
                unit=WAN_YUAN,
                decimals=2,
                words="",
            )
            self._gaps[id(claim), role] = self.claims.add(line)

    def place_table(self, number: int, table: PerformanceTable) -> None:
        """Give every figure of a self-evaluation table its row."""
        for label, figures in table.rows:
            for name, figure in figures.items():
                line = Line(
                    number=number,
                    section=table.title,
                    kind=column_name(name),
                    subject=table.project or "",
                    role=label,
                    direction="",
                    figure=figure,
                    unit=figure.unit,
                    decimals=figure.decimals,
                    words=figure.text,
                    first=self._known(figure),
                )
                spot = self.tables.add(line)
                if line.first is None:
                    self._note(figure, spot)


def lay_out(checked: CheckedReport, names: Mapping[str, str], form_names: tuple[str, ...]) -> Plan:
    """The plan of a report. `names` gives the sheets of claims and tables, `form_names` one for each form."""
    report = checked.report
    undecided = {
        (finding.stated_figure.place, finding.stated_figure.text)
        for finding in checked.findings
        if finding.verdict is Verdict.UNDETERMINED and finding.stated_figure is not None
    }
    sheets = tuple(FormSheet(name, form) for name, form in zip(form_names, report.forms, strict=True))
    plan = Plan(FigureList(names["claims"]), FigureList(names["tables"]), sheets)
    plan.place_forms()
    for number, claim in enumerate(report.claims, start=1):
        rates = ((item.figure.place, item.figure.text) for item in figures_of(claim))
        plan.place_claim(number, claim, undecided=any(rate in undecided for rate in rates))
    for number, table in enumerate(report.performance, start=1):
        plan.place_table(number, table)
    return plan


def _role(item: RoledFigure) -> str:
    """The figure's part in its claim, with the report's own word for it."""
    role = ROLE_WORDS.get(item.role, item.role)
    return role if item.label in (None, "", role) else f"{role}：{item.label}"


def _direction(claim: Claim, role: str) -> str:
    if not isinstance(claim, ChangeClaim):
        return ""
    direction = {"difference": claim.direction, "rate": claim.rate_direction}.get(role)
    return "" if direction is None else DIRECTIONS[direction]


def _words(claim: Claim, figure: Figure) -> str:
    """The sentence, or as much of a long one as stands around the figure, which is bracketed."""
    text, start = claim.statement.text, claim.statement.place.start
    own = figure.place
    if own.paragraph is None or own.paragraph != claim.statement.place.paragraph:
        return text
    begin = (own.start or 0) - (start or 0)
    end = begin + len(figure.text)
    if begin < 0 or text[begin:end] != figure.text:
        return text
    before, after = text[:begin], text[end:]
    if len(text) > 2 * _NEAR + len(figure.text):
        before = before if len(before) <= _NEAR else "…" + before[-_NEAR:]
        after = after if len(after) <= _NEAR else after[:_NEAR] + "…"
    return f"{before.lstrip()}【{bare_number(figure)}】{_unit_behind(figure)}{after.rstrip()}"


def _unit_behind(figure: Figure) -> str:
    """What the printed text of a figure holds behind its digits."""
    printed = "".join(figure.text.split())
    return printed.removeprefix(bare_number(figure))
