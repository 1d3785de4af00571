"""Print one account through every format and disturbance, with the truth about it.

`python tools/render_account.py ACCOUNT -o DIR [--only FORMAT …]` writes a file (or files) a format and beside
it `FORMAT.truth.json`: the paths, and paragraphs and tables in reading order as they were meant. ACCOUNT is a
sample of data/reference/samples (danfeng, liling …) or a manner and a seed of a generated one (sichuan:7).
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT)]

from samples.blocks import blocks_of, excerpt, truth_of  # noqa: E402
from samples.formats import formats  # noqa: E402
from samples.generated import generated  # noqa: E402
from samples.specimens import Specimen, load_specimen  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("account", metavar="ACCOUNT")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", nargs="+", choices=sorted(formats()), metavar="FORMAT")
    parser.add_argument("--leading", type=float, metavar="POINTS", help="of the text: more makes more pages")
    parser.add_argument("--whole-scans", action="store_true", help="scan all pages, not an excerpt")
    parser.add_argument("--excerpt", action="store_true", help="a few sentences and one form only")
    options = parser.parse_args(arguments)
    specimen = account(options.account)
    if options.excerpt:
        specimen = excerpt(specimen, paragraphs=3, forms=1)
    if options.leading:
        specimen = replace(specimen, look=replace(specimen.look, leading=options.leading))
    options.output.mkdir(parents=True, exist_ok=True)
    for name, one in formats(options.whole_scans).items():
        if not options.only or name in options.only:
            paths = one.publish(specimen, options.output / name)
            truth = {
                "files": [path.name for path in paths],
                "blocks": truth_of(blocks_of(one.part(specimen))),
            }
            target = options.output / f"{name}.truth.json"
            target.write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    return 0


def account(name: str) -> Specimen:
    """The account that a name asks for: of a sample, or generated as MANNER:SEED."""
    manner, colon, seed = name.partition(":")
    if colon:
        return generated(manner, int(seed))
    return load_specimen(ROOT / "data" / "reference" / "samples" / f"{name}.toml")


if __name__ == "__main__":
    raise SystemExit(main())
