"""What a final account usually discloses, and what of it a file holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..figures import Verdict
from ..places import Place
from ..reports import CheckedReport, Form
from ..settings import reference
from .language import say, speaking, spoken
from .messages import place_words
from .passages import Passage, render

EMPTY_FORM_RULE = "completeness.empty-form-unexplained"


class State(StrEnum):
    """What became of one thing to be disclosed."""

    PRESENT = "present"
    EXPLAINED = "explained"
    EMPTY = "empty"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be disclosed. `group` is form or section; `title` the report's own name for it."""

    words: Mapping[str, str]
    group: str
    state: State
    title: str = ""
    place: Place | None = None


def disclosures(checked: CheckedReport) -> tuple[Item, ...]:
    """Everything that checklist.toml asks for, in its order, with what the file holds of it."""
    return tuple(_items(checked))


def _items(checked: CheckedReport) -> Iterator[Item]:
    report = checked.report
    for asked in reference("checklist")["item"]:
        if "forms" in asked:
            found = [form for form in report.forms if form.key in asked["forms"]]
            yield _form_item(asked["words"], found, checked)
            continue
        wanted, parts = asked.get("topics", ()), asked.get("parts", ())
        section = next((s for s in report.sections if s.topic in wanted or s.part in parts), None)
        if section is None:
            yield Item(asked["words"], "section", State.MISSING)
            continue
        place = next((s.place for s in report.statements if s.section.index == section.index), None)
        yield Item(asked["words"], "section", State.PRESENT, section.title, place)


def _form_item(words: Mapping[str, str], found: Sequence[Form], checked: CheckedReport) -> Item:
    filled = next((form for form in found if not form.empty), None)
    if filled is not None:
        return Item(words, "form", State.PRESENT, filled.title, filled.place)
    if not found:
        return Item(words, "form", State.MISSING)
    form = found[0]
    explained = any(
        finding.rule == EMPTY_FORM_RULE
        and finding.verdict is Verdict.CONSISTENT
        and form.place in finding.places
        for finding in checked.findings
    )
    return Item(words, "form", State.EXPLAINED if explained else State.EMPTY, form.title, form.place)


def show_checklist(checked: CheckedReport, lang: str | None = None) -> Passage:
    """Which of the forms and explanations that an account usually discloses the file holds.

    `lang` is zh or en.

    >>> fa.show_checklist(checked)  # doctest: +SKIP
    应公开的 24 项中，本文件有 15 项。
    """
    with speaking(lang):
        rows = [_row(item) for item in disclosures(checked)]
        found = sum(row["state"] != State.MISSING for row in rows)
        summary = say("checklist.summary", asked=len(rows), found=found)
        lines = [say("checklist.line", item=row["words"], state=row["state_words"]) for row in rows]
        return Passage(render("checklist", summary=summary, rows=rows), "\n".join([summary, *lines]))


def _row(item: Item) -> dict[str, Any]:
    return {
        "words": item.words[spoken()],
        "group": say(f"checklist.{item.group}"),
        "state": item.state,
        "state_words": say(f"checklist.{item.state.value}"),
        "title": item.title,
        "place": place_words(item.place) if item.place is not None else "",
    }
