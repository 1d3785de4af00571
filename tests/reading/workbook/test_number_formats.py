"""What a spreadsheet shows for a stored number: literal pairs, as Excel prints them."""

from __future__ import annotations

import pytest

from final_accounts.reading.workbook.number_formats import BUILT_IN, print_number, print_text, stored_number

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("3.14159", "0.00", "3.14"),
        ("0.125", "0.00", "0.13"),
        ("1.005", "0.00", "1.01"),
        ("137500265.005", "0.00", "137500265.01"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("1000", "#,##0", "1,000"),
        ("999", "#,##0", "999"),
        ("-5.5", "#,##0.00", "-5.50"),
        ("0", "#,###", ""),
        ("0.5", "#.00", "0.50"),
        ("5", "0.##", "5"),
        ("5.1", "0.##", "5.1"),
        ("5", "000", "005"),
        ("0", ACCOUNTING, "-"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("1234.5", ACCOUNTING, "1,234.50"),
        ("-12.5", "0.00_);[Red](0.00)", "(12.50)"),
        ("0.4567", "0.00%", "45.67%"),
        ("0.4567", "0%", "46%"),
        ("1234567", "#,##0,", "1,235"),
        ("123456", "0!.0,", "12.3"),
        ("123456", "0\\.0,", "12.3"),
        ("12.5", '0.00"元"', "12.50元"),
        ("12.5", '"金额："0.00"万元"', "金额：12.50万元"),
        ("12.5", '"¥"#,##0.00', "12.50"),
        ("12.5", "[$¥-804]#,##0.00", "12.50"),
        ("7", ";;;", ""),
        ("0", "#,##0.00;-#,##0.00;", ""),
        ("-12", "0.00;", ""),
        ("150", "[>=100]0;0.0", "150"),
        ("1.5", "[>=100]0;0.0", "1.5"),
        ("0", '[=0]"";General', ""),
        ("3", 'General"次"', "3次"),
        ("12345", "0.00E+00", "1.23E+4"),
    ],
)
def test_numbers(stored: str, code: str, shown: str) -> None:
    number = stored_number(stored)
    assert number is not None
    assert print_number(number, code) == shown


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("652.0499999999999", "652.05"),
        ("0.30000000000000004", "0.3"),
        ("1044.2199999999998", "1044.22"),
        ("137500265.12", "137500265.12"),
        ("2080505", "2080505"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("0", "0"),
    ],
)
def test_general_drops_what_adding_floats_leaves(stored: str, shown: str) -> None:
    number = stored_number(stored)
    assert number is not None
    assert print_number(number) == shown
    assert print_number(number, "G/通用格式") == shown


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("45292", BUILT_IN[14], "2024/1/1"),
        ("45292", BUILT_IN[31], "2024年1月1日"),
        ("45292", '[$-804]yyyy"年"m"月"', "2024年1月"),
        ("45292.5", "yyyy-mm-dd hh:mm", "2024-01-01 12:00"),
        ("45292.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
    ],
)
def test_dates(stored: str, code: str, shown: str) -> None:
    number = stored_number(stored)
    assert number is not None
    assert print_number(number, code) == shown


def test_days_may_count_from_1904() -> None:
    number = stored_number("43830")
    assert number is not None
    assert print_number(number, BUILT_IN[14], date1904=True) == "2024/1/1"


@pytest.mark.parametrize("stored", ["abc", "", "1e999", "nan"])
def test_what_is_no_number(stored: str) -> None:
    assert stored_number(stored) is None


@pytest.mark.parametrize(
    "code", ["0." + "0" * 200, "#" * 5000, "[", '"', "0;0;0;0;0;0", "\\", "yyyy[", "?/?"]
)
@pytest.mark.parametrize("stored", ["1e300", "-1e-300", "12.5"])
def test_no_format_breaks_the_reader(stored: str, code: str) -> None:
    number = stored_number(stored)
    assert number is not None
    assert len(print_number(number, code)) < 600


def test_texts_show_unless_the_format_hides_them() -> None:
    assert print_text("人员经费", "0.00") == "人员经费"
    assert print_text("人员经费", "0;0;0;@") == "人员经费"
    assert print_text("人员经费", ";;;") == ""
