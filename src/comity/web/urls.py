"""The addresses: every file in pages/ is a page, found by listing the folder."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from comity.web.pages.guard import guarded


@cache
def pages() -> dict[str, ModuleType]:
    """The pages by name: files of pages/ that say under which PATH they are."""
    folder = Path(__file__).parent / "pages"
    names = (file.stem for file in sorted(folder.glob("*.py")) if "\nPATH = " in file.read_text(encoding="utf-8"))
    return {name: import_module(f"comity.web.pages.{name}") for name in names}


@csrf_exempt
def door(request: Any, rest: str) -> HttpResponse:
    """The API, which takes tokens and no cookie; it is imported when it is first asked for."""
    from comity.web.api.door import description, resolver

    if rest == "openapi.json":
        return JsonResponse(description())
    request.resolver_match = match = resolver().resolve(rest)
    return match.func(request, *match.args, **match.kwargs)


urlpatterns: list[Any] = [
    *(path(page.PATH, guarded(page), name=name) for name, page in pages().items()),
    path("account/password/reset/", RedirectView.as_view(pattern_name="account_login")),  # a new link does that
    path("account/2fa/", RedirectView.as_view(pattern_name="you")),
    path("account/", include("allauth.urls")),
    path("api/<path:rest>", door),
]
