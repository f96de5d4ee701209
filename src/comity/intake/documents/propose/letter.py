"""Read a letter or subpoena as a demand: who asks whom for what, by when, with what force, basis and threat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.dates import Dated, clock
from comity.intake.documents.propose.letter_asking import asks, threatens
from comity.intake.documents.propose.letter_parties import addressed, body, issuer, recipients
from comity.intake.documents.propose.marks import Marks

_FORCE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("grand-jury-subpoena", re.compile(r"\bsubpoena\b[^.]{0,80}\bgrand\s+jury\b|\bgrand\s+jury\s+subpoena\b", re.I)),
    ("civil-investigative-demand", re.compile(r"\bcivil\s+investigative\s+demand\b", re.I)),
    (
        "subpoena",
        re.compile(
            r"\b(?:[A-Z]+\s+){0,3}SUBPOENA\b|\bsummoned\s+and\s+required\b|\byou\s+are\s+(?:hereby\s+)?commanded\b|\bthis\s+(?:administrative\s+)?subpoena\b",
            re.I,
        ),
    ),
)
_THREATENED = re.compile(
    r"\b(?:will|may|could|would|shall|threat\w*|subject\s+to|result\s+in|face)\b[^.]{0,60}\bsubpoena", re.I
)
_DUE_LEAD = re.compile(
    r"\b(?:no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|due(?:\s+(?:by|on))?|by|before|until|Date\s+and\s+Time:|Time:|"
    r"deadline\S*)\s*"
    r"(?:(?:the\s+)?(?:close|end|start)\s+of\s+(?:business|the\s+(?:business\s+)?day)|noon|midnight)?[\w:.,\s]{0,24}\Z",
    re.I,
)
_FOLLOWS = re.compile(
    r"\b(?:our|the\s+Department's|your\s+response\s+to\s+(?:the\s+Department's|our)|previous|earlier|prior)\s+(?:\w+\s+)?letter\b",
    re.I,
)


def propose(marks: Marks) -> tuple[Proposal, ...]:
    """The demand of a letter, in one proposal; nothing where it asks and threatens nothing and states no force."""
    fields = [
        *issuer(marks),
        *_date(marks),
        *recipients(marks),
        *_force(marks),
        *_due(marks),
        *asks(marks),
        *_basis(marks),
    ]
    threats = list(threatens(marks, [f.span for f in fields if f.name == "asks" and f.span]))
    fields += threats
    if not any(f.name in ("asks", "threatens", "force") for f in fields):
        return ()
    open_ = ["when and how it was received", "act: which declared conduct it asks for"]
    if not any(f.name == "force" for f in fields):
        open_.append("legal force: not decided until a person decides")
    if not any(f.name in ("due", "due_days", "due_hours") for f in fields):
        open_.append("the day due: none was found")
    if not any(f.name == "issuer" for f in fields):
        open_.append("who sends it")
    if not any(f.name == "recipients" for f in fields):
        open_.append("who is asked: no recipient was told")
    given = {f.span for f in fields if f.name == "recipients"}
    for named in addressed(marks):
        if named.candidates and named.span not in given:
            open_.append(f"which is meant by `{marks.said(named.span)}`: {', '.join(named.candidates)}")
    if _FOLLOWS.search(marks.flat):
        open_.append("which earlier letter it follows")
    spans = tuple(dict.fromkeys(f.span for f in fields if f.span))
    return (Proposal("demand", tuple(fields), spans, 0.8, _sentence(fields), asks=tuple(open_)),)


def restricts(marks: Marks) -> bool:
    """Whether the document looks like a grand jury's, which restricts it at once."""
    return bool(_FORCE[0][1].search(marks.flat))


def _sentence(fields: list[Field]) -> str:
    by = {f.name: f.value for f in fields}
    who = by.get("issuer", "Someone")
    whom = ", ".join(f.value for f in fields if f.name == "recipients") or "recipients not named"
    when = by.get("due") or (
        f"within {by['due_days']} days of {by.get('due_from', 'a day to be given')}"
        if "due_days" in by
        else "a day that is not stated"
    )
    force = by.get("force", "legal force not decided")
    return f"{who} asks {whom} to answer by {when} ({force})."


def _date(marks: Marks) -> Iterator[Field]:
    days = [d for d in marks.dates if d.granularity == "day" and d.anchor == "written out" and d.first]
    labelled = [
        d
        for d in days
        if re.search(r"(?:Date|Dated|Issued):?\s*\Z", marks.flat[max(0, d.span.start - 12) : d.span.start], re.I)
    ]
    head = [d for d in days if d.span.start < max(body(marks), 700) and not d.ahead and not _is_due(marks, d)]
    for day in (*labelled, *head)[:1]:
        assert day.first is not None
        yield Field("date", day.first.isoformat(), day.span)


def _force(marks: Marks) -> Iterator[Field]:
    """The legal force that its own words state; that a subpoena will follow is a threat, not a force."""
    for force, pattern in _FORCE:
        for match in pattern.finditer(marks.flat):
            sentence = marks.sentence_of(match.start())
            around = marks.flat[sentence.start : sentence.end] if sentence else match[0]
            if (
                force == "subpoena"
                and _THREATENED.search(around)
                and not re.search(r"this\s+(?:administrative\s+)?subpoena", match[0], re.I)
            ):
                continue
            yield Field("force", force, Span(*match.span()))
            return


def _is_due(marks: Marks, day: Dated) -> bool:
    before = marks.flat[max(0, day.span.start - 70) : day.span.start]
    return bool(_DUE_LEAD.search(before))


def _due(marks: Marks) -> Iterator[Field]:
    for day in marks.dates:
        if day.granularity == "day" and day.first and day.anchor == "written out" and _is_due(marks, day):
            lead = _DUE_LEAD.search(marks.flat[max(0, day.span.start - 70) : day.span.start])
            start = max(0, day.span.start - 70) + lead.start() if lead else day.span.start
            yield Field("due", day.first.isoformat(), Span(start, day.span.end))
            hour = clock(day.hour)
            if hour is not None:
                around = Span(max(0, day.span.start - 40), min(len(marks.text), day.span.end + 20))
                at = marks.flat.find(day.hour, around.start, around.end)
                yield Field("due_hour", hour, Span(at, at + len(day.hour)) if at >= 0 else around)
            return
    day = _commanded(marks)
    if day is not None and day.first is not None:
        yield Field("due", day.first.isoformat(), day.span)
        return
    for period in marks.periods:
        yield Field(f"due_{period.unit}", str(period.count), period.span)
        if period.business and period.unit == "days":
            yield Field("due_business", "yes", None, "from the words of the period")
        trigger = next((value for word, value in _TRIGGERS.items() if word in period.event), None)
        if trigger is not None:
            yield Field("due_from", trigger, None, f"from `{period.event}`")
        return


def _commanded(marks: Marks) -> Dated | None:
    """The day for which a subpoena commands that something be produced: `... on February 19, 2025 at 10:00 AM`."""
    if not any(pattern.search(marks.flat) for _, pattern in _FORCE):
        return None
    for day in marks.dates:
        sentence = marks.sentence_of(day.span.start)
        if sentence is None or day.granularity != "day" or not day.first or day.anchor != "written out":
            continue
        if _PRODUCING.search(marks.flat, sentence.start, day.span.start) and _ON.search(marks.flat[: day.span.start]):
            return day
    return None


_PRODUCING = re.compile(r"\b(?:produc\w+|appear|testify|bring)\b", re.I)
_ON = re.compile(r"\bon\s+(?:\w+day,?\s+)?\Z")
_TRIGGERS = {
    "receipt": "receipt", "service": "service", "entry": "entry", "letter": "date", "notice": "date", "order": "date", "demand": "date",
    "subpoena": "date", "date": "date", "issuance": "date",
}  # fmt: skip
"""What a period is counted from, by the words that name it."""


def _basis(marks: Marks) -> Iterator[Field]:
    """What it cites as its basis: the norms of the library that are meant, and the citation where there is none."""
    seen: set[str] = set()
    for cited in marks.citations:
        if cited.form not in ("statute", "regulation", "executive order", "code", "constitution") or cited.text in seen:
            continue
        seen.add(cited.text)
        yield Field("basis_words", cited.text, cited.span)
        for norm in cited.norms[:1] if len(cited.norms) == 1 else ():
            if norm not in seen:
                seen.add(norm)
                yield Field("basis", norm, cited.span)
