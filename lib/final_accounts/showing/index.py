"""The page over many reports: what failed, what contradicts itself, what needs a look, what is clean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from .. import __version__
from .messages import report_title
from .passages import stylesheet, templates

PAGE, NOTEBOOK = "report.html", "report.ipynb"
FAILED_SUFFIX = ".failed"

_GROUPS = (
    ("failed", "×", "未能处理"),
    ("error", "!", "有自相矛盾之处"),
    ("warning", "?", "有需要留意之处"),
    ("clean", "✓", "未发现问题"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished report: its folder's name, and what its provenance.json holds."""

    slug: str
    record: Mapping[str, Any]

    @property
    def light(self) -> str:
        """error, warning or clean: the worst that was found."""
        findings = self.record["summary"]["findings"]
        return next((light for light in ("error", "warning") if findings[light]), "clean")


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be made: its folder's name, the source's name, and why in one line."""

    slug: str
    name: str
    error: str


def render_index(entries: Sequence[Entry], failures: Sequence[Failure]) -> str:
    """The index as one page of HTML, worst first, by title within a group."""
    labels = list(dict.fromkeys(label for e in entries for label in e.record["summary"]["amounts"]))
    rows: dict[str, list[dict[str, Any]]] = {key: [] for key, _, _ in _GROUPS}
    failed_slugs = {failure.slug.removesuffix(FAILED_SUFFIX) for failure in failures}
    for entry in entries:
        if entry.slug not in failed_slugs:
            rows[entry.light].append(_row(entry, labels))
    finished = {entry.slug for entry in entries}
    rows["failed"] = [_failed_row(failure, finished) for failure in failures]
    groups: list[dict[str, Any]] = [
        {"key": key, "sign": sign, "words": words, "rows": sorted(rows[key], key=_title)}
        for key, sign, words in _GROUPS
        if rows[key]
    ]
    created = max((entry.record["created"][:10] for entry in entries), default="")
    return (
        templates()
        .get_template("index.html.j2")
        .render(
            version=__version__,
            stylesheet=Markup(stylesheet()),
            headline=_headline(rows),
            byline=f"最近一次核对 {created}" if created else "还没有完成的核对",
            labels=labels,
            groups=groups,
        )
    )


def _headline(rows: Mapping[str, Sequence[object]]) -> str:
    total = sum(len(group) for group in rows.values())
    parts = [f"{len(rows[key])} 份{words}" for key, _, words in _GROUPS if rows[key]]
    return f"{total} 份报告：{'，'.join(parts)}" if parts else "没有报告"


def _title(row: Mapping[str, Any]) -> str:
    return str(row["title"])


def _row(entry: Entry, labels: Sequence[str]) -> dict[str, Any]:
    record, summary = entry.record, entry.record["summary"]
    return {
        "title": report_title(summary["bureau"], summary["year"]),
        "href": f"{entry.slug}/{PAGE}",
        "source": record["source"]["name"],
        "amounts": [summary["amounts"].get(label) or "—" for label in labels],
        "errors": summary["findings"]["error"],
        "warnings": summary["findings"]["warning"],
        "consistent": summary["ledger"]["consistent"],
        "figures": summary["ledger"]["figures"],
    }


def _failed_row(failure: Failure, finished: set[str]) -> dict[str, Any]:
    slug = failure.slug.removesuffix(FAILED_SUFFIX)
    return {
        "title": failure.name,
        "name": failure.name,
        "error": failure.error,
        "notebook": f"{failure.slug}/{NOTEBOOK}",
        "older": f"{slug}/{PAGE}" if slug in finished else "",
    }
