"""In a browser: axe-core finds nothing, nothing is wider than the screen, the search works from a disk with the keyboard.

axe-core is not part of this repository: `npm pack axe-core`, and name its `axe.min.js` in COMITY_AXE.
"""

import os
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
PAGES = (
    "index.html", "law.html", "courts.html", "governments.html", "citations.html", "chronology.html", "conduct.html",
    "demands.html", "statements.html", "about.html", "search.html", "law/chicago-v-sessions.html", "law/ca-sb54.html",
    "norm/jag-fy2017/notice.html", "act/chicago-v-sessions/pi.html", "court/ca9.html", "government/chicago-il.html",
    "government/us-doj.html", "conduct/give-release-notice.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_no_page_asks_the_network_or_is_wider_than_the_screen(site, browser, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in PAGES:
        page.goto((site.folder / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_no_fault(site, browser, width, scheme):
    axe = Path(os.environ.get("COMITY_AXE", "node_modules/axe-core/axe.min.js"))
    if not axe.is_file():
        pytest.skip("no axe-core: name axe.min.js in COMITY_AXE")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    faults = []
    for path in PAGES:
        page.goto((site.folder / path).as_uri())
        page.evaluate(axe.read_text(encoding="utf-8"))
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        options = "{preload: false, rules: {'target-size': {enabled: true}}, resultTypes: ['violations']}"
        for fault in page.evaluate(f"axe.run(document, {options})")["violations"]:
            faults.append((path, fault["id"], fault["nodes"][0]["html"][:120]))
    assert faults == []


def test_the_search_works_from_a_disk_with_the_keyboard(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site.folder / "norm" / "jag-fy2017" / "notice.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.fill("#q-top", "chicago")
    page.press("#q-top", "Enter")
    page.wait_for_url("**/search.html?q=chicago")
    page.wait_for_selector("#results a")
    assert page.locator("#results a").first.inner_text() == "Chicago, IL"
    assert "pages" in page.inner_text("#count")
    page.fill("#q", "8 U.S.C. § 1373")
    page.press("#q", "Enter")
    page.wait_for_function("document.activeElement.closest('#results')")
    assert "1373" in page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.fill("#q", "zzzz nothing")
    page.wait_for_function("document.getElementById('count').textContent.includes('Nothing')")
