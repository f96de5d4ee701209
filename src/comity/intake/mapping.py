"""Which column of an office's own sheet holds what: proposed from names and values, saved, and read back checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from comity.disk.reading import read_at_most
from comity.disk.whole_files import write_whole
from comity.intake.fields import DATES
from comity.intake.job import Layout
from comity.intake.read.files import refuse
from comity.intake.sheets.columns import KNOWN
from comity.intake.sheets.reading import ReadSheet, read_sheet
from comity.norms.names.nearest import did_you_mean

if TYPE_CHECKING:
    from comity.record.files.yaml import YamlReading
    from comity.text.faults import Fault

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
    for one, name in layout.columns.items():
        shown = ", ".join(value[:30] for value in proposal.values.get(name, ()))
        lines.append(f"  {one}: {quoted(name)}" + (f"  # {shown}" if shown.isprintable() and shown else ""))
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
KEYS = ("sheet", "sheets", "header", "columns", "constants", "rows", "dates")


def read_mapping(path: Path) -> Layout:
    """Read a mapping.

    Raises:
        Faults: the file cannot be read, is not YAML, or has a key, a field or a value that a mapping has not.
    """
    from comity.text.faults import Faults

    said, reading = _document(path)
    mapping = _MappingFile(said, reading)
    mapping.check_keys()
    columns, constants = mapping.fields("columns"), mapping.fields("constants")
    if not {"fain", "award_key"} & set(columns):
        mapping.fault((), "The mapping does not say which column holds the number of the award, `fain`.")
    header, dates, sheets, rows = mapping.header(), mapping.dates(), mapping.sheets(), mapping.rows()
    if mapping.faults:
        raise Faults(mapping.faults)
    return Layout(
        header=int(header),
        columns=columns,
        constants=constants,
        dates=dates,
        sheet=str(said.get("sheet") or ""),
        sheets=sheets,
        rows=rows,
    )


def _document(path: Path) -> tuple[dict[str, object], YamlReading]:
    """The mapping of a file as YAML says it, and where each value stands."""
    from comity.record.files.row import text_of
    from comity.record.files.yaml import Malformed, read_document
    from comity.text.faults import Faults

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
    return cast(dict[str, object], found if isinstance(found, dict) else {}), reading


@dataclass(slots=True)
class _MappingFile:
    """What a mapping says, and the faults of the parts that were looked at; a part with a fault has what there is of it."""

    said: dict[str, object]
    reading: YamlReading
    faults: list[Fault] = field(default_factory=list["Fault"])

    def fault(self, at: tuple[object, ...], sentence: str, hint: str = "") -> None:
        from comity.text.faults import Fault

        place, excerpt = self.reading.where((), at)
        self.faults.append(Fault(place, sentence, hint, excerpt))

    def check_keys(self) -> None:
        for key in self.said:
            if key not in KEYS:
                hint = did_you_mean(key, KEYS, f"The keys are: {', '.join(KEYS)}.")
                self.fault((key,), f"A mapping has no key `{key}`.", hint)

    def fields(self, key: str) -> dict[str, str]:
        """Texts by the name of a field: of `columns` or `constants`."""
        given = self.said.get(key) or dict[str, object]()
        if not isinstance(given, dict):
            self.fault((key,), f"`{key}` must be a mapping.", "Write `fain: Award No.` below it.")
            return {}
        texts: dict[str, str] = {}
        for name, value in cast(dict[str, object], given).items():
            name = ALSO_CALLED.get(name, name)
            if name not in MAPPED:
                hint = did_you_mean(name, MAPPED, f"The fields: {', '.join(MAPPED)}.")
                self.fault((key, name), f"There is no field `{name}`.", hint)
            elif value is not None and not isinstance(value, str):
                self.fault((key, name), f"`{name}` must be text.", "Put it in quotation marks.")
            elif value:
                texts[name] = str(value)
        return texts

    def header(self) -> str:
        header = str(self.said.get("header") or "1")
        if not re.fullmatch("[0-9]{1,4}", header) or not 1 <= int(header) <= 1_000:
            self.fault(("header",), "`header` is the number of a row, from 1 on.")
        return header

    def dates(self) -> tuple[str, ...]:
        dates = self.said.get("dates") or list(DATES)
        forms = cast(list[object], dates) if isinstance(dates, list) else [dates]
        for form in forms:
            if not isinstance(form, str) or not re.fullmatch(r"[%YmdbBy/\-. :HMS,]{2,30}", form):
                self.fault(("dates",), "`dates` are forms like %m/%d/%Y.")
        return tuple(map(str, forms))

    def sheets(self) -> tuple[str, ...]:
        sheets = self.said.get("sheets") or list[object]()
        if not isinstance(sheets, list) or not all(isinstance(name, str) for name in cast(list[object], sheets)):
            self.fault(("sheets",), "`sheets` is a list of names of sheets.")
            return ()
        return tuple(map(str, cast(list[object], sheets)))

    def rows(self) -> dict[str, str]:
        given = self.said.get("rows") or dict[str, object]()
        rows = cast(dict[str, object], given if isinstance(given, dict) else {"all": given})
        for number, word in rows.items():
            if word not in ROWS:
                at = ("rows", number) if isinstance(given, dict) else ("rows",)
                self.fault(at, f"`rows` says of rows with one number that they are `parts` or `one`, not `{word}`.")
        return {str(number): str(word) for number, word in rows.items()}
