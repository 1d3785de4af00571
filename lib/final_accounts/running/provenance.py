"""Where a result comes from: the source, the versions, the parameters, and what was not checked."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from .. import __version__
from ..documents import Picture
from ..reports import CheckedReport, Report
from ..showing.headlines import headlines
from ..showing.messages import FORMAT_WORDS, counts_by_severity, empty_reading, figure_words
from ..showing.passages import Passage, render

PACKAGES = (
    "pypdfium2", "camelot-py", "lxml", "matplotlib", "pandas", "pyarrow", "papermill", "nbconvert",
)  # fmt: skip
"""The packages on which a result depends."""

_LONGEST_LIST = 12


def provenance(checked: CheckedReport) -> Passage:
    """The source and its hash, the versions, and everything that could not be checked.

    >>> fa.provenance(checked)  # doctest: +SKIP
    SHA-256：3f7e4d05…
    """
    source = checked.report.document.source
    facts = [
        ("文件", source.name),
        ("格式", FORMAT_WORDS.get(source.format, source.format)),
        ("SHA-256", source.sha256),
        ("程序", "，".join(f"{name} {number}" for name, number in versions().items())),
    ]
    if source.pages:
        facts.insert(2, ("页数", f"{source.pages} 页"))
    gaps = unchecked(checked)
    words = [f"{name}：{value}" for name, value in facts] + [f"未核对：{line}" for line in gaps]
    return Passage(render("provenance", facts=facts, unchecked=gaps), "\n".join(words))


def versions() -> dict[str, str]:
    """The version of this library, of Python, and of each package that is installed."""
    found = {"final_accounts": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def unchecked(checked: CheckedReport) -> tuple[str, ...]:
    """What a reader must not take for checked, one sentence each."""
    return (*empty_reading(checked.report), *_gaps(checked))


def _gaps(checked: CheckedReport) -> Iterator[str]:
    report = checked.report
    undetermined = checked.ledger.counts()["undetermined"]
    if undetermined:
        yield f"{undetermined} 个数字在报告内没有可以与之对照的数字。"
    outside = sum(not entry.account for entry in checked.ledger.entries)
    if outside:
        yield f"{outside} 个数字在附件、名词解释等部分，只登记，不计入核对。"
    pictures = sum(isinstance(block, Picture) for block in report.document.blocks)
    if pictures:
        yield f"{pictures} 幅图片中的文字和数字没有读取。"
    if report.unbound:
        yield f"{len(report.unbound)} 个数字没有认出说的是什么：{_some(_unbound(report))}。"
    for rule, reason in checked.failed_rules:
        yield f"规则 {rule} 在本报告上中断，未得出结果（{reason}）。"
    for remark in report.document.remarks:
        yield f"读取时的说明：{remark}"


def _unbound(report: Report) -> list[str]:
    return [figure_words(figure) for figure, _ in report.unbound]


def _some(items: list[str]) -> str:
    shown = "、".join(items[:_LONGEST_LIST])
    return shown if len(items) <= _LONGEST_LIST else f"{shown} 等"


def provenance_record(checked: CheckedReport, parameters: Mapping[str, str], created: str) -> dict[str, Any]:
    """The contents of `provenance.json`. `created` is an ISO time; `summary` is what an index shows."""
    report, source = checked.report, checked.report.document.source
    return {
        "source": {
            "name": source.name,
            "format": source.format,
            "sha256": source.sha256,
            "pages": source.pages,
        },
        "parameters": dict(parameters),
        "created": created,
        "versions": versions(),
        "platform": platform.platform(terse=True),
        "summary": summary(checked),
        "unchecked": list(unchecked(checked)),
        "unbound": [
            {"printed": figure.text, "unit": figure.unit, "place": figure.place.to_json()}
            for figure, _ in report.unbound
        ],
        "failed_rules": [{"rule": rule, "reason": reason} for rule, reason in checked.failed_rules],
        "remarks": list(report.document.remarks),
    }


def summary(checked: CheckedReport) -> dict[str, Any]:
    """Whose account, its headline amounts as printed, and what was found, in plain values."""
    report = checked.report
    return {
        "bureau": report.bureau,
        "year": report.fiscal_year,
        "unit": report.unit,
        "amounts": {
            headline.label: figure_words(headline.figure) if headline.figure else None
            for headline in headlines(report)
        },
        "findings": {severity.value: count for severity, count in counts_by_severity(checked).items()},
        "ledger": checked.ledger.counts(),
    }
