"""No loaded word in our own sentences: only inside quotations, titles of instruments, and the names of cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOADED = re.compile(
    r"\b(sanctuary|illegal aliens?|illegals|racist|crackdown|crack down|defiance|defiant|open borders|invasion|invaders|"
    r"deportation machine|lawless|radical|extremist|anti-immigrant|pro-immigrant|law-abiding)\b",
    re.I,
)
OWN = [
    *sorted((ROOT / "law").rglob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "README.md",
    *sorted((ROOT / "src" / "comity").rglob("*.py")),
]


def own_sentences(path: Path) -> list[tuple[int, str]]:
    """The lines of a file that are ours: without block quotations, words in quotation marks, titles, links and sources."""
    text = path.read_text(encoding="utf-8")
    quoted = r"https?://\S+|“[^”]*”|\"(?:[^\"\n]|\n(?!\n))*\"|`[^`\n]*`"
    text = re.sub(quoted, lambda m: "\n" * m.group().count("\n"), text)
    return [
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if not (line.startswith(">") or re.match(r"(title|cite|sources|note|docket):|#+ ", line))
    ]


@pytest.mark.parametrize("path", OWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_our_own_sentences_are_neutral(path: Path) -> None:
    bad = [f"{path.relative_to(ROOT)}:{n}: {line.strip()}" for n, line in own_sentences(path) if LOADED.search(line)]
    assert not bad, "\n".join(bad)
