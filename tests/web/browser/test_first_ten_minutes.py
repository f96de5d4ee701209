"""The first ten minutes: a government, its award list of sixty rows, what was understood of it, and the matrix, in few clicks."""

import io

import pytest
import xlsxwriter

pytestmark = pytest.mark.browser
LISTINGS = ("14.267", "14.218", "20.507", "97.067", "16.738", "93.600")


def tracker() -> bytes:
    """A list as offices keep them: a title above the head, sixty awards, a total below."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Grants")
    sheet.write_row(0, 0, ["Grant tracker"])
    sheet.write_row(2, 0, ["Award Number", "ALN", "Award Amount", "Accepted", "Period Start", "Period End"])
    for at in range(60):
        row = [
            f"CA-T-{at + 1:04}",
            LISTINGS[at % 6],
            1_000_000 + at * 1000,
            f"2025-0{1 + at % 9}-15",
            "2025-10-01",
            "2027-09-30",
        ]
        sheet.write_row(3 + at, 0, row)
    sheet.write_row(63, 0, ["Total", "", sum(1_000_000 + at * 1000 for at in range(60))])
    book.close()
    return out.getvalue()


@pytest.fixture(autouse=True)
def other_tests_find_the_sample_office(hand):
    """Which matter is open belongs to the session, which all tests share."""
    yield
    hand.go("/more/")
    hand.page.get_by_label("Subject").select_option(label="Fresno, CA")
    hand.page.wait_for_url("**/today/")


def test_from_a_list_of_sixty_awards_to_the_matrix(hand):
    hand.go("/")
    hand.page.get_by_label("Government").fill("Eureka, CA")
    hand.click("button", "Open")
    hand.page.get_by_text("is about Eureka, CA").wait_for()
    hand.page.locator("#s-file").set_input_files(
        {"name": "grants.xlsx", "mimeType": "application/x", "buffer": tracker()}
    )
    hand.click("button", "Read it")
    assert hand.heading.startswith("60 awards, $61.8M, equals the list's own total")
    hand.click("button", "Take these 60 awards")
    hand.filled()
    assert "60 awards of Eureka, CA; $61.8M unpaid" in hand.heading
    assert hand.page.locator(".lines tbody th").count() > 0
    assert hand.clicks <= 3
    hand.go("/answer/")
    assert "answers wait for a fact" in hand.heading
    hand.page.get_by_label("Answer in a sentence").fill(
        "all us-hud-cpd awards accepted since 2025-01-01 carry hud-coc-fy2024/dei"
    )
    hand.page.locator("form.fields").get_by_role("button", name="Record").click()
    hand.page.get_by_text("Recorded:").wait_for()
    hand.filled()
