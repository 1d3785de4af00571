"""Names of output folders: from the manifest beside a source, else from its own name and content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import UnreadableSource
from ..reading.manifests import manifest

_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST = 48
_HASH_DIGITS = 8


def slugs_for(sources: Sequence[Path], given: Mapping[Path, str] | None = None) -> tuple[str, ...]:
    """One folder name for each source, all different: ASCII letters, digits and hyphens.

    A slug in `given` goes first, then the one in the manifest.csv beside the file.
    """
    taken: set[str] = set()
    slugs = []
    for source in sources:
        wished = (given or {}).get(source) or listed_slug(source) or ""
        slug = ascii_name(wished) or f"{ascii_name(source.stem) or 'report'}-{short_hash(source)}"
        slugs.append(_unlike(slug, taken))
        taken.add(slugs[-1])
    return tuple(slugs)


def listed_slug(source: Path) -> str | None:
    """The slug that the manifest in the source's own folder gives it; a broken manifest gives none."""
    try:
        rows = manifest(source.parent)
    except UnreadableSource:
        # Told where the folder is searched; a report that is named by itself needs no manifest.
        return None
    return next((row.slug for row in rows if row.file == source.name), None)


def ascii_name(name: str) -> str:
    """Lower-case ASCII letters and digits with single hyphens between, empty if nothing is left."""
    plain = unicodedata.normalize("NFKC", name).lower()
    return _UNSAFE.sub("-", plain).strip("-")[:_LONGEST].strip("-")


def short_hash(source: Path) -> str:
    """A few hexadecimal digits of the file's content, of its name if it cannot be read."""
    try:
        content = source.read_bytes()
    except OSError:
        content = source.name.encode()
    return hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]


def _unlike(slug: str, taken: set[str]) -> str:
    candidate, number = slug, 2
    while candidate in taken:
        candidate, number = f"{slug}-{number}", number + 1
    return candidate
