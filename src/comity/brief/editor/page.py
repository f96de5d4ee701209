"""One law file while it is being written, checked beside the other files of its folder: its faults, words and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comity.brief.editor.words import WORDS
from comity.brief.english import act_sentence, norm_sentence
from comity.norms.build.from_text import build_law
from comity.norms.library import find_law_files, shown
from comity.norms.names.courts import all_courts, court
from comity.norms.names.governments import all_governments, government
from comity.norms.nodes import Law
from comity.text.faults import Fault, Place
from comity.text.format import format_page
from comity.text.page import page_of, parse_page
from comity.text.source import bytes_of
from comity.text.tree import Page

WORD = re.compile(r"[a-z0-9_]+(?:[\-/.][a-z0-9_]+)*")
MOST_NAMES = 200
"""So many names are offered at once; more letters leave fewer."""
SHORT = 3
"""Letters from which on parties are among the names, who are tens of thousands."""


@dataclass(slots=True)
class Folder:
    """The law files of a folder, each read again only when it has changed."""

    root: Path
    read: dict[Path, tuple[int, Page | None, tuple[Fault, ...]]] = field(
        default_factory=dict[Path, "tuple[int, Page | None, tuple[Fault, ...]]"]
    )
    law: Law | None = None

    def check(self, path: Path, text: str) -> list[Fault]:
        """Every fault of one file as it is being written: its words, and its meaning beside the other files."""
        own = shown(path, self.root)
        page, faults = page_of(text.encode(), own)
        # as with `comity check FILE`, a file stands in place of that of its name
        files = (file for file in find_law_files(self.root)[0] if file.name != path.name)
        others = [found for file in files if (found := self._page(file)) is not None]
        self.law, more = build_law([*others, *([page] if page is not None else [])])
        return sorted({*faults, *(fault for fault in more if fault.place.file == own)})

    def _page(self, file: Path) -> Page | None:
        changed = file.stat().st_mtime_ns
        known = self.read.get(file)
        if known is None or known[0] != changed:
            data = bytes_of(file, shown(file, self.root))
            page, faults = (None, [data]) if isinstance(data, Fault) else page_of(data, shown(file, self.root))
            known = self.read[file] = (changed, page, tuple(faults))
        return known[1]

    def file_of(self, place: Place) -> Path:
        """The file in which a place of the law stands."""
        base = self.root if self.root.is_dir() else self.root.parent
        return base.parent / place.file


def faults_in_words(text: str, name: str) -> list[Fault]:
    """The faults of a file that its words alone have."""
    return list(page_of(text.encode(), name)[1])


def laid_out(text: str) -> str | None:
    """A file in its one layout; None while its words have faults."""
    page, faults = parse_page(text, "page")
    return None if faults else format_page(page)


def word_at(line: str, column: int) -> str:
    """The word of a line at a column, counted from 0; empty where there is none.

    >>> word_at("  blocks     jag-fy2017/notice, access", 14)
    'jag-fy2017/notice'
    """
    return next((found[0] for found in WORD.finditer(line) if found.start() <= column <= found.end()), "")


def name_of(word: str, law: Law, instrument: str) -> str:
    """A name in full: within its own file a norm or an act is called by its last part."""
    own = f"{instrument}/{word}"
    return own if own in law.norms or own in law.norm_acts else word


def explained(word: str, law: Law | None, instrument: str) -> str | None:
    """What a word is, in a sentence or two; None where there is nothing to say."""
    if law is not None:
        name = name_of(word, law, instrument)
        if name in law.norms:
            return f"**{name}**: {law.norms[name].title}\n\n{norm_sentence(law.norms[name], law)}"
        if name in law.norm_acts:
            return f"**{name}**: {law.norm_acts[name].title}\n\n{act_sentence(law.norm_acts[name], law)}"
        if word in law.acts:
            return f"**{word}**: {law.acts[word].words}"
        if word in law.questions:
            return f"**{word}**: {law.questions[word].words}"
        if word in law.term_sets:
            return f"**{word}**: {law.term_sets[word].title}"
    if word in WORDS:
        return f"**{word}** {WORDS[word]}"
    found = court(word)
    if found is not None:
        return f"**{word}**: {found.name}"
    party = government(word)
    return None if party is None else f"**{word}**: {party.name} ({party.kind})"


def place_of(word: str, law: Law, instrument: str) -> Place | None:
    """Where a norm, an act on norms, an act or a question is declared."""
    name = name_of(word, law, instrument)
    node = law.norms.get(name) or law.norm_acts.get(name) or law.acts.get(word) or law.questions.get(word)
    return None if node is None else node.place


def offered(begun: str, first: bool, law: Law | None) -> list[tuple[str, str]]:
    """Names that go on from what is begun, with what each is; as the `first` word of a line, statements and clauses."""
    found = _names(begun, first, law)
    names = dict(sorted((name, what) for name, what in found if name.startswith(begun) or f"/{begun}" in name))
    return list(names.items())[:MOST_NAMES]


def _names(begun: str, first: bool, law: Law | None) -> Iterator[tuple[str, str]]:
    if first:
        yield from WORDS.items()
        return
    if law is not None:
        yield from ((id, norm.title) for id, norm in law.norms.items())
        yield from ((id, act.title) for id, act in law.norm_acts.items() if act.part_of is None)
        yield from ((name, act.words) for name, act in law.acts.items())
        yield from ((name, question.words) for name, question in law.questions.items())
        yield from ((id, one.title) for id, one in law.term_sets.items())
    yield from ((id, one.name) for id, one in all_courts().items())
    if len(begun) >= SHORT:
        yield from ((one.short, one.name) for one in all_governments().values())
