"""What goes wrong in accounts, each planted as it happens: at which prints, and what then stands there."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .checks import Growth, Ratio, Sum
from .ground import RATES, Candidate, Ground, Planter, decimals_of, digits_of, reprinted, shuffled
from .numerals import FEN_PER_UNIT, half_up
from .sheet import Token


def known(role: tuple[str, ...], mistake: str) -> Planter:
    """A mistake whose print the token itself knows."""

    def planter(ground: Ground) -> Iterator[Candidate]:
        for token in shuffled(ground, ground.of(*role, checked=role[0] != "form-number")):
            text = token.others.get(mistake)
            if text is not None and text != token.text:
                yield token, reprinted(token, text)

    return planter


def other_base(ground: Ground) -> Iterator[Candidate]:
    """A growth rate over another total's base."""
    amounts = [token for token in ground.of("amount") if token.fen]
    for token in shuffled(ground, ground.of("rate")):
        growth = next(
            (c for c in ground.checks[token] if isinstance(c, Growth) and c.tokens[0] is token), None
        )
        if growth is None or not growth.tokens[2].fen:
            continue
        others = [other for other in amounts if other.fact != growth.tokens[1].fact]
        for other in ground.rng.sample(others, min(5, len(others))):
            text = _percent(token, Fraction(growth.tokens[2].fen, other.fen or 1))
            # Any great amount gives 0.00: such a rate tells nothing of its base.
            if text.strip("0."):
                yield token, reprinted(token, text)


def wrong_whole(ground: Ground) -> Iterator[Candidate]:
    """A share of another total that the account prints."""
    totals = [
        token
        for token in ground.of("amount")
        if token.fen
        and token.fact
        in ("income@now", "expenditure@now", "grand@now", "general@now", "appropriation.expenditure@now")
    ]
    for token in shuffled(ground, ground.of("share")):
        share = next((c for c in ground.checks[token] if isinstance(c, Ratio) and c.tokens[0] is token), None)
        if share is None or not share.tokens[1].fen:
            continue
        for other in shuffled(ground, totals):
            if other.fen != share.tokens[2].fen and other.fen and share.tokens[1].fen <= other.fen:
                yield token, reprinted(token, _percent(token, Fraction(share.tokens[1].fen, other.fen)))


def _percent(token: Token, part: Fraction) -> str:
    return half_up(part * 100, decimals_of(token) or 2)


def decimal_shift(ground: Ground) -> Iterator[Candidate]:
    for token in shuffled(ground, ground.of(*RATES, "amount", "difference", "cell")):
        if token.exact is None or not token.exact or len(digits_of(token)) < 3:
            continue
        places = ground.rng.choice((1, -1, 2, -2))
        decimals = max(decimals_of(token), 1)
        text = half_up(token.exact * Fraction(10) ** places, decimals)
        if text.strip("0.") and "-" not in text:
            yield token, reprinted(token, text)


def copied(ground: Ground) -> Iterator[Candidate]:
    """An amount that repeats a neighbour's."""
    order = [token for token in ground.tokens if token.role == "amount" and token.fen]
    for token in shuffled(ground, [token for token in order if token in ground.checks]):
        place = order.index(token)
        for other in order[max(place - 3, 0) : place]:
            if (
                other.fact != token.fact
                and other.unit == token.unit
                and len(digits_of(other)) >= 3
                and "." in other.text
            ):
                yield token, reprinted(token, other.text)


def sum_off(twice: bool, role: str) -> Planter:
    """A stated total that leaves out a part, or counts one twice."""

    def planter(ground: Ground) -> Iterator[Candidate]:
        sums = [
            check
            for check in ground.sheet.checks
            if isinstance(check, Sum)
            and not check.signs.count(-1)
            and check.tokens[0].role == role
            and sum(bool(part.fen) for part in check.tokens[1:]) > 1
        ]
        for check in ground.rng.sample(sums, len(sums)):
            whole = check.tokens[0]
            for part in shuffled(ground, [part for part in check.tokens[1:] if part.fen]):
                fen = (whole.fen or 0) + (part.fen or 0) * (1 if twice else -1)
                yield whole, reprinted(whole, _money(whole, fen))

    return planter


def _money(token: Token, fen: int) -> str:
    text = half_up(Fraction(fen, FEN_PER_UNIT[token.unit]), max(decimals_of(token), token.decimals))
    return text


def cell_off(ground: Ground) -> Iterator[Candidate]:
    """A cell of a form with another amount in it."""
    for token in shuffled(ground, [t for t in ground.of("cell") if not _is_total(t)]):
        fen = (token.fen or 0) + ground.rng.choice((1, -1)) * ground.rng.randint(3, 60) * FEN_PER_UNIT[
            token.unit
        ] // 100
        if fen > 0:
            yield token, reprinted(token, _money(token, fen))


def _is_total(token: Token) -> bool:
    return token.fact.partition("@")[0] in (
        "income",
        "expenditure",
        "grand",
        "general",
        "fund",
        "capital",
        "personnel",
        "operating",
        "appropriation.income",
        "appropriation.expenditure",
        "appropriation.grand",
        "public",
    )


def total_off(ground: Ground) -> Iterator[Candidate]:
    """The total of a form with another amount in it."""
    for token in shuffled(ground, [t for t in ground.of("cell") if _is_total(t)]):
        fen = (token.fen or 0) + ground.rng.choice((1, -1)) * ground.rng.randint(5, 900) * FEN_PER_UNIT[
            token.unit
        ] // 100
        if fen > 0:
            yield token, reprinted(token, _money(token, fen))


def carry_over(ground: Ground) -> Iterator[Candidate]:
    """An opening or closing carry-over that does not match."""
    for token in shuffled(ground, ground.of("cell", "amount")):
        name = token.fact.partition("@")[0]
        if name.endswith(("opening", "closing")) and token.fen:
            fen = token.fen + ground.rng.randint(1, 30) * FEN_PER_UNIT[token.unit] // 10
            yield token, reprinted(token, _money(token, fen))


def rows_shifted(ground: Ground) -> Iterator[Candidate]:
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


def stray_unit(ground: Ground) -> Iterator[Candidate]:
    """元 behind an amount in 万元."""
    for token in shuffled(ground, ground.of("amount", "difference")):
        if token.unit == "万元" and token.fen:
            yield token, {token: f"{token.text}{token.space}元"}


def mean_in_other_unit(ground: Ground) -> Iterator[Candidate]:
    """元 behind an average in 万元, or the other way round."""
    for token in shuffled(ground, ground.of("mean")):
        if token.exact:
            yield token, {token: f"{token.text}{token.space}{'元' if token.unit == '万元' else '万元'}"}


def unit_missing(ground: Ground) -> Iterator[Candidate]:
    for token in shuffled(ground, ground.of("amount", checked=False)):
        if "." in token.text:
            yield token, {token: token.text}


def form_in_yuan(ground: Ground) -> Iterator[Candidate]:
    """A form headed 万元 whose cells are in 元."""
    for head in shuffled(ground, ground.of("form-unit", checked=False)):
        cells = [t for t in ground.of("cell", checked=False) if t.form == head.form]
        if head.text != "万元" or len(cells) < 4:
            continue
        overrides = {cell: half_up(Fraction(cell.fen or 0, 100), 2) for cell in cells}
        yield head, overrides


def count_off(ground: Ground) -> Iterator[Candidate]:
    for token in shuffled(ground, ground.of("count")):
        value = int(token.text) + ground.rng.choice((1, -1, 2))
        if value >= 0:
            yield token, reprinted(token, str(value))


def template(ground: Ground) -> Iterator[Candidate]:
    """增加/减少 left standing."""
    for token in shuffled(ground, ground.of("word", checked=False)):
        yield token, {token: f"{token.text}/{token.others['flipped']}"}


def both_flipped(ground: Ground) -> Iterator[Candidate]:
    """Both words of direction the wrong way round."""
    for check in ground.rng.sample(ground.sheet.checks, len(ground.sheet.checks)):
        if check.kind == "direction":
            first, second = check.tokens[:2]
            yield first, {first: first.others["flipped"], second: second.others["flipped"]}


def percent_doubled(ground: Ground) -> Iterator[Candidate]:
    for token in shuffled(ground, ground.of(*RATES, checked=False)):
        yield token, {token: f"{token.printed()}%"}


def year_left(ground: Ground) -> Iterator[Candidate]:
    """Last year's label left standing at the head of a sentence."""
    for token in shuffled(ground, ground.of("year", checked=False)):
        yield token, {token: str(int(token.text) - 1)}
