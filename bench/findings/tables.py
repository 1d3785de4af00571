"""The benchmark's results as text: by manner, by kind of mistake, and the first false alarms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from .planting import KINDS
from .running import TOLERANCES, Result

LEGEND = """\
hidden: rounding allows what is printed. found, named (as the wrong figure itself), right (its true value
given), explained (by what was done): of the others. elsewhere: errors and warnings that do not speak of the
planted figure. naive: recomputation from the figures as they stand with a fixed tolerance in percentage
points or 万元; it is given every figure and relation, and reads no words."""


def by_manner(results: Sequence[Result], manners: Sequence[str]) -> Iterator[str]:
    """False alarms on consistent accounts, and what became of mistakes, a line a manner."""
    naive = "".join(f"{'naive ' + name:>12}" for name in TOLERANCES)
    yield (
        f"{'manner':<12}{'accounts':>9}{'alarmed':>9}{'alarms':>8}{naive}{'material':>10}{'found':>8}{'explained':>11}"
    )
    for manner in [*manners, "all"]:
        mine = [result for result in results if manner in (result.job.manner, "all")]
        material = [result for result in mine if result.material]
        alarmed = sum(bool(result.alarms) for result in mine)
        alarms = _each(sum(len(result.alarms) for result in mine), mine)
        naive = "".join(
            f"{_each(sum(result.naive_alarms[name] for result in mine), mine):>12}" for name in TOLERANCES
        )
        found = sum(result.found for result in material)
        explained = sum(result.explained for result in material)
        line = f"{manner:<12}{len(mine):>9}{alarmed:>9}{alarms:>8}{naive}"
        yield f"{line}{len(material):>10}{found:>8}{explained:>11}"


def _each(total: int, results: Sequence[Result]) -> str:
    return f"{total / max(len(results), 1):.2f}"


def by_kind(results: Sequence[Result]) -> Iterator[str]:
    """What became of each kind of mistake, and of all."""
    naive = "".join(f"{'naive ' + name:>12}" for name in TOLERANCES)
    yield (
        f"{'mistake':<30}{'planted':>8}{'hidden':>8}{'found':>8}{'named':>8}{'right':>8}{'explained':>11}"
        f"{'elsewhere':>11}{naive}"
    )
    planted = [result for result in results if result.kind]
    for kind in KINDS:
        mine = [result for result in planted if result.kind == kind]
        if mine:
            yield _line(kind, mine)
    yield _line("all", planted)
    material = [result for result in planted if result.material]
    if material:
        found = 100 * sum(result.found for result in material) / len(material)
        explained = 100 * sum(result.explained for result in material) / len(material)
        yield f"found {found:.1f} %, explained {explained:.1f} % of {len(material)} material mistakes"


def _line(kind: str, results: Sequence[Result]) -> str:
    material = [result for result in results if result.material]
    # Chinese characters are two columns wide on a terminal.
    width = 30 - sum(ord(char) > 0x2000 for char in kind)
    naive = "".join(
        f"{sum(result.naive_found.get(name, False) for result in material):>12}" for name in TOLERANCES
    )
    columns = (
        len(results),
        len(results) - len(material),
        sum(result.found for result in material),
        sum(result.named for result in material),
        sum(result.corrected for result in material),
    )
    explained, elsewhere = (sum(r.explained for r in material), sum(r.elsewhere for r in results))
    return f"{kind:<{width}}" + "".join(f"{n:>8}" for n in columns) + f"{explained:>11}{elsewhere:>11}{naive}"


def first_alarms(results: Sequence[Result], number: int) -> Iterator[str]:
    """The first false alarms with the manner and seed that print them again, and rules that broke."""
    alarms = [(result.job, alarm) for result in results for alarm in result.alarms]
    if alarms:
        rules = Counter(alarm.split(":", 1)[0] for _, alarm in alarms)
        yield "\nfalse alarms: " + ", ".join(f"{name} {count}" for name, count in rules.most_common())
    for job, alarm in alarms[:number]:
        yield f"  {job.manner} {job.seed}: {alarm[:200]}"
    crashed = [(result.job, crash) for result in results for crash in result.crashes]
    if crashed:
        yield f"\nchecking crashed on {len(crashed)}:"
    for job, crash in crashed[:number]:
        yield f"  {job.manner} {job.seed} with {job.kind}: {crash[:200]}"
    broken = Counter(name for result in results for name in result.failed_rules)
    if broken:
        yield "rules that broke: " + ", ".join(f"{name} {count}" for name, count in broken.most_common())


def first_misses(results: Sequence[Result], number: int) -> Iterator[str]:
    """The first mistakes that were not found, with what prints them again."""
    missed = [result for result in results if result.material and not result.found]
    if missed and number:
        yield f"\nnot found ({len(missed)}):"
    for result in missed[:number]:
        yield f"  {result.job.manner} {result.job.seed}: {result.kind}"
