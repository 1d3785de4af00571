"""Corrections beside a raw file: a misread cell is overridden, openly and only while it is misread so.

`report.pdf.corrections.yml` (or .toml) lists entries; raw files are never edited.

    corrections:
      - {page: 9, table: 4, row: 12, column: 3, expect: "1O.52", value: "10.52", reason: 印章盖住数字}
      - {sheet: 收入决算表, cell: E7, expect: "", value: "0.30", reason: 单元格为图片}
      - {form: 支出决算表, row: "2101505", column: 项目支出, expect: "3.1", value: "3.10", reason: 扫描不清}

`page`, `table`, `row` and `column` count from 1, as findings name them. `expect` is what is read without
the correction: if that changes, the correction fails instead of overriding what it was not made for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

from ..documents import Cell, CorrectedCell, Document, Paragraph, Table
from ..errors import CorrectionFailed

ENDINGS = (".corrections.yml", ".corrections.yaml", ".corrections.toml")
_FEW = 4
_HEAD_ROWS = 4
"""How many rows of a table may hold its title."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry. `file` and `number` (from 1) say where it is written."""

    file: str
    number: int
    expect: str
    value: str
    reason: str
    page: str | None = None
    sheet: str | None = None
    cell: str | None = None
    form: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None

    def failed(self, problem: str, remedy: str) -> CorrectionFailed:
        return CorrectionFailed(f"{self.file}, entry {self.number} ({self.where})", problem, remedy)

    @property
    def where(self) -> str:
        named = (f"{name} {value}" for name in _WHERE if (value := getattr(self, name)) is not None)
        return ", ".join(named)


_WHERE = ("page", "sheet", "cell", "form", "table", "row", "column")
_NEEDED = ("expect", "value", "reason")
_KNOWN = frozenset(field.name for field in fields(Correction)) - {"file", "number"}


def correct(document: Document) -> Document:
    """The document with the corrections that lie beside its file, each told in a remark.

    Raises CorrectionFailed if an entry is malformed, names no cell or several, or expects another text.
    """
    for beside in files_beside(document.source.path):
        for entry in read_corrections(beside):
            document = _applied(document, entry)
    return document


def files_beside(path: Path) -> tuple[Path, ...]:
    """The files of corrections that lie beside a raw file."""
    named = (path.with_name(path.name + ending) for ending in ENDINGS)
    return tuple(file for file in named if file.is_file())


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The entries of a corrections file. Raises CorrectionFailed if it is malformed."""
    listed = _load(path)
    entries = listed.get("corrections") if isinstance(listed, Mapping) else listed
    if not isinstance(entries, list):
        raise CorrectionFailed(
            path.name, "it holds no list of corrections", "begin it with `corrections:` and list entries"
        )
    return tuple(_entry(path.name, number, entry) for number, entry in enumerate(entries, start=1))


def _load(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".toml":
            return tomllib.loads(text)
        # The base loader leaves 12.40 the text that it is.
        return yaml.load(text, Loader=yaml.BaseLoader)
    except UnicodeDecodeError as error:
        raise CorrectionFailed(path.name, "it is no UTF-8 text", "save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, yaml.YAMLError) as error:
        problem = " ".join(str(error).split())
        raise CorrectionFailed(path.name, f"it cannot be read ({problem})", "mend the file") from error


def _entry(file: str, number: int, entry: object) -> Correction:
    named = f"{file}, entry {number}"
    if not isinstance(entry, Mapping):
        raise CorrectionFailed(named, "it is no list of names and values", "write `expect: …` and so on")
    unknown = sorted(set(map(str, entry)) - _KNOWN)
    if unknown:
        raise CorrectionFailed(named, f"it has unknown names ({', '.join(unknown)})", _allowed())
    values = {str(name): _text(named, str(name), value) for name, value in entry.items()}
    missing = [name for name in _NEEDED if name not in values]
    if missing:
        raise CorrectionFailed(named, f"it lacks {', '.join(missing)}", _allowed())
    if not values["reason"].strip():
        raise CorrectionFailed(named, "its reason is empty", "say why the reading is wrong")
    found = Correction(file, number, **values)
    if not (found.cell or (found.row and found.column)):
        raise CorrectionFailed(named, "it names no cell", "give `cell`, or `row` and `column`")
    return found


def _allowed() -> str:
    return f"say where with {', '.join(_WHERE)}; and give {', '.join(_NEEDED)}"


def _text(named: str, name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and name not in _NEEDED:
        return str(value)
    raise CorrectionFailed(named, f"its {name} is no text", "write it in quotation marks")


def _applied(document: Document, entry: Correction) -> Document:
    candidates = list(_candidates(document, entry))
    if not candidates:
        raise entry.failed("no such cell is read", "look up the place anew, or remove the entry")
    matching = [cell for _, cell in candidates if _same(cell.text, entry.expect)]
    if not matching:
        read = candidates[0][1].text
        raise entry.failed(
            f"it expects {entry.expect!r}, but {read!r} is read", "check the cell; mend or remove the entry"
        )
    if len(matching) > 1:
        where = "；".join(cell.place.describe() for cell in matching[:_FEW])
        raise entry.failed(
            f"{len(matching)} cells fit ({where})", "say more exactly which: page, table, sheet"
        )
    target = matching[0]
    blocks = tuple(
        _with_text(block, target, entry.value) if isinstance(block, Table) else block
        for block in document.blocks
    )
    change = f"由“{target.text}”改为“{entry.value}”"
    remark = f"已更正：{target.place.describe()}{change}（原因：{entry.reason.strip()}）"
    cell = CorrectedCell(target.place, target.text, entry.value, entry.reason.strip())
    return replace(
        document,
        blocks=blocks,
        remarks=(*document.remarks, remark),
        corrected=(*document.corrected, cell),
    )


def _with_text(table: Table, target: Cell, text: str) -> Table:
    if target.place.table != table.index:
        return table
    certain = replace(target, text=text, alternatives=())
    rows = tuple(tuple(certain if cell is target else cell for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _candidates(document: Document, entry: Correction) -> Iterator[tuple[Table, Cell]]:
    """The cells at the place that an entry names."""
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block.text)
        elif isinstance(block, Table):
            if _is_meant(block, above, entry):
                yield from ((block, cell) for cell in _cells(block, entry))
            above = []


def _is_meant(table: Table, above: list[str], entry: Correction) -> bool:
    if entry.table is not None and entry.table != str(table.index + 1):
        return False
    if entry.sheet is not None and entry.sheet != table.place.sheet:
        return False
    if entry.form is None:
        return True
    head = [cell.text for row in table.rows[:_HEAD_ROWS] for cell in row]
    return any(_compact(entry.form) in _compact(text) for text in (*above, *head))


def _cells(table: Table, entry: Correction) -> Iterator[Cell]:
    rows = range(len(table.rows))
    for at in rows:
        for column, cell in enumerate(table.rows[at]):
            page = cell.place.page if cell.place.page is not None else table.place.page
            if entry.page is not None and entry.page != str(page):
                continue
            if entry.cell is not None and entry.cell.upper() != cell.place.cell:
                continue
            if entry.row is not None and not _is_row(table, at, entry):
                continue
            if entry.column is not None and not _is_column(table, at, column, entry):
                continue
            yield cell


def _is_row(table: Table, at: int, entry: Correction) -> bool:
    """Whether a row is the named one: by its number, in a form by its code or label."""
    if entry.form is None:
        return entry.row == str(at + 1)
    named = _compact(entry.row or "")
    return any(_compact(cell.text) == named for cell in table.rows[at])


def _is_column(table: Table, at: int, column: int, entry: Correction) -> bool:
    """Whether a column is the named one: by its number, in a form by its name above the row."""
    if entry.column == str(column + 1):
        return True
    if entry.form is None:
        return False
    named = _compact(entry.column or "")
    return any(_compact(row[column].text) == named for row in table.rows[:at])


def _same(read: str, expected: str) -> bool:
    return _compact(read) == _compact(expected)


def _compact(text: str) -> str:
    return "".join(text.split())
