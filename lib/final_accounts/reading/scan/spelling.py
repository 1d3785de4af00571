"""What else a recognised line may say: the other spellings that the reading model leaves possible.

The model tells for each step along a line how probable each character is, or none (number 0). A spelling
comes about in many ways, its characters held over more or fewer steps; its chance is the sum of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SURE_STEP = 0.98
"""How probable the best character of every step must be for a line to have no other spelling."""

LEAST_CHANCE = 0.01
"""How probable a character must be at a step to be thought of."""

MOST_KEPT = 8
"""Beginnings of a line that are followed at once."""

LEAST_LIKELY = 0.04
"""How likely another spelling must be beside the likeliest to be told."""

MOST_OTHERS = 3
"""Other spellings of a line that are told."""

Spelling = tuple[int, ...]
"""The numbers of the characters of a line."""


def other_spellings(chances: npt.NDArray[np.float32], taken: Sequence[int]) -> list[Spelling]:
    """The spellings beside the one taken, the likeliest first, from steps × characters of chances."""
    if float(chances.max(axis=1, initial=0.0).min(initial=1.0)) >= SURE_STEP:
        return []
    found = likely_spellings(chances)
    least = LEAST_LIKELY * found[0][1]
    others = [spelling for spelling, chance in found if chance >= least and spelling != tuple(taken)]
    return others[:MOST_OTHERS]


def likely_spellings(chances: npt.NDArray[np.float32]) -> list[tuple[Spelling, float]]:
    """The likeliest spellings with how likely they are, found from left to right.

    Each beginning has two chances: that its last step was no character, and that it was its last one.
    """
    beginnings: dict[Spelling, tuple[float, float]] = {(): (1.0, 0.0)}
    for step in chances:
        possible = [(int(at), float(step[at])) for at in np.flatnonzero(step >= LEAST_CHANCE)]
        longer: defaultdict[Spelling, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for spelling, (open_, held) in beginnings.items():
            for character, chance in possible:
                if character == 0:
                    longer[spelling][0] += (open_ + held) * chance
                elif spelling and spelling[-1] == character:
                    longer[spelling][1] += held * chance
                    longer[(*spelling, character)][1] += open_ * chance
                else:
                    longer[(*spelling, character)][1] += (open_ + held) * chance
        likely = sorted(longer.items(), key=lambda entry: -sum(entry[1]))
        kept = [entry for entry in likely[:MOST_KEPT] if sum(entry[1]) > 0]
        beginnings = {spelling: (open_, held) for spelling, (open_, held) in kept}
    return [(spelling, sum(parts)) for spelling, parts in beginnings.items()]
