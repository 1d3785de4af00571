"""Whose account a report is, and of which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..documents import Document
from ..figures import WAN_YUAN, YUAN, YUAN_PER_UNIT
from ..reports import AmountClaim, Claim, Form, Part
from .sections import Outline

_ORGANISATION = (
    r"(?:局|委员会|委|办公室|厅|法院|检察院|院|中心|联合会|总工会|工会|协会|人民政府|政府|党校|党史研究室|研究室|学校|中学|小学"
    r"|大学|学院|医院|支队|大队|公司|管理处|处|站|馆|所|队|社|部|会|园|团|台)"
)
_ALONE = rf"(?:{_ORGANISATION}|联|协|政协|人大|监狱|林场|农场|牧场|水库|街道)"
"""How a name ends that stands by itself: within a sentence these would cut others short."""
_NAME = re.compile(rf"[\u4e00-\u9fff]{{2,24}}?{_ORGANISATION}(?:[（(]本级[）)])?")
_COVER_NOISE = re.compile(
    r"(?:19|20)\d{2}(?:\s*年度?|$)|(?:部门|单位)?(?:整体)?(?:收支)?决算(?:公开)?(?:情况)?(?:说明|报告|报表|信息)?(?:公开)?"
    r"|(?:及|和|与|暨)?[“\"]?三公[”\"]?经费(?:支出)?(?:决算)?(?:增减(?:变化)?)?(?:情况)?(?:的?说明|报告|信息)?(?:公开)?$"
    r"|部门$|目录|[（(].*?[）)]|公开时间.*|样本.*|.*非官方.*"
)
_PART_NUMBER = re.compile(r"^第[一二三四五六七八九十]+部分[:：]?")
MOST_LINES = 3
"""Lines of a cover that one name may take."""

_EVERYWHERE = 3
"""So often a text names the year that all of it is about."""

_OWN = r"(?<![较比与同和])"
"""No year that another is compared with."""
_REGION = re.compile(r"[\u4e00-\u9fff]{2,}[省市县区州旗盟镇乡]")
_TITLED = re.compile(
    rf"^(?:关于)?(?!纳入|列入)(?P<name>[\u4e00-\u9fff]{{3,30}}?{_ORGANISATION}(?:[（(]本级[）)])?)(?:关于)?"
    r"(?:19|20)\d{2}年[^，。；]*决算(?:公开)?(?:情况|编制)?(?:说明|报告|信息)?(?:公开)?$"
)
_SUBJECT = (
    re.compile(r"纳入(?P<name>[\u4e00-\u9fff]{4,30}?)(?:单位)?(?:19|20)\d{2}年度?(?:部门|单位)?决算"),
    re.compile(r"^(?P<name>[\u4e00-\u9fff]{4,30}?)(?:下属|内设|部门决算|共?有|机关)(?:二级|机构|单位|预算)?"),
    re.compile(r"^(?:[（(][一1][）)]|1[.、．])?\s*(?P<name>[\u4e00-\u9fff]{4,30}?)(?:是|为|系|属)(?!了)"),
)


_REPORTED_TO = re.compile(r"[报送经由向](?=[省市县区州旗盟])")
"""报区委、经县政府: what is before the office to which something goes is no place's name."""


def fiscal_year(document: Document) -> int | None:
    """The account's year: the one before 部门决算, else the one most often before 决算 or with 年度.

    Of years that stand before 部门决算 equally often one is a slip: the one that is named less. One that only
    a title names, where all that is told is of a year beside it, is a slip too, or when it was published.
    """
    texts = [paragraph.text for paragraph in document.paragraphs]
    titled = Counter(
        int(match[1])
        for text in texts
        for match in re.finditer(
            rf"{_OWN}((?:19|20)\d{{2}})年度?(?:[\u4e00-\u9fff]{{0,30}}?)(?:部门|单位)决算", text
        )
    )
    if titled:
        most = [named for named, times in titled.items() if times == max(titled.values())]
        year = most[0] if len(most) == 1 else max(most, key=lambda named: _times_named(texts, named))
        return _told_of(texts, year) if titled[year] == 1 else year
    for pattern in (
        rf"{_OWN}((?:19|20)\d{{2}})年度?[^，。；：\d]{{0,24}}决算",
        rf"{_OWN}((?:19|20)\d{{2}})\s*年度",
    ):
        named = Counter(int(m[1]) for text in texts for m in re.finditer(pattern, text))
        if named:
            return max(named, key=lambda year: (named[year], year))
    first = next((m for text in texts[:5] for m in re.finditer(r"((?:19|20)\d{2})年", text)), None)
    return int(first[1]) if first else None


def _told_of(texts: Sequence[str], titled: int) -> int:
    """The year that the amounts are told of: the one in the only title, or one beside it that is named
    everywhere else."""
    told = re.compile(
        rf"{_OWN}(?<!\d)((?:19|20)\d{{2}})年度?(?!度|部门|单位|预算)[^，。；：\d]{{0,24}}(?:决算|收入|支出|经费)"
    )
    named = Counter(int(match[1]) for text in texts for match in told.finditer(text))
    for beside in (titled + 1, titled - 1):
        if named[beside] >= _EVERYWHERE and not named[titled]:
            return beside
    return titled


def _times_named(texts: Sequence[str], year: int) -> int:
    """In how many paragraphs a year stands, as anything but the one that another is compared with."""
    return sum(re.search(rf"{_OWN}(?<!\d){year}\s*年", text) is not None for text in texts)


def bureau(document: Document, division: Outline, forms: Sequence[Form]) -> str | None:
    """The name of the bureau: from the cover, the forms' heads, what the text calls itself, or the name
    that an organisation's title occurs under most often."""
    on_cover = _on_cover(document, division)
    if on_cover is not None:
        return on_cover
    for text in (p.text for p in document.paragraphs[:20]):
        match = _TITLED.match(_PART_NUMBER.sub("", re.sub(r"\s", "", text)))
        if match and _REGION.match(match["name"]):
            return match["name"]
    heads = Counter(form.bureau for form in forms if form.bureau)
    if heads:
        return heads.most_common(1)[0][0]
    for pattern in _SUBJECT:
        for paragraph in document.paragraphs:
            match = pattern.search(paragraph.text)
            if match and _names_one(match["name"]):
                return match["name"]
    return _most_frequent(document)


def _on_cover(document: Document, division: Outline) -> str | None:
    """The name on the cover. Where it takes several lines, as many of them as the text names together; a line
    that names whose 决算 it is goes before one that names another alone, as the head of a web site does."""
    paragraphs = [p for p in document.paragraphs if division.of_paragraph[p.index].part is Part.COVER][:12]
    lines = [_COVER_NOISE.sub("", re.sub(r"\s", "", p.text)) for p in paragraphs]
    first = next((index for index, line in enumerate(lines) if _is_on_cover(line)), None)
    if first is None:
        whole = "".join(lines[:4])
        return whole if _is_on_cover(whole) else None
    used = {p.index for p in paragraphs}
    body = "\n".join(re.sub(r"\s", "", p.text) for p in document.paragraphs if p.index not in used)
    spans = [
        "".join(lines[start:end])
        for start in range(max(first - 1, 0), first + 1)
        for end in range(first + 1, first + 1 + MOST_LINES)
    ]
    named = [name for name in spans if _is_on_cover(name) and name in body]
    best = max(named, key=len, default=lines[first])
    titled = (line for p, line in zip(paragraphs, lines, strict=True) if "决算" in p.text)
    owner = next((name for name in titled if _is_on_cover(name)), best)
    return owner if owner not in best and owner in body else best


def _is_on_cover(name: str) -> bool:
    return len(name) >= 4 and re.fullmatch(rf"[\u4e00-\u9fff]{{3,30}}?{_ALONE}", name) is not None


def _names_one(name: str) -> bool:
    """Whether words are one organisation's name, not a sentence on whom it belongs to."""
    return bool(_NAME.fullmatch(name) and _REGION.match(name)) and not re.search(r"[属是为由]", name)


def _most_frequent(document: Document) -> str | None:
    place_name = re.compile(
        rf"(?![年月日度])(?:[\u4e00-\u9fff]{{2,4}}(?:省|自治区))?[\u4e00-\u9fff]{{2,6}}?(?:市|州|盟|县|区|旗)[\u4e00-\u9fff]{{0,12}}?{_ORGANISATION}"
    )
    found = Counter(
        m.group()
        for p in document.paragraphs
        for m in place_name.finditer(p.text)
        if not _REPORTED_TO.search(m.group())
    )
    common = [name for name, times in found.most_common(3) if times >= 2]
    return common[0] if common else None


def report_unit(claims: Sequence[Claim]) -> str:
    """The unit in which the narrative speaks; 万元 if it speaks in none."""
    units = Counter(
        claim.figure.unit
        for claim in claims
        if isinstance(claim, AmountClaim) and claim.figure.unit in YUAN_PER_UNIT and claim.figure.value
        if claim.statement.section.part is not Part.PLAN
    )
    unit = units.most_common(1)[0][0] if units else WAN_YUAN
    return unit if unit is not None and units.get(YUAN, 0) < sum(units.values()) else YUAN


def usual_decimals(claims: Sequence[Claim]) -> int | None:
    """The precision that the narrative's amounts keep, None if it keeps none.

    Dropped trailing zeros leave about one figure in ten short, so three in ten are the most allowed.
    """
    decimals = Counter(
        claim.figure.decimals
        for claim in claims
        if isinstance(claim, AmountClaim)
        and claim.figure.unit == WAN_YUAN
        and claim.figure.value
        and claim.statement.section.part is Part.NARRATIVE
    )
    if sum(decimals.values()) < 5:
        return None
    usual, times = max(decimals.items(), key=lambda item: (item[1], item[0]))
    shorter = sum(count for digits, count in decimals.items() if digits < usual)
    longer = sum(count for digits, count in decimals.items() if digits > usual)
    return usual if usual > 0 and shorter <= 0.3 * sum(decimals.values()) and longer <= times else None
