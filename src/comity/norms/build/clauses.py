"""Which clauses each statement may have, how often, and which it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.text import tree as t
from comity.text.grammar import VERB_WORDS as VERBS
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.norms.build.scope import Scope

MODALITIES = tuple(modality.value for modality in Modality)
_TIME = ("when", "unless", "from", "until")
_SEEN = ("last_seen", "appeal")
_DECISION = ("cites", "court", "decided", "for", *_TIME, "mandate", "because", *_SEEN)
CLAUSES: dict[str, frozenset[str]] = {
    "act": frozenset({"enlists", "kind of", "excludes"}),
    "define": frozenset({"of", "is", "when", "lists"}),
    "norm": frozenset(
        {
            "cites",
            "binds",
            *MODALITIES,
            *_TIME,
            "by",
            "judged by",
            "breach",
            "continues",
            "replaces",
            "repeals",
            "because",
        }
    ),
    "part": frozenset({"cites", *MODALITIES, *_TIME, "by", "judged by", "breach", "because"}),
    "terms": frozenset({"cites", "carries", "attaches when", "from", "until", "replaces", "because"}),
    "order": frozenset(
        {
            *(
                *_DECISION,
                "restrains",
                "bars",
                "orders",
                "blocks",
                "postpones",
                "stays",
                "voids",
                "upholds",
                "reverses",
            ),
            *("replaces", "extends", "declines", "dismisses", "remands", "reviews"),
        }
    ),
    "holding": frozenset({*_DECISION, "in", "construes", "voids", "upholds", "reverses", "stays"}),
    "notice": frozenset(
        {"cites", "decided", "waives", "repeals", "replaces", "reverses", "for", *_TIME, "because", *_SEEN}
    ),
    "doctrine": frozenset({"cites", "decided", "displaces", "for", *_TIME, "because"}),
    "case": frozenset({"for", "given", "on"}),
}
REPEATABLE = frozenset({*VERBS, "breach", "orders", "construes", "excludes", "given", "on", "kind of"})
# On what each verb acts: on norms, on other acts on norms, or on either.
ON_NORMS = frozenset({"blocks", "postpones", "voids", "upholds", "waives"})
# What is told of norms and of other acts, and does nothing to them: a stay denied, a petition dismissed, certiorari granted.
NOTED = ("declines", "dismisses", "remands", "reviews")
ON_EITHER = frozenset({"displaces", "repeals", "replaces", *NOTED})
ONLY = frozenset({"stays", "reverses", "displaces", "extends"})  # what may be done to an act only for some
ON_ORDERS = frozenset({"stays", "reverses", "displaces"})  # in `every order where ...`


def _behind_parties(clause: t.Clause, clauses: tuple[t.Clause, ...]) -> str | None:
    """What stands after an `in` on a line that names parties."""
    named = [one for one in clauses if isinstance(one.value, t.PartySet) and one.place.line == clause.place.line]
    there = bool(named) and named[0].place.column < clause.place.column
    return clause.value.text if there and isinstance(clause.value, t.Name) else None


def check_clauses(s: t.Statement, scope: Scope) -> None:
    """Report clauses that do not belong in their statement, and those that occur twice."""
    first: dict[str, t.Clause] = {}
    if s.restraining is not None and s.kind != "order":
        scope.fault(s.place, f"Only an order is `{s.restraining}`.", 'Write: order NAME "words" restraining.')
    for clause in s.clauses:
        word = "a modality" if clause.keyword in MODALITIES else clause.keyword
        if clause.keyword == "in" and (behind := _behind_parties(clause, s.clauses)):
            hint = f"Whom it reaches is `every ... within {behind}`; a clause `in` begins its own line."
            scope.fault(clause.place, "`in` stands behind parties, and would be a clause of its own.", hint)
        elif clause.keyword not in CLAUSES[s.kind]:
            homes = [kind for kind, words in CLAUSES.items() if clause.keyword in words]
            sentence = f"`{clause.keyword}` has no place in {with_article(s.kind)}."
            scope.fault(clause.place, sentence, f"It stands in: {', '.join(homes)}.")
        elif word in first and word == "a modality":
            scope.fault(clause.place, "One norm does one thing.", "Write a norm for each duty, power or immunity.")
        elif word in first and clause.keyword not in REPEATABLE:
            sentence = f"`{clause.keyword}` stands twice in one {s.kind}."
            scope.fault(clause.place, sentence, f"The first is in line {first[word].place.line}.")
        first.setdefault(word, clause)


def has(s: t.Statement, *keywords: str) -> bool:
    """Whether a statement has a clause with one of the keywords."""
    return any(clause.keyword in keywords for clause in s.clauses)


def lacks(s: t.Statement, scope: Scope, sentence: str, hint: str) -> None:
    """Report what a statement lacks, at its name; not if faulty clauses were left out, since they may be the missing ones."""
    if s.whole:
        scope.fault(s.name.place if s.name else s.place, sentence, hint)


def with_article(word: str) -> str:
    """A word with its indefinite article.

    >>> with_article("order"), with_article("norm"), with_article("yes or no")
    ('an order', 'a norm', 'yes or no')
    """
    if word == "yes or no":
        return word
    if word == "terms":
        return "a set of terms"
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
