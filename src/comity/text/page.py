"""Law file -> `Page`: front matter, quoted passages, fenced `comity` blocks; every fault found, none raised for the first."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import yaml
from lark.exceptions import UnexpectedInput

from comity.text import tree as t
from comity.text.faults import Fault, Place
from comity.text.parse import merge_days, parse_statement
from comity.text.syntax import explain

LARGEST = 4_000_000  # bytes; the longest law file of the library has 60,000
LONGEST_LINE = 20_000
STATEMENT = re.compile(r"(act|define|norm|order|holding|notice|doctrine|case)(?![\w\-/])")
WORD = re.compile(r"[a-z]+(?![\w\-/])")
CLAUSE_WORDS = frozenset(
    "enlists kind of is lists binds must may cannot when unless from until breach continues blocks voids upholds stays "
    "waives displaces repeals replaces reverses for in restrains because cites court decided mandate given on".split()
)


def read_page(path: Path, shown: str | None = None) -> tuple[t.Page | None, list[Fault]]:
    """Read one law file.

    Returns the page (None when the file cannot be read at all) and its faults in order of place. Never raises for what
    a file contains: not a file, not text, too large and too long lines are faults too.
    """
    name = shown or str(path)
    text, fault = _text_of(path, name)
    if text is None:
        return None, [fault] if fault else []
    return parse_page(text, name)


def parse_page(text: str, file: str) -> tuple[t.Page, list[Fault]]:
    """Parse the text of one law file; see `read_page`."""
    lines = text.split("\n")
    faults: list[Fault] = []
    front, front_lines, body = _front_matter(lines, file, faults)
    blocks: list[t.Block] = []
    passages: list[t.Passage] = []
    pinpoint, quote, quote_line = "", list[str](), 0
    index = body
    while index <= len(lines):
        line = lines[index] if index < len(lines) else ""
        if line.startswith(">"):
            quote_line = quote_line or index + 1
            quote.append(line[1:].strip())
        elif quote:
            passages.append(t.Passage(pinpoint, _paragraphs(quote), quote_line))
            quote, quote_line = [], 0
        if line.startswith("#"):
            pinpoint = line.lstrip("#").strip()
        if line.strip().startswith("```"):
            end = next((i for i in range(index + 1, len(lines)) if lines[i].strip() == "```"), None)
            if end is None:
                faults.append(_fault(lines, file, index, "This fenced block is never closed.", "Close it with a line of three backticks."))
                break
            if line.strip() == "```comity":
                blocks.append(_block(lines, index + 1, end, file, faults))
            index = end
        index += 1
    return t.Page(file, front, front_lines, tuple(blocks), tuple(passages), tuple(lines)), sorted(faults)


def _text_of(path: Path, name: str) -> tuple[str | None, Fault | None]:
    place = Place(name, 1)
    try:
        if path.stat().st_size > LARGEST:
            return None, Fault(place, f"This file is larger than {LARGEST:,} bytes.", "A law file holds one instrument or case.")
        data = path.read_bytes()
    except OSError as error:
        return None, Fault(place, f"This file cannot be read: {error.strerror or error}.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, Fault(Place(name, line), "This file is not UTF-8 text.", f"The first bad byte is 0x{data[error.start]:02x}.")
    if "\0" in text:
        return None, Fault(Place(name, text[: text.index("\0")].count("\n") + 1), "This file is not text: it holds a NUL character.")
    long = next((i for i, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE), None)
    if long is not None:
        return None, Fault(Place(name, long), f"This line is longer than {LONGEST_LINE:,} characters.")
    return text.replace("\r\n", "\n"), None


def _paragraphs(quote: list[str]) -> tuple[str, ...]:
    joined = "\n".join(quote).strip()
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", joined) if part.strip())


def _fault(lines: list[str], file: str, index: int, sentence: str, hint: str = "", column: int = 1, width: int = 1) -> Fault:
    excerpt = lines[index] if 0 <= index < len(lines) else ""
    return Fault(Place(file, index + 1, column, width), sentence, hint, excerpt)


def _front_matter(lines: list[str], file: str, faults: list[Fault]) -> tuple[dict[str, object], dict[str, int], int]:
    if not lines or lines[0].strip() != "---":
        faults.append(_fault(lines, file, 0, "A law file begins with front matter.", "Begin with a line `---`, then `id: ...`."))
        return {}, {}, 0
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == "---"), None)
    if end is None:
        faults.append(_fault(lines, file, 0, "The front matter is never closed.", "Close it with a line `---`."))
        return {}, {}, len(lines)
    try:
        loaded: object = yaml.safe_load("\n".join(lines[1:end]) + "\n")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        at = 1 + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or "it cannot be read"
        faults.append(_fault(lines, file, at, f"The front matter is not YAML: {problem}.", column=(mark.column if mark else 0) + 1))
        return {}, {}, end + 1
    if not isinstance(loaded, dict):
        faults.append(_fault(lines, file, 1, "The front matter is not a list of `key: value` lines."))
        return {}, {}, end + 1
    front = {str(key): value for key, value in loaded.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    where: dict[str, int] = {}
    for i in range(1, end):
        key = re.match(r"([A-Za-z_]\w*)\s*:", lines[i])
        if key and key.group(1) in where:
            faults.append(_fault(lines, file, i, f"`{key.group(1)}` is given twice in the front matter.", width=len(key.group(1))))
        elif key:
            where[key.group(1)] = i + 1
    return front, where, end + 1


def _block(lines: list[str], first: int, end: int, file: str, faults: list[Fault]) -> t.Block:
    starts = [i for i in range(first, end) if STATEMENT.match(lines[i])]
    statements: list[t.Statement] = []
    head = starts[0] if starts else end
    for i in range(first, head):
        if lines[i].strip() and not lines[i].lstrip().startswith("#"):
            faults.append(_fault(lines, file, i, "A statement begins at the left margin with its kind.", "The kinds: act, define, norm, order, holding, notice, doctrine, case."))
    pending = [line.strip() for line in lines[first:head] if line.lstrip().startswith("#")]
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        body = lines[start:stop]
        tail: list[str] = []
        while len(body) > 1 and (not body[-1].strip() or body[-1].startswith("#")):
            if body[-1].startswith("#"):
                tail.insert(0, body[-1].strip())
            body.pop()
        statement = _statement(lines, start, body, file, faults)
        if statement is not None:
            statements.append(replace(_with_comments(statement, body, start), comments=tuple(pending)))
        pending = tail
    return t.Block(tuple(statements), tuple(pending), first + 1, end - first)


def _statement(lines: list[str], start: int, body: list[str], file: str, faults: list[Fault]) -> t.Statement | None:
    """Parse one statement; after a fault, take the faulty clause out and go on, so that later faults are found too."""
    body = list(body)
    failed = False
    for _ in range(50):
        try:
            statement = parse_statement("\n".join(body), file, start + 1)
        except UnexpectedInput as error:
            failed = True
            place, sentence, hint = explain(error, body)
            at = start + place[0] - 1
            faults.append(_fault(lines, file, at, sentence, hint, place[1], place[2]))
            if not _blank_clause(body, place[0] - 1):
                return None
        else:
            clauses = merge_days(statement.clauses)
            return None if failed else replace(statement, clauses=clauses)
    return None


def _blank_clause(body: list[str], at: int) -> bool:
    """Blank the clause that contains line `at`; False when the head itself is at fault or nothing is left to blank."""
    at = min(at, len(body) - 1)
    begins = [i for i in range(1, len(body)) if (m := WORD.match(body[i].lstrip())) and m.group() in CLAUSE_WORDS]
    while at > 0 and not body[at].strip():
        at -= 1
    first = max((i for i in begins if i <= at), default=at)
    if first <= 0:
        return False
    last = min((i for i in begins if i > at), default=len(body))
    for i in range(first, last):
        body[i] = ""
    return True


def _with_comments(statement: t.Statement, body: list[str], start: int) -> t.Statement:
    """Attach comments: those on their own lines to the clause below them, those beside a clause to that clause."""
    above: dict[int, list[str]] = {}
    beside: dict[int, str] = {}
    waiting: list[str] = []
    line_of = [clause.place.line for clause in statement.clauses]
    for offset, line in enumerate(body):
        number = start + 1 + offset
        comment = _comment_in(line)
        owner = max((i for i, n in enumerate(line_of) if n <= number), default=-1)
        if comment is not None and line.strip() == comment:
            waiting.append(comment)
            continue
        if waiting and owner >= 0:
            above.setdefault(owner, []).extend(waiting)
            waiting = []
        if comment is not None:
            beside[owner] = f"{beside[owner]} {comment}" if owner in beside else comment
    if waiting:
        above.setdefault(len(line_of) - 1, []).extend(waiting)
    clauses = tuple(
        replace(clause, comments=tuple(above.get(i, ())), beside=beside.get(i, clause.beside))
        for i, clause in enumerate(statement.clauses)
    )
    return replace(statement, clauses=clauses, beside=beside.get(-1, ""))


def _comment_in(line: str) -> str | None:
    """The comment at the end of a line, if any; a `#` inside quotes is not one."""
    inside = False
    for i, character in enumerate(line):
        if character == '"':
            inside = not inside
        elif character == "#" and not inside:
            return line[i:].strip()
    return None
