"""The mirror question: against which recipients an order forbids a norm, where none was found, where it cannot be told."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from comity.answers.asking import awards_file
from comity.norms.names.governments import government
from comity.norms.nodes import Law, Norm
from comity.proof.ask import ask
from comity.proof.question import Question
from comity.text import tree as t

FORBIDDEN, FORBADE, NOT_FOUND, OPEN = (
    "an order forbids it",
    "an order forbade it when last seen",
    "no order found",
    "cannot be told",
)
HELD = ("blocked", "void", "waived", "displaced")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient: its `group`, the act that forbids the norm against it and how it reaches it, or the missing fact.

    `seen` is the day on which the act was last seen to stand, `stale` whether that is longer ago than its limit.
    """

    party: str
    name: str
    group: str
    act: str | None = None
    words: str = ""
    status: str = ""
    awards: int = 0
    dollars: Decimal | None = None
    missing: str = ""
    seen: dt.date | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Mirror:
    """The recipients of one norm on one day, with the day to which the library was read."""

    norm: str
    as_of: dt.date
    read_to: dt.date
    recipients: tuple[Recipient, ...]
    notes: tuple[str, ...] = field(default=())

    def of(self, group: str) -> tuple[Recipient, ...]:
        """The recipients in a group."""
        return tuple(one for one in self.recipients if one.group == group)


def recipient_json(one: Recipient) -> dict[str, Any]:
    """A recipient as `comity recipients --json` prints it."""
    return {
        "party": one.party, "name": one.name, "group": one.group, "act": one.act, "words": one.words, "status": one.status,
        "awards": one.awards, "dollars": None if one.dollars is None else float(one.dollars), "missing": one.missing,
        "seen": one.seen, "stale": one.stale,
    }  # fmt: skip


def recipients(question: Question, norm: Norm, awards: Path | None = None) -> Mirror:
    """For every recipient, whether an order forbids the norm against it, as if its award carried the norm.

    Args:
        question: law, record, day.
        norm: which norm.
        awards: the agency's list of awards: a file, or a folder of an import; left out, those whom orders on the norm name.
    """
    listed = _listed(awards) if awards is not None else dict.fromkeys(_named(question.law, norm), (0, None))
    found: list[Recipient] = []
    for name, (count, dollars) in sorted(listed.items()):
        party = question.record.parties.get(name) or government(name)
        if party is None:
            found.append(
                Recipient(
                    name, name, OPEN, awards=count, dollars=dollars, missing="which government this is, if it is one"
                )
            )
            continue
        context = question.context(party)
        context = replace(context, attached=frozenset({norm.id}))
        answers = ask(norm, context)
        found.append(_recipient(party.short, party.name, answers, count, dollars))
    read_to = max((one.checked for one in question.law.instruments.values()), default=question.as_of)
    order = {FORBIDDEN: 0, FORBADE: 1, NOT_FOUND: 2, OPEN: 3}
    found.sort(key=lambda one: (order[one.group], one.act or "", one.party))
    return Mirror(norm.id, question.as_of, read_to, tuple(found))


def _recipient(short: str, name: str, answers: Iterable[Any], count: int, dollars: Decimal | None) -> Recipient:
    every = list(answers)
    statuses = {one.status for one in every}
    first = every[0] if every else None
    if first is None:
        return Recipient(
            short, name, OPEN, awards=count, dollars=dollars, missing="whether the norm can bind this recipient"
        )
    if statuses <= set(HELD):
        fresh = first.fresh
        stale = bool(fresh and fresh.state == "last_seen")
        return Recipient(
            party=short,
            name=name,
            group=FORBADE if stale else FORBIDDEN,
            act=first.ground,
            words=first.proof.claim,
            status=first.status,
            awards=count,
            dollars=dollars,
            missing="",
            seen=fresh.seen if fresh else None,
            stale=stale,
        )
    if "undetermined" in statuses or statuses & set(HELD):
        lacking = "; ".join(dict.fromkeys(m.words for one in every for m in one.missing)) or "its awards differ"
        return Recipient(
            party=short,
            name=name,
            group=OPEN,
            act=None,
            words="",
            status="undetermined",
            awards=count,
            dollars=dollars,
            missing=lacking,
        )
    return Recipient(
        party=short, name=name, group=NOT_FOUND, act=None, words="", status=first.status, awards=count, dollars=dollars
    )


def _named(law: Law, norm: Norm) -> tuple[str, ...]:
    """The governments that the acts on a norm name."""
    found: set[str] = set()
    for act, _ in law.acting_on.get(norm.id, ()):
        parties = law.norm_acts[act].parties
        found |= set(_of(parties, law)) if parties else set()
    return tuple(sorted(found))


def _of(parties: t.PartySet, law: Law) -> Iterable[str]:
    for item in parties.items:
        inner = item.item if isinstance(item, t.Perhaps) else item
        if isinstance(inner, t.Named):
            name = inner.name.text
            if government(name) is not None:
                yield name
            elif name in law.lists:
                yield from _of(law.lists[name], law)


def _listed(awards: Path) -> Mapping[str, tuple[int, Decimal | None]]:
    """The recipients of a list of awards, matched and not, with their awards and dollars, prime awards alone."""
    import duckdb

    file = awards_file(awards)
    connection: Any = duckdb.connect()
    try:
        reader = "read_parquet" if file.suffix.lower() in (".parquet", ".pq") else "read_csv"
        of = f"{reader}('{str(file).replace(chr(39), chr(39) * 2)}')"
        columns = {row[0].lower() for row in connection.execute(f"DESCRIBE SELECT * FROM {of}").fetchall()}
        who = "government" if "government" in columns else "recipient"
        other = "recipient_name" if "recipient_name" in columns else "NULL"
        amount = "TRY_CAST(amount AS DECIMAL(18,2))" if "amount" in columns else "NULL"
        own = "prime IS NULL" if "prime" in columns else "TRUE"  # dollars of a subaward are those of its prime award
        rows = connection.execute(
            f"SELECT coalesce({who}, {other}, 'no recipient named'), count(*), sum({amount}) FILTER ({own}) FROM {of} GROUP BY 1"
        ).fetchall()
        return {str(name): (int(count), dollars) for name, count, dollars in rows}
    finally:
        connection.close()


def write_csv(mirror: Mirror, path: Path) -> None:
    """Write the recipients as CSV, safe to open as a sheet: the day and the library's day in every row, no cell a formula."""
    from comity.disk.whole_files import write_whole
    from comity.intake.output.cells import cell

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    head = (
        "recipient",
        "name",
        "group",
        "act",
        "status",
        "last seen",
        "awards",
        "dollars",
        "missing",
        "norm",
        "as of",
        "library read to",
    )
    writer.writerow(head)
    for one in mirror.recipients:
        cells = (
            one.party, one.name, one.group, one.act or "", one.status, one.seen or "", one.awards or "", one.dollars or "", one.missing,
            mirror.norm, mirror.as_of, mirror.read_to,
        )  # fmt: skip
        writer.writerow([cell(str(one)) for one in cells])
    write_whole(path, out.getvalue())
