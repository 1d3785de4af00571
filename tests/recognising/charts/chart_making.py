"""Claims, forms and charts by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from final_accounts.documents import Block, ChartData, DataSeries, Document, Source
from final_accounts.figures import parse_figure
from final_accounts.places import Place
from final_accounts.recognising.charts.finder import recognise_charts
from final_accounts.reports import (
    ChangeClaim,
    Chart,
    Claim,
    Form,
    FormRow,
    Part,
    Section,
    ShareClaim,
    Statement,
)


def document(*blocks: Block) -> Document:
    return Document(Source("made.txt", "txt", "0" * 64, None, Path("made.txt")), blocks)


def section(topic: str | None, part: Part = Part.NARRATIVE) -> Section:
    return Section(0, part, topic or "", topic=topic)


def statement(topic: str | None, text: str = "", paragraph: int = 0) -> Statement:
    return Statement(section(topic), text, Place(paragraph=paragraph))


def money(text: str, unit: str = "万元") -> Any:
    return parse_figure(text, unit)


def shares(topic: str, whole: str | None, *parts: tuple[str, str, str]) -> list[Claim]:
    return [
        ShareClaim(
            statement=statement(topic),
            subject=subject,
            part=money(amount),
            whole=money(whole) if whole else None,
            whole_name="本年支出合计",
            share=parse_figure(share + "%"),  # type: ignore[arg-type]
        )
        for subject, amount, share in parts
    ]


def change(
    topic: str, subject: str, current: str, difference: str, direction: int, **more: Any
) -> ChangeClaim:
    fields: dict[str, Any] = {"base": None, "rate": None, "rate_direction": direction, "base_year": 2023}
    return ChangeClaim(
        statement=statement(topic),
        subject=subject,
        current=money(current),
        difference=money(difference),
        direction=direction,
        **(fields | more),
    )


def charts(
    *blocks: Block,
    claims: Sequence[Claim] = (),
    forms: Sequence[Form] = (),
    statements: Sequence[Statement] = (),
) -> tuple[Chart, ...]:
    return recognise_charts(document(*blocks), (), tuple(statements), tuple(claims), tuple(forms))


def texts(values: Sequence[Decimal | None]) -> list[str | None]:
    return [None if value is None else f"{value:f}" for value in values]


def summary(chart: Chart) -> tuple[Any, ...]:
    return (
        chart.labels,
        [(one.name, texts(one.stated), texts(one.recomputed), list(one.differs)) for one in chart.series],
    )


def form(
    key: str, columns: tuple[str, ...], *rows: tuple[str | None, str, str | None, tuple[str, ...]]
) -> Form:
    return Form(
        key,
        key,
        None,
        "万元",
        "万元",
        columns,
        tuple(
            FormRow(code, label, None, tuple(money(value) for value in values), Place(), side)
            for code, label, side, values in rows
        ),
        Place(),
    )


def data(index: int, kind: str | None, *series: DataSeries, title: str | None = None) -> ChartData:
    return ChartData(index, title, kind, series, Place(paragraph=index))


def numbers(*values: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values)
