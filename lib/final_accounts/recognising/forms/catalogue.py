"""The catalogue of statutory forms: which form a title names, and which column or line plays which role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...reports import Form
from ...settings import reference

TWO_SIDED = "two-sided"
PANELS = "panels"
THREE_PUBLIC = "three-public"
CODES = "codes"
INCOME = "income"
EXPENDITURE = "expenditure"
SIDE_NAMES = {INCOME: "收入", EXPENDITURE: "支出"}

CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
"""A code of the functional (3, 5, 7 digits) or economic (3, 5 digits) classification."""

_DROPPED = re.compile(r"[\s“”\"‘’'「」『』《》〈〉()\[\]【】〔〕*、]")
_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[(][一二三四五六七八九十\d]+[)]|\d+[.、．])")
_LEADING = re.compile(
    r"^(?:附件|附表|表|附)(?:[一二三四五六七八九十]+|\d+(?:[-.]\d+)*)?[:、.]?(?=.)"
    r"|^[A-Za-z]{1,3}\d+(?:[-_.]\d+)*[-_:、.]?(?=[\u4e00-\u9fff])"
)


def compact(text: str) -> str:
    """Text without blanks, in one width, with the ordinary characters for radicals."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def squeeze(text: str) -> str:
    """Text as the catalogue compares it: compact, without quotation marks and brackets."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


def without_enumerator(label: str) -> str:
    """A line's label, squeezed, without its leading 一、 or （一）."""
    return squeeze(_ENUMERATOR.sub("", compact(label)))


def bare_label(label: str) -> str:
    """A line's label without 其中： and its leading （1）, with its own brackets."""
    return _ENUMERATOR.sub("", compact(label).removeprefix("其中:"))


def is_enumerated(label: str) -> bool:
    """Whether a label begins with 一、 and the like."""
    return _ENUMERATOR.match(compact(label)) is not None


_TAIL = re.compile(
    r"(?:[(](?:续表?\d*|(?:财决|公开)?[A-Za-z]{0,2}\d+(?:-\d+)?表|\d{4}年度?|表|空表|按[^()]{2,10}(?:分类|科目)|分?类款项)[)]|续表?\d*)$"
)
"""What may stand behind a form's title without changing it."""


@dataclass(frozen=True, slots=True)
class FormKind:
    """One form of the catalogue. `columns` and `optional` give the squeezed names of each column role;
    `sums` gives for a role the roles that make it up, with -1 for those taken off."""

    key: str
    title: str
    titles: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    layout: str
    subject: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]]
    sums: Mapping[str, tuple[tuple[str, int], ...]]
    known_by_columns: bool

    def role(self, column: str) -> str | None:
        """The role that a printed column name plays in this form, None if the catalogue knows none."""
        name = squeeze(column)
        for role, names in (*self.columns.items(), *self.optional.items()):
            if name in names:
                return role
        return None

    def fit(self, columns: Iterable[str]) -> float:
        """The share of this form's columns that are printed, 0 to 1."""
        played = {self.role(column) for column in columns}
        return len(played & set(self.columns)) / len(self.columns)


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A form's title found in a text. `exact` is False where only its words were recognised."""

    kind: FormKind
    title: str
    exact: bool


@cache
def form_kinds() -> Mapping[str, FormKind]:
    """All forms of the catalogue by key, in its order."""
    return {key: _kind(key, entry) for key, entry in reference("forms")["forms"].items()}


def _kind(key: str, entry: Mapping[str, Any]) -> FormKind:
    def names(table: str) -> dict[str, tuple[str, ...]]:
        return {role: tuple(map(squeeze, texts)) for role, texts in entry.get(table, {}).items()}

    sums = {
        role: tuple((part.lstrip("-"), -1 if part.startswith("-") else 1) for part in parts)
        for role, parts in entry.get("sums", {}).items()
    }
    return FormKind(
        key=key,
        title=entry["title"],
        titles=tuple(_same_words(squeeze(title)) for title in [entry["title"], *entry.get("titles", [])]),
        words=tuple(tuple(group) for group in entry.get("words", [])),
        without=tuple(entry.get("without", [])),
        layout=entry["layout"],
        subject=tuple(entry["subject"]),
        columns=names("columns"),
        optional=names("optional"),
        sums=sums,
        known_by_columns=entry.get("known_by_columns", False),
    )


def column_of(form: Form, role: str) -> int | None:
    """The index of the column that plays `role` in a form, None if the form has none."""
    kind = form_kinds()[form.key]
    # The catalogue lists a role's names in order of preference: 小计 before the group it stands under.
    names = kind.columns.get(role) or kind.optional.get(role) or ()
    squeezed = [squeeze(column) for column in form.columns]
    return next((squeezed.index(name) for name in names if name in squeezed), None)


def row_names(role: str, group: str | None = None) -> frozenset[str]:
    """The squeezed names of lines that play a role, e.g. `opening`, or `general` of the group `funds`."""
    rows = reference("forms")["rows"]
    return frozenset(map(squeeze, (rows[group] if group else rows)[role]))


@cache
def line_names() -> frozenset[str]:
    """The squeezed names of all lines of the two-sided forms but for the categories of expenditure."""
    rows = reference("forms")["rows"]
    tables = [rows, *(table for table in rows.values() if isinstance(table, dict))]
    lists = [names for table in tables for names in table.values() if isinstance(names, list)]
    return frozenset(squeeze(name) for names in lists for name in names)


def side_of_line(label: str) -> str | None:
    """The side of the two-sided forms that a line of this label stands on; None if it may stand on both, or
    no line is called so."""
    return _sides_of_lines().get(without_enumerator(label))


def sides_begun_by(label: str) -> frozenset[str]:
    """The sides on which a line stands whose label begins so, or is so."""
    begun = without_enumerator(label)
    if not begun:
        return frozenset()
    sides = {side for name, side in _sides_of_lines().items() if name.startswith(begun)}
    either = any(name.startswith(begun) for name in row_names("grand_total"))
    return frozenset(sides | {INCOME, EXPENDITURE} if either else sides)


@cache
def _sides_of_lines() -> Mapping[str, str]:
    rows = reference("forms")["rows"]
    income = [rows[role] for role in ("income_total", "opening", "surplus_used")]
    income += [*rows["income"].values(), *rows["funds"].values()]
    expenditure = [rows[role] for role in ("expenditure_total", "distribution", "closing")]
    sides = dict.fromkeys(category_codes(), EXPENDITURE)
    for side, lists in ((INCOME, income), (EXPENDITURE, expenditure)):
        sides |= {squeeze(name): side for names in lists for name in names}
    totals = row_names("grand_total")
    sides |= {name: INCOME for name in totals if name.startswith("收入")}
    return sides | {name: EXPENDITURE for name in totals if name.startswith("支出")}


def words(table: str, name: str) -> tuple[str, ...]:
    """The squeezed words of one list of the catalogue's vocabulary."""
    return tuple(map(squeeze, reference("forms")[table][name]))


@cache
def category_codes() -> Mapping[str, str]:
    """The three-digit functional code of each category by its squeezed names, old and new."""
    categories = reference("functional_classification")["categories"]
    return {squeeze(name): code for code, names in categories.items() for name in names}


def find_title(text: str) -> TitleMatch | None:
    """The form whose title a heading is, with the heading as printed but for numbers before it.

    Headings are short and end in 表; a bureau's name and a year may stand before the title.
    """
    printed = _bare_heading(text)
    title = _same_words(squeeze(printed))
    if not 4 <= len(title) <= 60 or not title.endswith("表") or re.search(r"[。;；!?]", title):
        return None
    best = max(
        ((name, kind) for kind in form_kinds().values() for name in kind.titles if _is_tail(title, name)),
        key=lambda found: len(found[0]),
        default=None,
    )
    if best:
        return TitleMatch(best[1], printed, exact=True)
    for kind in form_kinds().values():
        if any(word in title for word in kind.without):
            continue
        if any(all(word in title for word in group) for group in kind.words):
            return TitleMatch(kind, printed, exact=False)
    return None


def is_other_title(text: str) -> bool:
    """Whether a text is the heading of a table that is no statutory form."""
    heading = squeeze(_bare_heading(text))
    return len(heading) <= 60 and heading.endswith("表") and find_title(text) is None


def _bare_heading(text: str) -> str:
    """A heading as printed, without blanks, numbering before it and (续表) or (按…分类科目) behind it."""
    heading = "".join(text.split())
    normal = compact(text)
    if len(normal) != len(heading):
        heading = normal
    for pattern in (_ENUMERATOR, _LEADING):
        match = pattern.match(normal)
        if match and match.end() < len(normal) - 3:
            heading, normal = heading[match.end() :], normal[match.end() :]
    tail = _TAIL.search(normal)
    # The same title by economic classification is another form, where that is not how it is always printed.
    other = tail is not None and "经济" in tail.group() and not re.search("基本支出|明细", normal)
    if tail and tail.start() > 3 and not other:
        heading = heading[: tail.start()]
    return heading


def _is_tail(title: str, name: str) -> bool:
    """Whether `title` is `name` with nothing before it that would make it another form's title."""
    if not title.endswith(name):
        return False
    before = title[: -len(name)]
    return not before.endswith(tuple(reference("forms")["not_before"]))


def _same_words(title: str) -> str:
    for old, new in _synonyms():
        title = title.replace(old, new)
    return re.sub(r"(?<!一般)公共预算", "一般公共预算", title)


def _synonyms() -> Sequence[Sequence[str]]:
    pairs: Sequence[Sequence[str]] = reference("forms")["synonyms"]
    return pairs
