"""Counsel's mark stands on the memo that was reviewed and on no other; sources carry the digest of the file that quotes them."""

import hashlib
import io

import pytest
from tests.web.conftest import CARRIED


@pytest.fixture
def given(office):
    """An office with an award, its answers worked out for reader and counsel."""
    from django.utils import timezone

    from comity.web.keeping import keeping

    office.award("internal", terms=CARRIED)
    for role in ("reader", "counsel"):
        keeping().make(office.asking(role, timezone.localdate()))
    return office


def memo(office, role="reader", audience="manager"):
    import docx

    made = office.client(role).get(f"/position/?as=docx&for={audience}").content
    return "\n".join(line.text for line in docx.Document(io.BytesIO(made)).paragraphs)


def test_a_memo_bears_the_mark_of_counsel_while_it_says_the_same(given):
    from django.utils import timezone

    from comity.web.keeping import keeping
    from comity.web.office.models import MemoGiven

    assert "Not reviewed by counsel" in memo(given)
    memo(given)
    one = MemoGiven.objects.get()
    assert given.client("reader").post("/memos/", {"what": "review", "value": one.pk}).status_code == 403
    assert given.client("counsel").post("/memos/", {"what": "review", "value": one.pk}).status_code == 302
    assert f"Reviewed by counsel counsel, {timezone.localdate()}" in memo(given)
    assert "Not reviewed by counsel" in memo(given, audience="council"), "another memo"
    given.award("internal", id="A-2", terms=CARRIED)
    keeping().make(given.asking("reader", timezone.localdate()))
    assert "Not reviewed by counsel" in memo(given), "a fact came in since"
    press = {"what": "review", "value": one.pk}
    assert given.client("counsel").post("/memos/", press).status_code == 400, "reviewed once"


def test_a_memo_that_rests_on_what_is_privileged_is_listed_to_those_who_see_it(given):
    from comity.web.office.models import MemoGiven

    given.award("privileged", by="counsel", id="A-3")
    from django.utils import timezone

    from comity.web.keeping import keeping

    keeping().make(given.asking("counsel", timezone.localdate()))
    memo(given, "counsel")
    assert MemoGiven.objects.get().access == "privileged"
    assert MemoGiven.objects.get().number in given.client("counsel").get("/memos/").content.decode()
    assert MemoGiven.objects.get().number not in given.client("reader").get("/memos/").content.decode()


def test_a_source_carries_the_digest_of_the_file_that_quotes_it(office):
    from comity.web.keeping import keeping
    from comity.web.pages.position_files import sources

    law = keeping().law
    line = next(iter(sources(["hud-coc-fy2024"], law)))
    file = keeping().law_folder.parent / law.instruments["hud-coc-fy2024"].file
    assert line.digest == hashlib.sha256(file.read_bytes()).hexdigest()
