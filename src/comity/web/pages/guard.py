"""The guard before every page: requires a sign-in, checks the right to see it and to send its form, and reads the question once."""

from __future__ import annotations

from functools import wraps
from types import ModuleType
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from comity.errors import ComityError
from comity.web.asking import Asking, asking_of
from comity.web.keeping import keeping
from comity.web.office.access_log import note_access
from comity.web.people.rights import rights_of

READING = ("GET", "HEAD")


class AskedRequest(HttpRequest):
    """A request with the question that it asks."""

    asking: Asking


def guarded(page: ModuleType) -> Any:
    """The view of a page behind its guard: closed unless the page says that it is open."""

    @wraps(page.view)
    def view(request: Any, **parts: Any) -> HttpResponse:
        if getattr(page, "OPEN", False) is True:  # not whatever else a module may have under that name
            return page.view(request, **parts)
        rights = rights_of(request.user)
        if rights.user is None:
            return redirect_to_login(request.get_full_path())
        try:
            request.asking = asking_of(request, rights)
        except ComityError as error:
            return _refused(request, error)
        needed = getattr(page, "MAY", None)
        if needed is not None and not rights.may(needed, request.asking.matter.pk):
            raise PermissionDenied
        if request.method not in READING:
            takes = getattr(page, "TAKES", None)
            if takes is None or request.method != "POST":
                return HttpResponseNotAllowed([*READING, "POST"] if takes else READING)
            if not rights.may(takes, request.asking.matter.pk):
                raise PermissionDenied
        try:
            response: HttpResponse = page.view(request, **parts)
        except ComityError as error:
            return _refused(request, error)
        response.headers.setdefault("Cache-Control", "private, no-store")
        if response.status_code == 200 and getattr(page, "SHOWS_FACTS", True):
            _log(request, page)
        return response

    return view


def _log(request: Any, page: ModuleType) -> None:
    asking: Asking = request.asking
    view = keeping().seen(asking)
    name = page.__name__.rpartition(".")[2]
    out = getattr(request, "taken_out", getattr(page, "TAKES_OUT", False))
    note_access(user=request.user, matter=asking.matter, sees=asking.sees, page=name, view=view.digest, taken_out=out)


def _refused(request: HttpRequest, error: ComityError) -> HttpResponse:
    from django.shortcuts import render

    return render(request, "refused.html", {"error": error}, status=400)
