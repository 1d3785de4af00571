"""What a notebook starts with: a report read from a file."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

from ..errors import UnreadableSource
from ..reading.manifests import manifest
from ..reading.reader import read_document
from ..recognising.recogniser import recognise
from ..reports import Report
from ..showing.problems import noted
from .isolation import note_read

SAMPLES = Path(__file__).parents[3] / "data" / "raw"
_readings: dict[str, Path] = {}
"""Sources that a batch has read before, and where it put what it read."""


@noted()
def read(source: str | Path, earlier: str | Path = "") -> Report:
    """The account in the file `source` (pdf, docx, txt …), recognised. `earlier`, where named, is the same
    bureau's account of the year before, against which checking holds what the report says of that year.

    Raises UnreadableSource, UnsupportedFormat or NotAnAccount, each with one line that says what to do.

    >>> fa.read("2024年度部门决算.pdf").fiscal_year  # doctest: +SKIP
    2024
    """
    report = _account(source)
    note_read(source)
    return replace(report, earlier=_account(earlier)) if str(earlier) else report


def hand_over(source: str | Path, reading: Path) -> None:
    """Let `read` take the account in `source` from the file `reading`, which `keep_reading` wrote."""
    _readings[str(source)] = reading


def keep_reading(report: Report, reading: Path) -> None:
    """Write what was read and recognised for another process of this batch."""
    reading.write_bytes(pickle.dumps(report, pickle.HIGHEST_PROTOCOL))


def _account(source: str | Path) -> Report:
    reading = _readings.get(str(source))
    if reading is None:
        return recognise(read_document(Path(source)))
    report: Report = pickle.loads(reading.read_bytes())  # our own batch wrote it
    return report


@noted()
def sample(folder: Path = SAMPLES) -> Path:
    """The first sample report of the checkout, for a notebook that was given no source.

    Raises UnreadableSource where there is none, as in an installed package without a checkout.

    >>> fa.sample().parent.name  # doctest: +SKIP
    'raw'
    """
    for row in manifest(folder):
        path = folder / row.file
        if path.is_file():
            return path
    raise UnreadableSource(
        str(folder), "the folder holds no sample report", "name a report in the parameter `source`"
    )
