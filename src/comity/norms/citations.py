"""Citations: each one is parsed; one that looks like a known form but cannot be read as such is a fault.

The forms are those of the Bluebook that law files use. What a citation names is found by eyecite (cases) and citeurl
(statutes, regulations, Federal Register); what neither knows (executive orders, dockets, award conditions) by the
patterns here. See shared notes in docs/decisions.md for what each of them misses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comity.text.faults import Fault, Place


@dataclass(frozen=True, slots=True)
class Citation:
    """A parsed citation: its form (`case`, `statute`, `regulation`, `register`, `order`, `docket`, `constitution`, `other`) and its words."""

    form: str
    text: str


_SECTION = r"(?:§{1,2}\s*)?\d+[a-z]{0,2}(?:-\d+)?(?:\([\w]+\))*(?:\s*(?:-|–|,|and|to)\s*(?:§{1,2}\s*)?\d+[a-z]{0,2}(?:-\d+)?(?:\([\w]+\))*)*(?:\s*\(\d{4}\))?"
_CFR = _SECTION.replace(r"\d+", r"\d+(?:\.\d+)?", 1)
FORMS: tuple[tuple[str, str, str], ...] = (
    # form, what it looks like, what it must be
    ("statute", r"\bU\.?\s?S\.?\s?C\b", rf"\b\d+ U\.S\.C\. {_SECTION}"),
    ("regulation", r"\bC\.?F\.?R\b\.?", rf"\b\d+ (?:C\.F\.R\.|CFR) (?:pt\. \d+|{_CFR}(?:[-–]\d+(?:\.\d+)?)?)"),
    ("register", r"\bFed\.? ?Reg\b|\bFR\b(?! Doc)", r"\b\d+ (?:Fed\. Reg\.|FR) [\d,]+"),
    (
        "order",
        r"\b(?:EO|E\.O\.|Exec(?:utive)?\.? Order)\b",
        r"\b(?:EO|E\.O\.|Exec\. Order(?: No\.)?|Executive Order(?: No\.)?) \d[\d,\-]{1,6}(?:\s?(?:§|s\.)\s?\d+(?:\(\w+\))*)?",
    ),
    ("constitution", r"\bU\.S\. Const\b", r"\bU\.S\. Const\. (?:amend\. [IVX]+|art\. [IVX]+)"),
)
_REPORTERS = r"U\.S\.|S\. ?Ct\.|L\. ?Ed\. ?2d|F\.(?: ?(?:2d|3d|4th))?|F\. Supp\.(?: ?(?:2d|3d))?|WL|A\.D\.3d|Mass\.|Cal\. ?(?:4th|5th)|F\. App'x"
_CASE_LIKE = re.compile(rf"\b(\d+) ({_REPORTERS})(?=\s|$)(?!\s*C\.)(?!\s*Const)")
_CASE = re.compile(rf"\b\d+ (?:{_REPORTERS}) (?:\d[\d,]*|_{{2,}})")


def parse(text: str) -> tuple[Citation, ...]:
    """The citations in a line, in order of form; empty when it names none of the known forms.

    >>> [c.form for c in parse("New York v. United States, 505 U.S. 144 (1992)")]
    ['case']
    >>> parse("8 U.S.C. § 1373(a)")
    (Citation(form='statute', text='8 U.S.C. § 1373(a)'),)
    """
    found = [Citation("case", m.group()) for m in _CASE.finditer(text)]
    for form, _, must in FORMS:
        found += [Citation(form, m.group()) for m in re.finditer(must, text)]
    return tuple(found)


def citation_faults(text: str, place: Place, lines: Sequence[str]) -> list[Fault]:
    """Faults of one citation line: each place that looks like a known form must be one."""
    excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    faults: list[Fault] = []

    def fault(found: str, form: str, example: str) -> None:
        at = excerpt.find(found)
        where = Place(place.file, place.line, at + 1 if at >= 0 else place.column, max(1, len(found)))
        faults.append(Fault(where, f"`{found}` is not a whole {form} citation.", f"Write it as {example}.", excerpt))

    examples = {
        "statute": "8 U.S.C. § 1373(a)", "regulation": "2 C.F.R. § 200.340", "register": "82 Fed. Reg. 8799",
        "order": "Exec. Order No. 13768", "constitution": "U.S. Const. amend. X",
    }  # fmt: skip
    for form, like, must in FORMS:
        whole = [m.span() for m in re.finditer(must, text)]
        for m in re.finditer(like, text):
            if not any(start <= m.start() < end for start, end in whole):
                fault(m.group(), form, examples[form])
    whole = [m.span() for m in _CASE.finditer(text)]
    for m in _CASE_LIKE.finditer(text):
        if not any(start <= m.start() < end for start, end in whole):
            fault(m.group(), "case", "897 F.3d 1225 (9th Cir. 2018)")
    return faults
