"""From the article's file to verdicts: its sentences, the propositions a person chooses, what law and record say of them."""

import datetime as dt

import pytest
import yaml

from comity.answers.of_document import letter, verdicts
from comity.answers.statements import OPINION, VERDICTS
from comity.intake.documents.confirm import confirm
from comity.intake.documents.document import canonical
from comity.intake.documents.proposals import even
from comity.intake.documents.propose.rules import propose
from comity.intake.documents.review import read_review, write_review
from comity.library import law_dir, records_dir
from comity.norms.library import load_law
from comity.proof.question import Question
from comity.record.files.yaml import read_document
from comity.record.load import load_record

RECORD = records_dir() / "us-2018-jag"
ARTICLE = RECORD / "article.txt"
TODAY = dt.date(2026, 11, 30)


@pytest.fixture(scope="module")
def law():
    return load_law(law_dir())


@pytest.fixture(scope="module")
def packaged(law):
    return load_record([RECORD, records_dir() / "us-associations"], law)


@pytest.fixture(scope="module")
def found(law):
    return propose(canonical("article.txt", "text", "a" * 64, ARTICLE.read_text(encoding="utf-8")), law)


def sentence_of(found, words):
    """The proposal of the sentence in which words stand."""
    wanted = even(words).rstrip(".")
    return next(
        (
            p
            for p in found.proposals
            if p.kind == "statement" and wanted in even(found.document.text[p.spans[0].start : p.spans[0].end])
        ),
        None,
    )


def of_article(packaged):
    return [s for s in packaged.statements if s.known.source == "article-2018"]


def test_every_statement_on_record_stands_in_a_sentence_of_the_article(found, packaged):
    lost = [s.id for s in of_article(packaged) if sentence_of(found, (s.quoted or s.reported)) is None]
    assert lost == []
    assert len(of_article(packaged)) >= 12


def test_the_speakers_found_are_those_on_record(found, packaged):
    for said in of_article(packaged):
        proposed = sentence_of(found, said.quoted or said.reported).value("speaker")
        if not said.speaker.startswith("article"):
            assert proposed.split()[-1] in said.speaker
        elif said.proposition is not None:
            # what claims something and names no speaker is the author's own
            assert proposed == "Sample Writer"


def test_what_a_person_chooses_gives_the_verdicts_of_the_record(found, law, packaged, tmp_path):
    chosen = {
        id(sentence_of(found, s.quoted or s.reported)): s for s in of_article(packaged) if s.proposition is not None
    }
    rows, _ = read_document((RECORD / "statements.yaml").read_text(encoding="utf-8"), "statements.yaml")
    raw = {row["id"]: row for row in rows}
    write_review(found, tmp_path / "review", "public")
    path = tmp_path / "review" / "review.yaml"
    review = yaml.safe_load(path.read_text(encoding="utf-8"))
    by_words = {tuple(p["words"]): p for p in review["proposals"] if p["kind"] == "statement"}
    for proposal in found.proposals:
        said = chosen.get(id(proposal))
        if said is None:
            continue
        words = tuple(" ".join(found.document.text[s.start : s.end].split()) for s in proposal.spans)
        one = by_words[words]
        one["decide"] = True
        one["fields"] = [f for f in one["fields"] if f["name"] not in ("said_first", "said_last")]
        own = raw[said.id]
        one["fields"] += [
            {"name": name, "value": str(own[name])} for name in ("said_first", "said_last") if own.get(name)
        ]
        one["fields"].append({"name": "proposition", "value": own["proposition"]})
    path.write_text(yaml.safe_dump(review, sort_keys=False, allow_unicode=True), encoding="utf-8")
    beside = [RECORD, records_dir() / "us-associations"]
    confirm(read_review(tmp_path / "review"), tmp_path / "record", law, "A. Lee", TODAY, beside)
    loaded = load_record([tmp_path / "record", *beside], law)
    question = Question(law, loaded, TODAY, TODAY)
    new = [s for s in loaded.statements if (s.known.source or "").startswith("doc-")]
    assert len(new) == len(chosen)
    on_record = {
        s.proposition and str(s.proposition): c.verdict
        for s, c in zip(of_article(packaged), verdicts(of_article(packaged), question), strict=True)
    }
    for said, checked in zip(new, verdicts(new, question), strict=True):
        assert checked.verdict == on_record[str(said.proposition)]
        assert checked.verdict != OPINION
        assert checked.steps


def test_verdicts_are_fair_to_either_side(packaged, law):
    question = Question(law, packaged, TODAY, TODAY)
    said = {c.statement.id: c.verdict for c in verdicts(of_article(packaged), question)}
    # the letters and the doctrine are on record; the headline says more than the testimony
    assert said["doj-letters"] in ("supported", "partly")
    assert said["napolitano-commandeer"] == "supported"
    assert said["headline"] != "supported"
    assert set(said.values()) <= set(VERDICTS)
    checkable = [s.id for s in of_article(packaged) if s.proposition is not None]
    assert all(said[id] != OPINION for id in checkable)
    assert len(checkable) >= 10


def test_the_23_letters_each_have_a_position(packaged, law):
    demand = next(d for d in packaged.demands if d.id == "doj-2018-01-24")
    day = dt.date(2018, 2, 1)
    answers = letter(demand, Question(law, packaged, day, day))
    assert len(answers) == 23
    for one in answers:
        assert str(one.answer.due.day) == "2018-02-23"
        assert one.answer.due.steps
        norms = (*one.binds, *one.does_not_bind, *one.cannot_be_told)
        assert {p.norm for p in norms} >= set(demand.basis)
        assert len(norms) == len(one.answer.norms)
