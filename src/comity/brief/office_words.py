"""The words and icons of an office's lists: a status as counsel reads it, who decided, how the norm is known to attach."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from comity.norms.names.courts import court
from comity.norms.nodes import Law

STATUS = {
    "in_force": "In force",
    "blocked": "Barred by order",
    "void": "Held invalid",
    "waived": "Not applied by agency notice",
    "displaced": "Displaced",
    "undetermined": "Cannot be told",
    "not_attached": "Not in this award",
    "not_yet": "Not yet",
    "ended": "Ended",
}
"""A status in words, as the government reads it that is asked for it."""
SEEN = {
    "in_force": "In force when last seen",
    "blocked": "Barred when last seen",
    "void": "Held invalid when last seen",
    "waived": "Not applied by notice when last seen",
    "displaced": "Displaced when last seen",
}
"""The same where it rests on an act that was last seen longer ago than its limit."""
GROUPS = {
    "barred": "Barred",
    "barred_seen": "Barred when last seen",
    "in_force": "In force",
    "in_force_seen": "In force when last seen",
    "unknown": "Cannot be told",
    "other": "Not now",
}
ICONS = {
    # drawn in a square of 16 by 16, in one colour; the words beside it say the same
    "in_force": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z",
    "blocked": "M2 2h12v12H2zm2 2v8h8V4zm0 3h8v2H4z",
    "void": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 0 1 2.9.9l-7 7A5 5 0 0 1 8 3zm0 10a5 5 0 0 1-2.9-.9l7-7A5 5 0 0 1 8 13z",
    "waived": "M2 2h12v12H2zm2 2v8h8V4z",
    "displaced": "M8 1 15 8h-4v7H5V8H1z",
    "undetermined": (
        "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3zm0 1.5a2.2 2.2 0 0 1 .9 4.2V9.5H7.1V8"
        "c1.3 0 1.7-.5 1.7-1.2a.8.8 0 0 0-1.6-.1L5.7 6.3A2.3 2.3 0 0 1 8 4.5zM7.1 10.3h1.800v1.500H7.1z"
    ),
    "not_yet": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3zm-.8 2h1.6v3l2 1.4-.9 1.2-2.7-1.900z",
    "ended": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3zM5.500 5.500h5v5h-5z",
    "not_attached": "M2 7h12v2H2z",
}
BASIS = {
    "document": "award's words",
    "agency": "agency's rule",
    "office": "your rule",
    "answer": "your answer",
    "law": "the rule itself says so",
    "supposed": "supposed",
    None: "not known",
}
"""How it is known that a norm attaches to an award, the strongest first."""
KINDS = {"order": "inj.", "holding": "holding", "notice": "notice", "doctrine": "doctrine"}


@dataclass(frozen=True, slots=True)
class StatusWords:
    """A status as it is shown: its words, its icon, whether it is dashed for its age."""

    words: str
    icon: str
    aged: bool


def status_words(status: str, state: str | None) -> StatusWords:
    """How a status is shown.

    >>> status_words("blocked", "last_seen").words
    'Barred when last seen'
    """
    aged = state == "last_seen" and status in SEEN
    return StatusWords(SEEN[status] if aged else STATUS[status], status, aged)


def act_words(act: str, law: Law) -> str:
    """An act on norms in a few words: the lawsuit and what it is, its court and day."""
    found = law.norm_acts.get(act)
    if found is None:
        return act
    instrument = law.instruments[found.instrument]
    where = court(found.court) if found.court else None
    of = f" ({where.citation or where.name})" if where else ""
    return f"{instrument.title}, {found.title or found.kind}{of}"


def money(value: Decimal | None) -> str:
    """Dollars in few characters; a dash where none is known.

    >>> money(Decimal("31600000")), money(Decimal(4100)), money(None)
    ('$31.6M', '$4,100', '-')
    """
    if value is None:
        return "-"
    for size, mark in ((10**9, "B"), (10**6, "M")):
        if abs(value) >= size:
            return f"${value / size:,.1f}{mark}"
    return f"${value:,.0f}"


def short_day(value: dt.date | None) -> str:
    """A day in a column.

    >>> short_day(dt.date(2025, 11, 21)), short_day(None)
    ('21 Nov 2025', '-')
    """
    return "-" if value is None else f"{value.day} {value:%b} {value.year}"
