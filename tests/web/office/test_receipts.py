"""A receipt is replayed to the byte; what was changed, disposed of or given by another law or version is said to be so."""

import json

import pytest
from tests.web.conftest import CARRIED


@pytest.fixture
def given(office, tmp_path):
    """A receipt as a file, from an office with one award."""
    from comity.web.keeping import keeping
    from comity.web.office.receipts import receipt

    office.award("internal", terms=CARRIED)
    office.award("privileged", id="SECRET-1")
    asking = office.asking("reader")
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(receipt(asking, keeping().make(asking))))
    return file


def replay(file):
    from comity.web.office.receipts import replay

    return replay(file)[0]


def test_an_answer_is_given_again_to_the_byte_though_facts_were_added_since(office, given):
    assert replay(given) == "equal"
    office.award(id="A-2", terms=CARRIED)
    assert replay(given) == "equal"


def test_a_receipt_tells_nothing_of_what_its_reader_does_not_see(office, given):
    from comity.web.keeping import keeping
    from comity.web.office.receipts import receipt

    before = json.loads(given.read_text())
    office.award("restricted", id="SECRET-2")
    asking = office.asking("reader")
    assert receipt(asking, keeping().make(asking)) == before


@pytest.mark.parametrize("part", ["answer", "view", "law", "as_of", "program", "sees"])
def test_a_receipt_that_was_changed_is_none_of_this_office(given, part):
    said = json.loads(given.read_text())
    said[part] = ["public"] if part == "sees" else "2026-11-29" if part == "as_of" else "0" * 64
    given.write_text(json.dumps(said))
    assert replay(given) == "changed"


def test_what_an_answer_rested_on_may_have_been_disposed_of_since(office, given):
    from comity.web.office.disposal import dispose
    from comity.web.office.models import Fact

    dispose([Fact.objects.get(matter=office.matter, access="internal")], "rule", office["counsel"])
    assert replay(given) == "gone"


def test_an_answer_under_an_older_law_is_given_again_from_the_law_that_was_kept(office, given, monkeypatch, tmp_path):
    import shutil

    from comity.kept.keys import law_digest
    from comity.web.keeping import Keeping, keeping

    newer = tmp_path / "law"
    shutil.copytree(keeping().law_folder, newer)
    page = next(path for path in sorted(newer.rglob("*.md")) if path.name != "README.md")
    page.write_text(page.read_text() + "\nA later word.\n")
    assert law_digest(newer) != keeping().law_digest
    later = Keeping(keeping().folder, newer)
    later.public_rows = keeping().public_rows  # the same under either law
    monkeypatch.setattr("comity.web.office.receipts.keeping", lambda: later)
    assert replay(given) == "equal"


def test_another_version_is_said_to_be_one(office, given, monkeypatch):
    from comity.web.office import receipts

    monkeypatch.setattr(receipts, "program", lambda: "9.9.9")
    monkeypatch.setattr(receipts, "answer_json", lambda answers: b"{}")
    assert replay(given) == "other version"
    monkeypatch.undo()
    monkeypatch.setattr(receipts, "answer_json", lambda answers: b"{}")
    assert replay(given) == "changed"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"comity_receipt": 2}', "not json"])
def test_what_is_no_receipt_is_refused(office, tmp_path, text):
    from comity.errors import Refused

    (tmp_path / "r.json").write_text(text)
    with pytest.raises(Refused, match="not a receipt"):
        replay(tmp_path / "r.json")
