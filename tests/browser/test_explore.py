"""explore.ipynb in a real JupyterLab: run, filter, click, see, change a number, by mouse and by keys."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

Browser = Any
"""The tab of the fixture `browser`."""

APP = "document.querySelector('.explorer-app')"
LIST = f"[...{APP}.querySelectorAll('select[size]')].find(e => e.offsetParent)"
"""The list of the panel that is shown; the others are hidden."""
SECONDS = 240
QUIET = ("debug", "info", "log", "verbose")
KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, " ": 32}
RECONNECTED = "WebSocket is closed before the connection is established"
"""JupyterLab gives up a channel to a kernel that is slow to start and opens another."""
ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"


@dataclass
class Lab:
    """A JupyterLab showing the notebook. `log` is the server's, `told` its length once a kernel was there."""

    browser: Browser
    address: str
    log: Path
    told: int = 0

    def wait(self, expression: str, seconds: float = SECONDS) -> None:
        """Until a JavaScript expression is true on the page."""
        end = time.monotonic() + seconds
        attempt = f"(() => {{ try {{ return !!({expression}) }} catch {{ return false }} }})()"
        while not self.browser.value(attempt):
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {expression}; the page: {self.text()[:3000]}")
            time.sleep(0.1)

    def text(self) -> str:
        return str(self.browser.value(f"({APP} ?? document.body).innerText"))

    def click(self, element: str) -> None:
        """A real click in the middle of what a JavaScript expression finds, once it stands still and free."""
        self.wait(element)
        spot = (
            f"(async () => {{ const e = {element}; if (!e) return null;"
            "e.scrollIntoView({block: 'center'});"
            "const box = () => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height] };"
            "const before = box(); await new Promise(done => setTimeout(done, 150)); const now = box();"
            "const [x, y] = [now[0] + now[2] / 2, now[1] + now[3] / 2];"
            "const hit = document.elementFromPoint(x, y);"
            "const free = hit && (e.contains(hit) || hit.contains(e));"
            "return free && before.every((v, i) => v === now[i]) ? [x, y] : null })()"
        )
        end = time.monotonic() + SECONDS
        while (found := self.browser.value(spot)) is None:
            if time.monotonic() > end:
                raise TimeoutError(f"never still: {element}; the page: {self.text()[:3000]}")
        x, y = found
        for kind, count in (("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 1)):
            button = "left" if count else "none"
            self.browser.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=count
            )

    def press(self, key: str) -> None:
        how = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        text = {"Enter": "\r", " ": " "}.get(key)
        self.browser.call("Input.dispatchKeyEvent", type="keyDown", **how, **({"text": text} if text else {}))
        self.browser.call("Input.dispatchKeyEvent", type="keyUp", **how)

    def type(self, field: str, text: str) -> None:
        """Write into a field and press Enter. A page that still moves may take a click away: then again."""
        for _ in range(10):
            self.click(field)
            self.browser.value(f"{field}.select()")
            self.browser.call("Input.insertText", text=text)
            if self.browser.value(f"{field}.value") == text:
                return self.press("Enter")
            time.sleep(0.5)
        raise TimeoutError(f"never written: {text}; the page: {self.text()[:3000]}")

    def complaints(self) -> list[str]:
        """What the page has said on its console that is worse than information."""
        told = [json.loads(complaint) for complaint in self.browser.complaints]
        loud = [c for c in told if c.get("type", c.get("entry", {}).get("level")) not in QUIET]
        loud = [c for c in loud if RECONNECTED not in c.get("entry", {}).get("text", "")]
        return [json.dumps(c, ensure_ascii=False)[:400] for c in loud]


def button(words: str) -> str:
    return f"[...{APP}.querySelectorAll('button')].find(b => b.textContent.startsWith('{words}'))"


def field(hint: str) -> str:
    return f"[...{APP}.querySelectorAll('input')].find(i => i.placeholder.startsWith('{hint}'))"


@pytest.fixture(scope="module")
def lab(browser: Browser, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab on a copy of the notebook, with settings of its own, all cells run."""
    missing = [name for name in ("jupyterlab", "ipywidgets", "itables", "anywidget") if not find_spec(name)]
    if missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{', '.join(missing)} missing, and CI must have it")
        pytest.skip(f"{', '.join(missing)} missing")
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    shutil.copy(root / "notebooks" / "explore.ipynb", folder / "notebooks")
    with server(folder, root) as (address, log):
        shown = Lab(browser, address, log)
        open_notebook(shown)
        run_all(shown)
        yield shown


@contextlib.contextmanager
def server(folder: Path, root: Path) -> Iterator[tuple[str, Path]]:
    settings = folder / "config" / "labconfig"
    settings.mkdir(parents=True)
    (settings / "page_config.json").write_text(json.dumps({"disabledExtensions": {ANNOUNCEMENTS: True}}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "lib"),
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
        "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}",
    ]  # fmt: skip
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        until(lambda: answers(f"{address}/api"), f"JupyterLab: {log}")
        yield address, log
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()  # A server may wait for ever for a kernel that has already gone.
            process.wait()


def until(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + SECONDS
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def open_notebook(lab: Lab) -> None:
    lab.browser.requests.clear()
    lab.browser.complaints.clear()
    lab.browser.call(
        "Emulation.setDeviceMetricsOverride", width=1400, height=1200, deviceScaleFactor=1, mobile=False
    )
    lab.browser.call("Page.navigate", url=f"{lab.address}/lab/tree/notebooks/explore.ipynb")
    lab.wait("document.querySelector('.jp-Notebook .jp-CodeCell')")
    # Cells that are run while no kernel is there make JupyterLab start another and drop the first.
    lab.wait("document.querySelector('#jp-main-statusbar').innerText.includes('| Idle')")
    # How JupyterLab came to its kernel is its own affair: what counts begins here.
    lab.browser.complaints.clear()
    lab.told = lab.log.stat().st_size


def run_all(lab: Lab) -> None:
    menu = "[...document.querySelectorAll('.lm-MenuBar-item')].find(e => e.textContent.trim() === 'Run')"
    item = "[...document.querySelectorAll('.lm-Menu-item')].find(e => /^Run All Cells/.test(e.textContent))"
    # A notebook whose kernel is still being connected takes the order and forgets it, or forgets the rest.
    for seconds in (60, 60, 60, 60, 120, 120):
        with contextlib.suppress(TimeoutError):
            lab.press("Escape")
            lab.click(menu)
            lab.wait(item, 3)
            lab.click(item)
            lab.wait(f"{APP} || document.body.innerText.includes('[*]')", 6)
            lab.wait(f"{LIST}.options.length > 5", seconds)
            return
    raise TimeoutError(f"the notebook never ran; the page: {lab.text()[:3000]}")


def test_a_finding_is_filtered_clicked_and_seen(lab: Lab) -> None:
    lab.click(button("提醒"))
    lab.wait(f"[...{LIST}.options].every(o => o.textContent.includes('提醒'))")
    lab.click(button("错误"))
    lab.wait(f"[...{LIST}.options].every(o => o.textContent.includes('错误'))")
    lab.click(f"{LIST}.options[0]")
    lab.wait(f"{APP}.querySelector('.explorer-finding mark').textContent === '22.8%'")
    lab.wait(f"{APP}.querySelector('.explorer-finding').textContent.includes('29.57%')")
    lab.wait(f"{APP}.querySelector('.explorer-finding img').naturalWidth > 300")
    assert "红框" in lab.browser.value(f"{APP}.querySelector('.explorer-finding img').alt")


def test_the_arrow_keys_belong_to_the_list(lab: Lab) -> None:
    lab.click(button("问题"))
    lab.click(f"{LIST}.options[0]")
    before = lab.browser.value(f"{APP}.querySelector('.explorer-finding h3').textContent")
    lab.press("ArrowDown")
    lab.wait(f"{LIST}.selectedIndex === 1")
    lab.wait(f"{APP}.querySelector('.explorer-finding h3').textContent !== {json.dumps(before)}")
    assert lab.browser.value(f"{APP}.contains(document.activeElement)")


def test_every_control_is_reached_by_tab_and_has_a_name(lab: Lab) -> None:
    lab.click(button("问题"))
    lab.browser.value(f"{APP}.querySelector('select').focus()")
    name = (
        "(e => e.labels?.[0]?.textContent"
        " || (e.closest('[role=group]')?.ariaLabel ?? '') + e.textContent)(document.activeElement)"
    )
    reached = []
    while lab.browser.value(f"{APP}.contains(document.activeElement)") and len(reached) < 40:
        reached.append(lab.browser.value(name))
        lab.press("Tab")
    wanted = ["报告", "或文件路径", "看什么问题", "看什么数字来历与改数", "看什么图表", "单位万元"]
    assert [name for name in reached if name in wanted] == wanted
    assert "部分" in reached and "问题" in reached and "查这个数字的来历" in reached
    assert all(reached)


def test_a_button_is_pressed_by_a_key_and_says_so(lab: Lab) -> None:
    lab.browser.value(f"{button('图表')}.focus()")
    lab.press(" ")
    lab.wait(f"{APP}.querySelector('img.chart').naturalWidth === 1800")
    lab.wait(f"{button('图表')}.ariaPressed === 'true' && {button('问题')}.ariaPressed === 'false'")


def test_a_number_is_traced_and_changed(lab: Lab) -> None:
    lab.click(button("数字来历"))
    lab.type(field("13,836"), "13,836.63")
    lab.wait(f"{LIST}.options.length > 4")
    lab.wait(f"{APP}.querySelector('.explorer-trace').textContent.includes('434.43 + 13,402.20 = 13,836.63')")
    lab.click(f"[...{LIST}.options].find(o => o.textContent.includes('结构情况'))")
    lab.wait(f"{APP}.querySelector('.explorer-trace').textContent.includes('138,307,276.56')")
    lab.type(field("按这个数字"), "13830.73")
    lab.wait(f"{APP}.querySelector('.explorer-turned .better').textContent.includes('相符')")
    lab.click(button("元"))
    lab.wait(f"{APP}.querySelector('.explorer-trace h3').textContent.includes('138,366,300 元')")
    lab.click(button("按报告"))


def test_a_form_is_searched_in_a_table(lab: Lab) -> None:
    lab.click(button("报表与账簿"))
    rows = f"[...{APP}.querySelectorAll('table tbody tr')].filter(e => e.offsetParent)"
    lab.wait(f"{rows}.length > 10")
    lab.type(f"{APP}.querySelector('input[type=search]')", "其他收入")
    lab.wait(f"{rows}.every(r => r.textContent.includes('其他收入'))", 20)
    lab.wait(f"{rows}[0].textContent.includes('58,993.00')")


def test_another_report_is_picked(lab: Lab) -> None:
    picker = f"{APP}.querySelector('select:not([size])')"
    lab.browser.value(
        f"(() => {{ const s = {picker}; s.focus();"
        "s.selectedIndex = [...s.options].findIndex(o => o.textContent.includes('dongqu-2024'));"
        "s.dispatchEvent(new Event('change', {bubbles: true})) })()"
    )
    lab.wait(f"{APP}.querySelector('.explorer-heading').textContent.includes('东区医疗保障局')")
    lab.click(button("问题"))
    lab.wait(f"{LIST}.options.length > 5")
    assert "未能打开" not in lab.text()


def test_a_file_is_opened_by_its_path(lab: Lab) -> None:
    picker = f"{APP}.querySelector('select:not([size])')"
    lab.type(field("例如"), "data/raw/anju-2024.docx")
    lab.wait(f"{APP}.querySelector('.explorer-heading').textContent.includes('安居区医疗保障局')")
    lab.wait(f"{picker}.selectedOptions[0].textContent.includes('anju-2024')")
    lab.type(field("例如"), "nowhere.pdf")
    lab.wait(f"{APP}.querySelector('.told.is-problem').textContent.includes('nowhere.pdf：文件不存在')")


def test_nothing_runs_over_the_edge(lab: Lab) -> None:
    assert lab.browser.value(
        f"[...{APP}.querySelectorAll('section, select, input, button')].filter(e =>"
        f"e.getBoundingClientRect().right > {APP}.getBoundingClientRect().right + 1).map(e => e.outerHTML)"
    ) == []  # fmt: skip


def test_nothing_was_wrong_and_nothing_came_from_elsewhere(lab: Lab) -> None:
    """Comes last: the log and the console of everything above."""
    assert lab.complaints() == []
    away = [r for r in lab.browser.requests if not r.startswith((lab.address, "data:", "blob:"))]
    assert away == []
    log = lab.log.read_bytes()[lab.told :].decode(errors="replace")
    assert "Traceback" not in log
    assert [line for line in log.splitlines() if line.startswith("[E ")] == []
