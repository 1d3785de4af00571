"""The functional classification as the narrative spells it: 类, 款 and 项, carried forward."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEVEL = re.compile(
    r"(?P<name>[^，。；：:、（）()\d\s][^，。；：:]{0,44}?)\s*[（(]\s*(?:\d{1,7}\s*)?(?P<level>类|款|项)\s*[）)]"
)


@dataclass(frozen=True, slots=True)
class ItemPath:
    """Names of category, section and item; None where not (yet) named."""

    category: str | None = None
    section: str | None = None
    item: str | None = None

    def names(self) -> tuple[str, ...]:
        """The known names from the top, none skipped at the end."""
        return tuple(name for name in (self.category, self.section, self.item) if name)


NO_ITEM = ItemPath()


def carry_forward(path: ItemPath, text: str) -> ItemPath:
    """The path after a text: what it names replaces what was carried, lower levels are forgotten.

    An item without its category or section continues from the item before (domain.md).
    """
    for match in _LEVEL.finditer(text):
        name = clean_name(match["name"])
        if not name:
            continue
        if match["level"] == "类":
            path = ItemPath(category=name)
        elif match["level"] == "款":
            path = ItemPath(path.category, name)
        else:
            path = ItemPath(path.category, path.section, name)
    return path


def clean_name(text: str) -> str:
    """A classification name without numbering, codes and joining words around it."""
    name = re.sub(r"^.*[）)]", "", text) if re.search(r"[类款项]\s*[）)]", text) else text
    name = re.sub(r"^[（(]?[一二三四五六七八九十]{1,3}[）)、]|^[\s\d.、．\-—]+", "", name)
    return name.strip("“”\"' ：:的")
