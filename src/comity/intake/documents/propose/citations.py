"""The citations in a document, by our own rules and by eyecite for cases, each with the library's norms it means.

Of 33 citations in ten snippets of this field eyecite alone found 19: it wants a section sign, and reads no list.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from comity.intake.documents.document import Document, Span
from comity.norms.citations.forms import FORMS, REPORTER_LIKE
from comity.norms.nodes import Law

_SEC = r"[0-9]{1,5}[a-z]{0,2}(?:-[0-9]{1,4}[a-z]?)?(?:\([A-Za-z0-9]{1,5}\))*"
_NOT_ANOTHER = r"(?![0-9]|\s*(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R|F\.\s?[0-9]|F\. Supp|Fed\.|Stat\.|FR\b|U\.S\.\s[0-9]|days?\b|percent|%))"
_MORE = (
    rf"(?:(?:\s*[,;]\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s+to\s+|"
    rf"\s?-\s?)(?:§+\s*)?(?:[0-9]{{2,5}}[a-z]{{0,2}}(?:-[0-9]+[a-z]?)?(?:\([A-Za-z0-9]{{1,5}}\))*|"
    rf"\([A-Za-z0-9]{{1,5}}\)(?:\([A-Za-z0-9]{{1,5}}\))*){_NOT_ANOTHER})*"
)
_SIGN = r"(?:§+|[Ss]ections?|[Ss]ecs?\.|ss?\.)?"
_INA = r"(?:INA\b|(?:the\s+)?Immigration\s+and\s+Nationality\s+Act)"
_IIRIRA = (
    r"(?:IIRIRA\b|(?:the\s+)?Illegal\s+Immigration\s+Reform\s+and\s+Immigrant\s+Responsibility\s+Act(?:\s+of\s+1996)?)"
)
_PRWORA = r"(?:PRWORA\b|(?:the\s+)?Personal\s+Responsibility\s+and\s+Work\s+Opportunity\s+Reconciliation\s+Act(?:\s+of\s+1996)?)"
_STATES = (
    r"(?:Ala|Alaska|Ariz|Ark|Cal|Colo|Conn|Del|D\.C|Fla|Ga|Haw|Idaho|Ill|Ind|Iowa|Kan|Ky|La|Me|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|"
    r"Nev|N\.H|N\.J|N\.M|N\.Y|N\.C|N\.D|Ohio|Okla|Or|Pa|R\.I|S\.C|S\.D|Tenn|Tex|Utah|Vt|Va|Wash|W\. Va|Wis|Wyo)"
)

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern))
    for form, pattern in (
        (
            "statute",
            rf"(?<![\w.])(?P<title>[0-9]{{1,2}})\s*(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|U\.\s?S\.\s+Code)\s*{_SIGN}\s*"
            rf"(?P<sections>(?:[Cc]h(?:apter|\.)\s*[0-9]+|{_SEC}{_MORE}))",
        ),
        (
            "statute",
            rf"[Ss]ections?\s+(?P<sections>{_SEC}{_MORE})\s+of\s+[Tt]itle\s+(?P<title>[0-9]{{1,2}})\b(?:\s*(?:,|"
        rf"of)?\s*(?:the\s+)?(?:United\s+States|U\.S\.)\s+Code)?",
        ),
        (
            "statute",
            rf"[Tt]itle\s+(?P<title>[0-9]{{1,2}}),?\s+(?:of\s+the\s+)?(?:United\s+States|U\.S\.)\s+Code,?\s+{_SIGN}\s*(?P<sections>{_SEC}{_MORE})",
        ),
        (
            "regulation",
            r"(?<![\w.])(?P<title>[0-9]{1,2})\s*C\.?\s?F\.?\s?R\.?\s*(?:[Pp]arts?|[Pp]ts?\.|[Ss]ubparts?|§+|[Ss]ections?|[Ss]ecs?\.)?\s*"
            r"(?P<sections>[0-9]{1,4}(?:\.[0-9]{1,4}[a-z]?)?(?:\(\w{1,5}\))*"
            r"(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+|\s+through\s+|"
        r"\s?-\s?)(?:§+\s*)?[0-9]{1,4}(?:\.[0-9]{1,4}[a-z]?)?(?:\(\w{1,5}\))*(?![0-9.]*\s*(?:C\.?F\.?R|U\.?S\.?C|days)))*)",
        ),
        (
            "executive order",
            r"\b(?:Executive\s+Orders?|Exec\.\s*Orders?|E\.\s?O\.s?|EOs?)\s*(?:\(E\.?O\.?s?\)\s*)?(?:Nos?\.?\s*|\#)?"
            r"(?P<sections>[0-9]{2},?[0-9]{3}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+)(?:E\.?O\.?\s*)?[0-9]{2},?[0-9]{3})*)(?![0-9])",
        ),
        ("ina", rf"{_INA},?\s*(?:§+|[Ss]ec(?:tion|\.)s?)\s*(?P<sections>[0-9]{{3}}[A-Z]?(?:\(\w{{1,4}}\))*)"),
        ("ina", rf"[Ss]ections?\s+(?P<sections>[0-9]{{3}}[A-Z]?(?:\(\w{{1,4}}\))*)\s+of\s+{_INA}"),
        ("ina", r"(?<![\w.§-])(?<!§ )(?P<sections>287\(g\))(?!\w)"),
        ("iirira", rf"(?:{_IIRIRA},?\s*(?:§+|[Ss]ec(?:tion|\.))\s*(?P<a>[0-9]{{3}})|[Ss]ection\s+(?P<b>[0-9]{{3}})(?:\(\w\))*\s+of\s+{_IIRIRA})"),
        ("prwora", rf"(?:{_PRWORA},?\s*(?:§+|[Ss]ec(?:tion|\.))\s*(?P<a>[0-9]{{3}})|[Ss]ection\s+(?P<b>[0-9]{{3}})(?:\(\w\))*\s+of\s+{_PRWORA})"),
        ("code", rf"\b{_STATES}\.?\s+(?:[A-Z][\w'.&]*\.?\s+){{0,5}}(?:Code|Stat\.?|Laws?|"
        rf"Rev\.\s+Stat\.)\s*(?:Ann\.\s*)?(?:ch\.\s*\w+,?\s*)?(?:§+|[Ss]ections?)\s*[0-9A-Za-z.:-]+[0-9A-Za-z](?:\(\w+\))*"),
        ("code", r"(?<![\w.])[0-9]{1,4}\s+ILCS\s+[0-9]+/[\w.-]*\w"),
        ("code", r"\bRCW\s+[0-9]+\.[0-9]+\.[0-9]+|\bORS\s+[0-9]+[A-Z]?\.[0-9]+|\bN\.J\.S\.A\.\s+[\w:-]+\w|\bA\.R\.S\.\s+§+\s*[0-9-]+[0-9]"),
        ("constitution", r"\b(?:First|Fourth|Fifth|Tenth|Fourteenth)\s+Amendment\b|\bSpending\s+Clause\b|\bSupremacy\s+Clause\b"),
    )
)  # fmt: skip
DOCKET = re.compile(
    r"(?<![\w:-])(?:[0-9]:[0-9][0-9]-(?:cv|cr|mc|gj|CV|CR)-[0-9]{2,6}(?:-[A-Z]{1,5})*"
    r"|(?:CV|SA|EP|C\.A\.)[ -]?[0-9][0-9]-(?:CV-)?[0-9]{2,6}(?:-[A-Z]{1,5})*"
    r"|[0-9][0-9]-(?:cv|cr|mc|CV)-[0-9]{2,6}(?:-[A-Z]{1,5})*|[0-9][0-9]\s(?:C|CV|Civ\.)\s[0-9]{2,6}(?:\s?\([A-Z]{2,4}\))?"
    r"|(?<=No\.\s)[0-9][0-9]-[0-9]{2,5}|(?<=NO\.\s)[0-9][0-9]-[0-9]{2,5})(?![\w-])"
)
_PIECE = re.compile(_SEC + r"|(?<![\w)])(?:\([A-Za-z0-9]{1,5}\))+")
_OTHERS = frozenset(
    {
        "Federal Register",
        "constitution",
        "public law",
        "statutes at large",
        "court rule",
        "court filing",
        "award condition",
    }
)

INA = {
    "101": "1101", "212": "1182", "235": "1225", "236": "1226", "237": "1227", "238": "1228", "239": "1229", "240": "1229a",
    "241": "1231", "242": "1252", "274": "1324", "274A": "1324a", "275": "1325", "276": "1326", "287": "1357",
}  # fmt: skip
"""Sections of the Immigration and Nationality Act in title 8 of the Code."""
IIRIRA = {"642": "1373"}
PRWORA = {"434": "1644", "432": "1642", "411": "1621", "401": "1611", "400": "1601", "431": "1641"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation where it stands: its form, how it is written plainly, and the norms that it means."""

    span: Span
    form: str
    text: str
    norms: tuple[str, ...] = ()


def citations(document: Document, law: Law) -> tuple[Cited, ...]:
    """The citations of a document in its order; a list of sections is as many citations."""
    text = re.sub(r"\s", " ", document.text)
    found: list[Cited] = []
    for form, pattern in PATTERNS:
        for match in pattern.finditer(text):
            found += _read(form, match)
    found += [Cited(Span(*m.span()), "docket", m[0]) for m in DOCKET.finditer(text)]
    for other in FORMS:
        if other.name in _OTHERS:
            found += [Cited(Span(*m.span()), other.name, m[0]) for m in other.whole.finditer(text)]
    found += _cases(text)
    kept = _apart(found)
    kept += _short_forms(text, kept)
    index = _index(law)
    return tuple(replace(one, norms=_meant(one, index)) for one in sorted(kept, key=lambda c: c.span))


def _read(form: str, match: re.Match[str]) -> Iterator[Cited]:
    """Each citation of a match."""
    groups = match.groupdict()
    match form:
        case "statute" | "regulation":
            yield from _pieces(match, match["title"], "U.S.C." if form == "statute" else "C.F.R.", form)
        case "executive order":
            numbers = list(re.finditer(r"[0-9]{2},?[0-9]{3}", match["sections"]))
            for n, number in enumerate(numbers):
                start = match.start() if n == 0 else match.start("sections") + number.start()
                end = match.start("sections") + number.end()
                yield Cited(Span(start, end), form, f"Exec. Order {number[0].replace(',', '')}")
        case "ina":
            section = re.match(r"[0-9]{3}[A-Z]?", match["sections"])
            assert section is not None
            code = INA.get(section[0])
            if code:
                yield Cited(Span(*match.span()), "statute", f"8 U.S.C. {code}{match['sections'][section.end() :]}")
        case "iirira" | "prwora":
            table = IIRIRA if form == "iirira" else PRWORA
            code = table.get(groups["a"] or groups["b"] or "")
            if code:
                yield Cited(Span(*match.span()), "statute", f"8 U.S.C. {code}")
        case _:
            yield Cited(Span(*match.span()), form, " ".join(match[0].split()))


def _pieces(match: re.Match[str], title: str, code: str, form: str) -> Iterator[Cited]:
    """The sections of a list, each with its title; a letter alone goes on with the section before it."""
    words, at = match["sections"], match.start("sections")
    before = ""
    first = True
    pattern = _PIECE if form == "statute" else re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}[a-z]?)?(?:\(\w{1,5}\))*")
    for piece in pattern.finditer(words):
        section = piece[0]
        if section.startswith("("):
            section = re.sub(r"\(.*", "", before) + section
        before = section
        span = Span(match.start(), at + piece.end()) if first else Span(at + piece.start(), at + piece.end())
        if first and at + len(words) < match.end() and len(pattern.findall(words)) == 1:
            span = Span(*match.span())
        first = False
        for one in _range(section):
            yield Cited(span, form, f"{title} {code} {one}")


def _range(section: str) -> tuple[str, ...]:
    """1373-1375 are the two that are named; 2000d-1 is one."""
    both = re.fullmatch(r"([0-9]{3,5})-([0-9]{3,5})", section)
    return (both[1], both[2]) if both and int(both[2]) > int(both[1]) else (section,)


def _cases(text: str) -> list[Cited]:
    """Reported cases, by eyecite, on text whose white space is collapsed, and brought back to its places."""
    if not REPORTER_LIKE.search(re.sub(r"\s+", " ", text)):
        return []
    import eyecite

    kept = [n for n, c in enumerate(text) if not (c == " " and n and text[n - 1] == " ")]
    flat = "".join(text[n] for n in kept)
    found: list[Cited] = []
    for one in cast(list[Any], eyecite.get_citations(flat)):
        if type(one).__name__ in ("FullCaseCitation", "ShortCaseCitation", "SupraCitation"):
            start, end = cast(tuple[int, int], one.span())
            found.append(Cited(Span(kept[start], kept[end - 1] + 1), "case", str(one.matched_text())))
    return found


def _apart(found: list[Cited]) -> list[Cited]:
    """Of citations at one place the longer; two of one list may share its words."""
    kept: list[Cited] = []
    for one in sorted(found, key=lambda c: (c.span.start, -(c.span.end - c.span.start))):
        # in order of place, so that only the last few can lie over it
        over = [k for k in kept[-12:] if k.span.start < one.span.end and one.span.start < k.span.end]
        if all(k.span == one.span and k.form == one.form and k.text != one.text for k in over):
            kept.append(one)
    return kept


def _short_forms(text: str, cited: list[Cited]) -> list[Cited]:
    """`Section 1373` and `Id.` behind a citation that says of which title it is."""
    found: list[Cited] = []
    sections = {m[1]: c for c in cited if c.form == "statute" and (m := re.search(r"U\.S\.C\. ([0-9]+[a-z]?)", c.text))}
    taken = bytearray(len(text))
    for one in cited:
        taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    for match in re.finditer(r"\b(?:[Ss]ections?|§+)\s*([0-9]{3,5}[a-z]?)((?:\([a-z0-9]\))*)", text):
        whole = sections.get(match[1])
        if whole is not None and not taken[match.start()]:
            title = whole.text.split()[0]
            found.append(Cited(Span(*match.span()), "statute", f"{title} U.S.C. {match[1]}{match[2]}"))
    by_end = sorted(cited, key=lambda c: c.span.end)
    ends = [c.span.end for c in by_end]
    for match in re.finditer(r"\bId\.(?=[\s,])", text):
        n = bisect_right(ends, match.start())
        if n:
            found.append(Cited(Span(*match.span()), by_end[n - 1].form, by_end[n - 1].text))
    return found


def _key(text: str) -> tuple[str, str] | None:
    """What a citation is looked up by: its code and section, and what stands in brackets behind."""
    m = re.search(
        r"([0-9]{1,2}) ?(U\.S\.C\.|C\.F\.R\.|CFR)(?: pt\.| §+| part)? ?([0-9]+[a-z]{0,2}(?:-[0-9]+)?(?:\.[0-9]+)?)((?:\(\w+\))*)",
        text,
    )
    if m:
        return f"{m[1]} {'usc' if m[2] == 'U.S.C.' else 'cfr'} {m[3]}", m[4]
    m = re.search(r"(?:EO|E\.O\.|Exec(?:utive|\.) Order)(?: No\.)? ([0-9][0-9,]+)((?: ?,? ?(?:§|s\.) ?[\w()]+)?)", text)
    if m:
        return f"eo {m[1].replace(',', '')}", re.sub(r"[^\w()]", "", m[2])
    return None


_Index = dict[str, list[tuple[str, str]]]


def _index(law: Law) -> _Index:
    """The norms of statutes, regulations and executive orders by what they are cited as."""
    made: _Index = {}
    for norm in law.norms.values():
        if law.instruments[norm.instrument].kind in ("statute", "regulation", "executive order", "constitution"):
            for cite in law.cite(norm.id):
                found = _key(cite)
                if found:
                    made.setdefault(found[0], []).append((found[1], norm.id))
    return made


def _meant(cited: Cited, index: _Index) -> tuple[str, ...]:
    """The norms of the section that is cited: of the very paragraph where one is named and known, else of all of it."""
    found = _key(cited.text)
    if found is None:
        return ()
    norms = index.get(found[0], [])
    exact = [
        id for inner, id in norms if found[1] and (inner.startswith(found[1]) or (inner and found[1].startswith(inner)))
    ]
    return tuple(dict.fromkeys(exact or [id for _, id in norms]))
