"""Three-valued truth as numbers in arrays: 0 false, 1 unknown, 2 true; `and` is the least, `or` the greatest, `not` two minus.

Every array has two dimensions, rows and an axis of parties; what does not depend on one of them has length 1 there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = "np.ndarray[Any, Any]"
WIDE, MOST = 1 << 20, 1 << 62
"""A column of larger numbers is numbered anew; a number of several columns is no larger."""
FALSE, UNKNOWN, TRUE = (np.full((1, 1), n, np.int8) for n in range(3))


def least(parts: Iterable[Array]) -> Array:
    """And."""
    found = TRUE
    for part in parts:
        found = part if found is TRUE else np.minimum(found, part)
        if found is FALSE:
            break
    return found


def most(parts: Iterable[Array]) -> Array:
    """Or."""
    found = FALSE
    for part in parts:
        found = part if found is FALSE else np.maximum(found, part)
        if found is TRUE:
            break
    return found


def repeated(count: Array) -> tuple[Array, Array]:
    """Repeat each index `count` times; return the source index and the running number within it.

    >>> [part.tolist() for part in repeated(np.array([2, 0, 1]))]
    [[0, 0, 2], [0, 1, 0]]
    """
    which = np.repeat(np.arange(len(count)), count)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)


def constant(n: int) -> Array:
    """A truth that depends on nothing."""
    return (FALSE, UNKNOWN, TRUE)[n]


def at(found: Array, row: int, place: int) -> int:
    """What an array is at a place, on which it may not depend."""
    return int(found[row if found.shape[0] > 1 else 0, place if found.shape[1] > 1 else 0])


def coded(columns: Iterable[Array]) -> Array:
    """One number for each combination of what columns are, whatever their numbers are."""
    key, high = np.zeros((1, 1), np.int64), 1
    for column in columns:
        small = column
        if column.dtype == object or int(column.max(initial=0)) > WIDE:
            small = np.unique(column, return_inverse=True)[1].reshape(column.shape)
        width = int(small.max(initial=0)) + 1
        if width == 1:
            continue
        if high > MOST // width:
            key = np.unique(key, return_inverse=True)[1].reshape(key.shape).astype(np.int64)
            high = int(key.max(initial=0)) + 1
        key, high = key * width + small, high * width
    return key
