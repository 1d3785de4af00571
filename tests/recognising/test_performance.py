"""Self-evaluation tables in the shapes that reports print them."""

from __future__ import annotations

from final_accounts.figures import Figure
from final_accounts.recognising.performance import recognise_performance
from final_accounts.reports import PerformanceTable

from .forms.form_making import document


def lines(table: PerformanceTable) -> list[tuple[str, dict[str, str]]]:
    return [(label, {name: written(figure) for name, figure in row.items()}) for label, row in table.rows]


def written(figure: Figure) -> str:
    return f"{figure.value}{figure.unit or ''}"


PROJECT = [
    "部门预算项目支出绩效自评表（2024年度）||||||",
    "项目名称|某某平台维护费|||||",
    "预算执行情况（万元）|年度资金总额|年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）",
    "|总额|50.00|6.15|6.10|10|99.19%",
    "|其中：财政资金|50.00|6.15|6.10|—|99.19%",
    "年度目标|完成维护|||||",
    "总分||||100|96.6|",
]


def test_a_project() -> None:
    (table,) = recognise_performance(document("附件", PROJECT))
    assert (table.project, table.whole_department, table.unit) == ("某某平台维护费", False, "万元")
    amounts = {"initial": "50.00万元", "budget": "6.15万元", "executed": "6.10万元", "rate": "99.19%"}
    assert lines(table) == [("总额", amounts), ("其中：财政资金", amounts)]
    assert table.total_weight is not None and table.total_score is not None
    assert (written(table.total_weight), written(table.total_score)) == ("100分", "96.6分")


def test_a_row_that_lost_a_blank_cell_before_its_amounts() -> None:
    (table,) = recognise_performance(document("附件", [line.removeprefix("|") for line in PROJECT]))
    amounts = {"initial": "50.00万元", "budget": "6.15万元", "executed": "6.10万元", "rate": "99.19%"}
    assert lines(table) == [("总额", amounts), ("其中：财政资金", amounts)]


def test_several_in_one_table() -> None:
    other = [line.replace("某某平台维护费", "另一项目").replace("6.10", "5.00") for line in PROJECT]
    tables = recognise_performance(document("附件", [*PROJECT, *other]))
    assert [(table.project, written(table.rows[0][1]["executed"])) for table in tables] == [
        ("某某平台维护费", "6.10万元"),
        ("另一项目", "5.00万元"),
    ]


def test_a_whole_department_with_its_tasks() -> None:
    (table,) = recognise_performance(
        document(
            "某某县示例局部门整体支出绩效自评表",
            [
                "年度主要任务|任务名称|主要内容|全年预算数（万元）||全年执行数（万元）||分值|执行率",
                "|||总额|财政拨款|总额|财政拨款||",
                "|任务1|人员经费|80.00|80.00|80.00|80.00|—|100%",
                "|任务2|专项经费|20.00|20.00|18.00|18.00|—|90%",
                "|金额合计||100.00|100.00|98.00|98.00|10|98%",
            ],
        )
    )
    assert table.whole_department
    assert [(label, row["budget"], row["executed"]) for label, row in lines(table)] == [
        ("任务1人员经费", "80.00万元", "80.00万元"),
        ("任务2专项经费", "20.00万元", "18.00万元"),
        ("金额合计", "100.00万元", "98.00万元"),
    ]


def test_amounts_headed_in_yuan() -> None:
    (table,) = recognise_performance(
        document(
            "专项资金绩效目标完成情况自评表",
            [
                "项目资金（元）||全年预算数|全年执行数|执行率",
                "|年度资金总额|373.85|373.85|100%",
                "|地方资金|373.85|373.85|100%",
            ],
        )
    )
    assert table.unit == "元"
    assert written(table.rows[0][1]["executed"]) == "373.85元"


def test_names_and_amounts_in_one_row() -> None:
    (table,) = recognise_performance(
        document(
            "项目绩效目标完成情况表",
            [
                "项目名称|某某医疗补助||",
                "预算执行情况（万元）|预算数：|60.00|执行数：|58.27",
                "其中-财政拨款|60.00||",
            ],
        )
    )
    assert table.project == "某某医疗补助"
    assert lines(table) == [("预算执行情况", {"budget": "60.00万元", "executed": "58.27万元"})]


def test_cells_that_a_conversion_printed_as_lines() -> None:
    tables = recognise_performance(
        document(
            "项目绩效目标完成情况表",
            "项目名称 某某医疗救助资金",
            "预算数: 650.53 执行数: 551.07",
            "项目名称 某某补助",
            "预算数: 8 执行数: 2.4",
        )
    )
    assert [(table.project, lines(table)) for table in tables] == [
        ("某某医疗救助资金", [("预算执行情况", {"budget": "650.53万元", "executed": "551.07万元"})]),
        ("某某补助", [("预算执行情况", {"budget": "8万元", "executed": "2.4万元"})]),
    ]


FUNDED = {
    "budget": "60.00万元",
    "executed": "58.27万元",
    "budget:财政拨款": "50.00万元",
    "executed:财政拨款": "50.00万元",
    "executed:其他资金": "8.27万元",
}


def test_sources_beside_their_amounts() -> None:
    rows = [
        "项目名称|某某医疗补助||",
        "预算执行情况(万元)|预算数:|60.00|执行数:|58.27",
        "|其中-财政拨款:|50.00|其中-财政拨款:|50.00",
        "|其它资金:||其它资金:|8.27",
        "年度目标完成情况|预期目标||实际完成目标|",
    ]
    (table,) = recognise_performance(document("项目绩效目标完成情况表", rows))
    assert lines(table) == [("预算执行情况", FUNDED)]


def test_sources_on_lines_of_their_own() -> None:
    said = [
        "预算数: 60.00 执行数: 58.27",
        "其中-财政",
        "拨款:",
        "50.00 其中-财政拨款: 50.00",
        "其它资金: 其它资金: 8.27",
    ]
    made = document("项目绩效目标完成情况表", "项目名称 某某医疗补助", *said, "年度目标完成情况")
    (table,) = recognise_performance(made)
    assert lines(table) == [("预算执行情况", FUNDED)]
    source = table.rows[0][1]["executed:其他资金"].place
    assert made.paragraphs[source.paragraph or 0].text[source.start : source.end] == "8.27"


def test_other_tables_are_none() -> None:
    forms = ["科目代码|科目名称|全年预算数|全年执行数", "合计||1.00|1.00"]
    assert recognise_performance(document("一般公共预算财政拨款支出决算表", forms)) == ()
    assert recognise_performance(document("绩效自评表", ["序号|单位名称", "1|某某局本级"])) == ()


def test_the_points_of_each_line() -> None:
    rows = [
        "项目名称|某某平台维护费||||||",
        "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
        "|年度资金总额|4.00|4.00|4.00|10|100%|10",
        "|其中：财政资金|4.00|4.00|4.00|—|100%|—",
        "年度目标|完成维护||||||",
        "绩效指标|一级指标|二级指标|三级指标|年度指标值|完成值|分值|得分",
        "|产出指标|数量指标|维护次数|≥4次|4次|50|48.5",
        "|效益指标|社会效益指标|平台稳定|稳定|稳定|40|",
        "总分||||||100|98.5",
        "备注|自评从严|||||1|1",
    ]
    (table,) = recognise_performance(document("项目支出绩效自评表", rows))
    assert [
        (line.name, line.weight and written(line.weight), line.score and written(line.score))
        for line in table.points
    ] == [("年度资金总额", "10分", "10分"), ("维护次数", "50分", "48.5分"), ("平台稳定", "40分", None)]


def test_points_alone() -> None:
    rows = [
        "一级指标|二级指标|三级指标|分值|得分",
        "履职效能|质量目标|目标完成|60|59",
        "预算管理|预算编制|编制质量|40|37.5",
        "总分|||100|96.5",
    ]
    (table,) = recognise_performance(document("部门整体支出绩效自评表", rows))
    assert (table.whole_department, table.rows, [line.name for line in table.points]) == (
        True,
        (),
        ["目标完成", "编制质量"],
    )
    assert table.total_score is not None and written(table.total_score) == "96.5分"
    assert recognise_performance(document("部门整体支出绩效自评表", rows[:-1])) == ()
    assert recognise_performance(document("职责目标分解", rows)) == ()
