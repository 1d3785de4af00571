"""The files of an OFD document: its pages, and the resources they draw with."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import UnreadableSource
from ..office.ooxml import Element, Package, children, first, open_package

ROOT = "OFD.xml"
ENCRYPTIONS = "Encryptions.xml"
_A4 = "0 0 210 297"
_REMEDY = "open it in its reader and print it to a PDF"


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages name by number: the parts of pictures, how lines are drawn, and drawings of their own."""

    pictures: dict[str, str] = field(default_factory=dict)
    params: dict[str, Element] = field(default_factory=dict)
    units: dict[str, Element] = field(default_factory=dict)

    def beside(self, other: Resources) -> Resources:
        """These resources and others, which come first where both have a number."""
        return Resources(self.pictures | other.pictures, self.params | other.params, self.units | other.units)


@dataclass(frozen=True, slots=True)
class PageParts:
    """The XML of a page: its box, and what lies over one another on it, the lowest first."""

    box: str
    layers: tuple[Element, ...]
    resources: Resources


def open_ofd(path: Path, name: str) -> Package:
    """The archive of the OFD document at `path`; close its `archive` after use.

    Raises UnreadableSource if it is encrypted, damaged, or would unpack to a size no report has.
    """
    package = open_package(path, name)
    if ENCRYPTIONS in package:
        package.archive.close()
        raise UnreadableSource(name, "the file is encrypted", _REMEDY)
    return package


def pages_of(package: Package) -> Iterator[PageParts]:
    """The pages of a document in order. Raises UnreadableSource if parts are missing or damaged."""
    for body in children(package.xml(ROOT), ":DocBody"):
        root = _text(first(body, ":DocRoot"))
        if root:
            yield from _pages(package, _part(package, "", root))


def _pages(package: Package, part: str) -> Iterator[PageParts]:
    document = package.xml(part)
    common = first(document, ":CommonData")
    shared = Resources()
    for kind in (":PublicRes", ":DocumentRes"):
        for element in children(common, kind):
            shared = shared.beside(_resources(package, _part(package, part, _text(element))))
    box = _box(common, ":PageArea")
    templates = {
        element.get("ID"): _part(package, part, element.get("BaseLoc") or "")
        for element in children(common, ":TemplatePage")
    }
    for page in children(first(document, ":Pages"), ":Page"):
        location = _part(package, part, page.get("BaseLoc") or "")
        if location not in package:
            raise UnreadableSource(
                package.name, f"the file is damaged (the part {location} is missing)", "download it again"
            )
        yield _page(package, location, templates, shared, box or _A4)


def _page(
    package: Package, part: str, templates: dict[str | None, str], shared: Resources, box: str
) -> PageParts:
    root = package.xml(part)
    resources = _own(package, part, root, shared)
    stack: list[tuple[int, Element]] = [(1, layer) for layer in _layers(root)]
    for used in children(root, ":Template"):
        template = templates.get(used.get("TemplateID"))
        if template is not None and template in package:
            content = package.xml(template)
            resources = _own(package, template, content, resources)
            height = 2 if used.get("ZOrder") == "Foreground" else 0
            stack.extend((height, layer) for layer in _layers(content))
    stack.sort(key=lambda pair: pair[0])
    return PageParts(_box(root, ":Area") or box, tuple(layer for _, layer in stack), resources)


def _layers(page: Element) -> list[Element]:
    """The layers of a page, background first (GB/T 33190-2016, 7.7)."""
    order = {"Background": 0, "Foreground": 2}
    layers = children(first(page, ":Content"), ":Layer")
    return sorted(layers, key=lambda layer: order.get(layer.get("Type") or "", 1))


def _own(package: Package, part: str, root: Element, shared: Resources) -> Resources:
    for element in children(root, ":PageRes"):
        shared = shared.beside(_resources(package, _part(package, part, _text(element))))
    return shared


def _resources(package: Package, part: str) -> Resources:
    """The resources of a part; none where it is missing, for a page may well draw without them."""
    if part not in package:
        return Resources()
    root = package.xml(part)
    base = posixpath.join(root.get("BaseLoc") or "", "")
    found = Resources()
    for element in children(first(root, ":MultiMedias"), ":MultiMedia"):
        file = _text(first(element, ":MediaFile"))
        if file:
            found.pictures[element.get("ID") or ""] = _part(package, part, base + file, file)
    for element in children(first(root, ":DrawParams"), ":DrawParam"):
        found.params[element.get("ID") or ""] = element
    for element in children(first(root, ":CompositeGraphicUnits"), ":CompositeGraphicUnit"):
        found.units[element.get("ID") or ""] = element
    return found


def _part(package: Package, where: str, *locations: str) -> str:
    """The part that a location in the part `where` names: from its folder, or from the root if it begins
    there or nothing lies in the folder. The first that is there, else as it is written."""
    wanted = []
    for location in locations:
        location = location.replace("\\", "/")
        wanted.append(posixpath.normpath(posixpath.join("/", posixpath.dirname(where), location)).lstrip("/"))
        wanted.append(posixpath.normpath("/" + location).lstrip("/"))
    return next((part for part in wanted if part in package), wanted[0])


def _box(element: Element | None, name: str) -> str | None:
    """The sheet's box: what is printed on (PhysicalBox), which every area has."""
    return _text(first(element, name, ":PhysicalBox")) or None


def _text(element: Element | None) -> str:
    return ((element.text if element is not None else "") or "").strip()
