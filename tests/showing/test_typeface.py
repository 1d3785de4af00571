"""The type that pages bring along."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

from fontTools.ttLib import TTFont

from final_accounts.showing.typeface import with_typeface

PAGE = "<style>\nbody { margin: 0 }\n</style><p>收入总计 933.26万元：“三公”</p><code>&lt;/style&gt;</code>"


def face(page: str) -> TTFont:
    (data,) = re.findall(r'src: url\(data:font/woff;base64,([^)]+)\) format\("woff"\)', page)
    return TTFont(BytesIO(b64decode(data)))


def test_all_characters_of_a_page_but_those_of_every_machine_are_in_its_type() -> None:
    shown = with_typeface(PAGE)
    drawn = {chr(code) for code in face(shown).getBestCmap()}
    assert drawn >= {char for char in PAGE if ord(char) > 0x7F}
    assert not drawn & set("933.26")


def test_the_type_stands_in_the_style_sheet_and_the_page_is_as_it_was() -> None:
    shown = with_typeface(PAGE)
    rules = re.search(r"@font-face [^\n]*\n", shown)
    assert rules is not None and rules.end() == shown.index("</style>")
    assert shown.replace(rules[0], "") == PAGE
    assert with_typeface(PAGE) == shown, "the same page gives the same file"


def test_a_character_that_the_type_lacks_is_left_to_the_machine() -> None:
    assert "收" in {chr(code) for code in face(with_typeface(PAGE.replace("：", "\U0003106c"))).getBestCmap()}
