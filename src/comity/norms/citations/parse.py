"""Parse citations: what a line cites, whether it is well formed, and where the public can read it.

The forms that law files use are read by the patterns of `citation_forms`. What these do not know is left to eyecite
(reporters) and citeurl (codes), which know far more and take half a second to load; so they are asked only when a line
holds something like a citation that no pattern has read. Nothing is fetched.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from comity.frozen import frozen
from comity.norms.citations.forms import FORMS, REPORTER_LIKE, REPORTERS, Form, case_link
from comity.norms.names.courts import all_courts
from comity.norms.names.nearest import did_you_mean
from comity.norms.names.programs import near_listing, program
from comity.text.faults import Fault, Place, fault_at

_CODE_LIKE = re.compile(r"§|\b(?:Code|Stat\.|Law|Laws|ILCS|RCW|ORS|N\.J\.S\.A\.)\b")
# Behind a case: a page within it, then the court and the year in brackets, with the day of an unreported one.
_COURT_AND_YEAR = re.compile(
    r"(?:, [0-9, n.–-]+)? \((?P<court>[^()]*?)(?: [A-Z][a-z]{2,4}\.? [0-9]{1,2},)? ?(?P<year>[0-9]{4})\)"
)
_FEDERAL_REPORTER = re.compile(r"F\.(?:2d|3d|4th| Supp\.| App'x)?(?: 2d| 3d)?")
_BLUEBOOK_COURTS = {"D. Md.", "D. Minn.", "M.D. Pa.", "E.D.N.Y.", "N.D. W. Va.", "S.D. W. Va.", "Ct. Int'l Trade"}


@frozen
class Citation:
    """A citation: its form (`statute`, `case`, `docket`, ...), its words, and where the public may read it."""

    form: str
    text: str
    url: str | None = None


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Citation, ...]:
    """The citations in a line, in order; empty when it holds none of a known form.

    >>> [c.form for c in parse("Exec. Order No. 13768, 82 Fed. Reg. 8799 (Jan. 25, 2017)")]
    ['executive order', 'Federal Register']
    >>> parse("8 U.S.C. 1373(a)")[0].url
    'https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title8-section1373'
    """
    return _parse(text, codes=True)


def _parse(text: str, *, codes: bool) -> tuple[Citation, ...]:
    own = read_forms(text)
    found = [(m.start(), Citation(form.name, m[0], form.link(m))) for form, m in own]
    taken = [m.span() for _, m in own]
    others: list[tuple[int, Citation]] = []
    if any(_free(m.span(), taken) for m in REPORTER_LIKE.finditer(text)):
        others += _by_eyecite(text)
    if codes and any(_free(m.span(), taken) for m in _CODE_LIKE.finditer(text)):
        others += _by_citeurl(text)
    for start, citation in others:
        span = (start, start + len(citation.text))
        if _free(span, taken):
            taken.append(span)
            found.append((start, citation))
    return tuple(citation for _, citation in sorted(found, key=lambda pair: pair[0]))


def citation_faults(text: str, place: Place, lines: Sequence[str]) -> list[Fault]:
    """Faults of one citation line: anything with the mark of a form, or close to a reporter's name, must be a complete citation.

    Types: `place` is that of the line's words; a fault is shown at the words that are wrong.
    """
    return [_fault(*wrong, place, lines) for wrong in _wrong(text)]


@lru_cache(maxsize=4096)
def link(cite: str) -> str | None:
    """The public address of the first citation in a line that has one, else None; computed, not fetched.

    >>> link("Printz v. United States, 521 U.S. 898 (1997)"), link("ECF No. 173")
    ('https://www.courtlistener.com/c/U.S./521/898/', None)
    """
    # Codes that no pattern has read have no public place, and citeurl takes long to load.
    return next((found.url for found in _parse(cite, codes=False) if found.url is not None), None)


def read_forms(text: str) -> list[tuple[Form, re.Match[str]]]:
    """What the patterns find in a text, in order of place, none inside another."""
    found = [(form, match) for form in FORMS for match in form.whole.finditer(text)]
    kept: list[tuple[Form, re.Match[str]]] = []
    for form, match in sorted(found, key=lambda pair: (pair[1].start(), -pair[1].end())):
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((form, match))
    return kept


def _free(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


@lru_cache(maxsize=4096)
def _wrong(text: str) -> tuple[tuple[int, str, str, str], ...]:
    """Where a line is wrong: start, the words, what is wrong with them, and the right form."""
    own = read_forms(text)
    taken = [match.span() for _, match in own]
    wrong: list[tuple[int, str, str, str]] = []
    for form in FORMS:
        for mark in re.finditer(form.like, text):
            if _free(mark.span(), taken):
                wrong.append(_mended(form, mark, text))
                taken.append((wrong[-1][0], wrong[-1][0] + len(wrong[-1][1])))
    for match in REPORTER_LIKE.finditer(text):
        if _free(match.span(), taken) and (right := _known_reporter(match, text)) is not None:
            wrong.append(
                (match.start(), match[0], f"`{match[2]}` is not the name of a reporter.", f"Write it as `{right}`.")
            )
    for form, match in own:
        if form.name == "assistance listing" and program(match["number"]) is None:
            sentence = f"There is no Assistance Listing `{match['number']}`."
            wrong.append((match.start("number"), match["number"], sentence, near_listing(match["number"])))
        elif form.name == "case" and _FEDERAL_REPORTER.fullmatch(match["reporter"]):
            wrong += _wrong_court(text, match.end())
    return tuple(wrong)


def _mended(form: Form, mark: re.Match[str], text: str) -> tuple[int, str, str, str]:
    """A mark without the rest of its citation: with what it may be meant for."""
    for pattern, right in form.mends:
        for match in re.finditer(pattern, text):
            if match.start() <= mark.start() < match.end():
                hint = f"Write it as `{match.expand(right)}`."
                return match.start(), match[0], f"`{match[0]}` is not a well-formed {form.name} citation.", hint
    hint = f"Write it as `{form.example}`."
    return mark.start(), mark[0], f"`{mark[0]}` is not a whole {form.name} citation.", hint


def _wrong_court(text: str, end: int) -> list[tuple[int, str, str, str]]:
    """The court named in brackets behind a case in a federal reporter, when there is none of that name."""
    found = _COURT_AND_YEAR.match(text, end)
    name = found["court"].strip() if found else ""
    if found is None or not name or name in _court_names():
        return []
    hint = did_you_mean(name, _court_names(), "Courts are written like 9th Cir., N.D. Cal., S.D.N.Y.")
    return [(found.start("court"), name, f"There is no federal court `{name}`.", hint)]


@cache
def _court_names() -> frozenset[str]:
    """The names of federal courts in citations, as courts-db has them and as the Bluebook does."""
    names = {one.citation for one in all_courts().values() if one.level in ("appeals", "district", "special")}
    names |= {name.replace("3rd", "3d").replace("2nd", "2d") for name in names} | _BLUEBOOK_COURTS
    return frozenset(names | {re.sub(r"\. (?=[A-Z]\.)", ".", name) for name in names})


def _known_reporter(match: re.Match[str], text: str) -> str | None:
    """The citation that words like a reporter's were meant for; None when they are right, or are none."""
    bare = _bare(match[2])
    known = {_bare(one): one for one in REPORTERS if one != "WL"}
    if bare not in known:
        near = difflib.get_close_matches(bare, known, n=1, cutoff=0.75)
        # What is like a reporter of ours may be another one, which only eyecite knows.
        if len(bare) < 2 or not near or any(start == match.start() for start, _ in _by_eyecite(text)):
            return None
        bare = near[0]
    return f"{match[1]} {known[bare]} {match[3]}"


def _bare(reporter: str) -> str:
    return re.sub(r"[. ]", "", reporter).casefold().replace("2nd", "2d").replace("3rd", "3d")


def _by_eyecite(text: str) -> list[tuple[int, Citation]]:
    """The cases that eyecite reads, with their start. It knows every reporter; statutes it reads less well."""
    found: list[Any] = _eyecite()(text)
    cases: list[tuple[int, Citation]] = []
    for one in found:
        if type(one).__name__ == "FullCaseCitation":
            volume, reporter, page = (str(one.groups.get(part)) for part in ("volume", "reporter", "page"))
            cases.append(
                (int(one.span()[0]), Citation("case", str(one.matched_text()), case_link(volume, reporter, page)))
            )
    return cases


def _by_citeurl(text: str) -> list[tuple[int, Citation]]:
    """The codes that citeurl reads, with their start. Its links are not used: they lead to unofficial places too."""
    found: list[Any] = _citator().list_cites(text)
    return [(int(one.span[0]), Citation("code", str(one.text))) for one in found]


@cache
def _eyecite() -> Any:
    import eyecite

    return eyecite.get_citations


@cache
def _citator() -> Any:
    import citeurl

    return citeurl.Citator()


def _fault(start: int, words: str, sentence: str, hint: str, place: Place, lines: Sequence[str]) -> Fault:
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    # Runs of spaces count as one in the words, so that they may stand further right in the line.
    column = line.find(words, place.column - 1 + start) + 1 or line.find(words) + 1 or place.column
    return fault_at(lines, Place(place.file, place.line, column, len(words)), sentence, hint)
