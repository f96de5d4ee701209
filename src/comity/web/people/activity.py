"""When and from where a session was last active: written only once in a while, since reading pages writes nothing else."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from allauth.usersessions.internal.usersessionkit import track_activity
from django.db import DatabaseError
from django.http import HttpResponse

log = logging.getLogger("comity.activity")
AGAIN = 60.0
"""Seconds after which a session that goes on is written down again."""
MOST = 10_000


class Activity:
    """The middleware: a session is written down when it begins, when it comes from elsewhere, and once in a while."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self._get_response = get_response
        self._seen: OrderedDict[tuple[str, str, str], float] = OrderedDict()
        self._lock = Lock()

    def __call__(self, request: Any) -> HttpResponse:
        """Answer a request."""
        if request.session.session_key and request.user.is_authenticated and self._due(request):
            try:
                track_activity(request, user=request.user, session=request.session)
            except DatabaseError:  # a full disk: what can be read is still read
                log.exception("the activity of a session could not be written down")
        return self._get_response(request)

    def _due(self, request: Any) -> bool:
        head = request.META
        key = (request.session.session_key, head.get("REMOTE_ADDR", ""), head.get("HTTP_USER_AGENT", ""))
        now = time.monotonic()
        with self._lock:
            last = self._seen.get(key)
            if last is not None and now - last < AGAIN:
                return False
            self._seen[key] = now
            self._seen.move_to_end(key)
            while len(self._seen) > MOST:
                self._seen.popitem(last=False)
        return True
