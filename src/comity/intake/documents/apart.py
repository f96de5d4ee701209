"""Work out what documents propose, find and differ in, each in a process of its own with limits (confined.py)."""

from __future__ import annotations

import datetime as dt

from comity.intake.documents.clauses import Clause, Searched, search
from comity.intake.documents.compare import Pair, compare_terms
from comity.intake.documents.confined import apart
from comity.intake.documents.document import Document, Span, canonical
from comity.intake.documents.proposals import Proposal
from comity.intake.documents.propose.rules import Proposed, propose
from comity.norms.nodes import Law

_PLAIN = "The City of Chicago cites 8 U.S.C. 1373."
_Found = tuple[str, tuple[Span, ...], tuple[Proposal, ...], bool, dt.date | None]
_ready: list[Law] = []


def propose_apart(document: Document, law: Law, paper: str = "", published: dt.date | None = None) -> Proposed:
    """As `rules.propose`, with limits. Raises Refused where the document goes beyond them."""
    if not any(law is one for one in _ready):
        # tables of names and citations are read here, so that no copy of this process reads them again
        propose(canonical("", "text", "", _PLAIN), law)
        _ready[:] = [law]

    def work() -> _Found:
        found = propose(document, law, paper, published)
        return found.paper, found.told_by, found.proposals, found.restricted, found.published

    return Proposed(document, *apart(work, _Found, document.name))


def search_apart(document: Document, clauses: tuple[Clause, ...]) -> Searched:
    """As `clauses.search`, with limits. Raises Refused where the document goes beyond them."""
    return apart(lambda: search(document, clauses), Searched, document.name)


def compare_apart(old: Document, new: Document, clauses: tuple[Clause, ...] = ()) -> tuple[Pair, ...]:
    """As `compare.compare_terms`, with limits. Raises Refused where the documents go beyond them."""
    return apart(lambda: compare_terms(old, new, clauses), tuple[Pair, ...], f"{old.name}, {new.name}")
