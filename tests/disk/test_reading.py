"""A file is read whole up to a size; of a larger one it shows that it is larger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from comity.disk.reading import NotAFile, read_at_most


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 65_536, 200_001])
@pytest.mark.parametrize("most", [0, 100, 65_535, 65_536, 1_000_000])
def test_all_of_it_or_one_byte_more_than_may_be(tmp_path: Path, size: int, most: int) -> None:
    data = os.urandom(size)
    (tmp_path / "a").write_bytes(data)
    assert read_at_most(tmp_path / "a", most) == data[: most + 1]


def test_a_file_that_is_longer_than_it_said_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It grows meanwhile, or it is one of those whose size is told as nothing; and a read may give less than asked."""
    data = os.urandom(300_000)
    (tmp_path / "a").write_bytes(data)
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, size: read(handle, min(size, 70_001)))
    monkeypatch.setattr("comity.disk.reading._PART", 10)
    assert read_at_most(tmp_path / "a", 1_000_000) == data
    assert read_at_most(tmp_path / "a", 150_000) == data[:150_001]


def test_what_is_not_a_file_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(NotAFile):
        read_at_most(tmp_path, 10)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(NotAFile):
            read_at_most(tmp_path / "pipe", 10)
