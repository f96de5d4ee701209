"""The parser of one statement, built from grammar.lark; a quoted word there stands for a whole word."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lark import Lark
from lark.exceptions import UnexpectedInput
from lark.lexer import PatternRE, PatternStr, TerminalDef

from comity.text.parse_tables import kept_parser
from comity.vocabulary import Verb

STATEMENT_WORDS = ("act", "define", "norm", "part", "terms", "order", "holding", "notice", "doctrine", "case")
VERB_WORDS = tuple(verb.value for verb in Verb)
CLAUSE_WORDS = frozenset(
    (
        *("enlists", "kind", "of", "is", "lists", "binds", "must", "may", "cannot", "when", "unless", "from", "until"),
        *("breach", "continues", "for", "in", "restrains", "because", "cites", "court", "decided", "mandate"),
        *("carries", "attaches", "last_seen", "appeal", "bars", "given", "on", "by", "orders"),
        *("excludes", "construes", "judged"),
        *VERB_WORDS,
    )
)
# Words that are never names, so that a clause without its value does not swallow the next one. Not here: words that a
# government, a norm or a question may well be called by (`in` is Indiana, `or` Oregon).
RESERVED = frozenset(
    (CLAUSE_WORDS - {"in", "of", "is", "on", "kind"})
    | {"and", "not", "every", "everyone", "except", "expect", "perhaps", "toward"}
)
_BOUNDARY = r"(?![\w\-/.])"


class NoSuchDay(UnexpectedInput):
    """A word has the form of a date but the calendar has no such day. Raised like lark's own faults of syntax."""

    def __init__(self, word: str, line: int, column: int) -> None:
        super().__init__(word)
        self.word = word
        self.line = line
        self.column = column


class NotAFact(UnexpectedInput):
    """Behind a fact stands something that is none."""

    def __init__(self, word: str, line: int, column: int) -> None:
        super().__init__(word)
        self.word = word
        self.line = line
        self.column = column


class TooDeep(UnexpectedInput):
    """Brackets, or words like `not`, stand within one another deeper than anybody can read."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__("too deep")
        self.line = line
        self.column = column


@cache
def grammar() -> Lark:
    """Return the parser of one statement, built once from `grammar.lark`."""
    source = files("comity.text").joinpath("grammar.lark").read_text(encoding="utf-8")

    def make() -> Lark:
        return Lark(
            source, parser="lalr", propagate_positions=True, maybe_placeholders=True, edit_terminals=_as_whole_words
        )

    return kept_parser(source, make)


def _as_whole_words(terminal: TerminalDef) -> None:
    """Make a word match only where it does not begin a longer one, and keep reserved words from being names."""
    pattern = terminal.pattern
    if terminal.name == "NAME":
        reserved = "|".join(sorted(RESERVED))
        terminal.pattern = PatternRE(rf"(?!(?:{reserved}){_BOUNDARY}){pattern.value}")
    elif isinstance(pattern, PatternStr) and pattern.value.isidentifier():
        terminal.pattern = PatternRE(pattern.value + _BOUNDARY)
        terminal.priority = 1  # before NAME, which would match it too
    elif terminal.name in (
        "HEAD",
        "VERB",
        "WHAT",
        "SUBJECT",
        "APPEALED",
        "BARRED",
        "CHANGED",
        "RESCOPED",
        "TIER",
        "WHICH",
    ):
        terminal.pattern = PatternRE(f"(?:{pattern.value}){_BOUNDARY}")
        terminal.priority = 1
