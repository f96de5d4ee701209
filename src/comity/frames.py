"""Rows out as data frames of any kind, and data frames of any kind in as a file that the engine reads."""

from __future__ import annotations

import json
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from comity.errors import Refused

Row = TypeVar("Row")


class Rows(list[Row], ABC):
    """A list of answers that knows its rows as dictionaries, and as a frame."""

    @abstractmethod
    def to_dicts(self) -> list[dict[str, Any]]:
        """Each answer as the dictionary of its contract."""

    def to_arrow(self) -> Any:
        """The rows as a pyarrow.Table: a column for each key, lists and objects within as JSON text, days as text."""
        import pyarrow as pa

        return pa.Table.from_pylist([{key: _flat(value) for key, value in row.items()} for row in self.to_dicts()])

    def to_polars(self) -> Any:
        """The rows as a polars.DataFrame; polars must be installed."""
        import narwhals as nw

        return nw.from_arrow(self.to_arrow(), backend="polars").to_native()

    def to_pandas(self) -> Any:
        """The rows as a pandas.DataFrame; pandas must be installed."""
        return self.to_arrow().to_pandas()


def _flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | tuple | dict) else value


class Scratch:
    """A temporary folder that goes when nothing refers to it any more."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="comity-")

    def keep(self, name: str) -> Path:
        """A file in the folder, by its name."""
        return Path(self._folder.name) / name


@contextmanager
def frame_file(awards: Any) -> Generator[tuple[Path, Scratch]]:
    """The file of awards: the path itself, or a frame (pandas, polars, Arrow, anything narwhals knows) written to Parquet.

    Raises Refused when it is neither.
    """
    scratch = Scratch()
    if isinstance(awards, str | Path):
        yield Path(awards), scratch
        return
    import narwhals as nw
    import pyarrow.parquet as pq

    try:
        table = nw.from_native(awards, eager_only=True).to_arrow()
    except TypeError:
        import pyarrow as pa

        if not hasattr(awards, "__arrow_c_stream__"):
            found = f"{type(awards).__module__}.{type(awards).__name__}"
            raise Refused(
                f"awards must be a path or a frame, not {found}.",
                "Give a CSV or Parquet file, or a pandas, polars or Arrow table.",
            ) from None
        table = pa.table(awards)
    file = scratch.keep("awards.parquet")
    pq.write_table(table, file)  # pyright: ignore[reportUnknownMemberType] pyarrow types it in part
    yield file, scratch
