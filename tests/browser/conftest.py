"""A headless Chromium spoken to by its DevTools protocol: what a page measures, asks for and complains of."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import pytest
import websocket

OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--no-default-browser-check",
    "--disable-extensions", "--hide-scrollbars", "--remote-debugging-port=0",
)  # fmt: skip
SECONDS = 120


@dataclass
class Browser:
    """One tab. `requests` and `complaints` hold what happened since the last `open`."""

    socket: websocket.WebSocket
    session: str = ""
    number: int = 0
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    loaded: bool = False

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol and its result."""
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.socket.send(json.dumps(message))
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return answer["result"]

    def receive(self) -> dict[str, Any]:
        answer = json.loads(self.socket.recv())
        match answer.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(answer["params"]["request"]["url"])
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded":
                self.complaints.append(json.dumps(answer["params"], ensure_ascii=False))
            case "Page.loadEventFired":
                self.loaded = True
        return answer

    def open(self, page: Path, width: int, height: int = 900) -> None:
        """Load a file in a window of `width` CSS pixels and wait until it is loaded."""
        self.requests, self.complaints, self.loaded = [], [], False
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.call("Page.navigate", url=page.as_uri())
        while not self.loaded:
            self.receive()
        self.value("new Promise(done => setTimeout(done, 100))")

    def value(self, expression: str) -> Any:
        """What a JavaScript expression gives on the page, as JSON."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def screenshot(self, file: Path) -> None:
        """The whole page as PNG."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(shot["data"]))

    def print(self, file: Path) -> None:
        """The page as PDF, on the paper that its style asks for."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        file.write_bytes(base64.b64decode(printed["data"]))


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium that sees the bundled Chinese type, so that pages measure the same everywhere.

    One for each module: JupyterLab asks before it is left, and the tab would wait for an answer.
    """
    folder = tmp_path_factory.mktemp("chromium")
    profile = folder / "profile"
    environment = {**os.environ, "FONTCONFIG_FILE": str(font_settings(folder)), "HOME": str(folder)}
    command = [chromium, *OPTIONS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = devtools_address(profile / "DevToolsActivePort", process)
        with contextlib.closing(
            websocket.create_connection(address, timeout=SECONDS, suppress_origin=True)
        ) as socket:
            tab = Browser(socket)
            target = tab.call("Target.createTarget", url="about:blank")["targetId"]
            attached = tab.call("Target.attachToTarget", targetId=target, flatten=True)
            tab.session = attached["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"):
                tab.call(f"{domain}.enable")
            yield tab
    finally:
        process.kill()
        process.wait()


def font_settings(folder: Path) -> Path:
    fonts = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/fonts</cachedir></fontconfig>"
    )
    return file


def devtools_address(file: Path, process: subprocess.Popen[bytes]) -> str:
    """The web socket that the browser names in its profile once it listens."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        if file.is_file() and len(lines := file.read_text().splitlines()) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise TimeoutError(f"Chromium did not listen within {SECONDS} seconds")
