"""OFD documents: what their pages draw, and what is wrong with some of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from final_accounts.errors import UnreadableSource
from final_accounts.reading.ofd.reader import drawing_of
from final_accounts.reading.reader import read_document
from final_accounts.reading.sheets import sheets_at

from .ofd_making import page, part, text, written

MM = 72 / 25.4


def drawn(path: Path) -> Image.Image:
    """The first page, ten pixels a millimetre."""
    with sheets_at(path) as document:
        picture: Image.Image = document[0].render(scale=10 / MM).to_pil().convert("RGB")
    return picture


def box(boundary: str, more: str, inner: str) -> str:
    return (
        f'<ofd:PathObject Boundary="{boundary}" {more}>{inner}'
        "<ofd:AbbreviatedData>M 0 0 L 20 0 L 20 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>"
    )


def words(path: Path) -> list[str]:
    with sheets_at(path) as document:
        return [sheet.get_textpage().get_text_range().replace("\r\n", "|") for sheet in document]


RED = '<ofd:FillColor Value="255 0 0"/>'


def test_characters_stand_where_the_steps_put_them(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ofd", page(text("收入1,049.22", steps="5 5 2.6 g 6 2.5")))
    paragraph = read_document(path).blocks[0]
    assert paragraph.text == "收入1,049.22"
    assert paragraph.place().page == 1
    # From the first character's origin to the last one's, and that one's own width.
    assert paragraph.place().box == pytest.approx((10 * MM, 15.7 * MM, 40.1 * MM, 20.7 * MM), abs=1.0)


def test_a_number_in_a_wide_font_does_not_fall_apart(tmp_path: Path) -> None:
    numbers = text("137,837,065.13 元", steps="g 13 3.1 2.5")
    assert words(written(tmp_path / "a.ofd", page(numbers))) == ["137,837,065.13 元"]


def test_without_steps_characters_follow_one_another(tmp_path: Path) -> None:
    assert words(written(tmp_path / "a.ofd", page(text("支出 33.34")))) == ["支出 33.34"]


def test_characters_that_the_collection_lacks_keep_their_code(tmp_path: Path) -> None:
    assert words(written(tmp_path / "a.ofd", page(text("𠮷㙍", steps="5")))) == ["𠮷㙍"]


def test_what_is_written_downwards(tmp_path: Path) -> None:
    down = text("决算", y=10).replace("<ofd:TextCode", '<ofd:TextCode DeltaY="6"')
    with sheets_at(written(tmp_path / "a.ofd", page(down))) as document:
        sheet = document[0].get_textpage()
        first, second = sheet.get_charbox(0), sheet.get_charbox(sheet.count_chars() - 1)
    assert first[0] == pytest.approx(second[0], abs=2)
    assert first[1] - second[1] == pytest.approx(6 * MM, abs=2)


def test_markup_in_text_stays_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ofd", page(text(r"&lt;b&gt;(1)\ 部门&amp;单位", steps="g 16 2.5")))
    assert words(path) == [r"<b>(1)\ 部门&单位"]


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        ('<ofd:FillColor Value="255 0 0"/>', (255, 0, 0)),
        ('<ofd:FillColor Value="#ff #00 #00"/>', (255, 0, 0)),
        ('<ofd:FillColor Value="0 0 0 255"/>', (0, 0, 0)),
        ('<ofd:FillColor Value="128"/>', (128, 128, 128)),
        ('<ofd:FillColor Value="0 0 0" Alpha="51"/>', (204, 204, 204)),
        ('<ofd:FillColor><ofd:AxialShd><ofd:Segment><ofd:Color Value="0 0 255"/></ofd:Segment></ofd:AxialShd>'
         "</ofd:FillColor>", (0, 0, 255)),
        ('<ofd:FillColor Value="1 2"/>', (0, 0, 0)),
        ('<ofd:FillColor Value="#gg"/>', (0, 0, 0)),
        ("", (0, 0, 0)),
    ],
)  # fmt: skip
def test_the_colour_of_an_area(tmp_path: Path, colour: str, seen: tuple[int, int, int]) -> None:
    path = written(tmp_path / "a.ofd", page(box("10 20 20 10", 'Fill="true" Stroke="false"', colour)))
    picture = drawn(path)
    assert picture.getpixel((200, 250)) == pytest.approx(seen, abs=40)
    assert picture.getpixel((200, 190)) == picture.getpixel((200, 310)) == (255, 255, 255)


def test_lines_are_drawn_as_the_look_they_name_says(tmp_path: Path) -> None:
    looks = part(
        "Res",
        '<ofd:DrawParams><ofd:DrawParam ID="1" LineWidth="2"><ofd:StrokeColor Value="0 0 255"/>'
        "</ofd:DrawParam>"
        '<ofd:DrawParam ID="2" Relative="1"/><ofd:DrawParam ID="3" Relative="3"/></ofd:DrawParams>',
    )
    path = written(
        tmp_path / "a.ofd",
        page(box("10 20 20 10", 'DrawParam="2"', "") + box("50 20 20 10", 'DrawParam="3"', "")),
        common="<ofd:PublicRes>Res.xml</ofd:PublicRes>",
        parts={"Doc_0/Res.xml": looks},
    )
    picture = drawn(path)
    assert picture.getpixel((200, 200)) == (0, 0, 255)
    assert picture.getpixel((200, 250)) == (255, 255, 255)
    assert picture.getpixel((600, 200)) == (0, 0, 0)


def test_curves_and_arcs_are_drawn(tmp_path: Path) -> None:
    pie = (
        '<ofd:PathObject Boundary="10 10 30 30" Fill="true" Stroke="false"><ofd:FillColor Value="255 0 0"/>'
        "<ofd:AbbreviatedData>S 15 15 M 15 15 L 30 15 A 15 15 0 1 1 15 0 C</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
        '<ofd:PathObject Boundary="60 10 30 30" Fill="true" Stroke="false"><ofd:FillColor Value="0 0 255"/>'
        "<ofd:AbbreviatedData>M 0 0 Q 15 30 30 0 B 20 5 10 5 0 0 C</ofd:AbbreviatedData></ofd:PathObject>"
        '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 1 L x</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )
    picture = drawn(written(tmp_path / "a.ofd", page(pie)))
    assert picture.getpixel((180, 320)) == (255, 0, 0)
    assert picture.getpixel((320, 180)) == (255, 255, 255)
    assert picture.getpixel((750, 200)) == (0, 0, 255)
    assert picture.getpixel((750, 105)) == (255, 255, 255)


def test_what_cannot_be_seen_is_not_read(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ofd",
        page(
            text("看得见", steps="5 5")
            + text("透明的文字", y=30, steps="g 4 5", more='Alpha="0"')
            + text("藏起来的文字", y=40, steps="g 5 5", more='Visible="false"')
        ),
    )
    document = read_document(path)
    assert [block.text for block in document.blocks] == ["看得见"]
    assert document.remarks == ("第1页：有看不见的文字“透明的文字”，未计入",)


def test_objects_are_moved_turned_and_nested(tmp_path: Path) -> None:
    nested = (
        f"<ofd:PageBlock>{text('一', more='').replace('0 0 100 50', '30 10 10 10')}</ofd:PageBlock>"
        + text("二", x=0, y=0, more='CTM="0 1 -1 0 50 10"')
        + '<ofd:CompositeObject Boundary="60 0 40 50" ResourceID="9"/>'
        + '<ofd:CompositeObject Boundary="60 0 40 50" ResourceID="8"/>'
    )
    endless = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="8"/>'
    units = part(
        "Res",
        "<ofd:CompositeGraphicUnits>"
        f'<ofd:CompositeGraphicUnit ID="9"><ofd:Content>{text("三")}</ofd:Content></ofd:CompositeGraphicUnit>'
        f'<ofd:CompositeGraphicUnit ID="8"><ofd:Content>{endless}</ofd:Content></ofd:CompositeGraphicUnit>'
        "</ofd:CompositeGraphicUnits>",
    )
    path = written(
        tmp_path / "a.ofd",
        page(nested, before="<ofd:PageRes>../Own.xml</ofd:PageRes>"),
        parts={"Doc_0/Own.xml": units},
    )
    with sheets_at(path) as document:
        sheet = document[0].get_textpage()
        found = {}
        for index in range(sheet.count_chars()):
            left, bottom, right, top = sheet.get_charbox(index)
            found[sheet.get_text_range(index, 1)] = ((left + right) / 2 / MM, 50 - (bottom + top) / 2 / MM)
    assert found["一"] == pytest.approx((42.5, 28), abs=1)
    assert found["二"] == pytest.approx((52, 12.5), abs=1)
    assert found["三"] == pytest.approx((72.5, 18), abs=1)


def test_drawings_that_multiply_are_no_report(tmp_path: Path) -> None:
    many = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="8"/>' * 9
    units = part(
        "Res",
        f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="8"><ofd:Content>{many}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>",
    )
    path = written(
        tmp_path / "a.ofd",
        page(many),
        common="<ofd:PublicRes>Res.xml</ofd:PublicRes>",
        parts={"Doc_0/Res.xml": units},
    )
    with pytest.raises(UnreadableSource, match="draws more than any report's"):
        read_document(path)


def test_templates_and_layers_lie_over_one_another(tmp_path: Path) -> None:
    area = 'Fill="true" Stroke="false"'
    layers = (
        f'<ofd:Layer Type="Foreground">{box("40 0 20 10", area, RED)}</ofd:Layer>'
        f"<ofd:Layer>{box('40 0 20 10', area, '')}{box('0 0 20 10', area, '')}</ofd:Layer>"
    )
    behind = page(box("0 0 20 10", area, RED) + text("页眉", x=70, steps="5"), box="")
    before = page(box("0 0 20 10", area, RED), box="")
    common = (
        "<ofd:PageArea><ofd:PhysicalBox>0 0 100 50</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="1" BaseLoc="/Doc_0/T1.xml"/><ofd:TemplatePage ID="2" BaseLoc="T2.xml"/>'
    )
    parts: dict[str, bytes | str] = {"Doc_0/T1.xml": behind, "Doc_0/T2.xml": before}
    used = '<ofd:Template TemplateID="{}" ZOrder="{}"/><ofd:Template TemplateID="77"/>'
    own = f"<ofd:Content>{layers}</ofd:Content>"
    path = written(
        tmp_path / "a.ofd",
        part("Page", used.format(1, "Background") + own),
        part("Page", used.format(2, "Foreground") + own),
        common=common,
        parts=parts,
    )
    assert words(path) == ["页眉", ""]
    with sheets_at(path) as document:
        pictures = [sheet.render(scale=10 / MM).to_pil().convert("RGB") for sheet in document]
    assert [picture.getpixel((500, 50)) for picture in pictures] == [(255, 0, 0)] * 2
    assert [picture.getpixel((100, 50)) for picture in pictures] == [(0, 0, 0), (255, 0, 0)]


def resources(*names: str) -> str:
    listed = "".join(
        f'<ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>'
        for number, name in enumerate(names)
    )
    return part("Res", f"<ofd:MultiMedias>{listed}</ofd:MultiMedias>", 'BaseLoc="Res"')


def encoded(picture: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def test_pictures_stand_upright_in_their_boxes(tmp_path: Path) -> None:
    flag = Image.new("RGB", (40, 20), "white")
    flag.paste((255, 0, 0), (0, 0, 40, 10))
    seen_through = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    objects = (
        '<ofd:ImageObject Boundary="10 10 40 20" CTM="40 0 0 20 0 0" ResourceID="0"/>'
        '<ofd:ImageObject Boundary="60 10 40 20" ResourceID="1"/>'
        '<ofd:ImageObject Boundary="10 35 10 10" ResourceID="2"/>'
        '<ofd:ImageObject Boundary="10 35 10 10" ResourceID="3"/>'
        '<ofd:ImageObject Boundary="10 35 10 10" ResourceID="4"/>'
    )
    path = written(
        tmp_path / "a.ofd",
        page(objects),
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:PublicRes>none.xml</ofd:PublicRes>",
        parts={
            "Doc_0/DocumentRes.xml": resources("a.jpg", "b.png", "c.png", "d.jb2", "missing.png"),
            "Doc_0/Res/a.jpg": encoded(flag, "JPEG"),
            "Doc_0/Res/b.png": encoded(flag, "PNG"),
            "Doc_0/Res/c.png": encoded(seen_through, "PNG"),
            "Doc_0/Res/d.jb2": b"\x97JB2\r\n\x1a\n",
        },
    )
    picture = drawn(path)
    for left in (300, 800):
        assert picture.getpixel((left, 150)) == pytest.approx((255, 0, 0), abs=6)
        assert picture.getpixel((left, 250)) == pytest.approx((255, 255, 255), abs=6)
    assert picture.getpixel((150, 400)) == (255, 255, 255)
    assert drawing_of(path, "a.ofd").unreadable == 1


def test_pictures_that_cannot_be_opened_are_told(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ofd",
        page(text("收入合计", steps="g 3 5") + '<ofd:ImageObject Boundary="1 30 9 9" ResourceID="0"/>'),
        common="<ofd:PublicRes>Res.xml</ofd:PublicRes>",
        parts={"Doc_0/Res.xml": resources("a.jb2"), "Doc_0/Res/a.jb2": b"\x97JB2"},
    )
    assert read_document(path).remarks == ("1幅图片的格式读不了，没有读取",)


def test_an_unchanged_page_is_drawn_once(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ofd", page(text("一", more="")))
    assert words(path) == words(path) == ["一"]
    written(path, page(text("二")), page(text("三")))
    assert words(path) == ["二", "三"]


@pytest.mark.parametrize(
    ("pages", "options", "problem"),
    [
        ((), {}, "the OFD document has no pages"),
        ((page(""),), {"root": ""}, "the OFD document has no pages"),
        ((page(""),), {"parts": {"Encryptions.xml": "<a/>"}}, "the file is encrypted"),
        ((page("", box="0 0 0 0"),), {}, "the file is damaged (a page measures '0 0 0 0')"),
        ((page("", box="0 0 1e9 10"),), {}, "the file is damaged (a page measures '0 0 1e9 10')"),
        (("<ofd:Page",), {}, "the file is damaged (the part Doc_0/Pages/0.xml is no complete XML)"),
        (
            ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',),
            {},
            "the file is damaged (the part Doc_0/Pages/0.xml declares a document type)",
        ),
        (
            (page(""),),
            {"root": "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"},
            "the file is damaged (the part Doc_1/Document.xml is missing)",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, pages: tuple[str, ...], options: dict, problem: str) -> None:
    with pytest.raises(UnreadableSource) as raised:
        read_document(written(tmp_path / "a.ofd", *pages, **options))
    assert str(raised.value).startswith(f"a.ofd: {problem}; ")


def test_a_page_that_is_missing_is_named(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole.ofd", page(text("一")), page(text("二")))
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(tmp_path / "a.ofd", "w") as cut:
        for name in archive.namelist():
            if name != "Doc_0/Pages/1.xml":
                cut.writestr(name, archive.read(name))
    with pytest.raises(UnreadableSource, match=r"the part Doc_0/Pages/1\.xml is missing"):
        read_document(tmp_path / "a.ofd")


def test_a_truncated_file_is_damaged(tmp_path: Path) -> None:
    data = written(tmp_path / "whole.ofd", page(text("一"))).read_bytes()
    (tmp_path / "a.ofd").write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableSource, match="damaged"):
        read_document(tmp_path / "a.ofd")
