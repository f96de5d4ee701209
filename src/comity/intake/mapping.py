"""Which column of an office's own sheet holds what: proposed from names and values, saved, and read back checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from comity.disk.reading import read_at_most
from comity.disk.whole_files import write_whole
from comity.intake.fields import DATES
from comity.intake.job import Layout
from comity.intake.read.files import refuse
from comity.intake.sheets.columns import KNOWN
from comity.intake.sheets.reading import ReadSheet, read_sheet
from comity.norms.names.nearest import did_you_mean

MAPPED = tuple(dict.fromkeys(one.field for one in KNOWN))
ROWS = ("parts", "one")
ALSO_CALLED = {
    "drawn": "outlayed",
    "agency": "agency_name",
    "recipient": "recipient_name",
    "number": "fain",
    "listing": "program",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping as it is proposed: the layout, some values of each column that is used, and the columns that are not."""

    layout: Layout
    values: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]


def propose(path: Path) -> Proposal:
    """Propose a mapping for an office's sheet, from the names of its columns and the values in them.

    Args:
        path: a CSV file or a workbook.

    Raises:
        Faults: it cannot be read, has no rows, or no column can be the award's number.
    """
    return proposal_of(read_sheet(path))


def proposal_of(read: ReadSheet) -> Proposal:
    """The mapping by which a sheet was read."""
    first = read.tables[0]
    used = read.layout.columns
    shown = {
        name: tuple(dict.fromkeys(cell.strip() for cell in first.table.cells(name) if cell.strip()))[:3]
        for name in used.values()
        if name in first.table.names
    }
    unused = tuple(one.name for one in read.reading.columns if not one.field)
    return Proposal(read.layout, shown, tuple(dict.fromkeys(unused)))


# The file -------------------------------------------------------------------------------------------


def write_mapping(proposal: Proposal, path: Path, of: Path) -> None:
    """Write a mapping as YAML that a person can read and correct; there whole or not at all."""
    import yaml

    def quoted(text: str) -> str:
        return yaml.safe_dump(text, default_style='"', width=1_000, allow_unicode=True).strip()

    layout = proposal.layout
    lines = [f"# Which column of {of.name} holds what. Check it, correct it, then import with --mapping {path.name}"]
    lines += [f"sheet: {quoted(layout.sheet)}"] if layout.sheet else []
    lines += ["sheets:", *(f"  - {quoted(name)}" for name in layout.sheets)] if layout.sheets else []
    lines += [f"header: {layout.header}  # the row with the names of the columns", "columns:"]
    for field, name in layout.columns.items():
        shown = ", ".join(value[:30] for value in proposal.values.get(name, ()))
        lines.append(f"  {field}: {quoted(name)}" + (f"  # {shown}" if shown.isprintable() and shown else ""))
    missing = [field for field in MAPPED if field not in layout.columns]
    lines += [f"# not found: {', '.join(missing)}"] if missing else []
    lines += [f"# not read: {', '.join(quoted(name) for name in proposal.unused)}"] if proposal.unused else []
    if layout.constants:
        lines += ["constants:  # what is the same in every row"]
        lines += [f"  {field}: {quoted(value)}" for field, value in layout.constants.items()]
    else:
        lines += ["# constants:  # what is the same in every row", "#   government: seattle-wa"]
    if layout.rows:
        lines += ["rows:", *(f"  {quoted(number)}: {word}" for number, word in layout.rows.items())]
    else:
        lines += ["# rows: parts  # rows of one number add up; or one: they are one award listed again"]
    if layout.dates != DATES:
        lines += ["dates:  # the day stands before the month", *(f"  - {quoted(form)}" for form in layout.dates)]
    write_whole(path, ("\n".join(lines) + "\n").encode())


LARGEST = 200_000  # bytes of a mapping


def read_mapping(path: Path) -> Layout:
    """Read a mapping.

    Raises:
        Faults: the file cannot be read, is not YAML, or has a key, a field or a value that a mapping has not.
    """
    from comity.record.files.row import text_of
    from comity.record.files.yaml import Malformed, read_document
    from comity.text.faults import Fault, Faults

    shown = path.name
    try:
        data = read_at_most(path, LARGEST)
    except OSError as error:
        raise refuse(str(path), f"This mapping cannot be read: {error.strerror or error}.") from None
    if len(data) > LARGEST:
        raise refuse(shown, f"This is not a mapping: it is larger than {LARGEST:,} bytes.")
    text, wrong = text_of(data, shown)
    if text is None:
        raise Faults([wrong] if wrong else [])
    try:
        found, reading = read_document(text, shown)
    except Malformed as refused:
        raise Faults([refused.fault]) from None
    said = cast(dict[str, object], found if isinstance(found, dict) else {})
    faults: list[Fault] = []

    def fault(at: tuple[object, ...], sentence: str, hint: str = "") -> None:
        place, excerpt = reading.where((), at)
        faults.append(Fault(place, sentence, hint, excerpt))

    keys = ("sheet", "sheets", "header", "columns", "constants", "rows", "dates")
    for key in said:
        if key not in keys:
            fault(
                (key,), f"A mapping has no key `{key}`.", did_you_mean(key, keys, f"The keys are: {', '.join(keys)}.")
            )
    pairs: dict[str, dict[str, str]] = {"columns": {}, "constants": {}}
    fields = list(MAPPED)
    for key, into in pairs.items():
        given = said.get(key) or dict[str, object]()
        if not isinstance(given, dict):
            fault((key,), f"`{key}` must be a mapping.", "Write `fain: Award No.` below it.")
            continue
        for name, value in cast(dict[str, object], given).items():
            name = ALSO_CALLED.get(name, name)
            if name not in fields:
                fault(
                    (key, name),
                    f"There is no field `{name}`.",
                    did_you_mean(name, fields, f"The fields: {', '.join(fields)}."),
                )
            elif value is not None and not isinstance(value, str):
                fault((key, name), f"`{name}` must be text.", "Put it in quotation marks.")
            elif value:
                into[name] = str(value)
    if not {"fain", "award_key"} & set(pairs["columns"]):
        fault((), "The mapping does not say which column holds the number of the award, `fain`.")
    header = str(said.get("header") or "1")
    if not re.fullmatch("[0-9]{1,4}", header) or not 1 <= int(header) <= 1_000:
        fault(("header",), "`header` is the number of a row, from 1 on.")
    dates = said.get("dates") or list(DATES)
    forms = cast(list[object], dates) if isinstance(dates, list) else [dates]
    for form in forms:
        if not isinstance(form, str) or not re.fullmatch(r"[%YmdbBy/\-. :HMS,]{2,30}", form):
            fault(("dates",), "`dates` are forms like %m/%d/%Y.")
    sheets = said.get("sheets") or list[object]()
    if not isinstance(sheets, list) or not all(isinstance(name, str) for name in cast(list[object], sheets)):
        fault(("sheets",), "`sheets` is a list of names of sheets.")
        sheets = list[object]()
    given = said.get("rows") or dict[str, object]()
    rows = cast(dict[str, object], given if isinstance(given, dict) else {"all": given})
    for number, word in rows.items():
        if word not in ROWS:
            at = ("rows", number) if isinstance(given, dict) else ("rows",)
            fault(at, f"`rows` says of rows with one number that they are `parts` or `one`, not `{word}`.")
    if faults:
        raise Faults(faults)
    return Layout(
        header=int(header), columns=pairs["columns"], constants=pairs["constants"], dates=tuple(map(str, forms)), sheet=str(said.get("sheet") or ""),
        sheets=tuple(map(str, cast(list[object], sheets))), rows={str(number): str(word) for number, word in rows.items()},
    )  # fmt: skip
