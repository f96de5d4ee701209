"""Every page of the places: no violation that axe finds, nothing that scrolls sideways on a phone, whole on paper."""

import pytest

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/today/", "/position/", "/orders/", "/order/fresno-v-turner/pi/", "/letters/", "/library/?kind=award+terms", "/more/", "/awards/",
    "/award/CA-SAMPLE-COC-01/?with=CA-SAMPLE-COC-04", "/condition/hud-coc-fy2024/dei/", "/deadlines/", "/answer/", "/documents/",
    "/documents/compare/",
    "/search/?q=fresno+turner", "/certify/?award=CA-SAMPLE-COC-01", "/open-data/", "/lists/", "/admin/",
    "/tokens/", "/disposal/", "/receipts/", "/you/", "/council/", "/library/preview/", "/account/password/set/",
    "/position/change/?order=fresno-v-turner/pi&happens=is+stayed&day=2026-11-30",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on(hand, path):
    from axe_playwright_python.sync_playwright import Axe

    hand.go(path)
    for one in hand.page.locator("main details:not(.menu)").all()[:6]:
        one.evaluate("element => element.open = true")
    rules = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    found = Axe().run(hand.page, options=rules).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(hand, path):
    hand.page.set_viewport_size({"width": 390, "height": 844})
    hand.go(path)
    assert hand.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", PAGES)
def test_it_holds_few_nodes_and_begins_with_its_answer(hand, path):
    hand.go(path)
    assert hand.page.evaluate("document.getElementsByTagName('*').length") < 8000
    assert hand.page.locator("h1").count() == 1
    assert (
        hand.page.locator("footer").inner_text()
        == "Legal information for review by counsel, not a substitute for an attorney's advice."
    )


@pytest.mark.nightly
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_the_dark_and_on_a_phone_on(hand, path):
    from axe_playwright_python.sync_playwright import Axe

    hand.page.emulate_media(color_scheme="dark")
    hand.page.set_viewport_size({"width": 390, "height": 844})
    hand.go(path)
    found = Axe().run(hand.page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
