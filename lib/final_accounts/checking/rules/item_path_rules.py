"""Rules on how the narrative spells items of the classification: 类, 款 and 项 as the forms have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from ...figures import WAN_YUAN, Figure
from ...recognising.narrative.items import clean_name
from ...reports import Finding, Form, FormRow, Part, Report, Statement
from ...settings import reference
from ...wordings import tell
from ..findings.amounts import money_amounts
from ..findings.classification import holder, plain_name, section_of_item
from ..findings.form_cells import bare
from ..findings.wordings import in_sentence
from ..registry import rule

_RULE = "wording.item-path"
_LEVELS = ("category", "section", "item")
_DIGITS = {"category": 3, "section": 5, "item": 7}
_NAME = r"[^，。；：:（）()]{2,40}?"
_PATH = re.compile(
    rf"(?P<category>{_NAME})[（(](?:类|\d{{3}})[）)](?:支出)?(?P<section>{_NAME})[（(](?:款|\d{{2}})[）)](?:支出)?"
    rf"(?P<item>{_NAME})[（(](?:项|\d{{2}})[）)]"
)
"""Each name with its level, or with its digits of the code: 卫生健康支出（210）行政事业单位医疗（11）."""
_OTHER_MONEY = re.compile("国债|债务|债券|基金")
"""Sections that borrow the names of items from others: 超长期特别国债安排的支出."""
_WITHOUT_REST = "住房保障"
"""The category that has no section for its rest."""

Names = Mapping[str, str]


@rule(_RULE, "wording")
def item_path(report: Report) -> Iterator[Finding]:
    """An item stands in the narrative under the 类 and 款 that the forms give it, and by its name there;
    what is called 其他 with the name of its 类 is of the 款 of that name; a 款 that one 类 alone has stands
    under it, an item that one 款 alone has under that; and a 类 that other items name as it is named now has
    no name of earlier years.

    Source: 政府收支分类科目. A name that is cut off or leaves 支出 out is no other name. Names of the forms
    count where two forms print the same.
    """
    rows = _trusted(report)
    paths = list(_paths(report))
    named = {plain_name(names["item"]) for _, _, names in paths}
    categories = {plain_name(names["category"]) for _, _, names in paths}
    told: set[tuple[str, str]] = set()
    for statement, match, names in paths:
        row = _row_of(report, rows, names, named)
        if statement.section.part is Part.GLOSSARY:
            wrong = _misplaced(names)
        elif row is not None:
            wrong = _unlike_forms(rows, row, names) or _misplaced(names)
        else:
            wrong = _misplaced(names) or _of_the_rest(names) or _formerly(names["category"], categories)
        if wrong is None or (names[wrong[0]], wrong[1]) in told:
            continue
        level, right = wrong
        told.add((names[level], right))
        said = "{category}（类）{section}（款）{item}（项）".format(**names)
        message = tell("found.item_path", said=said, wrong=names[level], right=right)
        if not right:
            message = tell("found.item_misplaced", section=names["section"], item=names["item"])
        advice = tell("cause.item_name" if level == "item" and right else "cause.item_path")
        finding = in_sentence(_RULE, statement, match, message, advice)
        yield replace(finding, stated=names[level], recomputed=right or None)


def _paths(report: Report) -> Iterator[tuple[Statement, re.Match[str], Names]]:
    """The items that sentences on the general public budget, and the glossary, spell out from 类 to 项."""
    for statement in report.statements:
        section = statement.section
        told = section.part is Part.NARRATIVE and (section.topic or "").startswith("general-budget")
        if told or section.part is Part.GLOSSARY:
            for match in _PATH.finditer(statement.text):
                yield statement, match, {level: clean_name(match[level]) for level in _LEVELS}


def _trusted(report: Report) -> Mapping[str, FormRow]:
    """The rows of the general public budget's form by code, where another form calls the code the same."""
    form, *others = (report.form(key) for key in ("general-budget", "expenditure", "income"))
    if form is None:
        return {}
    elsewhere = [
        {row.code: bare(row.label) for row in other.rows} for other in others if isinstance(other, Form)
    ]
    return {
        row.code: row
        for row in form.rows
        if row.code and any(names.get(row.code) == bare(row.label) for names in elsewhere)
    }


def _row_of(report: Report, rows: Mapping[str, FormRow], names: Names, named: set[str]) -> FormRow | None:
    """The row of an item: the one with its name, else the one with its amount that no item is called like."""
    amounts = _amounts(report, names)
    items = [row for code, row in rows.items() if len(code) == _DIGITS["item"]]
    called = [row for row in items if plain_name(row.label) == plain_name(names["item"])]
    if len(called) > 1:
        called = [row for row in called if _is_amount(row, amounts)]
    if called:
        return called[0] if len(called) == 1 else None
    equal = [row for row in items if _is_amount(row, amounts) and plain_name(row.label) not in named]
    return equal[0] if len(equal) == 1 else None


def _amounts(report: Report, names: Names) -> Sequence[Figure]:
    """The final amounts of an item."""
    item = tuple(names[level] for level in _LEVELS)
    return [
        claim.figure for claim in money_amounts(report) if claim.item == item and claim.measure == "final"
    ]


def _is_amount(row: FormRow, amounts: Sequence[Figure]) -> bool:
    value = row.values[0] if row.values else None
    return value is not None and any(
        value.value > 0 and value.to(WAN_YUAN).value == figure.to(WAN_YUAN).value for figure in amounts
    )


def _unlike_forms(rows: Mapping[str, FormRow], row: FormRow, names: Names) -> tuple[str, str] | None:
    """The first level whose name is not that of the row's code, with the code and name of the forms."""
    for level in _LEVELS:
        printed = rows.get((row.code or "")[: _DIGITS[level]])
        if printed is not None and not _alike(level, names[level], printed.label):
            return level, f"{printed.code} {bare(printed.label)}"
    return None


def _misplaced(names: Names) -> tuple[str, str] | None:
    """The first level that the classification has elsewhere, with the code and name of where the next below
    it stands; nothing for an item that its section cannot have."""
    category, section, item = (plain_name(names[level]) for level in _LEVELS)
    listed = reference("functional_classification")
    whole = listed["whole_sections"]
    above, own = holder(listed["sections"], section), holder(listed["categories"], category)
    if above is None and section.startswith("其他"):
        above = holder(listed["categories"], section.removeprefix("其他"))
    within = section_of_item(item)
    elsewhere = (
        within is not None and above is not None and section not in map(plain_name, whole[within]["names"])
    )
    if elsewhere and within is not None and own in (None, above, within[:3]):
        return "section", f"{within} {whole[within]['names'][0]}"
    if above is not None and own not in (None, above):
        return "category", f"{above} {listed['categories'][above][0]}"
    closed = any(section in map(plain_name, held["names"]) for held in whole.values())
    return ("item", "") if closed and item in listed["administration"]["items"] else None


def _of_the_rest(names: Names) -> tuple[str, str] | None:
    """The section that an item called 其他 with its category's name must have, where it has another."""
    category, section, item = (plain_name(names[level]) for level in _LEVELS)
    if item != f"其他{category}" or section == item or category == _WITHOUT_REST:
        return None
    return None if _OTHER_MONEY.search(section) else ("section", names["item"])


def _formerly(category: str, categories: Set[str]) -> tuple[str, str] | None:
    """The code and present name of a category that is called as in earlier years, where others are not."""
    for code, (present, *former) in reference("functional_classification")["categories"].items():
        now, said = plain_name(present), plain_name(category)
        if now in categories and said not in now and said in map(plain_name, former):
            return "category", f"{code} {present}"
    return None


def _alike(level: str, said: str, printed: str) -> bool:
    """Whether one name is the other cut off; before that of a category may stand what leads to it."""
    own, other = plain_name(said), plain_name(printed)
    return own in other or own.startswith(other) or (level == "category" and own.endswith(other))
