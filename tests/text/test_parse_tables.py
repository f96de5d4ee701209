"""Tables of the parser that were kept read as those that were made; damaged ones are made anew."""

import pytest

from comity.disk import kept_entries
from comity.text import grammar as grammars
from comity.text import parse_tables

STATEMENT = (
    "norm access\n  binds    award.recipient\n  must     open-jail-access toward us-dhs\n  from     award.accepted"
)


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    grammars.grammar.cache_clear()
    yield tmp_path / "comity"
    grammars.grammar.cache_clear()


def tree():
    grammars.grammar.cache_clear()
    return grammars.grammar().parse(STATEMENT + "\n")


def test_kept_tables_parse_as_made_ones_do(own_cache, monkeypatch):
    made = tree()
    (kept,) = own_cache.glob("grammar-*")
    assert kept.stat().st_size > 1000
    monkeypatch.setattr(grammars, "Lark", None)  # nothing is made a second time
    assert tree() == made


@pytest.mark.parametrize("text", ["", "{}", "[1, 2]", '[{"items": []}, {"items": []}]', "[[], []]"])
def test_tables_that_are_none_are_made_anew(own_cache, monkeypatch, text):
    made = tree()
    monkeypatch.setattr(parse_tables, "recall", lambda *_: text)
    assert tree() == made


def test_without_a_cache_folder_the_parser_is_made(monkeypatch):
    monkeypatch.setattr(kept_entries, "cache_folder", lambda: None)
    assert tree().children
