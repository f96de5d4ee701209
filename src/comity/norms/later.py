"""A sequence of values that is read only when first used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar, cast, overload

T = TypeVar("T")


class Later(Sequence[T]):
    """The values that `read` returns; it is called once, when they are first looked at.

    >>> row = Later(lambda: print("read") or (1, 2))
    >>> len(row), row[0], row == (1, 2)
    read
    (2, 1, True)
    """

    def __init__(self, read: Callable[[], Sequence[T]]) -> None:
        self._read = read

    @cached_property
    def _held(self) -> tuple[T, ...]:
        return tuple(self._read())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._held[index]

    def __len__(self) -> int:
        return len(self._held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Later) and self._held == tuple(cast("Sequence[object]", other))

    def __hash__(self) -> int:
        return hash(self._held)

    def __repr__(self) -> str:
        return repr(self._held)
