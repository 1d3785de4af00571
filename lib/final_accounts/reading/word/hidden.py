"""What a Word file holds but does not show: runs hidden by themselves or by their style, white on white."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..office.ooxml import Element, Package, attribute, children, first, is_on, name_of, value_at

_WHITE = "FFFFFF"
_HINTS = (b"vanish", b"FFFFFF")
_BARE = frozenset({None, "auto", _WHITE})
_SHAPES = frozenset({"w:txbxContent", "v:textbox"})
"""What stands in a shape may lie on the shape's colour."""
_STYLED = {"w:p": "w:pStyle", "w:tbl": "w:tblStyle", "w:r": "w:rStyle"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What styles say of it, by their ids: whose text is hidden, and which lay a colour under the text."""

    hidden: frozenset[str] = frozenset()
    coloured: frozenset[str] = frozenset()


def read_shown(root: Element | None) -> Shown:
    """What the styles part says; an empty one where there is none."""
    styles = {attribute(style, "w:styleId") or "": style for style in children(root, "w:style")}
    return Shown(
        frozenset(key for key in styles if _inherits(styles, key, _vanishes)),
        frozenset(key for key in styles if _inherits(styles, key, lambda style: _has_shade(style) or None)),
    )


def _inherits(
    styles: Mapping[str, Element],
    key: str,
    says: Callable[[Element], bool | None],
    seen: tuple[str, ...] = (),
) -> bool:
    """What the nearest of a style and those it is based on says, False where none does."""
    style = styles.get(key)
    if style is None or key in seen:
        return False
    said = says(style)
    return (
        said
        if said is not None
        else _inherits(styles, value_at(style, "w:basedOn") or "", says, (*seen, key))
    )


def _vanishes(holder: Element) -> bool | None:
    return is_on(holder, "w:rPr", "w:vanish") if first(holder, "w:rPr", "w:vanish") is not None else None


def _has_shade(holder: Element) -> bool:
    """Whether there is a colour anywhere in a style or in the properties of a run, a paragraph or a cell."""
    return any(
        name_of(part) == "w:highlight"
        or (name_of(part) == "w:shd" and attribute(part, "w:fill") not in _BARE)
        for part in holder.iter()
    )


def may_hide(package: Package, parts: Iterable[str]) -> bool:
    """Whether anything in these parts may be hidden or white: most documents need not be looked through."""
    return any(hint in data for data in map(package.data, parts) for hint in _HINTS)


def drop_hidden(node: Element, shown: Shown, has_colour: bool = False) -> int:
    """Take what is not shown out of a part; how many of the white runs on white paper had digits."""
    white = 0
    for child in list(node):
        name = name_of(child)
        key = value_at(child, f"{name}Pr", _STYLED[name]) if name in _STYLED else None
        properties = first(child, f"{name}Pr")
        coloured = has_colour or name in _SHAPES or key in shown.coloured
        coloured = coloured or (properties is not None and _has_shade(properties))
        if name != "w:r":
            white += drop_hidden(child, shown, coloured)
            continue
        vanishes = _vanishes(child)
        if vanishes or (vanishes is None and key in shown.hidden):
            node.remove(child)
        elif value_at(child, "w:rPr", "w:color") == _WHITE and not coloured:
            white += any(char.isdigit() for text in children(child, "w:t") for char in text.text or "")
            node.remove(child)
        else:
            white += drop_hidden(child, shown, coloured)
    return white
