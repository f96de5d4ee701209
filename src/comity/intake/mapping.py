"""Which column of an office's own sheet holds what: proposed from names and values, written down, read back checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from comity.disk.reading import read_at_most
from comity.disk.whole_files import write_whole
from comity.intake.fields import DATES
from comity.intake.job import Layout
from comity.intake.kinds import importers
from comity.intake.read.files import is_workbook, refuse
from comity.intake.read.sheets import column_names, find_head, first_rows, sheet_rows, unique
from comity.intake.read.workbooks import sheet_names
from comity.norms.names.nearest import did_you_mean

# Words by which a column is known, the surest first; and what its values look like where that tells.
_KNOWN: Mapping[str, tuple[tuple[str, ...], str]] = {
    "fain": (("fain", "award number", "award no", "award id", "grant number", "grant no", "grant id", "award"), ""),
    "recipient_name": (("recipient name", "recipient", "grantee", "awardee", "organization", "entity", "name"), ""),
    "government": (("government", "jurisdiction"), ""),
    "uei": (("uei", "unique entity identifier", "unique entity id", "sam id"), r"(?=.*[A-Z])(?=.*\d)[A-Z0-9]{12}"),
    "duns": (("duns", "duns number"), r"\d{9}"),
    "state": (("state", "recipient state"), r"[A-Z]{2}"),
    "agency_code": (("agency code", "sub agency code", "awarding agency code"), r"[0-9A-Z]{3,4}"),
    "agency_name": (("agency", "federal agency", "awarding agency", "grantor", "funder"), ""),
    "program": (
        ("assistance listing", "assistance listing number", "aln", "al", "cfda", "cfda number"),
        r"\d\d\.[0-9A-Z]{1,3}",
    ),
    "fiscal_year": (("fiscal year", "fy", "award year", "federal fiscal year"), r"(19|20)\d\d"),
    "offered": (("offered", "offer date", "award date", "date awarded", "notice of award date"), ""),
    "accepted": (("accepted", "acceptance date", "date accepted", "signed"), ""),
    "accepted_by": (("accepted by date",), ""),
    "period_start": (("period start", "start date", "start", "period of performance start", "begin date", "from"), ""),
    "period_end": (("period end", "end date", "end", "period of performance end", "expiration", "to"), ""),
    "amount": (("amount", "award amount", "obligated", "total award", "federal amount", "grant amount", "total"), ""),
    "outlayed": (("outlayed", "outlays", "expended", "spent", "drawn down", "paid", "expenditures"), ""),
    "terminated_on": (("terminated on", "termination date", "date terminated"), ""),
    "prime_number": (("prime award number", "prime award", "pass through award", "pass through number"), ""),
}
_ALONE = {"uei": _KNOWN["uei"][1], "program": r"\d\d\.\d{3}"}
"""What is known by its values alone, whatever its column is called; 12.50 may be anything."""
_LOOKS = {"date": r"\d{4}-\d\d-\d\d( .*)?|\d{1,2}/\d{1,2}/\d{2,4}", "dollars": r"\(?-?\$? ?-?[\d,]+(\.\d+)?\)?"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping as it is proposed: the layout, some values of each column that is used, and the columns that are not."""

    layout: Layout
    values: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]


def propose(path: Path, sheet: str = "") -> Proposal:
    """Propose a mapping for an office's sheet, from the names of its columns and the values in them.

    Args:
        path: a CSV file or a workbook.
        sheet: the sheet of the workbook; left out, the one with the most columns that are known.

    Raises:
        Faults: it cannot be read, has no rows, or no column can be the award's number.
    """
    best: Proposal | None = None
    for name in (sheet,) if sheet else sheet_names(path) or ("",):
        found = _propose(path, name)
        if found is not None and (best is None or len(found.layout.columns) > len(best.layout.columns)):
            best = found
    if best is None:
        raise refuse(path.name, "There is no row of columns with rows below it.", "Is the sheet empty?")
    if "fain" not in best.layout.columns:
        listed = ", ".join(best.unused[:12])
        sentence = f"No column looks like the number of the award; the columns are: {listed}."
        raise refuse(path.name, sentence, "Write a mapping by hand (docs/import.md) and name it with --mapping.")
    return best


def _propose(path: Path, sheet: str) -> Proposal | None:
    rows = first_rows(path, sheet)
    header = find_head(rows, _is_known)
    merged = sheet_rows(path, sheet, 1)[1] if is_workbook(path) else []
    header = max([header, *(bottom + 1 for top, _, bottom, _ in merged if top == header - 1)])  # names merged downwards
    if len(rows) <= header:
        return None
    names = (
        column_names(rows, header, merged) if merged else unique(" ".join(name.split()) for name in rows[header - 1])
    )
    below = [row for row in rows[header:] if any(row)]
    values = {name: [row[at] for row in below if at < len(row) and row[at]] for at, name in enumerate(names)}
    reads = {field.name: field.read for field in importers()["sheet"].FIELDS}
    scored = sorted(
        ((-_score(field, name, values[name], reads[field]), at, field, name)
         for field in _KNOWN for at, name in enumerate(names)),
    )  # fmt: skip
    columns: dict[str, str] = {}
    for score, _, field, name in scored:
        if score < 0 and field not in columns and name not in columns.values():
            columns[field] = name
    dates = _date_forms([value for field, name in columns.items() if reads[field] == "date" for value in values[name]])
    order = [field for field in _KNOWN if field in columns]
    layout = Layout(header, {field: columns[field] for field in order}, {}, dates, sheet)
    shown = {name: tuple(dict.fromkeys(values[name]))[:3] for name in columns.values()}
    return Proposal(layout, shown, tuple(name for name in names if name not in columns.values()))


def _is_known(name: str) -> bool:
    plain = _plain(name)
    return any(plain in words for words, _ in _KNOWN.values())


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", name.lower().replace("#", " number ")).split())


def _score(field: str, name: str, values: Sequence[str], read: str) -> int:
    """How well a column fits a field: by its name, if its values do not speak against it."""
    words, looks = _KNOWN[field]
    plain = _plain(name)
    by_name = 0
    if plain in words:
        by_name = 100 - words.index(plain)
    else:
        inside = [at for at, word in enumerate(words) if re.search(rf"\b{re.escape(word)}\b", plain)]
        by_name = 50 - inside[0] if inside else 0
    pattern = looks or _LOOKS.get(read, "")
    if not values or not pattern:
        return by_name
    fits = _share(values, pattern if by_name else _ALONE.get(field, pattern))
    if fits < 0.5:
        return 0
    return by_name + 10 if by_name else (30 if fits > 0.9 and field in _ALONE and len(values) > 1 else 0)


def _share(values: Sequence[str], pattern: str) -> float:
    return sum(bool(re.fullmatch(pattern, value.strip())) for value in values) / len(values)


def _date_forms(values: Sequence[str]) -> tuple[str, ...]:
    """The forms of dates, the day before the month where some value can be nothing else."""
    parts = [
        tuple(map(int, re.split("/", value)[:2])) for value in values if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2,4}", value)
    ]
    if any(first > 12 for first, _ in parts) and not any(second > 12 for _, second in parts):
        return tuple(form.replace("%m/%d", "%d/%m") for form in DATES)
    return DATES


# The file -------------------------------------------------------------------------------------------


def write_mapping(proposal: Proposal, path: Path, of: Path) -> None:
    """Write a mapping as YAML that a person can read and correct; there whole or not at all."""
    import yaml

    def quoted(text: str) -> str:
        return yaml.safe_dump(text, default_style='"', width=1_000, allow_unicode=True).strip()

    layout = proposal.layout
    lines = [f"# Which column of {of.name} holds what. Check it, correct it, then import with --mapping {path.name}"]
    lines += [f"sheet: {quoted(layout.sheet)}"] if layout.sheet else []
    lines += [f"header: {layout.header}  # the row with the names of the columns", "columns:"]
    for field, name in layout.columns.items():
        shown = ", ".join(value[:30] for value in proposal.values.get(name, ()))
        lines.append(f"  {field}: {quoted(name)}" + (f"  # {shown}" if shown.isprintable() and shown else ""))
    missing = [field for field in _KNOWN if field not in layout.columns]
    lines += [f"# not found: {', '.join(missing)}"] if missing else []
    lines += [f"# not used: {', '.join(quoted(name) for name in proposal.unused)}"] if proposal.unused else []
    lines += ["# constants:  # what is the same in every row", "#   state: il"]
    if layout.dates != DATES:
        lines += ["dates:  # the day stands before the month", *(f"  - {quoted(form)}" for form in layout.dates)]
    write_whole(path, ("\n".join(lines) + "\n").encode())


LARGEST = 200_000  # bytes of a mapping


def read_mapping(path: Path) -> Layout:
    """Read a mapping.

    Raises:
        Faults: the file cannot be read, is no YAML, or has a key, a field or a value that a mapping has not.
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

    keys = ("sheet", "header", "columns", "constants", "dates")
    for key in said:
        if key not in keys:
            fault(
                (key,), f"A mapping has no key `{key}`.", did_you_mean(key, keys, f"The keys are: {', '.join(keys)}.")
            )
    pairs: dict[str, dict[str, str]] = {"columns": {}, "constants": {}}
    fields = [field.name for field in importers()["sheet"].FIELDS]
    for key, into in pairs.items():
        given = said.get(key) or dict[str, object]()
        if not isinstance(given, dict):
            fault((key,), f"`{key}` is to be a mapping.", "Write `fain: Award No.` below it.")
            continue
        for name, value in cast(dict[str, object], given).items():
            if name not in fields:
                fault(
                    (key, name),
                    f"There is no field `{name}`.",
                    did_you_mean(name, fields, f"The fields: {', '.join(fields)}."),
                )
            elif value is not None and not isinstance(value, str):
                fault((key, name), f"`{name}` is to be text.", "Put it in quotation marks.")
            elif value:
                into[name] = str(value)
    if "fain" not in pairs["columns"]:
        fault((), "The mapping does not say which column holds the number of the award, `fain`.")
    header = str(said.get("header") or "1")
    if not re.fullmatch("[0-9]{1,4}", header) or not 1 <= int(header) <= 1_000:
        fault(("header",), "`header` is the number of a row, from 1 on.")
    dates = said.get("dates") or list(DATES)
    forms = cast(list[object], dates) if isinstance(dates, list) else [dates]
    for form in forms:
        if not isinstance(form, str) or not re.fullmatch(r"[%YmdbBy/\-. :HMS,]{2,30}", form):
            fault(("dates",), "`dates` are forms like %m/%d/%Y.")
    if faults:
        raise Faults(faults)
    return Layout(
        int(header), pairs["columns"], pairs["constants"], tuple(map(str, forms)), str(said.get("sheet") or "")
    )
