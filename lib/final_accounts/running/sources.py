"""From what a user names (a file, a folder, a pattern, an fsspec address) to files on this machine."""

from __future__ import annotations

import glob
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..errors import FinalAccountsError, UnreadableSource
from ..reading.bundle import SEPARATOR, is_report_file, one_name, pair_in
from ..reading.manifests import MANIFEST, Listed, manifest
from ..reading.pictures.files import SAVED_BESIDE, pictures_in
from ..reading.reader import SUFFIXES
from .archives import is_archive, unpack

_MAY_HOLD_REPORTS = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".ceb"})
"""Kinds of files that are not read, but in which bureaus publish."""
INDEX = "index.html"
_RECORDS = ("provenance.json", "failure.json")
"""What lies in each folder that a run has written."""
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80
_DEEPEST = 3
"""Archives within archives that are unpacked."""
_WILDCARD = re.compile(r"[*?\[]")
_CREDENTIALS = re.compile(r"(?<=://)[^/@]*@")


@dataclass(frozen=True, slots=True)
class LocalReport:
    """A report on this machine, and the name under which the user knows it.

    `path` is a file; of a report published as several files the folder that holds them alone, or their
    names as `reading.bundle` joins them.
    """

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files that the sources stand for, each once, and what is wrong with the sources that gave none.

    `left_out` are what may be or hold reports in the named folders and is not read: archives that are no zip
    or hold none, kinds of files that are not known, folders of pictures.
    """

    reports: tuple[LocalReport, ...]
    unusable: tuple[FinalAccountsError, ...]
    left_out: tuple[Path, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(report.path for report in self.reports)


def gather(sources: Iterable[str], downloads: Path) -> Gathered:
    """Find every report that `sources` name. Remote files are copied, and zip archives unpacked, into the
    folder `downloads`.

    A folder, or an archive, gives the reports in it and below: those of its manifest.csv first, in that
    order, then any other file that can be read, by name. A folder with one narrative and one workbook is
    one report, as are the files that a manifest's row names with ; between. A source that gives nothing is
    told in `unusable`, and the others go on. That a named file exists is for the reader to say.
    """
    reports: dict[Path, LocalReport] = {}
    unusable: list[FinalAccountsError] = []
    left_out: list[Path] = []
    for number, source in enumerate(sources):
        if not source.strip():
            # An unset variable of a script: taken for a path it would mean this whole folder.
            unusable.append(UnreadableSource("''", "no file is named", "give the path of a report"))
            continue
        search = _remote if "://" in source else _local
        for item in search(source, downloads / str(number)):
            if isinstance(item, FinalAccountsError):
                unusable.append(item)
            elif isinstance(item, Path):
                left_out.append(item)
            else:
                reports.setdefault(item.path, item)
    return Gathered(tuple(reports.values()), tuple(unusable), tuple(dict.fromkeys(left_out)))


def is_single(source: str) -> bool:
    """Whether a source can stand for one report only: no folder, no archive, no pattern."""
    if "://" in source:
        return _remote_suffix(source) in SUFFIXES
    path = Path(source)
    if path.is_dir():
        return bool(pair_in(path)) and not (path / MANIFEST).is_file()
    if is_archive(path):
        return False
    return path.exists() or not _WILDCARD.search(source)


def safe_name(address: str) -> str:
    """A file name for something from elsewhere: its last part without anything a file system or a shell
    could misread, never hidden, never empty, its suffix kept."""
    last = PurePosixPath(_without_query(address).replace("\\", "/")).name
    cleaned = _UNSAFE.sub("_", last).lstrip(".-") or "report"
    stem, dot, suffix = cleaned.rpartition(".")
    if not dot:
        return cleaned[:_LONGEST_NAME]
    return f"{stem[:_LONGEST_NAME]}.{suffix[:10]}"


def _without_query(address: str) -> str:
    return re.split(r"[?#]", address)[0] if address.startswith(("http://", "https://")) else address


def _remote_suffix(address: str) -> str:
    return PurePosixPath(_without_query(address)).suffix.lower()


_Found = LocalReport | FinalAccountsError | Path
"""A report, what is wrong, or a path that is left out."""
_TOLD = (LocalReport, FinalAccountsError)


def _local(source: str, unpacked: Path) -> Iterator[_Found]:
    path = Path(source)
    if path.is_dir() or is_archive(path):
        found = list(_folder(path, unpacked) if path.is_dir() else _archive(path, unpacked))
        if not any(isinstance(item, _TOLD) for item in found):
            yield _no_report(source)
        yield from found
    elif not path.exists() and _WILDCARD.search(source):
        matches = sorted(glob.glob(source))
        if not matches:
            yield UnreadableSource(source, "no file matches this pattern", "check the folder and the pattern")
        yield from (_named(Path(match)) for match in matches)
    else:
        yield _named(path)


def _named(path: Path) -> LocalReport:
    return LocalReport(path, str(path))


def _no_report(source: str) -> UnreadableSource:
    return UnreadableSource(
        source, "the folder holds no report", f"name a folder with {', '.join(SUFFIXES)} files"
    )


def _folder(folder: Path, unpacked: Path, depth: int = 0) -> Iterator[_Found]:
    """What lies in a folder and below, its archives unpacked into the folder `unpacked`; `depth` is how many
    archives it lies in."""
    known: set[Path] = set()
    listed = list(_listed(folder, known))
    others = _unlisted(folder, known)
    if not listed and not others and pair_in(folder):
        others = [folder]
    yield from listed
    yield from map(_named, others)
    for number, path in enumerate(_left_out(folder)):
        inside = list(_archive(path, unpacked / str(number), depth)) if is_archive(path) else []
        yield from (inside if any(isinstance(item, _TOLD) for item in inside) else [path])


def _archive(path: Path, unpacked: Path, depth: int = 0) -> Iterator[_Found]:
    """What an archive holds, named by the archive; nothing of one within many others."""
    if depth == _DEEPEST:
        return
    folder = unpacked / "in" / path.stem
    try:
        unpack(path, folder)
    except UnreadableSource as error:
        yield UnreadableSource(str(path), error.problem, error.remedy)
        return
    for item in _folder(folder, unpacked / "below", depth + 1):
        if isinstance(item, LocalReport):
            yield LocalReport(item.path, item.name.replace(str(folder), str(path), 1))
        elif isinstance(item, FinalAccountsError):
            named = item.source.replace(str(folder), str(path), 1)
            yield UnreadableSource(named, item.problem, item.remedy)
        else:
            yield path / item.relative_to(folder) if item.is_relative_to(folder) else item


def _unlisted(folder: Path, known: set[Path]) -> list[Path]:
    """The reports in a folder and below that are not `known`, by name; a pair of files by its folder's."""
    files = [path for path in folder.rglob("*") if _is_report(path, folder) and path not in known]
    pairs = [set(pair_in(place)) for place in {path.parent for path in files}]
    in_pairs = {path for pair in pairs if pair <= set(files) for path in pair}
    return sorted({path.parent if path in in_pairs else path for path in files})


def _is_report(path: Path, folder: Path) -> bool:
    """A readable kind of file, no README, that neither the system nor an Office program hides."""
    return not _is_hidden(path, folder) and is_report_file(path) and not _is_result(path)


def _is_result(path: Path) -> bool:
    """Whether an earlier run has written a file: into its folder of a report, or the index over them."""
    if path.name == INDEX:
        return any(any(path.parent.glob(f"*/{record}")) for record in _RECORDS)
    return any((path.parent / record).is_file() for record in _RECORDS)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _left_out(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if not _is_hidden(path, folder)
        and (_holds_pages(path) or (path.suffix.lower() in _MAY_HOLD_REPORTS and path.is_file()))
    )


def _holds_pages(path: Path) -> bool:
    """Whether a folder may be a report, published as pictures of its pages, and not what a browser saved
    beside a web page: only whoever names it knows."""
    if not path.is_dir() or path.name.endswith(SAVED_BESIDE):
        return False
    return bool(pictures_in(path)) and pair_in(path) == pictures_in(path)


def _listed(folder: Path, known: set[Path]) -> Iterator[LocalReport | FinalAccountsError]:
    """The reports of the folder's manifest, each checked against its hash where one is given.

    Adds every file that the manifest names to `known`.
    """
    try:
        rows = manifest(folder)
    except UnreadableSource as error:
        yield error
        return
    for row in rows:
        parts = [part.strip() for part in row.file.split(SEPARATOR)]
        if not all(part and _inside(folder, part) for part in parts):
            yield UnreadableSource(
                f"{folder / MANIFEST}:{row.line}", "no file of this folder is named", "fill the column `file`"
            )
            continue
        known.update(folder / part for part in parts)
        yield _verified(folder, parts, row)


def _inside(folder: Path, name: str) -> bool:
    return not PurePosixPath(name).is_absolute() and (folder / name).resolve().is_relative_to(
        folder.resolve()
    )


def _verified(folder: Path, names: Sequence[str], row: Listed) -> LocalReport | FinalAccountsError:
    """The file or files of a manifest's row, if they still have the content that the row vouches for."""
    vouched = [part.strip().lower() for part in row.sha256.split(SEPARATOR)]
    for name, expected in zip(names, vouched, strict=False):
        path = folder / name
        if expected and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            return UnreadableSource(
                name,
                f"its content is not what {MANIFEST} vouches for",
                f"restore the file, or correct its sha256 in {folder / MANIFEST}",
            )
    return _named(one_name(folder / name for name in names))


def _remote(address: str, folder: Path) -> Iterator[_Found]:
    """Copies of what lies at an fsspec address: one file, or the reports directly in a folder."""
    import fsspec

    shown = _CREDENTIALS.sub("", address)
    try:
        files, root = fsspec.core.url_to_fs(address)
        remote = _remote_reports(files, root)
        if not remote:
            yield UnreadableSource(
                shown, "the folder holds no report", f"name a folder with {', '.join(SUFFIXES)} files"
            )
        for number, item in enumerate(remote):
            target = folder / str(number) / safe_name(item)
            target.parent.mkdir(parents=True)
            with files.open(item, "rb") as incoming, target.open("wb") as outgoing:
                shutil.copyfileobj(incoming, outgoing)
            yield LocalReport(target, shown if item == root else files.unstrip_protocol(item))
    except FileNotFoundError:
        yield UnreadableSource(shown, "nothing lies at this address", "check the address")
    except (ImportError, ValueError) as error:
        yield UnreadableSource(
            shown,
            f"this kind of address cannot be opened ({error})",
            "install what it asks for, or download the file and name it here",
        )
    except OSError as error:
        yield UnreadableSource(
            shown, f"the address cannot be opened ({error})", "check the network and your access"
        )


def _remote_reports(files: Any, root: str) -> list[str]:
    if not files.isdir(root):
        return [root]
    names = sorted(files.ls(root, detail=False))
    return [name for name in names if _remote_suffix(name) in SUFFIXES]
