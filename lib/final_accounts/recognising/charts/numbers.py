"""The numbers that a source holds behind its charts, and which caption they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from ...documents import Block, Document, Paragraph, Table
from ...figures import HUNDRED, parse_figure
from ...places import Place
from .captions import Caption
from .words import all_likely, core, is_default_name, topic_of, year_of

_LONGEST_NAME = 40
_MOST_WAYS = 12
"""More labels than this are not tried in every order-keeping way."""
_FRACTIONS = Decimal("0.02")
"""A pie given as fractions or percents adds to 1 or 100 within this part."""


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """One series. Fewer values than labels: blanks were dropped, and which ones is not known."""

    name: str
    labels: tuple[str, ...]
    values: tuple[Decimal | None, ...]

    def aligned(self, expected: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
        """A value for each label. Where blanks were dropped, the order-keeping way nearest to `expected`;
        None for all if nothing is expected."""
        if len(self.values) >= len(self.labels):
            return self.values[: len(self.labels)]
        nothing: list[Decimal | None] = [None] * len(self.labels)
        if len(self.labels) > _MOST_WAYS or all(value is None for value in expected):
            return tuple(nothing)

        def distance(places: Sequence[int]) -> Decimal:
            placed = dict(zip(places, self.values, strict=True))
            zero = Decimal(0)
            pairs = ((placed.get(at) or zero, wish or zero) for at, wish in enumerate(expected))
            return sum((abs(value - wish) for value, wish in pairs), zero)

        best = min(combinations(range(len(self.labels)), len(self.values)), key=distance)
        for place, value in zip(best, self.values, strict=True):
            nothing[place] = value
        return tuple(nothing)


@dataclass(frozen=True, slots=True)
class ChartNumbers:
    """The series behind one chart. `kind` is bar, pie or None where the source does not tell."""

    title: str | None
    kind: str | None
    series: tuple[NumberSeries, ...]
    place: Place


def find_chart_numbers(document: Document) -> tuple[ChartNumbers, ...]:
    """All charts' numbers in the order of the source: native chart data, else what a conversion left."""
    native = tuple(
        ChartNumbers(
            data.title,
            data.kind,
            tuple(NumberSeries(series.name, series.labels, series.values) for series in data.series),
            data.place,
        )
        for data in document.chart_data
        if data.series
    )
    return native or stray_chart_numbers(document)


def stray_chart_numbers(document: Document) -> tuple[ChartNumbers, ...]:
    """Chart numbers that a conversion to text left behind the last table or sentence.

    A block of them is a title line or none, then for each series its name alone on a line, its labels,
    and its values; a blank value is simply not there.
    """
    found: list[ChartNumbers] = []
    title: str | None = None
    tail = list(_tail(document.blocks))
    for block in reversed(tail):
        if isinstance(block, Paragraph):
            title = block.text
            continue
        for charted in _charts(_tokens(block), title, block.place):
            found.append(charted)
        title = None
    return tuple(found)


def _tail(blocks: Sequence[Block]) -> Iterator[Paragraph | Table]:
    """The blocks of chart numbers at the end, last first."""
    pending: list[Paragraph | Table] = []
    for block in reversed(blocks):
        if isinstance(block, Table) and list(_charts(_tokens(block), None, block.place)):
            yield from pending
            pending = []
            yield block
        elif isinstance(block, Paragraph) and len(block.text) <= _LONGEST_NAME and not pending:
            pending = [block]
        else:
            return


def _tokens(table: Table) -> list[tuple[str, bool]]:
    """The texts of a table in order, each with whether it stands alone or last on its line."""
    tokens: list[tuple[str, bool]] = []
    for row in table.rows:
        texts = [cell.text.strip() for cell in row if cell.text.strip()]
        tokens.extend((text, at + 1 == len(texts)) for at, text in enumerate(texts))
    return tokens


def _charts(tokens: Sequence[tuple[str, bool]], title: str | None, place: Place) -> Iterator[ChartNumbers]:
    """Cut tokens into series and these into charts; nothing if any token does not fit."""
    series = _series(tokens)
    if series is None:
        return
    current: list[NumberSeries] = []
    for one in series:
        if current and (one.name in {earlier.name for earlier in current} or one.labels != current[0].labels):
            yield _chart(current, title, place)
            current, title = [], None
        current.append(one)
    if current:
        yield _chart(current, title, place)


def _chart(series: Sequence[NumberSeries], title: str | None, place: Place) -> ChartNumbers:
    if title and not any(one.labels for one in series):
        # A chart with one label has it printed once, before its series.
        series = [NumberSeries(one.name, (title,), one.values) for one in series]
    kind = "pie" if len(series) == 1 and _whole(series[0].values) is not None else None
    if len(series) > 1 and all(year_of(one.name) for one in series):
        kind = "bar"
    return ChartNumbers(title, kind, tuple(series), place)


def _series(tokens: Sequence[tuple[str, bool]]) -> list[NumberSeries] | None:
    """name label* value+ again and again, None if the tokens are anything else."""
    found: list[NumberSeries] = []
    position = 0
    while position < len(tokens):
        words: list[str] = []
        name_stands_alone = tokens[position][1]
        while position < len(tokens) and (value := _value(tokens[position][0])) is None:
            words.append(tokens[position][0])
            position += 1
        values: list[Decimal] = []
        while position < len(tokens) and (value := _value(tokens[position][0])) is not None:
            values.append(value)
            position += 1
        labels = words[1:]
        known_name = bool(words) and (year_of(words[0]) is not None or is_default_name(words[0]))
        fitting = 0 < len(values) <= max(len(labels), 1)
        if not (words and fitting and name_stands_alone and (known_name or labels)):
            return None
        if any(len(word) > _LONGEST_NAME for word in words):
            return None
        found.append(NumberSeries(words[0], tuple(labels), tuple(values)))
    return found or None


def _value(text: str) -> Decimal | None:
    figure = parse_figure(text)
    return figure.value if figure is not None and figure.unit is None else None


def _whole(values: Sequence[Decimal | None]) -> Decimal | None:
    """1 or 100 if the values are the parts of that, None if they are anything else."""
    known = [value for value in values if value is not None]
    total = sum(known, Decimal(0))
    if not known or any(value < 0 for value in known):
        return None
    return next((whole for whole in (Decimal(1), HUNDRED) if abs(total - whole) <= whole * _FRACTIONS), None)


def in_percent(
    values: Sequence[Decimal | None], drawn_whole: Decimal | None = None
) -> tuple[Decimal | None, ...]:
    """A pie's values as percent: fractions times 100, percents as they are, amounts by their sum, or by the
    whole that is known of them."""
    whole = drawn_whole or _whole(values)
    total = sum((value for value in values if value is not None), Decimal(0))
    if whole is None and total == 0:
        return tuple(values)
    divisor = whole if whole is not None else total
    return tuple(None if value is None else value * HUNDRED / divisor for value in values)


def bind(
    captions: Sequence[Caption], numbers: Sequence[ChartNumbers]
) -> list[tuple[Caption | None, ChartNumbers | None]]:
    """Captions and numbers in order, each with its other where it has one.

    As many of both: one to one. Else the pairing in order whose kinds and words fit best.
    """
    if len(captions) == len(numbers):
        return list(zip(captions, numbers, strict=True))
    if not numbers:
        return [(caption, None) for caption in captions]
    best: list[list[tuple[int, list[tuple[Caption | None, ChartNumbers | None]]]]]
    best = [[(0, []) for _ in range(len(numbers) + 1)] for _ in range(len(captions) + 1)]
    for i in range(len(captions) + 1):
        for j in range(len(numbers) + 1):
            ways: list[tuple[int, list[tuple[Caption | None, ChartNumbers | None]]]] = []
            if i:
                score, pairs = best[i - 1][j]
                ways.append((score, [*pairs, (captions[i - 1], None)]))
            if j:
                score, pairs = best[i][j - 1]
                ways.append((score, [*pairs, (None, numbers[j - 1])]))
            if i and j:
                score, pairs = best[i - 1][j - 1]
                fit = _fit(captions[i - 1], numbers[j - 1])
                if fit > 0:
                    ways.append((score + fit, [*pairs, (captions[i - 1], numbers[j - 1])]))
            if ways:
                best[i][j] = max(ways, key=lambda way: way[0])
    return best[-1][-1][1]


def _fit(caption: Caption, numbers: ChartNumbers) -> int:
    """How well numbers suit a caption; 0 if the kinds contradict each other."""
    if caption.kind and numbers.kind and caption.kind != numbers.kind:
        return 0
    fit = 1 + (2 if caption.kind and caption.kind == numbers.kind else 0)
    title_topic = topic_of(numbers.title) if numbers.title else None
    if title_topic is not None and caption.topic is not None:
        fit += 4 if title_topic.key == caption.topic.key else 0
    labels = [label for series in numbers.series for label in series.labels]
    if caption.topic is not None and all_likely(caption.topic, labels):
        fit += 3
    if any(core(label) and core(label) in core(caption.title) for label in labels):
        fit += 1
    return fit
