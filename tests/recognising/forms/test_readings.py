"""Cells that could be read in several ways: the sums of their form decide, or nothing does."""

from __future__ import annotations

from decimal import Decimal

from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form, Reading

from .form_making import document, values

HEAD = ["科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出"]


def form(*rows: str) -> Form:
    (found,) = recognise_forms(document("支出决算表", "单位：万元", [*HEAD, *rows]))
    return found


def told(found: Form) -> list[tuple[str, str, tuple[str, ...], bool]]:
    return [(one.where, one.taken, one.others, one.decided) for one in found.readings]


def uncertain(found: Form) -> list[Decimal]:
    return [v.value for row in found.rows for v in row.values if v is not None and v.uncertain]


def test_the_sum_of_a_row_decides_between_two_readings() -> None:
    found = form(" | 合计 | 58.10 | 38.50 | 19.60", "208 | 社会保障 | 58.10 | 38.59~38.50 | 19.60")
    assert values(found)["208", "社会保障"] == ["58.10", "38.50", "19.60"]
    assert told(found) == [("“208 社会保障”行“基本支出”列", "38.50", ("38.59",), True)]
    assert uncertain(found) == []
    certain = form(" | 合计 | 58.10 | 38.50 | 19.60", "208 | 社会保障 | 58.10 | 38.50 | 19.60")
    assert found.confidence == certain.confidence


def test_what_no_sum_tells_stays_and_is_uncertain() -> None:
    found = form("208 | 社会保障 | 58.10~53.10 | | ", "210 | 卫生健康 | 21.00 | 20.00 | 1.00")
    assert values(found)["208", "社会保障"] == ["58.10", None, None]
    assert told(found) == [("“208 社会保障”行“本年支出合计”列", "58.10", ("53.10",), False)]
    assert uncertain(found) == [Decimal("58.10")]
    certain = form("208 | 社会保障 | 58.10 | | ", "210 | 卫生健康 | 21.00 | 20.00 | 1.00")
    assert found.confidence < certain.confidence


def test_a_report_that_contradicts_itself_decides_nothing() -> None:
    found = form("208 | 社会保障 | 60.00 | 38.59~38.50 | 19.60")
    assert values(found)["208", "社会保障"] == ["60.00", "38.59", "19.60"]
    assert [one.decided for one in found.readings] == [False]


def test_sums_that_speak_for_different_readings_decide_nothing() -> None:
    # The row asks for 38.50, the column for 38.59.
    found = form(" | 合计 | 58.10 | 38.59 | 19.60", "208 | 社会保障 | 58.10 | 38.50~38.59 | 19.60")
    assert [one.decided for one in found.readings] == [False]
    assert values(found)["208", "社会保障"] == ["58.10", "38.50", "19.60"]


def test_two_cells_of_one_row_are_decided_together() -> None:
    found = form(
        " | 合计 | 58.10 | 38.50 | 19.60", "208 | 社会保障 | 58.10 | 38.59~38.50 | 19.51~19.60~18.60"
    )
    assert values(found)["208", "社会保障"] == ["58.10", "38.50", "19.60"]
    assert [one.decided for one in found.readings] == [True, True]


def test_two_cells_that_only_two_sums_together_decide() -> None:
    # Each sum leaves two pairs; only 38.50 and 19.60 agree with both.
    found = form(
        " | 合计 | 100.00 | 68.50 | 31.50",
        "208 | 社会保障 | 58.10 | 38.50~38.40 | 19.60~19.70",
        "210 | 卫生健康 | 41.90 | 30.00~30.10 | 11.90~11.80",
    )
    assert [one.decided for one in found.readings] == [False, False, False, False]
    settled = form(
        " | 合计 | 100.00 | 68.50 | 31.50",
        "208 | 社会保障 | 58.10 | 38.50~38.40 | 19.60~19.70",
        "210 | 卫生健康 | 41.90 | 30.00~30.10 | 11.90",
    )
    assert [one.decided for one in settled.readings] == [True, True, True]
    assert values(settled)["208", "社会保障"] == ["58.10", "38.50", "19.60"]


def test_a_blank_is_a_reading_too() -> None:
    found = form(" | 合计 | 58.10 | 58.10 | ", "208 | 社会保障 | 58.10 | 58.10 | 19.60~")
    assert values(found)["208", "社会保障"] == ["58.10", "58.10", None]
    assert told(found)[0][1:] == ("", ("19.60",), True)


def test_a_dash_is_a_reading_too() -> None:
    found = form(" | 合计 | 58.10 | 58.10 | -", "208 | 社会保障 | 58.10 | 58.10 | 1~—")
    assert values(found)["208", "社会保障"] == ["58.10", "58.10", None]
    assert found.rows[1].dashes == {2}


def test_a_text_may_be_a_figure() -> None:
    found = form(" | 合计 | 58.10 | 38.50 | 19.60", "208 | 社会保障 | 58.10 | 38.S0~38.50 | 19.60")
    assert values(found)["208", "社会保障"] == ["58.10", "38.50", "19.60"]
    assert uncertain(found) == []


def test_readings_that_say_the_same_are_no_doubt() -> None:
    found = form("208 | 社会保障 | 1,058.10~1058.10 | 1,038.50 | 19.60")
    assert found.readings == ()
    assert uncertain(found) == []


def test_a_code_is_read_so_that_the_tree_adds_up() -> None:
    found = form(
        " | 合计 | 79.10 | 58.50 | 20.60",
        "208 | 社会保障 | 58.10 | 38.50 | 19.60",
        "20305~20805 | 养老 | 58.10 | 38.50 | 19.60",
        "210 | 卫生健康 | 21.00 | 20.00 | 1.00",
    )
    assert [row.code for row in found.rows] == [None, "208", "20805", "210"]
    assert told(found) == [("“20805 养老”行科目编码", "20805", ("20305",), True)]


def test_figures_under_a_code_that_nothing_decides_are_uncertain() -> None:
    found = form(
        " | 合计 | 79.10 | 58.50 | 20.60",
        "208 | 社会保障 | 58.10 | 38.50 | 19.60",
        "2080505~2080506 | 养老 | 58.10 | 38.50 | 19.60",
        "210 | 卫生健康 | 21.00 | 20.00 | 1.00",
    )
    assert [one.decided for one in found.readings] == [False]
    assert Decimal("21.00") not in uncertain(found)
    assert uncertain(found).count(Decimal("38.50")) == 2


def test_a_reading_names_its_place() -> None:
    found = form("208 | 社会保障 | 58.10 | 38.59~38.50 | 19.60")
    (reading,) = found.readings
    assert isinstance(reading, Reading)
    assert (reading.place.row, reading.place.column) == (1, 3)
