"""A whole printed account: cover, contents, overview, narrative and forms in the manner's order, glossary."""

from __future__ import annotations

from random import Random

from .account import Account
from .checks import Same
from .composing import Composer
from .drawing import draw_account
from .forms import form_titles, write_forms
from .narrative import write_narrative
from .narrative_matters import staff
from .numerals import chinese
from .sheet import Sheet
from .styles import Style

_GLOSSARY = (
    "一、财政拨款收入：指单位从同级财政部门取得的财政预算资金。",
    "二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
    "三、项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
    "四、机关运行经费：指为保障行政单位运行用于购买货物和服务的各项资金。",
)


def print_account(seed: int, manner: Style) -> tuple[Account, Sheet]:
    """The account of a seed in a manner: the same seed gives the same print."""
    rng = Random(f"{seed}-{manner.name}")
    account = draw_account(rng)
    composer = Composer(account, manner, rng)
    write(composer)
    for tokens in composer.sheet.same_facts().values():
        composer.sheet.check(Same("same", tuple(tokens)))
    return account, composer.sheet


def write(composer: Composer) -> None:
    """All parts of the account."""
    account, sheet, style = composer.account, composer.sheet, composer.style
    placement = str(composer.option("forms"))
    parts = ["overview", "narrative", "glossary"]
    if placement == "before":
        parts.insert(1, "forms")
    elif placement == "after":
        parts.append("forms")
    titles: dict[str, str] = style.data["parts"]
    sheet.put(str(composer.option("cover")).format(Y=account.year, S=account.bureau))
    if composer.option("contents"):
        _contents(composer, parts, titles)
    for number, part in enumerate(parts, 1):
        sheet.put(f"第{chinese(number)}部分 {titles[part].format(Y=account.year, S=account.bureau)}")
        if part == "overview":
            _overview(composer)
        elif part == "narrative":
            write_narrative(composer)
        elif part == "glossary":
            for line in _GLOSSARY:
                sheet.put(line)
        else:
            write_forms(composer)


def _contents(composer: Composer, parts: list[str], titles: dict[str, str]) -> None:
    account, sheet = composer.account, composer.sheet
    sheet.put("目 录")
    for number, part in enumerate(parts, 1):
        sheet.put(f"第{chinese(number)}部分 {titles[part].format(Y=account.year, S=account.bureau)}")
        if part == "narrative":
            for index, (_, title) in enumerate(composer.style.sections, 1):
                sheet.put(
                    str(composer.option("heading")).format(n=chinese(index)) + title.format(Y=account.year)
                )
        elif part == "forms":
            for index, title in enumerate(form_titles(composer), 1):
                sheet.put(f"{chinese(index)}、{title}")


def _overview(composer: Composer) -> None:
    sheet = composer.sheet
    sheet.put("一、主要职责")
    sheet.put("贯彻执行国家有关法律法规和方针政策，承担本行业管理职责，完成上级交办的其他任务。")
    sheet.put("二、机构设置及人员情况")
    composer.begin_section()
    staff(composer)
