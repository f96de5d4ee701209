"""Typed Arrow tables from numpy or Arrow columns, which pyarrow's own types do not describe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

import pyarrow as pa

Words: TypeAlias = "pa.DictionaryArray[Any, Any]"
"""Texts as numbers and a dictionary."""


def arrow_table(columns: Mapping[str, object]) -> pa.Table:
    """A table of columns, each a numpy or an Arrow array.

    >>> import numpy as np
    >>> arrow_table({"answer": np.arange(3, dtype=np.int32)}).num_rows
    3
    """
    return cast(Any, pa.table)(dict(columns))  # its stubs leave numpy arrays out


def words_of(texts: pa.Array[Any]) -> Words:
    """Texts with a dictionary of them, as they are where they have one."""
    if isinstance(texts, pa.DictionaryArray):
        return cast(Words, texts)
    return cast(Any, texts).dictionary_encode()


def fields(schema: pa.Schema) -> tuple[pa.Field[Any], ...]:
    """The fields of a schema, in order."""
    one = cast(Any, schema).field
    return tuple(one(n) for n in range(len(schema.names)))


def take(words: Words, numbers: object, safe: bool = True) -> Words:
    """The words that numbers stand for; `safe` looks again whether there are such words."""
    own = cast(Any, words)
    return cast(Any, pa.DictionaryArray).from_arrays(own.indices.take(numbers), own.dictionary, safe=safe)
