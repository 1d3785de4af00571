"""Scans: pages of a PDF as a scanner would give them, skewed, noisy, with a red seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from pylopdf_fonts_zh_cn import sans_path

SEAL_RED = (214, 40, 44)
PAPER = (250, 249, 246)


@dataclass(frozen=True, slots=True)
class Scanner:
    """How the sheets are scanned. `skew` is in degrees counter-clockwise, `seal` the middle of a stamp as
    shares of the page's width and height, `noise` the standard deviation in levels of 256, `quality` that
    of JPEG, `turn` the quarter turns clockwise in which the sheets lie on the glass, `mode` Pillow's name
    for colour (RGB), grey (L) or black and white (1)."""

    dpi: int = 300
    skew: float = 0.0
    noise: float = 0.0
    seal: tuple[float, float] | None = None
    quality: int = 85
    turn: int = 0
    mode: str = "RGB"
    seed: int = 1

    def __post_init__(self) -> None:
        if self.dpi < 50:
            raise ValueError(f"dpi={self.dpi} gives no readable picture")


def scanned(path: Path, target: Path, numbers: Sequence[int], scanner: Scanner) -> Path:
    """A PDF with pictures of the pages with these numbers (from 1), one a page."""
    pages = _pictures(path, numbers, scanner)
    quality = {} if scanner.mode == "1" else {"quality": scanner.quality}
    pages[0].save(target, "PDF", resolution=scanner.dpi, save_all=True, append_images=pages[1:], **quality)
    return target


def pictured(path: Path, target: Path, numbers: Sequence[int], scanner: Scanner) -> Path:
    """A TIFF of the pictures themselves, which says nothing of their size on paper."""
    pages = _pictures(path, numbers, scanner)
    pages[0].save(target, "TIFF", compression="tiff_deflate", save_all=True, append_images=pages[1:])
    return target


def _pictures(path: Path, numbers: Sequence[int], scanner: Scanner) -> list[Image.Image]:
    with pdfium.PdfDocument(path) as document:
        return [picture(document[number - 1], scanner) for number in numbers]


def picture(page: pdfium.PdfPage, scanner: Scanner) -> Image.Image:
    """What a scanner would make of one page."""
    sheet = page.render(scale=scanner.dpi / 72).to_pil().convert("RGB")
    sheet = ImageChops.multiply(sheet, Image.new("RGB", sheet.size, PAPER))
    if scanner.seal is not None:
        sheet = ImageChops.multiply(sheet, _sealed(sheet.size, scanner))
    if scanner.skew:
        sheet = sheet.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=PAPER)
    if scanner.turn:
        sheet = sheet.rotate(-90 * scanner.turn, expand=True)
    if scanner.noise:
        sheet = _noisy(sheet, scanner)
    if scanner.mode == "1":
        return sheet.convert("L").point(lambda level: 255 if level > 150 else 0).convert("1")
    return sheet.convert(scanner.mode)


def _sealed(size: tuple[int, int], scanner: Scanner) -> Image.Image:
    """A white sheet with a round stamp of 42 mm, as offices use it, printed unevenly."""
    assert scanner.seal is not None
    radius = round(21 / 25.4 * scanner.dpi)
    x, y = round(scanner.seal[0] * size[0]), round(scanner.seal[1] * size[1])
    sheet = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(sheet)
    width = max(2, round(1.2 / 25.4 * scanner.dpi))
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=SEAL_RED, width=width)
    font = ImageFont.truetype(str(sans_path()), radius // 4)
    for step, char in enumerate("样本单位医疗保障局专用章"):
        angle = np.radians(-210 + step * 22)
        spot = (x + 0.78 * radius * np.cos(angle), y + 0.78 * radius * np.sin(angle))
        draw.text(spot, char, SEAL_RED, font, anchor="mm")
    points = [
        (x + reach * np.sin(turn * np.pi / 5), y - reach * np.cos(turn * np.pi / 5))
        for turn in range(10)
        for reach in [radius * (0.3 if turn % 2 == 0 else 0.12)]
    ]
    draw.polygon(points, fill=SEAL_RED)
    return sheet.filter(ImageFilter.GaussianBlur(scanner.dpi / 300))


def _noisy(sheet: Image.Image, scanner: Scanner) -> Image.Image:
    """The sheet with the grain of a sensor, and a speck of dust here and there."""
    chance = np.random.default_rng(scanner.seed)
    levels = np.asarray(sheet, dtype=np.float32)
    levels = levels + chance.normal(0, scanner.noise, levels.shape[:2])[..., None]
    specks = chance.random(levels.shape[:2]) < 2e-5
    size = max(1, scanner.dpi // 150)
    for down in range(size):
        for right in range(size):
            levels[np.roll(specks, (down, right), (0, 1))] = 60
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
