"""The explorer's controls: native form elements with labels, in reading order, so that the keyboard does."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from ...checking.lineage import find, trace
from ...checking.supposing import what_if
from ...figures import WAN_YUAN, YUAN
from ...reports import LedgerEntry
from ..charts.drawing import chart_alt_text, png
from ..charts.drawing import heading as chart_heading
from ..messages import SEVERITY_WORDS, counts_by_severity
from ..passages import render, stylesheet_of
from .figures import entry_words, matches_table, trace_view, turned_view
from .keys import keyboard
from .tables import Browser
from .views import AS_PRINTED, Numbered, finding_view, heading, numbered, option_words, sections

if TYPE_CHECKING:
    from .opening import Explorer
    from .sources import Choice

FINDINGS, FIGURES, CHARTS, TABLES = "问题", "数字来历与改数", "图表", "报表与账簿"
ALL = ""
_WIDE = "100%"


class App:
    """The controls over one Explorer. `box` is what a notebook shows."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self._items: tuple[Numbered, ...] = ()
        self._found: tuple[LedgerEntry, ...] = ()
        self._make_controls()
        self._wire()
        self._opened()

    def _make_controls(self) -> None:
        offered = [(choice.label, choice) for choice in self.explorer.offered]
        self.report = widgets.Dropdown(
            description="报告", options=offered, value=self._picked(), layout=_layout("480px")
        )
        self.path = widgets.Text(
            description="或文件路径", placeholder="例如 data/raw/报告.pdf，回车打开",
            continuous_update=False, layout=_layout("420px"),
        )  # fmt: skip
        self.told = widgets.HTML()
        self.head = widgets.HTML()
        self.view = widgets.ToggleButtons(
            description="看什么", options=[FINDINGS, FIGURES, CHARTS, TABLES], style=_STYLE
        )
        self.unit = widgets.ToggleButtons(
            description="单位", style=_STYLE,
            options=[("按报告", AS_PRINTED), (WAN_YUAN, WAN_YUAN), (YUAN, YUAN)],
        )  # fmt: skip
        self.severity = widgets.ToggleButtons(description="程度", style=_STYLE, options=[("全部", ALL)])
        self.section = widgets.Dropdown(description="部分", layout=_layout("480px"))
        self.list = widgets.Select(description="问题", rows=14, layout=_layout("400px"))
        self.detail = widgets.HTML()
        self.to_figure = widgets.Button(description="查这个数字的来历", layout=_layout("max-content"))
        self.wanted = widgets.Text(
            description="找数字", placeholder="13,836.63 或 公务接待费，回车查找",
            continuous_update=False, layout=_layout("420px"),
        )  # fmt: skip
        self.matches = widgets.Select(description="找到", rows=10, layout=_layout("400px"))
        self.value = widgets.Text(
            description="假如改成", placeholder="按这个数字自己的单位", continuous_update=False,
            layout=_layout("300px"),
        )  # fmt: skip
        self.again = widgets.Button(description="重新核对", layout=_layout("max-content"))
        self.lineage = widgets.HTML()
        self.turned = widgets.HTML()
        self.chart = widgets.Dropdown(description="图", layout=_layout("480px"))
        self.picture = widgets.HTML()
        self.browser = Browser()
        style = widgets.HTML(f"<style>{stylesheet_of('explorer')}</style>", layout={"display": "none"})
        self.panels = {
            FINDINGS: widgets.VBox(
                (
                    _row(self.severity, self.section),
                    _row(self.list, widgets.VBox((self.detail, self.to_figure), layout=_grow())),
                )
            ),
            FIGURES: widgets.VBox(
                (
                    _row(self.wanted),
                    _row(
                        widgets.VBox((self.matches, self.value, self.again)),
                        widgets.VBox((self.turned, self.lineage), layout=_grow()),
                    ),
                )
            ),
            CHARTS: widgets.VBox((_row(self.chart), self.picture)),
            TABLES: self.browser.box,
        }
        parts = (_row(self.report, self.path), self.told, self.head, _row(self.view, self.unit))
        self.box = widgets.VBox((style, *keyboard(), *parts, *self.panels.values()))
        self.box.add_class("explorer-app")

    def _wire(self) -> None:
        for control, act in (
            (self.report, self._pick), (self.path, self._open_path), (self.view, self._show),
            (self.unit, self._show), (self.severity, self._filter), (self.section, self._filter),
            (self.list, self._show_finding), (self.wanted, self._find), (self.matches, self._show_figure),
            (self.value, self._suppose), (self.chart, self._show_chart),
        ):  # fmt: skip
            control.observe(act, names="value")
        self.to_figure.on_click(self._from_finding)
        self.again.on_click(self._suppose)

    def _pick(self, _: object) -> None:
        if self.report.value not in (None, self.explorer.choice):
            self._open(self.report.value)

    def _open_path(self, _: object) -> None:
        if self.path.value.strip():
            self._open(self.path.value.strip())

    def _open(self, source: Any) -> None:
        from .opening import stored, try_open

        self.told.value = _told("正在读取……", "busy")
        problem = try_open(self.explorer, source)
        self.told.value = _told(problem, "problem") if problem else ""
        left = stored(source) if problem and not isinstance(source, str) else None
        if left is not None:
            self.told.value += left.html
        if not problem:
            self.report.value = self._picked()
            if not isinstance(source, str):
                self.path.value = ""
            self._opened()

    def _picked(self) -> Choice | None:
        """The open report where it is one of those to choose from; of any other the choice shows none."""
        choice = self.explorer.choice
        return choice if choice in self.explorer.offered else None

    def _opened(self) -> None:
        """Fill every control anew from the report that is open."""
        checked = self.explorer.checked
        self.head.value = heading(checked).html
        counted = counts_by_severity(checked)
        self.severity.options = [(f"全部 {sum(counted.values())}", ALL)] + [
            (f"{SEVERITY_WORDS[severity]} {count}", severity.value) for severity, count in counted.items()
        ]
        self.section.options = [("全部", ALL), *((name, name) for name in sections(checked))]
        self.severity.value = self.section.value = ALL
        self.chart.options = [(chart_heading(c), i) for i, c in enumerate(checked.report.charts)]
        self.chart.value = 0 if checked.report.charts else None
        self._found = ()
        self.matches.options = ()
        self.wanted.value = self.value.value = ""
        self.lineage.value, self.turned.value = render("explorer_line", line=_FIND), ""
        self.browser.open(checked)
        self._filter(None)
        self._show(None)

    def _show(self, _: object) -> None:
        # Panels are hidden, never taken away: a view that JupyterLab has just removed may still be asked
        # to resize, which it complains of.
        for name, panel in self.panels.items():
            panel.layout.display = None if name == self.view.value else "none"
        if self.view.value == FINDINGS:
            self._show_finding(None)
        elif self.view.value == FIGURES:
            self._show_figure(None)
        elif self.view.value == CHARTS:
            self._show_chart(None)
        else:
            self.browser.show(self.unit.value)

    def _filter(self, _: object) -> None:
        checked = self.explorer.checked
        self._items = numbered(checked, self.severity.value or "", self.section.value or "")
        self.list.options = [(option_words(item), index) for index, item in enumerate(self._items)]
        self.list.value = 0 if self._items else None
        self._show_finding(None)

    def _finding(self) -> Numbered | None:
        index = self.list.value
        return self._items[index] if index is not None and index < len(self._items) else None

    def _show_finding(self, _: object) -> None:
        item = self._finding()
        if item is None:
            none = _NONE_SUCH if self.explorer.checked.contradictions else _NONE_AT_ALL
            self.detail.value = render("explorer_line", line=none)
        else:
            self.detail.value = finding_view(self.explorer.checked, item, self.unit.value).html
        figure = item.finding.stated_figure if item else None
        self.to_figure.disabled = figure is None

    def _from_finding(self, _: object) -> None:
        """Go from a finding to the lineage of the figure that it is about."""
        item = self._finding()
        figure = item.finding.stated_figure if item else None
        if figure is None:
            return
        self.view.value = FIGURES
        self.wanted.value = "".join(figure.text.split())
        same = [i for i, entry in enumerate(self._found) if entry.figure.place == figure.place]
        if same:
            self.matches.value = same[0]

    def _find(self, _: object) -> None:
        wanted = self.wanted.value
        self._found = find(self.explorer.checked, wanted) if wanted.strip() else ()
        self.matches.options = [
            (entry_words(entry, self.unit.value), i) for i, entry in enumerate(self._found)
        ]
        self.matches.value = 0 if self._found else None
        self._show_figure(None)

    def _entry(self) -> LedgerEntry | None:
        index = self.matches.value
        return self._found[index] if index is not None and index < len(self._found) else None

    def _show_figure(self, _: object) -> None:
        entry = self._entry()
        self.turned.value = ""
        if entry is not None:
            self.lineage.value = trace_view(trace(self.explorer.checked, entry), self.unit.value).html
        elif self.wanted.value.strip():
            self.lineage.value = matches_table((), self.wanted.value).html
        else:
            self.lineage.value = render("explorer_line", line=_FIND)

    def _suppose(self, _: object) -> None:
        entry, value = self._entry(), self.value.value.strip()
        if entry is None or not value:
            self.turned.value = render("explorer_line", line="先在上面找到一个数字，再填写要改成的数。")
            return
        try:
            pairs = what_if(self.explorer.report, entry.figure.place, value)
        except ValueError:
            self.turned.value = render("explorer_line", line=f"“{value}”不是一个数。")
            return
        self.turned.value = turned_view(entry, value, pairs).html

    def _show_chart(self, _: object) -> None:
        charts = self.explorer.report.charts
        if self.chart.value is None or not charts:
            self.picture.value = render("explorer_line", line=_NO_CHART)
            return
        chart = charts[self.chart.value]
        data, alt = b64encode(png(chart)).decode("ascii"), escape(chart_alt_text(chart), quote=True)
        self.picture.value = f'<img class="chart" src="data:image/png;base64,{data}" alt="{alt}">'


_NONE_SUCH, _NONE_AT_ALL = "没有这样的问题。", "没有发现问题。"
_NO_CHART = "报告没有图表，正文中也没有可以据以作图的数字。"
_FIND = "输入一个印在报告里的数字（万元或元都可以），或它的名称，看它由什么得出、又得出什么。"
_STYLE = {"button_width": "auto"}


def _told(text: str, how: str) -> str:
    return f'<p class="told is-{how}" role="status">{escape(text)}</p>'


def _layout(width: str) -> Any:
    return widgets.Layout(width=width, max_width=_WIDE)


def _grow() -> Any:
    return widgets.Layout(flex="1 1 420px", min_width="300px", width="auto")


def _row(*children: Any) -> Any:
    return widgets.Box(children, layout=widgets.Layout(flex_flow="row wrap", align_items="flex-start"))
