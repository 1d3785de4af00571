"""The rules, each one function: its docstring is the rule's sentence and its source."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..reports import Finding, Report

log = logging.getLogger(__name__)

RuleFunction = Callable[[Report], Iterator[Finding]]

KINDS = frozenset(
    {
        "share", "change", "direction", "completion", "sum", "balance", "cross", "count", "unit", "numbering",
        "completeness", "wording", "performance",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. `form` is the catalogue key of the form it needs, None if it needs none."""

    name: str
    kind: str
    form: str | None
    function: RuleFunction

    @property
    def sentence(self) -> str:
        return inspect.cleandoc(self.function.__doc__ or "")

    @property
    def where(self) -> tuple[str, int]:
        """Module and line of its function."""
        return self.function.__module__, self.function.__code__.co_firstlineno

    def applies(self, report: Report) -> bool:
        return self.form is None or report.form(self.form) is not None


RULES: dict[str, Rule] = {}


def rule(name: str, kind: str, form: str | None = None) -> Callable[[RuleFunction], RuleFunction]:
    """Register a rule under `name` (family.subject). Raises ValueError for a second of that name,
    an unknown kind, or a missing docstring."""

    def register(function: RuleFunction) -> RuleFunction:
        if name in RULES:
            raise ValueError(f"rule {name!r} is registered twice")
        if kind not in KINDS:
            raise ValueError(f"rule {name!r} has the unknown kind {kind!r}")
        if not function.__doc__:
            raise ValueError(f"rule {name!r} has no sentence")
        RULES[name] = Rule(name, kind, form, function)
        return function

    return register


def in_order() -> list[Rule]:
    """The registered rules by module and line: they register in the order of importing, which may be any."""
    return sorted(RULES.values(), key=lambda registered: registered.where)


def run_rules(report: Report) -> tuple[tuple[Finding, ...], tuple[tuple[str, str], ...]]:
    """All findings of all rules that apply, and (rule, reason) for each rule that broke on this report."""
    findings: list[Finding] = []
    failed: list[tuple[str, str]] = []
    for registered in in_order():
        if not registered.applies(report):
            continue
        try:
            findings.extend(registered.function(report))
        except Exception as error:  # logged and reported as failed; the others still speak
            log.exception("rule %s failed on %s", registered.name, report.document.source.name)
            failed.append((registered.name, f"{type(error).__name__}: {error}"))
    return tuple(findings), tuple(failed)
