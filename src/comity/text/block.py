"""Read one fenced block: find its statements, parse each, and keep comments with what they belong to."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lark.exceptions import UnexpectedInput

from comity.text import tree as t
from comity.text.faults import Fault, Place, fault_at
from comity.text.grammar import CLAUSE_WORDS, STATEMENT_WORDS
from comity.text.near_misses import LEGAL_KINDS
from comity.text.parse import merge_days, parse_statement
from comity.text.syntax import explain

_WORD = re.compile(r"[a-z]+(?:_[a-z]+)*(?![\w\-/.])")
_FIRST = re.compile(r"[\w\-/.]+|.")
_CODE = re.compile(r'(?:[^"#]|"[^"]*"?)*')
_HEAD = re.compile(r'(?:(?!case\b)\w+\s+[\w\-/]+|case\s+"[^"]*")')
_INDENT = 6  # a line indented this much deeper than the clauses goes on with the clause above it

Report = Callable[[Fault], None]


def parse_block(lines: list[str], first: int, end: int, file: str, report: Report) -> t.Block:
    """Parse the lines from index `first` up to `end`, those of one block without its fences.

    A statement with a fault is kept without its faulty clauses and marked as not whole; only one whose name cannot be
    read is left out. Faults go to `report`.
    """
    statements: list[t.Statement] = []
    pending: list[str] = []
    for kind, start, stop in _chunks(lines, first, end, file, report):
        body = lines[start:stop]
        tail: list[str] = []
        while body and (not body[-1].strip() or body[-1].startswith("#")):
            if body[-1].strip():
                tail.insert(0, body[-1].strip())
            body.pop()
        if kind is None:
            pending += [line.strip() for line in body if line.lstrip().startswith("#")] + tail
            continue
        statement = _statement(lines, start, body, file, report)
        if statement is not None:
            statements.append(replace(_with_comments(statement, body, start), comments=tuple(pending)))
        pending = tail
    return t.Block(tuple(statements), tuple(pending), first + 1, end - first)


def _chunks(lines: list[str], first: int, end: int, file: str, report: Report) -> Iterator[tuple[str | None, int, int]]:
    """The stretches of a block: kind of statement (None for lines that belong to none), first line, line behind."""
    kind: str | None = None
    start = first
    stray = False  # lines of no statement are reported once, at the first
    for i in range(first, end):
        line = lines[i]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _FIRST.match(line)
        word = found[0] if found and not line[0].isspace() else ""
        if word in STATEMENT_WORDS:
            yield kind, start, i
            kind, start, stray = word, i, False
        elif word in CLAUSE_WORDS and kind is not None:
            place = Place(file, i + 1, 1, len(word))
            report(fault_at(lines, place, "A clause stands at the left margin.", "Put two spaces before it."))
        elif word:
            yield kind, start, i
            kind, start, stray = None, i, True
            near = difflib.get_close_matches(word, STATEMENT_WORDS, n=1, cutoff=0.6)
            hint = f"Did you mean `{near[0]}`?" if near else f"The kinds are: {', '.join(STATEMENT_WORDS)}."
            hint = LEGAL_KINDS.get(word, hint)
            place = Place(file, i + 1, 1, len(word))
            report(fault_at(lines, place, f"There is no kind of statement `{word}`.", hint))
        elif kind is None and not stray:
            stray = True
            column = len(line) - len(line.lstrip()) + 1
            sentence = "A statement begins at the left margin with its kind."
            hint = f"The kinds are: {', '.join(STATEMENT_WORDS)}."
            report(fault_at(lines, Place(file, i + 1, column, len(line.strip())), sentence, hint))
    yield kind, start, end


def _statement(lines: list[str], start: int, body: list[str], file: str, report: Report) -> t.Statement | None:
    """Parse one statement; after a fault, take the faulty clause out and go on, so that later faults are found too."""
    body = list(body)
    whole = named = True
    for _ in range(len(body) + 3):
        try:
            statement = parse_statement("\n".join(body), file, start + 1)
        except UnexpectedInput as error:
            whole = False
            (line, column, width), sentence, hint = explain(error, body)
            report(fault_at(lines, Place(file, start + line, column, width), sentence, hint))
            if line > 1 and max(error.line, 1) > 1:
                _blank_clause(body, line - 1, column)
            else:
                named = _blank_head(body) and named
        else:
            if not named:
                return None
            return replace(statement, clauses=merge_days(statement.clauses), whole=whole)
    return None


def _blank_head(body: list[str]) -> bool:
    """Leave of the first line what names the statement; False, and a stand-in, when that cannot be read either."""
    found = _HEAD.match(body[0])
    if found and body[0] != found[0]:
        body[0] = found[0]
        return True
    body[0] = "norm unnamed"
    return False


def _blank_clause(body: list[str], at: int, column: int) -> None:
    """Blank the clause that holds line `at`. A fault in the first word of a line is in a clause of its own."""
    indents = [len(line) - len(line.lstrip()) for line in body[1:] if _begins(line)]
    least = min(indents, default=0)
    begins: list[int] = []
    for i, line in enumerate(body[1:], 1):
        indent = len(line) - len(line.lstrip())
        if line.strip() and (indent <= least or (_begins(line) and indent < least + _INDENT)):
            begins.append(i)
    alone = not body[at][: column - 1].strip()
    first = at if alone else max((i for i in begins if i <= at), default=at)
    last = min((i for i in begins if i > at), default=len(body))
    for i in range(max(1, first), last):
        body[i] = ""


def _begins(line: str) -> bool:
    found = _WORD.match(line.lstrip())
    return found is not None and found[0] in CLAUSE_WORDS


def _with_comments(statement: t.Statement, body: list[str], start: int) -> t.Statement:
    """Give each comment to a clause: one on its own line to the clause below or around it, else to that of its line."""
    above: dict[int, list[str]] = {}
    beside: dict[int, list[str]] = {}
    waiting: list[str] = []
    line_of = [clause.place.line for clause in statement.clauses]
    for number, line in enumerate(body, start + 1):
        comment = _comment_in(line)
        if comment is not None and line.strip() == comment:
            waiting.append(comment)
            continue
        if not line.strip():
            continue
        owner = max((i for i, n in enumerate(line_of) if n <= number), default=-1)
        if waiting and owner >= 0:
            above.setdefault(owner, []).extend(waiting)
            waiting = []
        if comment is not None:
            beside.setdefault(owner, []).append(comment)
    clauses = tuple(
        replace(clause, comments=tuple(above.get(i, ())), beside=" ".join(beside.get(i, ())))
        for i, clause in enumerate(statement.clauses)
    )
    return replace(statement, clauses=clauses, beside=" ".join(beside.get(-1, ())), after=tuple(waiting))


def _comment_in(line: str) -> str | None:
    """The comment at the end of a line, if any; a `#` inside quotes is not one."""
    if "#" not in line:
        return None
    code = _CODE.match(line)
    rest = line[code.end() :].strip() if code else ""
    return rest or None
