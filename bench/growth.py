"""How checking grows with the number of figures: `python -m bench.growth [--repeats N]`.

Writes accounts of one make with 1, 2, 4 and 8 times as many items of expenditure, each with its sentence
and its rows in two forms, and prints the seconds of recognising and checking and the microseconds a figure.
Where cost is linear, the last columns stay; where it is quadratic, they double from line to line. Consistent
accounts and accounts with a wrong figure in every tenth sentence are measured apart: explaining costs too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from final_accounts.checking.checker import check
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise

SIZES = (1, 2, 4, 8)
ITEMS = 40
"""Items of the smallest account."""
HEADS = ("序", "目", "类", "栏", "组", "段", "节", "科", "股", "项")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.growth", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="take the best of N (default: 3)")
    options = parser.parse_args()
    for line in table(options.repeats):
        print(line)
    return 0


def table(repeats: int) -> Iterator[str]:
    """One line a size, consistent accounts first."""
    heads = ("figures", "findings", "recognise s", "µs/figure", "check s", "µs/figure")
    yield f"{'items':<20}" + "".join(f"{head:>12}" for head in heads)
    with tempfile.TemporaryDirectory() as folder:
        for wrong in (False, True):
            for size in SIZES:
                path = Path(folder) / "account.txt"
                path.write_text(account(ITEMS * size, wrong), encoding="utf-8")
                yield row(path, f"{ITEMS * size}{' with mistakes' if wrong else ''}", repeats)


def row(path: Path, name: str, repeats: int) -> str:
    """Seconds of the best of `repeats`."""
    document = read_document(path)
    recognising, checking = [], []
    for _ in range(max(repeats, 1)):
        started = time.perf_counter()
        report = recognise(document)
        recognised = time.perf_counter()
        checked = check(report)
        recognising.append(recognised - started)
        checking.append(time.perf_counter() - recognised)
    figures = len(checked.ledger.entries)
    cells = [f"{figures:>12}", f"{len(checked.contradictions):>12}"]
    for seconds in (min(recognising), min(checking)):
        cells += [f"{seconds:>12.3f}", f"{1_000_000 * seconds / figures:>12.0f}"]
    return f"{name:<20}" + "".join(cells)


def account(items: int, wrong: bool) -> str:
    """An account of that many items, in whole 万元 so that nothing is rounded."""
    spent = [(f"{208 + n // 50}{n % 50 // 5 + 1:02}{n % 5 + 1:02}", 10 + 5 * n) for n in range(items)]
    total = sum(amount for _, amount in spent)
    return "\n".join([*_narrative(spent, total, wrong), *_form("支出决算表", "公开03表", spent, total),
                      *_form("一般公共预算财政拨款支出决算表", "公开05表", spent, total)])  # fmt: skip


def _narrative(spent: list[tuple[str, int]], total: int, wrong: bool) -> Iterator[str]:
    yield "青山县档案局2024年度部门决算"
    yield "第一部分 2024年度部门决算情况说明"
    yield "一、收入支出决算总体情况说明"
    yield f"2024年度收入总计{total}.00万元，支出总计{total}.00万元。"
    yield "二、支出决算情况说明"
    yield f"本年支出合计{total}.00万元，其中：基本支出0.00万元，占0%；项目支出{total}.00万元，占100%。"
    yield "三、一般公共预算财政拨款支出决算情况说明"
    yield f"一般公共预算财政拨款支出{total}.00万元，占本年支出合计的100%。"
    yield "（三）一般公共预算财政拨款支出决算具体情况"
    for number, (code, amount) in enumerate(spent, 1):
        rate = 30 if wrong and number % 10 == 0 else 25
        yield (
            f"{number}.{_name(code)}（项）：年初预算为{amount}.00万元，支出决算为{amount}.00万元，"
            f"完成年初预算的100%。比上年增加{amount // 5}.00万元，增长{rate}%。"
        )


def _form(title: str, number: str, spent: list[tuple[str, int]], total: int) -> Iterator[str]:
    yield title
    yield f"{number}\t\t单位：万元"
    yield "科目代码\t科目名称\t合计\t基本支出\t项目支出"
    yield f"合计\t\t{total}.00\t0.00\t{total}.00"
    for code, amount in spent:
        yield f"{code}\t{_name(code)}\t{amount}.00\t0.00\t{amount}.00"


def _name(code: str) -> str:
    """A name of its own for each code."""
    return "事务" + "".join(HEADS[int(digit)] for digit in code[2:])


if __name__ == "__main__":
    sys.exit(main())
