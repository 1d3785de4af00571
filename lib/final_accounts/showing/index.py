"""The page over many reports: what failed, what contradicts itself, what needs a look, what is clean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from .. import __version__
from ..errors import FinalAccountsError
from ..figures import parse_figure
from .language import say, says, speaking, spoken
from .messages import light_of, report_title
from .passages import stylesheet, templates
from .problems import problem_words
from .typeface import with_typeface

PAGE, NOTEBOOK = "report.html", "report.ipynb"
FAILED_SUFFIX = ".failed"
TIMEOUT = "Timeout"
"""The kind of a failure that no exception tells: it took too long."""

_SIGNS = {"error": "!", "warning": "?", "unchecked": "–", "clean": "✓"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished report: its folder's name, and what its provenance.json holds."""

    slug: str
    record: Mapping[str, Any]

    @property
    def light(self) -> str:
        """How the report came out: one of messages.LIGHTS."""
        summary = self.record["summary"]
        found = summary["findings"]
        return light_of(found["error"], found["warning"], summary["ledger"]["consistent"])


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be made: its folder's name, the source's name, why in one line, the class of
    the error, empty where it is not known, and where the source lies; `gathered` tells a source in which no
    report was found, so that no notebook has run."""

    slug: str
    name: str
    error: str
    kind: str = ""
    path: str = ""
    gathered: bool = False


def render_index(entries: Sequence[Entry], failures: Sequence[Failure], lang: str | None = None) -> str:
    """The index as one page of HTML: what failed, then everything else in each of several orders, of which
    the reader opens one. `lang` is zh or en."""
    with speaking(lang):
        failed_slugs = {failure.slug.removesuffix(FAILED_SUFFIX) for failure in failures}
        shown, older = _newest([entry for entry in entries if entry.slug not in failed_slugs])
        labels = list(dict.fromkeys(label for e in shown for label in e.record["summary"]["amounts"]))
        rows = [_row(entry, labels, older.get(entry.slug, "")) for entry in shown]
        finished = {entry.slug for entry in entries}
        failed = sorted((_failed_row(failure, finished) for failure in failures), key=_title)
        created = max((entry.record["created"][:10] for entry in entries), default="")
        return with_typeface(
            templates()
            .get_template("index.html.j2")
            .render(
                lang=spoken(),
                version=__version__,
                stylesheet=Markup(stylesheet()),
                headline=_headline(rows, len(failed)),
                byline=say("index.last", date=created) if created else say("index.nothing_done"),
                labels=[_label(label) for label in labels],
                failed=failed,
                orders=_orders(rows),
            )
        )


def _newest(entries: Sequence[Entry]) -> tuple[list[Entry], dict[str, str]]:
    """The entries without those that a later check of a file of the same name, bureau and year replaces, and
    by the slug of the later one the slug of the last before it."""
    latest: dict[object, Entry] = {}
    older: dict[str, str] = {}
    shown = []
    for entry in sorted(entries, key=lambda entry: str(entry.record["created"]), reverse=True):
        summary, name = entry.record["summary"], entry.record["source"]["name"]
        key = (name, summary["bureau"], summary["year"])
        newer = latest.setdefault(key, entry)
        if summary["bureau"] and newer.record["created"] != entry.record["created"]:
            older.setdefault(newer.slug, entry.slug)
        else:
            shown.append(entry)
    return shown, older


def _orders(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The same rows in several orders, each in groups; a single report needs but one."""
    orders = [_order("light", [(light, _of_light(rows, light)) for light in _SIGNS])]
    if len(rows) > 1:
        orders += [
            _order("findings", [("", sorted(rows, key=lambda row: (-row["errors"], -row["warnings"])))]),
            _order("amount", [("", sorted(rows, key=lambda row: -row["income"]))]),
            _order("title", [("", sorted(rows, key=_title))]),
            _order("year", [("", sorted(rows, key=lambda row: (-row["year"], row["title"])))]),
        ]
    return orders


def _order(name: str, groups: Sequence[tuple[str, Sequence[Row]]]) -> dict[str, Any]:
    return {
        "key": f"by-{name}",
        "words": say(f"index.by_{name}"),
        "groups": [
            {"key": key, "words": say(f"index.{key}") if key else say(f"index.by_{name}"), "rows": own}
            for key, own in groups
            if own
        ],
    }


def _of_light(rows: Sequence[Row], light: str) -> list[Row]:
    return sorted((row for row in rows if row["light"] == light), key=_title)


def _headline(rows: Sequence[Row], failed: int) -> str:
    counts = {"failed": failed} | {light: len(_of_light(rows, light)) for light in _SIGNS}
    parts = [
        say("index.headline_part", count=count, group=say(f"index.{key}"))
        for key, count in counts.items()
        if count
    ]
    if not parts:
        return say("index.no_reports")
    told = say("index.headline_comma").join(parts)
    return say("index.headline", count=sum(counts.values()), groups=told)


def _label(label: str) -> str:
    return say(f"headline.{label}") if says(f"headline.{label}") else label


def _title(row: Row) -> str:
    return str(row["title"])


def _row(entry: Entry, labels: Sequence[str], older: str) -> dict[str, Any]:
    record, summary = entry.record, entry.record["summary"]
    amounts = [summary["amounts"].get(label) for label in labels]
    return {
        "light": entry.light,
        "sign": _SIGNS[entry.light],
        "light_words": say(f"index.{entry.light}"),
        "title": report_title(summary["bureau"], summary["year"]),
        "year": summary["year"] or 0,
        "href": f"{entry.slug}/{PAGE}",
        "older": f"{older}/{PAGE}" if older else "",
        "source": record["source"]["name"],
        "amounts": [amount or "—" for amount in amounts],
        "income": _amount(amounts[0] if amounts else None),
        "errors": summary["findings"]["error"],
        "warnings": summary["findings"]["warning"],
        "consistent": summary["ledger"]["consistent"],
        "figures": summary["ledger"]["figures"],
    }


def _amount(words: str | None) -> Decimal:
    """The number in front of a unit; a report without one comes last."""
    figure = parse_figure((words or "").split(" ")[0])
    return figure.value if figure is not None else Decimal(-1)


def _failed_row(failure: Failure, finished: set[str]) -> dict[str, Any]:
    slug = failure.slug.removesuffix(FAILED_SUFFIX)
    # Of a file that could not be used the notebook shows no more than is told here.
    of_source = failure.kind in {one.__name__ for one in FinalAccountsError.__subclasses__()}
    return {
        "title": failure.name,
        "name": failure.name,
        "why": problem_words(failure.error, failure.kind),
        "error": failure.error.removeprefix(f"{failure.name}: "),
        "notebook": "" if failure.gathered or of_source else f"{failure.slug}/{NOTEBOOK}",
        "older": f"{slug}/{PAGE}" if slug in finished else "",
    }
