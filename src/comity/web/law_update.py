"""A law that is put in the place of the one in use: noticed while readers read, kept, checked, and taken in whole or not at all."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from comity.answers.question import open_law
from comity.errors import ComityError, Refused
from comity.kept.keys import law_digest
from comity.library import law_dir
from comity.norms.library import law_files
from comity.web.keeping import one_law, serving
from comity.web.office.laws import keep_law, law_kept
from comity.web.warming import warm

log = logging.getLogger("comity.law")
EVERY = 10.0
"""Seconds between two looks at the folder of the law."""
HEADER, SHORT = "Comity-Law", 12
"""What a page that fetches a part of itself says: the law that it was made with, by so much of its digest."""


def law_folder() -> Path:
    """Where the office's law lies, and a newer one is put."""
    return Path(settings.CHOSEN.law) if settings.CHOSEN.law else law_dir()


def hold_first() -> None:
    """Keep the law that the process began with apart from its folder, whose files may change under it."""
    first = serving().latest
    keep_law(first.folder, first.law_folder, first.law_digest)
    first.law_folder = law_kept(first.folder, first.law_digest)


def take_in() -> bool:
    """Answer from the law that lies in the folder from now on; returns whether it is another one.

    Requests that are being answered end under the law that they began with.

    Raises:
        Faults: the law has faults, or the public record does not fit it; the one in use stays.
        Refused: its files changed while they were read.
    """
    used, source = serving().latest, law_folder()
    digest = law_digest(source)
    if digest == used.law_digest:
        return False
    keep_law(used.folder, source, digest)
    folder = law_kept(used.folder, digest)
    made = used.under_law(folder, open_law(folder), digest)
    _ = made.public_rows
    serving().latest = made
    return True


class Watch:
    """Looks at the folder of the law: a law with faults is looked at again once its files change."""

    def __init__(self) -> None:
        self._seen: tuple[tuple[str, int, int], ...] | None = None

    def look(self) -> bool:
        """Take in what changed; returns whether the law in use is another one. A law with faults is refused and said to be."""
        state = _state()
        if state == self._seen:
            return False
        self._seen = state
        try:
            taken = take_in()
        except ComityError as error:
            if str(error) != serving().refused:
                log.warning("a newer law is not taken in: %s", error)
            serving().refused = str(error)
            if isinstance(error, Refused):  # its files are still being put in place
                self._seen = None
            return False
        serving().refused = ""
        if taken:
            log.info("another law was taken in: %s", serving().latest.law_digest[:SHORT])
            warm()
        return taken


def watch() -> None:
    """Look at the folder of the law again and again, beside what is being served."""
    threading.Thread(target=_watch, name="law", daemon=True).start()


def _watch() -> None:
    try:
        hold_first()
    except (ComityError, OSError):
        log.exception("the law in use could not be kept apart")
    looks = Watch()
    while True:
        time.sleep(EVERY)
        try:
            looks.look()
        except Exception:
            log.exception("the folder of the law could not be looked at")
        finally:
            connection.close()


def _state() -> tuple[tuple[str, int, int], ...]:
    """What tells that files changed without reading them."""
    try:
        found = ((path, path.stat()) for path in law_files(law_folder()))
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found)
    except (ComityError, OSError):  # while files are being put in place
        return ()


class OneLaw:
    """The middleware: each request is answered from one law, and a page takes no part that is made with another one."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer a request; a page that was made with another law is told to load itself anew."""
        with one_law() as kept:
            said = request.headers.get(HEADER, "")
            if said and request.method == "GET" and said != kept.law_digest[:SHORT]:
                return HttpResponse(status=204, headers={"HX-Refresh": "true"})
            return self._get_response(request)
