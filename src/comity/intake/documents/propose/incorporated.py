"""Terms that an award incorporates by reference: which of the library's sets are meant, by name and version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.intake.documents.document import Span
from comity.intake.documents.propose.dates import dates
from comity.intake.documents.propose.marks import Marks
from comity.norms.nodes import TermSet

INCORPORATES = re.compile(
    r"\b(?:incorporat\w+\s+(?:herein\s+|in\s+full\s+|into\s+this\s+\w+\s+)?by\s+reference|(?:are|is)\s+(?:hereby\s+)?incorporated|"
    r"subject\s+to\s+(?:the\s+)?(?=(?:[A-Z][\w&.-]*\s+){1,6}(?:[Tt]erms|[Aa]greement|[Cc]onditions|[Pp]olicy))|"
    r"terms\s+and\s+conditions\s+(?:are\s+)?(?:available|found|posted)\s+at)\b",
)
_YEAR = re.compile(r"(?:FY|fiscal\s+years?)\s*-?\s*(?P<year>(?:20)?[0-9][0-9])\b", re.I)
_VERSION = re.compile(r"\b(?:version|ver\.|v\.?|revision|rev\.)\s*(?P<number>[0-9]+(?:\.[0-9]+)?)\b", re.I)
_NAME_ENDS = re.compile(r"\s+of\s+(?=[0-9]|[A-Z][a-z]+\s+[0-9])|,\s+")


@dataclass(frozen=True, slots=True)
class Incorporated:
    """Words that take in a document; the set of the library that is meant, or those of its name in another version, or none stated."""

    span: Span
    meant: str = ""
    other: tuple[str, ...] = ()


def incorporated(marks: Marks) -> Iterator[Incorporated]:
    """What an award takes in, a sentence each. A set is meant only where the sentence says all that its title says of its version."""
    for sentence in marks.sentences:
        words = marks.flat[sentence.start : sentence.end]
        if not INCORPORATES.search(words):
            continue
        named = [one for one in marks.law.term_sets.values() if is_named(one, words)]
        said = versions(words)
        fitting = [one for one in named if versions(one.title) and versions(one.title) <= said]
        meant = fitting[0].id if len(fitting) == 1 else ""
        yield Incorporated(sentence, meant, () if meant else tuple(one.id for one in named))


def is_named(terms: TermSet, words: str) -> bool:
    """Whether words have the name of a set of terms, without its version.

    >>> from comity.intake.documents.propose.incorporated import bare_name
    >>> bare_name("FTA Master Agreement of 25 April 2025")
    'fta master agreement'
    """
    return re.search(rf"\b{re.escape(bare_name(terms.title))}\b", " ".join(words.lower().split())) is not None


def bare_name(title: str) -> str:
    """The name in a title, in small letters: what stands before its day, year or version."""
    return _NAME_ENDS.split(title, maxsplit=1)[0].lower()


def versions(words: str) -> frozenset[str]:
    """What words say of a version: days, months, fiscal years, numbers.

    >>> sorted(versions("DHS Standard Terms and Conditions, FY 2025, version 3"))
    ['fiscal year 2025', 'version 3']
    >>> sorted(versions("FTA MA(33), dated April 25, 2025")), sorted(versions("HHS Grants Policy Statement, July 2025"))
    (['2025-04-25'], ['2025-07'])
    """
    found = {f"fiscal year {int(m['year']) % 100 + 2000}" for m in _YEAR.finditer(words)}
    found |= {f"version {m['number']}" for m in _VERSION.finditer(words)}
    for day in dates(words):
        if day.first and day.anchor == "written out" and day.granularity in ("day", "month"):
            found.add(day.first.isoformat() if day.granularity == "day" else f"{day.first:%Y-%m}")
    return frozenset(found)
