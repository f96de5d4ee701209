"""Statements -> nodes: what words mean, and where each of them stands."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from importlib.resources import files

import pytest
from lark.exceptions import UnexpectedInput

from comity.text import tree as t
from comity.text.grammar import NoSuchDay
from comity.text.parse import parse_expression, parse_given, parse_statement

OFFERED = t.Compare("award.stage", "is", (t.Name("offered"),))
A, B, C = (t.Question(t.Name(name)) for name in ("a", "b", "c"))


def value(clause: str) -> t.ClauseValue:
    return parse_statement(f"norm x\n  {clause}", "x.md").clauses[0].value


@pytest.mark.parametrize(
    ("text", "expr"),
    [
        ("a and b or c", t.Or((t.And((A, B)), C))),
        ("a or b and c", t.Or((A, t.And((B, C))))),
        ("(a or b) and c", t.And((t.Or((A, B)), C))),
        ("not a and b", t.And((t.Not(A), B))),
        ("not (a and b)", t.Not(t.And((A, B)))),
        ("not not a", t.Not(t.Not(A))),
        ("((a))", A),
        ("a and b and c", t.And((A, B, C))),
        ("a and (b and c)", t.And((A, t.And((B, C))))),
        ("award.fiscal_year is one of 2017, 2018 and a", t.And((t.Compare("award.fiscal_year", "is one of", (2017, 2018)), A))),
        ("award.amount is one of $5,000, $6,000.50", t.Compare("award.amount", "is one of", (Decimal(5000), Decimal("6000.50")))),
        ("award.stage is offered or award.accepted is known", t.Or((OFFERED, t.Compare("award.accepted", "is known", ())))),
        ("award.stage is not offered", t.Compare("award.stage", "is not", (t.Name("offered"),))),
        ("party is a local government", t.OfKind(t.Name("local government"))),
        ("party is an agency", t.OfKind(t.Name("agency"))),
        ("party is within or or party is within in", t.Or((t.Within(t.Name("or")), t.Within(t.Name("in"))))),
        ("illinois-v-fema/judgment is in force", t.InForce(t.Name("illinois-v-fema/judgment"))),
        ("norm.enlists is yes", t.Compare("norm.enlists", "is", (True,))),
    ],
)  # fmt: skip
def test_expressions(text: str, expr: t.Expr) -> None:
    assert parse_expression(text) == expr


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("from between 2018-05-31 and 2018-09-30", t.Between(dt.date(2018, 5, 31), dt.date(2018, 9, 30))),
        ("until 45 days after award.offered", t.Attribute("award.offered", 45)),
        ("until revoked", t.Revoked()),
        ("because \"a  'reason'\t# kept\"", "a 'reason' # kept"),
        ("for in, or, ca", t.PartySet(tuple(t.Named(t.Name(n)) for n in ("in", "or", "ca")))),
        (
            "for every state or local government within ca except oakland-ca since 2018-01-01 before 2019-01-01",
            t.PartySet(
                (t.Every(t.Name("state or local government"), t.Name("ca")),),
                (t.Named(t.Name("oakland-ca"), dt.date(2018, 1, 1), dt.date(2019, 1, 1)),),
            ),
        ),
        (
            'for everyone except perhaps every city within ri because "unclear", ca',
            t.PartySet(
                (t.Everyone(),),
                (t.Perhaps(t.Every(t.Name("city"), t.Name("ri")), "unclear"), t.Named(t.Name("ca"))),
            ),
        ),
        ("blocks 1373, jag-fy2017/notice", t.Targets((t.Name("1373"), t.Name("jag-fy2017/notice")))),
        ("must not let-in", t.Duty("must not", t.Name("let-in"))),
        ("cannot be required to let-in toward us", t.Duty("cannot be required to", t.Name("let-in"), t.PartySet((t.Named(t.Name("us")),)))),
    ],
)  # fmt: skip
def test_clauses(clause: str, expected: t.ClauseValue) -> None:
    assert value(clause) == expected


def test_a_keyword_is_a_whole_word() -> None:
    """`fortune-il` is not `for tune-il`, and `mustard` no duty."""
    assert value("binds fortune-il, mustard, notice, order") == t.PartySet(
        tuple(t.Named(t.Name(name)) for name in ("fortune-il", "mustard", "notice", "order"))
    )
    for glued in ("bindsca", "fromm 2018-01-01", "binds must let-in"):
        with pytest.raises(UnexpectedInput):
            value(glued)


def test_a_day_that_the_calendar_lacks() -> None:
    with pytest.raises(NoSuchDay) as fault:
        parse_statement("order pi\n  decided  2018-02-30", "x.md")
    assert (fault.value.line, fault.value.column, fault.value.word) == (2, 12, "2018-02-30")


@pytest.mark.parametrize("number", ["$1,00", "$1,0000", "$12.5", "$" + "1" * 5000])
def test_dollars_have_a_form_and_an_end(number: str) -> None:
    with pytest.raises(UnexpectedInput):
        value(f"when award.amount is {number}")


def test_places() -> None:
    text = 'norm x\n  cites  "8 U.S.C. 1373",\n         "8 U.S.C. 1644"\n  must not  let-in\n  when  award.amount is at least $5\n'
    s = parse_statement(text, "x.md", line=11)
    assert s.name is not None
    assert [(p.line, p.column, p.width) for p in (s.place, s.name.place)] == [(11, 1, 4), (11, 6, 1)]
    cites, duty, when = s.clauses
    assert [(p.line, p.column, p.width) for p in (cites.place, *cites.places)] == [
        (12, 3, 5),
        (12, 10, 15),
        (13, 10, 15),
    ]
    assert [(p.line, p.column, p.width) for p in (duty.place, duty.value_place)] == [(14, 3, 8), (14, 13, 6)]
    assert isinstance(when.value, t.Compare)
    assert [(p.line, p.column, p.width) for p in when.value.places] == [(15, 34, 2)]


def test_suppositions() -> None:
    found = parse_given('chicago-il accepted an award of "16.738" for 2017 on 2017-10-01; attached; without a/b')
    award, attached, without = found
    assert isinstance(award, t.GivenAward)
    assert award.on == dt.date(2017, 10, 1)
    assert (attached, without) == (t.GivenAttached(), t.GivenWithout(t.Name("a/b")))


def test_the_grammar_fits_a_page() -> None:
    lines = (files("comity.text") / "grammar.lark").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 140  # one page of small print
    assert max(len(line) for line in lines) <= 131
