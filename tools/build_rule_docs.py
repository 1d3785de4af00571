"""Write docs/rules.md from the docstrings of the rules, or check that it is what they give.

`python tools/build_rule_docs.py` writes the page; with `--check` it writes nothing and exits with 1 if the
page is another.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from inspect import cleandoc
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "rules.md"
sys.path.insert(0, str(ROOT / "lib"))

from final_accounts.checking import checker  # noqa: E402, F401  (registers the rules)
from final_accounts.checking.registry import Rule, in_order  # noqa: E402
from final_accounts.settings import reference  # noqa: E402

HEAD = """\
# Rules

Made by `tools/build_rule_docs.py` from the docstrings of the rules; do not edit. {count} rules.

What a rule finds carries its name, its kind and a verdict (see [rounding.md](rounding.md)). *Severity* is
how loudly an inconsistent figure speaks; a truncated one is a {truncated}, the consequence of another
wrong figure a {consequence}. `data/reference/severity.toml` says so.
"""


def page() -> str:
    """The whole page."""
    rules = [rule for rule in in_order() if _is_own(rule)]
    verdicts = reference("severity")["verdicts"]
    head = HEAD.format(count=len(rules), truncated=verdicts["truncated"], consequence=verdicts["consequence"])
    return "\n".join([head, *_families(rules)])


def _is_own(rule: Rule) -> bool:
    """Whether a rule is the library's, and not one that a test has registered."""
    return rule.function.__module__.startswith("final_accounts.")


def _families(rules: Sequence[Rule]) -> Iterator[str]:
    for module, own in groupby(rules, key=lambda rule: rule.function.__module__):
        title = cleandoc(import_module(module).__doc__ or "").split("\n")[0].rstrip(".")
        yield f"## {title}\n"
        for rule in own:
            yield from _told(rule)


def _told(rule: Rule) -> Iterator[str]:
    policy = reference("severity")
    severity = policy["rules"].get(rule.name, policy["verdicts"]["inconsistent"])
    needs = ""
    if rule.form is not None:
        needs = f" · needs the form {reference('forms')['forms'][rule.form]['title']}"
    yield f"### {rule.name}\n"
    yield f"*Kind* {rule.kind} · *severity* {severity}{needs}\n"
    yield _linked(rule.sentence) + "\n"


def _linked(sentence: str) -> str:
    """A rule's sentence as Markdown; pages of docs/ become links."""
    escaped = sentence.replace("*", r"\*").replace("_", r"\_")
    return escaped.replace("domain.md", "[domain.md](domain.md)")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if it is stale")
    options = parser.parse_args(arguments)
    made = page().rstrip("\n") + "\n"
    if not options.check:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    sys.stderr.write(f"{PAGE}: not what the rules say; run tools/build_rule_docs.py\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
