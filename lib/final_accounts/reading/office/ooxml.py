"""Office Open XML packages: a zip of parts and the relations between them, read without trusting it."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from lxml import etree

from ...errors import InvalidSetting, UnreadableSource
from .ole import OLE_MAGIC

_TRANSITIONAL = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_PREFIXES = {
    f"{_TRANSITIONAL}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_TRANSITIONAL}/spreadsheetml/2006/main": "s",
    f"{_STRICT}/spreadsheetml/main": "s",
    f"{_TRANSITIONAL}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_TRANSITIONAL}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    f"{_TRANSITIONAL}/drawingml/2006/picture": "pic",
    f"{_STRICT}/drawingml/picture": "pic",
    f"{_TRANSITIONAL}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_TRANSITIONAL}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_TRANSITIONAL}/markup-compatibility/2006": "mc",
    f"{_TRANSITIONAL}/package/2006/relationships": "rel",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_SPACES: dict[str, tuple[str, ...]] = {
    prefix: tuple(space for space, other in _PREFIXES.items() if other == prefix)
    for prefix in _PREFIXES.values()
}
NOT_UNPACKED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
"""What zipfile raises where a part of a damaged archive is unpacked."""

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class Element(Protocol):
    """What is used of an XML element."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    def get(self, key: str) -> str | None: ...
    def __iter__(self) -> Iterator[Element]: ...
    def iter(self) -> Iterator[Element]: ...
    def remove(self, element: Element) -> None: ...
    def addprevious(self, element: Element) -> None: ...


@cache
def _short(tag: str) -> str:
    space, _, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    return f"{_PREFIXES.get(space, '')}:{local}"


def name_of(element: Element) -> str:
    """The element's name with the usual prefix (`w:p`), the same for strict and transitional files."""
    return _short(element.tag)


def attribute(element: Element, name: str) -> str | None:
    """The attribute called `name` (`w:val`, `r:id`, or without prefix), None if it is not there."""
    prefix, _, local = name.rpartition(":")
    for space in _SPACES.get(prefix, ()):
        value = element.get(f"{{{space}}}{local}")
        if value is not None:
            return value
    return element.get(local) if not prefix else None


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The direct children of that name; none of a missing element."""
    if element is not None:
        yield from (child for child in element if name_of(child) == name)


def first(element: Element | None, *path: str) -> Element | None:
    """The element at the end of `path`, always taking the first child of that name."""
    for name in path:
        element = next(children(element, name), None)
    return element


def value_at(element: Element | None, *path: str, prefix: str = "w") -> str | None:
    """The `val` attribute of the element at the end of `path`."""
    found = first(element, *path)
    return None if found is None else attribute(found, f"{prefix}:val" if prefix else "val")


def is_on(element: Element | None, *path: str) -> bool:
    """Whether the on/off property at the end of `path` is there and not switched off."""
    found = first(element, *path)
    return found is not None and attribute(found, "w:val") not in {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """How much of an archive is unpacked. A part above `suspicious_bytes` may not exceed `ratio`."""

    entries: int = 20_000
    part_bytes: int = 96 * 2**20
    total_bytes: int = 1024 * 2**20
    ratio: int = 200
    suspicious_bytes: int = 8 * 2**20

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) < 1:
                raise InvalidSetting(name, getattr(self, name), "must be at least 1")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: the last word of its type (`chart`, `footnotes` …) and the part it names."""

    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package. `name` is the source's name, for messages."""

    name: str
    archive: zipfile.ZipFile
    sizes: dict[str, int] = field(repr=False)

    def __contains__(self, part: str) -> bool:
        return part in self.sizes

    def xml(self, part: str) -> Element:
        """The root of an XML part. Raises UnreadableSource if it is missing or damaged."""
        try:
            root = etree.fromstring(self.data(part), _parser())
        except etree.XMLSyntaxError as error:
            raise _damaged(self.name, f"the part {part} is no complete XML") from error
        # An Office file never declares a document type; one that does is after entities.
        if root.getroottree().docinfo.doctype:
            raise _damaged(self.name, f"the part {part} declares a document type")
        return cast(Element, root)

    def data(self, part: str) -> bytes:
        """The bytes of a part. Raises UnreadableSource if it is missing or damaged."""
        try:
            return self.archive.read(part)
        except KeyError as error:
            raise _damaged(self.name, f"the part {part} is missing") from error
        except NOT_UNPACKED as error:
            raise _damaged(self.name, f"the part {part} cannot be unpacked") from error

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by id; of the package itself for the empty name."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self:
            return {}
        found: dict[str, Relation] = {}
        for element in children(self.xml(path), "rel:Relationship"):
            target = attribute(element, "Target") or ""
            external = attribute(element, "TargetMode") == "External"
            if not external:
                joined = target if target.startswith("/") else posixpath.join("/", folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            kind = (attribute(element, "Type") or "").rpartition("/")[2]
            found[attribute(element, "Id") or ""] = Relation(kind, target, external)
        return found


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _damaged(name: str, problem: str) -> UnreadableSource:
    return UnreadableSource(
        name, f"the file is damaged ({problem})", "download it again, or save it anew in Word"
    )


def open_package(path: Path, name: str, limits: PackageLimits | None = None) -> Package:
    """Open the package at `path`; close its `archive` after use.

    Raises UnreadableSource, whose text names `name`, if the file is encrypted, no zip archive, damaged,
    or would unpack beyond `limits`.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head == OLE_MAGIC:
        raise _old_or_encrypted(path, name)
    if not head:
        raise UnreadableSource(name, "the file is empty", "download it again")
    if not head.startswith(b"PK"):
        raise UnreadableSource(name, "this is no Office document", "check what the file really is")
    try:
        archive = zipfile.ZipFile(path)
    except (*NOT_UNPACKED, ValueError) as error:
        raise _damaged(name, "the archive is incomplete") from error
    try:
        entries = archive.infolist()
        check_limits(entries, name, limits or PackageLimits(), _CHECKED)
    except UnreadableSource:
        archive.close()
        raise
    return Package(name, archive, {entry.filename: entry.file_size for entry in entries})


def _old_or_encrypted(path: Path, name: str) -> UnreadableSource:
    if _ENCRYPTED_STREAM in path.read_bytes():
        return UnreadableSource(
            name, "the file is encrypted", "open it with its password and save it without one"
        )
    return UnreadableSource(name, "this is an old Office file", "save it as .docx and try again")


_CHECKED = "check where it comes from; if it is a real report, save it anew in Word"


def check_limits(entries: list[zipfile.ZipInfo], name: str, limits: PackageLimits, remedy: str) -> None:
    """Raise UnreadableSource, with the remedy, if an archive is encrypted or would unpack beyond limits."""
    if len(entries) > limits.entries:
        raise UnreadableSource(name, f"the archive holds {len(entries)} parts, too many for a report", remedy)
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise UnreadableSource(name, "the archive would unpack to a size no report has", remedy)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise UnreadableSource(name, "the archive is encrypted", "save it without a password")
        is_xml = entry.filename.endswith((".xml", ".rels"))
        packed_hard = entry.file_size > limits.ratio * max(entry.compress_size, 1)
        if (is_xml and entry.file_size > limits.part_bytes) or (
            entry.file_size > limits.suspicious_bytes and packed_hard
        ):
            raise UnreadableSource(
                name, f"the part {entry.filename} would unpack to a size no report has", remedy
            )
