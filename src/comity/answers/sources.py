"""What each law file rests on: its basis, when it was checked, which sources a lawyer can cite, what is from memory."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from comity.norms.citations.parse import link
from comity.norms.nodes import Instrument, Law

# A lawyer cites a court, an agency, a legislature, a docket or a code; these hosts publish them. A host stands for the hosts
# below it, so that `justia.com` also means `law.justia.com`.
PUBLIC_BODY = re.compile(r"\.(gov|mil|gov\.[a-z]{2})\Z|\.[a-z]{2}\.us\Z")
PUBLISHERS_OF_PUBLIC_BODIES = (
    *("publicdocs.santa-ana.org", "cc-publicdocs.santa-ana.org", "lf.downeyca.org", "legislation.nyc"),
    *("sfcityattorney.org", "content.govdelivery.com", "codelibrary.amlegal.com", "chicago.legistar.com"),
    *("cityofphiladelphia.wordpress.com", "d1tvxue8o4w0fl.cloudfront.net", "fns-prod.azureedge.us"),
)
COURTS_AND_CODES = (
    *("law.cornell.edu", "justia.com", "casetext.com", "app.midpage.ai", "ecases.us", "vlex.com", "courtlistener.com"),
    *(
        "caselaw.findlaw.com",
        "codes.findlaw.com",
        "codes.lp.findlaw.com",
        "casemine.com",
        "docketalarm.com",
        "leagle.com",
    ),
    *(
        "openjurist.org",
        "cite.case.law",
        "law.resource.org",
        "findacase.com",
        "govregs.com",
        "elaws.us",
        "lexbuild.dev",
    ),
    *(
        "law.onecle.com",
        "legiscan.com",
        "everycrsreport.com",
        "clearinghouse.net",
        "uscode.ecfr.io",
        "oregon.public.law",
    ),
    *(
        "elawyers.us",
        "cetient.com",
        "juriseek.com",
        "aicourttranscripts.com",
        "assets.documentcloud.org",
        "wikisource.org",
    ),
    *("statedemocracy.law.wisc.edu", "lawserver.com", "floridaappellate.com", "masslitapp.com", "biahelp.com"),
)
# Copies, digests and letters of anybody; a file keeps one only where nothing better was found, and says so.
WEAK = (
    *(
        "lists.ctbirding.org",
        "lists.ettus.com",
        "blogspot.com",
        "substack.com",
        "wordpress.com",
        "pages.dev",
        "netlify.app",
    ),
    *("studicata.com", "quimbee.com", "lexplug.com", "briefly.co", "wikipedia.org", "wikipedia.net"),
)
_NOTE = re.compile(r'\Anote: "?')
_MEMORY = re.compile(r"\bmemory\b", re.IGNORECASE)
_NAMED_WEAK = re.compile(r"\bWeak sources?\b.*?(?=\. [A-Z]|\.?\Z)")
# An abbreviation (`v.`, `N.D. Ill.`, `No.`) ends no sentence: a full stop does only after a longer or a small word.
_SENTENCE = re.compile(r"(?:(?<=[a-z]{4}\.)|(?<=[0-9)]\.)|(?<=\b[a-z]{2}\.)|(?<=\b[a-z]{3}\.)|(?<=;))\s+(?=[A-Z\"(])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence of a file that says something is from memory, with its line."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Sources:
    """What one law file rests on.

    `last_seen` is the earliest day on which one of its orders was last seen to stand; `reports` are the sources that are
    neither of a public body, a court, a docket or a code, nor weak: the press, law firms, trackers, the parties' lawyers.
    `cited_at` is where the public may read what the file's own citation or docket number names, whether or not it was read.
    """

    file: str
    id: str
    title: str
    kind: str
    basis: str
    verbatim: str | None
    checked: dt.date
    last_seen: dt.date | None
    citable: tuple[str, ...]
    reports: tuple[str, ...]
    weak: tuple[str, ...]
    cited_at: str | None
    memory: tuple[Mark, ...]


def sources(law: Law, texts: Mapping[str, Sequence[str]]) -> list[Sources]:
    """What each file rests on, by name; `texts` are the lines of the files by the instrument's id.

    Shared vocabulary has no sources of its own and is left out, as is a file whose lines are not given.
    """
    seen: dict[str, list[dt.date]] = {}
    for act in law.norm_acts.values():
        if act.last_seen is not None:
            seen.setdefault(act.instrument, []).append(act.last_seen.day)
    return [
        _sources(one, texts[id], min(seen.get(id, ()), default=None))
        for id, one in sorted(law.instruments.items())
        if one.kind != "vocabulary" and id in texts
    ]


def _sources(one: Instrument, lines: Sequence[str], seen: dt.date | None) -> Sources:
    called_weak = " ".join(_NAMED_WEAK.findall(one.note or ""))
    kinds = [(source, grade(source, called_weak)) for source in one.sources]
    return Sources(
        file=one.file,
        id=one.id,
        title=one.title,
        kind=one.kind,
        basis=one.basis,
        verbatim=one.verbatim,
        checked=one.checked,
        last_seen=seen,
        citable=tuple(source for source, kind in kinds if kind == "citable"),
        reports=tuple(source for source, kind in kinds if kind == "report"),
        weak=tuple(source for source, kind in kinds if kind == "weak"),
        cited_at=next(filter(None, map(link, (*one.cites, f"No. {one.docket or ''}"))), None),
        memory=tuple(marks(lines)),
    )


def grade(source: str, called_weak: str = "") -> str:
    """How good a source is: "citable", "report" or "weak"; `called_weak` are the words in which its file calls sources weak.

    >>> grade("https://www.govinfo.gov/content/pkg/FR-2025-01-31/html/2025-02097.htm")
    'citable'
    >>> grade("https://www.foxnews.com/politics", "Weak source, kept since nothing better was found: foxnews.com")
    'weak'
    """
    if not source.startswith(("https://", "http://")):
        return "citable"  # a citation, such as of a reporter
    host = (urlsplit(source).hostname or "").removeprefix("www.")
    if any(part in called_weak for part in _names(host)):
        return "weak"
    if PUBLIC_BODY.search(host) or _below(host, (*PUBLISHERS_OF_PUBLIC_BODIES, *COURTS_AND_CODES)):
        return "citable"
    return "weak" if _below(host, WEAK) else "report"


def _below(host: str, hosts: Iterable[str]) -> bool:
    return any(host == one or host.endswith("." + one) for one in hosts)


def _names(host: str) -> Iterator[str]:
    """A host and the hosts above it: `ard.bingeeducate.com`, `bingeeducate.com`."""
    parts = host.split(".")
    return (".".join(parts[at:]) for at in range(len(parts) - 1))


def marks(lines: Sequence[str]) -> Iterator[Mark]:
    """Every sentence of a file that says something is from memory, except the bare words of its basis."""
    for first, paragraph in _paragraphs(lines):
        at = first
        for sentence in _SENTENCE.split(paragraph):
            if _MEMORY.search(sentence):
                words = _NOTE.sub("", " ".join(sentence.split())).removesuffix('"')
                yield Mark(at + sentence[: sentence.lower().index("memory")].count("\n"), words)
            at += sentence.count("\n") + (1 if _ends_a_line(paragraph, sentence) else 0)


def _ends_a_line(paragraph: str, sentence: str) -> bool:
    after = paragraph.find(sentence) + len(sentence)
    return paragraph[after : after + 1] == "\n"


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The paragraphs of prose, and each line of front matter and of blocks, with the number of its first line."""
    apart, start, held = False, 1, list[str]()
    front = bool(lines) and lines[0] == "---"
    for number, line in enumerate(lines, 1):
        edge = (line == "---" and (number == 1 or front)) or line.startswith("```")
        alone = apart or edge or not line.strip()
        if held and alone:
            yield start, "\n".join(held)
            held = []
        if edge:
            apart, front = not apart, front and number == 1
        elif apart and not line.startswith("basis:"):
            yield number, line
        elif not alone:
            start = start if held else number
            held.append(line)
    if held:
        yield start, "\n".join(held)


def sources_json(found: Iterable[Sources]) -> list[dict[str, object]]:
    """The list as JSON, one row for each file."""
    return [
        {
            **{name: getattr(one, name) for name in Sources.__slots__ if name != "memory"},
            "memory": [{"line": mark.line, "words": mark.words} for mark in one.memory],
        }
        for one in found
    ]


def totals(found: Sequence[Sources]) -> dict[str, int | str]:
    """Totals of the list: files by what they rest on, sources by grade, and the oldest check."""
    return {
        "files": len(found),
        "partly on memory": sum(one.basis == "source and memory" for one in found),
        "on memory alone": sum(one.basis == "memory" for one in found),
        "sentences from memory": sum(len(one.memory) for one in found),
        "citable sources": sum(len(one.citable) for one in found),
        "reports": sum(len(one.reports) for one in found),
        "weak sources": sum(len(one.weak) for one in found),
        "files without a citable source": sum(not one.citable for one in found),
        "of these without a citation to look up": sum(not one.citable and not one.cited_at for one in found),
        "oldest check": min((one.checked.isoformat() for one in found), default="none"),
    }
