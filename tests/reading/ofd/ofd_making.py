"""OFD documents by hand, part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"


def part(name: str, content: str, attributes: str = "") -> str:
    """An XML part whose root is called `name`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {SPACE} {attributes}>{content}</ofd:{name}>'


def page(objects: str, before: str = "", box: str = "0 0 100 50") -> str:
    """A page with one layer."""
    area = f"<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>" if box else ""
    return part("Page", f"{area}{before}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>")


def text(words: str, x: float = 10, y: float = 20, size: float = 5, steps: str = "", more: str = "") -> str:
    """A text object whose box begins at the page's corner."""
    told = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="7" Boundary="0 0 100 50" Size="{size}" {more}>'
        f'<ofd:TextCode X="{x}" Y="{y}"{told}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def written(
    path: Path,
    *pages: str,
    common: str = "",
    parts: Mapping[str, bytes | str] | None = None,
    root: str = ROOT,
) -> Path:
    """An OFD document of these pages; `common` is what they share, `parts` are further files of it."""
    listed = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>' for number in range(len(pages))
    )
    document = f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("OFD.xml", part("OFD", root))
        archive.writestr("Doc_0/Document.xml", part("Document", document))
        for number, content in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/{number}.xml", content)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return path
