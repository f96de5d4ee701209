"""Tribes, districts, authorities and offices of states, by their names in public registers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from comity.intake.match.nodes import Match
from comity.norms.names.government_tables import others, slug


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for one in others().values():
        for name in (one.name, *one.also):
            found.setdefault(key_of(name), set()).add(one.short)
    return {name: tuple(sorted(shorts)) for name, shorts in found.items()}


def key_of(name: str) -> str:
    """A name as it is compared: without case, marks, `the`, and with its usual words written out.

    >>> key_of("ST REGIS MOHAWK TRIBE"), key_of("Saint Regis Mohawk Tribe")
    ('saint-regis-mohawk-tribe', 'saint-regis-mohawk-tribe')
    """
    text = slug(name.replace("&", " and "))
    text = re.sub(r"(^|-)st-", r"\1saint-", text)
    text = re.sub(r"(^|-)(the|inc)(?=-|$)", r"\1", text).replace("--", "-").strip("-")
    return re.sub(r"-tribal-government$", "", text)


def body_named(name: str | None, state: str | None) -> Match | None:
    """The tribe, district, authority or office of exactly this name, in the state of the address where that is known.

    >>> body_named("CHICAGO TRANSIT AUTHORITY", "il").government
    'chicago-transit-authority-il'
    """
    if not name:
        return None
    shorts = _by_name().get(key_of(name), ())
    known = others()
    fits = [short for short in shorts if not state or _in_state(short, state)]
    if len(fits) == 1:
        kind = known[fits[0]].kind
        return Match(fits[0], "state agency" if kind == "office" else "register", "high" if state else "medium")
    if len(fits) > 1:
        return Match(why="the name fits several bodies", candidates=tuple(fits[:12]))
    return None


def _in_state(short: str, state: str) -> bool:
    one = others()[short]
    lies = {one.state, *(place.rpartition("-")[2] if "-" in place else place for place in one.within)}
    return state in lies or lies == {""}
