"""What of the facts may be seen, and that what may not leaves no trace."""

import pytest
from tests.web.conftest import AWARD, CARRIED

LEVELS = ("public", "internal", "privileged", "restricted")


def rows(office, role, table="awards"):
    from comity.web.keeping import keeping

    view = keeping().view(office.asking(role).sees, office.matter)
    return [one.values for one in view.rows if one.table == table]


def enter(office, values, table="awards", by="counsel", **entry):
    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter

    return enter([Entry(table, values, **entry)], office.matter, office[by])[0]


@pytest.mark.parametrize(
    ("role", "seen"),
    [("reader", 2), ("editor", 2), ("certifier", 2), ("administrator", 2), ("counsel", 3), ("stranger", 1)],
)
def test_each_role_sees_so_far(office, role, seen):
    for level in LEVELS:
        office.award(level, id=f"A-{level}")
    assert sorted(one["id"] for one in rows(office, role)) == sorted(f"A-{level}" for level in LEVELS[:seen])


def test_what_is_restricted_is_seen_by_who_is_named_for_it(office):
    from comity.web.people.models import Member

    office.award("restricted")
    assert rows(office, "counsel") == []
    Member.objects.filter(user=office["reader"]).update(restricted=True)
    assert [one["id"] for one in rows(office, "reader")] == ["A-1"]
    assert rows(office, "counsel") == []


def test_a_correction_stands_in_place_of_what_it_corrects(office):
    first = office.award()
    second = enter(office, {**AWARD, "accepted": "2025-07-01"}, supersedes=first.row, access="internal")
    assert [one["accepted"] for one in rows(office, "reader")] == ["2025-07-01"]
    enter(office, {**AWARD, "accepted": "2025-08-01"}, supersedes=second.row, access="internal")
    assert [one["accepted"] for one in rows(office, "reader")] == ["2025-08-01"]


def test_a_correction_known_since_a_day_leaves_the_days_before_as_they_were(office):
    from comity.web.keeping import keeping

    first = office.award()
    later = {**AWARD, "accepted": "2025-07-01", "recorded": "2025-09-01"}
    enter(office, later, supersedes=first.row, access="internal")
    record = keeping().record(keeping().view(office.asking("reader").sees, office.matter))
    corrected = [one for one in record.awards if one.known.supersedes]
    assert len(record.awards) == 2
    assert [str(one.accepted) for one in corrected] == ["2025-07-01"]


def test_what_is_retracted_is_absent_again(office):
    first = office.award()
    enter(office, {}, supersedes=first.row, retracted=True, access="internal")
    assert rows(office, "reader") == []


def test_a_row_that_is_not_seen_cannot_be_corrected_or_told_from_none(office):
    from comity.errors import Refused

    hidden = office.award("privileged")
    said = []
    for row in (hidden.row, "0123456789abcdef"):
        with pytest.raises(Refused) as refused:
            enter(office, dict(AWARD), by="editor", supersedes=row, access="internal")
        said.append(refused.value.message.replace(row, "ROW"))
    assert said[0] == said[1]


def test_a_number_that_stands_already_out_of_sight_can_be_entered(office):
    office.award("privileged", accepted="2025-07-01")
    office.award("internal")
    assert [one["accepted"] for one in rows(office, "reader")] == ["2025-06-03"]
    assert [one["accepted"] for one in rows(office, "counsel")] == ["2025-06-03"]


def test_lowering_shows_a_fact_to_more_and_counsel_alone_may(office):
    from comity.errors import Refused
    from comity.web.office.facts import lower

    fact = office.award("privileged")
    with pytest.raises(Refused, match="may not lower"):
        lower(fact, "internal", office["editor"])
    with pytest.raises(Refused, match="not lower than"):
        lower(fact, "restricted", office["counsel"])
    assert rows(office, "reader") == []
    lower(fact, "internal", office["counsel"])
    assert [one["id"] for one in rows(office, "reader")] == ["A-1"]
    assert len(rows(office, "counsel")) == 1


def test_another_matter_is_another_world(office):
    from comity.web.keeping import keeping
    from comity.web.people.models import Matter, Member

    office.award()
    other = Matter.objects.create(number=2, name="Other", government="houston-tx")
    Member.objects.create(user=office["stranger"], matter=other, role="counsel")
    assert keeping().view(office.asking("stranger").sees, office.matter).rows == ()


HIDDEN = [
    ("awards", {**AWARD, "id": "A-9", "terms": CARRIED}, {}),
    ("awards", {**AWARD, "accepted": "2025-07-01", "terms": CARRIED}, {"supersedes": "first"}),
    ("awards", {}, {"supersedes": "first", "retracted": True}),
    ("carriage", {"carries": CARRIED[0], "by": "answer", "carried": "yes", "award": "A-1"}, {}),
    ("sources", {"id": "letter", "title": "A letter that counsel alone has"}, {}),
]


@pytest.mark.parametrize("access", ["public", "internal"])
def test_what_rests_on_a_privileged_source_is_not_seen_by_more(office, access):
    from comity.errors import Refused
    from comity.web.office.facts import lower

    letter = enter(office, {"id": "letter", "title": "A letter"}, "sources", access="privileged")
    with pytest.raises(Refused, match="letter is privileged"):
        enter(office, {**AWARD, "source": "letter"}, access=access)
    award = enter(office, {**AWARD, "source": "letter"}, access="privileged")
    with pytest.raises(Refused, match="letter is privileged"):
        lower(award, access, office["counsel"])
    lower(letter, access, office["counsel"])
    lower(award, access, office["counsel"])


@pytest.mark.parametrize("access", ["privileged", "restricted"])
@pytest.mark.parametrize(("table", "values", "entry"), HIDDEN)
def test_a_confidential_fact_changes_nothing_that_others_see(office, table, values, entry, access):
    """The same office twice, with and without the fact: every byte of the view, of the kept answers and the page is equal."""
    from comity.kept.packed import pack
    from comity.web.keeping import keeping

    first = office.award("public", note="before")

    def shown():
        asking = office.asking("reader")
        view = keeping().view(asking.sees, office.matter)
        page = office.client("reader").get("/position/?on=2026-11-30").content
        return view, pack(keeping().make(asking).sheet), page.split(b"<main")[1]

    shown()
    before = shown()
    extra = dict(entry)
    if extra.get("supersedes"):
        extra["supersedes"] = first.row
    enter(office, values, table, access=access, **extra)
    office.award("public", id="A-2", by="counsel")
    shown()
    after = shown()
    assert before != after

    from comity.web.office.models import Fact

    last = Fact.objects.order_by("-pk").first()
    enter(office, {}, supersedes=last.row, retracted=True, access="public")
    assert shown() == before
