"""Enter what a person confirmed of a document as rows of a record with their source; remember what was rejected.

Nothing is recorded without a name and a day. The record is changed whole or not at all: it must load as it was, with the rows.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from comity.disk.whole_files import replacing
from comity.errors import Refused
from comity.intake.documents.proposals import Proposal
from comity.intake.documents.review import ACCESS, Entry, Review
from comity.norms.nodes import Law
from comity.record.fact_rows import AUDIT, FactRow
from comity.record.files.yaml import read_document
from comity.record.load import load_record
from comity.record.names import Names
from comity.record.schema import TABLES
from comity.record.values import read_one
from comity.record.wrong import Wrong
from comity.text.faults import Fault, Faults, Place

LOG = "reviews.jsonl"
TABLE_OF = {"demand": "demands", "award": "awards", "statement": "statements"}
_CARRIED = {"clause": "norm", "terms": "term_set"}
"""By which field each kind of proposal names what an award carries."""
_JOINED = {"asks": "; ", "threatens": "; ", "reported": " ", "quoted": " ", "note": "; ", "title": "; "}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of a review: rows by table, proposals remembered as rejected, those seen by a second person, disagreements."""

    rows: Mapping[str, tuple[Mapping[str, object], ...]]
    rejected: tuple[str, ...]
    seen_again: tuple[str, ...]
    disagree: tuple[str, ...]
    open: int


def recorded_as(kind: str) -> frozenset[str]:
    """The fields of a kind of proposal that a row keeps when it is confirmed; the others are for its reader alone.

    >>> sorted(recorded_as("terms")), "due" in recorded_as("demand"), "received" in recorded_as("demand")
    (['term_set'], True, False)
    """
    if kind in _CARRIED:
        return frozenset({_CARRIED[kind]})
    table = TABLE_OF.get(kind)
    return (
        frozenset(column.name for column in TABLES[table].columns if column.name not in AUDIT) if table else frozenset()
    )


def decided(record: Path, sha256: str) -> dict[str, str]:
    """What was decided of a document before, by proposal: yes or no. Empty where nothing was."""
    return {str(line["proposal"]): str(line["decide"]) for line in _log(record) if line.get("sha256") == sha256}


def _log(record: Path) -> list[dict[str, Any]]:
    path = record / LOG
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def confirm(review: Review, record: Path, law: Law, by: str, on: dt.date, beside: Sequence[Path] = ()) -> Confirmed:
    """Record what a review confirms.

    Args:
        review: the review, its decisions made.
        record: the record folder, made where it is missing.
        law: the law whose norms the rows may name.
        by: who decides.
        on: the day of the decision.
        beside: other records that are read with this one, whose rows the new ones may name.

    Raises:
        Refused: there is no name, or the record is of a lower access than the document.
        Faults: a row that is confirmed cannot be recorded as it stands; nothing is written.
    """
    if not by.strip():
        raise Refused("nothing is recorded without a name.", "Say who confirms: --by NAME.")
    _guard(review, record)
    before = {str(line["proposal"]): line for line in _log(record) if line.get("sha256") == review.sha256}
    fresh: list[Entry] = []
    again: list[str] = []
    disagree: list[str] = []
    for entry in review.entries:
        if entry.decide is None:
            continue
        earlier = before.get(entry.id)
        if earlier is None:
            fresh.append(entry)
        elif (earlier["decide"] == "yes") != entry.decide:
            was = "confirmed" if earlier["decide"] == "yes" else "rejected"
            disagree.append(f"{entry.id}: {earlier['by']} {was} it on {earlier['on']}")
        elif earlier["by"] != by:
            again.append(entry.id)
    confirmed = [entry for entry in fresh if entry.decide]
    _faults_of(confirmed, law)
    rows = _rows(review, confirmed, by, on)
    if _has(record, "sources", _source(review)):
        rows["sources"] = []
    if any(rows.values()):
        _write(record, rows, review, law, beside)
    lines = [_line(review=review, id=e.id, decide="yes" if e.decide else "no", by=by, on=on, entry=e) for e in fresh]
    lines += [_line(review=review, id=id, decide=str(before[id]["decide"]), by=by, on=on, entry=None) for id in again]
    if lines:
        record.mkdir(parents=True, exist_ok=True)
        with (record / LOG).open("a", encoding="utf-8") as log:
            log.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return Confirmed(
        {name: tuple(found) for name, found in rows.items() if found},
        tuple(e.id for e in fresh if not e.decide), tuple(again), tuple(disagree), sum(e.decide is None for e in review.entries),
    )  # fmt: skip


def _line(review: Review, id: str, decide: str, by: str, on: dt.date, entry: Entry | None) -> dict[str, object]:
    words = [review.document.words(span) for span in entry.proposal.spans[:1]] if entry else []
    return {
        "document": review.name, "sha256": review.sha256, "proposal": id, "kind": entry.proposal.kind if entry else "",
        "decide": decide, "by": by, "on": on.isoformat(), "access": review.access, "edited": bool(entry and entry.changed), "words": words,
    }  # fmt: skip


def _guard(review: Review, record: Path) -> None:
    """A document goes only into a record of its own access or a stricter one; a record's access is that of what is in it."""
    here = [ACCESS.index(str(line["access"])) for line in _log(record)]
    wanted = ACCESS.index(review.access)
    if here and wanted > max(here):
        raise Refused(
            f"{record} holds what is {ACCESS[max(here)]}; this document is {review.access}.",
            "Confirm it into a record of its own, and name both where they are read.",
        )


def _faults_of(entries: list[Entry], law: Law) -> None:
    """Raise every fault of what is confirmed: what failed its check and was not mended, names that mean nothing."""
    faults: list[Fault] = []
    names = Names(law)
    for entry in entries:
        place = Place(entry.id, 1)
        if entry.proposal.failed and not entry.changed:
            faults.append(
                Fault(
                    place,
                    f"It failed its check: {'; '.join(entry.proposal.failed)}.",
                    "Change its fields, or reject it.",
                )
            )
        table = TABLE_OF.get(entry.proposal.kind)
        if table is None:
            continue
        columns = {column.name: column for column in TABLES[table].columns}
        for field in entry.proposal.fields:
            column = columns.get(field.name)
            if column is None or column.type in ("claim", "demand", "answer"):
                continue
            try:
                read_one(column.type, field.value, field.name, names)
            except Wrong as wrong:
                faults.append(Fault(place, wrong.sentence, wrong.hint))
    if faults:
        raise Faults(faults)


def fact_rows(review: Review, law: Law, by: str, on: dt.date) -> tuple[FactRow, ...]:
    """The rows that a review confirms, its document's source first, for a store of facts that is not a folder.

    Raises:
        Faults: a row that is confirmed cannot be recorded as it stands.
    """
    confirmed = [entry for entry in review.entries if entry.decide]
    _faults_of(confirmed, law)
    return tuple(
        FactRow(
            table,
            _text(row, "row"),
            {name: value for name, value in row.items() if name not in AUDIT},
            source=_text(row, "source"),
            entered_by=_text(row, "entered_by"),
            entered_at=_text(row, "entered_at"),
            access=_text(row, "access"),
        )
        for table, rows in _rows(review, confirmed, by, on).items()
        for row in rows
    )


def _text(row: Mapping[str, object], name: str) -> str | None:
    return str(row[name]) if name in row else None


def _source(review: Review) -> str:
    return f"doc-{review.sha256[:12]}"


def _rows(review: Review, entries: list[Entry], by: str, on: dt.date) -> dict[str, list[dict[str, object]]]:
    """The rows that confirmed proposals make, with the source that the document is."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in ("sources", *TABLE_OF.values())}
    source = _source(review)
    audit = {"source": source, "entered_by": by, "entered_at": on.isoformat(), "access": review.access}
    carried = _carried(entries)
    for entry in entries:
        table = TABLE_OF.get(entry.proposal.kind)
        if table is None:
            continue
        row = _row(entry.proposal, table)
        row.setdefault("id", _id(entry, review, rows[table]))
        if table == "demands":
            row.setdefault("title", entry.proposal.sentence or review.name)
        if table == "awards":
            row |= {name: values for name, values in carried.items() if values}
        row |= {**audit, "row": entry.id}
        rows[table].append({c.name: row[c.name] for c in TABLES[table].columns if c.name in row})
    if any(carried.values()) and not rows["awards"]:
        if review.award is None:
            hint = "Confirm the award itself as well, or name it: `award: NUMBER` under `document`."
            raise Faults(
                [Fault(Place(review.name, 1), "Clauses are confirmed, and it is not said of which award.", hint)]
            )
        rows["carriage"] = [
            {"carries": one, "by": "office", "carried": "yes", "award": review.award, **audit}
            for values in carried.values()
            for one in values
        ]
    if any(rows.values()):
        day = next(
            (
                e.proposal.value("date") or e.proposal.value("offered")
                for e in entries
                if e.proposal.kind in ("demand", "award")
            ),
            None,
        )
        title = f"{review.name} ({review.paper or review.kind}, sha256 {review.sha256[:16]})"
        rows["sources"].append(
            {
                "id": source,
                "title": title,
                **({"date": day} if day else {}),
                "basis": "read",
                "checked": on.isoformat(),
                "access": review.access,
            }
        )
    return rows


def _carried(entries: list[Entry]) -> dict[str, list[str]]:
    """Norms and sets of terms that confirmed clauses say an award carries."""
    norms, sets = (
        [v for e in entries if e.proposal.kind == kind for v in e.proposal.values(name)]
        for kind, name in _CARRIED.items()
    )
    return {"terms": list(dict.fromkeys(norms)), "term_sets": list(dict.fromkeys(sets))}


def _row(proposal: Proposal, table: str) -> dict[str, object]:
    """The cells of a proposal's fields; those of one name are a list, or joined where the column holds one text."""
    row: dict[str, object] = {}
    for column in TABLES[table].columns:
        values = list(dict.fromkeys(proposal.values(column.name)))
        if not values or column.name in AUDIT:
            continue
        if column.type == "claim":
            row[column.name] = read_document(values[0], column.name)[0]  # every scalar as it is written: `on` is a key
        elif column.many:
            row[column.name] = values
        else:
            row[column.name] = _JOINED[column.name].join(values) if column.name in _JOINED else values[0]
    return row


def _id(entry: Entry, review: Review, others: list[dict[str, object]]) -> str:
    who = entry.proposal.value("issuer") or entry.proposal.value("speaker") or entry.proposal.kind
    day = entry.proposal.value("date") or review.sha256[:8]
    plain = re.sub(r"[^a-z0-9]+", "-", who.lower()).strip("-")
    base = f"{plain}-{day}"
    taken = {str(row["id"]) for row in others}
    return base if base not in taken else f"{base}-{entry.id.rpartition('-')[2]}"


def _has(record: Path, table: str, id: str) -> bool:
    return any(
        re.search(rf"(?m)(?:^|\b){re.escape(id)}\b", path.read_text("utf-8", "replace"))
        for path in record.glob(f"{table}.*")
        if path.suffix != ".parquet"
    )


def _write(
    record: Path, rows: Mapping[str, list[dict[str, object]]], review: Review, law: Law, beside: Sequence[Path]
) -> None:
    """Add rows to the tables of a record, in the format each is kept in; checked in a copy before anything is changed."""
    scratch = Path(tempfile.mkdtemp(prefix="comity-confirm-"))
    try:
        copy = scratch / record.name
        if record.exists():
            shutil.copytree(record, copy)
        else:
            copy.mkdir()
        if not (copy / "record.yaml").exists():
            (copy / "record.yaml").write_text(
                f"title: What was read in documents\nnote: Begun with {json.dumps(review.name)}.\n", encoding="utf-8"
            )
        changed = ["record.yaml"] + [_add(copy, table, found) for table, found in rows.items() if found]
        load_record([copy, *beside], law)
        record.mkdir(parents=True, exist_ok=True)
        for name in changed:
            data = (copy / name).read_bytes()
            with replacing(record / name) as file:
                file.write_bytes(data)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _add(folder: Path, table: str, rows: list[dict[str, object]]) -> str:
    """Add rows to a table and return the name of its file."""
    if (folder / f"{table}.parquet").exists():
        raise Refused(f"the table `{table}` of this record is kept as Parquet.", "Confirm into a record of its own.")
    as_csv = folder / f"{table}.csv"
    if as_csv.exists():
        old = list(csv.DictReader(io.StringIO(as_csv.read_text(encoding="utf-8-sig"), newline="")))
        names = [c.name for c in TABLES[table].columns if any(c.name in row for row in (*old, *rows))]
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, names, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows([*old, *({name: _cell(value) for name, value in row.items()} for row in rows)])
        as_csv.write_text(out.getvalue(), encoding="utf-8", newline="")
        return as_csv.name
    path = folder / f"{table}.yaml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    made = yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(f"{text.rstrip()}\n{made}" if text.strip() else made, encoding="utf-8")
    return path.name


def _cell(value: object) -> str:
    if isinstance(value, list):
        items = [str(item) for item in cast(list[object], value)]
        return ";".join(items) if all(";" not in item for item in items) else json.dumps(items, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
