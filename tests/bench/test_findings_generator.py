"""The generator of the findings benchmark: truly consistent accounts, and mistakes known to be wrong."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest

from bench.findings.account import Account
from bench.findings.amounts import Amount
from bench.findings.checks import Agree, Growth, Mean, Order, Ratio, Sum
from bench.findings.document import print_account
from bench.findings.drawing import draw_account
from bench.findings.judging import contradictions, looking, naive_alarms
from bench.findings.measuring import judge_findings
from bench.findings.numerals import Numerals, chinese, cut, half_up
from bench.findings.planting import ALWAYS_SEEN, KINDS, plant
from bench.findings.running import check_text, naive_finds, planned
from bench.findings.sheet import Sheet, Token
from bench.findings.styles import style, style_names
from final_accounts.reports import Severity

MANNERS = style_names()


@cache
def printed(seed: int, manner: str) -> tuple[Account, Sheet]:
    return print_account(seed, style(manner))


def money(text: str, fen: int, role: str = "amount") -> Token:
    return Token(text, role, "万元", Fraction(fen, 1_000_000), 2, fen=fen)


def percent(text: str) -> Token:
    return Token(text, "rate", "%", Fraction(text))


def word(text: str) -> Token:
    return Token(text, "word", bare=True)


@pytest.mark.parametrize("manner", MANNERS)
def test_what_is_printed_is_consistent(manner: str) -> None:
    for seed in range(4):
        _, sheet = printed(seed, manner)
        assert len(sheet.checks) > 20
        assert contradictions(sheet) == []


def test_there_are_sixteen_manners() -> None:
    named = (
        "beijing central chongqing fujian guangdong guizhou henan hunan jiangsu jiangxi neimenggu shaanxi"
        " shandong sichuan yunnan zhejiang"
    )
    assert named.split() == MANNERS


def test_an_unknown_manner_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown style 'atlantis'"):
        style("atlantis")


def test_one_seed_prints_one_account() -> None:
    first, second = (print_account(7, style("central"))[1].render()[0] for _ in range(2))
    assert first == second
    assert first != print_account(8, style("central"))[1].render()[0]


def test_drawn_accounts_balance_in_every_measure() -> None:
    for seed in range(30):
        account = draw_account(Random(seed))
        available = account.year_income + account.surplus_used + account.all_opening
        assert available == account.year_expenditure + account.distribution + account.all_closing
        assert account.personnel() + account.operating() == account.basic()
        assert account.all_closing.now >= 0
        assert account.all_closing.then >= 0
        assert account.three_public.total == (
            account.three_public.overseas + account.three_public.vehicles + account.three_public.hospitality
        )


def test_amounts_add_in_all_measures() -> None:
    assert Amount(5, 4, 3, 2) + Amount(1, 1, 1, 1) == Amount(6, 5, 4, 3)
    assert Amount(5, 4, 3, 2) - Amount(1, 1, 1, 1) == Amount(4, 3, 2, 1)
    assert not Amount()


def test_numbers_are_printed_as_accountants_round() -> None:
    assert half_up(Fraction("2.675"), 2) == "2.68"
    assert half_up(Fraction("-2.675"), 2) == "-2.68"
    assert half_up(Fraction("0.4"), 0) == "0"
    assert cut(Fraction("9.829"), 2) == "9.82"
    assert Numerals(short=True).money(16_000_000) == "16"
    assert Numerals(short=False).money(16_000_000) == "16.00"
    assert Numerals(separators=True).money(104_922_000_000) == "104,922.00"
    assert Numerals(unit="元").money(123_456) == "1234.56"
    assert Numerals(form_unit="元").cell(123_456) == "1,234.56"
    assert Numerals(percent_decimals=1).percent(Fraction(1, 3)) == "33.3"
    assert Numerals().percent(Fraction(1)) == "100"
    assert [chinese(n) for n in (1, 10, 11, 20, 34)] == ["一", "十", "十一", "二十", "三十四"]


def test_growth_holds_if_any_unrounded_values_give_it() -> None:
    look = looking({})
    base = (money("0.30", 3000), money("0.30", 3000), word("减少"))
    assert Growth("growth", (percent("50.67"), *base)).holds(look)
    amounts = (money("933.26", 933_260_000), money("83.52", 83_520_000), word("增加"))
    assert Growth("growth", (percent("9.83"), *amounts)).holds(look)
    assert not Growth("growth", (percent("9.82"), *amounts)).holds(look)
    assert not Growth("growth", (percent("8.95"), *amounts)).holds(look)


def test_sums_shares_and_words_are_judged() -> None:
    look = looking({})
    parts = (money("1.00", 1_004_000), money("2.00", 2_004_000))
    assert Sum("sum", (money("3.01", 3_008_000), *parts)).holds(look)
    assert not Sum("sum", (money("3.02", 3_020_000), *parts)).holds(look)
    assert Ratio("share", (percent("33.33"), parts[0], money("3.00", 3_000_000))).holds(look)
    assert not Ratio("share", (percent("34.33"), parts[0], money("3.00", 3_000_000))).holds(look)
    heads = Token("3", "count", "人", Fraction(3))
    assert Mean("mean", (money("0.67", 670_000), parts[1], heads)).holds(look)
    assert not Mean("mean", (money("0.68", 680_000), parts[1], heads)).holds(look)
    assert not Agree("direction", (word("增加"), word("下降"), parts[0], percent("5.00"))).holds(look)
    assert Order("order", (word("大于"), parts[1], parts[0])).holds(look)
    assert not Order("order", (word("小于"), parts[1], parts[0])).holds(look)


def test_naive_recomputation_cries_wolf_over_rounding() -> None:
    small = Growth("growth", (percent("50.67"), money("0.30", 3000), money("0.30", 3000), word("减少")))
    assert naive_alarms([small], {}, Fraction(1, 2)) == [small]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_mistake_is_planted_somewhere(kind: str) -> None:
    planted = 0
    for seed in range(4):
        for manner in ("central", "shaanxi", "zhejiang", "chongqing"):
            account, sheet = printed(seed, manner)
            mistake = plant(account, sheet, kind, Random(seed))
            if mistake is None:
                continue
            planted += 1
            text, spots = sheet.render(mistake.overrides)
            spot = spots[mistake.token]
            assert text.split("\n")[spot.line - 1] == spot.text
            assert spot.text[spot.start : spot.end] == mistake.stated
            if kind not in ALWAYS_SEEN:
                assert bool(contradictions(sheet, mistake.overrides)) is not mistake.hidden
                assert mistake.stated != mistake.right
    assert planted


def test_every_print_is_where_it_is_said_to_be() -> None:
    for manner in ("sichuan", "central", "yunnan"):
        for seed in range(4):
            _, sheet = printed(seed, manner)
            text, spots = sheet.render()
            lines = text.split("\n")
            for token in sheet.tokens():
                spot = spots[token]
                assert lines[spot.line - 1][spot.start : spot.end] == token.printed()


def test_wrapped_lines_break_no_figure_and_begin_with_no_mark() -> None:
    sheet = Sheet(wrapped=6)
    sheet.put("收入总计", money("1234567.89", 1), "，支出总计", money("2.00", 2), "。")
    assert sheet.render()[0] == "收入总计\n1234567.89万元，\n支出总计\n2.00万元。\n\n"


def test_jobs_plant_every_kind_in_every_manner() -> None:
    jobs = list(planned(MANNERS, len(MANNERS) * len(KINDS), 1))
    assert {(job.manner, job.kind) for job in jobs} == {(m, k) for m in MANNERS for k in KINDS}


@pytest.mark.parametrize("manner", MANNERS)
def test_the_checker_says_nothing_of_a_consistent_account(manner: str, tmp_path: Path) -> None:
    _, sheet = printed(3, manner)
    checked = check_text(sheet.render()[0], tmp_path)
    assert [f"{finding.rule}: {finding.message}" for finding in checked.alarms] == []
    assert checked.report.failed_rules == ()


def test_a_flipped_direction_is_found_and_explained(tmp_path: Path) -> None:
    account, sheet = printed(3, "sichuan")
    mistake = plant(account, sheet, "one direction flipped", Random(1))
    assert mistake is not None
    text, spots = sheet.render(mistake.overrides)
    checked = check_text(text, tmp_path)
    verdict = judge_findings(mistake, spots, checked.alarms)
    assert (verdict.found, verdict.explained) == (True, True)
    assert {finding.severity for finding in checked.alarms} == {Severity.ERROR}
    assert naive_finds(sheet, mistake).keys() == {"0.01", "0.5"}
