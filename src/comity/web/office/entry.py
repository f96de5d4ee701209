"""A row to enter into the record: its table, values, access, and the row it supersedes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from comity.web.people.models import Access


@dataclass(frozen=True)
class Entry:
    """A row to be entered: of which table, what it says, what it corrects; `retracted`: what it corrects is absent again."""

    table: str
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    supersedes: str = ""
    retracted: bool = False
    access: str = Access.PRIVILEGED
