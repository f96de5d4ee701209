"""Explain faults of syntax in sentences: what was found, what was expected, the nearest word."""

from __future__ import annotations

import difflib
import re
from typing import Any, cast

from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from comity.text.grammar import CLAUSE_WORDS, VERB_WORDS, NoSuchDay, TooDeep
from comity.text.near_misses import near_miss
from comity.text.nearest_parties import nearest_parties

# What a word of the grammar is called in a sentence.
NAMED = {
    "NAME": "a name",
    "STRING": "words in quotation marks",
    "DATE": "a date like 2018-01-24",
    "NUMBER": "a number",
    "TIME": "an hour like 17:00",
    "MONEY": "an amount like $1,000",
    "PATH": "an attribute like award.program",
    "HEAD": "the kind of statement",
    "VERB": "a verb like `blocks`",
    "WHAT": "`norm` or `order`",
    "SUBJECT": "`party`, `award`, `demand` or `order`",
    "APPEALED": "`pending`, `none` or `final`",
    "NOTICED": "`notice`",
    "CHANGED": "`stayed`, `reversed` or `expired`",
    "RESCOPED": "`narrowed` or `widened`",
    "BARRED": "`impose`, `enforce`, `withhold` or `terminate`",
    "TIER": "`any` or `first`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "COMMA": "a comma",
    "$END": "the end of the statement",
}
# Words that a lawyer would try first, and what the language has in their place.
LEGAL_WORDS = {
    "enjoins": "An order that forbids enforcement `blocks` norms.",
    "prohibits": "A norm says `must not`; an order that forbids enforcement `blocks` norms.",
    "suspends": "An order `stays` another act; a postponed effective date is `postpones`.",
    "vacates": "An order that sets a rule aside `voids` it; one that undoes another order `reverses` it.",
    "invalidates": "A court `voids` a norm.",
    "strikes": "A court `voids` a norm; a part of it has a name of its own (`part`).",
    "affirms": "A court `upholds` a norm; an order that is affirmed simply stands.",
    "denies": "What was denied changes nothing: `declines` ORDER.",
    "grants": "Say what it does: an injunction `blocks`, a stay `stays`; certiorari granted is `reviews`.",
    "overrules": "A later holding `reverses` the earlier one.",
    "dissolves": "An order that ends another `reverses` it.",
    "modifies": "An order `replaces` the one it narrows or widens, or acts on a part of it: `reverses pi as to NORM`.",
    "narrows": "An order `replaces` the one it narrows, or acts on a part of it: `stays pi as to NORM`.",
    "limits": "An order acts on a part of another: `stays pi as to NORM`, or for some: `for everyone except ...`.",
    "clarifies": "A later order `replaces` the earlier one.",
    "preempts": "A higher norm `displaces` others, in a `doctrine`.",
    "supersedes": "A later norm or order `replaces` the earlier one.",
    "rescinds": "A later text `repeals` the norm.",
    "revokes": "A later text `repeals` the norm; a notice revoked is `reverses`.",
    "amends": "A later norm `replaces` or `continues` the earlier one.",
    "requires": "A norm says `must`; what an order commands is `orders PARTY must ACT`.",
    "due": "The day by which a duty is due is `by`.",
    "no": "The day by which a duty is due is `by`: by 2021-12-06.",
    "within": "The day by which a duty is due is `by`: by 7 days after ACT.",
    "where": "A condition is `when`; what is left to somebody's judgment is `judged by`.",
    "if": "A condition is `when`.",
    "incompatible": "An act `excludes` another.",
    "carry": "Did you mean `carries`?",
    "last": "Did you mean `last_seen`?",
    "commands": "What an order commands is `orders PARTY must ACT within 7 days`.",
    "mandates": "What an order commands is `orders PARTY must ACT within 7 days`.",
    "partially": "An act on a part of another names the norms: `stays pi as to NORM`.",
    "delays": "A postponed effective date is `postpones`; an order that is suspended is stayed: `stays`.",
    "defers": "A postponed effective date is `postpones`; an order that is suspended is stayed: `stays`.",
    "lifts": "An order that lifts a stay `reverses` it.",
    "reinstates": "An order that undoes a stay or a reversal `reverses` it; what it had undone is in force again.",
    "denied": "What was denied changes nothing: `declines` ORDER.",
    "directs": "What an order commands is `orders PARTY must ACT within 7 days`.",
    "applies": "A norm `binds` parties; an order is `for` parties.",
    "protects": "The parties whom an order reaches stand after `for`.",
    "covers": "The parties whom an order reaches stand after `for`.",
    "effective": "The first day is `from`.",
    "expires": "The last day is told by `until`, the first day on which it no longer holds.",
    "holds": "A holding `voids`, `upholds` or `construes` a norm.",
    "interprets": 'A holding `construes` a norm: construes NORM as "...".',
    "unlawful": "A court `voids` a norm.",
    "plaintiffs": 'Name a list: define plaintiffs "..." with `lists`; an order is `for plaintiffs`.',
}
_WORD = re.compile(r'"[^"]*"?|[\w\-/.$]+(?:,[0-9][\w.]*)*|.')
_LAST_WORD = re.compile(r"([a-z]+)\s+$")
_LEADING = ("every", "perhaps", "everyone", "between")
_TYPOGRAPHIC = "“”„‘’«»"


def explain(error: UnexpectedInput, body: list[str]) -> tuple[tuple[int, int, int], str, str]:
    """Put a fault of syntax in words.

    Types: `body` is the lines of the statement. Returns line (from 1, within the statement), column and width of what
    is wrong, a sentence, and a hint (what was expected, or the nearest word), which may be empty.
    """
    if isinstance(error, NoSuchDay):
        place = (error.line, error.column, len(error.word))
        if error.word.endswith("days"):
            return place, f"{error.word} lead out of the calendar.", "Count at most a century: 36525 days."
        return place, f"The calendar has no day {error.word}.", "Write it as 2018-01-24: year, month, day."
    if isinstance(error, TooDeep):
        hint = "Give a part of it a name of its own, with `define` and `when`."
        return (error.line, error.column, 1), "This stands within too many brackets.", hint
    expected = _expected(error)
    if _at_end(error) and (meant := near_miss(_code(body[-1]))) is not None:
        return _behind(body, len(body)), "The statement ends before it is complete.", meant
    if _at_end(error):
        return _behind(body, len(body)), "The statement ends before it is complete.", _expectation(expected)
    line, column = max(error.line, 1), max(error.column, 1)
    text = body[line - 1] if line <= len(body) else ""
    found = _WORD.match(text, column - 1)
    shown = found.group() if found else ""
    place = (line, column, max(1, len(shown)))
    if shown.startswith('"') and (len(shown) == 1 or not shown.endswith('"')):
        place = (line, column, len(text) - column + 1)
        return place, "These words are never closed.", "Close them with a quotation mark on the same line."
    if shown and shown in _TYPOGRAPHIC:
        return place, f"`{shown}` is not a quotation mark here.", 'Use straight quotation marks, like "16.738".'
    if shown.startswith("$"):
        return place, f"`{shown}` is not an amount.", "Write it as $50,000 or $1,250.50."
    if (parties := nearest_parties(_code(text))) is not None:
        return place, f"`{shown}` is not expected here.", f"Write: {parties}."
    if (meant := near_miss(_code(text))) is not None:
        return place, f"`{shown}` is not expected here.", meant
    begins_line = line > 1 and not text[: column - 1].strip()
    starts_clause = _clause_may_start(expected)
    if begins_line and shown in CLAUSE_WORDS and not starts_clause:
        return _behind(body, line - 1), "This clause is not complete.", _expectation(expected)
    before = _LAST_WORD.search(text[: column - 1])
    if (
        before
        and before[1] not in _LEADING
        and (meant := difflib.get_close_matches(before[1], _LEADING, n=1, cutoff=0.75))
    ):
        # A misspelt `every` or `between` was taken for a name, so that the word behind it is the first that does not fit.
        place = (line, before.start(1) + 1, len(before[1]))
        return place, f"`{before[1]}` is not expected here.", f"Did you mean `{meant[0]}`?"
    near = _nearest(shown, expected)
    hint = f"Did you mean `{near}`?" if near else _expectation(expected)
    if begins_line and starts_clause and shown.isidentifier():
        none = hint if near else "docs/language.md has a heading for each clause there is."
        return place, f"There is no clause `{shown}`.", LEGAL_WORDS.get(shown, none)
    if not near and "NAME" in expected and re.search(r"[A-Z_]", shown):
        hint = "A name has small letters, digits and hyphens, like `chicago-il` or `jag-fy2017/notice`."
    return place, f"`{shown}` is not expected here.", hint


def _at_end(error: UnexpectedInput) -> bool:
    if isinstance(error, UnexpectedToken):
        return str(cast(Any, error).token.type) == "$END"
    return isinstance(error, UnexpectedEOF)


def _behind(body: list[str], last: int) -> tuple[int, int, int]:
    """The place behind the last word of the first `last` lines."""
    line = max((i for i, text in enumerate(body[:last], 1) if _code(text).strip()), default=1)
    return line, len(_code(body[line - 1]).rstrip()) + 1, 1


def _code(line: str) -> str:
    """A line without the comment at its end."""
    found = re.match(r'(?:[^"#]|"[^"]*"?)*', line)
    return found.group() if found else line


def _expected(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(cast(Any, error).accepts or error.expected or ())
    if isinstance(error, UnexpectedCharacters):
        return set(cast("set[str]", error.allowed or ()))
    return set()


def _clause_may_start(expected: set[str]) -> bool:
    return {"BINDS", "CITES", "BECAUSE"} <= expected


def _nearest(shown: str, expected: set[str]) -> str | None:
    words = [name.lower() for name in sorted(expected) if name not in NAMED]
    if "VERB" in expected:
        words += VERB_WORDS
    close = difflib.get_close_matches(shown.lower(), words, n=1, cutoff=0.7)
    return close[0] if close and close[0] != shown else None


def _expectation(expected: set[str]) -> str:
    """What was expected, in a sentence; all the words that begin a clause count as one."""
    options: list[str] = []
    clauses = {word.upper() for word in CLAUSE_WORDS} | {"VERB"} if _clause_may_start(expected) else set[str]()
    options += [NAMED[name] for name in sorted(expected) if name in NAMED and name not in clauses | {"$END"}]
    options += [f"`{name.lower()}`" for name in sorted(expected) if name not in NAMED and name not in clauses]
    options += ["the next clause"] if clauses else []
    options += [NAMED["$END"]] if "$END" in expected else []
    if not options:
        return ""
    return "Expected " + (", ".join(options[:-1]) + " or " if options[1:] else "") + options[-1] + "."
