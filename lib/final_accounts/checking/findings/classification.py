"""Names of the functional classification, and what alone has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ...settings import reference
from .form_cells import bare


@lru_cache(maxsize=10_000)
def plain_name(name: str) -> str:
    """A name of the classification without numbering, spaces and 支出 at its end."""
    return bare(name).removesuffix("支出")


def holder(lists: Mapping[str, Sequence[str]], name: str) -> str | None:
    """The code of the only list that has a plain name, None if none or several have it."""
    found = [code for code, names in lists.items() if name in map(plain_name, names)]
    return found[0] if len(found) == 1 else None


def section_of_item(name: str) -> str | None:
    """The code of the only section that has an item of this plain name."""
    sections = reference("functional_classification")["whole_sections"]
    return holder({code: held["items"] for code, held in sections.items()}, name)
