"""The words and icons of an office's lists: the status as counsel reads it, who decided, how the norm is known to attach."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from comity.frozen import frozen
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
    # drawn in a square of 16 by 16, in one colour: an outline, which is dashed where the answer is old, and a mark within
    "in_force": ("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z", "M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"),
    "blocked": ("M2 2h12v12H2z", "M4.5 7h7v2h-7z"),
    "void": ("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z", "m5.6 4.5 5.9 5.9-1.1 1.1-5.9-5.9z"),
    "waived": ("M2 2h12v12H2z", ""),
    "displaced": ("M8 1.5 14.5 8H11v6H5V8H1.5z", ""),
    "undetermined": (
        "",
        "M5 5.2A3.1 3.1 0 0 1 8 2.5a2.9 2.9 0 0 1 1.2 5.6c-.3.2-.4.4-.4.8V10H7.1V8.6c0-.8.4-1.4 1.2-1.8A1.3 1.3 0 0 0 8 4.2"
        "a1.4 1.4 0 0 0-1.4 1.3zM7 11.5h1.9v1.9H7z",
    ),
    "not_yet": ("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z", "M7.3 4.5h1.4v3.2l2.1 1.3-.7 1.1-2.8-1.7z"),
    "ended": ("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z", "M5.5 5.5h5v5h-5z"),
    "not_attached": ("", "M3 7h10v2H3z"),
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


@frozen
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
