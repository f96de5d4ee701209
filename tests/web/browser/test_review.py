"""A letter reviewed by keyboard alone: decided proposal by proposal, words selected and added; on a phone; no violation."""

import pytest
from tests.web.pages.test_review import LETTER

pytestmark = pytest.mark.browser


@pytest.fixture
def review(hand, tmp_path):
    """The review of a letter that was just received."""
    file = tmp_path / "letter.txt"
    file.write_text(LETTER.replace("February 23", "February 21"))
    hand.go("/letters/")
    hand.page.locator("input[type=file]").first.set_input_files(file)
    hand.page.get_by_role("button", name="Read it into the form").first.click()
    hand.page.wait_for_load_state()
    hand.go("/documents/")
    hand.page.get_by_role("link", name="Document ").first.click()
    hand.click("link", "Review what it says")
    return hand


def test_a_letter_is_reviewed_by_keyboard(review):
    from axe_playwright_python.sync_playwright import Axe

    page, press = review.page, review.page.keyboard.press
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
    first = page.locator(".proposal").first
    press("k")
    assert first.evaluate("element => element === document.activeElement")
    assert page.locator("#paper mark.here").count() > 0
    press("e")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    press("Escape")
    press("r")
    page.locator(".proposal.rejected").wait_for()
    press("k")
    # words are selected in the text, and become a field of the proposal
    page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.getElementById("paper"), NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf("Office of Justice Programs");
            if (at >= 0) { document.getSelection().setBaseAndExtent(node, at, node, at + 26); return; }
          }
        }"""
    )
    press("a")
    assert page.locator("#a-words").input_value() == "Office of Justice Programs"
    assert page.locator("#a-to").evaluate("element => element.selectedOptions[0].text").startswith("demand")
    page.locator("#a-field").select_option("demand.note")
    page.get_by_role("button", name="Add and confirm").click()
    page.locator(".proposal.confirmed").wait_for()
    assert "On record" in page.locator(".message").first.inner_text()
    assert page.locator("#paper mark").count() > 0
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
