"""The folder where an office keeps its answers: rows of the record with who and when, which imports never touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from comity.disk.locks import alone
from comity.disk.whole_files import write_whole
from comity.errors import Refused
from comity.norms.names.nearest import did_you_mean
from comity.record.fact_rows import FactRow, export_rows, read_file
from comity.record.load import ABOUT, ROWS

_ID = re.compile(r"a([0-9]+)(?:\.[0-9]+)?")


def rows_in(folder: Path) -> tuple[FactRow, ...]:
    """The rows that an office has entered; none if the folder does not exist yet.

    Raises:
        Faults: the file of rows is damaged.
    """
    return read_file(folder / ROWS)


def enter(folder: Path, heard: Sequence[Sequence[FactRow]], by: str | None, at: str) -> tuple[str, ...]:
    """Enter sentences, each as rows under a name of its own; returns the names.

    Args:
        folder: the office's folder, made if need be.
        heard: the rows of each sentence.
        by: who says so.
        at: the moment, for the audit.
    """
    _make(folder)
    with alone(folder):
        kept = rows_in(folder)
        source = f"office-{re.sub(r'[^a-z0-9]+', '-', folder.resolve().name.lower()).strip('-') or 'answers'}"
        added: list[FactRow] = []
        if not any(one.table == "sources" and one.values.get("id") == source for one in kept):
            added.append(
                FactRow(
                    "sources", None, {"id": source, "title": f"Answers of the office, kept in {folder.resolve().name}"}
                )
            )
        next_ = 1 + max((int(found[1]) for one in kept if one.row and (found := _ID.fullmatch(one.row))), default=0)
        names: list[str] = []
        for rows in heard:
            name = f"a{next_}"
            for number, row in enumerate(rows, 1):
                own = name if len(rows) == 1 else f"{name}.{number}"
                added.append(replace(row, row=own, entered_by=by, entered_at=at, source=row.source or source))
            names.append(name)
            next_ += 1
        write_whole(folder / ROWS, export_rows((*kept, *added)))
    return tuple(names)


def take_back(folder: Path, names: Iterable[str], by: str | None, at: str) -> tuple[str, ...]:
    """Take answers back, so that what they said is unknown again. Returns the names of the rows taken back.

    Raises:
        Refused: there is no such answer, or it was taken back before.
    """
    taken: list[str] = []
    with alone(folder):
        kept = rows_in(folder)
        gone = {one.supersedes for one in kept if one.retracted}
        added: list[FactRow] = []
        for name in names:
            mine = [
                one
                for one in kept
                if one.row and not one.retracted and (one.row == name or one.row.startswith(f"{name}."))
            ]
            if not mine:
                known = sorted({(one.row or "").partition(".")[0] for one in kept if one.row and not one.retracted})
                raise Refused(
                    f"no answer is named `{name}`.",
                    did_you_mean(name, known, f"There are: {', '.join(known) or 'none'}."),
                )
            standing = [one for one in mine if one.row not in gone]
            if not standing:
                raise Refused(f"the answer `{name}` was taken back before.")
            for one in standing:
                added.append(
                    replace(
                        one, row=f"{one.row}-back", supersedes=one.row, retracted=True, entered_by=by, entered_at=at
                    )
                )
                taken.append(one.row or "")
        write_whole(folder / ROWS, export_rows((*kept, *added)))
    return tuple(taken)


def _make(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is not a folder.", "Name a folder for the office's answers.")
    if (folder / "manifest.json").is_file():
        raise Refused(
            f"{folder} is a folder of imported awards.", "Name another: imports write there, answers are kept apart."
        )
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ABOUT).is_file():
        write_whole(folder / ABOUT, "title: Answers of the office\n")
