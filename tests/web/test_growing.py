"""What is kept grows with each fact: it is always what would be worked out from all facts anew, for each set of rights."""

import random
from dataclasses import replace

import pytest
from tests.web.conftest import CARRIED

PROGRAMS = ("14.267", "20.507", "97.067", "16.738")
LEVELS = ("public", "internal", "internal", "privileged")


def entry_of(rng, made, number):
    """A fact of some kind, of the tables that an office fills; it may correct or take back one of those before."""
    from comity.web.office.entry import Entry

    def award(id, **more):
        values = {"id": id, "recipient": "fresno-ca", "program": rng.choice(PROGRAMS), "stage": "accepted"}
        values |= {"accepted": f"2025-{rng.randint(1, 9):02d}-03", "amount": str(rng.randint(1, 9) * 1000)}
        return {**values, **rng.choice([{}, {"terms": CARRIED}, {"drawn": "500"}, {"balance": "70"}]), **more}

    access = rng.choice(LEVELS)
    awards = [one for one in made if one[1].table == "awards" and not one[1].retracted]
    named = next((one.values["id"] for _, one in rng.sample(awards, len(awards)) if one.access != "privileged"), None)
    kind = rng.choice(
        ("new", "new", "sub", "correct", "known later", "take back", "fact", "carriage", "member", "seen", "letter")
    )
    if kind in ("correct", "known later", "take back") and awards:
        old, before = rng.choice(awards)
        if kind == "take back":
            return Entry("awards", {}, old.row, True, before.access)
        more = {"recorded": "2025-12-01"} if kind == "known later" else {}
        return Entry("awards", award(before.values["id"], **more), old.row, access=before.access)
    if kind == "sub" and named:
        return Entry("awards", award(f"S-{number}", prime=named), access="privileged")
    if kind == "fact" and named:
        return Entry(
            "award_facts",
            {"award": named, "attribute": "stage", "value": rng.choice(("offered", "closed"))},
            access=access,
        )
    if kind == "carriage" and named:
        values = {"carries": CARRIED[0], "by": "answer", "carried": rng.choice(("yes", "no")), "award": named}
        return Entry("carriage", values, access=access)
    if kind == "member":
        values = {"party": "fresno-ca", "association": "us-conference-of-mayors", "member": "yes"}
        return Entry("memberships", values, access=access)
    if kind == "seen":
        return Entry(
            "docket_checks", {"act": "fresno-v-turner/pi", "on": "2026-11-01", "seen": "stands"}, access=access
        )
    if kind == "letter":
        return Entry("sources", {"id": f"letter-{number}", "title": "A letter"}, access=access)
    return Entry("awards", award(f"A-{number}"), access=access)


def read(record):
    """A record, or what it is refused for: an award that others name may be taken back."""
    from comity.errors import ComityError

    try:
        return record()
    except ComityError as error:
        return type(error)


def grow(office, seed, steps, compared):
    """Facts one after another; what is kept after each is what is worked out anew. Returns how often some awards alone were answered."""
    from comity.errors import ComityError
    from comity.kept.fold import Fold
    from comity.kept.sheet import sheet
    from comity.web.keeping import keeping
    from comity.web.office.as_record import record_of
    from comity.web.office.facts import enter
    from comity.web.office.view import view_of

    rng, kept, made, grown = random.Random(seed), keeping(), [], 0
    first = [entry_of(random.Random(seed + at), [], at) for at in range(80)]
    first = [replace(one, access="internal") for one in first if one.table == "awards"]
    made += zip(enter(first, office.matter, office["counsel"]), first, strict=True)
    first_question = kept.question(office.asking("counsel"))
    last = Fold(first_question, sheet(first_question))
    for step in range(steps):
        entry = entry_of(rng, made, 100 + step)
        try:
            made.append((enter([entry], office.matter, office["counsel"])[0], entry))
        except ComityError:  # what the schema refuses is not entered
            continue
        for role in ("reader", "counsel"):
            asking = office.asking(role)
            view = kept.seen(asking)
            anew = view_of(asking.rights, office.matter)
            assert view == anew, (step, role, entry)
            record = read(lambda view=view: kept.record(view))
            assert record == read(lambda anew=anew: record_of(anew, kept.law, kept.public_rows)), (step, role, entry)
            if role == "reader" or step not in compared or isinstance(record, type):
                continue
            question, anew = kept.question(asking), sheet(kept.question(asking))
            found = last.after(question)
            assert found is None or found.sheet == anew, (step, entry)
            grown += found is not None
            last = found or Fold(question, anew)
    return grown


def test_what_is_kept_is_what_would_be_worked_out_anew(office):
    assert grow(office, seed=28, steps=13, compared=(3, 7, 12)) > 1


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(12))
def test_what_is_kept_is_what_would_be_worked_out_anew_many_times(office, seed):
    assert grow(office, seed, steps=40, compared=range(40)) > 4
