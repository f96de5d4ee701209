"""A link that signs in once: it asks first, so that a program that previews links does not use it up."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login  # pyright: ignore[reportUnknownVariableType] typed in part
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from comity.web.people.sign_in import accept

PATH = "enter/<str:secret>"
OPEN = True


@never_cache
def view(request: Any, secret: str) -> HttpResponse:
    """A button that signs in, after the one-time code where the person has such; then the first page."""
    if request.method != "POST":
        return render(request, "enter.html")
    user = accept(secret)
    if user is None:
        return render(request, "enter.html", {"spent": True}, status=410)
    return perform_login(request, user, email_verification="none", redirect_url=reverse("position"))
