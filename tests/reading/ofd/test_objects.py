"""Numbers, steps and matrices of OFD attributes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from final_accounts.reading.ofd.objects import Matrix, box_of, joined, matrix_of, numbers, steps_of

PARTS = st.floats(-100, 100)
MATRICES = st.tuples(PARTS, PARTS, PARTS, PARTS, PARTS, PARTS)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@given(MATRICES, MATRICES, PARTS, PARTS)
def test_joined_matrices_do_one_after_the_other(inner: Matrix, outer: Matrix, x: float, y: float) -> None:
    assert moved(joined(inner, outer), x, y) == pytest.approx(moved(outer, *moved(inner, x, y)), abs=1e-3)


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("3.5 4", (3.5, 4.0)),
        ("g 3 2.5 4", (2.5, 2.5, 2.5, 4.0)),
        ("g 2", (0.0, 0.0)),
        ("g", ()),
        ("g x 2", ()),
        (None, ()),
    ],
)
def test_steps(written: str | None, steps: tuple[float, ...]) -> None:
    assert steps_of(written) == steps


def test_steps_without_end_are_cut() -> None:
    assert len(steps_of("g 999999 1 g 999999 1")) == 10_000


def test_what_is_no_number_is_left_out() -> None:
    assert numbers("1 x nan inf 1e12 -2.5") == (1.0, -2.5)


@pytest.mark.parametrize("written", [None, "", "1 0 0 1 0", "a b c d e f"])
def test_a_matrix_that_is_none_changes_nothing(written: str | None) -> None:
    assert matrix_of(written) == (1, 0, 0, 1, 0, 0)


@pytest.mark.parametrize("written", [None, "0 0 210", "0 0 210 297 1"])
def test_a_box_that_is_none(written: str | None) -> None:
    assert box_of(written) is None
