"""How a page's own rules (<style>) show its elements on a screen: simple selectors, weighed as CSS does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .nodes import Node

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_BLOCK = re.compile(r"@(?P<name>[\w-]+)(?P<of>[^{};]*)\{(?P<rules>(?:[^{}]*\{[^{}]*\})*[^{}]*)\}")
_SCREEN = re.compile(
    r"\s*(?:(?:only\s+)?(?:all|screen)\s*(?:and(?=[\s(])|$))?(?P<sizes>(?:\s*\([^()]*\)\s*(?:and(?=[\s(])|$))*)\s*",
    re.IGNORECASE,
)
"""What a medium may be: none, a screen, one of some width."""
_WIDTH = re.compile(r"\(\s*(?P<bound>min|max)-width\s*:\s*(?P<pixels>\d+(?:\.\d+)?)px\s*\)", re.IGNORECASE)
_PIXELS = 1280.0
"""The width of the screen on an office desk: telephones are shown another copy."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?P<names>(?:[.#][\w-]+)*)")
_NAME = re.compile(r"[.#][\w-]+")
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([\w-]+)\s*(!\s*important)?", re.IGNORECASE)
_UNSEEN = re.compile(r"(?:^|[;\s])visibility\s*:\s*(?:hidden|collapse)\s*(!\s*important)?", re.IGNORECASE)

Display = Callable[[Node], str]
"""How an element is displayed: none for one that is not seen, empty where the page does not say."""
_Weight = tuple[bool, int, int]
"""Whether a word is important, how closely its selector tells the element, and its order."""
_INLINE = 1_000_000


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is said of the elements of a tag (empty for any) that bear all the names, .class and #id."""

    tag: str
    names: frozenset[str]
    display: str
    weight: _Weight


def displays(root: Node) -> Display:
    """How a page shows its elements, by their own style and by rules that select each by itself alone."""
    styles = [s for s in root.iter("style") if _is_on_screen(s.get("media") or "")]
    known: dict[str, list[_Rule]] = {}
    for rule in _rules("\n".join("".join(style.itertext()) for style in styles)):
        known.setdefault(min(rule.names, default=rule.tag), []).append(rule)

    def display(node: Node) -> str:
        tag, names = str(node.tag), {f".{name}" for name in (node.get("class") or "").split()}
        names |= {f"#{node.get('id')}"}
        said = [
            (rule.weight, rule.display)
            for name in (*names, tag)
            for rule in known.get(name, ())
            if rule.tag in ("", tag) and rule.names <= names
        ]
        own = _shown(node.get("style") or "")
        if own is not None:
            said.append(((own[1], _INLINE, 0), own[0]))
        return max(said)[1] if said else ""

    return display


def _rules(css: str) -> Iterator[_Rule]:
    """The rules for screens that say how something is displayed."""
    plain = _AT_BLOCK.sub(_of_screens, _COMMENT.sub(" ", css))
    for order, (selectors, declarations) in enumerate(_RULE.findall(plain)):
        shown = _shown(declarations)
        if shown is None:
            continue
        for selector in selectors.rpartition(";")[2].split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if found is None or not found.group():
                continue
            names = frozenset(_NAME.findall(found["names"]))
            closeness = sum(1_000 if name.startswith("#") else 10 for name in names) + bool(found["tag"])
            tag = (found["tag"] or "").lower()
            yield _Rule(tag, names, shown[0], (shown[1], closeness, order))


def _of_screens(block: re.Match[str]) -> str:
    """The rules of @media screen; nothing of @media print, of another width, and of other blocks."""
    return block["rules"] if block["name"].lower() == "media" and _is_on_screen(block["of"]) else " "


def _is_on_screen(medium: str) -> bool:
    """Whether a medium is the screen of a desk; one of which more is asked than its width is not known."""
    found = _SCREEN.fullmatch(medium)
    if found is None:
        return False
    asked = re.findall(r"\([^()]*\)", found["sizes"])
    return all(_is_so_wide(one) for one in asked)


def _is_so_wide(asked: str) -> bool:
    """Whether the screen of a desk has the width that is asked for."""
    width = _WIDTH.fullmatch(asked)
    if width is None:
        return False
    bound = float(width["pixels"])
    return bound <= _PIXELS if width["bound"].lower() == "min" else bound >= _PIXELS


def _shown(declarations: str) -> tuple[str, bool] | None:
    """How something is displayed, and whether that is important; None where nothing is said of it."""
    unseen = _UNSEEN.search(declarations)
    if unseen is not None:
        return "none", unseen[1] is not None
    said = list(_DISPLAY.finditer(declarations))
    return (said[-1][1].lower(), said[-1][2] is not None) if said else None
