"""Apply what an office saw on dockets to its law: an order still standing was seen later; a stay or an end works from its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from comity.norms.build.graph import acting_on, parted, partial
from comity.norms.nodes import Law, NormAct
from comity.norms.supposed import NothingToChange, supposing_orders
from comity.proof.context import Facts
from comity.record.nodes import DocketCheck, Record
from comity.text import tree as t


def as_seen_on_dockets(law: Law, record: Record, known_at: dt.date | None = None) -> Law:
    """The law as changed by what was seen on dockets; the law itself if nothing was.

    The library's own day stands where it is later. A stay that was seen ends on the day on which the order was seen to
    stand again; a scope that was narrowed stays so, and a later look that finds the order standing finds it as narrowed.

    Args:
        law: the law.
        record: with the checks.
        known_at: only what was seen, and recorded, by this day; everything when left out.
    """
    facts = Facts(record, known_at or dt.date.max)
    checks = [check for check in record.docket_checks if check.on <= facts.known_at and facts.known(check.known)]
    for act in dict.fromkeys(check.act for check in checks):
        law = _seen(law, act, sorted((check for check in checks if check.act == act), key=lambda check: check.on))
    return law


def _seen(law: Law, name: str, checks: list[DocketCheck]) -> Law:
    act = law.norm_acts[name]
    stands = [check for check in checks if check.seen in ("stands", "narrowed")]
    if stands and (act.last_seen is None or stands[-1].on > act.last_seen.day):
        law = _with(law, replace(act, last_seen=t.LastSeen(stands[-1].on, stands[-1].entry)))
    for check in checks:
        if check.seen == "ended":
            law = _supposing(law, t.GivenOrder(t.Name(name), "expired", check.on))
    for run, again in _stays(checks):
        change = t.GivenOrder(t.Name(name), "stayed", run[0].on)
        law = _told(law, change, run[0], run[-1], again)
    for check in checks:
        if check.seen == "narrowed":
            to = t.PartySet(tuple(t.Named(t.Name(party)) for party in check.to))
            law = _told(law, t.GivenOrder(t.Name(name), "narrowed", check.on, to), check, stands[-1], None)
    return law


def _stays(checks: list[DocketCheck]) -> Iterator[tuple[list[DocketCheck], dt.date | None]]:
    """The stays that were seen: the looks that found each, and the day on which the order was seen to stand again."""
    run: list[DocketCheck] = []
    for check in checks:
        if check.seen == "stayed":
            run.append(check)
        elif check.seen == "stands" and run:
            yield run, check.on
            run = []
    if run:
        yield run, None


def _told(law: Law, change: t.GivenOrder, first: DocketCheck, last: DocketCheck, again: dt.date | None) -> Law:
    """The law with an act that an office saw: from the day of its first look, last seen on that of its last."""
    before = set(law.norm_acts)
    law = _supposing(law, change)
    name, word = change.name.text, "stay" if change.change == "stayed" else "narrowing"
    for number, id in enumerate(sorted(set(law.norm_acts) - before)):
        own = f"seen-on-docket/{name.replace('/', '-')}-{change.change}-{first.on}{'-excepted' * number}"
        entry = f", entry {first.entry}" if first.entry else ""
        told = replace(
            law.norm_acts[id],
            id=own,
            title=f"{word} of {name}, as seen on the docket on {first.on}{entry}",
            end=t.Day(again) if again else None,
            last_seen=t.LastSeen(last.on, last.entry),
        )
        law = _with(law, told, without=id)
    return law


def _supposing(law: Law, change: t.GivenOrder) -> Law:
    try:
        return supposing_orders(law, (change,))
    except NothingToChange:  # the library knows of the end already
        return law


def _with(law: Law, act: NormAct, without: str = "") -> Law:
    acts = {id: one for id, one in law.norm_acts.items() if id != without}
    acts[act.id] = act
    changed = replace(law, norm_acts=acts, acting_on=acting_on(acts), partial=partial(acts))
    return replace(changed, parted=parted(changed))
