"""What the three public expenses count."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged

HOSPITALITY = "公务接待费支出1.20万元。其中：国内公务接待支出1.20万元，主要用于接待来访。国内公务接待{}。"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("12批次，88人次（不包括陪同人员）", []),
        ("12批次12人次", []),
        ("88批次，12人次", [("inconsistent", "12", "≥88")]),
        ("88批次、共计12人", [("inconsistent", "12", "≥88")]),
        ("88批次。上年12人次", []),
        ("约88批次，12人次", []),
        ("12人次", []),
        ("0批次，0人次", []),
        ("0批次，12人次", [("inconsistent", "12", "0")]),
        ("12批次，陪同人员8人次", []),
        ("12批次，其中外宾8人次", []),
        ("12批次，公务接待0人次", [("inconsistent", "0", "≥12")]),
        ("共12批次（其中外事接待0批次），88人次（其中外事接待0人次）", []),
        ("共12批次（其中外事接待3批次），88人次（其中外事接待0人次）", [("inconsistent", "0", "≥3")]),
        ("共12批次（其中外事接待0批次），88人次（其中外事接待3人次）", [("inconsistent", "3", "0")]),
        ("共12批次（其中外事接待3批次），88人次（其中陪同0人次）", []),
    ],
)
def test_guests_and_batches(said: str, found: list[Judged]) -> None:
    assert judged("count.heads", HOSPITALITY.format(said), topic="three-public") == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("组织因公出国（境）团组3个，出国（境）8人", []),
        ("组织因公出国（境）团组8个，出国（境）3人次", [("inconsistent", "3", "≥8")]),
        ("更新购置公务用车8辆，保有3辆", []),
    ],
)
def test_travellers_and_groups(said: str, found: list[Judged]) -> None:
    text = f"因公出国（境）费支出9.00万元，全年{said}。"
    assert judged("count.heads", text, topic="three-public") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HOSPITALITY.format("12批次，88人次"), []),
        (HOSPITALITY.format("0批次，0人次"), ["inconsistent"]),
        (HOSPITALITY.format("0批次，3人次"), []),
        # a batch abroad
        (HOSPITALITY.format("0批次，0人次") + "外事接待1批次，2人次。", []),
        (HOSPITALITY.replace("1.20", "0").format("0批次，0人次"), []),
        # so little that it is printed as nought
        (HOSPITALITY.replace("1.20", "0.00").format("0批次，0人次"), []),
        ("公务接待费支出1.20万元，比上年增加0.20万元。", []),
        ("因公出国（境）费支出9.00万元，组织因公出国（境）团组0个，累计0人次。", ["inconsistent"]),
        # travelled with another's group
        ("因公出国（境）费支出9.00万元，组织因公出国（境）团组0个，出国（境）2人次。", []),
        ("公务用车购置支出9.00万元，更新购置公务用车0辆。", ["inconsistent"]),
        ("公务用车购置支出9.00万元，更新购置公务用车1辆。", []),
        # kept no longer: it was running for a part of the year
        ("公务用车运行维护费支出9.00万元，公务用车保有量为0辆。", []),
        # the guests from abroad alone
        ("公务接待费1.40万元。其中：外宾接待支出0万元，接待国（境）外来访团组0个，来访外宾0人次。", []),
    ],
)
def test_money_spent_on_nothing(text: str, found: list[str]) -> None:
    assert [verdict for verdict, *_ in judged("count.nothing", text, topic="three-public")] == found


BOUGHT = "公务用车购置费9.00万元，用于更新应急车辆。"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((BOUGHT, "全年公务用车购置0辆，公务用车保有量3辆。"), ["inconsistent"]),
        ((BOUGHT, "全年公务用车购置1辆，公务用车保有量3辆。"), []),
        ((BOUGHT, "本级公务用车购置0辆。", "下属单位公务用车购置1辆。"), []),
        ((BOUGHT, "上年公务用车购置0辆。"), []),
        ((BOUGHT.replace("9.00", "0"), "全年公务用车购置0辆。"), []),
        ((BOUGHT,), []),
    ],
)
def test_vehicles_counted_in_another_paragraph(texts: tuple[str, ...], found: list[str]) -> None:
    report = account(("three-public", texts))
    assert [f.verdict.value for f in findings("count.nothing", report)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务用车购置支出0.00万元，全年购置公务用车2辆。", ["inconsistent"]),
        ("公务用车购置支出0.00万元，全年购置公务用车0辆，公务用车保有量3辆。", []),
        ("公务用车购置费0万元，公务用车购置数及保有量3辆。", []),
        ("公务接待费支出0.00万元，共接待3批次、18人次。", ["inconsistent"]),
        ("公务接待费支出0.00万元，共接待0批次、0人次。", []),
        ("公务接待费支出0.00万元，上年共接待3批次、18人次。", []),
        # another pays for who travels with its group
        ("因公出国（境）费支出0.00万元，参加其他部门组织的因公出国（境）团组1个、1人次。", []),
    ],
)
def test_nothing_spent_on_something(text: str, found: list[str]) -> None:
    assert [verdict for verdict, *_ in judged("count.nothing", text, topic="three-public")] == found


KEPT = "公务用车运行维护费5.00万元。截至2024年12月31日，单位{}。"
OWNED = "截至2024年12月31日，本单位{}，其中：一般公务用车3辆、其他用车0辆。"


@pytest.mark.parametrize(
    ("kept", "owned", "found"),
    [
        ("共有公务用车3辆", "共有车辆3辆", ["consistent"]),
        ("公务用车保有量为2辆", "共有车辆3辆", ["consistent"]),
        ("共有公务用车4辆", "共有车辆3辆", ["inconsistent"]),
        ("公务用车保有量4辆", "共有车辆3辆", ["inconsistent"]),
        # not all of them, another year's, or more than one number
        ("新购公务用车4辆", "共有车辆3辆", []),
        ("公务用车保有量较上年减少4辆", "共有车辆3辆", []),
        ("共有公务用车4辆，下属单位共有公务用车1辆", "共有车辆3辆", []),
        ("共有公务用车4辆", "价值100万元以上设备3台", []),
    ],
)
def test_the_vehicles_that_are_run_are_among_all(kept: str, owned: str, found: list[str]) -> None:
    report = account(("three-public", KEPT.format(kept)), ("assets", OWNED.format(owned)))
    assert [f.verdict.value for f in findings("count.vehicles", report)] == found


SHORT = "本年收入合计12.3万元，其中：财政拨款收入8.1万元，事业收入3.2万元，经营收入0.7万元，其他收入0.3万元"
GUESTS = "公务接待费支出0万元。国内公务接待2批次，9人次。"


def test_a_nought_of_a_report_with_few_digits_may_be_a_little() -> None:
    short = account(("income", (SHORT,)), ("three-public", (GUESTS,)))
    assert findings("count.nothing", short) == []
    told = account(("income", ("收入合计12.30万元。",)), ("three-public", (GUESTS,)))
    assert [finding.stated for finding in findings("count.nothing", told)] == ["2批次、9人次"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("发现问题5个，已经完成整改的2个，正在整改的3个", ["consistent"]),
        ("发现问题5个，其中已整改4个，尚未整改3个", ["inconsistent"]),
        ("发现问题0个，已经完成整改的0个，正在整改的3个", ["inconsistent"]),
        ("发现问题5个，已经整改4个", []),
    ],
)
def test_problems_put_right_and_not(said: str, found: list[str]) -> None:
    totals = ("totals", "2024年度收入总计250.00万元，支出总计250.00万元。")
    report = account(totals, ("performance", f"绩效自评{said}。"))
    assert [f.verdict.value for f in findings("count.remedied", report)] == found
