"""What every export states about itself: whom it concerns, the days asked about, the law it rests on, a receipt."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from comity.errors import Refused

NOTICE = "Legal information for review by counsel, not a substitute for an attorney's advice."
"""The one line at the end of every page and export."""
RECEIPT = 1
_NAME = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an export rests on.

    `name` is how files and titles call the subject: its short name, or a matter's number where its name says too much.
    `law_day` is the last day on which law was read; `law`, `facts` are digests; `address` is the page, with its query.
    `given` is the receipt that `comity verify receipt` replays, as JSON, where the office gave one.
    """

    subject: str
    name: str
    as_of: dt.date
    known_at: dt.date
    law_day: dt.date
    program: str
    law: str
    facts: str
    address: str
    suppose: str = ""
    forum: str | None = None
    given: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise Refused(f"`{self.name}` cannot be part of a file name.", "Use small letters, digits and hyphens.")

    def lines(self) -> tuple[tuple[str, str], ...]:
        """The stamp in words, a pair a line."""
        known = "as known then" if self.known_at == self.as_of else f"as known on {self.known_at}"
        supposed = (("Supposed", self.suppose),) if self.suppose else ()
        court = (("Court asked", self.forum),) if self.forum else ()
        return (
            ("About", self.subject),
            ("As of", f"{self.as_of}, {known}"),
            ("Law read to", self.law_day.isoformat()),
            *supposed,
            *court,
        )

    def file_name(self, what: str, ending: str) -> str:
        """A file name with the days in it.

        >>> day = dt.date(2026, 11, 30)
        >>> Stamp("Fresno, CA", "fresno-ca", day, day, day, "1", "a", "b", "/").file_name("matrix", "xlsx")
        'fresno-ca-matrix-as-of-2026-11-30-law-2026-11-30.xlsx'
        """
        return f"{self.name}-{what}-as-of-{self.as_of}-law-{self.law_day}.{ending}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A promise that the same question under the same law, facts and program gives the same answer, by the digest of it."""

    question: dict[str, str]
    answer: str
    given: str = ""

    @property
    def number(self) -> str:
        """The receipt in few characters, to compare by eye."""
        digest = hashlib.sha256(canonical(self.to_dict())).hexdigest()[:16]
        return "-".join(digest[at : at + 4] for at in range(0, 16, 4))

    def to_dict(self) -> dict[str, Any]:
        """The receipt as plain values; `office` within it is what `comity verify receipt` replays."""
        found: dict[str, Any] = {"receipt": RECEIPT, "question": self.question, "answer": self.answer}
        return {**found, "office": json.loads(self.given)} if self.given else found


def receipt(stamp: Stamp, answer: object) -> Receipt:
    """The receipt of an answer: plain rows, as the page's JSON has them."""
    question = {
        "program": stamp.program,
        "law": stamp.law,
        "facts": stamp.facts,
        "as_of": stamp.as_of.isoformat(),
        "known_at": stamp.known_at.isoformat(),
        "forum": stamp.forum or "",
        "suppose": stamp.suppose,
        "address": stamp.address,
    }
    return Receipt(question, hashlib.sha256(canonical(answer)).hexdigest(), stamp.given)


def canonical(value: object) -> bytes:
    """A value as the one JSON text it has.

    >>> canonical({"b": Decimal("1.50"), "a": dt.date(2026, 1, 2)})
    b'{"a":"2026-01-02","b":"1.50"}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plain).encode()


def plain(value: object) -> object:
    """A value that JSON has no form for, as text; amounts keep every digit."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
