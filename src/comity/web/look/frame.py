"""What stands around every page: the places of the bar, the subject, the day, how fresh the law is."""

from __future__ import annotations

from typing import Any

BAR = (
    ("today", "Today"),
    ("position", "Position"),
    ("orders", "Orders"),
    ("letters", "Letters"),
    ("library", "Library"),
    ("more", "More"),
)
NOTICE = "Legal information for review by counsel, not a substitute for an attorney's advice."


def frame(request: Any) -> dict[str, Any]:
    """The bar has the places that are there."""
    from comity.web.urls import pages

    there = pages()
    asking = getattr(request, "asking", None)
    match = getattr(request, "resolver_match", None)
    return {
        "asking": asking,
        "notice": NOTICE,
        "bar": [
            {"name": name, "words": words, "here": match is not None and match.url_name == name}
            for name, words in BAR
            if name in there
        ],
    }
