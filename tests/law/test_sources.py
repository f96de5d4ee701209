"""What the packaged law rests on: the list in law/README.md is that of the command, and what is from memory says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

from comity.answers.question import open_law
from comity.answers.sources import Sources, sources
from comity.brief.sources_out import BEGIN, END, markdown
from comity.library import law_dir
from comity.norms.library import law_files, lines_of
from comity.norms.nodes import Instrument, Law
from comity.text import tree as t

SINCE = dt.date(2025, 1, 1)
HARMLESS = ("nothing rests on it", "the answer is undetermined")
"""What a sentence from memory says where no answer of a file of 2025 or later rests on it."""


@cache
def found() -> tuple[Sources, ...]:
    return tuple(sources(open_law(None), {path.stem: lines_of(path) for path in law_files(law_dir())}))


def test_the_list_is_that_of_the_command() -> None:
    page = (law_dir() / "README.md").read_text(encoding="utf-8")
    listed = page.partition(BEGIN)[2].partition(END)[0].strip()
    assert listed == markdown(found()), "run `comity check law --sources --write law/README.md`"


def test_a_file_that_rests_partly_on_memory_says_on_what() -> None:
    assert not [one.id for one in found() if one.basis == "source and memory" and not one.memory]


def test_weak_sources_are_called_so() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in law_files(law_dir())}
    assert not [one.id for one in found() if one.weak and "Weak source" not in texts[one.id]]


def test_forty_files_at_most_rest_partly_on_memory_and_none_alone() -> None:
    assert sum(one.basis == "source and memory" for one in found()) <= 40
    assert not [one.id for one in found() if one.basis == "memory"]


def of_2025_or_later(law: Law, one: Instrument) -> bool:
    """Whether a file is of an instrument made in 2025 or later, or of a case in which something was done since."""
    if one.kind != "case":
        return one.in_force is not None and one.in_force >= SINCE
    decided = [act.decided for act in law.norm_acts.values() if act.instrument == one.id]
    days = [day.last if isinstance(day, t.Between) else day.day for day in decided if not isinstance(day, t.Unknown)]
    return any(day >= SINCE for day in days) or ":25-" in str(one.docket) or ":26-" in str(one.docket)


def on_memory(law: Law, found: tuple[Sources, ...]) -> list[str]:
    """The sentences of files of 2025 and later that are from memory, and on which an answer may rest."""
    return [
        f"{one.id}: {mark.words}"
        for one in found
        if of_2025_or_later(law, law.instruments[one.id])
        for mark in one.memory
        if not any(words in mark.words for words in HARMLESS)
    ]


def test_no_answer_of_2025_or_later_rests_on_memory() -> None:
    assert not on_memory(open_law(None), found())


def test_a_sentence_from_memory_is_found() -> None:
    law = open_law(None)
    said = next(one for one in found() if one.id == "california-v-usda-snap-data").memory[0]
    one = next(one for one in found() if one.id == "fresno-v-turner")
    assert not on_memory(law, (replace(one, memory=(said,)),))
    assert on_memory(law, (replace(one, memory=(replace(said, words="The day is from memory."),)),)) == [
        "fresno-v-turner: The day is from memory."
    ]
