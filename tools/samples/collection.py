"""All the samples together: their files, as bytes, and the manifest that describes them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module, util
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from .fonts import register_fonts
from .specimens import load_specimen
from .typeset import typeset

MANIFEST = "manifest.csv"
_COLUMNS = ("slug", "bureau", "year", "file", "sha256", "description", "licence")
_WORD_WRITER = "samples.docx_writer"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the collection's list, before its file is made."""

    slug: str
    bureau: str
    year: int
    file: str
    data: str
    description: str


def make_samples(folder: Path, only: str | None = None) -> dict[str, bytes]:
    """File name → content of every sample that `folder` describes, the manifest last.

    The Word sample is left out where its writer is not installed. With `only`, that slug alone and no
    manifest; KeyError if there is none of that name.
    """
    listed = tomllib.loads((folder / "collection.toml").read_text(encoding="utf-8"))
    entries = [Entry(**entry) for entry in listed["sample"]]
    specimens = {
        entry.slug: load_specimen(folder / entry.data) for entry in entries if entry.file.endswith(".pdf")
    }
    # one set of characters for all, so that a sample is the same whether made alone or with the others
    register_fonts(text for specimen in specimens.values() for text in specimen.characters())
    wanted = entries if only is None else [{entry.slug: entry for entry in entries}[only]]
    files: dict[str, bytes] = {}
    for entry in wanted:
        if entry.slug in specimens:
            files[entry.file] = typeset(specimens[entry.slug])
        elif util.find_spec(_WORD_WRITER):
            files[entry.file] = _word_sample()
    if only is None:
        files[MANIFEST] = _manifest(entries, files, listed["licence"])
    return files


def _word_sample() -> bytes:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "sample.docx"
        import_module(_WORD_WRITER).make_anju(target)
        return target.read_bytes()


def _manifest(entries: list[Entry], files: Mapping[str, bytes], licence: str) -> bytes:
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for entry in entries:
        if entry.file in files:
            digest = sha256(files[entry.file]).hexdigest()
            writer.writerow(
                (entry.slug, entry.bureau, entry.year, entry.file, digest, entry.description, licence)
            )
    return target.getvalue().encode()


def write_samples(files: Mapping[str, bytes], raw: Path) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (raw / name).write_bytes(content)


def differing(files: Mapping[str, bytes], raw: Path) -> list[str]:
    """The names of files that are absent from `raw` or not the same there."""
    return [
        name
        for name, content in files.items()
        if not (raw / name).is_file() or (raw / name).read_bytes() != content
    ]
