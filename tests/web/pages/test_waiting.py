"""Before the answers are there a page says so: it counts nothing as none, and a file waits until they are."""

import csv
import io

import pytest

NONE = (
    'data-label="In force">0',
    'data-label="Awards">0',
    "0 orders",
    "No order that decides",
    "It decides no condition",
    "0 federal conditions",
)


@pytest.fixture
def unanswered(office, monkeypatch):
    """An office with an award, whose answers are never ready on their own."""
    from comity.web.keeping import Keeping

    office.award("internal", id="OPEN-AWARD-1", recipient="fresno-ca", agency="us-hud", program="14.267")
    monkeypatch.setattr(Keeping, "answers", lambda self, asking: None)
    return office


@pytest.mark.parametrize(
    "path", ["/awards/", "/today/", "/orders/", "/position/", "/order/fresno-v-turner/pi/", "/award/OPEN-AWARD-1/"]
)
def test_nothing_is_counted_as_none(unanswered, path):
    answer = unanswered.client("reader").get(path)
    if answer.status_code == 404:  # an address without a slash at its end
        answer = unanswered.client("reader").get(path.rstrip("/"))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "being worked out" in page
    assert [words for words in NONE if words in page] == []


def test_a_file_waits_for_the_answers(unanswered):
    file = unanswered.client("reader").get("/awards/?as=csv").content.decode("utf-8-sig")
    (award,) = csv.DictReader(io.StringIO(file))
    assert award["award"] == "OPEN-AWARD-1"
    assert sum(int(award[name]) for name in ("barred", "barred_seen", "in_force", "unknown")) > 0
