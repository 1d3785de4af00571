"""Charts as drawn: honest, legible, and the same in both panels."""

from __future__ import annotations

import io
import itertools
from decimal import Decimal
from typing import Any

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle, Wedge
from PIL import Image

from final_accounts.reports import Chart, ChartSeries
from final_accounts.showing.charts.drawing import chart_alt_text, chart_table, draw_chart, png
from final_accounts.showing.charts.pies import RADIUS, spread
from final_accounts.showing.charts.style import ALARM, SLICES, WIDTH, drawable, wrap

pytestmark = pytest.mark.filterwarnings("error:.*[Gg]lyph.*")

THREE = ("因公出国（境）费支出", "公务用车购置及运行维护费支出", "公务接待费支出")


def decimals(values: Any) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(str(value)) for value in values)


def series(name: str, stated: Any, recomputed: Any) -> ChartSeries:
    left, right = decimals(stated), decimals(recomputed)
    differs = tuple(None not in pair and pair[0] != pair[1] for pair in zip(left, right, strict=True))
    return ChartSeries(name, left, right, differs)


def pie(labels: Any, stated: Any, recomputed: Any, **fields: Any) -> Chart:
    wanted = {"number": 3, "title": "支出决算结构图", "kind": "pie", "unit": "万元", "basis": "narrative"}
    return Chart(labels=tuple(labels), series=(series("", stated, recomputed),), **(wanted | fields))


def bars(labels: Any, this: Any, last: Any, this_again: Any = None, last_again: Any = None) -> Chart:
    both = (series("2024年", this, this_again or this), series("2023年", last, last_again or last))
    return Chart(1, "收入、支出决算总计变动情况图", "bar", "万元", tuple(labels), both, "chart-data")


TWO = pie(["基本支出", "项目支出"], ["35.82", "64.17"], ["35.82", "64.18"])
EIGHT = pie(
    [
        "一般公共服务支出",
        "社会保障和就业支出",
        "卫生健康支出",
        "农林水支出",
        "住房保障支出",
        "政府性基金预算财政拨款收入",
        "灾害防治及应急管理支出",
        "其他支出",
    ],
    ["0.01", "2.48", "87.48", "2.01", "0.52", "2.5", "4.9", "0.1"],
    ["0.01", "2.46", "87.48", "2.01", "0.52", "2.5", "4.9", "0.12"],
    declared=False,
    number=None,
)
ONE = pie(["政府性基金预算财政拨款收入"], [100], [100])
ZERO = pie(THREE, [0, 0, 0], [0, 0, 0], title="“三公”经费财政拨款支出结构", number=7)
NEGATIVE = pie(["社会保障和就业支出", "卫生健康支出"], ["-5.5", "105.5"], ["-5.5", "105.5"])
UNSTATED = pie(["社会保障和就业支出", "卫生健康支出"], [None, None], ["5.54", "94.46"], basis="none")
YEARS = bars(["收入总计", "支出总计"], ["13830.7", "13830.7"], ["10674.27"] * 2, ["13836.63", "13830.7"])
APART = bars(
    ["政府性基金预算财政拨款收入", "国有资本经营预算财政拨款支出"], ["1234567.89", "0.3"], ["0.12", "0"]
)
BELOW = bars(["收入总计", "支出总计"], ["120.5", "-30.2"], ["-80.1", "60"])
NOTHING = Chart(8, "基本支出情况图", "bar", "万元", (), (), "none")
LONG_TITLE = pie(
    ["基本支出", "项目支出"],
    ["40", "60"],
    ["41", "59"],
    title="一般公共预算财政拨款支出决算结构情况与上年度支出决算结构情况对比及说明示意图",
    declared=False,
)
FOURTEEN = pie(
    [f"其他医疗保障管理事务支出第{number}项" for number in range(14)],
    ["7.14"] * 14,
    ["7.14"] * 14,
    title="结构",
)
ALL = {
    "long title": LONG_TITLE,
    "fourteen": FOURTEEN,
    "two": TWO,
    "eight": EIGHT,
    "one": ONE,
    "zero": ZERO,
    "negative": NEGATIVE,
    "unstated": UNSTATED,
    "years": YEARS,
    "apart": APART,
    "below": BELOW,
    "nothing": NOTHING,
}


def panels(chart: Chart) -> tuple[Axes, Axes]:
    left, right = draw_chart(chart).axes[1:]
    return left, right


def words(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def filled(axes: Axes) -> list[Wedge]:
    return [patch for patch in axes.patches if isinstance(patch, Wedge) and patch.get_fill()]


@pytest.mark.parametrize("name", ALL)
def test_a_chart_is_a_small_sharp_picture(name: str) -> None:
    data = png(ALL[name])
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "PNG"
        assert picture.mode == "P"
        assert picture.width == 1800
    assert len(data) < (60_000 if len(ALL[name].labels) <= 8 else 90_000)


def test_the_reduced_palette_keeps_every_fill() -> None:
    even = pie([f"第{number}类支出" for number in "一二三四五六七八"], ["12.5"] * 8, ["12.5"] * 8)
    for chart, fills in ((even, [fill.colour for fill in SLICES]), (YEARS, ["#1f4e79", "#b4cadd", ALARM])):
        with Image.open(io.BytesIO(png(chart))) as picture:
            pixels = [colour for _, colour in picture.convert("RGB").getcolors(1 << 24)]
        for fill in (*fills, "#ffffff"):
            wanted = [round(255 * part) for part in to_rgb(fill)]
            nearest = min(
                max(abs(one - other) for one, other in zip(wanted, pixel, strict=True)) for pixel in pixels
            )
            assert nearest <= 8, fill


def boxes(figure: Figure) -> dict[str, Any]:
    renderer = FigureCanvasAgg(figure).get_renderer()
    return {
        f"{number}.{at} {text.get_text()}": text.get_window_extent(renderer)
        for number, axes in enumerate(figure.axes)
        for at, text in enumerate(axes.texts)
        if text.get_text()
    }


@pytest.mark.parametrize("name", ALL)
def test_no_words_touch_or_leave_the_picture(name: str) -> None:
    figure = draw_chart(ALL[name])
    found = boxes(figure)
    for label, box in found.items():
        assert box.x0 >= 0 and box.x1 <= figure.bbox.x1, label
        assert box.y0 >= 0 and box.y1 <= figure.bbox.y1, label
    for (label, box), (other, another) in itertools.combinations(found.items(), 2):
        apart = (
            box.x1 <= another.x0
            or another.x1 <= box.x0
            or box.y1 - 3 <= another.y0
            or another.y1 - 3 <= box.y0
        )
        assert apart, f"{label} touches {other}"


def test_what_differs_is_red_marked_outlined_and_listed() -> None:
    figure = draw_chart(TWO)
    page, left, right = figure.axes
    assert "▲ 64.17%" in words(left) and "35.82%" in words(left)
    assert "▲ 64.18%" in words(right) and "35.82%" in words(right)
    assert "▲ 项目支出：报告 64.17%，重算 64.18%" in words(page)
    assert "▲ 1 处不一致" in words(page)
    for axes in (left, right):
        outlined = [patch for patch in axes.patches if isinstance(patch, Wedge) and not patch.get_fill()]
        assert [to_hex(patch.get_edgecolor()) for patch in outlined] == [ALARM]
        marked = [text for text in axes.texts if text.get_text().startswith("▲")]
        assert [text.get_color() for text in marked] == [ALARM]
        assert all(text.get_path_effects() for text in marked)


def test_what_agrees_is_said_to_agree() -> None:
    page, left, right = draw_chart(ONE).axes
    assert "报告所载与重新计算一致。" in words(page)
    assert not [text for axes in (page, left, right) for text in words(axes) if "▲" in text]


def test_both_pies_have_the_same_colours_order_and_start() -> None:
    left, right = (filled(axes) for axes in panels(EIGHT))
    assert [to_hex(one.get_facecolor()) for one in left] == [fill.colour for fill in SLICES]
    assert [one.get_facecolor() for one in left] == [one.get_facecolor() for one in right]
    assert left[0].theta2 == right[0].theta2
    assert {one.r for one in (*left, *right)} == {RADIUS}


def test_slices_have_their_true_angle() -> None:
    left, right = panels(pie(["甲", "乙"], ["25", "50"], ["33.33", "66.67"]))
    assert [one.theta2 - one.theta1 for one in filled(left)] == pytest.approx([90, 180])
    assert [one.theta2 - one.theta1 for one in filled(right)] == pytest.approx([119.988, 240.012])
    assert "未列\n25%" in words(left)
    assert not any("未列" in text for text in words(right))


def test_shares_over_a_hundred_percent_fill_the_circle_once() -> None:
    left, _ = panels(pie(["甲", "乙"], ["90", "60"], ["60", "40"]))
    assert sum(one.theta2 - one.theta1 for one in filled(left)) == pytest.approx(360)


def test_a_slice_of_nothing_that_differs_keeps_its_name() -> None:
    _, right = panels(pie(["甲支出", "乙支出"], ["99.99", "0.01"], ["100", "0"]))
    assert "▲ 0%" in words(right) and "乙支出" in words(right)


def test_a_pie_of_zeros_is_said_in_words() -> None:
    left, right = panels(ZERO)
    assert not left.patches and not right.patches
    assert "".join(words(left)).replace("\n", "") == "、".join(THREE) + "均为 0"


def test_a_pie_without_printed_shares_leaves_its_place_empty() -> None:
    left, right = panels(UNSTATED)
    assert words(left) == ["报告没有印出数值"]
    assert len(filled(right)) == 2


def test_negative_shares_are_drawn_as_bars_from_zero() -> None:
    page, left, _ = draw_chart(NEGATIVE).axes
    heights = [patch.get_height() for patch in left.patches if isinstance(patch, Rectangle)]
    assert heights[0] < 0 < heights[1]
    assert heights[1] / -heights[0] == pytest.approx(105.5 / 5.5)
    assert "−5.5%" in words(left) and "含负数，改绘为柱" in words(page)


def test_bars_of_both_panels_are_on_one_scale_oldest_first() -> None:
    left, right = (
        [patch for patch in axes.patches if isinstance(patch, Rectangle)] for axes in panels(YEARS)
    )
    heights = [bar.get_height() for bar in (*left, *right)]
    values = [10674.27, 13830.7, 10674.27, 13830.7, 10674.27, 13836.63, 10674.27, 13830.7]
    assert [height / heights[0] for height in heights] == pytest.approx(
        [value / values[0] for value in values]
    )
    assert len({round(bar.get_width(), 6) for bar in (*left, *right)}) == 1
    assert [bar.get_hatch() for bar in left] == [None, "////", None, None]


def test_the_change_stands_under_the_bars() -> None:
    left, right = panels(YEARS)
    assert words(left).count("增加 3,156.43万元") == 2
    assert "增加 3,162.36万元（+29.63%）" in words(right)
    assert "减少 90.2万元（−150.33%）" in words(panels(BELOW)[1])
    assert "持平" in words(panels(bars(["收入"], [5], [5]))[0])


def test_a_change_from_zero_has_no_percent() -> None:
    assert "增加 0.3万元" in words(panels(APART)[1])


def test_alt_text_is_one_sentence_with_the_numbers() -> None:
    assert chart_alt_text(TWO) == (
        "图3 支出决算结构图（饼图）：报告所载 基本支出 35.82%、项目支出 64.17%；"
        "重新计算 基本支出 35.82%、项目支出 64.18%；不一致的是项目支出。"
    )
    assert chart_alt_text(ONE).endswith("报告所载 政府性基金预算财政拨款收入 100%；重新计算与之相同。")
    assert chart_alt_text(UNSTATED) == (
        "图3 支出决算结构图（饼图）：报告没有印出数值；"
        "重新计算 社会保障和就业支出 5.54%、卫生健康支出 94.46%。"
    )
    assert chart_alt_text(NOTHING) == "图8 基本支出情况图（柱状图）：没有可以绘出的数值。"
    assert all(chart_alt_text(chart).count("。") == 1 for chart in ALL.values())


def test_the_table_has_a_row_for_each_label_and_series() -> None:
    rows = chart_table(YEARS)
    assert [(row.label, row.series) for row in rows] == [
        ("收入总计", "2024年"),
        ("收入总计", "2023年"),
        ("支出总计", "2024年"),
        ("支出总计", "2023年"),
    ]
    assert (rows[0].stated, rows[0].recomputed, rows[0].differs) == (
        Decimal("13830.7"),
        Decimal("13836.63"),
        True,
    )
    assert chart_table(TWO)[0].series == ""


def test_a_chart_that_the_report_lacks_says_so() -> None:
    page = draw_chart(EIGHT).axes[0]
    assert "报告未附此图，按其数字补绘" in words(page)
    assert "支出决算结构图" in words(page)


def test_a_report_s_words_are_never_a_formula() -> None:
    chart = pie(
        [r"$\frac{1}{0}$支出", "a_b^c$"], ["50", "50"], ["50", "50"], title=r"$\sum$ 结构 \U0001F4A3图"
    )
    left, _ = panels(chart)
    assert any("frac" in text for text in words(left))
    assert len(png(chart)) > 1000


def test_characters_without_a_glyph_are_replaced() -> None:
    assert drawable("支出\U0001f4a3\U00020000\n结构") == "支出〓〓 结构"
    assert drawable("“三公”−▲（境）") == "“三公”−▲（境）"


def test_drawing_changes_no_settings_and_uses_no_pyplot() -> None:
    before = dict(matplotlib.rcParams)
    draw_chart(TWO)
    assert dict(matplotlib.rcParams) == before
    assert draw_chart(TWO).get_size_inches()[0] == WIDTH


def lightness(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)
    )
    return float(116 * (0.2126 * red + 0.7152 * green + 0.0722 * blue) ** (1 / 3) - 16)


def test_neighbouring_slices_differ_in_grey() -> None:
    steps = [
        abs(lightness(one.colour) - lightness(other.colour)) for one, other in itertools.pairwise(SLICES)
    ]
    assert min(steps) > 15


@given(
    st.lists(st.tuples(st.floats(-1, 4), st.floats(0.2, 0.6)), min_size=1, max_size=9),
    st.floats(0, 3),
)
def test_labels_are_spread_without_overlap_inside_their_room(
    asked: list[tuple[float, float]], spare: float
) -> None:
    asked.sort(reverse=True)
    wanted, heights = [one for one, _ in asked], [height for _, height in asked]
    room = sum(heights) + spare
    placed = spread(wanted, heights, room)
    assert placed[0] + heights[0] / 2 <= room + 1e-9
    assert placed[-1] - heights[-1] / 2 >= -1e-9
    for above, below, high, low in zip(placed, placed[1:], heights, heights[1:], strict=False):
        assert above - high / 2 >= below + low / 2 - 1e-9


def test_labels_with_room_stay_where_they_are_wanted() -> None:
    assert spread([2.5, 1.0], [0.4, 0.4], 3.0) == pytest.approx([2.5, 1.0])
    assert spread([1.1, 1.0], [0.4, 0.4], 3.0) == pytest.approx([1.25, 0.85])


def test_long_labels_break_evenly_and_never_before_a_bracket() -> None:
    assert wrap("政府性基金预算财政拨款收入", 8.5, 1.0) == ["政府性基金预算", "财政拨款收入"]
    assert wrap("基本支出", 8.5, 1.0) == ["基本支出"]
    assert all(not line.startswith("）") for line in wrap("因公出国（境）费支出", 8.5, 0.6))


@pytest.mark.parametrize("kind", ["pie", "bar"])
def test_endless_labels_make_no_endless_picture(kind: str) -> None:
    endless = pie(["支" * 10_000, "乙"], [40, 60], [41, 59], kind=kind, title="图" * 10_000)
    height = draw_chart(endless).get_size_inches()[1]
    assert height < 8
    assert drawable("支" * 10_000) == "支" * 79 + "…"
