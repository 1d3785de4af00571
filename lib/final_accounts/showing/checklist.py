"""The disclosure checklist: what an account must cover, and where a file covers it."""

from __future__ import annotations

from typing import Any

from ..checking.rules.disclosure import Disclosed, DisclosurePoint, disclosure
from ..reports import CheckedReport
from .language import say, says, speaking
from .messages import place_words
from .passages import Passage, render


def show_checklist(checked: CheckedReport, lang: str | None = None) -> Passage:
    """Which of the points that an account must disclose the file covers, and where. `lang` is zh or en.

    >>> fa.show_checklist(checked)  # doctest: +SKIP
    应公开的 17 项中，本文件有 16 项。
    """
    with speaking(lang):
        points = disclosure(checked.report)
        rows = [_row(point) for point in points]
        found = sum(point.state is not Disclosed.ABSENT for point in points)
        summary = say("checklist.summary", asked=len(rows), found=found)
        lines = [say("checklist.line", item=row["words"], state=row["state_words"]) for row in rows]
        return Passage(render("checklist", summary=summary, rows=rows), "\n".join([summary, *lines]))


def _row(point: DisclosurePoint) -> dict[str, Any]:
    key = f"disclosure.{point.label}"
    return {
        "words": say(key) if says(key) else point.label,
        "state": point.state.value,
        "state_words": say(f"checklist.{point.state.value}"),
        "evidence": point.evidence,
        "place": place_words(point.place) if point.place is not None else "",
    }
