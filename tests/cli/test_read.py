"""`comity read`, `confirm`, `draft order` and `compare-terms`: from a file to rows of a record, by a person."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
import yaml
from benchmarks.documents.boilerplate import award_text
from benchmarks.documents.corpus import written
from benchmarks.documents.setting import set_as

from comity.library import law_dir
from comity.norms.library import load_law
from comity.record.load import load_record

BY = ("--by", "A. Lee", "--on", "2026-11-30")


@pytest.fixture(scope="module")
def papers():
    return {text.name: text.text for text in written()}


@pytest.fixture
def letter(tmp_path, papers):
    path = tmp_path / "letter.pdf"
    path.write_bytes(set_as("pdf", papers["letter-doj-2018-chicago"]))
    return path


def reviewed(run, letter, tmp_path, change, name="review"):
    """The review of a letter as a person leaves it."""
    run("read", str(letter), "--into", str(tmp_path / name), ok=True)
    path = tmp_path / name / "review.yaml"
    review = yaml.safe_load(path.read_text())
    change(review)
    path.write_text(yaml.safe_dump(review, sort_keys=False, allow_unicode=True))
    return tmp_path / name


@pytest.fixture
def run(comity):
    def running(*args, ok=False, code=None):
        result = comity(*args)
        if ok:
            assert result.code == 0, result.err
        if code is not None:
            assert result.code == code, (result.out, result.err)
        return result

    return running


def test_access_stands_first_and_every_proposal_has_its_words(run, letter):
    out = run("read", str(letter), ok=True).out
    assert out.startswith("Access: privileged\n")
    assert "taken for: letter" in out
    assert 'due: 2018-02-23  "no later than February 23, 2018"' in out
    found = json.loads(run("read", str(letter), "--json", ok=True).out)
    assert found["document"]["access"] == "privileged"
    assert {one["access"] for one in found["proposals"]} == {"privileged"}
    words = [f["words"] for p in found["proposals"] for f in p["fields"] if "words" in f]
    assert words
    assert all(words)


def test_a_confirmed_letter_is_a_demand_with_its_source(run, letter, tmp_path):
    def confirm(review):
        review["proposals"][0]["decide"] = True

    folder = reviewed(run, letter, tmp_path, confirm)
    record = tmp_path / "record"
    run("confirm", str(folder), "--into", str(record), *BY, ok=True)
    law = load_law(law_dir())
    loaded = load_record([record], law)
    (demand,) = loaded.demands
    assert (demand.issuer, demand.recipients, str(demand.date), str(demand.due)) == (
        "us-doj",
        ("chicago-il",),
        "2018-01-24",
        "2018-02-23",
    )
    assert demand.force is None
    assert demand.known.recorded is None
    assert (demand.known.entered_by, demand.known.entered_at, demand.known.access) == (
        "A. Lee",
        "2026-11-30",
        "privileged",
    )
    (source,) = loaded.sources.values()
    assert demand.known.source == source.id
    assert (source.basis, str(source.checked), source.access) == ("read", "2026-11-30", "privileged")
    log = [json.loads(line) for line in (record / "reviews.jsonl").read_text().splitlines()]
    assert [(one["by"], one["on"], one["decide"]) for one in log] == [("A. Lee", "2026-11-30", "yes")]


def test_the_same_rows_for_a_store_that_is_no_folder(run, letter, tmp_path):
    from comity.intake.documents.confirm import fact_rows
    from comity.intake.documents.review import read_review
    from comity.record.rows import from_rows

    folder = reviewed(run, letter, tmp_path, lambda review: review["proposals"][0].update(decide=True))
    law = load_law(law_dir())
    record = tmp_path / "record"
    run("confirm", str(folder), "--into", str(record), *BY, ok=True)
    rows = fact_rows(read_review(folder), law, "A. Lee", dt.date(2026, 11, 30))
    assert [(row.table, row.access) for row in rows] == [("sources", "privileged"), ("demands", "privileged")]
    assert from_rows(rows, law).sources == load_record([record], law).sources
    assert from_rows(rows, law).demands == load_record([record], law).demands


def test_the_position_of_a_confirmed_letter(run, letter, tmp_path):
    def confirm(review):
        review["proposals"][0]["decide"] = True
        fields = review["proposals"][0]["fields"]
        fields.append({"name": "force", "value": "request", "words": "Dear Superintendent Johnson:"})
        fields.append({"name": "basis", "value": "8-usc-1373/a"})

    folder = reviewed(run, letter, tmp_path, confirm)
    record = tmp_path / "record"
    run("confirm", str(folder), "--into", str(record), *BY, ok=True)
    answers = json.loads(
        run("demands", "chicago-il", "--record", str(record), "--as-of", "2018-02-01", "--json", ok=True).out
    )
    assert [(one["due"], one["state"], one["force"]) for one in answers] == [("2018-02-23", "open", "request")]
    assert answers[0]["steps"]
    from comity.answers.of_document import letter as position
    from comity.answers.question import parse_day
    from comity.proof.question import Question

    law = load_law(law_dir())
    loaded = load_record([record], law)
    (found,) = position(loaded.demands[0], Question(law, loaded, parse_day("2018-02-01"), parse_day("2018-02-01")))
    assert [
        p.norm for p in (*found.binds, *found.does_not_bind, *found.cannot_be_told) if p.norm == "8-usc-1373/a"
    ] == ["8-usc-1373/a"]


def test_nothing_is_recorded_without_a_name_a_day_or_a_decision(run, letter, tmp_path):
    folder = reviewed(run, letter, tmp_path, lambda review: None)
    record = tmp_path / "record"
    assert "--by" in run("confirm", str(folder), "--into", str(record), code=2).err
    assert "without a name" in run("confirm", str(folder), "--into", str(record), "--by", "  ", code=2).err
    assert (
        "is not a date"
        in run("confirm", str(folder), "--into", str(record), "--by", "A. Lee", "--on", "soon", code=2).err
    )
    run("confirm", str(folder), "--into", str(record), *BY, ok=True)
    assert not (record / "demands.yaml").exists()


def test_what_is_rejected_is_remembered_and_two_people_may_differ(run, letter, tmp_path):
    def reject(review):
        review["proposals"][0]["decide"] = False

    def confirm(review):
        review["proposals"][0]["decide"] = True

    record = tmp_path / "record"
    run("confirm", str(reviewed(run, letter, tmp_path, reject)), "--into", str(record), *BY, ok=True)
    assert not (record / "demands.yaml").exists()
    assert "[rejected before]" in run("read", str(letter), "--record", str(record), ok=True).out
    second = reviewed(run, letter, tmp_path, confirm, "second")
    done = run("confirm", str(second), "--into", str(record), "--by", "B. Ray", code=1)
    assert "A. Lee rejected it on 2026-11-30" in done.out
    assert not (record / "demands.yaml").exists()
    third = reviewed(run, letter, tmp_path, reject, "third")
    assert "by two: 1" in run("confirm", str(third), "--into", str(record), "--by", "B. Ray", ok=True).out


def test_confirming_twice_records_once(run, letter, tmp_path):
    def confirm(review):
        review["proposals"][0]["decide"] = True

    record = tmp_path / "record"
    for name in ("one", "two"):
        run("confirm", str(reviewed(run, letter, tmp_path, confirm, name)), "--into", str(record), *BY, ok=True)
    assert len(load_record([record], load_law(law_dir())).demands) == 1


def test_an_edited_field_and_one_added_by_selecting_words(run, letter, tmp_path):
    def change(review):
        one = review["proposals"][0]
        one["decide"] = True
        next(f for f in one["fields"] if f["name"] == "due")["value"] = "2018-02-26"
        review["added"] = [
            {"kind": "statement", "fields": [
                {"name": "speaker", "value": "Jon Adler", "words": "Jon Adler"},
                {"name": "reported", "value": "The Department remains concerned", "words": "The Department remains concerned"},
            ]}
        ]  # fmt: skip

    record = tmp_path / "record"
    run("confirm", str(reviewed(run, letter, tmp_path, change)), "--into", str(record), *BY, ok=True)
    loaded = load_record([record], load_law(law_dir()))
    assert str(loaded.demands[0].due) == "2018-02-26"
    assert [(s.speaker, s.reported) for s in loaded.statements] == [("Jon Adler", "The Department remains concerned")]
    log = [json.loads(line) for line in (record / "reviews.jsonl").read_text().splitlines()]
    assert next(one["edited"] for one in log) is True


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda r: r["proposals"][0].update(decide="perhaps"), "decides nothing"),
        (lambda r: r["proposals"][0].update(kind="wish"), "is not a kind of proposal"),
        (
            lambda r: r["proposals"][0]["fields"][0].update(words="words that nobody wrote", at=""),
            "not in the document",
        ),
        (lambda r: r["proposals"][0]["fields"][0].update(name="colour"), "has no field `colour`"),
        (
            lambda r: (r["proposals"][0].update(decide="yes"), r["proposals"][0]["fields"][0].update(value="us-dog")),
            "us-dog",
        ),
        (
            lambda r: r.update(added=[{"kind": "statement", "fields": [{"name": "speaker", "value": "X"}]}]),
            "rests on words",
        ),
        (lambda r: r["document"].update(access="secret"), "is not an access"),
        (lambda r: r["document"].update(text_sha256="0"), "not the text"),
    ],
)
def test_a_review_that_is_wrong_is_refused_with_its_place_and_writes_nothing(run, letter, tmp_path, change, says):
    folder = reviewed(run, letter, tmp_path, change)
    result = run("confirm", str(folder), "--into", str(tmp_path / "record"), *BY, code=2)
    assert says in result.err
    assert not (tmp_path / "record").exists()


def test_a_privileged_document_does_not_go_into_a_public_record(run, letter, tmp_path, papers):
    def confirm(review):
        review["proposals"][0]["decide"] = True

    public = tmp_path / "public.txt"
    public.write_text(papers["letter-ed-title-vi"])
    record = tmp_path / "record"
    run("read", str(public), "--access", "public", "--into", str(tmp_path / "first"), ok=True)
    path = tmp_path / "first" / "review.yaml"
    path.write_text(path.read_text().replace("decide: ''", "decide: yes", 1))
    run("confirm", str(tmp_path / "first"), "--into", str(record), *BY, ok=True)

    def shown():
        files = {path.name: path.read_bytes() for path in record.iterdir()}
        return files, run("demands", "--record", str(record), "--as-of", "2026-11-30", "--json", code=None).out

    before = shown()
    folder = reviewed(run, letter, tmp_path, confirm)
    assert "privileged" in run("confirm", str(folder), "--into", str(record), *BY, code=2).err
    run("confirm", str(folder), "--into", str(tmp_path / "own"), *BY, "--record", str(record), ok=True)
    assert shown() == before  # what everybody may see is the same, byte for byte, with and without it


def test_a_grand_jurys_paper_restricts_at_once(run, tmp_path, papers):
    path = tmp_path / "paper.txt"
    path.write_text(papers["grand-jury-records"])
    found = json.loads(run("read", str(path), "--access", "public", "--json", ok=True).out)
    assert found["document"]["access"] == "restricted"
    assert {one["access"] for one in found["proposals"]} == {"restricted"}


def test_an_award_with_its_clauses_becomes_a_row_with_terms(run, tmp_path, papers):
    law = load_law(law_dir())
    from comity.intake.documents.clauses import clauses_of

    clause = next(c for c in clauses_of(law) if c.instrument == "jag-fy2017" and len(c.words.split()) > 40)
    path = tmp_path / "award.docx"
    text = award_text(2, (clause.words,)).replace(
        "NOTICE OF AWARD\n", "NOTICE OF AWARD\n\nRecipient: City of Chicago, Illinois\n"
    )
    path.write_bytes(set_as("docx", text))

    def confirm(review):
        for one in review["proposals"]:
            one["decide"] = one["kind"] in ("award", "clause")

    folder = reviewed(run, path, tmp_path, confirm)
    run("confirm", str(folder), "--into", str(tmp_path / "record"), *BY, ok=True)
    (award,) = load_record([tmp_path / "record"], law).awards
    assert award.recipient == "chicago-il"
    assert set(clause.norms) <= set(award.terms or ())


def test_an_order_becomes_a_law_file_whose_blanks_are_faults_with_places(run, tmp_path, papers):
    path = tmp_path / "order.txt"
    path.write_text(papers["order-sf-trump-pi"])
    result = run("draft", "order", str(path), ok=True)
    assert "court: cand" in result.out
    assert "for        san-francisco-ca, santa-clara-county-ca, portland-or" in result.out
    assert re.search(r"blocks +eo-14159/", result.out)
    nothing = tmp_path / "bare.txt"
    nothing.write_text("ORDER\n\nIT IS ORDERED that the Defendants are enjoined from doing so.\n")
    bare = json.loads(run("draft", "order", str(nothing), "--json", code=1).out)
    assert all(fault["line"] > 1 for fault in bare["faults"])
    sentences = " ".join(fault["sentence"] for fault in bare["faults"])
    for blank in ("COURT", "DAY"):
        assert blank in sentences or blank in bare["text"]
    assert bare["faults"]
    written = run("draft", "order", str(nothing), "--into", str(tmp_path / "draft"), code=1).out
    (file,) = (tmp_path / "draft").iterdir()
    assert f"\n{file}:" in written  # a fault stands where the file was written


def test_a_drafted_order_is_written_once(run, tmp_path, papers):
    path = tmp_path / "order.txt"
    path.write_text(papers["order-seattle-trump"])
    run("draft", "order", str(path), "--into", str(tmp_path / "law"), ok=True)
    assert "exists" in run("draft", "order", str(path), "--into", str(tmp_path / "law"), code=2).err
    assert "not for `letter`" in run("draft", "letter", str(path), code=2).err


def test_two_award_documents_are_compared(run, tmp_path):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    first = award_text(1)
    old.write_text(first)
    new.write_text(
        first.replace("must maintain", "will maintain").replace(
            "TERMS AND CONDITIONS", "TERMS AND CONDITIONS\n\n0. A wholly new duty to report to the agency monthly."
        )
    )
    found = json.loads(run("compare-terms", str(old), str(new), "--json", ok=True).out)
    assert {one["what"] for one in found} >= {"same", "new"}
    for suffix in (".docx", ".xlsx"):
        out = tmp_path / f"compared{suffix}"
        run("compare-terms", str(old), str(new), "--out", str(out), ok=True)
        assert out.stat().st_size > 1_000
    assert "neither" in run("compare-terms", str(old), str(new), "--out", str(tmp_path / "a.pdf"), code=2).err


def test_commands_without_the_packages_say_what_installs_them(run, tmp_path, monkeypatch):
    import importlib.util

    real = importlib.util.find_spec
    gone = ("pypdfium2", "docx", "trafilatura", "lxml")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *a: None if name in gone else real(name, *a))
    for name, data in (
        ("a.pdf", b"%PDF-1.4\n"),
        ("a.docx", b"PK\x03\x04word/document.xml"),
        ("a.html", b"<html><body>x</body></html>"),
        ("a.eml", b"From: a@b\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>x</p>\n"),
    ):
        paper = tmp_path / name
        paper.write_bytes(data)
        for words in (("read", str(paper)), ("draft", "order", str(paper)), ("compare-terms", str(paper), str(paper))):
            assert "pip install 'comity[documents]'" in run(*words, code=2).err, words
    message = tmp_path / "b.eml"
    message.write_bytes(
        b"From: a@b\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nPlease provide all records.\n"
    )
    run("read", str(message), ok=True)
    article = Path(__file__).parents[2] / "records" / "us-2018-jag" / "article.txt"
    run("read", str(article), "--as", "article", ok=True)  # plain text needs none of them


@pytest.mark.parametrize("words", [("--as", "poem"), ("--access", "secret"), ("--published", "soon")])
def test_options_that_mean_nothing_are_refused(run, letter, words):
    assert run("read", str(letter), *words, code=2).err
