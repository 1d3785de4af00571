"""Pictures as pages: their order, how they are turned, their size, and what is no readable picture."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from final_accounts.errors import UnreadableSource
from final_accounts.reading.pictures.files import is_picture, pictures_in
from final_accounts.reading.pictures.sheets import as_pdf, shown, size_of
from final_accounts.reading.sheets import sheets_at


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def plain(width: int = 40, height: int = 20, colour: str = "black", mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (width, height), colour)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_a_picture_is_told_by_its_content(kind: str) -> None:
    assert is_picture(encoded(plain(), kind))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"BM is how a text may begin", b"PK\x03\x04"])
def test_what_is_no_picture(data: bytes) -> None:
    assert not is_picture(data)


def test_the_pictures_of_a_folder_follow_their_numbers(tmp_path: Path) -> None:
    for name in ("第10页.JPG", "第2页.jpg", "第1页.png", ".第3页.jpg", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "第4页.jpg").mkdir()
    assert [path.name for path in pictures_in(tmp_path)] == ["第1页.png", "第2页.jpg", "第10页.JPG"]


def test_each_picture_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(encoded(plain(40, 20)))
    (tmp_path / "2.tif").write_bytes(
        encoded(plain(30, 60), "TIFF", save_all=True, append_images=[plain(60, 30)])
    )
    with sheets_at(tmp_path) as document:
        sizes = [document[at].get_size() for at in range(len(document))]
    assert [width > height for width, height in sizes] == [True, False, True]
    with sheets_at(tmp_path / "2.tif") as document:
        assert len(document) == 2


def test_a_pdf_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(as_pdf([("a", encoded(plain())), ("b", encoded(plain()))]))
    with sheets_at(path) as document:
        assert len(document) == 2


def test_a_page_shows_its_picture() -> None:
    half = plain(100, 50, "white")
    half.paste("black", (0, 0, 50, 50))
    with pdfium.PdfDocument(as_pdf([("a", encoded(half))])) as document:
        drawn = document[0].render(scale=4 / 3).to_pil().convert("L")
    assert drawn.size == (100, 50)
    assert drawn.getpixel((20, 25)) < 20
    assert drawn.getpixel((80, 25)) > 235


def test_a_picture_is_turned_as_the_camera_was_held() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    (picture,) = shown("a", encoded(plain(40, 20), "JPEG", exif=turned))
    assert picture.size == (20, 40)


def test_what_lets_through_stands_on_white() -> None:
    (picture,) = shown("a", encoded(Image.new("RGBA", (4, 4), (0, 0, 0, 0))))
    assert picture.getpixel((1, 1)) == (255, 255, 255)


def test_what_moves_is_one_picture() -> None:
    frames = encoded(plain(), "GIF", save_all=True, append_images=[plain(colour="red")])
    assert len(list(shown("a", frames))) == 1


@pytest.mark.parametrize(
    ("pixels", "dpi", "points"),
    [
        ((960, 480), None, (720.0, 360.0)),
        # no wider than a sheet of A4 lying, and standing
        ((4960, 3508), None, (842.0, 595.5)),
        ((3508, 4960), None, (595.0, 841.3)),
        # what a scanner says holds, what cameras and screens say does not
        ((4960, 3508), 300, (1190.4, 841.9)),
        ((960, 480), 72, (720.0, 360.0)),
        ((960, 480), 96, (720.0, 360.0)),
    ],
)
def test_the_size_of_a_page(pixels: tuple[int, int], dpi: int | None, points: tuple[float, float]) -> None:
    options = {"dpi": (dpi, dpi)} if dpi else {}
    (picture,) = shown("a", encoded(plain(*pixels), "JPEG", **options))
    assert size_of(picture) == pytest.approx(points, abs=0.1)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_damaged_picture_is_named(kind: str) -> None:
    noise = Image.effect_noise((300, 300), 90)
    whole = encoded(noise, kind)
    with pytest.raises(UnreadableSource, match="the picture is damaged") as raised:
        as_pdf([("page3.png", whole[: len(whole) // 2])])
    assert "page3.png" in str(raised.value)


def test_a_picture_of_too_many_pixels_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(UnreadableSource, match="too large"):
        as_pdf([("a.png", encoded(plain(40, 20)))])
