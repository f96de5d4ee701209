"""What a document says, in the terminal: its access and kind first, then each proposal with its words and page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from comity.intake.documents.compare import Pair
from comity.intake.documents.compared_files import summary
from comity.intake.documents.confirm import Confirmed
from comity.intake.documents.document import Document
from comity.intake.documents.proposals import Proposal, key
from comity.intake.documents.propose.rules import Proposed

MARKS = ("citation", "date", "name", "amount")
WIDTH = 100


def paper_pages(found: Proposed, access: str, decided: Mapping[str, str], marks: bool) -> Iterator[str]:
    """The lines for a document."""
    document = found.document
    yield f"Access: {access}{' (it looks like the paper of a grand jury)' if found.restricted else ''}"
    pages = f"{document.pages} page{'s' if document.pages > 1 else ''}"
    what = f"taken for: {found.paper}" if found.paper else "its words do not tell what it is; say it with --as"
    yield f"{document.name}, {document.kind}, {pages}, sha256 {document.sha256[:16]}; {what}"
    for note in document.notes:
        yield f"Note: {note}."
    shown = [one for one in found.proposals if marks or one.kind not in MARKS or one.failed]
    for one in shown:
        yield ""
        yield from _proposal(one, document, decided)
    left = len(found.proposals) - len(shown)
    if left:
        yield f"\n{left} citations, days, names and amounts are not shown (--marks)."


def _proposal(one: Proposal, document: Document, decided: Mapping[str, str]) -> Iterator[str]:
    page = f", p. {document.page(one.spans[0])}" if one.spans else ""
    before = {"yes": "  [confirmed before]", "no": "  [rejected before]"}.get(decided.get(key(one, document), ""), "")
    yield f"{one.kind}{page}: {one.sentence}{before}"
    for field in one.fields:
        words = " ".join(document.words(field.span).split()) if field.span else ""
        same = words == field.value
        said = f"  {field.name}: {_short(field.value)}" + (f'  "{_short(words)}"' if words and not same else "")
        yield said + (f"  ({field.note})" if field.note else "")
    for asked in one.asks:
        yield f"  asked: {asked}"
    for failed in one.failed:
        yield f"  unanchored: {failed}"


def _short(text: str) -> str:
    return textwrap.shorten(text, WIDTH, placeholder=" ...")


def confirmed_pages(done: Confirmed) -> Iterator[str]:
    """What came of a review."""
    for table, rows in done.rows.items():
        yield f"{table}: {len(rows)} row{'s' if len(rows) > 1 else ''} ({', '.join(str(row.get('id', row.get('carries', ''))) for row in rows)})"
    if not any(done.rows.values()):
        yield "No row was recorded."
    if done.rejected:
        yield f"Rejected and remembered: {len(done.rejected)}"
    if done.seen_again:
        yield f"Decided so before by someone else, now by two: {len(done.seen_again)}"
    for one in done.disagree:
        yield f"Not changed, for it was decided otherwise: {one}"
    if done.open:
        yield f"Left open: {done.open}"


def compared_pages(pairs: Sequence[Pair], old: Document, new: Document) -> Iterator[str]:
    """The clauses of two documents that are not the same in both."""
    yield f"{new.name} compared with {old.name}: {summary(pairs)}"
    for pair in pairs:
        if pair.says == "same":
            continue
        document, span = (new, pair.new) if pair.new else (old, pair.old)
        assert span is not None
        norms = f"  [{', '.join(pair.norms)}]" if pair.norms else ""
        yield f"\n{pair.says}, p. {document.page(span)}: {_short(' '.join(document.words(span).split()))}{norms}"
        for difference in pair.differences:
            yield f"  old: {_short(difference.library) or '-'}\n  new: {_short(difference.document) or '-'}"
