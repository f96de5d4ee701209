"""Swap administrations and parties in what pages say: nothing else may change. Made-up twins of one law, each side in the other's place."""

import re
from dataclasses import replace

import pytest

PATHS = (
    "/jobs/", "/today/", "/position/", "/position/?shelf=background", "/position/?status=unknown", "/position/?status=in_force",
    "/orders/", "/orders/?show=late", "/letters/", "/deadlines/", "/awards/", "/awards/?words=14.267", "/award/A-1/",
    "/award/A-1/?with=A-2", "/answer/", "/certify/", "/certify/?award=A-1", "/condition/hud-coc-fy2024/dei/",
    "/position/change/", "/search/?q=14.267", "/search/?q=does+hud-coc-fy2024/dei+bind+us", "/library/", "/documents/",
    "/uploads/", "/memos/", "/receipts/", "/council/", "/calendar/", "/tokens/", "/more/",
)  # fmt: skip
SHORT = ("/jobs/", "/more/", "/documents/", "/uploads/", "/memos/")


@pytest.fixture
def twins(office, monkeypatch):
    """The same awards once of a city in one kind of State and once of one in the other, under a law that treats both alike."""
    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter
    from comity.web.people.models import Matter, Member, Role

    other = Matter.objects.create(number=2, name="Grants", government="houston-tx")
    for role in Role.values:
        Member.objects.create(user=office[role], matter=other, role=role)
    for matter in (office.matter, other):
        award = {
            "recipient": matter.government,
            "program": "14.267",
            "stage": "accepted",
            "accepted": "2025-06-03",
            "amount": "1000000",
        }
        terms = {"terms": ["hud-coc-fy2024/dei"]}
        entries = [
            Entry("awards", {**award, "id": "A-1", **terms}, access="internal"),
            Entry("awards", {**award, "id": "A-2"}, access="internal"),
        ]
        enter(entries, matter, office["editor"])
    neutral(monkeypatch)
    return office, other


def neutral(monkeypatch) -> None:
    """Take what courts and notices do out of the law, so that the two cities differ in name and State alone."""
    from comity.norms.build.graph import acting_on
    from comity.web.keeping import keeping

    law = keeping().law
    acting = acting_on({id: act for id, act in law.norm_acts.items() if id in law.norms})
    monkeypatch.setattr(keeping(), "law", replace(law, acting_on=acting, partial={}, parted={}))
    monkeypatch.setattr(keeping(), "law_digest", "neutral")


def shown(client, path: str) -> str:
    text = client.get(path, follow=True).content.decode()
    text = text[text.index("<main") : text.index("</main>")]
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    text = re.sub(r"[Mm]atter [12]\b", "this matter", text)
    return re.sub(r"/position/line/[0-9a-f]+/|opened-[0-9a-f]+", "", text)


def test_the_same_facts_read_the_same_for_a_city_of_either_kind_of_state(twins):
    """On thirty pages, each read once for each city by one client."""
    from django.utils import timezone

    from comity.web.asking import Asking
    from comity.web.keeping import keeping
    from comity.web.people.rights import rights_of

    office, other = twins
    today = timezone.localdate()
    client = office.client("editor")
    read: dict[str, dict[str, str]] = {}
    for matter in (office.matter, other):
        keeping().make(Asking(matter, rights_of(office["editor"]), today, today, today))
        client.post("/matter/", {"matter": matter.number})
        read[matter.government] = {path: shown(client, path) for path in PATHS}
    ours, theirs = read["fresno-ca"], read["houston-tx"]
    differ = [
        path
        for path in PATHS
        if theirs[path].replace("Houston, TX", "Fresno, CA").replace("houston-tx", "fresno-ca") != ours[path]
    ]
    assert differ == []
    assert [path for path in PATHS if path not in SHORT and len(ours[path]) <= 200] == []
    assert len(set(PATHS)) == len(PATHS) == 30
