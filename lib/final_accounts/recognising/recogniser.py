"""From a Document to the Report that it holds: the one way in to recognising."""

from __future__ import annotations

import re
from dataclasses import replace

from ..documents import Document
from ..errors import NotAnAccount
from ..reports import AmountClaim, FormEntry, Part, Report
from .charts.finder import recognise_charts
from .doubts import doubtful_cells, other_readings, with_doubts
from .forms.finder import recognise_forms
from .forms.unread import unread_forms
from .forms.yearly import changes_in_forms
from .identity import bureau, fiscal_year, report_unit, usual_decimals
from .narrative.absences import find_absences
from .narrative.amounts import loose_key
from .narrative.averages import resolve_averages
from .narrative.changed_amounts import THREE_PUBLIC, later_named
from .narrative.grammar import read_narrative
from .narrative.memory import Gathered
from .narrative.share_wholes import resolve_shares
from .performance import recognise_performance
from .plans import without_plans
from .sections import Outline, outline, statements

_UNREAD = re.compile("未能?读取|隐藏|没有保存")


def recognise(document: Document) -> Report:
    """The account in a document. Raises NotAnAccount if it holds neither claims nor forms of one."""
    year = fiscal_year(document)
    division = outline(document, year)
    sentences = tuple(statements(document, division))
    own = without_plans(document, division.of_paragraph)
    forms = recognise_forms(own)
    doubtful = doubtful_cells(document)
    gathered = read_narrative(document, division, sentences, year)
    claims = (
        *later_named(gathered),
        *resolve_shares(gathered),
        *resolve_averages(gathered),
        *find_absences(sentences),
        *changes_in_forms(own, forms),
    )
    if not forms and not _speaks_of_an_account(document, gathered):
        remarks = "；".join(remark for remark in document.remarks if _UNREAD.search(remark))
        problem = "nothing in it is a departmental final account (部门决算)"
        if remarks:
            problem = (
                "nothing in it is a departmental final account (部门决算); it may be in what was not read:"
                f" {remarks}"
            )
        remedy = "give the published report itself, narrative or forms"
        raise NotAnAccount(document.source.name, problem, remedy)
    return Report(
        document=document,
        bureau=bureau(document, division, forms),
        fiscal_year=year,
        unit=report_unit(claims),
        usual_decimals=usual_decimals(claims),
        sections=division.sections,
        statements=sentences,
        claims=claims,
        forms=forms,
        performance=with_doubts(recognise_performance(own), doubtful),
        charts=recognise_charts(own, division.sections, sentences, claims, forms),
        contents=division.contents,
        form_list=_form_list(document, division),
        unbound=tuple(gathered.unbound),
        bound=tuple(gathered.roles),
        readings=tuple(other_readings(doubtful, forms)),
        unread_forms=tuple(unread_forms(own, forms)),
    )


_ACCOUNT_TO_COME = re.compile(
    r"(?:并入|列入|纳入|随|在|于)[^，。；,;]{0,12}决算(?:中|时|里)?(?:予以|再|另行|一并)?(?:公开|反映|公布)"
)
"""Where a budget says that the account will tell of something."""


def _speaks_of_an_account(document: Document, gathered: Gathered) -> bool:
    """Whether sentences tell amounts of an account; what was spent on the three public expenses need not be
    called so."""
    text = _ACCOUNT_TO_COME.sub("", "".join(paragraph.text for paragraph in document.paragraphs))
    told = [claim for claim in gathered.claims if isinstance(claim, AmountClaim)]
    if "决算" in text or "预算" in text:
        return bool(told) and "决算" in text
    return len({loose_key(claim.subject) for claim in told} & set(THREE_PUBLIC)) > 1


def _form_list(document: Document, division: Outline) -> tuple[FormEntry, ...]:
    """The forms that the report itself lists where its forms stand, with 是否空表 where it says so."""
    entries = [
        FormEntry(section.number, section.title, paragraph.place())
        for paragraph in document.paragraphs
        for section in [division.of_paragraph[paragraph.index]]
        if section.part is Part.FORMS
        and section.level
        and section.title.endswith("表")
        and paragraph.text.endswith(section.title)
    ]
    for table in document.tables:
        header = [cell.text for cell in table.rows[0]]
        if "是否空表" in header:
            column = header.index("是否空表")
            entries = [
                replace(
                    FormEntry(row[0].text, row[1].text, row[1].place),
                    declared_empty={"是": True, "否": False}.get(row[column].text),
                )
                for row in table.rows[1:]
            ]
    return tuple(entries)
