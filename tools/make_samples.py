"""Make the samples of data/raw from their figures, or check that they are what the figures make.

`python tools/make_samples.py` writes the samples and manifest.csv; with `--check` it writes nothing, names
what differs and exits with 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from samples.collection import differing, make_samples, write_samples  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with data/raw and write nothing")
    parser.add_argument("--only", metavar="SLUG", help="make this sample alone and leave the manifest")
    options = parser.parse_args(arguments)
    raw = ROOT / "data" / "raw"
    files = make_samples(ROOT / "data" / "reference" / "samples", only=options.only)
    if not options.check:
        write_samples(files, raw)
        return 0
    names = differing(files, raw)
    for name in names:
        sys.stderr.write(f"{raw / name}: not what tools/make_samples.py makes; run it again\n")
    return 1 if names else 0


if __name__ == "__main__":
    raise SystemExit(main())
