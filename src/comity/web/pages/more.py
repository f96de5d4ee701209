"""More: the places that do not stand in the bar."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

PATH = "more/"
DOORS = (
    ("awards", "Awards", "Every award on record, with its conditions counted."),
    ("deadlines", "Deadlines", "What is due when and by what rule; as a calendar too."),
    ("answer", "Questions", "The facts that would settle most answers."),
    ("position_change", "If an order changes", "What would be another answer, and on how many dollars."),
    ("certify", "Record a certification", "What is certified, by whom, on what knowledge."),
    ("documents", "Documents", "Awards, letters and orders as files."),
    ("lists", "Lists", "Who is named on which list, on a day, with the reason published."),
    ("open_data", "Open data", "What the library covers, how it is made, how to cite it."),
    ("admin", "Administration", "Members, roles, holds and the log."),
    ("start", "Start", "Another government, another award list."),
)


def view(request: Any) -> HttpResponse:
    """The doors that are there."""
    from comity.web.urls import pages

    there = pages()
    return render(request, "more.html", {"doors": [one for one in DOORS if one[0] in there]})
