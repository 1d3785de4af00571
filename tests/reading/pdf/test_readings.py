"""Cells that two readers read differently, from the page to the figure: decided by the form, or marked."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Form

from .pdf_making import cells, read, write
from .ruled_making import SIZE, Special, make_form, write_right

CELL = (2, 3)


def form_of(path: Path, special: dict[tuple[int, int], Special]) -> Form:
    (form,) = recognise_forms(read(make_form(path, special)))
    return form


def figures(form: Form) -> list[list[str | None]]:
    """The figures of each row, a question mark behind those that are uncertain."""
    return [
        [None if value is None else f"{value.value}{'?' * value.uncertain}" for value in row.values]
        for row in form.rows
    ]


SUMS_HOLD = [["1058.10", "1038.50", "19.60"]] * 3


def test_a_number_that_runs_over_a_rule_is_decided(tmp_path: Path) -> None:
    def over_the_rule(canvas: Canvas, left: float, right: float, y: float) -> None:
        write(canvas, right - 20, y, "1,038.50", SIZE)

    form = form_of(tmp_path / "a.pdf", {CELL: over_the_rule})
    assert figures(form) == SUMS_HOLD
    assert [(one.where, one.taken, one.others, one.decided) for one in form.readings] == [
        ("“208 社会保障和就业支出”行“基本支出”列", "1,038.50", ("1,038.",), True),
        ("“208 社会保障和就业支出”行“项目支出”列", "19.60", ("50 19.60",), True),
    ]


def test_a_digit_in_the_neighbouring_cell_is_decided(tmp_path: Path) -> None:
    def too_far_right(canvas: Canvas, left: float, right: float, y: float) -> None:
        write_right(canvas, right + 9, y, "1,058.10")

    form = form_of(tmp_path / "a.pdf", {(2, 2): too_far_right})
    assert figures(form) == SUMS_HOLD
    assert [(one.taken, one.others, one.decided) for one in form.readings] == [
        ("1,058.10", ("1,058.",), True),
        ("1,038.50", ("10 1,038.50",), True),
    ]


def test_a_label_that_touches_a_number_is_decided(tmp_path: Path) -> None:
    def too_long(canvas: Canvas, left: float, right: float, y: float) -> None:
        write(canvas, left + 2, y, "社会保障和就业支出（含养老保险）", SIZE)

    form = form_of(tmp_path / "a.pdf", {(2, 1): too_long})
    assert form.rows[1].label == "社会保障和就业支出（含养老保险）"
    assert figures(form) == SUMS_HOLD
    assert [(one.taken, one.decided) for one in form.readings] == [("1,058.10", True)]


def test_digits_scattered_over_a_rule_are_marked_and_make_no_error(tmp_path: Path) -> None:
    def scattered(canvas: Canvas, left: float, right: float, y: float) -> None:
        for index, char in enumerate("1,038.50"):
            write(canvas, right - 20 + 6 * index, y, char, SIZE)

    document = read(make_form(tmp_path / "a.pdf", {CELL: scattered}))
    (form,) = recognise_forms(document)
    assert figures(form)[1] == ["1058.10", "10?", None]
    findings = [found for found in check(recognise(document)).findings if found.rule.startswith("forms.")]
    assert {found.verdict for found in findings} == {Verdict.CONSISTENT, Verdict.UNDETERMINED}


def test_a_number_over_another_is_no_number_and_makes_no_error(tmp_path: Path) -> None:
    def twice(canvas: Canvas, left: float, right: float, y: float) -> None:
        write_right(canvas, right - 2, y, "1,038.50")
        write_right(canvas, right - 4, y + 2, "1,036.50")

    document = read(make_form(tmp_path / "a.pdf", {CELL: twice}))
    (form,) = recognise_forms(document)
    # What stands beside a cell that cannot be read may belong to it.
    assert figures(form)[1] == ["1058.10?", None, "19.60?"]
    assert [figure.text for figure in form.rows[1].unread.values()] == ["11,,003368..5500"]
    findings = [found for found in check(recognise(document)).findings if found.rule.startswith("forms.")]
    assert Verdict.INCONSISTENT not in {found.verdict for found in findings}


def test_labels_printed_several_times_over_are_no_other_reading(tmp_path: Path) -> None:
    def bold(text: str) -> Special:
        def draw(canvas: Canvas, left: float, right: float, y: float) -> None:
            for step in range(4):
                write(canvas, left + 2 + 0.2 * step, y, text, SIZE)

        return draw

    heads = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    special = {(0, column): bold(text) for column, text in enumerate(heads)}
    special |= {(row, 2): bold("1,058.10") for row in (1, 2, 3)}
    document = read(make_form(tmp_path / "a.pdf", special))
    assert cells(document)[0] == heads
    assert [cell for row in document.tables[0].rows for cell in row if cell.alternatives] == []
