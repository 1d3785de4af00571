"""Sentences of rules and causes: Chinese as text, English beside it, from one catalogue."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from final_accounts.settings import reference
from final_accounts.wordings import NOTHING, Wording, joined, tell, tell_if_known

OWN_SECTIONS = ("found", "cause", "happened", "named")
"""What checking/ says of a figure, why, and the words inside."""


def test_a_sentence_is_its_chinese_and_knows_its_english() -> None:
    told = tell("cause.should_be_year", year=2024)
    assert told == "疑似应为2024年。"
    assert told.english == "It should probably be 2024."
    assert told.key == "cause.should_be_year"


def test_a_wording_inside_a_sentence_is_told_in_the_same_language() -> None:
    told = tell("cause.wrong_direction", right=tell("named.decline"))
    assert told == "疑似方向用词写反或沿用了模板：应为“下降”。"
    assert told.english == "The word may be the wrong way round, or the template's own: it should be “down”."


def test_sentences_are_put_together_in_both_languages() -> None:
    first, second = tell("cause.unknown"), tell("cause.likely", cause=tell("happened.cut"))
    both = first + second
    assert both == "未找到能说明这一差异的简单原因。疑似直接截去尾数，未四舍五入。"
    assert both.english == (
        "No simple cause was found. It may be that its last digits were cut off instead of rounded."
    )
    assert both.without(first) == second and both.without(first).english == second.english
    assert (first + NOTHING).english == first.english
    parts = joined((tell("named.growth"), "35.82%"), "：", ": ")
    assert (parts, parts.english) == ("增长：35.82%", "up: 35.82%")


def test_a_report_s_own_braces_and_words_stay_as_they_are() -> None:
    told = tell("happened.copied", source="“{amount}”", amount="{0}")
    assert told == "照抄了“{amount}”的数字{0}"
    assert told.english == "it was copied from “{amount}”, {0}"


def test_quotations_within_quotations_have_marks_of_their_own() -> None:
    told = tell("found.against_form", subject="“三公”经费", stated="1", cell="《甲》“合计”行", value="2")
    assert told == "“‘三公’经费”：文字写1，《甲》“合计”行为2"
    assert told.english.startswith("“‘三公’经费”: 1 in the text")


def test_a_wording_survives_its_way_between_processes() -> None:
    told = pickle.loads(pickle.dumps(tell("happened.cut")))
    assert isinstance(told, Wording) and told.english == tell("happened.cut").english


def test_a_sentence_that_the_catalogue_lacks_is_refused_or_kept_in_chinese() -> None:
    with pytest.raises(KeyError, match=r"messages\.toml has no 'cause\.of_nothing'"):
        tell("cause.of_nothing")
    assert tell_if_known("disclosure.某项", "某项").english == "某项"


def test_every_sentence_of_the_rules_is_in_the_catalogue_and_said_by_one(root: Path) -> None:
    folder = root / "lib" / "final_accounts"
    source = "".join(
        path.read_text("utf-8")
        for part in ("checking", "recognising")
        for path in sorted((folder / part).rglob("*.py"))
    )
    asked = set(re.findall(r"['\"]((?:found|cause|happened|named)\.\w+)['\"]", source))
    held = {f"{section}.{name}" for section in OWN_SECTIONS for name in reference("messages")[section]}
    assert len(asked) > 120 and asked <= held
    # Where a finding agrees or knows better, the key has an ending.
    assert {re.sub(r"(_agrees|_should)$", "", key) for key in held} <= asked | {"found.completion"}
