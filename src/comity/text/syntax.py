"""Syntax faults in sentences: what was found, what was expected, the nearest word."""

from __future__ import annotations

import difflib
import re

from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

KINDS = {
    "NAME": "a name",
    "STRING": "words in quotation marks",
    "DATE": "a date like 2018-01-24",
    "NUMBER": "a number",
    "MONEY": "an amount like $1,000",
    "PATH": "an attribute like award.program",
    "HEAD": "the kind of statement",
    "VERB": "a verb like `blocks`",
    "WHAT": "`norm` or `order`",
    "SUBJECT": "`party`, `award` or `demand`",
    "CASE": "`case`",
    "CONTESTED": "`contested`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "COMMA": "a comma",
    "$END": "the end of the statement",
}
VERBS = "blocks voids upholds stays waives displaces repeals replaces reverses".split()


def explain(error: UnexpectedInput, body: list[str]) -> tuple[tuple[int, int, int], str, str]:
    """Line (from 1, within the statement), column and width of a syntax fault, a sentence, and a hint with the nearest word."""
    line, column = max(error.line, 1), max(error.column, 1)
    at_end = isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END")
    if at_end:
        line = max((i for i, text in enumerate(body, 1) if text.strip()), default=1)
        column = len(body[line - 1].rstrip()) + 1
        found, width = "the statement ends here", 1
    else:
        text = body[line - 1] if line <= len(body) else ""
        word = re.match(r'"[^"]*"?|[\w\-/.$]+|.', text[column - 1 :])
        shown = word.group() if word else ""
        found, width = f"`{shown}` is not expected here", max(1, len(shown))
        if shown.startswith('"') and not shown.endswith('"'):
            return (line, column, len(text) - column + 1), "These words are never closed.", "Close them with a quotation mark on the same line."
    expected = sorted(_expected(error))
    near = _nearest(body, line, column, width, expected)
    hint = f"Did you mean `{near}`?" if near else _expectation(expected)
    return (line, column, width), found[0].upper() + found[1:] + ".", hint


def _expected(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected or ())
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ())
    return set(getattr(error, "expected", ()) or ())


def _nearest(body: list[str], line: int, column: int, width: int, expected: list[str]) -> str | None:
    found = body[line - 1][column - 1 : column - 1 + width].lower() if line <= len(body) else ""
    words = [name.lower() for name in expected if name not in KINDS]
    if "VERB" in expected:
        words += VERBS
    close = difflib.get_close_matches(found, words, n=1, cutoff=0.7)
    return close[0] if close and close[0] != found else None


def _expectation(expected: list[str]) -> str:
    named = [KINDS[name] for name in expected if name in KINDS]
    words = [f"`{name.lower()}`" for name in expected if name not in KINDS]
    if len(words) > 8:
        words = ["a clause"]
    options = named + words
    if not options:
        return ""
    joined = options[0] if len(options) == 1 else ", ".join(options[:-1]) + " or " + options[-1]
    return f"Expected {joined}."
