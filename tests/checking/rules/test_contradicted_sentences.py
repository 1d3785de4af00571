"""Sentences whose figures disagree are told, with the message that a reader gets and no other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from final_accounts.checking.checker import check
from final_accounts.reports import Severity

from ...recognising.narrative.narrative_making import account

LISTED = Path(__file__).with_name("contradicted_sentences.toml")
_HALF_WIDTH = str.maketrans("，；：（）", ",;:()")
SENTENCES = tomllib.loads(LISTED.read_text("utf-8"))["sentence"]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"][0][:40])
def test_a_contradicted_sentence_is_told(sentence: dict[str, Any]) -> None:
    checked = check(account((sentence["topic"], sentence["text"])))
    assert not checked.failed_rules
    loud = [str(f.message) for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert loud == sentence["messages"]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"][0][:40])
def test_so_it_is_with_the_marks_of_half_width(sentence: dict[str, Any]) -> None:
    typed = [text.translate(_HALF_WIDTH) for text in sentence["text"]]
    checked = check(account((sentence["topic"], typed)))
    loud = [str(f.message) for f in checked.contradictions if f.severity is not Severity.NOTE]
    assert [told.translate(_HALF_WIDTH) for told in loud] == [
        told.translate(_HALF_WIDTH) for told in sentence["messages"]
    ]
