"""What is kept in the process and in the data folder: the law, views of the facts, and the answers to questions about them.

A page never computes a portfolio. It takes what is kept under its key; where nothing is, the work is begun beside it, and
the page says so and fills itself.
"""

from __future__ import annotations

import datetime as dt
import gc
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable, Set
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import connection

from comity.answers.demands import DemandAnswer, demands
from comity.answers.docket import as_seen_on_dockets
from comity.errors import ComityError
from comity.kept.fold import Fold
from comity.kept.keys import Key, law_digest, program
from comity.kept.sheet import Sheet, sheet
from comity.kept.store import Store
from comity.library import law_dir, records_dir
from comity.norms.nodes import Law
from comity.plan.join.survey import no_garbage
from comity.proof.context import Facts
from comity.proof.question import Question
from comity.record.fact_rows import FactRow, rows_of
from comity.record.load import load_record
from comity.record.nodes import Record
from comity.web.asking import Asking
from comity.web.folder import DataFolder
from comity.web.kept_answers import Answers
from comity.web.office.as_record import record_after, record_of
from comity.web.office.models import Disposal
from comity.web.office.view import Standing, View, seen_by
from comity.web.people.models import Matter
from comity.web.people.rights import Rights

T = TypeVar("T")
log = logging.getLogger("comity.keeping")


class _Latest(Generic[T]):
    """The latest of something by key, the ones not asked for longest gone first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Hashable, value: T) -> T:
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return value


class Keeping:
    """The law of this process, and what is kept of its answers."""

    def __init__(self, folder: DataFolder, law: Path | None = None) -> None:
        self.folder = folder
        self.law_folder = law or law_dir()
        self._store = Store(folder.kept)
        self._views: _Latest[View] = _Latest(16)
        self._standing: _Latest[tuple[Standing, str | None]] = _Latest(8)
        self._records: _Latest[tuple[View, Record]] = _Latest(16)
        self._laws: _Latest[Law] = _Latest(4)
        self._answers: _Latest[Answers] = _Latest(16)
        self._grown: _Latest[Answers] = _Latest(16)
        self._facts: _Latest[Facts] = _Latest(8)
        self._read_off: _Latest[Any] = _Latest(64)
        self._folds: _Latest[Fold] = _Latest(16)
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="keeping")
        self._begun: dict[str, Future[None]] = {}
        self._failed: OrderedDict[str, ComityError] = OrderedDict()

    @cached_property
    def law(self) -> Law:
        """The law, checked."""
        from comity.answers.question import open_law

        return open_law(self.law_folder)

    def under_law(self, folder: Path, law: Law, digest: str) -> Keeping:
        """The one that answers from another law; what does not rest on law is shared with it."""
        made = Keeping(self.folder, folder)
        made.law, made.law_digest = law, digest
        made._views, made._standing, made._reading, made._worker = (
            self._views, self._standing, self._reading, self._worker,
        )  # fmt: skip
        return made

    @cached_property
    def public_rows(self) -> tuple[FactRow, ...]:
        """What is on record in public: who is a member or a party of what, and whence that is known; no award."""
        folders = sorted(path for path in records_dir().iterdir() if path.is_dir())
        found = replace(load_record(folders, self.law), awards=(), statements=())
        return rows_of(found)

    @cached_property
    def law_digest(self) -> str:
        """The digest of its files."""
        return law_digest(self.law_folder)

    def view(self, sees: Set[str], matter: Matter) -> View:
        """The view of a matter that is given by what one may see of it."""
        rights = Rights(frozenset((matter.pk, access) for access in sees))
        last = seen_by(rights, matter).order_by("-pk").values_list("link", flat=True).first()
        gone = Disposal.objects.order_by("-pk").values_list("link", flat=True).first()
        token = (matter.pk, frozenset(sees), last, gone)
        found = self._views.get(token)
        if found is None:
            with self._reading:
                found = self._views.get(token) or self._views.put(token, self._grown_view(rights, matter, gone))
        return found

    def seen(self, asking: Asking) -> View:
        """The view that a question is asked of; while a page is read, always the same."""
        of = (asking.matter.pk, asking.sees)
        if asking.held is None:
            return self.view(asking.sees, asking.matter)
        if of not in asking.held:
            asking.held[of] = self.view(asking.sees, asking.matter)
        return asking.held[of]

    def _grown_view(self, rights: Rights, matter: Matter, gone: str | None) -> View:
        """The view of today: what stood before, where no fact of it was taken back or disposed of, with what came since."""
        facts, key = seen_by(rights, matter), (matter.pk, rights.sees)
        standing, then = self._standing.get(key) or (None, None)
        if standing is None or then != gone or not facts.filter(pk=standing.last[0], link=standing.last[1]).exists():
            standing = Standing()
        standing.take(facts.filter(pk__gt=standing.last[0]))
        found = replace(standing.view(), family=key)
        self._standing.put(key, (standing, gone))
        return found

    def record(self, view: View) -> Record:
        """The record of a view."""
        found = self._records.get((view.digest, self.law_digest))
        if found is None:
            with self._reading:
                found = self._records.get((view.digest, self.law_digest)) or self._read(view)
        return found[1]

    def _read(self, view: View) -> tuple[View, Record]:
        """The record of a view, from that of the view it grew from where there is one."""
        record = None
        before = self._records.get(view.family)
        if before is not None:
            record = record_after(before[1], before[0], view, self.law, self.public_rows)
        made = view, record or record_of(view, self.law, self.public_rows)
        self._records.put(view.family, made)
        return self._records.put((view.digest, self.law_digest), made)

    def key(self, asking: Asking) -> Key:
        """Under what the answers to a question are kept."""
        return self._key(asking, self.seen(asking))

    def _key(self, asking: Asking, view: View) -> Key:
        # a supposition may say "we": the same words of another government suppose something else
        subject = asking.subject.short if asking.suppose else ""
        return Key(
            program=program(),
            law=self.law_digest,
            view=view.digest,
            as_of=asking.as_of,
            known_at=asking.known_at,
            forum=None,
            suppositions=asking.suppose,
            subject=subject,
        )

    def again(self, asking: Asking, view: View, law: Path) -> Answers:
        """The answers to a question from another view or law than today's, worked out here and now and not kept."""
        from comity.answers.question import open_law

        return self.under(asking, view, self.law if law == self.law_folder else open_law(law))

    def under(self, asking: Asking, view: View, law: Law) -> Answers:
        """The answers to a question from a view and a law, worked out here and now and not kept."""
        from comity.answers.question import supposing

        record = record_of(view, law, self.public_rows)
        question = Question(as_seen_on_dockets(law, record, asking.known_at), record, asking.as_of, asking.known_at)
        if asking.suppose:
            question = supposing(question, asking.suppose, asking.subject)
        return Answers(lambda: question, question.law, sheet(question))

    def question(self, asking: Asking) -> Question:
        """A question as the evaluators take it."""
        return self._question(asking, self.seen(asking))

    def _question(self, asking: Asking, view: View) -> Question:
        from comity.answers.question import supposing

        law, record = self._law_seen(view, asking.known_at), self.record(view)
        key = (view.digest, self.law_digest, asking.as_of, asking.known_at)
        held = self._facts.get(key)
        if held is None or held.record is not record:
            held = self._facts.put(key, Facts(record, asking.known_at))
        asked = Question(law, record, asking.as_of, asking.known_at, held=held)
        return supposing(asked, asking.suppose, asking.subject) if asking.suppose else asked

    def _law_seen(self, view: View, known_at: dt.date) -> Law:
        """The law with what those who see a view saw on dockets by a day; the record is not read where they saw nothing."""
        if not view.has("docket_checks"):
            return self.law
        record = self.record(view)
        key = (record.docket_checks, known_at)
        return self._laws.get(key) or self._laws.put(key, as_seen_on_dockets(self.law, record, known_at))

    def answers(self, asking: Asking) -> Answers | None:
        """The kept answers to a question; None where they are being worked out. Raises what kept them from being so."""
        view = self.seen(asking)
        key = self._key(asking, view)
        if (ready := self._answers.get(key.digest)) is not None:
            return ready
        found = self._store.find(key)
        if found is not None:
            return self._ready(asking, view, key, found)
        if (failed := self._failed.get(key.digest)) is not None:
            raise failed
        self._begin(key.digest, asking)
        return None

    def read_off(self, asking: Asking, what: Hashable, make: Callable[[], T]) -> T:
        """What a page makes of the facts, the law and the question alone: made once, however many readers ask for it.

        `what` names it, with everything else that it rests on.
        """
        key = (what, asking.matter.pk, asking.subject.short, self.key(asking).digest)
        found: T | None = self._read_off.get(key)
        return self._read_off.put(key, make()) if found is None else found

    def demands(self, asking: Asking) -> tuple[DemandAnswer, ...]:
        """What is asked of the subject, with the positions under what it rests on."""
        return self.read_off(asking, "demands", lambda: demands(self.question(asking), asking.subject))

    def make(self, asking: Asking) -> Answers:
        """The answers to a question, worked out here and now where they are not kept."""
        view = self.seen(asking)
        key = self._key(asking, view)
        return self._ready(asking, view, key, self._store.make(key, lambda: self._sheet(asking, view)))

    def prepare(self, asking: Asking) -> None:
        """Begin the answers to a question, and what a change of a fact will start from."""
        self._worker.submit(self._work, "", replace(asking, held=None))

    def settle(self) -> None:
        """Once what was begun is made, take it out of what the garbage collector looks through.

        It stays as long as the process, and looking through 50,000 awards holds every reader up for half a second.
        """
        self._worker.submit(_settle)

    def _sheet(self, asking: Asking, view: View) -> Sheet:
        """The sheet of a question: that of the question it grew from with what changed, or made from the whole."""
        with no_garbage():
            question = self._question(asking, view)
            before = self._grown.get(_kin(asking, view))
            fold = before.fold.after(question) if before is not None else None
            fold = fold or Fold(question, sheet(question))
        self._folds.put(self._key(asking, view).digest, fold)
        return fold.sheet

    def _ready(self, asking: Asking, view: View, key: Key, found: Sheet) -> Answers:
        if asking.suppose:
            question = self._question(asking, view)
            return self._answers.put(key.digest, Answers(lambda: question, question.law, found))
        fold = self._folds.get(key.digest)
        law = self._law_seen(view, asking.known_at)
        made = Answers(lambda: self._question(asking, view), law, found, fold if fold and fold.sheet is found else None)
        self._grown.put(_kin(asking, view), made)
        return self._answers.put(key.digest, made)

    def _begin(self, digest: str, asking: Asking) -> None:
        with self._lock:
            if digest in self._begun:
                return
            self._begun[digest] = self._worker.submit(self._work, digest, replace(asking, held=None))

    def _fail(self, digest: str, error: ComityError) -> None:
        self._failed[digest] = error
        while len(self._failed) > 50:
            self._failed.popitem(last=False)

    def _work(self, digest: str, asking: Asking) -> None:
        try:
            made = self.make(asking)
            # so that a change of a fact waits for nothing but its own answers
            _ = made.question if asking.suppose else made.fold.kinds
        except ComityError as error:
            self._fail(digest, error)
        except Exception:
            log.exception("answers could not be worked out")
            self._fail(digest, ComityError("these answers could not be worked out.", "The log of the server says why."))
        finally:
            with self._lock:
                self._begun.pop(digest, None)
            connection.close()


def _settle() -> None:
    gc.unfreeze()  # what was kept of a law that is no longer in use goes
    gc.collect()
    gc.freeze()


def _kin(asking: Asking, view: View) -> Hashable:
    """What two questions have in common of which one may grow from the other."""
    return view.family, asking.as_of, asking.known_at


class Serving:
    """Whose law this process answers from: that of the folder it began with, until another one is taken in."""

    def __init__(self) -> None:
        chosen = settings.CHOSEN
        self.latest = Keeping(settings.FOLDER, Path(chosen.law) if chosen.law else None)
        self.refused = ""
        """Why a newer law that lies in the folder is not taken in."""


@cache
def serving() -> Serving:
    """The one of this process."""
    return Serving()


_answering: ContextVar[Keeping | None] = ContextVar("answering", default=None)


def keeping() -> Keeping:
    """What is kept: for a request always under the law with which it began to be answered, else under the latest."""
    return _answering.get() or serving().latest


@contextmanager
def one_law() -> Generator[Keeping]:
    """Answer from one law from the first line to the last, whatever is taken in meanwhile."""
    token = _answering.set(serving().latest)
    try:
        yield keeping()
    finally:
        _answering.reset(token)
