"""Statuses as a reader sees them: an icon and words together, never colour alone."""

from __future__ import annotations

from comity.answers.contract import STATUS_WORDS, as_seen
from comity.brief.site.html import Html, el, join
from comity.proof.seen import Freshness

_ICONS = {
    # each is drawn in a square of 16 by 16
    "in_force": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1.1 10.2L3.8 8.1l1.3-1.3 1.8 1.8 4-4 1.3 1.3z",
    "blocked": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM3.5 6.9h9v2.2h-9z",
    "void": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm3.3 9-1.3 1.3-2-2-2 2L4.7 10l2-2-2-2L6 4.7l2 2 2-2L11.3 6l-2 2z",
    "displaced": "M8 1 15 8h-4v7H5V8H1z",
    "waived": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM5 4.5h2v7H5zm4 0h2v7H9z",
    "undetermined": (
        "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 4a2.6 2.6 0 0 1 1 5v1H7V8.2c1.6 0 1.8-.6 1.8-1.4a.9.9 0 0 0-1.7-.1"
        "L5.5 6.2A2.6 2.6 0 0 1 8 4zM7 11h2v1.7H7z"
    ),
    "not_yet": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3zm-.8 2h1.6v3l2 1.4-.9 1.2-2.7-1.9z",
    "ended": "M2 2h12v12H2zm2 2v8h8V4z",
    "not_attached": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3z",
    "yes": "M6.3 13.2 1.2 8.1l1.8-1.8 3.3 3.3L13 2.9l1.8 1.8z",
    "no": "m8 6.2 4.4-4.4 1.8 1.8L9.8 8l4.4 4.4-1.8 1.8L8 9.8l-4.4 4.4-1.8-1.8L6.2 8 1.8 3.6l1.8-1.8z",
    "warning": "M8 1 15.5 14.5H.5zM7.1 5.5v4.5h1.8V5.5zm0 5.7v1.8h1.8v-1.8z",
}
MEANING = {
    "in_force": "The norm binds, and nothing in the library holds it off.",
    "blocked": "An order in force, and not stayed, forbids its enforcement against this party.",
    "void": "A court that controls here, or a judgment binding for this party, holds it invalid.",
    "displaced": "A superior norm takes its effect.",
    "waived": "Its issuer has said that it will not apply it to this party. That may be revoked.",
    "not_yet": "Its first day has not come.",
    "ended": "Its time is over, or a later text ended or replaced it.",
    "undetermined": "A fact that is not known would decide. The answer names the fact.",
    "not_attached": "It does not bind this party, award or demand.",
}
"""What each status means, in the words of docs/architecture.md."""

VERDICT = {
    "supported": "yes",
    "contradicted": "no",
    "partly": "undetermined",
    "undetermined": "undetermined",
    "opinion": "not_attached",
}
MODALITY = {
    "must": "Must",
    "must not": "Must not",
    "may": "May",
    "may require": "May require",
    "cannot be required to": "Cannot be required to",
}


def icons() -> Html:
    """Every icon once, for the pages to draw on."""
    return Html("".join(f'<path id="i-{name}" d="{drawn}"/>' for name, drawn in _ICONS.items()))


def icon(name: str) -> Html:
    """One icon; the words beside it say the same."""
    mark = f'<svg class="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><use href="#i-{name}"/></svg>'
    return Html(mark)


def chip(name: str, words: str, kind: str | None = None) -> Html:
    """An icon with its words."""
    return el("span", icon(name), " ", words, class_=f"chip {kind or name}".replace("_", "-"))


def status(
    name: str, if_attached: str | None = None, possible: tuple[str, ...] = (), fresh: Freshness | None = None
) -> Html:
    """A status; one that is open only because the norm may not attach says so.

    >>> "blocked, if it attaches" in status("undetermined", "blocked")
    True
    """
    aged = " aged" if fresh is not None and fresh.state == "last_seen" else ""
    if name != "undetermined":
        return chip(name, as_seen(name, fresh), name + aged)
    if if_attached:
        return chip(if_attached, f"{as_seen(if_attached, fresh)}, if it attaches", f"{if_attached} perhaps{aged}")
    words = " or ".join(STATUS_WORDS[s] for s in possible)
    return chip("undetermined", f"undetermined: {words}" if words else "undetermined")


def legend() -> Html:
    """What each status means, as a list."""
    rows = [(status(name), el("dd", meaning)) for name, meaning in MEANING.items()]
    return el("dl", *(el("div", el("dt", mark), meaning) for mark, meaning in rows), class_="legend")


def basis(value: str) -> Html:
    """How far the words of an instrument are verified; memory is marked plainly."""
    words = {
        "source": "Read in a source.",
        "source and memory": "Partly from memory: not fully verified.",
        "memory": "From memory: not verified.",
    }[value]
    mark = "yes" if value == "source" else "warning"
    return join([chip(mark, words, "verified" if value == "source" else "memory")])
