"""The ten tasks of those who use the application, with the clicks that each may take from Today."""

import datetime as dt
import io
import json
import zipfile

import pytest
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.browser


def test_does_this_condition_bind_us_and_why(hand):
    hand.go("/today/")
    hand.click("link", "Position")
    hand.filled()
    hand.click("link", "certification on diversity programs")
    hand.page.locator(".reason").wait_for()
    assert hand.clicks <= 2
    assert "named" in hand.page.locator(".reason").inner_text() or "among" in hand.page.locator(".reason").inner_text()


def test_what_is_due_and_by_what_rule(hand):
    due = hand.today + dt.timedelta(days=9)
    new_letter(hand, "Request for records", due)
    hand.go("/today/")
    hand.page.get_by_text("the day the demand states").first.click()
    hand.clicks += 1
    assert hand.clicks <= 1
    assert (
        hand.page.get_by_text("business day").first.is_visible()
        or hand.page.get_by_text("next open day").first.is_visible()
    )


def new_letter(hand, title: str, due: dt.date) -> None:
    hand.go("/letters/")
    hand.page.get_by_label("The day it came").fill(hand.today.isoformat())
    hand.page.get_by_label("What it is").fill(title)
    hand.page.get_by_label("Who sent it").fill("us-doj")
    hand.page.get_by_label("The day it sets").fill(due.isoformat())
    hand.page.get_by_role("button", name="Record the letter").click()
    hand.page.wait_for_url("**/letter/**")


def test_what_changed_since_the_last_look(hand):
    hand.go("/today/")
    assert hand.clicks == 0
    assert "changed since" in hand.heading
    assert hand.page.get_by_role("heading", name="Law changed").is_visible()


def test_log_a_letter_with_its_day_its_force_and_a_hold(hand):
    hand.go("/today/")
    hand.click("link", "Letters")
    hand.click("link", "New letter")
    due = hand.today + dt.timedelta(days=20)
    hand.page.get_by_label("The day it came").fill(hand.today.isoformat())
    hand.page.get_by_label("What it is").fill("Letter on award terms")
    hand.page.get_by_label("Who sent it").fill("us-hud")
    hand.page.get_by_label("The day it sets").fill(due.isoformat())
    hand.click("button", "Record the letter")
    assert hand.clicks <= 3
    hand.page.wait_for_url("**/letter/**")
    assert "in 20 days" in hand.heading
    assert "legal force is not decided" in hand.heading
    assert hand.page.get_by_role("button", name="Place a hold").is_visible()


def test_are_we_covered_by_an_order(hand):
    hand.go("/today/")
    hand.search("fresno turner preliminary injunction")
    hand.click("link", "City of Fresno v. Turner, preliminary injunction (N.D. Cal.)")
    assert hand.clicks <= 2
    assert hand.heading.startswith("For Fresno, CA: Fresno, CA is named")


def test_compare_an_award_with_another(hand):
    hand.go("/award/CA-SAMPLE-COC-01/")
    hand.page.get_by_label("Compare with").select_option("CA-SAMPLE-COC-04")
    hand.click("button", "Compare")
    assert hand.clicks <= 2
    assert hand.page.get_by_role("columnheader", name="In CA-SAMPLE-COC-04").is_visible()


@pytest.mark.parametrize(
    ("name", "ending", "head"),
    [
        ("Matrix (XLSX)", ".xlsx", b"PK"),
        ("Memo for the manager (DOCX)", ".docx", b"PK"),
        ("Memo for the manager (PDF)", ".pdf", b"%PDF"),
        ("All of it (JSON)", ".json", b"{"),
    ],
)
def test_a_matrix_or_memo_as_of_a_day(hand, name, ending, head):
    hand.go("/today/")
    hand.click("link", "Position")
    hand.filled()
    hand.page.locator("details.export summary").click()
    hand.clicks += 1
    file, content = hand.saved("link", name)
    assert hand.clicks <= 3
    assert file.endswith(ending)
    assert f"as-of-{hand.today}" in file
    assert content.startswith(head)
    if ending == ".xlsx":
        names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
        assert names == ["Conditions", "Awards by condition", "Orders", "Sources", "Receipt"]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert not any(b"<f>" in archive.read(one) for one in archive.namelist())
    if ending == ".json":
        assert json.loads(content)["receipt"]["office"]["comity_receipt"] == 1


def test_dollars_if_an_order_is_stayed(hand):
    hand.go("/order/fresno-v-turner/pi/")
    hand.click("link", "If it is stayed")
    hand.filled()
    assert hand.clicks <= 2
    assert "$" in hand.heading
    assert "change" in hand.heading


def test_against_whom_an_order_forbids_a_condition_with_notice_text(hand):
    hand.go("/today/")
    hand.search("hud-coc-fy2024/dei")
    hand.click("link", "certification on diversity programs")
    hand.click("link", "Agency's view")
    assert hand.clicks <= 3
    assert "DRAFT for review by agency counsel" in hand.page.locator("pre").inner_text()


def test_record_who_certified_with_all_that_is_known(hand):
    hand.go("/today/")
    hand.click("link", "More")
    hand.click("link", "Record a certification")
    hand.filled()
    hand.page.get_by_label("Award", exact=True).select_option("CA-SAMPLE-COC-02")
    hand.click("button", "Show what is certified")
    hand.filled()
    assert "past their limit" in hand.heading
    hand.page.get_by_label("Name and office").fill("J. Lee, chief legal officer")
    hand.page.get_by_label("Reviewed by counsel").fill("A. Ortiz")
    hand.click("button", "Record the certification")
    assert hand.clicks <= 4
    hand.page.wait_for_url("**/award/CA-SAMPLE-COC-02/")
    hand.filled()
    assert "J. Lee, chief legal officer" in hand.page.locator("main").inner_text()


def test_the_list_is_walked_and_opened_with_keys_alone(hand):
    hand.go("/position/")
    hand.page.locator("h1").click()
    for key in ("j", "j", "k", "Enter"):
        hand.page.keyboard.press(key)
    hand.page.locator(".reason").wait_for()
    hand.page.keyboard.press("Enter")
    hand.page.locator(".reason").wait_for(state="detached")
    hand.page.keyboard.press("e")
    assert hand.page.get_by_role("link", name="Matrix (XLSX)").is_visible()
    hand.page.keyboard.press("Escape")
    assert not hand.page.get_by_role("link", name="Matrix (XLSX)").is_visible()


def test_a_look_at_the_docket_refreshes_what_rests_on_the_order(hand):
    hand.go("/position/?status=barred_seen")
    before = hand.page.locator(".lines tbody th").count()
    hand.go("/order/fresno-v-turner/pi/")
    hand.page.get_by_label("last entry").fill("ECF 88")
    hand.page.locator("#check").get_by_role("button", name="Record").click()
    hand.page.get_by_text("Your look at the docket is recorded").wait_for()
    hand.go("/position/?status=barred")
    assert hand.page.locator(".lines tbody th").count() > 0
    hand.go("/position/?status=barred_seen")
    assert hand.page.locator(".lines tbody th").count() < before
