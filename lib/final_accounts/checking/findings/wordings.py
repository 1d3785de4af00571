"""From words of a report to a finding on them."""

from __future__ import annotations

import re

from ...figures import Verdict
from ...places import Place
from ...reports import Finding, Statement
from ...wordings import Wording


def in_sentence(
    rule: str, statement: Statement, match: re.Match[str], message: Wording, advice: Wording
) -> Finding:
    """The finding on the words of a sentence that a pattern matched, at their place."""
    place = statement.place_of(*match.span())
    quote, section = statement.text.strip(), statement.section.title or None
    return wording_finding(rule, match.group(), message, advice, quote, section, place)


def wording_finding(
    rule: str, stated: str, message: Wording, advice: Wording, quote: str, section: str | None, place: Place
) -> Finding:
    """The finding on words that should not stand as they do."""
    return Finding(
        rule=rule,
        kind="wording",
        verdict=Verdict.INCONSISTENT,
        message=message,
        stated=stated,
        section=section,
        quote=quote,
        explanation=advice,
        places=(place,),
    )
