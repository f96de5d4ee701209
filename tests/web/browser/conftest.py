"""A served office in a process of its own, and the system's Chromium signed in to it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from tests.web.database import choose_database

from comity.web.folder import Settings

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
PATIENCE = 180
"""Seconds to wait for what is worked out beside a request: a bound that keeps a broken test from hanging."""


@dataclass(frozen=True)
class Served:
    """The address of an office, and the link that signs its administrator in."""

    address: str
    link: str


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`comity serve` with the three sample offices."""
    if CHROMIUM is None:
        pytest.skip("the system has no Chromium")
    data = tmp_path_factory.mktemp("served")
    choose_database(data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "comity.cli", "serve", "--data", str(data), "--port", str(port), "--sample"]
    log = (data.parent / "served.log").open("w+")
    with subprocess.Popen(
        command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        try:
            yield _ready(Path(log.name), port, process)
        finally:
            process.terminate()
            process.wait(30)


def _ready(log: Path, port: int, process: Any) -> Served:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"/enter/\S+", log.read_text())
        if found:
            try:
                urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=5).close()
            except OSError:
                time.sleep(0.3)
                continue
            return Served(f"http://127.0.0.1:{port}", found[0])
        time.sleep(0.2)
    raise AssertionError(f"the application did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def signed_in(served: Served, browser: Any) -> Any:
    """The session of the administrator, who has every role in all sample offices."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address + served.link)
    page.get_by_role("button", name="Sign in on this machine").click()
    page.wait_for_url("**/position/")
    state = context.storage_state()
    page.locator(".counts").wait_for(timeout=PATIENCE * 1000)
    context.close()
    return state


@dataclass
class Hand:
    """A reader at a page, whose clicks are counted, and everything the page asked of elsewhere or broke."""

    page: Any
    address: str
    clicks: int = 0

    def go(self, path: str) -> None:
        """Begin at a page; it is filled when this returns."""
        self.page.goto(self.address + path)
        self.filled()

    def filled(self) -> None:
        """Wait until nothing is being worked out any more."""
        self.page.locator("#sheet[hx-get]").wait_for(state="detached", timeout=PATIENCE * 1000)

    def click(self, role: str, name: str | re.Pattern[str], nth: int = 0) -> None:
        """One click."""
        self.page.get_by_role(role, name=name).nth(nth).click()
        self.clicks += 1
        self.page.wait_for_load_state()

    def search(self, words: str) -> None:
        """One search: words and their being sent count as one."""
        self.page.get_by_role("searchbox").fill(words)
        self.page.keyboard.press("Enter")
        self.clicks += 1
        self.page.wait_for_url("**/search/**")

    def saved(self, role: str, name: str) -> tuple[str, bytes]:
        """One click that gives a file."""
        with self.page.expect_download(timeout=PATIENCE * 1000) as found:
            self.page.get_by_role(role, name=name).first.click()
        self.clicks += 1
        return found.value.suggested_filename, Path(found.value.path()).read_bytes()

    @property
    def today(self) -> dt.date:
        """The office's day, which is not this machine's day for some hours of every night."""
        return dt.datetime.now(ZoneInfo(Settings().time_zone)).date()

    @property
    def heading(self) -> str:
        """The first line of the page."""
        return self.page.locator("h1").first.inner_text()


@pytest.fixture
def hand(served: Served, browser: Any, signed_in: Any, request: pytest.FixtureRequest) -> Iterator[Hand]:
    """A reader at 1280 pixels; the test fails where a page breaks its policy, errs, or asks anything of another host."""
    context = browser.new_context(
        storage_state=signed_in, viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((served.address, "data:", "blob:")) else wrong.append(asked.url),
    )
    yield Hand(page, served.address)
    context.close()
    expected = getattr(request.node, "refusals", 0)
    assert len(wrong) <= expected, wrong
