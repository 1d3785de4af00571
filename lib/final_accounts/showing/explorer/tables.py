"""The forms, the claims and the ledger of a report as tables to sort and search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from typing import Any

import ipywidgets as widgets
import pandas

from ...recognising.forms.catalogue import EXPENDITURE, INCOME
from ...reports import CheckedReport, Form
from ..accounts import claim_groups
from ..messages import CLAIM_WORDS, VERDICT_WORDS
from ..passages import render
from .figures import in_unit, shown
from .views import AS_PRINTED

LEDGER, CLAIMS = "数字账簿", "文字陈述"
CHINESE: Any = {
    "search": "查找：", "lengthMenu": "每页 _MENU_ 行", "info": "第 _START_–_END_ 行，共 _TOTAL_ 行",
    "infoEmpty": "没有行", "infoFiltered": "（从 _MAX_ 行中筛选）", "zeroRecords": "没有相符的行",
    "emptyTable": "没有行", "paginate": {"first": "首页", "last": "末页", "next": "下页", "previous": "上页"},
}  # fmt: skip
"""What DataTables says, in Chinese."""
OPTIONS: Any = {
    "allow_html": False, "showIndex": False, "language": CHINESE, "lengthMenu": [15, 50, 200], "maxBytes": 0,
    "style": "width:100%;margin:0", "classes": "display compact",
}  # fmt: skip

_SIDES = {INCOME: "收入", EXPENDITURE: "支出"}

Maker = Callable[[str], pandas.DataFrame]


class Browser:
    """A choice of tables and the table itself: sortable and searchable with itables, plain without.

    The table is filled when it is first shown: a hidden one could not measure its columns.
    """

    def __init__(self) -> None:
        self._makers: dict[str, Maker] = {}
        self._unit: str | None = None
        self.choice = widgets.Dropdown(description="表", layout=widgets.Layout(width="480px"))
        self.choice.observe(self._fill, names="value")
        self.table = _table()
        self.box = widgets.VBox((self.choice, self.table))

    def open(self, checked: CheckedReport) -> None:
        """Offer the tables of another report. None is shown before `show`."""
        self._unit = None
        self._makers = dict(tables(checked))
        self.choice.options = list(self._makers)
        self.choice.value = next(iter(self._makers))

    def show(self, unit: str) -> None:
        """Show the chosen table with its amounts in `unit`."""
        if unit != self._unit:
            self._unit = unit
            self._fill(None)

    def _fill(self, _: object) -> None:
        if self._unit is not None and self.choice.value is not None:
            _put(self._makers[self.choice.value](self._unit), self.table)


def tables(checked: CheckedReport) -> Iterator[tuple[str, Maker]]:
    """The name of each table, and what makes it for a unit. Two forms of one title keep both names."""
    for number, form in enumerate(checked.report.forms, start=1):
        yield f"{number} {form.title}", partial(form_table, form)
    yield CLAIMS, partial(claims_table, checked)
    yield LEDGER, partial(ledger_table, checked)


def form_table(form: Form, unit: str = AS_PRINTED) -> pandas.DataFrame:
    """A form as read: code, side, label and its columns; amounts with thousands separators, blanks blank.
    Codes and sides only where the form has any."""
    rows = []
    for row in form.rows:
        cells = ["" if v is None else f"{in_unit(v, unit).value:,f}" for v in row.values]
        for index in row.dashes:
            cells[index] = "—"
        rows.append([row.code or "", _SIDES.get(row.side or "", ""), row.label, *cells])
    own = unit or form.unit
    names = ["编码", "收支", "项目", *(f"{name}（{own}）" for name in form.columns)]
    table = pandas.DataFrame(rows, columns=names)
    unused = [name for name in names[:2] if not any(table[name])]
    return table.drop(columns=unused)


def claims_table(checked: CheckedReport, unit: str = AS_PRINTED) -> pandas.DataFrame:
    """What the narrative asserts, a row each."""
    rows = [
        (
            group.section.title,
            line.claim.subject,
            CLAIM_WORDS.get(type(line.claim), ""),
            "；".join(f"{item.words} {shown(item.figure, unit)}" for item in line.figures),
            VERDICT_WORDS[line.verdict],
        )
        for group in claim_groups(checked)
        for line in group.lines
    ]
    return pandas.DataFrame(rows, columns=["部分", "说的是", "种类", "数字", "核对结果"])


def ledger_table(checked: CheckedReport, unit: str = AS_PRINTED) -> pandas.DataFrame:
    """Every printed figure of the account and what became of it."""
    rows = [
        (
            shown(entry.figure, unit),
            entry.bound_to or "",
            entry.where,
            entry.figure.place.describe(),
            VERDICT_WORDS[entry.verdict],
        )
        for entry in checked.ledger.entries
        if entry.account
    ]
    return pandas.DataFrame(rows, columns=["数字", "是什么", "部分", "位置", "核对结果"])


def _table() -> Any:
    """An empty table as a widget."""
    if find_spec("itables") is not None and find_spec("anywidget") is not None:
        from itables.widget import ITable

        return ITable(pandas.DataFrame(), **OPTIONS)
    return widgets.HTML()


def _put(frame: pandas.DataFrame, table: Any) -> None:
    """Fill the widget. What a report printed is text in either kind: never markup."""
    if isinstance(table, widgets.HTML):
        columns = list(frame.columns)
        table.value = render("explorer_table", columns=columns, rows=frame.values.tolist())
    else:
        table.update(frame, **OPTIONS)
