"""Load record folders as one checked `Record`: every name resolved, every value typed, every fault at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from comity.disk.inside import OUT, OUT_HINT, leads_out
from comity.norms.names.governments import Government, government
from comity.norms.names.nearest import did_you_mean
from comity.norms.names.programs import program
from comity.norms.nodes import Law
from comity.record import nodes as n
from comity.record.award_facts import with_award_facts, wrong_facts
from comity.record.claims import read_claim
from comity.record.consistency import disagreements
from comity.record.files.read import read_rows
from comity.record.files.row import Path_, Row, text_of
from comity.record.names import Names
from comity.record.schema import FORMATS, TABLES, Table
from comity.record.values import read_one, read_value
from comity.record.wrong import Wrong, a
from comity.text.faults import Fault, Faults, Place

ABOUT = "record.yaml"
ROWS = "rows.jsonl"
"""The file of a record folder that has rows of any table, each with who entered it and when (comity.record.rows)."""
MOST_FAULTS = 1_000  # of one file


@dataclass(frozen=True, slots=True)
class About:
    """What `record.yaml` says about a folder: its title, and a note on what is missing."""

    title: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A node of the record beside the row it was built from, so that later checks can say where a fault is."""

    node: Any
    row: Row


@dataclass(slots=True)
class _Loading:
    """Folders being read: rows by table, and the faults so far."""

    law: Law
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: list[Row]() for name in TABLES})
    faults: list[Fault] = field(default_factory=list[Fault])
    abouts: list[About] = field(default_factory=list[About])

    def report(self, row: Row, at: Path_, sentence: str, hint: str = "") -> None:
        self.faults.append(row.fault(at, sentence, hint))


def load_record(folders: Iterable[Path], law: Law) -> n.Record:
    """Read record folders as one record, checked against the law.

    Args:
        folders: folders as docs/record.md describes them; ids are unique across all of them.
        law: the law whose norms, acts and questions the record may name.

    Returns:
        The record, its rows in an order that depends on what they say and not on where they stand. A proposition of
        several checks is `{"all": (check, ...)}`. An award without agency has its program's, if that has exactly one.

    Raises:
        Faults: with every fault of every file; nothing is loaded.

    >>> from comity.library import records_dir
    >>> from comity.norms.nodes import Law
    >>> load_record([], Law({}, {}, {}, {}, {}, {}, (), {})).awards
    ()
    """
    loading = _Loading(law)
    seen: dict[Path, Path] = {}
    for folder in folders:
        try:
            real = folder.resolve()
        except (OSError, RuntimeError):
            real = folder
        if real in seen:
            loading.faults.append(Fault(Place(str(folder), 1), "This folder is given twice."))
        else:
            seen[real] = folder
            _read_folder(folder, loading)
    return _checked(loading, "; ".join(about.title for about in loading.abouts))


def load_rows(rows: Mapping[str, list[Row]], law: Law, title: str = "") -> n.Record:
    """Make a record of rows by table, checked as `load_record` does it.

    Raises:
        Faults: with every fault of every row.
    """
    return _checked(_Loading(law, {name: list(rows.get(name, ())) for name in TABLES}), title)


def _checked(loading: _Loading, title: str) -> n.Record:
    names = Names(loading.law)
    for table in TABLES.values():
        if table.key is not None:
            found = (row.values.get(table.key) for row in loading.rows[table.name])
            names.ids[table.name] = {str(id).strip() for id in found if id is not None}
    names.parties = _parties(loading, names)
    built = {name: _build(table, loading, names) for name, table in TABLES.items() if name != "parties"}
    loading.faults += disagreements(built, loading.rows["parties"])
    loading.faults += wrong_facts(built["award_facts"], names)
    if loading.faults:
        raise Faults(_capped(loading.faults))
    nodes: dict[str, list[Any]] = {
        name: sorted((one.node for one in rows), key=ORDER[name]) for name, rows in built.items()
    }
    record = n.Record(
        title=title,
        parties=dict(sorted(names.parties.items())),
        sources={source.id: source for source in nodes["sources"]},
        awards=tuple(nodes["awards"]),
        demands=tuple(nodes["demands"]),
        conduct=tuple(nodes["conduct"]),
        answers=tuple(nodes["answers"]),
        memberships=tuple(nodes["memberships"]),
        carriage=tuple(nodes["carriage"]),
        award_facts=tuple(nodes["award_facts"]),
        docket_checks=tuple(nodes["docket_checks"]),
        statements=tuple(nodes["statements"]),
    )
    return with_award_facts(record, names)


def read_about(folder: Path) -> About:
    """The title and note of a record folder.

    Raises:
        Faults: `record.yaml` is missing or wrong.
    """
    loading = _Loading(
        Law(instruments={}, acts={}, questions={}, lists={}, norms={}, norm_acts={}, cases=(), acting_on={})
    )
    _read_about(folder, loading)
    if loading.faults:
        raise Faults(loading.faults)
    return loading.abouts[0]


# Reading --------------------------------------------------------------------------------------------


def _read_folder(folder: Path, loading: _Loading) -> None:
    try:
        entries = sorted(folder.iterdir())
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        loading.faults.append(Fault(Place(str(folder), 1), f"This record folder cannot be read: {reason}."))
        return
    _read_about(folder, loading)
    read: dict[str, str] = {}
    if (folder / ROWS).is_file():
        from comity.record.fact_rows import read_file, sited

        try:
            for one in read_file(folder / ROWS):
                loading.rows[one.table].append(sited(one, f"{folder.name}/{ROWS}"))
        except Faults as error:
            loading.faults += error.faults
    for path in entries:
        suffix = path.suffix.removeprefix(".")
        if path.name == ABOUT or path.name.startswith(".") or suffix not in (*FORMATS, "yml"):
            continue
        shown = f"{folder.name}/{path.name}"
        if leads_out(path, folder):
            loading.faults.append(Fault(Place(shown, 1), OUT, OUT_HINT))
            continue
        table = TABLES.get(path.stem)
        if table is None or suffix == "yml":
            known = [f"{name}.{kind}" for name in TABLES for kind in FORMATS]
            hint = did_you_mean(path.name, known, f"The tables are: {', '.join(TABLES)}.")
            loading.faults.append(Fault(Place(shown, 1), f"No table of a record is kept in `{path.name}`.", hint))
        elif table.name in read:
            sentence = f"The table `{table.name}` is already in `{read[table.name]}`."
            loading.faults.append(Fault(Place(shown, 1), sentence, "Keep a table of one folder in one file."))
        else:
            read[table.name] = path.name
            rows, faults = read_rows(path, tuple(column.name for column in table.columns), shown)
            loading.rows[table.name] += rows
            loading.faults += faults


def _read_about(folder: Path, loading: _Loading) -> None:
    from comity.record.files.yaml import Malformed, read_document

    shown = f"{folder.name}/{ABOUT}"
    try:
        path = folder / ABOUT
        if path.is_symlink() and leads_out(path, folder):
            loading.faults.append(Fault(Place(shown, 1), OUT, OUT_HINT))
            return
        if not path.is_file() or path.stat().st_size > 100_000:
            sentence = "This is not a small file." if path.exists() else "There is no such file here."
            hint = "A record folder has a file `record.yaml` of at most 100,000 bytes, with its title."
            loading.faults.append(Fault(Place(shown, 1), sentence, hint))
            return
        text, fault = text_of(path.read_bytes(), shown)
        if text is None:
            loading.faults += [fault] if fault else []
            return
        found, reading = read_document(text, shown)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        loading.faults.append(Fault(Place(shown, 1), f"This file cannot be read: {reason}."))
        return
    except Malformed as refused:
        loading.faults.append(refused.fault)
        return
    about = cast(dict[str, object], found if isinstance(found, dict) else {})

    def fault_at(at: Path_, sentence: str, hint: str = "") -> None:
        place, excerpt = reading.where((), at)
        loading.faults.append(Fault(place, sentence, hint, excerpt))

    for key, value in about.items():
        if key not in ("title", "note"):
            hint = did_you_mean(key, ("title", "note"), "The keys are: title, note.")
            fault_at((key,), f"There is no key `{key}`.", hint)
        elif value is not None and not isinstance(value, str):
            fault_at((key,), f"`{key}` must be text.")
    title, note = about.get("title"), about.get("note")
    if title is None:
        fault_at((), "This record has no title.", "Write `title: ...`.")
    loading.abouts.append(About(title if isinstance(title, str) else "", note if isinstance(note, str) else None))


def _capped(faults: list[Fault]) -> list[Fault]:
    """At most so many faults of one file, and a last one that says that there are more."""
    counted: dict[str, int] = {}
    kept: list[Fault] = []
    for fault in sorted(set(faults)):
        file = fault.place.file
        counted[file] = counted.get(file, 0) + 1
        if counted[file] <= MOST_FAULTS:
            kept.append(fault)
        elif counted[file] == MOST_FAULTS + 1:
            kept.append(Fault(fault.place, f"This file has more faults; the first {MOST_FAULTS:,} are shown."))
    return kept


# Building -------------------------------------------------------------------------------------------


def _parties(loading: _Loading, names: Names) -> dict[str, Government]:
    parties: dict[str, Government] = {}
    for row in loading.rows["parties"]:
        values = _values(TABLES["parties"], row, loading, names)
        if values is not None and (short := str(values["short"])) not in parties:
            state = government(str(values["state"])) if values["state"] else None
            parties[short] = Government(
                id=short, short=short, name=str(values["name"]), kind=str(values["kind"]),
                state=state.short if state else None, counties=(), districts=state.districts if state else (),
                circuit=state.circuit if state else None, parent=None, population=None, fips=None,
            )  # fmt: skip
    return parties


def _build(table: Table, loading: _Loading, names: Names) -> list[Built]:
    built: list[Built] = []
    given = ((row.values.get("id"), row.values.get("access")) for row in loading.rows["sources"])
    access = {str(id).strip(): str(held).strip() for id, held in given if id and held}
    for row in loading.rows[table.name]:
        values = _values(table, row, loading, names)
        if values is None:
            continue
        if table.name == "answers" and not _type_answer(values, row, loading, names):
            continue
        if table.name == "awards" and values["agency"] is None and values["program"] is not None:
            found = program(str(values["program"]))
            values["agency"] = found.agency if found else None
        if table.name != "sources":
            known = n.Known(**{field.name: values.pop(field.name) for field in fields(n.Known)})
            # what is recorded from a source is seen by no more people than the source
            values["known"] = known if known.access else replace(known, access=access.get(str(known.source)))
        built.append(Built(table.node(**values), row))
    return built


def _values(table: Table, row: Row, loading: _Loading, names: Names) -> dict[str, Any] | None:
    """The typed values of a row by column; None when one of them is at fault."""
    values: dict[str, Any] = {}
    sound = True
    for column in table.columns:
        raw = row.values.get(column.name)
        if raw is None:
            values[column.name] = () if column.many and not column.exact else None
            if column.required:
                hint = f"It is {a(column.words)}: {column.sentence}"
                loading.report(row, (), f"This row of `{table.name}` has no `{column.name}`.", hint)
                sound = False
            continue
        try:
            values[column.name] = read_claim(raw, names) if column.type == "claim" else read_value(column, raw, names)
            if column.required and values[column.name] == ():
                raise Wrong(f"`{column.name}` is an empty list.", "A row names at least one.")
        except Wrong as wrong:
            for one in wrong.within(column.name):
                loading.report(row, one.path, one.sentence, one.hint)
            sound = False
    return values if sound else None


def _type_answer(values: dict[str, Any], row: Row, loading: _Loading, names: Names) -> bool:
    """Give an answer the type of its question and check whom it is about; False when it is at fault."""
    question = names.law.questions[values["question"]]
    columns = {"award": "award", "order": "act"}
    wanted = columns.get(question.of, "party")
    if values[wanted] is None:
        sentence = f"`{question.name}` is about {a(wanted)}; this row names none."
        loading.report(row, (), sentence, f"Fill the column `{wanted}`.")
        return False
    for other in ("party", *columns.values()):
        if other != wanted and values[other] is not None:
            sentence = f"`{question.name}` is about {a(wanted)}, not about {a(other)}."
            loading.report(row, (other,), sentence, "Leave this empty.")
            return False
    try:
        values["value"] = read_one(question.type, values["value"], "value", names)
    except Wrong as wrong:
        asked = f"The question `{question.name}` asks for {a(question.type)}."
        loading.report(row, ("value",), wrong.sentence, f"{asked} {wrong.hint}".strip())
        return False
    return True


def _age(node: Any) -> tuple[dt.date, str]:
    return node.known.recorded or dt.date.min, node.known.row or ""


def _newest(node: Any) -> tuple[int, int, str]:
    """The latest `since` first, then the latest recorded."""
    since: dt.date = node.since or dt.date.min
    recorded: dt.date = node.known.recorded or dt.date.min
    return -since.toordinal(), -recorded.toordinal(), node.known.row or ""


ORDER: Mapping[str, Callable[[Any], Any]] = {
    "sources": lambda s: s.id,
    "awards": lambda w: (w.recipient, w.fiscal_year or 0, w.id, *_age(w)),
    "demands": lambda d: (d.date or dt.date.min, d.id, *_age(d)),
    "conduct": lambda c: (c.party, c.act, c.on or dt.date.min, c.demand or "", str(c.done), *_age(c), repr(c)),
    "answers": lambda q: (q.question, q.party or "", q.award or "", q.act or "", *_newest(q), repr(q)),
    "memberships": lambda m: (m.party, m.association, *_newest(m), repr(m)),
    "carriage": lambda c: (c.carries, c.by, c.award or "", *_age(c), repr(c)),
    "award_facts": lambda f: (f.award, f.attribute, *_age(f), f.value),
    "docket_checks": lambda d: (d.act, d.on, d.seen, *_age(d)),
    "statements": lambda s: (s.said_first or dt.date.max, s.id, *_age(s)),
}
"""The order of the rows of each table in a record, whatever file they came from."""
