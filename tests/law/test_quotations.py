"""The quoted words of a law file stand in the text that is kept for it: `texts/`, public-domain words with their source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEXTS = sorted((Path(__file__).parent / "texts").glob("*.md"))
LAW = {path.stem: path for path in (ROOT / "law").rglob("*.md")}
GAP = re.compile(r"\[\s?(?:\.\s?\.\s?\.|…)\s?\]")  # the mark of words left out


def front(path: Path) -> dict[str, Any]:
    """The front matter of a kept text."""
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n", 2)[1])


def quoted(page: str) -> Iterator[tuple[int, str]]:
    """Every paragraph of a block quotation, white space folded, with the number of its first line."""
    start, lines = 0, list[str]()
    for number, line in enumerate([*page.split("\n"), ""], 1):
        text = line[1:].strip() if line.startswith(">") else ""
        if text:
            start, lines = (start if lines else number), [*lines, text]
        elif lines:
            yield start, " ".join(" ".join(lines).split())
            lines = []


def runs(paragraph: str) -> list[str]:
    """The words between the marks of what was left out."""
    return [run.strip() for run in GAP.split(paragraph) if run.strip()]


def kept() -> dict[str, str]:
    """The kept words of each law file, paragraph after paragraph."""
    words = defaultdict[str, list[str]](list)
    for path in TEXTS:
        text = [paragraph for _, paragraph in quoted(path.read_text(encoding="utf-8"))]
        for id in front(path)["of"]:
            words[id] += text
    return {id: "\n".join(text) for id, text in words.items()}


def astray(page: str, words: str) -> list[tuple[int, str]]:
    """The runs of quoted words that do not stand in a text."""
    return [(n, run) for n, paragraph in quoted(page) for run in runs(paragraph) if run not in words]


KEPT = kept()
WITHOUT_TEXT = {
    "20-usc-1682": "read in a copy of the Code of 2002",
    "33-usc-403": "read in a copy of the Code",
    "az-sb1070": "a sentence of an order, read in an opinion",
    "cms-emtala-guidance-2022": "as a law firm quotes it",
    "columbus-v-kennedy": "read in a docket entry",
    "dot-order-2100-7": "as articles quote it",
    "evanston-v-sessions": "read in a copy of the order on fees",
    "hhs-title-ix-condition-2025": "as reports quote it",
    "ia-sf-2340": "read in a copy of the bill",
    "memo-2020-09-02": "as an association quotes it",
    "prwora-notices-2025": "read in the Federal Register",
    "tx-educ-54-052": "read in a copy of the act",
}
"""Files whose quoted words were read once, and of which no text is kept to compare them with."""


@pytest.mark.parametrize("id", sorted(KEPT))
def test_quoted_words_stand_in_the_kept_text(id: str) -> None:
    page = LAW[id].read_text(encoding="utf-8")
    bad = astray(page, KEPT[id])
    assert not bad, "\n".join(f"{LAW[id].relative_to(ROOT)}:{n}: not in the kept text: {run}" for n, run in bad)


def test_every_file_that_quotes_has_a_kept_text_or_says_why_not() -> None:
    quoting = {id for id, path in LAW.items() if id != "README" and any(quoted(path.read_text(encoding="utf-8")))}
    assert quoting - set(KEPT) == set(WITHOUT_TEXT)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_kept_text_names_its_source_and_the_law_files_it_is_of(path: Path) -> None:
    head = front(path)
    assert head["source"], path.name
    assert head["of"], path.name
    assert set(head["of"]) <= set(LAW), path.name
    assert any(quoted(path.read_text(encoding="utf-8"))), path.name


def test_a_word_that_differs_is_found() -> None:
    words = "No State shall restrict the exchange.\nIt shall be in force."
    assert not astray("> No State shall\n> restrict the [...] exchange.\n\nOurs.\n\n> It shall be in force.", words)
    assert astray("> No State may restrict the exchange.", words) == [(1, "No State may restrict the exchange.")]
    assert astray("Ours.\n\n> shall be [...] in effect", words) == [(3, "in effect")]
