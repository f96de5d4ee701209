"""Each lawsuit has cases before, on and after each event, of more than one government."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace
from functools import cache

from comity.answers.question import open_law
from comity.norms.nodes import Law, NormAct
from comity.text import tree as t

DOCKET_SINCE = re.compile(r":2[5-9]-")
"""A suit of 2025 or later is shown also where nothing in it acts on a norm."""
OF_ONE_STATE = {"geo-v-newsom": "the law in dispute binds private operators within California, and no government"}


@cache
def library() -> Law:
    return open_law(None)


def days(act: NormAct) -> tuple[dt.date, dt.date | None]:
    """The first and the last day on which an act may have been done; none where it is only known to be later."""
    match act.decided:
        case t.Day(day=day):
            return day, day
        case t.Between(first=first, last=last):
            return first, last
        case t.After(day=day):
            return day + dt.timedelta(1), None
        case other:
            raise AssertionError(f"{act.id} has no day: {other}")


def norms_of(law: Law, id: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """The norms that an act bears on, also through the acts that it stays, reverses or replaces."""
    if id in law.norms:
        return {id}
    if id in seen or id not in law.norm_acts:
        return set()
    targets = [target for effect in law.norm_acts[id].effects for target in effect.targets]
    return {norm for target in targets for norm in norms_of(law, target, seen | {id})}


def not_shown(law: Law) -> list[str]:
    """What the cases of the lawsuits leave out, a sentence each."""
    acts, asked = defaultdict[str, list[NormAct]](list), defaultdict[str, list[tuple[str, str, dt.date]]](list)
    for act in law.norm_acts.values():
        acts[act.instrument].append(act)
    for case in law.cases:
        for one in case.expects:
            asked[case.instrument].append((one.norm.text, one.party.text if one.party else case.party, one.on))
    found: list[str] = []
    for id, suit in sorted(law.instruments.items()):
        if suit.kind != "case":
            continue
        events = [act for act in acts[id] if act.kind != "doctrine" and norms_of(law, act.id)]
        if not events and not DOCKET_SINCE.search(str(suit.docket)):
            continue
        begins = min((days(act)[0] for act in events), default=dt.date.min)
        if id not in OF_ONE_STATE and len({party for _, party, on in asked[id] if on >= begins}) < 2:
            found.append(f"{id}: fewer than two governments are asked about once it has begun")
        if len({on for _, _, on in asked[id]}) < 2:
            found.append(f"{id}: fewer than two days are asked about")
        for act in events:
            first, last = days(act)
            on_days = {on for norm, _, on in asked[id] if norm in norms_of(law, act.id)}
            if not any(on < first for on in on_days):
                found.append(f"{act.id}: nothing is asked about a day before {first}")
            if not any(first <= on and (last is None or on <= last) for on in on_days):
                found.append(f"{act.id}: nothing is asked about the day itself")
            if last is not None and last < suit.checked and not any(on > last for on in on_days):
                found.append(f"{act.id}: nothing is asked about a day after {last}")
    return found


def test_each_lawsuit_is_shown_before_on_and_after_each_event_for_two_governments() -> None:
    missing = not_shown(library())
    assert not missing, "\n".join(missing)


def test_what_is_left_out_is_found() -> None:
    law = library()
    without = replace(law, cases=tuple(c for c in law.cases if c.instrument not in ("fresno-v-turner", "us-v-nyc")))
    found = not_shown(without)
    assert "fresno-v-turner/pi: nothing is asked about the day itself" in found
    assert "us-v-nyc: fewer than two governments are asked about once it has begun" in found
    at_once = dt.date(2025, 9, 23)
    early = [
        replace(c, expects=tuple(e for e in c.expects if e.on <= at_once)) if c.instrument == "fresno-v-turner" else c
        for c in law.cases
    ]
    assert "fresno-v-turner/pi: nothing is asked about a day after 2025-09-23" in not_shown(
        replace(law, cases=tuple(early))
    )
