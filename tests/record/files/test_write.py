"""What is written loads as it was: every table, in every format."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.library import law_dir, records_dir
from comity.norms.library import check_law, law_files, load_law
from comity.record import nodes as n
from comity.record.conditions import read_condition
from comity.record.files.write import write_record
from comity.record.load import load_record, read_about
from comity.record.schema import FORCES, FORMATS, LEVELS
from comity.text.faults import Faults

LAW = load_law(Path(__file__).parents[1] / "law", cache=False)
PARTIES = ("chicago-il", "il", "new-york-city-ny", "us-doj", "a-person")

texts = (
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"]), max_size=12)
    .map(str.strip)
    .filter(bool)
)
lines = st.lists(texts, min_size=1, max_size=3).map("\n".join)
days = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))
maybe = st.none


def known(row: str, recorded: dt.date | None = None) -> n.Known:
    return n.Known("s1", recorded, row, None)


@st.composite
def periods(draw, same: bool = False):
    first, length = draw(st.none() | days), draw(st.none() | st.integers(0 if same else 1, 400))
    last = None if length is None else (first or dt.date(2000, 1, 1)) + dt.timedelta(length)
    return first, last


@st.composite
def awards(draw, at: int) -> n.Award:
    offered, accepted = draw(periods(same=True))
    start, end = draw(periods(same=True))
    program, agency = draw(
        st.sampled_from([(None, None), ("16.738", "us-doj-ojp"), ("16.738", "us-doj"), (None, "us")])
    )
    return n.Award(
        f"award-{at}", draw(st.sampled_from(PARTIES)), agency, program, draw(st.none() | st.integers(1990, 2030)),
        draw(st.sampled_from([None, "accepted", "obligated"])), offered, accepted, start, end,
        draw(st.none() | st.decimals(0, 10**9, places=2)), draw(st.none() | st.just(f"prime-{at}")),
        draw(st.none() | st.lists(st.sampled_from(["demo/access", "demo/notice"]), unique=True).map(tuple)),
        draw(st.none() | lines), known(f"a{at}", draw(st.none() | days)),
        accepted_by=None if accepted is None else accepted + dt.timedelta(draw(st.integers(0, 99))),
    )  # fmt: skip


COUNTS = (
    {},
    {"due_rule": "none"},
    {"due_from": "service", "triggered": dt.date(2018, 2, 1), "due_rule": "frcp-6"},
    {"due_from": "event", "triggered": dt.date(2018, 2, 1), "due_backward": True},
    {"due_from": "receipt", "triggered": dt.date(2018, 2, 1), "triggered_hour": "09:30"},
)


@st.composite
def demands(draw, at: int) -> n.Demand:
    date, due = draw(periods(same=True))
    return n.Demand(
        f"demand-{at}", draw(texts), draw(st.sampled_from(["us-doj", "us-dhs"])), date, due,
        draw(st.none() | st.sampled_from(FORCES)), draw(st.none() | st.just("answer-demand")),
        draw(st.lists(st.sampled_from(["demo/access", "demo/notice"]), unique=True).map(tuple)),
        draw(st.lists(st.sampled_from(PARTIES), unique=True).map(tuple)),
        draw(st.none() | lines), draw(st.none() | lines), f"demand-{at - 1}" if at else None, draw(st.none() | texts),
        draw(st.none() | st.integers(1, 90)) if due else None, draw(st.none() | st.booleans()), known(f"d{at}"),
        draw(st.none() | st.just("17:00")), **draw(st.sampled_from(COUNTS)),
    )  # fmt: skip


@st.composite
def answers(draw, at: int) -> n.Answer:
    since, until = draw(periods())
    question, party, award, value = draw(
        st.one_of(
            st.tuples(st.just("limits-status-sharing"), st.sampled_from(PARTIES), st.none(), st.booleans()),
            st.tuples(st.just("officers"), st.sampled_from(PARTIES), st.none(), st.integers(-9, 10**6)),
            st.tuples(st.just("motto"), st.sampled_from(PARTIES), st.none(), texts),
            st.tuples(st.just("notice-given-on"), st.none(), st.just("award-0"), days),
            st.tuples(st.just("matching-funds"), st.none(), st.just("award-0"), st.decimals(0, 10**6, places=2)),
        )
    )
    return n.Answer(question, party, award, value, since, until, known(f"w{at}"))


SIGNS = ({}, {"not": True}, {"suppose": "attached", "aside": True}, {"fixed": True, "hindsight": True})


@st.composite
def checks(draw):
    if draw(st.booleans()):
        return {"demand": "demand-0", "force": draw(st.sampled_from(FORCES)), "recipients": draw(st.integers(0, 99))}
    statuses = draw(st.lists(st.sampled_from(["in_force", "blocked"]), min_size=1, unique=True).map(tuple))
    parties = draw(st.lists(st.sampled_from(PARTIES), min_size=1, unique=True).map(tuple))
    on = draw(days | st.just("when said"))
    return {"norm": "demo/access", "party": parties, "on": on, "status": statuses, **draw(st.sampled_from(SIGNS))}


@st.composite
def statements(draw, at: int) -> n.Statement:
    first, last = draw(periods(same=True))
    claim = st.none() | checks() | st.lists(checks(), min_size=1, max_size=2).map(lambda found: {"all": tuple(found)})
    return n.Statement(
        f"statement-{at}", draw(texts), draw(st.lists(texts, max_size=3).map(tuple)), draw(st.none() | texts), first,
        last, draw(st.none() | texts), draw(lines), draw(st.none() | lines), draw(st.none() | texts), draw(claim),
        draw(st.none() | texts), known(f"t{at}"),
    )  # fmt: skip


@st.composite
def records(draw) -> n.Record:
    """A record in the order and with the parties in which it would be loaded."""
    count = st.integers(0, 3)
    person = load_party()
    held = [draw(awards(at)) for at in range(1 + draw(count))]
    asked = [draw(demands(at)) for at in range(1 + draw(count))]
    done = [
        n.Conduct(
            draw(st.sampled_from(PARTIES)),
            "answer-demand",
            draw(st.none() | st.booleans()),
            draw(st.none() | days),
            draw(st.none() | st.just("demand-0")),
            known(f"c{at}"),
        )
        for at in range(draw(count))
    ]
    joined = [
        n.Membership(draw(st.sampled_from(PARTIES)), "uscm", draw(st.booleans()), *draw(periods()), known(f"m{at}"))
        for at in range(draw(count))
    ]
    rules = [
        n.Carriage(
            draw(st.sampled_from(["demo/access", "demo/notice"])), draw(st.sampled_from(LEVELS)), draw(st.booleans()),
            draw(st.none() | st.just(read_condition('award.program is "16.738" and not party is a county', LAW))),
            draw(st.none() | st.just("award-0")), known(f"r{at}"),
        )
        for at in range(draw(count))
    ]  # fmt: skip
    source = n.Source("s1", draw(texts), draw(st.none() | texts), draw(st.none() | days), draw(st.none() | texts), None)
    return n.Record(
        "A record", {"a-person": person}, {"s1": source}, tuple(held), tuple(asked), tuple(done),
        tuple(draw(answers(at)) for at in range(draw(count))), tuple(joined),
        tuple(draw(statements(at)) for at in range(draw(count))), tuple(rules),
    )  # fmt: skip


def load_party():
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "record.yaml").write_text("title: a\n")
        (folder / "parties.csv").write_text("short,name,kind,state\na-person,a person,person,ca\n")
        return load_record([folder], LAW).parties["a-person"]


def by_row(record: n.Record) -> dict[str, object]:
    tables = ("awards", "demands", "conduct", "answers", "memberships", "statements", "carriage")
    return {node.known.row: node for table in tables for node in getattr(record, table)}


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(record=records())
def test_a_record_that_is_written_loads_as_it_was(format, record):
    written_loads_as_it_was(format, record)


@pytest.mark.nightly
@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(record=records())
def test_many_records_that_are_written_load_as_they_were(format, record):
    written_loads_as_it_was(format, record)


def written_loads_as_it_was(format, record):
    with TemporaryDirectory() as place:
        folder = Path(place) / "written"
        write_record(record, folder, format, note="Made up.")
        loaded = load_record([folder], LAW)
        assert (loaded.title, loaded.parties, loaded.sources) == (record.title, record.parties, record.sources)
        assert by_row(loaded) == by_row(record)
        again = Path(place) / "again"
        write_record(loaded, again, format)
        assert load_record([again], LAW) == loaded
        assert {path.name for path in Path(place).iterdir()} == {"written", "again"}


@pytest.mark.parametrize("format", ["csv", "yaml", "parquet", {"awards": "parquet", "statements": "yaml"}])
def test_the_sample_records_are_written_as_they_are(format, tmp_path):
    law, _ = check_law(law_files(law_dir()), law_dir())
    for folder in sorted(path for path in records_dir().iterdir() if path.is_dir()):
        record = load_record([folder], law)
        write_record(record, tmp_path / folder.name, format, note=read_about(folder).note)
        assert load_record([tmp_path / folder.name], law) == record
        assert read_about(tmp_path / folder.name) == read_about(folder)


def test_nothing_is_written_over_and_nothing_half(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(Faults, match="nothing was written"):
        write_record(n.EMPTY, tmp_path / "full")
    long = n.Record("Long", sources={"s1": n.Source("s1", "x" * 100_001)})
    with pytest.raises(Faults, match="longer than 100,000"):
        write_record(long, tmp_path / "long")
    with pytest.raises(ValueError, match="no such table or format"):
        write_record(n.EMPTY, tmp_path / "other", "xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["full"]
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_an_empty_folder_may_be_filled_and_a_value_is_plain_to_read(tmp_path):
    (tmp_path / "new").mkdir()
    award = n.Award(
        "a1", "il", amount=Decimal("1250000.50"), accepted=dt.date(2017, 10, 1), terms=(), known=n.Known("s1")
    )
    record = n.Record("New", sources={"s1": n.Source("s1", "A; document")}, awards=(award,))
    write_record(record, tmp_path / "new", "yaml")
    text = (tmp_path / "new" / "awards.yaml").read_text()
    assert (
        text == "- id: a1\n  recipient: il\n  accepted: 2017-10-01\n  amount: 1250000.50\n  terms: []\n  source: s1\n"
    )
    write_record(record, tmp_path / "csv")
    text = (tmp_path / "csv" / "awards.csv").read_text()
    assert text == "id,recipient,accepted,amount,terms,source\na1,il,2017-10-01,1250000.50,[],s1\n"
