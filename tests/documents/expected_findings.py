"""What is wrong in the five published accounts, as checked by hand: complete lists, so that a false alarm
is a failure too. Each line is rule, what is printed, what it should be."""

from __future__ import annotations

from dataclasses import dataclass

from final_accounts.checking.checker import check
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import CheckedReport, Severity

Row = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Account:
    """A published account: its text among the real reports, its sample, what it is and what is found.

    `not_found` are figures that a looser reading would fault and that rounding or their subject allows.
    """

    text: str
    sample: str
    bureau: str
    year: int
    usual_decimals: int | None
    forms: int
    charts: int
    errors: tuple[Row, ...]
    warnings: tuple[Row, ...]
    notes: tuple[Row, ...]
    not_found: tuple[str, ...]
    figures: int
    """How many figures of the text's own sections and forms the ledger holds at least."""


ACCOUNTS = (
    Account(
        text="000",
        sample="dongqu-2024.pdf",
        bureau="四川省攀枝花市东区医疗保障局",
        year=2024,
        usual_decimals=2,
        forms=0,
        charts=7,
        errors=(("unit.stray", "0.27元", "0.27万元"),),
        warnings=(
            # 83.52 ÷ 849.74 = 9.8289 %
            *[("change.rate", "9.82", "9.83")] * 5,
            # 598.95 ÷ 933.26 = 64.178 %
            ("share.rate", "64.17", "64.18"),
            ("count.enumeration", "2", "3"),
            ("wording.template", "（注：仅罗列本部门涉及的收入）", None),
            ("wording.template", "（注：仅罗列本部门涉及的支出）", None),
            *[("wording.template", "增加/减少", None)] * 4,
            ("wording.template", "（注：请部门根据实际注明页码）", None),
            ("wording.percent-sign", "0%%", None),
            ("unit.amount-missing", "933.26", "933.26万元"),
            (
                "numbering.contents",
                "八、一般公共预算财政拨款基本支出决算明细表",
                "八、一般公共预算财政拨款基本支出决算表",
            ),
        ),
        notes=(
            ("wording.repeated-word", "按照按照", None),
            ("completeness.forms-not-found", None, None),
        ),
        # 13 amounts printed as 314.6 add to 314.58, 7 printed as 19.71 to 19.73: rounding
        not_found=("314.6", "19.71", "35.82"),
        figures=185,
    ),
    Account(
        text="001",
        sample="anju-2024.docx",
        bureau="遂宁市安居区医疗保障局",
        year=2024,
        usual_decimals=2,
        forms=0,
        charts=7,
        errors=(("performance.unit", "元", "万元"), ("performance.unit", "元", "万元")),
        # 3 of 3.15; 3 taken as rounded would do
        warnings=(
            ("share.rate", "100", "95.24"),
            # 2089999 is of 20899: its section bears its own name, 20805 has 其他行政事业单位养老支出
            ("wording.item-path", "行政事业单位养老支出", "其他社会保障和就业支出"),
        ),
        notes=(
            ("wording.other-year", "我局2025年度", None),
            ("unusual.budget-missed", None, None),
            # All of the fund's expenditure of the year before, 281.43, is gone without a word why.
            ("completeness.reasons", None, None),
        ),
        # 0.30 down 0.30: 0.296 of 0.600 is 50.67 %
        not_found=("50.67", "37.59", "29.44"),
        figures=243,
    ),
    Account(
        text="002",
        sample="renhe-2020.pdf",
        bureau="攀枝花市仁和区医疗保障局",
        year=2020,
        usual_decimals=2,
        forms=0,
        charts=7,
        errors=(
            # 增加 … 下降 24.10 %: 273.71 ÷ 1135.57; 8.65 … 下降 51.84 %
            ("change.direction", "下降", "增长"),
            ("change.direction", "下降", "增长"),
            ("performance.project", "650.53", "551.07"),
            ("performance.project", "535.50", "461.67"),
            ("performance.project", "9.12", "4.66"),
            ("performance.project", "8", "2.40"),
            ("performance.project", "60", "58.27"),
            # 34.69 ÷ 1409.28 = 2.4615 %
            ("share.rate", "2.48", "2.46"),
            # 1592.01 + 6.40 against 1608.56 + 1.67, and 1592.01 + 5.48 against 1608.56 + 0.75
            ("balance.carry-over", "1598.41", "1610.23"),
            ("balance.carry-over", "1597.49", "1609.31"),
        ),
        warnings=(
            # 190.66 ÷ 1409.28 = 13.5289 %, 28.41 ÷ 1409.28 = 2.0159 %
            ("share.rate", "13.52", "13.53"),
            ("share.rate", "2.01", "2.02"),
            ("wording.template", "增长/下降", None),
            ("wording.template", "增长/下降", None),
            ("wording.template", "XX部门", None),
        ),
        notes=(("completeness.forms-not-found", None, None),),
        # 0.24 on 0.25: the year before may have been anything from 0.005 to 0.015
        not_found=("1808.27", "24.10", "51.84", "51.1"),
        figures=225,
    ),
    Account(
        text="003",
        sample="danfeng-2024.pdf",
        bureau="丹凤县医疗保障局",
        year=2024,
        usual_decimals=2,
        forms=9,
        charts=6,
        errors=(
            ("cross.absence", "无", "160.90"),
            ("performance.whole-department", "883.32", "888.32"),
            # 4 + 22
            ("count.parts", "27", "26"),
        ),
        warnings=(),
        notes=(
            ("unusual.dominant-line", None, None),
            ("unusual.programme-in-basic", None, None),
            ("unusual.budget-missed", None, None),
            # 5 + 5 + 5 + 5 + 10 + 10 of 50, 10 + 10 of 10; 5 + 5 + 10 + 10 + 10 of 50, 40 of 30
            ("performance.group-weight", "50、10", "40、20"),
            ("performance.group-weight", "50、30", "40、40"),
        ),
        # 58.10 + 963.03 + 28.08 = 1049.21, 804.14 + 158.90 = 963.04, 302's lines add to 236.28: rounding
        not_found=("963.03", "1044.2", "236.27", "1049.22"),
        figures=345,
    ),
    Account(
        text="004",
        sample="liling-2024.pdf",
        bureau="醴陵市医疗保障局",
        year=2024,
        usual_decimals=None,
        forms=9,
        charts=6,
        errors=(
            # 3156.43 ÷ 10674.27, and ÷ 10680.17; 22.8 % is 3156.43 ÷ 13830.7
            ("change.rate", "22.8", "29.57"),
            ("change.rate", "22.8", "29.57"),
            ("change.rate", "22.8", "29.55"),
            ("cross.amount-form", "13830.7", "13836.63"),
            ("cross.amount-form", "13836.6", "13830.73"),
            ("cross.amount-form", "13836.63", "13830.73"),
            ("cross.category-form", "13755.93", "13750.03"),
            *[("unit.form", "万元", "元")] * 6,
            # 13830.7 and 5.9 of 13836.6; 0.63 of 13836.63
            ("share.rate", "99.99", "99.96"),
            ("share.rate", "0.01", "0.04"),
            ("share.rate", "0.01", "0.00"),
            # 2907.5 ÷ 40
            ("completion.rate", "726.87", "7268.75"),
        ),
        warnings=(
            ("numbering.form", "公开03表", "公开02表"),
            # 13836.6 of 13836.63; 42.9 of 13836.63; 42.56 of 70.85
            ("share.rate", "99.9", "100.00"),
            ("share.rate", "0.30", "0.31"),
            ("share.rate", "60.05", "60.07"),
            # 16.15 × 19.12 % + 54.70 × 41.07 %
            ("cross.contract-shares", "25.93", "25.55"),
            (
                "numbering.contents",
                "十三、关于2024年度预算绩效管理情况的说明",
                "十三、关于2024年度预算绩效情况的说明",
            ),
        ),
        notes=(
            ("wording.repeated-word", "全部全部", None),
            *[("unusual.budget-missed", None, None)] * 4,
        ),
        # 338 for 338.16, 6132 for 6132.15; the items add to 13830.53
        not_found=("338", "6132", "546.92", "4.18", "0.38"),
        figures=260,
    ),
)


def checked(path: object) -> CheckedReport:
    """The report at a path, read, recognised and checked."""
    return check(recognise(read_document(str(path))))


def rows(report: CheckedReport, severity: Severity) -> list[Row]:
    """Rule, stated and recomputed of the findings of a severity, in order."""
    found = [finding for finding in report.findings if finding.severity is severity]
    return sorted(
        ((finding.rule, finding.stated, finding.recomputed) for finding in found), key=lambda row: str(row)
    )
