"""What an office saw on dockets, put into the law it asks with: an order that stands was seen later, a stay or an end works from its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from comity.norms.build.graph import acting_on
from comity.norms.nodes import Law, NormAct
from comity.norms.supposed import NothingToChange, supposing_orders
from comity.record.nodes import DocketCheck, Record
from comity.text import tree as t

CHANGES = {"stayed": "stayed", "ended": "expired"}


def as_seen_on_dockets(law: Law, record: Record) -> Law:
    """The law as the record's checks of dockets leave it; the law itself where there are none.

    The library's own day stands where it is later. A stay that was seen ends on the day on which the order was seen to
    stand again.
    """
    checks = _standing(record.docket_checks)
    if not checks:
        return law
    for act in dict.fromkeys(check.act for check in checks):
        mine = sorted((check for check in checks if check.act == act), key=lambda check: check.on)
        law = _seen(law, act, mine)
    return law


def _standing(checks: Iterable[DocketCheck]) -> tuple[DocketCheck, ...]:
    rows = tuple(checks)
    corrected = {check.known.supersedes for check in rows if check.known.supersedes}
    return tuple(
        check
        for check in rows
        if not check.known.retracted and (check.known.row is None or check.known.row not in corrected)
    )


def _seen(law: Law, name: str, checks: list[DocketCheck]) -> Law:
    act = law.norm_acts[name]
    stands = [check for check in checks if check.seen == "stands"]
    if stands and (act.last_seen is None or stands[-1].on > act.last_seen.day):
        law = _with(law, replace(act, last_seen=t.LastSeen(stands[-1].on, stands[-1].entry)))
    for check in checks:
        if check.seen == "stands":
            continue
        change = t.GivenOrder(t.Name(name), CHANGES[check.seen], check.on)
        before = set(law.norm_acts)
        try:
            law = supposing_orders(law, (change,))
        except NothingToChange:  # the library knows of the end already
            continue
        again = next((one.on for one in stands if one.on > check.on), None)
        for id in set(law.norm_acts) - before:
            made = law.norm_acts[id]
            own = f"seen-on-docket/{name.replace('/', '-')}-{check.seen}-{check.on}"
            entry = f", entry {check.entry}" if check.entry else ""
            told = replace(
                made,
                id=own,
                title=f"stay of {name}, as seen on the docket on {check.on}{entry}",
                end=t.Day(again) if again else None,
            )
            law = _with(law, told, without=id)
    return law


def _with(law: Law, act: NormAct, without: str = "") -> Law:
    acts = {id: one for id, one in law.norm_acts.items() if id != without}
    acts[act.id] = act
    return replace(law, norm_acts=acts, acting_on=acting_on(acts))
