"""Notebooks whose cells of Markdown are a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from final_accounts.reading.reader import read_document
from final_accounts.reading.text.notebook import without_notebook

CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": ["# 某某局决算\n", "\n", "本年收入“12.00”万元。"]},
    {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["print(99.99)\n"]},
    {
        "cell_type": "markdown",
        "metadata": {},
        "source": ["| 项目 | 金额 |\n", "|---|---|\n", "| 办公费 | 3.10 |"],
    },
]
NOTEBOOK = {"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.mark.parametrize(("indent", "lines"), [(1, [7, 9, 24, 26]), (None, [1, 3, 4, 6])])
def test_a_notebook_is_read_by_its_markdown(tmp_path: Path, indent: int | None, lines: list[int]) -> None:
    path = tmp_path / "report.ipynb"
    path.write_text(json.dumps(NOTEBOOK, ensure_ascii=False, indent=indent), encoding="utf-8")
    made = read_document(path)
    assert [p.text for p in made.paragraphs] == ["某某局决算", "本年收入“12.00”万元。"]
    (table,) = made.tables
    assert [[cell.text for cell in row] for row in table.rows] == [["项目", "金额"], ["办公费", "3.10"]]
    found = [p.segments[0].line for p in made.paragraphs] + [row[0].place.line for row in table.rows]
    assert found == lines


def test_two_lines_of_a_source_on_one_line_of_the_file() -> None:
    cell = '{"cell_type": "markdown",\n"source": [\n"甲\\n", "乙"\n]}'
    assert without_notebook('{"nbformat": 4, "cells": [' + cell + "]}") == "甲\n乙"


@pytest.mark.parametrize(
    "text",
    [
        "{本年收入12.00万元}",
        '{"cells": [1, 2], "nbformat": 4}',
        '{"cells": [{"source": "x"}], "nbformat": 4}',
        '{"cells": "nbformat", broken',
    ],
)
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert without_notebook(text) == text
