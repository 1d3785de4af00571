"""Plants one mistake in a copy of a printed account, and remembers where, what, and what would be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from .account import Account
from .checks import Growth, Ratio, Sum
from .judging import checks_of, looking
from .numerals import FEN_PER_UNIT, grouped, half_up
from .sheet import Overrides, Sheet, Token


@dataclass(frozen=True, slots=True)
class Mistake:
    """A planted mistake. `token` is the print that is wrong, `stated` and `right` its two texts.

    `hidden` if rounding allows what is printed: no figure then contradicts it. `explained` are words of
    which an explanation by this cause has one.
    """

    kind: str
    token: Token
    stated: str
    right: str
    overrides: Overrides
    hidden: bool
    explained: tuple[str, ...]


@dataclass(slots=True)
class Ground:
    """An account to plant in."""

    account: Account
    sheet: Sheet
    rng: Random
    checks: dict[Token, list[object]] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)

    def of(self, *roles: str, checked: bool = True) -> list[Token]:
        """The tokens of some roles, by default those that something else on the sheet can contradict."""
        return [
            token for token in self.tokens
            if token.role in roles and (not checked or token in self.checks)
        ]


Candidate = tuple[Token, dict[Token, str]]
"""The print that is wrong, and all that is printed otherwise because of it."""

Planter = Callable[[Ground], Iterator[Candidate]]
MONEY = ("amount", "difference", "cell")
RATES = ("rate", "share", "completion")


def plant(account: Account, sheet: Sheet, kind: str, rng: Random) -> Mistake | None:
    """One mistake of a kind at a random place; None where the account has no place for it."""
    ground = Ground(account, sheet, rng, dict(checks_of(sheet)), list(sheet.tokens()))  # type: ignore[arg-type]
    planter, explained = KINDS[kind]
    for token, overrides in planter(ground):
        stated = overrides.get(token, token.printed())
        if kind not in SAME_PRINT and stated == token.printed():
            continue
        return Mistake(kind, token, stated, token.printed(), overrides, _hidden(ground, kind, overrides), explained)
    return None


def _hidden(ground: Ground, kind: str, overrides: Overrides) -> bool:
    if kind in ALWAYS_SEEN:
        return False
    look = looking(overrides)
    touched = {id(check): check for token in overrides for check in ground.checks.get(token, [])}
    return all(check.holds(look) for check in touched.values())  # type: ignore[attr-defined]


def _shuffled(ground: Ground, tokens: list[Token]) -> list[Token]:
    return ground.rng.sample(tokens, len(tokens))


def _print(token: Token, text: str) -> dict[Token, str]:
    """The token with other digits, grouped as its own were."""
    shown = grouped(text) if "," in token.text and "," not in text and "." in text else text
    return {token: token.printed(shown)}


def _known(role: tuple[str, ...], mistake: str) -> Planter:
    """A mistake whose print the token itself knows."""

    def planter(ground: Ground) -> Iterator[Candidate]:
        for token in _shuffled(ground, ground.of(*role, checked=role[0] != "form-number")):
            text = token.others.get(mistake)
            if text is not None and text != token.text:
                yield token, _print(token, text)

    return planter


def _other_base(ground: Ground) -> Iterator[Candidate]:
    """A growth rate over another total's base."""
    amounts = [token for token in ground.of("amount") if token.fen]
    for token in _shuffled(ground, ground.of("rate")):
        growth = next((c for c in ground.checks[token] if isinstance(c, Growth) and c.tokens[0] is token), None)
        if growth is None or not growth.tokens[2].fen:
            continue
        others = [other for other in amounts if other.fact != growth.tokens[1].fact]
        for other in ground.rng.sample(others, min(5, len(others))):
            rate = Fraction(growth.tokens[2].fen, other.fen or 1)
            yield token, _print(token, _percent(token, rate))


def _wrong_whole(ground: Ground) -> Iterator[Candidate]:
    """A share of another total that the account prints."""
    totals = [
        token for token in ground.of("amount")
        if token.fen and token.fact in ("income@now", "expenditure@now", "grand@now", "general@now", "appropriation.expenditure@now")
    ]
    for token in _shuffled(ground, ground.of("share")):
        share = next((c for c in ground.checks[token] if isinstance(c, Ratio) and c.tokens[0] is token), None)
        if share is None or not share.tokens[1].fen:
            continue
        for other in _shuffled(ground, totals):
            if other.fen != share.tokens[2].fen and other.fen and share.tokens[1].fen <= other.fen:
                yield token, _print(token, _percent(token, Fraction(share.tokens[1].fen, other.fen)))


def _percent(token: Token, part: Fraction) -> str:
    return half_up(part * 100, max(len(token.text.partition(".")[2]), 2 if "." not in token.text else 0))


def _decimal_shift(ground: Ground) -> Iterator[Candidate]:
    for token in _shuffled(ground, ground.of(*RATES, "amount", "difference", "cell")):
        if token.exact is None or not token.exact or len(_digits(token)) < 3:
            continue
        places = ground.rng.choice((1, -1, 2, -2))
        decimals = max(len(token.text.partition(".")[2]), 1)
        text = half_up(token.exact * Fraction(10) ** places, decimals)
        if text.strip("0.") and "-" not in text:
            yield token, _print(token, text)


def _digits(token: Token) -> str:
    return "".join(char for char in token.text if char.isdigit())


def _slip(change: Callable[[str, Random], str | None]) -> Planter:
    """A slip of the pen in one figure of four digits at least."""

    def planter(ground: Ground) -> Iterator[Candidate]:
        for token in _shuffled(ground, ground.of(*MONEY, *RATES)):
            plain = token.text.replace(",", "")
            if token.exact is None or not token.exact or len(_digits(token)) < 4:
                continue
            changed = change(plain, ground.rng)
            if changed is not None and changed != plain and not changed.startswith(("00", ".")):
                yield token, _print(token, changed)

    return planter


def _transposed(text: str, rng: Random) -> str | None:
    places = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]]
    places = [i for i in places if not (i == 0 and text[1] == "0")]
    if not places:
        return None
    i = rng.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _dropped(text: str, rng: Random) -> str | None:
    places = [i for i, char in enumerate(text) if char.isdigit() and "." in text and i < text.index(".")]
    places = [i for i in places if not (i == 0 and text[1:2] in ("0", "."))]
    return _cut(text, rng.choice(places)) if places else None


def _cut(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


def _doubled(text: str, rng: Random) -> str | None:
    places = [i for i, char in enumerate(text) if char.isdigit() and "." in text and i < text.index(".")]
    if not places or text.startswith("0."):
        return None
    i = rng.choice(places)
    return text[:i] + text[i] + text[i:]


def _mistyped(text: str, rng: Random) -> str | None:
    places = [i for i, char in enumerate(text) if char.isdigit() and i < len(text) - 1]
    i = rng.choice(places)
    choices = [digit for digit in "123456789" if digit != text[i]]
    return text[:i] + rng.choice(choices) + text[i + 1 :]


def _copied(ground: Ground) -> Iterator[Candidate]:
    """An amount that repeats a neighbour's."""
    order = [token for token in ground.tokens if token.role == "amount" and token.fen]
    for token in _shuffled(ground, [token for token in order if token in ground.checks]):
        place = order.index(token)
        for other in order[max(place - 3, 0) : place]:
            if other.fact != token.fact and other.unit == token.unit and len(_digits(other)) >= 3 and "." in other.text:
                yield token, _print(token, other.text)


def _sum_off(twice: bool, role: str) -> Planter:
    """A stated total that leaves out a part, or counts one twice."""

    def planter(ground: Ground) -> Iterator[Candidate]:
        sums = [
            check for check in ground.sheet.checks
            if isinstance(check, Sum) and not check.signs.count(-1) and check.tokens[0].role == role
            and sum(bool(part.fen) for part in check.tokens[1:]) > 1
        ]
        for check in ground.rng.sample(sums, len(sums)):
            whole = check.tokens[0]
            for part in _shuffled(ground, [part for part in check.tokens[1:] if part.fen]):
                fen = (whole.fen or 0) + (part.fen or 0) * (1 if twice else -1)
                yield whole, _print(whole, _money(whole, fen))

    return planter


def _money(token: Token, fen: int) -> str:
    text = half_up(Fraction(fen, FEN_PER_UNIT[token.unit]), max(len(token.text.partition(".")[2]), token.decimals))
    return text


def _cell_off(ground: Ground) -> Iterator[Candidate]:
    """A cell of a form with another amount in it."""
    for token in _shuffled(ground, [t for t in ground.of("cell") if not _is_total(t)]):
        fen = (token.fen or 0) + ground.rng.choice((1, -1)) * ground.rng.randint(3, 60) * FEN_PER_UNIT[token.unit] // 100
        if fen > 0:
            yield token, _print(token, _money(token, fen))


def _is_total(token: Token) -> bool:
    return token.fact.partition("@")[0] in (
        "income", "expenditure", "grand", "general", "fund", "capital", "personnel", "operating",
        "appropriation.income", "appropriation.expenditure", "appropriation.grand", "public",
    )


def _total_off(ground: Ground) -> Iterator[Candidate]:
    """The total of a form with another amount in it."""
    for token in _shuffled(ground, [t for t in ground.of("cell") if _is_total(t)]):
        fen = (token.fen or 0) + ground.rng.choice((1, -1)) * ground.rng.randint(5, 900) * FEN_PER_UNIT[token.unit] // 100
        if fen > 0:
            yield token, _print(token, _money(token, fen))


def _carry_over(ground: Ground) -> Iterator[Candidate]:
    """An opening or closing carry-over that does not match."""
    for token in _shuffled(ground, ground.of("cell", "amount")):
        name = token.fact.partition("@")[0]
        if name.endswith(("opening", "closing")) and token.fen:
            fen = token.fen + ground.rng.randint(1, 30) * FEN_PER_UNIT[token.unit] // 10
            yield token, _print(token, _money(token, fen))


def _rows_shifted(ground: Ground) -> Iterator[Candidate]:
    """A column of a form's items printed one row off its labels."""
    columns: dict[tuple[str, int], list[Token]] = {}
    for token in ground.of("cell"):
        if len(token.fact.split(".")) > 1 and not _is_total(token):
            columns.setdefault((token.form, token.column), []).append(token)
    for tokens in ground.rng.sample(list(columns.values()), len(columns)):
        first = tokens[0]
        if first.form not in ("general-budget", "expenditure", "income", "basic") or len(tokens) < 4:
            continue
        start = ground.rng.randint(0, len(tokens) - 4)
        run = tokens[start : start + ground.rng.randint(3, 4)]
        shifted = {token: before.printed() for token, before in zip(run, [run[-1], *run[:-1]], strict=True)}
        if len({token.text for token in run}) == len(run):
            yield run[0], shifted


def _stray_unit(ground: Ground) -> Iterator[Candidate]:
    """元 behind an amount in 万元."""
    for token in _shuffled(ground, ground.of("amount", "difference")):
        if token.unit == "万元" and token.fen:
            yield token, {token: f"{token.text}{token.space}元"}


def _unit_missing(ground: Ground) -> Iterator[Candidate]:
    for token in _shuffled(ground, ground.of("amount", checked=False)):
        if "." in token.text:
            yield token, {token: token.text}


def _form_in_yuan(ground: Ground) -> Iterator[Candidate]:
    """A form headed 万元 whose cells are in 元."""
    for head in _shuffled(ground, ground.of("form-unit", checked=False)):
        cells = [t for t in ground.of("cell", checked=False) if t.form == head.form]
        if head.text != "万元" or len(cells) < 4:
            continue
        overrides = {cell: half_up(Fraction(cell.fen or 0, 100), 2) for cell in cells}
        yield head, overrides


def _count_off(ground: Ground) -> Iterator[Candidate]:
    for token in _shuffled(ground, ground.of("count")):
        value = int(token.text) + ground.rng.choice((1, -1, 2))
        if value >= 0:
            yield token, _print(token, str(value))


def _template(ground: Ground) -> Iterator[Candidate]:
    """增加/减少 left standing."""
    for token in _shuffled(ground, ground.of("word", checked=False)):
        yield token, {token: f"{token.text}/{token.others['flipped']}"}


def _both_flipped(ground: Ground) -> Iterator[Candidate]:
    """Both words of direction the wrong way round."""
    for check in ground.rng.sample(ground.sheet.checks, len(ground.sheet.checks)):
        if check.kind == "direction":
            first, second = check.tokens[:2]
            yield first, {first: first.others["flipped"], second: second.others["flipped"]}


def _percent_doubled(ground: Ground) -> Iterator[Candidate]:
    for token in _shuffled(ground, ground.of(*RATES, checked=False)):
        yield token, {token: f"{token.printed()}%"}


def _year_left(ground: Ground) -> Iterator[Candidate]:
    """Last year's label left standing at the head of a sentence."""
    for token in _shuffled(ground, ground.of("year", checked=False)):
        yield token, {token: str(int(token.text) - 1)}


KINDS: dict[str, tuple[Planter, tuple[str, ...]]] = {
    "growth over this year": (_known(("rate",), "by-this-year"), ("以本年数",)),
    "growth over another base": (_other_base, ("为基数", "基数")),
    "share of a wrong whole": (_wrong_whole, ("为基数", "基数", "总体", "总额", "占")),
    "percentage truncated": (_known(RATES, "cut"), ("截",)),
    "amount truncated": (_known(("amount",), "cut"), ("截",)),
    "decimal shift": (_decimal_shift, ("小数点", "元”与“万元")),
    "stray 元": (_stray_unit, ("元”与“万元", "应为", "单位")),
    "unit missing": (_unit_missing, ("漏写", "单位")),
    "form in 元 under 万元": (_form_in_yuan, ("单位应为元", "应为元")),
    "one direction flipped": (_known(("word",), "flipped"), ("方向",)),
    "both directions flipped": (_both_flipped, ("方向",)),
    "大于/小于 flipped": (_known(("compare",), "flipped"), ("方向", "应为", "大于", "小于")),
    "digits transposed": (_slip(_transposed), ("颠倒",)),
    "digit dropped": (_slip(_dropped), ("漏写",)),
    "digit doubled": (_slip(_doubled), ("多写",)),
    "digit mistyped": (_slip(_mistyped), ("一位数字不同", "录入错误")),
    "copied from another": (_copied, ("照抄", "误用")),
    "part left out, sentence": (_sum_off(False, "amount"), ("漏计", "不含")),
    "part left out, form": (_sum_off(False, "cell"), ("漏计", "不含", "漏加")),
    "part counted twice, sentence": (_sum_off(True, "amount"), ("两次", "重复")),
    "part counted twice, form": (_sum_off(True, "cell"), ("两次", "重复")),
    "form cell off": (_cell_off, ("应为", "一位数字", "颠倒", "漏写", "多写", "未找到", "相差")),
    "form total off": (_total_off, ("应为", "一位数字", "颠倒", "漏写", "多写", "未找到", "相差")),
    "form rows shifted": (_rows_shifted, ("错行", "错位", "一行")),
    "carry-over off": (_carry_over, ("应为", "未找到", "结转", "相差")),
    "count off": (_count_off, ("应为", "未找到", "相差", "之和")),
    "template text": (_template, ("选定",)),
    "percent sign doubled": (_percent_doubled, ("一个百分号",)),
    "form number repeated": (_known(("form-number",), "repeated"), ("编号", "次序")),
    "last year's amount left": (_known(("amount",), "last-year"), ("上年",)),
    "last year's label left": (_year_left, ("年份", "年度")),
}
"""Kinds of mistakes: how each is planted, and the words that an explanation of it has."""

ALWAYS_SEEN = frozenset(
    {"template text", "percent sign doubled", "form number repeated", "unit missing", "form in 元 under 万元", "last year's label left"}
)
SAME_PRINT = frozenset({"form in 元 under 万元"})
