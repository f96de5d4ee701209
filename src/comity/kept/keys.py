"""The key of a kept answer: program, law, view of the record, days, court and suppositions."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from comity import __version__
from comity.norms.library import law_files, shown
from comity.record.nodes import Record
from comity.record.schema import TABLES

EVALUATING = ("disk", "text", "norms", "record", "intake", "proof", "plan", "answers", "kept")
"""The stages whose code decides what an answer says."""


@dataclass(frozen=True, slots=True)
class Key:
    """Everything that a kept answer depends on.

    `view` is the digest of the rows that one set of rights may see; `subject` of whom something is supposed.
    """

    program: str
    law: str
    view: str
    as_of: dt.date
    known_at: dt.date
    forum: str | None = None
    suppositions: str = ""
    subject: str = ""

    @property
    def digest(self) -> str:
        """The key as a name of a file.

        >>> day = dt.date(2026, 1, 1)
        >>> Key("1", "a", "b", day, day).digest == Key("1", "a", "c", day, day).digest
        False
        """
        return hashlib.sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode()).hexdigest()


@cache
def program() -> str:
    """This version, and the state of the code that evaluates: a changed program finds nothing of an older one."""
    package = Path(__file__).parents[1]
    found = sorted(path for stage in EVALUATING for path in (package / stage).rglob("*.py"))
    digest = hashlib.sha256()
    for path in found:
        digest.update(f"{path.relative_to(package)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:16]}"


def law_digest(folder: Path, extra: Iterable[Path] = ()) -> str:
    """The digest of the bytes of a law: its files by name, further ones after them."""
    digest = hashlib.sha256()
    for path in [*law_files(folder), *extra]:
        digest.update(f"{shown(path, folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def record_digest(record: Record) -> str:
    """The digest of a record by what its rows say; the same for two records that are equal.

    >>> record_digest(Record()) == record_digest(Record(title="other"))
    False
    """
    digest = hashlib.sha256(record.title.encode())
    for table in TABLES:
        digest.update(f"\0{table}\0{getattr(record, table)!r}".encode())
    return digest.hexdigest()
