"""Every printed figure once, what it is bound to, and what became of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict
from final_accounts.reports import CheckedReport, LedgerEntry, Severity

from ..recognising.narrative.narrative_making import HEADINGS, PART, account, document
from .claim_making import fen, percent, wan
from .form_making import form

TEXT = (
    "2024年度收入、支出总计均为250.00万元。与2023年相比，收入、支出总计各增加25.00万元，增长10.00%，"
    "主要原因是新增项目8.00万元。"
)


def entries(checked: CheckedReport) -> dict[str, LedgerEntry]:
    return {entry.figure.text: entry for entry in checked.ledger.entries}


def test_each_figure_and_its_fate() -> None:
    ledger = entries(check(account(("totals", TEXT))))
    told = {text: (entry.bound_to, entry.verdict.value, entry.rules) for text, entry in ledger.items()}
    assert told == {
        "250.00万元": ("收入、支出总计（决算数）", "undetermined", ()),
        "25.00万元": ("收入、支出总计增减额", "undetermined", ()),
        "10.00%": ("收入、支出总计增减率", "inconsistent", ("change.rate",)),
        "8.00万元": ("原因说明中的数字", "undetermined", ()),
    }


def test_a_consistent_claim_bears_out_all_its_figures() -> None:
    ledger = entries(check(account(("totals", TEXT.replace("10.00%", "11.11%")))))
    verdicts = {text: entry.verdict.value for text, entry in ledger.items()}
    assert verdicts == {
        "250.00万元": "consistent",
        "25.00万元": "consistent",
        "11.11%": "consistent",
        "8.00万元": "undetermined",
    }


def test_cut_digits_speak_only_against_the_figure_that_was_cut() -> None:
    text = "2024年度收入总计933.26万元。与2023年相比，收入总计增加83.52万元，增长9.82%。"
    ledger = entries(check(account(("totals", text))))
    assert {text: entry.verdict.value for text, entry in ledger.items()} == {
        "933.26万元": "consistent",
        "83.52万元": "consistent",
        "9.82%": "truncated",
    }


def test_counts_are_of_the_accounts_own_sections() -> None:
    report = account(
        ("totals", TEXT),
        overview=("三、部门人员情况", "本部门实有人员26人，其中行政4人、事业22人。"),
    )
    counts = check(report).ledger.counts()
    assert counts == {"figures": 7, "consistent": 3, "undetermined": 3, "truncated": 0, "inconsistent": 1}


def test_attachments_are_in_the_ledger_but_not_in_its_counts() -> None:
    from final_accounts.recognising.recogniser import recognise

    lines = ("某某县示例局2024年度部门决算", PART, HEADINGS["totals"], TEXT, "第四部分 附件", "一、项目概况")
    checked = check(recognise(document(*lines, "全年发放补助99.00万元。")))
    assert entries(checked)["99.00万元"].account is False
    assert checked.ledger.counts()["figures"] == 4


def test_a_figure_is_entered_once() -> None:
    text = "本年支出合计250.00万元，其中：基本支出100.00万元，占40.00%；项目支出150.00万元，占60.00%。"
    ledger = check(account(("expenditure", text))).ledger
    assert [entry.figure.text for entry in ledger.entries] == [
        "250.00万元", "100.00万元", "150.00万元", "40.00%", "60.00%",
    ]  # fmt: skip
    assert len({(entry.figure.place, entry.figure.text) for entry in ledger.entries}) == 5


def test_the_cells_of_forms_are_entered_by_code_and_column() -> None:
    from dataclasses import replace

    cells = form("income", "合计|250.00|250.00", "2080505 养老|250.00|250.00")
    report = replace(account(("totals", TEXT)), forms=(cells,))
    bound = [entry.bound_to for entry in check(report).ledger.entries if entry.where == cells.title]
    assert bound == [
        "合计·本年收入合计", "合计·财政拨款收入", "2080505养老·本年收入合计", "2080505养老·财政拨款收入",
    ]  # fmt: skip


def test_nothing_printed_is_passed_over() -> None:
    text = "公务用车运行维护费支出6.00万元，平均每辆2.00万元；单价50万元以上设备2台，满意度达96%，见表3。"
    ledger = entries(check(account(("three-public", text))))
    assert {text: entry.bound_to for text, entry in ledger.items()} == {
        "6.00万元": "公务用车运行维护费支出（决算数）",
        "2.00万元": "平均每辆（均值）",
        "50万元": "标准限额",
        "2台": "数量",
        "96%": "绩效指标值",
    }


def test_an_average_that_is_recomputed_has_its_verdict() -> None:
    text = "公务用车运行维护费支出6.00万元，公务用车保有量3辆，车均运行维护费2.00万元，人均2.00元。"
    ledger = entries(check(account(("three-public", text))))
    average, other = ledger["2.00万元"], ledger["2.00元"]
    assert (average.bound_to, average.verdict) == ("车均运行维护费（均值）", Verdict.CONSISTENT)
    assert (other.bound_to, other.verdict) == ("单价或均值", Verdict.UNDETERMINED)
    assert ledger["3辆"].rules == ("cross.average",)


amounts = st.lists(fen.map(lambda amount: amount + 10**6), min_size=2, max_size=4)


@settings(max_examples=30)
@given(amounts, fen.map(lambda amount: amount + 10**6), st.integers(0, 2))
def test_an_account_that_agrees_to_the_fen_is_never_faulted(parts: list[int], last: int, digits: int) -> None:
    whole = sum(parts)
    listed = "；".join(
        f"{name}支出{wan(amount)}万元，占{percent(amount, whole, digits)}%"
        for name, amount in zip(("基本", "项目", "经营", "上缴上级"), parts, strict=False)
    )
    words = ("增加", "增长") if whole >= last else ("减少", "下降")
    change = f"{words[0]}{wan(abs(whole - last))}万元，{words[1]}{percent(abs(whole - last), last, digits)}%"
    report = account(
        ("totals", f"2024年度收入、支出总计均为{wan(whole)}万元。与2023年相比，收入、支出总计各{change}。"),
        ("expenditure", f"2024年度本年支出合计{wan(whole)}万元，其中：{listed}。"),
        (
            "general-budget",
            f"2024年度一般公共预算财政拨款支出{wan(parts[0])}万元，占本年支出合计的"
            f"{percent(parts[0], whole, digits)}%。",
        ),
        ("operating", f"机关运行经费支出{wan(whole)}万元，比2023年{change}。"),
    )
    checked = check(report)
    loud = [f.message for f in checked.findings if f.severity in (Severity.ERROR, Severity.WARNING)]
    assert loud == []
    assert not checked.failed_rules
    assert any(entry.verdict is Verdict.CONSISTENT for entry in checked.ledger.entries)
