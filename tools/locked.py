"""The packages of a lock file: name and version of each."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PINNED = re.compile(r"(?m)^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)")


def locked(*files: str) -> list[tuple[str, str]]:
    """The packages that some lock files pin, each once, in order of name."""
    return sorted({pair for file in files for pair in _PINNED.findall((ROOT / file).read_text(encoding="utf-8"))})
