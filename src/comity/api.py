"""The whole engine in one screen: open the law and a record, then ask. The command line answers through the same functions.

Parties are named as on the command line (`chicago-il`, an OCD id, "Chicago, IL"), days are dates or ISO text. What cannot
be asked raises `comity.ComityError` with a message and a hint; a legal outcome, `undetermined` among them, is a value.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from comity.answers.contract import position_json, step_json
from comity.answers.demands import demand_json
from comity.answers.docket import as_seen_on_dockets
from comity.answers.question import check_award, find_forum, find_norm, find_party, open_law, open_record, supposing
from comity.answers.question import parse_day as day_of_text
from comity.answers.recipients import recipient_json
from comity.answers.search import hit_json
from comity.answers.statements import statement_json
from comity.answers.timeline import change_json
from comity.errors import Refused
from comity.frames import Rows, frame_file
from comity.norms.build.graph import whole
from comity.norms.names.governments import Government
from comity.norms.nodes import Law
from comity.proof.question import Question
from comity.record.nodes import Record

if TYPE_CHECKING:
    from comity.plan.assessment.assess import Assessment
    from comity.plan.comparison.compare import Comparison
    from comity.plan.timeline.intervals import Timelines
    from comity.proof.position import Position

Day: TypeAlias = dt.date | str
Folder: TypeAlias = Path | str


def open(
    law: Folder | None = None, record: Folder | Sequence[Folder] | None = None, with_: Iterable[Folder] = ()
) -> Library:
    """Open a law and a record to ask about them.

    Args:
        law: a folder of law files; the packaged law when left out.
        record: a record folder or several, read as one; the packaged sample records when left out (with a law of
            your own, those that fit it, with a warning).
        with_: further law files, as if they were part of the law.

    Returns:
        The library. Raises ComityError with every fault of every file at once.

    >>> lib = open()
    >>> lib.position("chicago-il", as_of="2018-07-01")[0].party
    'chicago-il'
    """  # fmt: skip
    loaded = open_law(Path(law) if law is not None else None, [Path(one) for one in with_])
    folders = [record] if isinstance(record, Path | str) else record
    paths = [Path(one) for one in folders] if folders is not None else None
    facts = open_record(paths, loaded, warnings.warn if law is not None else None)
    return Library(loaded, facts, Path(law) if law is not None else None)


class Positions(Rows["Position"]):
    """Positions as a list and, with `.to_dicts()`, `.to_arrow()`, `.to_polars()`, `.to_pandas()`, as a frame."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows of the position contract (`comity schema position`)."""
        return [position_json(one) for one in self]


class Proofs(Rows["Position"]):
    """The answers about one norm, one for each award or demand it may attach to, with their proofs."""

    def __init__(self, found: Iterable[Position], question: Question, party: Government, norm: str) -> None:
        super().__init__(found)
        self.question, self.party, self.norm = question, party, norm

    def memo(self, full: bool = False) -> str:
        """The proof as a memo, as `comity why` prints it; `full` adds every step, failed ones too."""
        from comity.brief.terminal.memo import memo

        norm = self.question.law.norms[self.norm]
        return "\n".join(str(part) for part in memo(norm, tuple(self), self.question, self.party, full=full))

    def to_dicts(self) -> list[dict[str, Any]]:
        """The positions with their proof trees."""
        return [{**position_json(one), "proof": step_json(one.proof)} for one in self]

    def __repr__(self) -> str:
        return self.memo()

    def _repr_html_(self) -> str:
        from html import escape

        return f'<pre style="white-space: pre-wrap">{escape(self.memo())}</pre>'


class Table(Rows[Any]):
    """Other answers as a list: changes, demands, statements; `.to_dicts()` gives the rows of their contract."""

    def __init__(self, found: Iterable[Any], as_dict: Any) -> None:
        super().__init__(found)
        self._as_dict = as_dict

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows, as `--json` prints them."""
        return [self._as_dict(one) for one in self]


@dataclass(frozen=True)
class Library:
    """A law and a record, to be asked about any party, norm and day.

    Every verb takes `as_of` (the day asked about; today unless said), `known_at` (what had been decided and recorded by
    then; the day asked about unless said), `forum` (the court asked; the party's own courts unless said) and, where it
    asks about a party, `suppose` (facts taken as true, as after --suppose).
    """

    law: Law
    record: Record
    folder: Path | None = None

    def position(self, party: str, *, award: str | None = None, suppose: str | None = None, **when: Any) -> Positions:
        """What binds a party, what is blocked, void or waived for it, and what cannot be told; norms without effect on it are left out."""
        from comity.answers.timeline import all_positions

        question, who = self._asked(party, award, suppose, **when)
        return Positions(all_positions(question, who, award))

    def why(
        self, party: str, norm: str, *, award: str | None = None, suppose: str | None = None, **when: Any
    ) -> Proofs:
        """The answers about one norm, with their proofs.

        >>> open().why("chicago-il", "jag-fy2017/notice", as_of="2018-01-24", suppose="attached")[0].status
        'blocked'
        """
        from comity.proof.ask import ask

        question, who = self._asked(party, award, suppose, **when)
        wanted = find_norm(norm, question.law)
        return Proofs(ask(wanted, question.context(who), award), question, who, wanted.id)

    def timeline(
        self, party: str, norm: str, *, award: str | None = None, suppose: str | None = None,
        known_at: Day | None = None, forum: str | None = None,
    ) -> Table:  # fmt: skip
        """Every change of a party's answer under a norm, each with its day; `known_at` asks in hindsight."""
        from comity.answers.timeline import timeline

        question, who = self._asked(
            party, award, suppose, as_of=known_at or "2000-01-01", known_at=known_at, forum=forum
        )
        if known_at is not None:
            question = replace(question, as_of=dt.date.min)
        return Table(timeline(question, who, find_norm(norm, question.law), award), change_json)

    def compare(
        self, party: str, *, to: Day | None = None, without: str | None = None, with_: Folder | None = None,
        suppose: str | None = None, award: str | None = None, **when: Any,
    ) -> Table:  # fmt: skip
        """What changes for a party: on another day, without an order, with another law file, or under suppositions."""
        from comity.answers.difference import difference

        question, who = self._asked(party, award, None, **when)
        second = None if to is None else str(to)
        found = difference(
            question=question,
            party=who,
            second=second,
            without=without,
            added=None if with_ is None else Path(with_),
            law=self.folder,
            suppose=suppose,
            award=award,
            two_days=to is not None,
        )
        return Table(found.changes, change_json)

    def demands(self, party: str | None = None, *, only: str | None = None, **when: Any) -> Table:
        """Who must answer what by when, with what legal force, and what may follow; for all recipients unless one is named."""
        from comity.answers.demands import demands

        question = self._question(**when)
        return Table(demands(question, find_party(party, self.record) if party else None, only), demand_json)

    def statements(self) -> Table:
        """Who said what, through whom, and what law and record said of it on that day."""
        from comity.answers.statements import check_statements

        return Table(check_statements(self._question()), statement_json)

    def recipients(self, norm: str, awards: Any = None, **when: Any) -> Table:
        """Against which recipients an order forbids a norm, where no order was found, and where it cannot be told.

        Args:
            norm: the norm, asked about as if each recipient's award carried it.
            awards: the agency's list of awards, as `assess` takes it; left out, those whom the orders on the norm name.
            when: `as_of`, `known_at`, `forum`.
        """
        from comity.answers.recipients import recipients

        question = self._question(**when)
        wanted = find_norm(norm, question.law)
        if awards is None:
            return Table(recipients(question, wanted).recipients, recipient_json)
        with frame_file(awards) as (file, _):
            return Table(recipients(question, wanted, file).recipients, recipient_json)

    def search(self, words: str, *, most: int = 20) -> Table:
        """Norms, orders, instruments, acts, programs and parties that match some words, best first; typing errors are forgiven."""
        from comity.answers.search import search

        return Table(search(words, self.law, most), hit_json)

    def assess(
        self, awards: Any, *, as_of: Day | Sequence[Day] = "today", out: Folder | None = None,
        known_at: Day | None = None, forum: str | None = None,
    ) -> Assessed:  # fmt: skip
        """Every position of every award in a file or frame.

        Args:
            awards: a path of a CSV or Parquet file, or any frame that narwhals knows or that exports Arrow (pandas, polars,
                pyarrow); columns as in docs/bulk.md.
            as_of: the day asked about, or several.
            out: the Parquet file to write; a temporary one when left out.
            known_at: what had been decided and recorded by then.
            forum: the court asked.
        """
        from comity.plan.assessment.assess import assess

        days = [_day(as_of)] if isinstance(as_of, str | dt.date) else [_day(one) for one in as_of]
        known = None if known_at is None else _day(known_at)
        law, court = as_seen_on_dockets(self.law, self.record, known or max(days)), find_forum(forum) if forum else None
        asked = [Question(law, self.record, day, known or day, court) for day in days]
        with frame_file(awards) as (file, scratch):
            target = Path(out) if out is not None else scratch.keep("positions.parquet")
            done = assess(asked, file, target)
        return Assessed(done, None if out is not None else scratch)

    def compare_awards(
        self, awards: Any, out: Folder, *, as_of: Day = "today", to: Day | None = None, without: str | None = None,
    ) -> Comparison:  # fmt: skip
        """Every answer about the awards that changes on another day or without an order, written to a Parquet file."""
        from comity.plan.comparison.compare import compare

        asked = [_day(as_of), *([_day(to)] if to is not None else [])]
        law = as_seen_on_dockets(self.law, self.record, max(asked))
        before, after = (Question(law, self.record, day, day) for day in (asked[0], asked[-1]))
        if without is not None:
            if without not in self.law.norm_acts:
                raise Refused(f"no order, holding, notice or doctrine is named `{without}`.")
            after = replace(after, without=whole({without}, before.law))
        if after == before:
            raise Refused("nothing to compare.", "Give `to` or `without`.")
        with frame_file(awards) as (file, _):
            return compare(before, after, file, Path(out))

    def timelines(
        self, awards: Any, out: Folder, *, known_at: Day | None = None, forum: str | None = None
    ) -> Timelines:
        """Every answer of every award with the days between which it holds, written to a Parquet file."""
        from comity.plan.timeline.intervals import timelines

        with frame_file(awards) as (file, _):
            known = None if known_at is None else _day(known_at)
            law = as_seen_on_dockets(self.law, self.record, known)
            day = known or _day("today")
            question = Question(law, self.record, day, day, find_forum(forum) if forum else None)
            return timelines(question, file, Path(out), hindsight=known is not None)

    def _question(self, as_of: Day = "today", known_at: Day | None = None, forum: str | None = None) -> Question:
        day = _day(as_of)
        known = day if known_at is None else _day(known_at)
        if known < day:
            raise Refused(f"known at {known} is before the day asked about, {day}.", KNOWN_LATER)
        return Question(
            as_seen_on_dockets(self.law, self.record, known),
            self.record,
            day,
            known,
            find_forum(forum) if forum else None,
        )

    def _asked(self, party: str, award: str | None, suppose: str | None, **when: Any) -> tuple[Question, Government]:
        question = self._question(**when)
        who = find_party(party, self.record)
        check_award(award, self.record)
        return (question if suppose is None else supposing(question, suppose, who)), who


KNOWN_LATER = "`known_at` must not be earlier than `as_of`."


class Assessed:
    """An assessment: its totals, and its positions as a frame with the columns of docs/bulk.md."""

    def __init__(self, done: Assessment, scratch: object) -> None:
        self.done = done
        self._scratch = scratch  # a temporary file lives as long as this does

    @property
    def out(self) -> Path:
        """The Parquet file of the positions."""
        return self.done.out

    def to_dict(self) -> dict[str, Any]:
        """The assessment as `comity assess --json` prints it."""
        from comity.brief.terminal.portfolio import assessment_json

        return assessment_json(self.done)

    def to_arrow(self) -> Any:
        """The positions as a pyarrow.Table."""
        import pyarrow.parquet as pq

        table: Any = pq.read_table(self.out)  # pyright: ignore[reportUnknownMemberType] pyarrow types it in part
        return table

    def to_polars(self) -> Any:
        """The positions as a polars.DataFrame."""
        import narwhals as nw

        return nw.from_arrow(self.to_arrow(), backend="polars").to_native()

    def to_pandas(self) -> Any:
        """The positions as a pandas.DataFrame."""
        return self.to_arrow().to_pandas()


def _day(value: Day) -> dt.date:
    return value if isinstance(value, dt.date) else day_of_text(value)
