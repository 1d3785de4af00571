"""The working paper that an auditor signs: forms and claims as read, and every check as a live formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

from ... import __version__
from ...reports import CheckedReport
from ..accounts import verdicts_by_place
from ..language import CHINESE, speaking
from ..messages import report_title
from .cells import VERDICTS, Book, cell_text
from .checks import is_text_check, live_checks
from .cover import Cover, write_cover
from .figures import form_sheet_name, lay_out
from .findings import FIRST_ROW, write_findings, write_text_checks
from .forms import objections, write_form
from .lists import CLAIM_HEADS, TABLE_HEADS, write_list
from .results import write_checks

_BLUE, _RED, _GREEN, _GREY = "#1F4E79", "#B0001E", "#1C6B3F", "#8A95A0"


def write_working_paper(
    checked: CheckedReport, name: str, created: datetime, path: Path, unchecked: Sequence[str] = ()
) -> None:
    """Write the working paper of the report called `name` to `path`, an xlsx file.

    The same arguments give the same bytes. `unchecked` are sentences on what was not checked. Formulas carry
    what they give, so that viewers without recalculation show it. Raises OSError where `path` cannot be
    written.
    """
    with speaking(CHINESE):
        _write(checked, name, created, path, unchecked)


def _write(
    checked: CheckedReport, name: str, created: datetime, path: Path, unchecked: Sequence[str]
) -> None:
    workbook = Workbook(
        str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book = Book(workbook)
    report = checked.report
    title = cell_text(report_title(report.bureau, report.fiscal_year), 120)
    workbook.set_properties(
        {
            "title": f"{title}核对工作底稿",
            "author": f"final_accounts {__version__}",
            "created": created.replace(tzinfo=None, microsecond=0),
        }
    )
    names = {key: book.name(word) for key, word in _SHEETS.items()}
    forms = tuple(book.name(form_sheet_name(form, n)) for n, form in enumerate(report.forms, start=1))
    plan = lay_out(checked, names, forms)
    checks = live_checks(checked, plan)
    texts = tuple(finding for finding in checked.findings if is_text_check(finding))
    verdicts = verdicts_by_place(checked)
    cover_sheet = book.sheet(names["cover"], _BLUE)
    rows = {id(check.finding): FIRST_ROW + n for n, check in reversed(list(enumerate(checks)))}
    write_findings(book, book.sheet(names["findings"], _RED), checked, rows, names["checks"])
    sheet = book.sheet(names["checks"], _GREEN)
    outcomes = write_checks(book, sheet, checks, checked.contradictions, names["findings"])
    cover = Cover(checked, name, created, __version__, title, tuple(unchecked), names, forms, bool(texts))
    ours = (VERDICTS[check.verdict] for check in checks)
    write_cover(book, cover_sheet, cover, list(zip(outcomes, ours, strict=True)))
    if texts:
        write_text_checks(book, book.sheet(names["texts"], _GREEN), texts)
    sheet = book.sheet(names["claims"], _GREY)
    write_list(book, sheet, plan.claims, CLAIM_HEADS, "文字陈述", verdicts)
    if plan.tables.lines:
        sheet = book.sheet(names["tables"], _GREY)
        write_list(book, sheet, plan.tables, TABLE_HEADS, "绩效自评", verdicts)
    against = objections(checked.findings)
    for form in plan.forms:
        write_form(book, book.sheet(form.name, _GREY), form, verdicts, against)
    workbook.close()


_SHEETS = {
    "cover": "说明",
    "findings": "问题清单",
    "checks": "核对",
    "texts": "其他核对",
    "claims": "文字陈述",
    "tables": "绩效自评",
}
