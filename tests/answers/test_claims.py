"""Each kind of claim: negative, universal, conditional, conduct, speech, dollars, dated, in hindsight, corrected rows, quotations."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from comity.answers.question import open_law
from comity.answers.spoken import differences
from comity.answers.statements import check_statements, statement_json
from comity.errors import Refused
from comity.proof.question import Question
from comity.record.files.write import write_record
from comity.record.load import load_record
from comity.text.faults import Faults

CASES = Path(__file__).parent / "cases" / "statements"
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def law():
    return open_law(None)


def verdicts(folder: Path, law) -> dict[str, str]:
    found = check_statements(Question(law, load_record([folder], law), TODAY, TODAY))
    return {c.statement.id: c.verdict for c in found}


# The input pages ------------------------------------------------------------------------------------


def test_the_day_a_claim_is_about_and_rows_that_are_corrected(law):
    assert verdicts(CASES / "record", law) == {
        "e1-past-law-vague-day": "supported",  # the day it speaks of is fixed, whenever it was said
        "e1-control-known-day": "supported",
        "e2-act-over-range": "undetermined",  # the section was held void from July 2018
        "e3-recipients-unknown": "undetermined",
        "e4-corrected-early": "supported",  # as known then
        "e4-corrected-late": "supported",
        "e5-before-demand": "contradicted",  # nothing had been sent
        "e6-due-days": "supported",
        "e7-only-last": "undetermined",  # said on a day not known, on which it may not have begun
        "e8-hindsight": "contradicted",  # as known on that day it was blocked
        "e9-cant": "contradicted",  # as put, it claims the duty
    }


def test_a_claim_over_days_that_differ_is_open_of_acts_as_of_norms():
    law = open_law(CASES / "guard")
    assert verdicts(CASES / "range", law) == {"act-range": "undetermined", "norm-range": "undetermined"}


# Kinds of claims --------------------------------------------------------------------------------------


@pytest.fixture
def said(law, tmp_path):
    """Checks of one statement with a proposition, over a small record."""

    def run(proposition: object, first: str = "2018-01-24", last: str | None = None, **extra: object):
        statement = {
            "id": "one", "speaker": "A speaker", "said_first": first, "said_last": last or first, "reported": "words",
            "proposition": proposition, "source": "s", **extra,
        }  # fmt: skip
        (tmp_path / "record.yaml").write_text("title: t\n")
        tables = {
            "sources": [
                {"id": "s", "title": "A source"},
                {"id": "transcript", "title": "The transcript", "excerpt": WORDS},
            ],
            "demands": DEMANDS,
            "awards": AWARDS,
            "conduct": CONDUCT,
            "statements": [statement, *OTHERS],
        }
        for name, rows in tables.items():
            (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(rows, sort_keys=False, allow_unicode=True))
        record = load_record([tmp_path], law)
        found = check_statements(Question(law, record, TODAY, TODAY))
        return next(c for c in found if c.statement.id == "one")

    return run


WORDS = "We are reviewing what avenues might be available. [...] I know of no such case."
DEMANDS = [
    {"id": "letters", "title": "Letters", "issuer": "us-doj", "date": "2017-11-15", "due": "2017-12-08", "force": "request",
     "recipients": ["chicago-il", "il", "cook-county-il"], "threatens": "loss of funds", "source": "s"},
    {"id": "days", "title": "A letter of thirty days", "issuer": "us-ed", "date": "2025-03-22", "due_days": 30,
     "force": "request", "recipients": ["boston-ma"], "source": "s"},
]  # fmt: skip
AWARDS = [
    {"id": "a1", "recipient": "chicago-il", "program": "16.738", "fiscal_year": 2016, "amount": 1000000, "source": "s"},
    {"id": "a2", "recipient": "chicago-il", "program": "16.738", "fiscal_year": 2017, "amount": 500000, "source": "s"},
    {"id": "a3", "recipient": "chicago-il", "program": "16.710", "fiscal_year": 2017, "source": "s"},
]
CONDUCT = [
    {
        "party": "chicago-il",
        "act": "answer-demand",
        "done": "yes",
        "on": "2017-12-01",
        "demand": "letters",
        "source": "s",
    },
    {"party": "il", "act": "answer-demand", "done": "no", "source": "s"},
]
OTHERS = [
    {"id": "mayor", "speaker": "The mayor", "said_first": "2017-12-05", "said_last": "2017-12-05",
     "quoted": "We have answered every letter", "source": "s",
     "proposition": {"conduct": "answer-demand", "party": "chicago-il"}},
    {"id": "governor", "speaker": "The governor", "said_first": "2017-12-06", "said_last": "2017-12-06",
     "quoted": "Chicago has not answered", "source": "s",
     "proposition": {"conduct": "answer-demand", "party": "chicago-il", "not": "yes"}},
]  # fmt: skip

MUST_HELP = {
    "act": "assist-immigration-enforcement",
    "modality": "must",
    "party": "new-york-city-ny",
    "on": "2018-01-24",
}
NO_COMMAND = {"norm": "us-const-amend-10/no-command", "on": "when said", "status": ["in_force"]}
HELD = {"norm": "eo-13768/9a", "party": "chicago-il", "on": "when said", "status": ["in_force"]}


@pytest.mark.parametrize(
    ("proposition", "verdict"),
    [
        # negative
        (MUST_HELP, "contradicted"),
        ({**MUST_HELP, "not": "yes"}, "supported"),
        ({"conduct": "answer-demand", "party": "il", "not": "yes"}, "supported"),
        ({"conduct": "answer-demand", "party": "cook-county-il", "not": "yes"}, "undetermined"),
        ({"demand": "letters", "recipients": 23, "not": "yes"}, "supported"),
        # universal
        ({**NO_COMMAND, "party": ["chicago-il", "il", "cook-county-il"]}, "supported"),
        ({"conduct": "answer-demand", "party": ["chicago-il", "il"]}, "partly"),
        ({"conduct": "answer-demand", "party": ["chicago-il", "cook-county-il"]}, "undetermined"),
        ({"conduct": "answer-demand", "party": ["chicago-il", "il"], "not": "yes"}, "supported"),  # not all
        ({**NO_COMMAND, "every": "county within de"}, "supported"),
        ({**NO_COMMAND, "every": "county within de", "not": "yes"}, "contradicted"),
        ({"norm": "ca-sb54/7284-6-e", "every": "county within nv", "on": "2018-02-01", "status": "in_force"}, "contradicted"),
        ({"conduct": "answer-demand", "every": "county within il"}, "undetermined"),
        # conduct
        ({"conduct": "answer-demand", "party": "chicago-il"}, "supported"),
        ({"conduct": "answer-demand", "party": "chicago-il", "done": "no"}, "contradicted"),
        ({"conduct": "answer-demand", "party": "chicago-il", "on": "2017-11-20"}, "undetermined"),
        ({"conduct": "answer-demand", "party": "cook-county-il"}, "undetermined"),
        # demands
        ({"demand": "letters"}, "supported"),
        ({"demand": "letters", "recipients": 3, "date": "2017-11-15", "issuer": "us-doj"}, "supported"),
        ({"demand": "letters", "recipients": 3, "date": "2017-11-16"}, "partly"),
        ({"demand": "letters", "date": "2017-11-16"}, "contradicted"),
        ({"demand": "letters", "kind": "city"}, "contradicted"),
        ({"demand": "letters", "recipients": 3, "kind": "city"}, "partly"),
        ({"demand": "letters", "threatens": "LOSS of funds"}, "supported"),
        ({"demand": "letters", "threatens": "prison"}, "undetermined"),
        ({"demand": "days"}, "contradicted"),  # of 2025, and this is said in 2018
        # dollars
        ({"dollars": 1000000, "award": "a1"}, "supported"),
        ({"dollars": 2000000, "award": "a1"}, "contradicted"),
        ({"dollars": 900000, "award": "a1", "compare": "at least"}, "supported"),
        ({"dollars": 900000, "award": "a1", "compare": "at most"}, "contradicted"),
        ({"dollars": 5, "award": "a3"}, "undetermined"),
        ({"dollars": 1500000, "party": "chicago-il", "compare": "at least"}, "supported"),
        ({"dollars": 9000000, "party": "chicago-il", "compare": "at least"}, "undetermined"),
        ({"dollars": 1500000, "party": "chicago-il"}, "undetermined"),  # it may hold others
        ({"dollars": 1000000, "party": "chicago-il"}, "contradicted"),  # more than that is on record
        ({"dollars": 500000, "party": "chicago-il", "program": "16.738", "fiscal_year": 2017, "compare": "at most"}, "undetermined"),
        ({"dollars": 1, "party": "il"}, "undetermined"),
        # statement against statement
        ({"statement": "mayor"}, "supported"),
        ({"statement": "mayor", "says": "answered every letter"}, "supported"),
        ({"statement": "mayor", "says": "refused"}, "undetermined"),
        ({"statement": "mayor", "claim": {"conduct": "answer-demand", "party": "chicago-il"}}, "supported"),
        ({"statement": "governor", "claim": {"conduct": "answer-demand", "party": "chicago-il"}}, "contradicted"),
        ({"statement": "mayor", "claim": {"conduct": "answer-demand", "party": "il"}}, "undetermined"),
        ({"statement": "mayor", "after": "2017-12-04"}, "supported"),
        ({"statement": "mayor", "after": "2017-12-05"}, "contradicted"),
        ({"statement": "mayor", "before": "2017-12-05"}, "contradicted"),
        ({"statement": "mayor", "before": "2017-12-06"}, "supported"),
        # quotations
        ({"quotation": "transcript", "words": "we are reviewing what avenues might be available"}, "supported"),
        ({"quotation": "transcript", "words": "I know of no such case."}, "supported"),
        ({"quotation": "transcript", "words": "reviewing what avenues may be available"}, "partly"),
        ({"quotation": "transcript", "words": "charges are on their way to every mayor"}, "undetermined"),
        ({"quotation": "s", "words": "anything"}, "undetermined"),
        # several
        ([{"demand": "letters", "recipients": 3}, {"conduct": "answer-demand", "party": "il"}], "partly"),
        ([{"demand": "letters", "recipients": 3}, {"conduct": "answer-demand", "party": "cook-county-il"}], "undetermined"),
        ([{"demand": "letters", "recipients": 3}, {**MUST_HELP, "aside": "yes"}], "supported"),
    ],
)  # fmt: skip
def test_a_claim_of_each_kind(said, proposition, verdict):
    found = said(proposition)
    assert found.verdict == verdict
    assert found.reason.endswith(".")
    assert statement_json(found)["reason"] == found.reason


@pytest.mark.parametrize(
    ("claim", "first", "last", "verdict"),
    [
        (HELD, "2017-02-01", "2017-04-24", "supported"),
        (HELD, "2017-02-01", "2017-12-31", "undetermined"),  # enjoined for everyone in November
        (HELD, "2017-11-21", "2017-12-31", "contradicted"),
        ({**HELD, "on": "2017-02-01"}, "2018-01-24", "2018-01-24", "supported"),  # a fixed day of the past
        ({**HELD, "on": "2017-02-01"}, "2018-01-01", "2018-12-31", "supported"),
        (
            {**HELD, "on": "2017-02-01"},
            "2017-01-01",
            "2017-12-31",
            "undetermined",
        ),  # one of the days on which it was said
        ({**HELD, "on": "2017-02-01", "fixed": "yes"}, "2017-01-01", "2017-12-31", "supported"),
        ({"demand": "letters"}, "2017-11-01", "2017-11-14", "contradicted"),
        ({"demand": "letters"}, "2017-11-01", "2017-11-30", "undetermined"),
        ({"demand": "letters", "on": "2017-11-20", "fixed": "yes"}, "2017-11-01", "2017-11-30", "supported"),
        ({"conduct": "answer-demand", "party": "chicago-il"}, "2017-11-20", "2017-12-20", "undetermined"),
        ({"demand": "days", "due": "2025-04-20"}, "2025-03-30", "2025-03-30", "contradicted"),
        ({"demand": "days", "due": "2025-04-21"}, "2025-03-30", "2025-03-30", "undetermined"),  # or the 22nd
        ({"demand": "days", "due": "2025-04-22"}, "2025-03-30", "2025-03-30", "undetermined"),
    ],
)
def test_a_fixed_day_and_the_day_it_was_said(said, claim, first, last, verdict):
    assert said(claim, first, last).verdict == verdict


def test_a_statement_of_no_day_leaves_a_claim_of_that_day_open(said):
    found = said(HELD, first=None, last=None, said_first=None, said_last=None)
    assert found.verdict == "undetermined"
    assert "not known when it was said" in found.reason


def test_in_hindsight_what_was_decided_later_is_known(said):
    claim = {"norm": "8-usc-1373/a", "party": "chicago-il", "on": "2018-07-01", "status": ["void"]}
    plain, hindsight = said(claim, "2021-06-01"), said({**claim, "hindsight": "yes"}, "2021-06-01")
    assert {p.known_at for p in plain.positions} == {dt.date(2018, 7, 1)}
    assert {p.known_at for p in hindsight.positions} == {dt.date(2021, 6, 1)}
    assert {p.as_of for p in hindsight.positions} == {dt.date(2018, 7, 1)}


def test_a_conditional_claim_is_asked_under_its_supposition(said):
    claim = {
        "norm": "us-const-spending/accepted-condition",
        "party": "chicago-il",
        "on": "when said",
        "status": "in_force",
    }
    taken = 'chicago-il accepted an award of "20.205" for 2017 on 2017-10-01'
    limits = "; ".join(
        f"{name} is {value}"
        for name, value in {
            "conditions-serve-general-welfare": "yes", "conditions-stated-clearly": "yes",
            "conditions-known-beforehand": "yes", "conditions-related": "yes", "conditions-break-constitution": "no",
            "conditions-coercive": "no", "conditions-authorized": "yes",
        }.items()
    )  # fmt: skip
    assert said({**claim, "suppose": taken}).verdict == "undetermined"
    bound = said({**claim, "suppose": f"{taken}; {limits}"})
    assert bound.verdict == "supported"
    assert all((p.award or "").startswith("supposed") for p in bound.positions)  # not the awards of record


def test_a_supposition_that_is_no_fact_names_the_statement(said):
    with pytest.raises(Refused, match="the statement `one` cannot be checked"):
        said({**HELD, "suppose": "chicago-il shall dance"})


def test_what_is_found_of_all_of_a_class_is_told_once(said):
    found = said({**NO_COMMAND, "every": "county within nv"})
    assert found.reason.count("us-const-amend-10/no-command") == 1
    assert "more" in found.reason


def test_who_speaks_of_every_state_does_not_speak_of_its_offices(said):
    one = said({**NO_COMMAND, "every": "state within il"})
    offices = said({**NO_COMMAND, "every": "office within il"})
    assert {p.party for p in one.positions} == {"il"}
    assert "governor-il" in {p.party for p in offices.positions}


def test_a_class_of_too_many_or_of_nobody_is_refused(said):
    for words in ("city", "tribe within de"):
        with pytest.raises(Refused, match="means"):
            said({**NO_COMMAND, "every": words})


def test_a_correction_is_told_where_the_older_row_counted(law):
    found = check_statements(Question(law, load_record([CASES / "record"], law), TODAY, TODAY))
    early = next(c for c in found if c.statement.id == "e4-corrected-early")
    assert "as known then; corrected on 2025-09-01" in early.reason


def test_a_corrected_statement_stands_once(law, tmp_path):
    (tmp_path / "record.yaml").write_text("title: t\n")
    (tmp_path / "sources.yaml").write_text("- {id: s, title: S}\n")
    (tmp_path / "statements.yaml").write_text(
        "- {id: x, speaker: A, reported: first, source: s, row: r1, recorded: 2025-01-01}\n"
        "- {id: x, speaker: A, reported: second, source: s, row: r2, supersedes: r1, recorded: 2025-02-01}\n"
    )
    record = load_record([tmp_path], law)

    def words(day: str) -> list[str | None]:
        on = dt.date.fromisoformat(day)
        return [c.statement.reported for c in check_statements(Question(law, record, on, on))]

    assert words("2025-01-15") == ["first"]
    assert words("2025-02-01") == ["second"]


def test_the_words_that_differ_are_shown_both_ways():
    assert differences("what avenues may be available", WORDS) == (("may", "might"),)
    assert differences("we are reviewing avenues might be available", WORDS) == (("", "what"),)
    assert differences("“I know of no such  CASE”", WORDS) == ()
    assert differences("complied with smuggling", "they are complicit in smuggling") is None
    long = f"{'Other words stand here. ' * 4000}{WORDS}{' And here too.' * 4000}"
    assert differences("what avenues may be available", long) == (("may", "might"),)


@pytest.mark.parametrize(
    ("proposition", "fault"),
    [
        ("{demand: gone}", "No demand in this record is named `gone`."),
        ("{statement: gone}", "No statement in this record is named `gone`."),
        ("{quotation: gone}", "No source in this record is named `gone`."),
        (
            "{norm: eo-13768/9a, party: chicago-il, on: whenever, status: in_force}",
            "`on` is a date; `whenever` is not.",
        ),
        ("{conduct: answer-demand, every: citty within ca}", "`citty"),
        ("{conduct: answer-demand, every: city within zz}", "`zz` is neither a government nor a court."),
        ("{conduct: answer-demand, every: city within ca, party: il}", "names both `party` and `every`"),
        ("{dollars: many}", "`dollars` is an amount of dollars; `many` is not."),
        ("{dollars: 5, compare: about}", "`compare` is never `about`."),
        ("{conduct: answer-demand}", "This check of a conduct lacks `party`."),
        ("{statement: x, claim: {conduct: nothing, party: il}}", "No act is named `nothing`."),
        ("{demand: x, nott: yes}", "A check of a demand has no key `nott`."),
    ],
)
def test_a_claim_that_says_nothing_of_law_or_record_is_refused(law, tmp_path, proposition, fault):
    (tmp_path / "record.yaml").write_text("title: t\n")
    (tmp_path / "sources.yaml").write_text("- {id: s, title: S}\n")
    (tmp_path / "statements.yaml").write_text(
        f"- id: x\n  speaker: A\n  reported: w\n  source: s\n  proposition: {proposition}\n"
    )
    with pytest.raises(Faults) as refused:
        load_record([tmp_path], law)
    assert any(fault in one.sentence for one in refused.value.faults), [f.sentence for f in refused.value.faults]


@pytest.mark.parametrize("format", ["csv", "yaml"])
def test_claims_are_written_and_read_as_they_were(said, law, tmp_path, format):
    said([
        {"statement": "mayor", "claim": {"conduct": "answer-demand", "party": "chicago-il", "not": "yes"}},
        {**NO_COMMAND, "party": ["chicago-il", "il"], "suppose": "attached", "aside": "yes"},
        {"dollars": 1500000, "party": "chicago-il", "compare": "at least"},
    ])  # fmt: skip
    record = load_record([tmp_path], law)
    write_record(record, tmp_path / "written", format)
    assert load_record([tmp_path / "written"], law) == record
