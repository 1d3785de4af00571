"""The catalogue: every message in both languages, filled with the same values, and used."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import nbformat
import pytest

import final_accounts as fa
from final_accounts.documents import Paragraph, Segment
from final_accounts.errors import FinalAccountsError, InvalidSetting
from final_accounts.places import Place
from final_accounts.reports import CheckedReport, Part, Section, Statement
from final_accounts.running.provenance import provenance
from final_accounts.settings import reference
from final_accounts.showing import checklist, finding_panels, form_panels, panels
from final_accounts.showing.language import say, speaking, spoken
from final_accounts.showing.messages import VERDICT_WORDS, place_words
from final_accounts.showing.page import translated
from final_accounts.wordings import Wording

MESSAGES = {
    f"{section}.{name}": message
    for section, messages in reference("messages").items()
    for name, message in messages.items()
}
PASSAGES = [
    panels.overview,
    finding_panels.show_findings,
    form_panels.show_forms,
    checklist.show_checklist,
    panels.show_claims,
    panels.show_ledger,
    provenance,
]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", MESSAGES)
def test_a_message_has_both_languages_with_the_same_values(key: str) -> None:
    message = MESSAGES[key]
    assert set(message) == {"zh", "en"}
    if message["zh"] and message["en"]:
        assert fields(message["zh"]) == fields(message["en"])
    own_units = re.compile("单位：|万元|元|万")
    assert not re.search("[一-鿿]", own_units.sub("", message["en"]))


def test_every_message_that_is_asked_for_is_there(root: Path) -> None:
    folder = root / "lib" / "final_accounts"
    sources = [*folder.rglob("*.py"), *folder.rglob("*.j2")]
    asked = {
        key
        for path in sources
        for key in re.findall(r"\b(?:say|says|t)\(\s*['\"]([a-z_]+\.[\w-]+)['\"]", path.read_text("utf-8"))
    }
    assert len(asked) > 120
    assert asked - {"section.name"} <= set(MESSAGES)


def test_chinese_is_spoken_unless_another_language_is_asked_for() -> None:
    assert spoken() == "zh" and say("severity.error") == "错误"
    with speaking("en"):
        assert say("severity.error") == "Error"
        assert next(iter(VERDICT_WORDS.values())) == "consistent"
        with speaking(None):
            assert spoken() == "en"
    assert say("severity.error") == "错误"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InvalidSetting, match="lang='fr' is not valid: must be one of zh, en"), speaking("fr"):
        pass


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda one: one.__name__)
def test_an_english_passage_says_nothing_in_chinese_itself(passage: Any, checked: CheckedReport) -> None:
    english, chinese = passage(checked, "en"), passage(checked)
    assert english.html != chinese.html
    own = re.sub("<[^>]*>", " ", english.html)
    for word in ("报告所载", "应为", "错误", "相符", "核对", "共印出", "未见", "所在", "科目编码", "文件"):
        assert word not in own, word
    assert passage(checked).html == chinese.html


def test_an_english_finding_says_what_why_and_how(checked: CheckedReport) -> None:
    passage = finding_panels.show_findings(checked, "en")
    assert passage.text.splitlines()[0] == (
        "Error 1: 支出决算表, row 合计: its parts do not make up 本年支出合计"
    )
    assert "Two neighbouring digits may be swapped." in passage.html
    assert "598.95 ÷ 933.26 × 100 = 64.178" in passage.html


def test_what_rules_say_of_the_samples_is_said_in_english(root: Path) -> None:
    """Outside quotations, titles and units nothing of a sentence is Chinese but the report's own subjects."""
    for name in ("anju-2024.docx", "danfeng-2024.pdf"):
        checked = fa.check(fa.read(root / "data" / "raw" / name))
        assert len(checked.findings) > 50
        for finding in checked.findings:
            assert isinstance(finding.message, Wording) and isinstance(finding.explanation, Wording)
            assert bool(finding.message) and bool(finding.explanation) == bool(finding.explanation.english)
        for finding in checked.contradictions:
            said = f"{finding.message.english} {finding.explanation.english}"
            assert not re.search("[，。：；应]", re.sub("“[^”]*”|《[^》]*》", "", said)), said


def test_a_place_is_told_in_the_spoken_language() -> None:
    cell = Place(page=9, table=0, row=1, column=4)
    assert place_words(cell) == "第9页（全文第1张表）第2行第5列"
    assert place_words(Place(page=9, table=0)) == "第9页"
    assert place_words(Place(page=4, paragraph=1)) == "第4页"
    assert place_words(Place(paragraph=1)) == "第2段"
    with speaking("en"):
        assert place_words(cell) == "page 9, table 1 of the file, row 2, column 5"
        assert place_words(Place()) == "place unknown"


def test_a_sentence_over_a_page_names_both_and_its_words_the_one_where_they_stand() -> None:
    lines = (Segment(0, 8, 3, (100, 700, 180, 712)), Segment(8, 20, 4, (100, 50, 220, 62)))
    paragraph = Paragraph(2, "收支总计30万元，比上年增加/减少5%。其余", lines)
    section = Section(0, Part.NARRATIVE, "总体情况")
    sentence = Statement(section, paragraph.text[2:20], paragraph.place(2, 20), paragraph.segments)
    assert place_words(sentence.place) == "第3—4页"
    words = sentence.place_of(9, 14)
    assert (words.page, words.start, words.end, words.box) == (4, 11, 16, (130, 50, 180, 62))
    assert place_words(words) == "第4页"
    with speaking("en"):
        assert place_words(sentence.place) == "pages 3—4"


def test_the_notebook_is_written_in_the_catalogues_chinese(root: Path) -> None:
    notebook = nbformat.read(root / "notebooks" / "report.ipynb", as_version=4)
    named = {cell.metadata["words"]: cell.source for cell in notebook.cells if "words" in cell.metadata}
    assert set(named) == set(reference("messages")["notebook"])
    assert named == {name: say(f"notebook.{name}") for name in named}
    assert translated(notebook) is notebook
    english = translated(notebook, "en")
    charts = next(cell for cell in english.cells if cell.metadata.get("words") == "charts")
    assert charts.source.startswith("## Charts")


def test_every_error_has_plain_words() -> None:
    names = {error.__name__ for error in FinalAccountsError.__subclasses__()}
    assert names | {"MemoryError", "Timeout", "other"} == set(reference("messages")["error"])
