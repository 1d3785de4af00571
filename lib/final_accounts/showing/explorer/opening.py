"""A report to explore: in JupyterLab with controls, elsewhere as plain tables by the same names."""

from __future__ import annotations

import logging
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ...checking.checker import check
from ...checking.lineage import find, trace
from ...checking.supposing import what_if
from ...errors import FinalAccountsError, UnreadableSource
from ...reading.reader import read_document
from ...recognising.recogniser import recognise
from ...reports import CheckedReport, LedgerEntry, Report
from ..charts.drawing import chart_alt_text, png
from ..passages import Passage, render
from ..pictures import Picture
from ..problems import noted, problem_words
from .figures import matches_table, trace_view, turned_view
from .sources import Choice, choices, resolve, stored_findings
from .views import AS_PRINTED, finding_view, findings_table, heading, numbered, stored_view

log = logging.getLogger(__name__)
Number = str | int | float | Decimal

HINT = (
    "此处是不带控件的样子：在装有 ipywidgets 的 JupyterLab 里运行，可以挑选报告、筛选问题、查数字的来历、"
    "改一个数看哪些核对会变。"
)


@noted()
def explore(source: str | Path = "", widgets: bool | None = None) -> Explorer:
    """A report to look into: a file, the name of one in data/raw or data/processed, or the first of these.

    `widgets` asks for controls or for plain tables; by default there are controls where somebody sits
    before the notebook. Raises UnreadableSource, UnsupportedFormat or NotAnAccount for a source that is no
    account.

    >>> explorer = fa.explore("2024年度部门决算.pdf")  # doctest: +SKIP
    >>> explorer.trace("13,836.63")                    # doctest: +SKIP
    """
    return Explorer(source, is_attended() if widgets is None else widgets)


def explain(checked: CheckedReport, wanted: Number, number: int = 1, unit: str = AS_PRINTED) -> Passage:
    """Where a printed figure comes from, and what is made of it: the `number`-th match of `wanted`, a
    number in any money unit or a word.

    Raises LookupError for a number beyond the matches.

    >>> fa.explain(checked, "13,836.63")  # doctest: +SKIP
    """
    text = _text(wanted)
    found = find(checked, text)
    if not found:
        return matches_table(found, text, unit)
    return trace_view(trace(checked, _pick(found, number)), unit)


def chart(checked: CheckedReport, number: int = 1) -> Picture:
    """The `number`-th chart, as the report states it and recomputed.

    Raises LookupError for a number beyond the charts of the report.

    >>> fa.chart(checked, 3)  # doctest: +SKIP
    """
    charts = checked.report.charts
    if not 1 <= number <= len(charts):
        raise LookupError(f"there is no chart {number}: the report has {len(charts)}")
    return Picture(png(charts[number - 1]), chart_alt_text(charts[number - 1]))


def is_attended() -> bool:
    """Whether a person could use controls: a kernel whose front end takes input, and ipywidgets.

    papermill, nbconvert and nbval tell the kernel that nobody can be asked.
    """
    if find_spec("ipywidgets") is None:
        return False
    from IPython import get_ipython

    shell = get_ipython()
    return bool(getattr(getattr(shell, "kernel", None), "_allow_stdin", False))


class Explorer:
    """One open report. Its methods answer with tables and sentences; shown by itself, it has controls."""

    def __init__(self, source: str | Path, widgets: bool) -> None:
        self.offered = choices()
        self.widgets = widgets
        self.choice, self.checked = self._opened(resolve(source, self.offered))
        self._box: Any = None

    def open(self, source: str | Path | Choice) -> None:
        """Read and check another report. Raises as `explore` does; the open one then stays open."""
        choice = source if isinstance(source, Choice) else resolve(source, self.offered)
        self.choice, self.checked = self._opened(choice)

    def _opened(self, choice: Choice) -> tuple[Choice, CheckedReport]:
        if choice.path is None:
            raise UnreadableSource(
                choice.label, "its source is no longer where it was", "run the batch again, or name the file"
            )
        return choice, check(recognise(read_document(choice.path)))

    @property
    def report(self) -> Report:
        return self.checked.report

    def findings(self, severity: str = "", section: str = "", unit: str = AS_PRINTED) -> Passage:
        """The findings as a table, of one severity (错误, 提醒, 备注) and one section if named.

        >>> explorer.findings("错误", unit="元")  # doctest: +SKIP
        """
        return findings_table(self.checked, severity, section, unit)

    def finding(self, number: int, unit: str = AS_PRINTED) -> Passage:
        """One finding by its number: sentence, recomputation, explanation, piece of the page.

        Raises LookupError for a number that no finding has.

        >>> explorer.finding(1)  # doctest: +SKIP
        """
        for item in numbered(self.checked):
            if item.number == number:
                return finding_view(self.checked, item, unit)
        raise LookupError(f"there is no finding {number}: {len(self.checked.contradictions)} were made")

    def look_up(self, wanted: Number, unit: str = AS_PRINTED) -> Passage:
        """The printed figures that a number (in any money unit) or a word finds.

        >>> explorer.look_up("13,836.63")  # doctest: +SKIP
        """
        text = _text(wanted)
        return matches_table(find(self.checked, text), text, unit)

    def trace(self, wanted: Number, number: int = 1, unit: str = AS_PRINTED) -> Passage:
        """Where the `number`-th match of `wanted` comes from, and what is made of it.

        >>> explorer.trace("13,836.63")  # doctest: +SKIP
        """
        return explain(self.checked, wanted, number, unit)

    def what_if(self, wanted: Number, value: Number, number: int = 1) -> Passage:
        """Which checks turn if the `number`-th match of `wanted` were `value`, in that figure's unit; the
        matches where there are not so many.

        Raises ValueError if `value` is no number.

        >>> explorer.what_if("22.8%", "29.57%")  # doctest: +SKIP
        """
        text, other = _text(wanted), _text(value)
        found = find(self.checked, text)
        if not found:
            return matches_table(found, text)
        if number > len(found):
            return matches_table(found, text, beyond=number)
        entry = _pick(found, number)
        return turned_view(entry, other, what_if(self.report, entry.figure.place, other))

    def chart(self, number: int = 1) -> Picture:
        """The `number`-th chart, as the report states it and recomputed.

        Raises LookupError for a number beyond the charts of the report.

        >>> explorer.chart(3)  # doctest: +SKIP
        """
        return chart(self.checked, number)

    def plain(self) -> Passage:
        """Everything that the controls begin with, without them."""
        head, table = heading(self.checked), findings_table(self.checked)
        html = head.html + render("explorer_line", line=HINT) + table.html
        return Passage(html, f"{head.text}\n{table.text}")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Controls for front ends that have them, and the plain tables for those that do not."""
        plain = self.plain()
        bundle = {"text/html": plain.html, "text/plain": plain.text}
        return {**bundle, **self._controls()} if self.widgets else bundle

    def _controls(self) -> dict[str, Any]:
        from .app import App

        if self._box is None:
            self._box = App(self).box
        shown: dict[str, Any] = self._box._repr_mimebundle_()
        shown.pop("text/plain", None)
        return shown


def stored(choice: Choice) -> Passage | None:
    """What a batch has left of a report whose source is gone, None where it left nothing."""
    if choice.path is not None or choice.folder is None:
        return None
    rows = stored_findings(choice.folder)
    return stored_view(rows, "原文件已不在原处，只能列出当时的问题清单。") if rows else None


def try_open(explorer: Explorer, source: str | Path | Choice) -> str:
    """Open a report and return nothing, or stay with the open one and return the reason in one line."""
    try:
        explorer.open(source)
    except FinalAccountsError as error:
        log.info("%s", error)
        named = source.label if isinstance(source, Choice) else source
        return f"未能打开 {named}：{problem_words(str(error), type(error).__name__)}"
    return ""


def _text(wanted: Number) -> str:
    """What is looked for as a person would write it: papermill makes numbers of what looks like one."""
    return wanted if isinstance(wanted, str) else f"{Decimal(str(wanted)):f}"


def _pick(found: tuple[LedgerEntry, ...], number: int) -> LedgerEntry:
    if not 1 <= number <= len(found):
        raise LookupError(f"there is no match {number}: {len(found)} were found")
    return found[number - 1]
