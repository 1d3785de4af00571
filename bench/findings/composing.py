"""Fills the wordings of a manner with the figures of an account, and notes what must hold between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from string import Formatter

from .account import Account
from .amounts import Amount
from .checks import Covers, Mean, Sum
from .numerals import FEN_PER_UNIT, Numerals, chinese
from .relating import BASES, MEASURE_LETTERS, relations
from .sheet import Piece, Sheet, Token
from .styles import Style, plain_phrases
from .vocabulary import REASONS

WHOLES = {
    "income": ("收入合计", "收入"),
    "expenditure": ("支出合计", "支出"),
    "general": ("一般公共预算财政拨款支出", "支出"),
}
"""What the wordings call a whole: by its name, and after 总."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity with its key; `whole` is the key of what it is a share of."""

    key: str
    amount: Amount
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of heads or things."""

    key: str
    value: int
    unit: str


Filling = Fact | Count | str | int | Callable[[], list[Piece]]


@dataclass(slots=True)
class _Filled:
    """The tokens that one fact got in one sentence, by letter."""

    fact: Fact
    tokens: dict[str, Token] = field(default_factory=dict)


def _fits(template: str, fillings: Mapping[str, Filling]) -> bool:
    """Whether each rate that a wording asks for exists: nothing grows from nothing."""
    for _, name, _, _ in Formatter().parse(template):
        own, _, letter = (name or "").partition(".")
        value = fillings.get(own)
        if isinstance(value, Fact) and letter[:1] in ("P", "C"):
            base = value.amount.of(BASES[letter[1:]])
            if not base and value.amount.now:
                return False
    return True


class Composer:
    """Writes one account in one manner. Each slot keeps one wording throughout the account."""

    def __init__(self, account: Account, style: Style, rng: Random):
        self.account = account
        self.style = style
        self.rng = rng
        self.numerals: Numerals = style.numerals(rng)
        self.sheet = Sheet(wrapped=style.option("wrapped", rng))
        self.words = {name: style.option(name, rng) for name in ("up_words", "grow_words")}
        self.latest: dict[str, Token] = {}
        """The last printed token of each fact@measure of the section."""
        self.anywhere: dict[str, Token] = {}
        self._chosen: dict[str, str] = {}
        self._options: dict[str, object] = {}

    # Choices

    def option(self, name: str) -> object:
        """The manner's choice for this account."""
        if name not in self._options:
            self._options[name] = self.style.option(name, self.rng)
        return self._options[name]

    def phrase(self, slot: str) -> str:
        """The account's wording for a slot, "" if the manner has none."""
        if slot not in self._chosen:
            phrases = self.style.phrases(slot)
            self._chosen[slot] = self.rng.choice(phrases) if phrases else ""
        return self._chosen[slot]

    def begin_section(self) -> None:
        self.latest.clear()

    def subheading(self, number: int, title: str) -> None:
        self.sheet.put(str(self.option("subheading")).format(n=chinese(number)) + title)

    # Sentences

    def say(self, slot: str, **fillings: Filling) -> None:
        """A paragraph in the slot's wording; nothing where the manner has none."""
        template = self.phrase(slot)
        if not template:
            return
        if not _fits(template, fillings):
            others = [*self.style.phrases(slot), *plain_phrases(slot)]
            template = next((other for other in others if other and _fits(other, fillings)), "")
        if template:
            self.sheet.put(*self.fill(template, **fillings))

    def say_lines(self, slot: str, **fillings: Filling) -> None:
        """Further paragraphs of a section: the slot's line1, line2 and so on."""
        number = 1
        while self.phrase(f"{slot}.line{number}"):
            self.say(f"{slot}.line{number}", **fillings)
            number += 1

    def fill(self, template: str, **fillings: Filling) -> list[Piece]:
        """The pieces of a wording: {Y} {L} {S} {reason}, {x} for a filling, {x.A} for a letter of a fact,
        {x.change:subject} for a wording within."""
        pieces: list[Piece] = []
        filled = {name: _Filled(value) for name, value in fillings.items() if isinstance(value, Fact)}
        for literal, name, spec, _ in Formatter().parse(template):
            if literal:
                pieces.append(literal)
            if name is None:
                continue
            pieces.extend(self._piece(name, spec or "", fillings, filled))
        for entry in filled.values():
            for check in relations(entry.fact.key, entry.tokens, self.latest, self._whole(entry.fact)):
                self.sheet.check(check)
        return pieces

    def _piece(
        self, name: str, spec: str, fillings: Mapping[str, Filling], filled: Mapping[str, _Filled]
    ) -> list[Piece]:
        own, _, letter = name.partition(".")
        if name == "Y":
            return [Token(str(self.account.year), "year", bare=True)]
        if name == "L":
            return [str(self.account.year - 1)]
        if name == "S":
            return [self.account.bureau]
        if name == "reason":
            return [self._reason()]
        if own in filled:
            entry = filled[own]
            if letter in ("change", "initial", "adjusted", "changed-initial"):
                return self._within(letter, spec, own, entry, fillings)
            token = self._token(entry, letter)
            entry.tokens[letter] = token
            return [token]
        value = fillings[own]
        if isinstance(value, Count):
            return [self.count(value)]
        if callable(value):
            return value()
        return [str(value)]

    def _within(
        self, slot: str, subject: str, name: str, entry: _Filled, fillings: Mapping[str, Filling]
    ) -> list[Piece]:
        """A wording within a wording, by what the amounts allow: new, gone, the same, or as usual."""
        base = {"change": "then", "initial": "initial", "adjusted": "adjusted", "changed-initial": "initial"}[
            slot
        ]
        now, then = entry.fact.amount.now, entry.fact.amount.of(base)
        case = "none" if not now and not then else "new" if not then else "same" if now == then else "usual"
        template = self.phrase(f"{slot}.{case}")
        pieces: list[Piece] = []
        for literal, letter, _, _ in Formatter().parse(template):
            if literal:
                pieces.append(literal)
            if letter is None:
                continue
            if letter == "subject":
                pieces.append(subject)
            elif letter == "base":
                entry.tokens["L"] = self._token(entry, "L")
                pieces.append(entry.tokens["L"])
            elif letter in ("Y", "L", "S", "reason"):
                pieces.extend(self._piece(letter, "", {}, {}))
            else:
                token = self._token(entry, letter)
                entry.tokens[letter] = token
                pieces.append(token)
        return pieces

    def _reason(self) -> str:
        """Reasons, sometimes with amounts that need not add up to anything."""
        picked = self.rng.sample(REASONS, self.rng.randint(1, 3))
        if self.rng.random() < 0.6:
            return "、".join(picked)
        unit = self.numerals.unit
        return "；".join(
            f"{'一二三'[index]}是{reason}{self.rng.choice(('增加', '减少'))}"
            f"{self.numerals.money(self.rng.randint(10_000, 90_000_000))}{unit}"
            for index, reason in enumerate(picked)
        )

    # Tokens

    def money(self, key: str, fen: int, role: str = "amount") -> Token:
        """An amount of the narrative."""
        unit = self.numerals.unit
        token = Token(
            self.numerals.money(fen),
            role,
            unit,
            Fraction(fen, FEN_PER_UNIT[unit]),
            self.numerals.decimals,
            fact=key,
            space=self.numerals.space,
            fen=fen,
        )
        token.others["cut"] = self.numerals.cut_money(fen)
        return token

    def count(self, count: Count) -> Token:
        return Token(
            str(count.value),
            "count",
            count.unit,
            Fraction(count.value),
            0,
            fact=count.key,
            space=self.numerals.space,
        )

    def mean(self, fen: int, heads: int, unit: str) -> Token:
        """What an amount comes to for each of some heads or things; nothing where there are none."""
        each = Fraction(fen, heads) if heads else Fraction(0)
        decimals = self.numerals.decimals if unit == self.numerals.unit else 2
        text = self.numerals.mean(each, unit, decimals)
        return Token(text, "mean", unit, each / FEN_PER_UNIT[unit], decimals, space=self.numerals.space)

    def _token(self, entry: _Filled, letter: str) -> Token:
        fact, amount = entry.fact, entry.fact.amount
        if letter in MEASURE_LETTERS:
            measure = MEASURE_LETTERS[letter]
            token = self.money(f"{fact.key}@{measure}", amount.of(measure))
            token.others["last-year"] = self.numerals.money(amount.then)
            self._keep(token)
            return token
        for suffix, base in BASES.items():
            then = amount.of(base)
            difference = amount.now - then
            if letter == f"D{suffix}":
                return self.money(f"{fact.key}@difference-{base}", abs(difference), "difference")
            if letter == f"P{suffix}":
                rate = Fraction(abs(difference), then) if then else Fraction(0)
                token = self._percentage(rate, "rate", f"{fact.key}@growth-{base}")
                if amount.now:
                    token.others["by-this-year"] = self.numerals.percent(
                        Fraction(abs(difference), amount.now)
                    )
                return token
            if letter in (f"up{suffix}", f"grow{suffix}"):
                words = self.words["up_words" if letter.startswith("up") else "grow_words"]
                word = Token(words[0] if difference >= 0 else words[1], "word", bare=True)
                word.others["flipped"] = words[1] if difference >= 0 else words[0]
                return word
            if suffix and letter == f"C{suffix}":
                return self._percentage(
                    Fraction(amount.now, then) if then else Fraction(0),
                    "completion",
                    f"{fact.key}@done-{base}",
                )
            if suffix and letter == f"cmp{suffix}":
                text = "大于" if difference > 0 else "小于" if difference < 0 else "等于"
                word = Token(text, "compare", bare=True)
                word.others["flipped"] = {"大于": "小于", "小于": "大于", "等于": "大于"}[text]
                return word
        if letter == "Z":
            whole = self._whole(fact)
            whole_fen = whole.fen if whole is not None and whole.fen else 0
            return self._percentage(
                Fraction(amount.now, whole_fen) if whole_fen else Fraction(0), "share", ""
            )
        raise KeyError(f"unknown letter {letter!r}")

    def _percentage(self, part: Fraction, role: str, key: str) -> Token:
        token = Token(
            self.numerals.percent(part), role, "%", part * 100, 0, fact=key, space=self.numerals.space
        )
        token.others["cut"] = self.numerals.cut_percent(part)
        return token

    def _keep(self, token: Token) -> None:
        self.latest[token.fact] = token
        self.anywhere[token.fact] = token

    def _whole(self, fact: Fact) -> Token | None:
        key = f"{fact.whole}@now"
        return self.latest.get(key) or self.anywhere.get(key)

    # What must hold

    def note_sum(self, whole: Token | None, parts: Sequence[Token], signs: Sequence[int] = ()) -> None:
        """That a printed whole is the sum of printed parts."""
        if whole is not None and parts:
            self.sheet.check(Sum("sum", (whole, *parts), tuple(signs)))

    def note_whole(
        self, whole: str, parts: Sequence[str], signs: Sequence[int] = (), measure: str = "now"
    ) -> None:
        """The same by keys, if the section has printed them all."""
        keys = [f"{key}@{measure}" for key in (whole, *parts)]
        if all(key in self.latest for key in keys):
            first, *others = [self.latest[key] for key in keys]
            self.note_sum(first, others, signs)

    def note_mean(self, mean: Token, amount: str, heads: Token) -> None:
        """That a printed mean is a printed amount, by its key, over printed heads."""
        printed, spread = set(self.sheet.tokens()), self.latest.get(amount)
        if spread is not None and {mean, heads} <= printed:
            self.sheet.check(Mean("mean", (mean, spread, heads)))

    # Lists

    def listing(
        self, slot: str, whole: str, parts: Sequence[tuple[str, Fact]], separator: str, closed: bool = True
    ) -> list[Piece]:
        """The parts of a whole in the slot's wording; `closed` lists say that they add up to it."""
        pieces: list[Piece] = []
        amounts = []
        for index, (label, fact) in enumerate(parts):
            if index:
                pieces.append(separator)
            names = WHOLES.get(whole, ("", ""))
            pieces.extend(
                self.fill(self.phrase(slot), label=label, n=index + 1, x=fact, whole=names[0], side=names[1])
            )
            amounts.append(self.latest[f"{fact.key}@now"])
        first = self.latest.get(f"{whole}@now")
        if closed:
            self.note_sum(first, amounts)
        elif first is not None and amounts:
            self.sheet.check(Covers("covers", (first, *amounts)))
        return pieces
