"""Forms, claims and charts as long tables: one row a cell, a figure, a value. Texts, ready for any file.

Numbers are texts of decimals and blank where nothing was disclosed; `printed` keeps what stood there, so
that a dash, a blank and a zero stay three things.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..figures import Figure
from ..places import Place
from ..reports import AbsenceClaim, AmountClaim, ChangeClaim, Claim, Report, Statement
from .accounts import figures_of
from .contract import decimal_text
from .linter import safe_cell

_CLAUSE = re.compile(r"[，,；;。：:、（）()]")


class FormCell(NamedTuple):
    """One cell of a statutory form. `row` counts from 1; `unit` is the true one.

    `doubted` marks a cell that contradicts others because its form, or rows of it, are wrong as a whole; None
    where nothing was checked.
    """

    form: str
    title: str
    row: int
    code: str | None
    label: str
    line: str | None
    column: str
    value: str | None
    printed: str
    unit: str
    place: str
    side: str | None = None
    doubted: bool | None = None


class ClaimFigure(NamedTuple):
    """One figure of a claim. `claim` numbers the claims from 1; `role` is the figure's part in it.

    `key` names the amount that the figure is (a key of the vocabulary's [amounts]), whatever the claim;
    `measure` says which of its amounts (final, budget, opening …). `against` (last-year, budget) and
    `direction` (1, -1, 0) belong to changes alone.
    """

    claim: int
    section: str
    kind: str
    subject: str
    role: str
    label: str | None
    value: str | None
    printed: str
    unit: str | None
    place: str
    quote: str
    key: str | None = None
    measure: str | None = None
    against: str | None = None
    direction: int | None = None


class CountedFigure(NamedTuple):
    """A printed number of heads or things. `before` are the words that lead to it in its sentence."""

    section: str
    before: str
    value: str
    printed: str
    unit: str | None
    place: str
    quote: str


class ChartValue(NamedTuple):
    """One value of a chart, as the report shows it and as its figures give it."""

    number: int | None
    title: str
    kind: str
    series: str
    label: str
    stated: str | None
    recomputed: str | None
    differs: bool
    unit: str
    basis: str


def form_cells(report: Report, doubted: Container[Place] | None = None) -> Iterator[FormCell]:
    """Every cell of every form, blank ones too, in printed order; `doubted` are the places of those that
    checking does not rely on."""
    for form in report.forms:
        for number, row in enumerate(form.rows, start=1):
            for index, (column, figure) in enumerate(zip(form.columns, row.values, strict=True)):
                yield FormCell(
                    form=form.key,
                    title=form.title,
                    row=number,
                    code=row.code,
                    label=row.label,
                    line=row.line,
                    column=column,
                    value=None if figure is None else decimal_text(figure.value),
                    printed=figure.text if figure else "—" if index in row.dashes else "",
                    unit=form.unit,
                    place=(figure.place if figure else row.place).describe(),
                    side=row.side,
                    doubted=None if doubted is None else figure is not None and figure.place in doubted,
                )


def claim_figures(report: Report) -> Iterator[ClaimFigure]:
    """Every figure of every claim of the narrative, in reading order; a claim without any has one row."""
    named = _named_amounts(report)
    for number, claim in enumerate(report.claims, start=1):
        empty = ClaimFigure(
            claim=number,
            section=claim.statement.section.title,
            kind=claim_kind(claim),
            subject=claim.subject,
            role="",
            label=None,
            value=None,
            printed="",
            unit=None,
            place=claim.statement.place.describe(),
            quote=claim.statement.text,
        )
        found = [
            empty._replace(
                role=item.role,
                label=item.label,
                value=decimal_text(item.figure.value),
                printed=item.figure.text,
                unit=item.figure.unit,
                place=item.figure.place.describe(),
                **named.get((item.figure.place, item.figure.text), {}),
                **_change_words(claim, item.role),
            )
            for item in figures_of(claim)
        ]
        yield from found or [empty._replace(key=claim.key if isinstance(claim, AbsenceClaim) else None)]


def _named_amounts(report: Report) -> dict[tuple[Place, str], dict[str, Any]]:
    """Key and measure of each figure that some sentence names as an amount."""
    named: dict[tuple[Place, str], dict[str, Any]] = {}
    for claim in report.claims:
        if isinstance(claim, AmountClaim):
            words = {"key": None if claim.item else claim.key, "measure": claim.measure}
            named.setdefault((claim.figure.place, claim.figure.text), words)
    return named


def _change_words(claim: Claim, role: str) -> dict[str, Any]:
    if not isinstance(claim, ChangeClaim):
        return {}
    direction = {"difference": claim.direction, "rate": claim.rate_direction}.get(role)
    return {"against": claim.against, "direction": direction}


def counted_figures(report: Report) -> Iterator[CountedFigure]:
    """Every number of heads or things in the report's sentences, in reading order, each once."""
    seen: set[Place] = set()
    for figure, statement, role in report.bound:
        if role != "count" or figure.place in seen:
            continue
        seen.add(figure.place)
        yield CountedFigure(
            section=statement.section.title,
            before=_words_before(figure, statement),
            value=f"{figure.value:f}",
            printed=figure.text,
            unit=figure.unit,
            place=figure.place.describe(),
            quote=statement.text.strip(),
        )


def _words_before(figure: Figure, statement: Statement) -> str:
    """The words of the sentence between the punctuation before a figure and the figure itself."""
    if figure.place.start is None or statement.place.start is None:
        return ""
    before = statement.text[: max(figure.place.start - statement.place.start, 0)]
    return _CLAUSE.split(before)[-1].strip()


def claim_kind(claim: Claim) -> str:
    """amount, change, share, completion, sum, balance, equality, count, average or absence."""
    return type(claim).__name__.removesuffix("Claim").lower()


def chart_values(report: Report) -> Iterator[ChartValue]:
    """Every value of every chart."""
    for chart in report.charts:
        for series in chart.series:
            for label, stated, recomputed, differs in zip(
                chart.labels, series.stated, series.recomputed, series.differs, strict=True
            ):
                yield ChartValue(
                    number=chart.number,
                    title=chart.title,
                    kind=chart.kind,
                    series=series.name,
                    label=label,
                    stated=decimal_text(stated),
                    recomputed=decimal_text(recomputed),
                    differs=differs,
                    unit=chart.unit,
                    basis=chart.basis,
                )


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV file that spreadsheets open as UTF-8 and without taking any text for a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([safe_cell(None if value is None else str(value)) for value in row])
