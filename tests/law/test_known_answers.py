"""Every known answer comes out of the library, or the row is listed here with the reason why it is believed wrong."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
import yaml

from comity.answers.question import open_law, open_record
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.ask import ask
from comity.proof.question import Question
from comity.record.nodes import Record

ROWS = yaml.safe_load((Path(__file__).parent / "known_answers.yaml").read_text(encoding="utf-8"))

MEETS = {
    "binding": {"in_force"},
    "valid_but_disputed": {"in_force"},
    "enjoined": {"blocked"},
    "invalid": {"void"},
    "not_binding_on_this_government": {"ended", "waived", "displaced", "not_attached"},
    "unknown": {"undetermined", "in_force", "when last seen"},
}

MEMBER_SHOWN_LATER = (
    "From 29 August 2018 the Evanston injunction, and from 26 September 2019 the judgment, protects every member of the "
    "U.S. Conference of Mayors. Pages of the Conference show this city in it from 30 June 2020; missing is a page that "
    "shows whether it was a member on the day asked about."
)
BELIEVED_WRONG = {
    "jag18n-chicago": "The row's own note: the opinion is of 19 September 2019, the judgment of 10 October. The docket's "
    "summary leaves the final judgment to a hearing of 1 October; missing is the order of 19 September itself, which would "
    "say whether an injunction was entered with it. For Chicago as a member of the Conference of Mayors the Evanston "
    "judgment of 26 September holds the condition void, where it was a member by then.",
    "jag18n-columbus-2019": MEMBER_SHOWN_LATER + " The judgment takes in the conditions of fiscal year 2018, by the "
    "court's own account of 23 April 2020.",
    "split-jag-dallas": "The row's own note: unless it was a member of the U.S. Conference of Mayors. It was: the "
    "Conference elected its mayor to the Advisory Board on 30 June 2020, so the Evanston judgment, for fiscal years 2017 "
    "and 2018 alike, holds both conditions void for it.",
    "split-nyc-before": MEMBER_SHOWN_LATER,
    "phila-warrant-2019": "The vacatur of 15 February 2019 works from the mandate, presumed to have issued 52 days later, "
    "on 8 April 2019 (Fed. R. App. P. 40-41); on 1 March the term still stood. Missing is the day of the mandate on the "
    "docket of the 3d Circuit.",
    "s1373-ca-2022": "The rulings vacated on 29 July 2022 stood until the mandate, presumed on 19 September 2022; on 15 "
    "August a judgment still held section 1373 invalid for San Francisco. Missing is the day of the mandate on the docket "
    "of the 9th Circuit.",
    "s1373-ca-laws-2020": "The row asks whether SB 54 breaks section 1373, which is not a status of section 1373. On that "
    "day a judgment for California held the section itself void, so it did not bind, on another ground.",
    "s1373-ny-dmv": "The row asks which records section 1373 reaches, which is not its status. Its status for New York "
    "is undetermined: missing are the words of the judgment of 30 November 2018 on the section itself, and the day of the "
    "mandate of the 2d Circuit, which had not issued by 19 March 2021.",
}
"""Rows that the library answers otherwise, with the reason."""


@cache
def library() -> tuple[Law, Record]:
    law = open_law(None)
    return law, open_record(None, law)


def found(row: dict[str, str], norm: str) -> tuple[str, tuple[str, ...]]:
    law, record = library()
    day = dt.date.fromisoformat(row["as_of"])
    party = record.parties.get(row["party"]) or government(row["party"])
    assert party is not None, row["party"]
    question = Question(law, record, day, day, row["forum"], frozenset())
    answer = ask(law.norms[norm], question.context(party))[0]
    last_seen = answer.fresh is not None and answer.fresh.state == "last_seen"
    return answer.status, (*answer.also, *(["when last seen"] if last_seen else []))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_known_answer(row: dict[str, str]) -> None:
    outcomes = {norm: found(row, norm) for norm in row["norms"]}
    met = {norm: bool({status, *also} & MEETS[row["expect"]]) for norm, (status, also) in outcomes.items()}
    if row["id"] in BELIEVED_WRONG:
        assert not all(met.values()), f"{row['id']} now comes out as the row says: take it off the list"
        return
    assert all(met.values()), f"{row['expect']} expected ({row['because']}); found {outcomes}"


def test_every_exception_names_a_row() -> None:
    assert set(BELIEVED_WRONG) <= {row["id"] for row in ROWS}
