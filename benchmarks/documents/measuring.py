"""What is proposed of the corpus, counted against what is marked in it: precision and recall by kind."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field

from comity.intake.documents.clauses import clauses_of
from comity.intake.documents.document import Document
from comity.intake.documents.proposals import Field, Proposal, even
from comity.intake.documents.propose.rules import Proposed, propose
from comity.intake.documents.read import document_of
from comity.norms.nodes import Law

from .boilerplate import award_text
from .corpus import Text, Told, awards, written
from .setting import pdf, set_as

SAME = {"recipients": "recipient", "basis_words": "basis", "stays": "stay"}
"""Fields of proposals by the fields of the marks."""
MEASURED = {
    "letter": ("issuer", "date", "recipient", "asks", "due", "due_days", "force", "threatens", "basis"),
    "order": ("court", "docket", "judge", "decided", "plaintiff", "restrains", "enjoins", "until", "stay"),
    "award": (
        "id",
        "program",
        "agency",
        "recipient",
        "period_start",
        "period_end",
        "amount",
        "offered",
        "obligated",
        "accept_by",
        "fiscal_year",
        "pass_through",
        "prime",
        "norm",
    ),
    "article": ("said",),
}


@dataclass
class Count:
    """What was right, what was proposed beside it, what was missed; with the examples."""

    right: int = 0
    beside: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.beside)) if self.right + len(self.beside) else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0


Counts = dict[tuple[str, str], Count]


def texts(law: Law) -> list[Text]:
    """The corpus."""
    clauses: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for clause in clauses_of(law):
        clauses[clause.instrument].append((clause.words, clause.norms))
    return [*written(), *awards(clauses)]


def measure(text: Text, law: Law, counts: Counts) -> Proposed:
    """Read one text in its form and count what is proposed of it."""
    document = document_of(set_as(text.form, text.text, text.name), f"{text.name}.{text.form}")
    found = propose(document, law)
    paper = counts.setdefault((text.paper, "paper"), Count())
    if found.paper == text.paper:
        paper.right += 1
    else:
        paper.missed.append(f"{text.name}: {found.paper or 'nothing'}")
    if text.paper == "article":
        _statements(text, found, counts)
        return found
    proposed = [
        (SAME.get(one.name, one.name), one)
        for p in found.proposals
        if p.kind in ("demand", "order", "award", "clause")
        for one in p.fields
        if one.span
    ]
    for name in MEASURED[text.paper]:
        count = counts.setdefault((text.paper, name), Count())
        told = list({(one.value or one.words): one for one in text.told if one.field == name}.values())
        left = [one for field_name, one in proposed if field_name == name]
        for one in told:
            match = next((f for f in left if _same(one, f, document)), None)
            if match is None:
                count.missed.append(f"{text.name}: {one.value or one.words[:60]}")
            else:
                count.right += 1
                left = [f for f in left if not _same(one, f, document)]
        count.beside += [f"{text.name}: {f.value[:80]}" for f in left]
    return found


def _same(told: Told, proposed: Field, document: Document) -> bool:
    if told.value and told.field not in ("docket",):
        if told.field == "judge":
            return told.value.lower() == proposed.value.lower()
        if told.field == "stay":
            return bool(proposed.value)
        if told.field == "basis":
            return (
                proposed.value == told.value
                or proposed.value.startswith(f"{told.value}(")
                or even(document.words(proposed.span)) in even(told.words)
            )
        return proposed.value == told.value
    words, marked = even(proposed.value), even(told.words)
    return marked in words or words in marked


def _statements(text: Text, found: Proposed, counts: Counts) -> None:
    count = counts.setdefault(("article", "said"), Count())
    left: list[Proposal] = [
        p for p in found.proposals if p.kind == "statement" and any(f.name == "speaker" and f.span for f in p.fields)
    ]
    for told in (one for one in text.told if one.field == "said"):
        match = next(
            (
                p
                for p in left
                if even(found.document.words(p.spans[0])) in even(told.words)
                or even(told.words) in even(found.document.words(p.spans[0]))
            ),
            None,
        )
        named = match and (
            told.value.lower() in (match.value("speaker") or "").lower()
            or (told.value == "unknown" and "official" in (match.value("speaker") or ""))
        )
        if match is None or not named:
            count.missed.append(
                f"{text.name}: {told.value}: {told.words[:60]} (got {match.value('speaker') if match else None})"
            )
        else:
            count.right += 1
        if match is not None:
            left.remove(match)
    count.beside += [f"{text.name}: {p.value('speaker')}: {found.document.words(p.spans[0])[:70]}" for p in left]


def every_span_slices_back(found: Proposed) -> bool:
    """Whether every span of every proposal gives its own words."""
    document = found.document
    spans = [s for p in found.proposals for s in (*p.spans, *(f.span for f in p.fields if f.span))]
    return all(
        document.words(s).strip() and even(document.text[s.start : s.end]) in even(document.words(s)) for s in spans
    )


def speed(law: Law) -> tuple[float, float]:
    """Seconds for a document of one page and of a hundred, read and proposed, the law in memory."""
    page = award_text(1)
    one, hundred = pdf(page), pdf("\f".join(award_text(n) for n in range(50)))
    propose(document_of(one, "warm.pdf"), law)
    times: list[float] = []
    for data in (one, hundred):
        began = time.perf_counter()
        propose(document_of(data, "a.pdf"), law)
        times.append(time.perf_counter() - began)
    return times[0], times[1]
