"""Draft a law file for a court order from its own words; whatever they do not say is a blank, a fault with its place."""

from __future__ import annotations

import datetime as dt
import re

from comity.intake.documents.document import Document
from comity.intake.documents.proposals import Proposal
from comity.intake.documents.propose.rules import Proposed

BLANKS = {"court": "COURT", "decided": "DAY", "restrains": "AGENCY", "blocks": "NORM", "for": "PARTY", "order": "ORDER"}
"""What stands where the order does not say."""


def draft_order(proposed: Proposed, today: dt.date) -> str | None:
    """The text of a law file; None where no order was found in the document."""
    order = next((one for one in proposed.proposals if one.kind == "order"), None)
    if order is None:
        return None
    document = proposed.document
    caption = _caption(document, order)
    day = order.value("decided") or BLANKS["decided"]
    title = order.value("title") or "order"
    front = [
        f"id: {_slug(caption)}",
        f"title: {_quoted(caption)}",
        "kind: case",
        f"court: {order.value('court') or BLANKS['court']}",
        *([f"docket: {_quoted(order.value('docket') or '')}"] if order.value("docket") else []),
        "united_states: party",
        "basis: source",
        "verbatim: partly",
        f"checked: {today}",
        f"sources: [{_quoted(f'{document.name}, sha256 {document.sha256}')}]",
    ]
    quoted: list[str] = []
    for field in order.fields:
        if field.name in ("enjoins", "stays", "extends", "reverses") and field.span:
            quoted.append(f"### Page {document.page(field.span)}\n\n> {' '.join(document.words(field.span).split())}\n")
    clauses = [("decided", day), *_does(order, day)]
    said = "".join(f"  {name:<10} {value}\n" for name, value in clauses)
    also = _also(order, day)
    judge = f" Judge {order.value('judge')}." if order.value("judge") else ""
    asks = "".join(f"- {one}\n" for one in (*order.asks, *_notes(order)))
    missing = f"To be supplied, or checked against the words:\n\n{asks}\n" if asks else ""
    return (
        "---\n"
        + "\n".join(front)
        + f"\n---\n\n# {caption}\n\nA draft from the words of the order.{judge} What the order does in a sentence or two goes here.\n\n"
        f"{missing}## {title.capitalize()} of {day}\n\n"
        + "\n".join(quoted)
        + f'\n```comity\norder {_slug(title)[:40]} "{title}"{_kind(order)}\n{said}{also}```\n'
    )


def _does(order: Proposal, day: str) -> list[tuple[str, str]]:
    """What it does: forbids or stays; else prolongs or reverses another order, whose name in the library is a blank."""
    if order.value("reverses") and not order.value("enjoins"):
        mandate = order.value("mandate")
        return [("reverses", BLANKS["order"]), *([("mandate", mandate)] if mandate else [])]
    if order.value("extends") and not order.value("enjoins"):
        return [("until", _end(order) or BLANKS["decided"]), ("extends", BLANKS["order"])]
    verb = "stays" if order.value("stays") and not order.value("enjoins") else "blocks"
    return [
        ("restrains", ", ".join(dict.fromkeys(order.values("restrains"))) or BLANKS["restrains"]),
        (verb, ", ".join(dict.fromkeys(order.values("blocks"))) or BLANKS["blocks"]),
        *_until(order, day),
        ("for", _for(order)),
    ]


def _also(order: Proposal, day: str) -> str:
    """What an order that forbids does besides to another one, whose name in the library is a blank: an act of its own."""
    if not order.value("enjoins") or not order.value("extends"):
        return ""
    clauses = (("decided", day), ("until", _end(order) or BLANKS["decided"]), ("extends", BLANKS["order"]))
    return '\norder extension "an earlier order is prolonged"\n' + "".join(
        f"  {name:<10} {value}\n" for name, value in clauses
    )


def _end(order: Proposal) -> str:
    """The day on which a prolonged order is over: the day after one through which it lasts."""
    field = next((one for one in order.fields if one.name == "extended_until"), None)
    if field is None:
        return ""
    return (dt.date.fromisoformat(field.value) + dt.timedelta(days=1 if field.note else 0)).isoformat()


def _kind(order: Proposal) -> str:
    """That it is a restraining order, and one without notice, by its own words."""
    if order.value("title") != "temporary restraining order" or not order.value("enjoins"):
        return ""
    return " restraining without notice" if order.value("notice") else " restraining"


def _notes(order: Proposal) -> list[str]:
    """What a field is doubtful about."""
    return [f"{field.name} `{field.value}`: {field.note}" for field in order.fields if field.note]


def _for(order: Proposal) -> str:
    """For whom: everyone where the order says so, else the plaintiffs that the register has; a blank for each that it has not."""
    if order.value("for") == "everyone":
        return "everyone"
    known = list(dict.fromkeys(order.values("plaintiff")))
    blanks = [BLANKS["for"]] if order.value("plaintiff_words") or not known else []
    return ", ".join([*known, *blanks])


def _until(order: Proposal, day: str) -> list[tuple[str, str]]:
    """The end that the order states as a day: 14 days from it. `until judgment` is not a day and is left to a later act."""
    if order.value("until") == "14 days" and re.fullmatch(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]", day):
        return [("until", (dt.date.fromisoformat(day) + dt.timedelta(days=14)).isoformat())]
    return []


def _caption(document: Document, order: Proposal) -> str:
    """The first plaintiff against the first defendant, as the caption has them."""
    first = next((f for f in order.fields if f.name in ("plaintiff", "plaintiff_words") and f.span), None)
    left = " ".join(document.words(first.span).split()) if first and first.span else "PLAINTIFF"
    after = re.search(r"(?:^|\s)[vV]s?\.\s+(?P<name>[^,;\n(]{3,60})", document.text)
    right = " ".join(after["name"].split()) if after else "DEFENDANT"
    return f"{_cased(left)} v. {_cased(right)}"


def _cased(name: str) -> str:
    if not name.isupper():
        return re.sub(r"^the ", "", name)
    cased = re.sub(r"\b(Of|And|The|For)\b", lambda m: m[0].lower(), name.title())
    return re.sub(r"^the ", "", cased)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
