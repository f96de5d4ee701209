"""The news outlets that a document names, and one name for each that is written in several ways."""

from __future__ import annotations

import re

from comity.intake.documents.propose.named import words_of

OUTLET = re.compile(
    r"\b(?:the\s+)?(?:(?:Washington|New\s+York|Los\s+Angeles|Chicago|Seattle|Boston)\s+(?:Times|Post|Tribune|Globe)|Fox\s+News\s+Business|"
    r"F(?:ox|OX)\s+(?:News|Business|BUSINESS)|CNN|MSNBC|NBC(?:\s+News)?|CBS(?:\s+News)?|ABC(?:\s+News)?|NPR|Reuters|"
    r"Associated\s+Press|Politico|Breitbart|"
    r"Wall\s+Street\s+Journal|USA\s+Today|Bloomberg(?:\s+(?:News|Law))?|Twitter|Facebook|[A-Z]\w+\s+(?:Times|Post|Tribune|"
    r"Herald|Gazette|Journal|Chronicle))\b"
)
ONE_OUTLET = {"fox news business": "fox business"}
"""Names of one outlet."""


def outlet(words: str) -> str:
    """The one name of an outlet that is written in several ways."""
    plain = words_of(words).lower().removeprefix("the ")
    return ONE_OUTLET.get(plain, plain)
