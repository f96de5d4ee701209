"""Recipients of a condition: against whom an order forbids it, where no order was found, where it cannot be told."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from comity.answers import recipients as mirror
from comity.brief.office_words import act_words
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.keeping import keeping
from comity.web.pages.ledger import Ledger, Line, Listing, send

PATH = "recipients/<path:id>/"
GROUPS = {
    mirror.FORBIDDEN: "An order forbids it",
    mirror.FORBADE: "An order forbade it when last seen",
    mirror.NOT_FOUND: "No order found",
    mirror.OPEN: "Cannot be told",
}
COLUMNS = (
    Column("recipient", "Recipient"),
    Column("act", "Act"),
    Column("seen", "Seen", "day"),
    Column("missing", "Missing"),
    Column("id", "Id"),
)


def view(request: Any, id: str) -> HttpResponse:
    """The list of one condition."""
    if id not in keeping().law.norms:
        raise Http404
    return send(request, partial(rows, id=id), "recipients.html", norm=keeping().law.norms[id])


def rows(asking: Asking, id: str) -> Ledger:
    """The page as rows: those whom the orders on it name, each as if its award carried the condition."""
    question = keeping().question(asking)
    found = mirror.recipients(question, question.law.norms[id])
    told = "; ".join(f"{title.lower()} {len(found.of(group))}" for group, title in GROUPS.items() if found.of(group))
    answer = (
        f"Of {len(found.recipients)} recipients that orders name: {told}."
        if told
        else "No order on it names a recipient."
    )
    listings = tuple(_listing(group, title, found) for group, title in GROUPS.items() if found.of(group))
    return Ledger(
        "recipients",
        f"Recipients: {question.law.norms[id].title}",
        f"{answer} Library read to {found.read_to}.",
        listings,
    )


def _listing(group: str, title: str, found: mirror.Mirror) -> Listing:
    lines = tuple(_line(one) for one in found.of(group))
    name = "-".join(group.split()[:3])
    return Listing(name, f"{title}: {len(lines)}", COLUMNS, lines, "None.")


def _line(one: mirror.Recipient) -> Line:
    law = keeping().law
    act = act_words(one.act, law) if one.act and one.act in law.norm_acts else ""
    return Line({"recipient": one.name, "act": act, "seen": one.seen, "missing": one.missing, "id": one.party})
