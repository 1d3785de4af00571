"""The contents of a web page's pictures, where the saved page holds them or they were saved beside it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from ..pictures.files import SAVED_BESIDE, is_picture
from .nodes import Node

SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-url", "_src", "srcset")
"""Where a page names a picture; many pages load it only once it is scrolled to."""


def saved_beside(path: Path) -> Mapping[str, Path]:
    """The pictures in the folder that a browser saved with a page, by name. A page's addresses are only
    looked up among them: they never become paths."""
    folders = (path.with_name(path.stem + ending) for ending in SAVED_BESIDE)
    files = (file for folder in folders if folder.is_dir() for file in folder.iterdir() if file.is_file())
    return {file.name: file for file in files}


def content_of(image: Node, beside: Mapping[str, Path], parts: Mapping[str, bytes]) -> bytes | None:
    """What a picture of a page holds: in its own address (data:), in one of the mail archive's `parts` by
    address, or in a file saved `beside` the page. None where it is elsewhere, or is no picture."""
    for name in SOURCES:
        address = (image.get(name) or "").strip()
        data = _in_address(address) or parts.get(address)
        if data is None and (file := beside.get(unquote(address.split("?")[0]).rpartition("/")[2])):
            data = file.read_bytes()
        if data is not None and is_picture(data):
            return data
    return None


def _in_address(address: str) -> bytes | None:
    head, comma, body = address.partition(",")
    if not head.startswith("data:") or not comma or not head.endswith(";base64"):
        return None
    try:
        return base64.b64decode(unquote(body), validate=False)
    except (binascii.Error, ValueError):
        return None
