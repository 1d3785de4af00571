"""Lists of parts in the narrative: which amounts 其中 and 主要包括 gather under which whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...figures import Interval
from ...reports import Labelled, Statement, SumClaim
from ..words import list_opening, vocabulary
from .amounts import loose_key, opposite_sides
from .labels import only_sums_up
from .list_wholeness import closely, is_whole, printed
from .mention_roles import Mention, Role
from .ordinals import numbered_next, ordinal_level

_ORDINAL_BEHIND_STOP = re.compile(
    r"。\s*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、](?!\d))[^。]*$"
)
_DIVISION = re.compile(r"\s*(?:\d{1,2}[.、．]|[（(].{1,2}[）)])?\s*按[^，。；]{2,16}[，,：:]")
_ANOTHER_WAY = re.compile(
    r"按(?!照|规定|要求)[^，。；、,;：:]{0,10}(?:分类|科目|性质|用途|类型|形式|来源|划分|分)(?:科目)?(?:看|来看)?[,，:：]"
)
_ADDED = re.compile(r"[，；。,;]\s*(?:再加上?|加上|加(?=上级|下级|年初|上年|本年|调入|债务))")
"""What is added to a whole is no part of it: A，其中甲B；加上年初结转C，收入总计D."""
_SIDE_TOTAL = re.compile(r"(?:收入|支出)(?:合计|总计)")
_POSTS = re.compile("编制(?:人?数|人员|总数|名额)?$")
_HOLDING = re.compile("现有|实有|实际")
_STAFF = re.compile("在职|在岗|在编|离休|退休|遗属|聘用|编外|临聘|临时")
_SUMMARY_LABEL = re.compile(r"^(?:[两二三四五六七八九十]项|以上|上述)?(?:共计|合计|总计|小计|累计)")


@dataclass(slots=True)
class OpenList:
    """A list being gathered. `spanning` lists go on over paragraphs, one part a paragraph."""

    whole: Mention
    statement: Statement
    opening_words: str
    spanning: bool = False
    parts: list[Mention] = field(default_factory=list)
    shares: list[Mention] = field(default_factory=list)
    rank: int | None = None
    paragraphs: set[int] = field(default_factory=set)
    level: int | None = None
    """Rank of the number that its paragraph begins with: 一、 before （一） before 1."""
    bracketed: bool = False
    """Whether it stands in brackets and ends with them."""
    other_wholes: tuple[Mention, ...] = ()
    """Amounts that a list opened in a new sentence may break down instead."""
    goes_on: bool = False
    """Whether a paragraph of a spanning list has ended as one among others: with a semicolon."""
    unsure: bool = False
    """Whether only an amount that the parts make up can be its whole."""
    counts: OpenList | None = None
    """The list of the things that its parts were spent on: N个，涉及资金A，其中：甲N1个，涉及资金A1."""
    total: Interval = field(default_factory=lambda: Interval.exactly(Decimal(0)))
    """What the parts make up."""
    here: int | None = None
    """Rank of the number that the paragraph being read begins with."""
    part_level: int | None = None
    """Rank of the number that the first part's paragraph begins with."""
    numbered: list[bool] = field(default_factory=list)
    """Of each part, whether its paragraph begins with a number."""
    of_last_year: bool = False
    """Whether whole and parts are amounts of a year before the account's."""

    def takes(self, mention: Mention, between: str) -> bool:
        """Whether a mention is the list's next part; False means that the list has ended before it."""
        if self.bracketed and not mention.bracketed:
            return False
        if self._is_peer_of_whole(mention):
            return False
        if not self.parts:
            return True
        rank = separator_rank(between)
        if _ADDED.search(between) or (rank >= 2 and self._is_named_like_whole(mention)):
            return False
        if self.spanning:
            return not self._is_whole_again(mention)
        if rank >= 3 and self._is_missing_peer(mention):
            return True
        if rank >= 3 and not self._numbered_on(between):
            return False
        if self.rank is not None and rank > max(self.rank, 1):
            return False
        if mention.figure.value == 0 or len(self.parts) < 2 or not self.complete():
            return True
        # What follows a list that is whole is another matter: 62人，其中 … ，退休职工28人.
        if self._is_one_more_kind(mention):
            return True
        if rank > 1:
            # （其中，优的项目N个；良的项目0个；…） may have more than there are.
            alike = self.bracketed and rank == self.rank and not mention.figure.is_money
            return alike and self._names_alike(mention)
        return mention.figure.is_money or rank == 0 or self._names_alike(mention)

    def _is_missing_peer(self, mention: Mention) -> bool:
        """Whether a new sentence gives what is still missing: 其中：人员经费A。公用经费B."""
        beside = all(are_peers(part.label, mention.label) for part in self.parts)
        return beside and mention.figure.is_money and not self.complete()

    def _is_one_more_kind(self, mention: Mention) -> bool:
        """Whether a mention is another kind of what the whole and the parts so far are: 上级补助收入 among
        the incomes. A whole that is such a kind itself is parted by something else."""
        for kinds in vocabulary()["lists"]["kinds"]:
            ends = tuple(kinds)
            if mention.label.endswith(ends) and not self.whole.label.endswith(ends):
                labels = [part.label for part in self.parts]
                return mention.label not in labels and all(label.endswith(ends) for label in labels)
        return False

    def _names_alike(self, mention: Mention) -> bool:
        """Whether a mention is called like the parts so far: 应急保障用车, 机要通信用车."""
        if any(word in mention.label for word in vocabulary()["lists"]["beside_staff"]):
            return False
        sorts = tuple(vocabulary()["lists"]["whole_of_none"])
        if all(label.endswith(sorts) for label in (mention.label, *(part.label for part in self.parts))):
            return True
        return len(mention.label) > 2 and all(p.label.endswith(mention.label[-2:]) for p in self.parts)

    def _is_peer_of_whole(self, mention: Mention) -> bool:
        """Whether an amount stands beside the whole in one of the sets that are known to be whole."""
        return are_peers(self.whole.label, mention.label)

    def _is_named_like_whole(self, mention: Mention) -> bool:
        """Whether a mention is what the whole is, of another body: 甲局“三公”经费A，其中…；乙局B."""
        key = loose_key(self.whole.label)
        return key is not None and mention.figure.is_money and loose_key(mention.label) == key

    def _is_whole_again(self, mention: Mention) -> bool:
        """Whether a paragraph behind the parts says the whole once more, as 支出预算B，支出决算A."""
        again = mention.figure.is_money and mention.figure.value == self.whole.figure.value
        return again and (self.complete() or self._is_named_like_whole(mention))

    def _numbered_on(self, between: str) -> bool:
        """Whether a list by purposes goes on behind a full stop: （一）A。（二）B。"""
        structure = any(word in self.opening_words for word in vocabulary()["lists"]["structure"])
        return structure and bool(_ORDINAL_BEHIND_STOP.search(between))

    def is_part(self, mention: Mention, paragraph: int) -> bool:
        """Whether a mention within the list counts as a part (same unit, no sub-total, no repetition)."""
        if mention.bracketed and not self.bracketed:
            return False
        if _SUMMARY_LABEL.match(mention.label) or (self.parts and self._sums_up(mention)):
            return False
        if not self._is_counted_alike(mention) or self._belongs_elsewhere(mention):
            return False
        return not self.spanning or self._is_paragraphs_part(mention, paragraph)

    def _is_counted_alike(self, mention: Mention) -> bool:
        """Whether a mention is money as the whole is, or so many of the same things."""
        own, other = mention.figure, self.whole.figure
        return own.is_money == other.is_money and (own.is_money or own.unit == other.unit)

    def _belongs_elsewhere(self, mention: Mention) -> bool:
        """Whether by its name a mention is of the other side, or within what is listed already."""
        within = vocabulary()["lists"]
        return (
            opposite_sides(self.whole.label, _with_side(mention))
            or _is_within(mention, [self.whole], within["within_whole"])
            or _is_within(mention, self.parts, within["within_parts"])
            or _is_staff_beside_posts(self.whole, mention)
        )

    def _is_paragraphs_part(self, mention: Mention, paragraph: int) -> bool:
        """Whether a mention is the part that a paragraph of a spanning list has."""
        if _DIVISION.match(mention.before):
            # 1.按功能分类，…；2.按用途分，…: each paragraph divides the whole anew.
            self.paragraphs.add(paragraph)
            return False
        if self._is_behind_its_numbers(mention, paragraph) or self._is_within_part():
            return False
        if paragraph not in self.paragraphs or self._goes_on_with(mention):
            return True
        # 其中：⏎ 基本支出A，项目支出B。: the paragraph is broken behind the words that open the list.
        return len(self.parts) == 1 and are_peers(self.parts[0].label, mention.label)

    def _sums_up(self, mention: Mention) -> bool:
        """Whether a mention behind parts is their total, or that of a greater whole: 共计A, 基本支出合计A."""
        if only_sums_up(mention.before) or _SIDE_TOTAL.fullmatch(mention.label):
            return True
        beyond = printed(mention.figure).low > printed(self.whole.figure).high
        same_unit = mention.figure.unit == self.whole.figure.unit
        return same_unit and beyond and mention.label.endswith(("合计", "总计"))

    def _is_behind_its_numbers(self, mention: Mention, paragraph: int) -> bool:
        """Whether a paragraph without a number comes behind numbered parts that make up the whole."""
        if paragraph in self.paragraphs or ordinal_level(mention.before) is not None or not self.complete():
            return False
        return len(self.parts) > 1 and all(ordinal_level(part.before) is not None for part in self.parts)

    def _is_within_part(self) -> bool:
        """Whether the paragraph being read is numbered below those of the parts: （1） under 2."""
        return self.part_level is not None and self.here is not None and self.here > self.part_level

    def _goes_on_with(self, mention: Mention) -> bool:
        """Whether a mention has the number behind that of the last part: （1）A。（2）B。"""
        return bool(self.parts) and numbered_next(self.parts[-1].before, mention.before)

    def add(self, mention: Mention, between: str, paragraph: int) -> None:
        if not self.parts:
            self.part_level = self.here
        if self.parts and self.rank is None:
            self.rank = separator_rank(between)
        if self.parts and paragraph in self.paragraphs and not self._goes_on_with(mention):
            self.spanning = False
        self.parts.append(mention)
        self.numbered.append(self.here is not None)
        self.total = self.total + closely(mention.figure)
        self.paragraphs.add(paragraph)

    def complete(self) -> bool:
        """Whether the parts already make up the whole."""
        return self.whole.figure.value != 0 and self.total.meets(closely(self.whole.figure))

    def claim(self) -> SumClaim | None:
        """The sum that the list asserts, None for one without parts."""
        if not self.parts or all(side in self.whole.label for side in ("收", "支")):
            # 收、支总计 is the total of each side, not of both: what follows breaks down neither.
            return None
        if not self.whole.figure.is_money and re.search(r"本级.*[和及、]", self.whole.label):
            # 由本级和N个下属单位组成，其中：…: whether the parts count the former is open.
            return None
        if self._is_aside():
            return None
        self._leave_out_what_is_within()
        whole = self._fitting_whole()
        if self.unsure and not self.complete():
            return None
        return SumClaim(
            statement=self.statement,
            subject=whole.label,
            whole=whole.figure,
            parts=tuple(Labelled(part.label, part.figure) for part in self.parts),
            exhaustive=self.exhaustive(),
            of="last-year" if self.of_last_year else "list",
        )

    def _leave_out_what_is_within(self) -> None:
        """Of （一）甲类A ⏎ 子项A1 ⏎ 子项A2 ⏎ （二）乙类B ⏎ … what has no number stands within what has one,
        where the numbered parts come nearer the whole: others only forgot the number of a part.
        """
        above = [part for part, has_number in zip(self.parts, self.numbered, strict=True) if has_number]
        if not self.spanning or len(above) < 2 or not self.numbered[0] or len(above) == len(self.parts):
            return
        total = Interval.total(closely(part.figure) for part in above)
        whole = closely(self.whole.figure)
        if _distance(total, whole) < _distance(self.total, whole):
            self.parts, self.total = above, total
            self.numbered = [True] * len(above)

    def _is_aside(self) -> bool:
        """Whether brackets name one greater number beside the whole: 自评得分95分（满分100分）."""
        opened = list_opening().search(self.opening_words) is not None
        if not self.bracketed or opened:
            return False
        if self.whole.figure.value == 0:
            # 共有车辆3辆，其中：…，其他用车0辆（编制内2辆、超编1辆）: of nought there are no kinds.
            return True
        if len(self.parts) > 1:
            return False
        return printed(self.parts[0].figure).low > printed(self.whole.figure).high

    def _fitting_whole(self) -> Mention:
        """The whole that the parts make up, among those the list may mean; the nearest if none fits."""
        total = Interval.total(printed(part.figure) for part in self.parts)
        sided = [w for w in self.other_wholes if not any(_another_side(w, part) for part in self.parts)]
        wholes = (self.whole, *sided)
        for whole in wholes:
            if total.meets(printed(whole.figure)):
                return whole
        if not self.exhaustive():
            # 其中 in a new sentence: a part that leaves others out is a part of something greater.
            greater = (w for w in wholes if printed(w.figure).high >= total.low)
            return next(greater, self.whole)
        return self.whole

    def exhaustive(self) -> bool:
        """Whether the list says that it is whole."""
        counted = None if self.counts is None or not self.counts.complete() else self.counts.parts
        return is_whole(self.whole, self.parts, self.shares, self.opening_words, counted)


def _distance(total: Interval, whole: Interval) -> Decimal:
    """How far a sum is from what it should make up."""
    return abs(total.low + total.high - whole.low - whole.high)


def _is_within(mention: Mention, others: Sequence[Mention], names: Sequence[tuple[str, str]]) -> bool:
    """Whether a mention has the inner of two names where one of the others has the outer."""
    return any(inner in mention.label and outer in other.label for outer, inner in names for other in others)


def _is_staff_beside_posts(whole: Mention, mention: Mention) -> bool:
    """Whether one counts posts and the other who holds them: 编制A人，其中行政编制B人，实有C人，退休D人."""
    if not _POSTS.search(whole.label) or _HOLDING.search(whole.label):
        return False
    return _HOLDING.search(mention.label) is not None or (
        _STAFF.search(mention.label) is not None and "编制" not in mention.label
    )


def _another_side(whole: Mention, part: Mention) -> bool:
    """Whether one is income and the other expenditure."""
    return opposite_sides(whole.label, _with_side(part))


def _with_side(mention: Mention) -> str:
    """The label of a mention; a carry-over without a side has that of the total which holds it."""
    side = {Role.OPENING: "收入", Role.CLOSING: "支出"}.get(mention.role, "")
    return mention.label if "收" in mention.label or "支" in mention.label else mention.label + side


def are_peers(one: str, other: str) -> bool:
    """Whether two labels name different members of a set of amounts that stand side by side; what names
    several of them together, 甲、乙和丙决算支出A, stands above each."""
    for members in vocabulary()["lists"]["peer_sets"]:
        own = {member for member in members if member in one}
        others = {member for member in members if member in other}
        if own and others and not (own <= others or others <= own):
            return True
    return False


def divided_anew(between: str) -> bool:
    """Whether the same whole is broken down another way: 按功能分类，A、B按经济分类科目，C、D."""
    return bool(_ANOTHER_WAY.search(between))


def separator_rank(between: str) -> int:
    """How strongly two list members are parted: 3 a full stop, 2 a semicolon, 1 a comma, 0 less."""
    for rank, marks in ((3, "。！？"), (2, "；;"), (1, "，,")):
        if any(mark in between for mark in marks):
            return rank
    return 0


def whole_of(lists: Sequence[OpenList], part: Mention) -> tuple[Mention | None, tuple[Mention, ...]]:
    """The whole of the innermost list that holds a part, and those that it may break down instead."""
    for gathered in reversed(lists):
        if any(member is part for member in gathered.parts):
            return gathered.whole, gathered.other_wholes
    return None, ()
