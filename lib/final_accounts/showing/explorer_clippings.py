"""The pieces of the original pages on which a finding's figures are printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from ..places import Place
from ..reports import Finding, Report

MOST = 3
"""Pieces shown with one finding: the figure itself, and the first of those it is held against."""
SCALE, MARGIN = 2.0, 48.0
"""Pixels a point, and points around the figure: a line above, a line below, the words beside it."""


@dataclass(frozen=True, slots=True)
class Clipping:
    """A piece of a page as PNG, and its words for who cannot see it."""

    png: bytes
    alt: str
    caption: str


def clippings(report: Report, finding: Finding) -> tuple[Clipping, ...]:
    """The pieces of pages that show the finding's places; none where the source has no pages to cut from."""
    source = report.document.source
    if source.format != "pdf" or not source.path.is_file() or find_spec(_CROPS) is None:
        return ()
    own = finding.stated_figure
    places = [own.place] if own else []
    places += [place for place in finding.places if place not in places]
    # A report of several files has its pages in files of its own.
    boxed = [p for p in places if p.page is not None and p.box is not None and p.source is None][:MOST]
    return tuple(_clipping(source.path, place, first=index == 0) for index, place in enumerate(boxed))


_CROPS = "final_accounts.showing.crops"


def _clipping(path: Path, place: Place, first: bool) -> Clipping:
    what = "报告所载" if first else "与之对照"
    return Clipping(
        png=_cut(path, path.stat().st_mtime_ns, place),
        alt=f"原件{place.describe()}的截图，{what}的数字以方框标出。",
        caption=f"{what} · {place.describe()}",
    )


@lru_cache(maxsize=64)
def _cut(path: Path, modified: int, place: Place) -> bytes:
    """The piece of the page; `modified` only tells a file from a later one of the same name."""
    from .crops import crop

    return crop(path, place, SCALE, MARGIN)
