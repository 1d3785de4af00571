"""Several accounts side by side: what `fa.compare` shows."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from IPython import display as ipython

from ..charts.drawing import as_png, raster
from ..passages import Passage, render
from ..problems import noted
from .charts import MOST_ROWS, draw_comparison
from .corpus import Corpus, load
from .sheets import (
    Sheet,
    alt_text,
    completion_sheet,
    findings_sheet,
    growth_sheet,
    overview_rows,
    per_head_sheet,
    structure_sheet,
    three_public_sheet,
)

SHOWN_WIDTH = 900
"""Pixels of a notebook that a picture takes; it has twice as many."""

_show: Callable[[Passage], None] = ipython.display
_publish: Callable[..., None] = ipython.publish_display_data


@noted()
def compare(corpus: str | Path = "") -> Comparison:
    """The accounts of a batch's folder (data/processed) or of a folder of reports; data/raw by default.

    Raises UnreadableSource for a folder that holds neither.

    >>> fa.compare("data/processed").per_head()  # doctest: +SKIP
    """
    return Comparison(load(corpus))


class Comparison:
    """The accounts of a corpus, by bureau and year; each method displays one comparison."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def _repr_html_(self) -> str:
        return self.overview().html

    def __repr__(self) -> str:
        return self.overview().text

    def overview(self) -> Passage:
        """The main amounts of every account, and what could not be read.

        >>> fa.compare().overview()  # doctest: +SKIP
        """
        columns, rows = overview_rows(self.corpus.accounts)
        told = f"{len(rows)} 份决算，金额单位：万元。“未印出”是报告没有印出，不是零。"
        lines = [told, *self.corpus.remarks]
        html = render("comparison_table", caption="各部门决算概览", lines=lines, columns=columns, rows=rows)
        return Passage(html, "\n".join([*lines, *("　".join(row) for row in rows)]))

    def structure(self) -> None:
        """Display where the income comes from and what the expenditure is for, in percent.

        >>> fa.compare().structure()  # doctest: +SKIP
        """
        self._display(structure_sheet(self.corpus.accounts))

    def per_head(self) -> None:
        """Display personnel and operating funds per head of the staff that a report prints.

        >>> fa.compare().per_head()  # doctest: +SKIP
        """
        self._display(per_head_sheet(self.corpus.accounts))

    def three_public(self) -> None:
        """Display the three public expenses.

        >>> fa.compare().three_public()  # doctest: +SKIP
        """
        self._display(three_public_sheet(self.corpus.accounts))

    def completion(self) -> None:
        """Display final amounts as a percentage of the budget.

        >>> fa.compare().completion()  # doctest: +SKIP
        """
        self._display(completion_sheet(self.corpus.accounts))

    def growth(self) -> None:
        """Display the change on last year, and whether last year's own report says the same.

        >>> fa.compare().growth()  # doctest: +SKIP
        """
        self._display(growth_sheet(self.corpus.accounts))

    def findings(self) -> None:
        """Display how many findings of which kind and severity each account has.

        >>> fa.compare().findings()  # doctest: +SKIP
        """
        self._display(findings_sheet(self.corpus.accounts))

    def _display(self, sheet: Sheet) -> None:
        _show(Passage(render("comparison_head", title=sheet.title, reading=sheet.reading), sheet.title))
        if sheet.rows:
            alt = alt_text(sheet)
            picture = as_png(raster(draw_comparison(sheet.title, sheet.names, sheet.panels)))
            _publish(
                {"image/png": b64encode(picture).decode("ascii"), "text/plain": alt},
                metadata={"image/png": {"alt": alt, "width": SHOWN_WIDTH}},
            )
        _show(_table(sheet))


def _table(sheet: Sheet) -> Passage:
    lines = []
    if len(sheet.rows) > MOST_ROWS:
        lines = [f"图中只画前 {MOST_ROWS} 份，表中列出全部 {len(sheet.rows)} 份。"]
    html = render(
        "comparison_table", caption=sheet.title, lines=lines, columns=sheet.columns, rows=sheet.rows
    )
    return Passage(html, "\n".join("　".join(row) for row in (sheet.columns, *sheet.rows)))
