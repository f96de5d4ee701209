"""What is kept in the process and in the data folder: the law, views of the facts, and the answers about them.

A page never computes a portfolio. It takes what is kept under its key; where nothing is, the work is begun beside it, and
the page says so and fills itself.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections import OrderedDict
from collections.abc import Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from django.conf import settings
from django.db import connection

from comity.answers.docket import as_seen_on_dockets
from comity.errors import ComityError
from comity.kept.keys import Key, law_digest, program
from comity.kept.sheet import Sheet, sheet
from comity.kept.store import Store
from comity.library import law_dir, records_dir
from comity.norms.nodes import Law
from comity.proof.question import Question
from comity.record.fact_rows import FactRow, rows_of
from comity.record.load import load_record
from comity.record.nodes import Record
from comity.web.asking import Asking
from comity.web.folder import DataFolder
from comity.web.office.as_record import record_of
from comity.web.office.models import Disposal
from comity.web.office.view import View, seen_by, view_of
from comity.web.people.models import Matter
from comity.web.people.rights import Rights

log = logging.getLogger("comity.keeping")


@dataclass(frozen=True)
class Answers:
    """The answers to a question, with the question, so that a proof can be made of any of them."""

    question: Question
    sheet: Sheet


class Keeping:
    """The law of this process, and what is kept of its answers."""

    def __init__(self, folder: DataFolder, law: Path | None = None) -> None:
        self.folder = folder
        self.law_folder = law or law_dir()
        self._store = Store(folder.kept)
        self._views: OrderedDict[tuple[object, ...], View] = OrderedDict()
        self._records: OrderedDict[tuple[str, str], Record] = OrderedDict()
        self._laws: OrderedDict[tuple[str, dt.date], Law] = OrderedDict()
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="keeping")
        self._begun: dict[str, Future[None]] = {}
        self._failed: OrderedDict[str, ComityError] = OrderedDict()

    @cached_property
    def law(self) -> Law:
        """The law, checked."""
        from comity.answers.question import open_law

        return open_law(self.law_folder)

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
        with self._lock:
            found = self._views.get(token)
        if found is None:
            found = view_of(rights, matter)
            with self._lock:
                self._views[token] = found
                while len(self._views) > 16:
                    self._views.popitem(last=False)
        return found

    def record(self, view: View) -> Record:
        """The record of a view."""
        key = (view.digest, self.law_digest)
        with self._lock:
            found = self._records.get(key)
        if found is None:
            found = record_of(view, self.law, self.public_rows)
            with self._lock:
                self._records[key] = found
                while len(self._records) > 16:
                    self._records.popitem(last=False)
        return found

    def key(self, asking: Asking) -> Key:
        """Under what the answers to a question are kept."""
        view = self.view(asking.sees, asking.matter)
        return Key(program(), self.law_digest, view.digest, asking.as_of, asking.known_at, None, asking.suppose)

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
        return Answers(question, sheet(question))

    def question(self, asking: Asking) -> Question:
        """A question as the evaluators take it."""
        from comity.answers.question import supposing

        view = self.view(asking.sees, asking.matter)
        asked = Question(self._law_seen(view, asking.known_at), self.record(view), asking.as_of, asking.known_at)
        return supposing(asked, asking.suppose, asking.subject) if asking.suppose else asked

    def _law_seen(self, view: View, known_at: dt.date) -> Law:
        """The law with what those who see a view saw on dockets by a day."""
        record = self.record(view)
        if not record.docket_checks:
            return self.law
        with self._lock:
            found = self._laws.get((view.digest, known_at))
        if found is None:
            found = as_seen_on_dockets(self.law, record, known_at)
            with self._lock:
                self._laws[view.digest, known_at] = found
                while len(self._laws) > 4:
                    self._laws.popitem(last=False)
        return found

    def answers(self, asking: Asking) -> Answers | None:
        """The kept answers to a question; None where they are being worked out. Raises what kept them from being so."""
        key = self.key(asking)
        found = self._store.find(key)
        if found is None:
            if (failed := self._failed.get(key.digest)) is not None:
                raise failed
            self._begin(key, asking)
            return None
        return Answers(self.question(asking), found)

    def make(self, asking: Asking) -> Answers:
        """The answers to a question, worked out here and now where they are not kept."""
        question = self.question(asking)
        return Answers(question, self._store.make(self.key(asking), lambda: sheet(question)))

    def _begin(self, key: Key, asking: Asking) -> None:
        with self._lock:
            if key.digest in self._begun:
                return
            self._begun[key.digest] = self._worker.submit(self._work, key.digest, asking)

    def _fail(self, digest: str, error: ComityError) -> None:
        self._failed[digest] = error
        while len(self._failed) > 50:
            self._failed.popitem(last=False)

    def _work(self, digest: str, asking: Asking) -> None:
        try:
            self.make(asking)
        except ComityError as error:
            self._fail(digest, error)
        except Exception:
            log.exception("answers could not be worked out")
            self._fail(digest, ComityError("these answers could not be worked out.", "The log of the server says why."))
        finally:
            with self._lock:
                self._begun.pop(digest, None)
            connection.close()


@cache
def keeping() -> Keeping:
    """The one of this process."""
    chosen = settings.CHOSEN
    return Keeping(settings.FOLDER, Path(chosen.law) if chosen.law else None)
