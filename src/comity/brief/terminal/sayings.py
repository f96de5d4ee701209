"""Statements in the terminal: speaker, who reports whom, day, words, verdict and its reasons."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from comity.answers.contract import truth_word
from comity.answers.statements import Checked
from comity.brief.english import day
from comity.brief.terminal.width import columns
from comity.proof.truth import Step

if TYPE_CHECKING:
    from comity.proof.question import Question


def statement_pages(found: tuple[Checked, ...], question: Question, full: bool) -> Iterator[Text | str]:
    """Each statement with its verdict, then how many there are of each verdict."""
    for checked in found:
        s = checked.statement
        yield Text(f"{s.id}: {checked.verdict}", style="bold")
        yield _wrapped(checked.reason, "  ")
        yield _wrapped(f"Speaker: {s.speaker}", "  ")
        if s.chain:
            yield _wrapped(f"Reported by: {', reporting '.join(s.chain)}", "  ")
        yield _wrapped(f"When: {_when(checked)}", "  ")
        if s.quoted:
            yield _wrapped(f"“{s.quoted}”", "    ")
        if s.reported:
            yield _wrapped(f"As reported: {s.reported}", "    ")
        if s.meaning:
            yield _wrapped(f"What it says of the law: {s.meaning}", "  ")
        for step in (*checked.steps, *checked.beside):
            beside = "beside the claim: " if step in checked.beside else ""
            yield _wrapped(f"[{truth_word(step.truth)}] {beside}{step.claim}", "  ")
            if step.role == "days":
                for dated in step.parts:
                    yield _wrapped(f"[{truth_word(dated.truth)}] {dated.claim}", "    ")
                continue
            if step.cites:
                yield _wrapped("; ".join(step.cites), "      ")
            for part in step.parts if full or not step.parts[:1] or step.parts[0].parts == () else ():
                yield from _tree(part, 2)
        if s.remarks:
            yield _wrapped(f"What sources show: {s.remarks}", "  ")
        yield ""
    yield _counted(found)


def sentence_pages(found: tuple[Checked, ...]) -> Iterator[Text | str]:
    """The sentences of a source: each with who speaks through whom, when, its words, and its verdict with the reason."""
    for checked in found:
        s = checked.statement
        at = ", ".join("headline" if n == 0 else str(n) for n in s.sentences)
        yield Text(f"{at + '. ' if at else ''}{checked.verdict}  ({s.id})", style="bold")
        yield _wrapped(f"{s.speaker}, {_when(checked)}; reported by {', reporting '.join(s.chain) or 'nobody'}", "  ")
        yield _wrapped(f"“{s.quoted}”" if s.quoted else s.reported or "", "  ")
        yield _wrapped(checked.reason, "  -> ")
    yield _counted(found)


def _counted(found: tuple[Checked, ...]) -> str:
    """How many statements there are of each verdict."""
    counts = {v: sum(c.verdict == v for c in found) for v in dict.fromkeys(c.verdict for c in found)}
    return (
        f"{len(found)} statement{'' if len(found) == 1 else 's'}: "
        + ", ".join(f"{n} {v}" for v, n in counts.items())
        + "."
    )


def _when(checked: Checked) -> str:
    s = checked.statement
    written = s.when_written or "not said"
    if s.said_first is None:
        return f"{written}; no day could be resolved"
    first = f"{s.when_written}: " if s.when_written else ""
    if s.said_first == s.said_last or s.said_last is None:
        return f"{first}{day(s.said_first)}"
    return f"{first}between {day(s.said_first)} and {day(s.said_last)}"


def _tree(step: Step, depth: int) -> Iterator[str]:
    yield _wrapped(f"[{truth_word(step.truth)}] {step.claim}", "  " * depth)
    for part in step.parts:
        yield from _tree(part, depth + 1)


def _wrapped(text: str, first: str) -> str:
    return textwrap.fill(
        text,
        columns(),
        initial_indent=first,
        subsequent_indent=" " * (len(first) + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
