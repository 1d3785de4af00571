"""What is remembered of the last report alone."""

from __future__ import annotations

from final_accounts.checking.findings.once import once


def test_the_same_thing_is_asked_once_and_an_equal_one_again() -> None:
    asked: list[list[int]] = []

    @once
    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    first, equal = [1, 2], [1, 2]
    assert [total(first), total(first), total(equal), total(first)] == [3, 3, 3, 3]
    assert asked == [first, equal, first]
    assert total.__name__ == "total"
