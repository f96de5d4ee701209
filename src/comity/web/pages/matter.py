"""Choose the open matter, whose awards and letters the pages are about."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from comity.text.characters import whole_number
from comity.web.asking import MATTER, Asking
from comity.web.people.models import Matter
from comity.web.people.rights import ANYONE

PATH = "matter/"
TAKES = ANYONE


def view(request: Any) -> HttpResponse:
    """Open a matter of which the person is a member, and go back to the page that was open."""
    asking: Asking = request.asking
    number = request.POST.get("number") or request.POST.get("matter", "")
    found = Matter.objects.filter(pk__in=asking.rights.matters, number=whole_number(number) or 0).first()
    if request.method != "POST" or found is None:
        raise Http404
    request.session[MATTER] = found.pk
    back = request.META.get("HTTP_REFERER", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    places = ("/position/", "/orders/", "/letters/", "/awards/", "/today/", "/library/", "/deadlines/")
    return redirect(back if known and back.split("?")[0].endswith(places) else "today")
