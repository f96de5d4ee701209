"""Hypothesis strategies for every node of the syntax tree: what may be written, whether or not it makes sense as law."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from comity.norms.build.clauses import CLAUSES
from comity.text import tree as t
from comity.text.grammar import CLAUSE_WORDS, RESERVED, STATEMENT_WORDS, VERB_WORDS, grammar
from comity.text.parse import MODALITIES, STATUSES
from comity.text.phrases import MOST_DAYS

KEYWORDS = {terminal.name.lower() for terminal in grammar().terminals} | RESERVED | CLAUSE_WORDS | {*STATEMENT_WORDS}
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters='"')

words = st.text(LETTERS, max_size=60).map(lambda text: " ".join(text.split()))
comments = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40).map(
    lambda text: f"# {text}".strip()
)
# Names that are easily taken for something else: states called `in` and `or`, beginnings of keywords, numbers within.
NAMES = (
    *("ca", "in", "or", "chicago-il", "fortune-il", "mustard", "from-1-to-2", "a", "b1", "jag-fy2017/notice", "x/1373"),
    *(
        "2-cfr-200-340/a",
        "notice",
        "holding",
        "stay",
        "blocks-no-one",
        "not-so",
        "partys",
        "awards/of",
        "everyone-else",
    ),
)
names = st.sampled_from([name for name in NAMES if name not in KEYWORDS or name in ("in", "or")]).map(t.Name)
days = st.dates(dt.date(1787, 1, 1), dt.date(2199, 12, 31))
maybe_day = st.none() | days
paths = st.sampled_from(["award.program", "award.fiscal_year", "party.size", "demand.due", "norm.level", "awrd.x"])
numbers = st.integers(0, 999_999_999)
money = st.decimals(0, 10**9, places=2) | st.integers(0, 10**12).map(Decimal)


def several(part: st.SearchStrategy, least: int = 1, most: int = 4) -> st.SearchStrategy:
    return st.lists(part, min_size=least, max_size=most).map(tuple)


dates = st.one_of(
    st.builds(t.Day, days, st.sampled_from([None, None, "09:00", "23:59"])),
    st.builds(t.Between, days, days),
    days.map(t.After),
    days.map(t.Before),
    st.sampled_from([t.Unknown(), t.Start(), t.Revoked(), t.Presumed()]),
    st.builds(t.Attribute, paths, st.integers(0, MOST_DAYS)),
    st.builds(t.Since, names),
    st.builds(
        t.Since, names, st.integers(1, 99), st.sampled_from(["days", "business days", "months", "years"]), st.booleans()
    ),
)

# ---- parties
kinds = st.one_of(st.sampled_from([t.Name("state"), t.Name("local government")]), names)
classes = kinds | st.just(t.Name("state or local government"))
items = st.recursive(
    st.one_of(
        st.builds(t.Named, names, maybe_day, maybe_day),
        st.builds(t.Role, paths),
        st.just(t.Everyone()),
        st.builds(t.Every, classes, st.none() | names),
        st.builds(t.Members, names, maybe_day),
        st.builds(t.Subrecipients, names, st.sampled_from([None, "any", "first"])),
    ),
    lambda inner: st.builds(t.Perhaps, inner, words, several(inner, 0, 2)),
    max_leaves=2,
)
parties = st.builds(t.PartySet, several(items), several(items, 0, 2))

# ---- expressions
values = st.one_of(words, numbers, money, days, st.booleans(), names)
atoms = st.one_of(
    st.builds(
        t.Compare,
        paths,
        st.sampled_from(["is", "is not", "is at least", "is at most", "is before", "is after"]),
        several(values, 1, 1),
    ),
    st.builds(t.Compare, paths, st.just("is one of"), several(values, 1, 6)),
    st.builds(t.Compare, paths, st.just("is known"), st.just(())),
    st.builds(t.OfKind, kinds),
    st.builds(t.Within, names),
    st.builds(t.MemberOf, names),
    st.builds(t.Does, names),
    st.builds(t.Carries, names),
    st.builds(t.Question, names),
    st.builds(t.InForce, names, st.none() | names),
)
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(t.And, several(inner, 2, 4)), st.builds(t.Or, several(inner, 2, 4)), st.builds(t.Not, inner)
    ),
    max_leaves=12,
)

# ---- clauses
facts = st.one_of(
    st.builds(
        t.GivenAward,
        names,
        st.sampled_from(["accepted", "offered"]),
        words,
        numbers,
        st.none() | money,
        st.none() | names,
        st.none() | several(names, 1, 3),
        maybe_day,
    ),
    st.builds(t.GivenMember, names, names, st.booleans()),
    st.builds(t.GivenValue, names, st.none(), values, words),
    st.builds(t.GivenCarries, st.none() | words, names, st.booleans()),
    st.builds(t.GivenOrder, names, st.sampled_from(["stayed", "reversed", "expired", "final", "extended"]), days),
    st.builds(t.GivenOrder, names, st.sampled_from(["narrowed", "widened"]), days, parties),
    st.builds(t.GivenConduct, names, names, st.booleans(), maybe_day),
    st.builds(t.GivenValue, names, st.none() | names, values),
    st.builds(t.GivenAttribute, paths, values, st.none() | words),
    st.builds(t.GivenAttached, st.none() | names),
    st.builds(t.GivenDay, st.sampled_from(["day", "first day", "end", "mandate"]), names, days),
    st.builds(
        t.GivenMeant, names, words | st.builds(t.Every, classes) | st.builds(t.Subrecipients, names), st.booleans()
    ),
    st.builds(t.GivenSubaward, st.none() | words, names, st.booleans()),
    st.builds(t.GivenLater, names, names),
    st.builds(t.GivenWithin, names, names, st.booleans()),
    st.builds(t.GivenWithout, names),
)
expects = st.builds(
    t.Expect,
    days,
    st.none() | names,
    maybe_day,
    names,
    st.none() | names,
    st.sampled_from(sorted(STATUSES.values())),
    st.none() | names,
    st.booleans(),
)
targets = st.builds(
    t.Targets, several(names), several(names, 0, 2), st.none() | parties, st.none() | expressions
) | st.builds(t.Selector, st.sampled_from(["norm", "order"]), expressions)
breaches = st.builds(
    t.Breach, names | st.builds(t.Role, paths), st.sampled_from(sorted(MODALITIES.values())), names, st.none() | paths
)


def _clause(keyword: str, value: st.SearchStrategy) -> st.SearchStrategy[t.Clause]:
    beside = st.just("") | comments
    return st.builds(t.Clause, st.just(keyword), value, comments=several(comments, 0, 2), beside=beside)


def _duty(modality: str) -> st.SearchStrategy[t.Duty]:
    return st.builds(t.Duty, st.just(modality), names, st.none() | parties)


commands = st.builds(
    lambda who, duty, within, by: t.Command(who, duty, within, None if within else by),
    parties,
    st.sampled_from(sorted(MODALITIES.values())).flatmap(_duty),
    st.none() | st.tuples(st.integers(1, 99), st.sampled_from(["days", "business days", "months", "years"])),
    st.none() | dates,
)
VALUES: dict[str, st.SearchStrategy] = {
    "enlists": st.none(),
    "kind of": names,
    "of": st.sampled_from(["party", "award", "demand", "order"]),
    "by": dates,
    "excludes": st.builds(t.Targets, several(names)),
    "construes": st.builds(t.Construction, names, words),
    "judged by": st.builds(t.Judgment, parties, words),
    "orders": commands,
    "is": st.sampled_from(["yes or no", "date", "number", "amount", "text", "feeling"]),
    "lists": st.builds(t.PartySet, several(items)),
    "binds": parties,
    **{modality: _duty(modality) for modality in MODALITIES.values()},
    **dict.fromkeys(("when", "unless"), expressions),
    **dict.fromkeys(("from", "until", "decided", "mandate"), dates),
    **dict.fromkeys(("continues", "in", "court"), names),
    **dict.fromkeys(VERB_WORDS, targets),
    **dict.fromkeys(("for", "restrains"), parties),
    "carries": st.builds(t.Targets, several(names)),
    "attaches when": expressions,
    "last_seen": st.builds(t.LastSeen, days, st.none() | words),
    "appeal": st.sampled_from(["pending", "none", "final"]),
    "bars": several(st.sampled_from(["impose", "enforce", "withhold", "terminate"])),
    "breach": breaches,
    "because": words,
    "cites": several(words),
    "given": facts,
    "on": expects,
}


def clauses(kind: str) -> st.SearchStrategy[tuple[t.Clause, ...]]:
    """Clauses that may stand in a statement of a kind, any of them, in any order, as often as it comes."""
    drawn = st.lists(st.one_of([_clause(keyword, VALUES[keyword]) for keyword in sorted(CLAUSES[kind])]), max_size=6)
    # A rule has `when`, a question `is`; after a bare name, `is` would be read as a part of the rule.
    return drawn.map(
        lambda found: tuple(c for c in found if kind != "define" or c.keyword != "when" or len(found) == 1)
    )


# ---- statements
def _statement(kind: str) -> st.SearchStrategy[t.Statement]:
    return st.builds(
        t.Statement,
        st.just(kind),
        st.none() if kind == "case" else names,
        words if kind == "case" else st.none() | words,
        clauses(kind),
        comments=several(comments, 0, 2),
        beside=st.just("") | comments,
        after=several(comments, 0, 2),
        restraining=st.none()
        if kind in ("case", "part")
        else st.sampled_from([None, None, "restraining", "restraining without notice"]),
        of=names if kind == "part" else st.none(),
    )


statements = st.sampled_from(STATEMENT_WORDS).flatmap(_statement)
blocks = st.builds(t.Block, several(statements, 1, 3), several(comments, 0, 2))


def without_comments(statement: t.Statement) -> t.Statement:
    """A statement as it is compared when comments do not matter."""
    bare = tuple(t.Clause(clause.keyword, clause.value) for clause in statement.clauses)
    return t.Statement(
        statement.kind, statement.name, statement.title, bare, restraining=statement.restraining, of=statement.of
    )
