"""What the packaged law rests on: the list in law/README.md is that of the command, and what is from memory says so."""

from __future__ import annotations

from functools import cache

from comity.answers.question import open_law
from comity.answers.sources import Sources, sources
from comity.brief.sources_out import BEGIN, END, markdown
from comity.library import law_dir
from comity.norms.library import law_files, lines_of


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
