"""Disputes with a record beside the law, once answered wrongly or not at all: what was claimed, demanded and awarded."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from comity.answers.cases import run_cases
from comity.answers.demands import demands
from comity.answers.question import find_party, open_law, open_record
from comity.answers.statements import check_statements
from comity.answers.timeline import all_positions
from comity.norms.library import load_law
from comity.norms.nodes import Law
from comity.proof.position import Position
from comity.proof.question import Question

PAGES = Path(__file__).parent / "pages_with_records"


def laid_out(page: str, folder: Path) -> Path:
    """The files of a page, each begun by `<!-- file: NAME -->`, in a folder."""
    parts = re.split(r"<!-- file: (\S+) -->\n", (PAGES / f"{page}.md").read_text(encoding="utf-8"))[1:]
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.strip() + "\n", encoding="utf-8")
    return folder


def question(law: Law, record: Path, day: str) -> Question:
    on = dt.date.fromisoformat(day)
    return Question(law, open_record([record], law), on, on)


def positions(law: Law, record: Path, party: str, day: str) -> dict[tuple[str, str | None], Position]:
    asked = question(law, record, day)
    return {(p.norm, p.award): p for p in all_positions(asked, find_party(party, asked.record))}


@pytest.fixture(scope="module")
def library() -> Law:
    return open_law(None)


# ---- statements ------------------------------------------------------------------------------------------------------
def test_what_is_claimed_of_letters_and_of_the_law(library: Law, tmp_path: Path) -> None:
    folder = laid_out("statements-record", tmp_path)
    found = {c.statement.id: c.verdict for c in check_statements(question(library, folder / "st", "2026-11-24"))}
    assert found == {
        "e1-past-law-vague-day": "supported",  # it is about 24 April, whenever it was said
        "e1-control-known-day": "supported",
        "e2-act-over-range": "undetermined",
        "e3-recipients-unknown": "undetermined",
        "e4-corrected-early": "supported",  # as the record stood then
        "e4-corrected-late": "supported",
        "e5-before-demand": "contradicted",  # nothing had been sent
        "e6-due-days": "supported",
        "e7-only-last": "undetermined",
        "e8-hindsight": "contradicted",  # known then, it was blocked; without `hindsight` nobody looks back
        "e9-cant": "supported",
    }


def test_a_claim_over_a_range_of_days_is_of_each_of_them(tmp_path: Path) -> None:
    folder = laid_out("statement-act-range", tmp_path)
    law = load_law(folder / "guard")
    assert [outcome.sentence() for outcome in run_cases(law) if not outcome.passed] == []
    found = {c.statement.id: c.verdict for c in check_statements(question(law, folder / "st2", "2026-11-24"))}
    assert found == {"act-range": "undetermined", "norm-range": "undetermined"}


# ---- letters ---------------------------------------------------------------------------------------------------------
def test_the_day_on_which_an_answer_is_due(library: Law, tmp_path: Path) -> None:
    folder = laid_out("demands-due-record", tmp_path)
    found = {
        answer.demand.id: answer.due
        for record in ("rec", "snap")
        for answer in demands(question(library, folder / record, "2025-07-10"), None, None, ())
        if answer.due is not None
    }
    assert {id: (str(due.day), due.also and str(due.also)) for id, due in found.items()} == {
        "doj-voter-2025": ("2025-01-09", "2025-01-10"),
        "both": ("2025-01-09", "2025-01-10"),
        "usda-2025-07-09": ("2025-07-30", None),
        "usdot-mourning": ("2025-01-09", "2025-01-10"),
        "ed-patriots": ("2025-04-22", None),
        "hours": ("2025-03-25", None),
    }
    assert "the letter names no rule" in found["doj-voter-2025"].rule
    assert {id for id, due in found.items() if "Executive Order 14133" in (due.why or "")} == {
        "doj-voter-2025", "both", "usdot-mourning",
    }  # fmt: skip


def test_what_follows_from_a_letter_is_of_its_senders_own_powers(library: Law, tmp_path: Path) -> None:
    folder = laid_out("demands-due-record", tmp_path)
    others = demands(question(library, folder / "snap", "2025-08-01"), None, None, ())
    assert len(others) == 5
    assert [one.words for answer in others for one in answer.follows] == []


# ---- tiers -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("party", "day", "norm", "status"),
    [
        ("il", "2018-07-01", "base/n", "blocked"),
        ("cook-county-il", "2018-07-01", "base/n", "blocked"),
        ("evanston-il", "2018-07-01", "base/n", "undetermined"),
        ("evanston-il", "2019-07-01", "base/n", "blocked"),
        ("cook-county-il", "2018-07-01", "base/m", "blocked"),
        ("evanston-il", "2018-07-01", "base/m", "in_force"),
    ],
)
def test_subrecipients_at_the_tiers_of_which_an_order_speaks(
    party: str, day: str, norm: str, status: str, tmp_path: Path
) -> None:
    folder = laid_out("subrecipient-any-tier", tmp_path)
    found = positions(load_law(folder / "tier"), folder / "sub", party, day)
    assert {p.status for (id, award), p in found.items() if id == norm and award is not None} == {status}


# ---- conflicts -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("party", "pair"),
    [
        ("me", ("me-mhra/equal", "title-ix-2025/girls")),
        ("portland-me", ("me-mhra/equal", "title-ix-2025/girls")),
        ("los-angeles-ca", ("ca-immune/no-forced", "cra-1960/inspection")),
        ("los-angeles-ca", ("ca-elec-2194/confidential", "cra-1960/inspection")),
    ],
)
def test_what_cannot_both_be_kept_is_a_conflict(party: str, pair: tuple[str, str], tmp_path: Path) -> None:
    folder = laid_out("incompatible-acts-and-immunity", tmp_path)
    found = {id: p for (id, _), p in positions(load_law(folder / "voter"), folder / "rec", party, "2026-01-01").items()}
    for one, other in (pair, pair[::-1]):
        assert (other, True) in found[one].flags.conflicts


def test_who_is_bound_by_one_of_the_two_alone_has_no_conflict(tmp_path: Path) -> None:
    folder = laid_out("incompatible-acts-and-immunity", tmp_path)
    found = positions(load_law(folder / "voter"), folder / "rec", "portland-or", "2026-01-01")
    assert {conflict for p in found.values() for conflict in p.flags.conflicts} == set()
