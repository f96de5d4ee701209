"""Each order and holding of 2025 and later says when it was last seen to stand, and whether it is appealed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

from comity.answers.question import open_law
from comity.norms.nodes import Law, NormAct
from comity.text import tree as t

SINCE = dt.date(2025, 1, 1)
NEVER_SEEN = "no day on which"
"""What the note of a file says of an act that nobody saw: it stands there because one may have been made."""


@cache
def library() -> Law:
    return open_law(None)


def of_these_years(act: NormAct) -> bool:
    """Whether a court or an agency may have done it in 2025 or later, as its day is known."""
    match act.decided:
        case t.Day(day=day):
            return day >= SINCE
        case t.Between(last=last):
            return last >= SINCE
        case t.After(day=day):
            return day >= SINCE
        case other:
            raise AssertionError(f"{act.id} has no day: {other}")


def only_perhaps(act: NormAct) -> bool:
    """Whether the act reaches nobody for certain."""
    return act.parties is not None and all(isinstance(item, t.Perhaps) for item in act.parties.items)


def unsaid(law: Law) -> list[str]:
    """The acts of 2025 and later that leave out when they were last seen, or whether they are appealed, a sentence each."""
    found: list[str] = []
    for id, act in sorted(law.norm_acts.items()):
        if act.kind not in ("order", "holding", "notice") or act.part_of is not None or not of_these_years(act):
            continue
        stands = any(effect.verb in ("blocks", "postpones", "stays", "voids", "waives") for effect in act.effects)
        if act.last_seen is None and (act.kind != "notice" or stands):
            note = law.instruments[act.instrument].note or ""
            if not (only_perhaps(act) and NEVER_SEEN in note):
                found.append(f"{id}: it does not say when it was last seen")
        if act.kind != "notice" and act.appeal is None:
            found.append(f"{id}: it does not say whether it is appealed")
    return found


def test_each_says_when_it_was_last_seen_and_whether_it_is_appealed() -> None:
    missing = unsaid(library())
    assert not missing, "\n".join(missing)


def test_what_leaves_it_out_is_found() -> None:
    law = library()
    pi, stay = law.norm_acts["fresno-v-turner/pi"], law.norm_acts["us-v-texas-sb4-2023/stay-2026"]
    without = {pi.id: replace(pi, last_seen=None), stay.id: replace(stay, appeal=None)}
    assert unsaid(replace(law, norm_acts={**law.norm_acts, **without})) == [
        "fresno-v-turner/pi: it does not say when it was last seen",
        "us-v-texas-sb4-2023/stay-2026: it does not say whether it is appealed",
    ]
