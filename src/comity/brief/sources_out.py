"""What each law file rests on, for the terminal and as the tables of `law/README.md`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from comity.answers.sources import Sources, totals
from comity.disk.reading import read_at_most
from comity.disk.whole_files import write_whole
from comity.errors import Refused

BEGIN = "<!-- comity check --sources --write: from here on made by the command -->"
END = "<!-- to here -->"
MOST = 10_000_000  # bytes of such a page
FEW = {"source": "source", "source and memory": "partly memory", "memory": "memory"}


def source_lines(found: Sequence[Sources]) -> Iterator[str]:
    """One line a file, below it what is from memory; at the end the numbers."""
    width = max(4, *(len(one.id) for one in found)) if found else 4
    yield f"{'file':<{width}}  {'rests on':<13}  {'checked':<10}  {'last seen':<10}  cite  report  weak"
    for one in found:
        seen = one.last_seen.isoformat() if one.last_seen else "-"
        yield (
            f"{one.id:<{width}}  {FEW[one.basis]:<13}  {one.checked}  {seen:<10}"
            f"  {len(one.citable):>4}  {len(one.reports):>6}  {len(one.weak):>4}"
        )
        for mark in one.memory:
            yield from textwrap.wrap(
                f"line {mark.line}: {mark.words}", 100, initial_indent="  ", subsequent_indent="    "
            )
    yield ""
    for name, value in totals(found).items():
        yield f"  {name + ':':<32} {value}"


def markdown(found: Sequence[Sources]) -> str:
    """The tables: numbers, every file, and every sentence that is from memory."""
    told = [*(f"| {name} | {value} |" for name, value in totals(found).items())]
    rows = [
        f"| [{one.id}]({one.file.partition('/')[2]}) | {FEW[one.basis]} | {one.checked} | {one.last_seen or ''} |"
        f" {len(one.citable)} | {len(one.reports)} | {len(one.weak)} | {_look_up(one)} |"
        for one in found
    ]
    marks = [f"| {one.id} | {_cell(mark.words)} |" for one in found for mark in one.memory]
    head = "| File | Rests on | Checked | Last seen | Citable | Reports | Weak | Its citation |"
    parts = (
        ["| | |", "| --- | --- |", *told],
        ["### Files", "", head, "| --- | --- | --- | --- | --- | --- | --- | --- |", *rows],
        ["### What is from memory", "", "| File | Sentence |", "| --- | --- |", *marks],
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _look_up(one: Sources) -> str:
    return f"[look up]({one.cited_at})" if one.cited_at else ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;")


def write_into(page: Path, found: Sequence[Sources]) -> None:
    """Put the tables between the two marks of a page of Markdown.

    Raises:
        Refused: the page cannot be read, or has not both marks.
    """
    try:
        before, begin, rest = read_at_most(page, MOST).decode("utf-8").partition(BEGIN)
    except OSError as error:
        raise Refused(f"{page} cannot be read: {error.strerror}.", "Name a page of Markdown that is there.") from None
    except UnicodeDecodeError:
        raise Refused(f"{page} is not UTF-8 text.", "Name a page of Markdown.") from None
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise Refused(f"{page} lacks the marks between which the tables go.", f"Put {BEGIN} and {END} into it.")
    write_whole(page, f"{before}{BEGIN}\n\n{markdown(found)}\n\n{END}{after}")
