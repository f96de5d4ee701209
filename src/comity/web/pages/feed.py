"""One calendar at its secret address: the deadlines its owner may see, with neutral titles."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from comity.errors import ComityError
from comity.web.asking import Asking
from comity.web.exports import ics
from comity.web.keeping import keeping
from comity.web.office.access_log import note_access
from comity.web.pages.deadlines import calendar, rows
from comity.web.pages.sending import as_file, stamp
from comity.web.people.feeds import find_feed

PATH = "calendar/<str:secret>/"
OPEN = True


@never_cache
def view(request: Any, secret: str) -> HttpResponse:
    """The calendar; not found where the address is unknown or revoked, or its person has left."""
    found = find_feed(secret)
    if found is None:
        raise Http404
    feed, rights = found
    today = timezone.localdate()
    request.asking = asking = Asking(feed.matter, rights, today, today, today)
    try:
        content = calendar(rows(asking), stamp(request, address="/deadlines/"), asking, request.get_host())
    except ComityError:
        return HttpResponse(status=503)
    note_access(feed.user, feed.matter, asking.sees, "calendar", keeping().view(asking.sees, asking.matter).digest)
    return as_file(content, ics.TYPE, "comity.ics")
