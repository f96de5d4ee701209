"""From the article of the sample office to the letters it tells of to the position, by clicks alone; by keyboard, on a phone."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def other_tests_find_the_sample_office(hand):
    """Which matter is open belongs to the session, which all tests share."""
    hand.go("/more/")
    hand.page.get_by_label("Subject").select_option(label="New York City, NY")
    hand.page.wait_for_url("**/today/")
    yield
    hand.go("/more/")
    hand.page.get_by_label("Subject").select_option(label="Fresno, CA")
    hand.page.wait_for_url("**/today/")


def test_from_the_article_to_the_letters_to_the_position(hand):
    from axe_playwright_python.sync_playwright import Axe

    hand.go("/more/")
    hand.click("link", "Documents")
    hand.click("link", "Document 1")
    hand.click("link", "Read it as an article")
    assert hand.heading.startswith("21 sentences and a headline: 5 supported")
    article = hand.page.url
    assert Axe().run(hand.page, options={"resultTypes": ["violations"]}).response["violations"] == []
    hand.click("link", "Letters of the Department of Justice to 23 jurisdictions", 1)
    assert hand.heading.startswith("Due 23 Feb 2018")
    hand.page.goto(article)
    hand.click("link", "New York City, NY")
    hand.filled()
    assert "awards of New York City, NY" in hand.heading
    assert hand.clicks <= 5
    hand.page.set_viewport_size({"width": 390, "height": 844})
    hand.page.goto(article)
    assert hand.page.evaluate("document.documentElement.scrollWidth") <= 390
