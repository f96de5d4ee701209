"""The program never loads pandas, and Python has it again after."""

import importlib
import sys

import pytest

from comity.cli.lean import without_pandas


def test_pandas_is_not_there_while_a_command_runs_and_is_after(monkeypatch):
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    before = list(sys.meta_path)
    with without_pandas():
        with pytest.raises(ImportError):
            importlib.import_module("pandas")
        assert importlib.import_module("json") is sys.modules["json"]
    assert sys.meta_path == before


def test_it_is_there_again_after_an_error():
    before = list(sys.meta_path)
    with pytest.raises(KeyError), without_pandas():
        raise KeyError
    assert sys.meta_path == before
