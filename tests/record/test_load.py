"""Record folders are loaded whole and resolved, or refused with every fault at once."""

import datetime as dt
import os
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from comity.library import law_dir, records_dir
from comity.norms.library import check_law, law_files, load_law
from comity.proof.context import Facts
from comity.record.fact_rows import rows_of
from comity.record.load import load_record, read_about
from comity.record.rows import from_rows
from comity.text.faults import Faults

HERE = Path(__file__).parent
BAD = sorted(path for path in (HERE / "bad").iterdir() if path.is_dir())
SOURCES = "id,title\ns1,A document\n"


@pytest.fixture(scope="module")
def law():
    return load_law(HERE / "law", cache=False)


@pytest.fixture(scope="module")
def real_law():
    found, _ = check_law(law_files(law_dir()), law_dir())
    return found


def folder(path: Path, **tables: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    (path / "record.yaml").write_text(f"title: {path.name}\n")
    for name, text in {"sources_csv": SOURCES, **tables}.items():
        (path / name.replace("_", ".")).write_text(text)
    return path


def faults_of(path: Path, law) -> str:
    with pytest.raises(Faults) as caught:
        load_record([path], law)
    return str(caught.value)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_every_fault_of_a_bad_folder_has_its_place_and_its_words(path, law):
    expected = path.parent / f"{path.name}.txt"
    found = faults_of(path, law) + "\n"
    if "RECORD_FAULTS" in os.environ:  # how the texts are renewed; read them before you keep them
        expected.write_text(found)
    assert found == expected.read_text()


def test_governments_are_known_by_short_name_id_alias_and_plain_name(tmp_path, law):
    names = ["new-york-city-ny", "new-york-ny", "New York City, NY", "ocd-division/country:us/state:ny/place:new_york"]
    rows = "".join(f'a{at},"{name}",s1\n' for at, name in enumerate(names))
    record = load_record([folder(tmp_path / "r", awards_csv="id,recipient,source\n" + rows)], law)
    assert {award.recipient for award in record.awards} == {"new-york-city-ny"}


def test_the_same_rows_mean_the_same_in_csv_and_yaml(tmp_path, law):
    csv = (
        "id,recipient,program,fiscal_year,amount,accepted,terms,note,source\n"
        'a1,chicago-il,16.710,2017,"$1,250,000.50",2017-10-01,demo/access; demo/notice,"one, two",s1\n'
        "a2,il,,,,,[],,s1\n"
    )
    yaml = """\
- id: a1
  recipient: chicago-il
  program: 16.710
  fiscal_year: 2017
  amount: 1250000.50
  accepted: 2017-10-01
  terms: [demo/access, demo/notice]
  note: one, two
  source: s1
- {id: a2, recipient: il, terms: [], amount: null, note: "", source: s1}
"""
    one = load_record([folder(tmp_path / "csv", awards_csv=csv)], law)
    other = load_record([folder(tmp_path / "yaml", awards_yaml=yaml)], law)
    assert one.awards == other.awards
    first, second = one.awards
    assert (first.amount, first.accepted, first.program) == (Decimal("1250000.50"), dt.date(2017, 10, 1), "16.710")
    assert first.agency == "us-doj-cops"
    assert (second.terms, second.amount, second.agency) == ((), None, None)


def test_an_agency_that_the_file_names_is_kept_and_an_orphan_program_gives_none(tmp_path, law):
    csv = "id,recipient,agency,program,source\na1,il,us-doj,16.738,s1\na2,il,,16.738,s1\na3,il,,,s1\n"
    record = load_record([folder(tmp_path / "r", awards_csv=csv)], law)
    assert [award.agency for award in record.awards] == ["us-doj", "us-doj-ojp", None]


def test_a_correction_stands_from_the_day_it_was_recorded(tmp_path, law):
    csv = (
        "id,recipient,amount,recorded,row,supersedes,source\n"
        "a1,il,100,2018-01-01,first,,s1\na1,il,200,2018-06-01,second,first,s1\n"
    )
    record = load_record([folder(tmp_path / "r", awards_csv=csv)], law)
    assert len(record.awards) == 2
    assert Facts(record, dt.date(2018, 3, 1)).awards["a1"].amount == 100
    assert Facts(record, dt.date(2018, 7, 1)).awards["a1"].amount == 200


def test_a_row_is_seen_by_no_more_people_than_its_source(tmp_path, law):
    sources = "id,title,access\ns1,A document,privileged\ns2,Another,\n"
    rows = "id,recipient,source,access\na1,chicago-il,s1,\na2,chicago-il,s1,restricted\na3,chicago-il,s2,\n"
    held = load_record([folder(tmp_path, sources_csv=sources, awards_csv=rows)], law)
    assert [one.known.access for one in held.awards] == ["privileged", "restricted", None]
    assert from_rows(rows_of(held), law).sources == held.sources
    assert from_rows(rows_of(held), law).awards == held.awards
    for access in ("public", "internal"):
        wrong = folder(
            tmp_path / access,
            sources_csv=sources,
            awards_csv=f"id,recipient,source,access\na1,chicago-il,s1,{access}\n",
        )
        with pytest.raises(Faults) as faults:
            load_record([wrong], law)
        (fault,) = faults.value.faults
        assert f"This row is {access} and its source `s1` is privileged." in fault.sentence
        assert fault.place.line == 2


def test_folders_are_one_record_and_ids_are_unique_across_them(tmp_path, law):
    one = folder(tmp_path / "one", awards_csv="id,recipient,source\na1,il,s1\n")
    two = folder(tmp_path / "two", sources_csv="id,title\ns2,Another\n", awards_csv="id,recipient,source\na2,il,s1\n")
    record = load_record([one, two], law)
    assert record.title == "one; two"
    assert [award.id for award in record.awards] == ["a1", "a2"]
    assert load_record([two, one], law) == replace(record, title="two; one")
    again = folder(tmp_path / "again", sources_csv="id,title\ns1,Another\n")
    with pytest.raises(Faults, match=r"already in one/sources\.csv:2"):
        load_record([one, again], law)
    with pytest.raises(Faults, match="given twice"):
        load_record([one, one], law)


def test_the_order_of_rows_in_a_file_changes_nothing(tmp_path, law):
    rows = ["a3,il,2017,s1\n", "a1,chicago-il,2018,s1\n", "a2,chicago-il,2017,s1\n"]
    head = "id,recipient,fiscal_year,source\n"
    one = load_record([folder(tmp_path / "one", awards_csv=head + "".join(rows))], law)
    other = load_record([folder(tmp_path / "two", awards_csv=head + "".join(reversed(rows)))], law)
    assert one.awards == other.awards
    assert [award.id for award in one.awards] == ["a2", "a1", "a3"]


def test_an_extra_party_has_its_states_courts_and_may_stand_anywhere(tmp_path, law):
    parties = "short,name,kind,state\na-sheriff,a sheriff (illustrative),person,tx\n"
    members = "party,association,member,source\na-sheriff,icma,no,s1\n"
    record = load_record([folder(tmp_path / "r", parties_csv=parties, memberships_csv=members)], law)
    party = record.parties["a-sheriff"]
    assert (party.kind, party.state, party.circuit, len(party.districts)) == ("person", "tx", "ca5", 4)
    assert record.memberships[0].party == "a-sheriff"


def test_a_link_to_itself_a_pipe_and_a_missing_folder_are_faults(tmp_path, law):
    path = folder(tmp_path / "r")
    (path / "awards.csv").symlink_to(path / "awards.csv")
    os.mkfifo(path / "demands.yaml")
    found = faults_of(path, law)
    assert "r/awards.csv:1:1: This link leads out of the folder." in found
    assert "r/demands.yaml:1:1: This is not a file." in found
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    assert "cannot be read" in faults_of(tmp_path / "ring", law)
    assert "No such file" in faults_of(tmp_path / "nowhere", law)


@pytest.mark.parametrize("name", ["awards.csv", "awards.yaml"])
def test_a_line_of_100_megabytes_is_a_fault(name, tmp_path, law):
    path = folder(tmp_path / "r")
    (path / name).write_bytes(b"id\n" + b"x" * 100_000_000)
    found = faults_of(path, law)
    assert "longer than 1,000,000 characters" in found or "larger than 20,000,000 bytes" in found


def test_ten_thousand_bad_rows_give_a_thousand_faults_and_a_last_word(tmp_path, law):
    rows = "".join(f"a{at},nowhere-{at % 3},s1\n" for at in range(10_000))
    path = folder(tmp_path / "r", awards_csv="id,recipient,source\n" + rows)
    with pytest.raises(Faults) as caught:
        load_record([path], law)
    assert len(caught.value.faults) == 1001
    assert "the first 1,000 are shown" in caught.value.faults[-1].sentence


def test_a_table_of_twenty_thousand_awards_loads(tmp_path, law):
    rows = "".join(f"a{at},chicago-il,16.738,2017,{at}.25,2017-10-01,s1\n" for at in range(20_000))
    head = "id,recipient,program,fiscal_year,amount,accepted,source\n"
    path = folder(tmp_path / "r", awards_csv=head + rows)
    assert len(load_record([path], law).awards) == 20_000


# The sample records --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples(real_law):
    return load_record(sorted(path for path in records_dir().iterdir() if path.is_dir()), real_law)


def test_the_sample_records_load_without_pyarrow(real_law):
    folders = sorted(path for path in records_dir().iterdir() if path.is_dir())
    was_there = "pyarrow" in sys.modules
    load_record(folders, real_law)
    assert was_there or "pyarrow" not in sys.modules


def test_the_letters_of_january_2018_went_to_23_by_request(samples):
    letters = {demand.id: demand for demand in samples.demands}
    letter = letters["doj-2018-01-24"]
    assert len(letter.recipients) == len(set(letter.recipients)) == 23
    assert (letter.date, letter.due, letter.force) == (dt.date(2018, 1, 24), dt.date(2018, 2, 23), "request")
    assert {"ca", "il", "or", "chicago-il", "louisville-ky", "west-palm-beach-fl"} <= set(letter.recipients)
    assert "philadelphia-pa" not in letter.recipients
    earlier = {short for id in ("doj-2017-04-21", "doj-2017-11-15") for short in letters[id].recipients}
    assert set(letter.recipients) <= earlier
    assert len(letters["doj-2017-04-21"].recipients) == 9
    assert len(letters["doj-2017-10-12"].recipients) == 5
    assert len(letters["doj-2017-11-15"].recipients) == 29
    assert letters[letter.follows].id == "doj-2017-11-15"


def test_no_award_is_invented(samples):
    awards = [award for award in samples.awards if award.fiscal_year and award.fiscal_year <= 2019]
    assert all(award.program == "16.738" and award.agency == "us-doj-ojp" for award in awards)
    for award in awards:
        if award.id.startswith("unknown-"):
            assert (award.amount, award.accepted) == (None, None)
            assert award.period_end == dt.date(award.fiscal_year + 3, 9, 30)
            assert "34 U.S.C. 10152(f)" in award.note
            assert award.known.source == f"doj-release-{award.accepted_by}"
        elif award.known.source == "ojp-jag-awards":
            assert (award.amount, award.accepted, award.terms) == (None, None, None)
    chicago = next(award for award in awards if award.id == "2019DJBX0682")
    assert (chicago.recipient, chicago.amount) == ("chicago-il", Decimal("2252121.00"))


def test_every_recipient_of_january_2018_has_an_award_of_2016_on_the_departments_word(samples):
    letter = next(demand for demand in samples.demands if demand.id == "doj-2018-01-24")
    of_2016 = {award.recipient for award in samples.awards if award.fiscal_year == 2016}
    assert set(letter.recipients) <= of_2016


def test_the_statements_are_attributed_and_every_claim_can_be_checked(samples, real_law):
    of_article = [one for one in samples.statements if one.known.source == "article-2018"]
    assert len(of_article) == 19
    for one in of_article:
        assert one.chain
        assert one.chain[0] == "Kirsters Baish (article)"
        assert (one.proposition is None) == (one.unchecked is not None)
    claims = {one.id: one.proposition for one in samples.statements}
    assert claims["doj-letters"]["all"][0] == {
        "demand": "doj-2018-01-24", "recipients": 23, "kind": "city", "date": dt.date(2018, 1, 24), "threatens": "subpoena",
    }  # fmt: skip
    commandeer = claims["napolitano-commandeer"]["all"]
    assert [check["norm"] for check in commandeer] == [
        "us-const-amend-10/no-command",
        "us-const-supremacy/no-obstruction",
    ]
    assert {check["party"] for check in commandeer} == {("new-york-city-ny",)}


def test_a_list_that_asks_nothing_is_a_note_and_parties_are_marked_illustrative(samples):
    assert not any("list" in demand.id.split("-") for demand in samples.demands)
    assert "A list is not a demand" in read_about(records_dir() / "us-2025").note
    assert len(samples.parties) == 5
    assert all("(illustrative)" in party.name and party.kind == "person" for party in samples.parties.values())


def test_every_source_of_the_samples_is_cited_or_told_of(samples):
    cited = {
        node.known.source
        for table in ("awards", "demands", "conduct", "answers", "memberships", "statements")
        for node in getattr(samples, table)
    }
    told = {"hill-west-palm-beach", "letters-2025-08-13-police1"}
    assert set(samples.sources) - cited == told
