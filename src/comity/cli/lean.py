"""Packages that the program leaves unloaded to start sooner, because others look for them and no command uses them."""

from __future__ import annotations

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Absent(MetaPathFinder):
    """Says of pandas that it is not installed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """None for every other module, so that the other finders are asked."""
        if fullname == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'", name=fullname)
        return None


@contextmanager
def without_pandas() -> Generator[None]:
    """While the program runs, pandas is not there: pyarrow loads it, where it is installed, to make its first array.

    That takes as long as half of a short command. From Python (`import comity`) frames of pandas are taken as ever.
    """
    finder = _Absent()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
