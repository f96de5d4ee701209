"""The frame around every page: navigation, subject, day, the one legal line."""

from __future__ import annotations

from typing import Any

from comity.proof.context import shown
from comity.web.exports.stamp import NOTICE
from comity.web.keeping import keeping
from comity.web.law_update import SHORT

BAR = (
    ("today", "Today"),
    ("position", "Position"),
    ("orders", "Orders"),
    ("letters", "Letters"),
    ("library", "Library"),
    ("more", "More"),
)
WITHIN = {
    "position_line": "position",
    "position_change": "position",
    "award": "position",
    "awards": "position",
    "order": "orders",
    "letter": "letters",
    "condition": "library",
    "library_preview": "library",
    "recipients": "library",
    **dict.fromkeys(
        (
            "uploads",
            "jobs",
            "receipts",
            "tokens",
            "holds",
            "disposal",
            "log",
            "admin",
            "invite",
            "you",
            "certify",
            "certification",
            "documents",
            "document",
            "article",
        ),
        "more",
    ),
}
"""Pages that stand under a place of the bar without being it."""


def frame(request: Any) -> dict[str, Any]:
    """The bar, and of whom and of which day the page is."""
    from comity.web.urls import pages

    there = pages()
    asking = getattr(request, "asking", None)
    match = getattr(request, "resolver_match", None)
    here = "" if match is None else WITHIN.get(match.url_name, match.url_name)
    return {
        "asking": asking,
        "notice": NOTICE,
        "made_with": "" if asking is None else keeping().law_digest[:SHORT],
        "day_query": "" if asking is None or not asking.past else f"?on={asking.as_of}",
        "matters": [] if asking is None else _matters(asking),
        "bar": [
            {"name": name, "words": words, "here": name == here}
            for name, words in BAR
            if name in there
        ],
    }  # fmt: skip


def _matters(asking: Any) -> list[dict[str, Any]]:
    from dataclasses import replace

    return [{"number": one.number, "words": shown(replace(asking, matter=one).subject)} for one in asking.matters]
