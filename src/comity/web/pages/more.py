"""More: links to the pages that are not in the navigation bar."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from comity.web.asking import Asking

PATH = "more/"
DOORS = (
    (
        "Work",
        (
            ("awards", "Awards", "Every award on record, with its conditions counted."),
            ("deadlines", "Deadlines", "What is due when and by what rule; as a calendar too."),
            ("feeds", "Calendar", "Deadlines in your calendar program, by a secret address."),
            ("council", "Council's calendar", "Meetings, and when their agendas close."),
            ("answer", "Questions", "The facts that would settle most answers."),
            ("position_change", "If an order changes", "Which answers would change, and on how many dollars."),
            ("certify", "Record a certification", "What is certified, by whom, on what knowledge."),
            ("memos", "Memos", "What was given, and what counsel has reviewed."),
            ("documents", "Documents", "Awards, letters and orders as files."),
            ("lists", "Lists", "Who is named on which list, on a day, with the reason published."),
            ("open_data", "Open data", "What the library covers, how it is made, how to cite it."),
            ("start", "Start", "Another government, another award list."),
        ),
    ),
    (
        "This office",
        (
            ("uploads", "Uploads", "What was sent, by whom, and what came of it."),
            ("jobs", "Jobs", "Work beside the server, and what it came to."),
            ("receipts", "Receipts", "Answers that were given, each of which can be given again."),
            ("tokens", "Tokens", "What programs use in your place."),
            ("holds", "Holds", "While one stands nothing is disposed of."),
            ("disposal", "Disposal", "What a rule of the office lets go."),
            ("log", "Log", "Who read, took out, entered or corrected what."),
            ("admin", "Administration", "Members, their roles, invitations."),
            ("invite", "Invite", "A person with a link that signs in once."),
            ("you", "Your account", "Password, one-time codes, where you are signed in."),
        ),
    ),
)
"""The doors by group: page, title, what is behind it."""


def view(request: Any) -> HttpResponse:
    """The doors that are there for this person."""
    asking: Asking = request.asking
    there = pages_of(asking)
    groups = [(title, [one for one in doors if one[0] in there]) for title, doors in DOORS]
    return render(request, "more.html", {"groups": [one for one in groups if one[1]]})


def pages_of(asking: Asking) -> set[str]:
    """The names of the pages that a person may open."""
    from comity.web.urls import pages

    found: set[str] = set()
    for name, page in pages().items():
        needed = getattr(page, "MAY", None)
        if needed is None or asking.rights.may(needed, asking.matter.pk):
            found.add(name)
    return found
