from pathlib import Path

import pytest

from comity import library

ROOT = Path(__file__).parents[1]


def test_a_checkout_uses_the_folders_at_its_root():
    assert library.law_dir() == ROOT / "law"
    assert library.records_dir() == ROOT / "records"


def test_an_installed_package_uses_its_own_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "_PACKAGE", tmp_path)
    (tmp_path / "library" / "law").mkdir(parents=True)
    assert library.law_dir() == tmp_path / "library" / "law"


def test_an_incomplete_installation_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "_PACKAGE", tmp_path)
    monkeypatch.setattr(library, "_CHECKOUT", tmp_path)
    with pytest.raises(FileNotFoundError, match="installation is incomplete"):
        library.records_dir()
