"""The corpus for documents: texts with what they say marked in them, set in every form; half of them held out.

Letters, demands and orders are public-domain words of such papers, or of the facts that public records have of them, set by us as
papers; the articles were written for the tests. `⟦field=value|words⟧` marks what a reader would take from the words.
A text is held out where the hash of its name is odd: rules were written without looking at what is proposed of those.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .boilerplate import award_text
from .setting import FORMS

FOLDER = Path(__file__).parent / "corpus"
BLIND = Path(__file__).parent / "blind"
ROUNDS = (1, 2)
_MARK = re.compile(r"⟦(?P<field>\w+)=(?P<value>[^|]*)\|(?P<words>[^⟧]*)⟧")
PAPERS = {
    "letter": "letter",
    "subpoena": "letter",
    "cid": "letter",
    "grand": "letter",
    "order": "order",
    "article": "article",
    "award": "award",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a text says: a field, its value where it is more than the words, the words."""

    field: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the corpus."""

    name: str
    paper: str
    text: str
    told: tuple[Told, ...]
    form: str

    @property
    def held_out(self) -> bool:
        """Whether it is of the half that no rule was written on."""
        return held_out(self.name)


def held_out(name: str) -> bool:
    """By the hash of a name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 1


def read(name: str, marked: str, paper: str, form: str) -> Text:
    """A text without its marks, and what they say; words over two lines keep their line end."""
    told = tuple(Told(m["field"], m["value"], m["words"]) for m in _MARK.finditer(marked))
    return Text(name, paper, _MARK.sub(lambda m: m["words"], marked), told, form)


def written() -> Iterator[Text]:
    """Letters, demands, orders and articles, each in one form, told by its name."""
    yield from _of(FOLDER)


def blind(number: int) -> Iterator[Text]:
    """The texts of a round whose key was written before any rule had seen them; what the first run gave is in benchmarks/results."""
    yield from _of(BLIND / str(number))


def _of(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.glob("*.txt")):
        form = FORMS[int(hashlib.sha256(path.stem.encode()).hexdigest()[:6], 16) % len(FORMS)]
        yield read(path.stem, path.read_text(encoding="utf-8"), PAPERS[path.stem.split("-")[0]], form)


AWARDS = tuple(
    tuple(row.values())
    for row in csv.DictReader((Path(__file__).parent / "awards.csv").open(encoding="utf-8", newline=""))
)
"""Twelve award documents: the instrument whose clauses they carry, and their own facts, which are made up but for the listing."""


LAYOUTS = (
    """{agency}

NOTICE OF AWARD

Federal Award Identification Number: {id}

Assistance Listing: {program}

Recipient: {recipient}

Award Date: {offered}

Period of Performance Start Date: {start}

Period of Performance End Date: {end}

Total Amount of Federal Award: {amount}""",
    """GRANT AGREEMENT

between {agency} and {recipient} (Recipient)

| Grant Number | {id} |
| CFDA | {program} |
| Budget Period | {start_in_numbers} - {end_in_numbers} |
| Award Amount | {amount}.00 |""",
    """U.S. {agency}

Award No. {id}

Grantee: {recipient}

Assistance Listing No. {program}

The project period is {start} through {end}. The amount of this award is {amount}.""",
)


def awards(clauses: dict[str, list[tuple[str, tuple[str, ...]]]]) -> Iterator[Text]:
    """Award documents: the quoted clauses of an instrument among general terms, in three layouts."""
    for n, (name, instrument, number, listing, agency, agency_name, recipient, recipient_name) in enumerate(AWARDS):
        general = award_text(n, tuple(words for words, _ in clauses[instrument])).split("TERMS AND CONDITIONS", 1)[1]
        marks = {
            "agency": f"⟦agency={agency}|{agency_name}⟧",
            "id": f"⟦id={number}|{number}⟧",
            "program": f"⟦program={listing}|{listing}⟧",
            "recipient": f"⟦recipient={recipient}|{recipient_name}⟧",
            "offered": f"⟦offered=2025-03-{n + 1:02}|{n + 1} March 2025⟧",
            "amount": f"$⟦amount={(n + 2) * 250000}|{(n + 2) * 250_000:,}⟧",
            "start": "⟦period_start=2024-10-01|October 1, 2024⟧",
            "end": "⟦period_end=2027-09-30|September 30, 2027⟧",
            "start_in_numbers": "⟦period_start=2024-10-01|10/01/2024⟧",
            "end_in_numbers": "⟦period_end=2027-09-30|09/30/2027⟧",
        }
        head = LAYOUTS[n % 3].format_map(marks)
        text = read(name, f"{head}\n\nTERMS AND CONDITIONS{general}", "award", FORMS[n % len(FORMS)])
        norms = tuple(Told("norm", norm, words) for words, ids in clauses[instrument] for norm in ids)
        yield Text(text.name, text.paper, text.text, (*text.told, *norms), text.form)
