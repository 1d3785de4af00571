"""Which of the account's named amounts a label means."""

from __future__ import annotations

import re
from functools import cache

from ..words import vocabulary

_NOISE = re.compile(
    r"(?:19|20)\d{2}年(?:度)?|决算数?|年度|我(?:单位|局|部门)|本(?:部门|单位|局)|[“”\"'（）()\s、和及各均]"
)

TOTALS = ("total-income", "total-expenditure", "appropriation-income", "appropriation-expenditure")
"""Keys of what may hold the carry-over of its side."""
CARRIED = re.compile("结转|结余")

_LEVEL = re.compile(r"(?:本|镇|乡|局|处)级|下属|所属|[省市区县州]直|全[省市区县州镇乡]")
_WHOLE_IN_BRACKETS = re.compile(r"[（(](?:以下)?(?:简称|统称|合称|即)*[：:，,]?三公经费[）)]")

_EXPENSES = {
    "overseas": "overseas",
    "vehicles": "vehicles",
    "vehicle-purchase": "vehicles",
    "vehicle-operation": "vehicles",
    "hospitality": "hospitality",
    "domestic-hospitality": "hospitality",
    "foreign-hospitality": "hospitality",
}
"""Which of the three public expenses an amount belongs to."""


def amount_key(label: str, topic: str | None) -> str | None:
    """The key of [amounts] whose longest word stands in a label, within the topic of its section.

    In a section of no known topic 项目支出 may be that of any budget: such words (`anywhere = false`) mean
    nothing there.
    """
    return _longest(label, topic, False)


def loose_key(label: str) -> str | None:
    """The same wherever the label stands."""
    return _longest(label, None, True)


@cache
def _longest(label: str, topic: str | None, loosely: bool) -> str | None:
    label = label.replace("“", "").replace("”", "").replace('"', "")
    found = [
        (len(word), -label.index(word), key)
        for key, entry in vocabulary()["amounts"].items()
        if (loosely or entry.get("anywhere", True) if topic is None else topic in entry["topics"])
        if not any(word in label for word in entry.get("unless", ()))
        for word in entry["words"]
        if word in label and not _part_only(label, word) and not _other_fund(label, word)
    ]
    if _WHOLE_IN_BRACKETS.search(label):
        return "three-public"  # 因公出国（境）费、公务接待费、公车运行费（“三公”经费）总额
    expenses = {_EXPENSES[key] for _, _, key in found if key in _EXPENSES}
    if len(expenses) > 1:
        # 因公出国（境）费、公务用车购置及运行费和公务接待费的财政拨款: what they come to together.
        return "three-public" if len(expenses) == 3 else None
    return max(found)[2] if found else None


def level_of(label: str) -> str:
    """Of which level's bodies a label speaks: 本级, 县直, 全县; empty if it does not say."""
    level = _LEVEL.search(label)
    return level.group() if level else ""


def _part_only(label: str, word: str) -> bool:
    """Whether a label names a part of the word's amount: 一般公共预算财政拨款基本支出 is no 财政拨款支出."""
    rest = label[label.index(word) + len(word) :]
    return bool(re.match(r"中|的|占|结余|结转|节约|用途|主要", rest))


def _other_fund(label: str, word: str) -> bool:
    """Whether a label speaks of another budget than the word does (国有资本经营预算财政拨款收入)."""
    if not re.search(r"预算|拨款|基金|收入|支出|总计", word):
        # “三公”经费 are the same whichever budgets pay for them.
        return False
    return any(fund in label and fund not in word for fund in ("政府性基金", "国有资本", "社会保险基金"))


def likeness(subject: str, label: str) -> float:
    """How much of a subject's words a label holds, 0 to 1; 0 if one is income and the other expenditure."""
    one, other = _NOISE.sub("", subject), _NOISE.sub("", label)
    if opposite_sides(one, other):
        return 0.0
    pairs = {one[i : i + 2] for i in range(len(one) - 1)} or {one}
    held = {other[i : i + 2] for i in range(len(other) - 1)} | {other}
    return len(pairs & held) / len(pairs)


def opposite_sides(one: str, other: str) -> bool:
    """Whether one label is of income and the other of expenditure."""
    first, second = _sides(one), _sides(other)
    return bool(first and second) and not first & second


def _sides(text: str) -> set[str]:
    found = {side for side in ("收入", "支出") if side in text}
    if re.search(r"收.?支", text):
        found |= {"收入", "支出"}
    return found
