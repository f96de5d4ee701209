"""What is kept answers as what is worked out afresh, after any sequence of changes: facts, looks at dockets, take-backs, orders."""

import datetime as dt
import random
import re
from dataclasses import replace

import pytest

from comity.errors import Refused

ORDER = "fresno-v-turner/pi"
NORMS = ("hud-coc-fy2024/dei", "hud-coc-fy2024/verification", "hud-letter-2025-06-05/gender")
PROGRAMS = ("14.218", "14.267", "16.710", "20.507")
SUPPOSED = ("", "", f"{ORDER} is stayed from 2026-12-01", f"{ORDER} is reversed from 2026-12-01")
DAYS = (dt.date(2025, 10, 1), dt.date(2026, 11, 30), dt.date(2026, 12, 15))


def change(rng, entered, number):
    """A change that an office may make: of which table, what it says, which row it corrects or takes back."""
    kind = rng.choice(("award", "carries", "docket", "back", "correct") if entered else ("award",))
    awards = [(row, values) for row, table, values in entered if table == "awards"]
    day = dt.date(2025, 6, 1) + dt.timedelta(days=rng.randint(0, 500))
    if kind == "award":
        values = {"id": f"A-{number}", "recipient": "fresno-ca", "program": rng.choice(PROGRAMS), "stage": "accepted",
                  "accepted": day.isoformat(), "amount": str(rng.randint(1, 9) * 100_000)}  # fmt: skip
        return "awards", values, None, False
    if kind == "correct" and awards:
        row, values = rng.choice(awards)
        return "awards", {**values, "accepted": day.isoformat()}, row, False
    if kind == "back":
        row, table, values = rng.choice(entered)
        return table, values, row, True
    if kind == "docket":
        seen = rng.choice(("stands", "stayed", "narrowed", "ended"))
        values = {"act": ORDER, "on": day.replace(year=2026).isoformat(), "seen": seen}
        return "docket_checks", values | ({"to": "eureka-ca"} if seen == "narrowed" else {}), None, False
    award = rng.choice(awards)[1]["id"] if awards else "A-0"
    values = {"carries": rng.choice(NORMS), "by": "answer", "carried": rng.choice(("yes", "no")), "award": award}
    return "carriage", values, None, False


def walk(office, seed, steps):
    from comity.web.keeping import Keeping, keeping
    from comity.web.office.entry import Entry
    from comity.web.office.facts import enter
    from comity.web.office.view import view_of
    from comity.web.people.rights import Rights

    rng = random.Random(seed)
    kept, entered, asked = keeping(), [], []
    for number in range(steps):
        table, values, row, gone = change(rng, entered, number)
        entry = Entry(table, values, access="internal", supersedes=row or "", retracted=gone)
        (made,) = enter([entry], office.matter, office["counsel"])
        entered = [one for one in entered if one[0] != row] + ([] if gone else [(made.row, table, values)])
        day = rng.choice(DAYS)
        asking = replace(
            office.asking("reader", day), known_at=max(day, rng.choice(DAYS)), suppose=rng.choice(SUPPOSED)
        )
        rights = Rights(frozenset((office.matter.pk, access) for access in asking.sees))
        view = view_of(rights, office.matter)
        try:
            fresh = kept.again(asking, view, kept.law_folder).sheet
        except Refused as error:  # what is supposed of an order that has ended by then changes nothing
            with pytest.raises(Refused, match=re.escape(str(error))):
                kept.make(asking)
            continue
        assert kept.make(asking).sheet == fresh, (seed, number, table, values)
        asked.append((asking, fresh))
    # the last questions once more, in a process that has nothing in memory: what lies in the folder
    asking, fresh = asked[-1]
    other = Keeping(kept.folder)
    other.__dict__["law"] = kept.law
    assert other.make(asking).sheet == fresh


@pytest.mark.parametrize("seed", [27])
def test_after_a_few_changes(office, seed):
    walk(office, seed, 5)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 110))
def test_after_many_changes(office, seed):
    walk(office, seed, 20)
