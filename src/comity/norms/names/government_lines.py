"""Find the lines of governments.csv by short name in its text, where only a few are needed.

The table is in the order of its ids, so the lines of one state stand together; a line is looked for among them. A question
asks for ten governments of forty thousand, and to take the whole text apart takes longer than to answer it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property

FEW = 200  # so many are looked for one by one; whoever asks for more gets all lines taken apart
_COUNTRY = "ocd-division/country:us"
_KINDS = ("state", "territory", "district")


class GovernmentLines(Mapping[str, str]):
    """Each line of the table by the short name with which it begins."""

    def __init__(self, table: bytes) -> None:
        self._table = table  # a short name and an id hold no comma and no quotation mark
        self._first = table.find(b"\n") + 1
        self._found: dict[str, str | None] = {}

    @cached_property
    def _all(self) -> dict[str, str]:
        lines = self._table[self._first :].decode().split("\n")
        return {line[: line.find(",")]: line for line in lines if line}

    def _line_for(self, short: str) -> str | None:
        if len(self._found) >= FEW or "_all" in self.__dict__:
            return self._all.get(short)
        if short not in self._found:
            self._found[short] = self._look_for(short)
        return self._found[short]

    def __getitem__(self, short: str) -> str:
        found = self._line_for(short)
        if found is None:
            raise KeyError(short)
        return found

    def __contains__(self, short: object) -> bool:
        return isinstance(short, str) and self._line_for(short) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def _look_for(self, short: str) -> str | None:
        """The line among those of the state in whose postal code the short name ends."""
        for kind in _KINDS:
            state = f"{_COUNTRY}/{kind}:{short[-2:]}"
            start, end = self._line_of(state), self._line_of(f"{state}0")  # `0` comes after the `/` of what lies in it
            at = self._table.find(f"\n{short},".encode(), start - 1, end)
            if at >= 0:
                return self._line_at(at + 1).decode()
        return None

    def _line_of(self, id: str) -> int:
        """Where the first line begins whose id is not before this one."""
        key = id.encode()
        return bisect_left(range(len(self._table)), key, lo=self._first, key=self._id_of_line_at)

    def _id_of_line_at(self, at: int) -> bytes:
        return self._line_at(self._table.rfind(b"\n", 0, at) + 1).split(b",", 2)[1]

    def _line_at(self, start: int) -> bytes:
        end = self._table.find(b"\n", start)
        return self._table[start:end] if end >= 0 else self._table[start:]
