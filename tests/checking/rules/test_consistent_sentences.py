"""Sentences whose figures agree raise neither an error nor a warning, however they are put."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from final_accounts.checking.checker import check
from final_accounts.reports import Severity

from ...recognising.narrative.narrative_making import account

LISTED = Path(__file__).with_name("consistent_sentences.toml")
SENTENCES = tomllib.loads(LISTED.read_text("utf-8"))["sentence"]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"][0][:24])
def test_a_consistent_sentence_is_left_in_peace(sentence: dict[str, Any]) -> None:
    checked = check(account((sentence["topic"], sentence["text"])))
    assert not checked.failed_rules
    loud = [f.message for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert loud == []


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"][0][:24])
def test_nor_with_the_marks_of_half_width(sentence: dict[str, Any]) -> None:
    typed = [text.translate(str.maketrans("，；：（）", ",;:()")) for text in sentence["text"]]
    checked = check(account((sentence["topic"], typed)))
    assert [f.message for f in checked.contradictions if f.severity is not Severity.NOTE] == []
