"""A link that signs in once: asked before it is used up, so that nothing that looks ahead at links uses it up."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from comity.web.people.sign_in import accept

PATH = "enter/<str:secret>"
OPEN = True
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
def view(request: Any, secret: str) -> HttpResponse:
    """A button that signs in; then the first page."""
    if request.method != "POST":
        return render(request, "enter.html")
    user = accept(secret)
    if user is None:
        return render(request, "enter.html", {"spent": True}, status=410)
    login(request, user, BACKEND)
    return redirect("position")
