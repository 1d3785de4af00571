"""The functional classification as the narrative spells it: 类, 款 and 项, carried forward."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ...settings import reference

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

    An item without its category or section continues from the item before (domain.md). A category alone
    ends where another is named, marked or not: 教育支出（类）A；农林水支出B.
    """
    if path.category and not path.section and not path.item and _another_category(text, path.category):
        path = NO_ITEM
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


def names_level(text: str) -> bool:
    """Whether a text names a category, section or item as such."""
    return _LEVEL.search(text) is not None


def is_category(name: str) -> bool:
    """Whether an amount is called as a category of the classification is, now or formerly."""
    return name in _categories()


def _another_category(text: str, category: str) -> bool:
    return any(name in text and not name.startswith(category) for name in _categories())


@cache
def _categories() -> tuple[str, ...]:
    """The categories as lists of amounts name them: not by words that have another meaning too."""
    names = reference("functional_classification")["categories"].values()
    return tuple(name for each in names for name in each if name.endswith("支出") and name != "其他支出")


def clean_name(text: str) -> str:
    """A classification name without numbering, codes and joining words around it."""
    name = re.sub(r"^.*[）)]", "", text) if re.search(r"[类款项]\s*[）)]", text) else text
    name = re.sub(r"^[（(]?[一二三四五六七八九十]{1,3}[）)、]|^[\s\d.、．\-—]+", "", name)
    return name.strip("“”\"' ：:的")
