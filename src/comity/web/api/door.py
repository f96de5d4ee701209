"""The API as a whole: tokens, limits, one form of errors. Loaded on first use, since its parts take a second."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from comity import __version__
from comity.answers.schemas import STEP
from comity.errors import ComityError
from comity.web.api.schemas import within_openapi
from comity.web.asking import Asking, days_of
from comity.web.people.models import Token
from comity.web.people.tokens import find_token, rights_of_token

RATE = "600/m"


class Bearer(HttpBearer):
    """A token in the head `Authorization: Bearer ...`."""

    def authenticate(self, request: Any, token: str) -> Token | None:
        """The token that is meant, with the question of the request read under its rights."""
        found = find_token(token)
        if found is None:
            return None
        now = timezone.now()
        if found.used is None or (now - found.used).total_seconds() > 60:
            Token.objects.filter(pk=found.pk).update(used=now)
        request.token = found
        request.asking = Asking(found.matter, rights_of_token(found), *days_of(request))
        return found


class ByToken(SimpleRateThrottle):
    """Each token so often; who has none, each address so often."""

    scope = "token"

    def get_cache_key(self, request: Any) -> str:
        """Whom a limit is kept for."""
        token = getattr(request, "token", None)
        return f"api-{token.pk}" if token is not None else f"api-of-{request.META.get('REMOTE_ADDR', '')}"


@cache
def api() -> NinjaAPI:
    """The API with the resources of this folder: every file with a `router`, under its name."""
    made = NinjaAPI(
        title="Comity", version=__version__, docs_url=None, openapi_url=None, auth=Bearer(),
        throttle=[ByToken(RATE)], urls_namespace="api",
        openapi_extra={"components": {"schemas": {"step": within_openapi(STEP)}}},
        description="What an office's awards ask of it and whether it may be enforced, on a day. Legal information for review by counsel.",
    )  # fmt: skip
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if "\nrouter = " in file.read_text(encoding="utf-8"):
            made.add_router(f"/{file.stem}", import_module(f"comity.web.api.{file.stem}").router, tags=[file.stem])
    _refusals(made)
    return made


def _refusals(made: NinjaAPI) -> None:
    def refuse(request: Any, status: int, message: str, hint: str = "") -> HttpResponse:
        return made.create_response(request, {"error": {"message": message, "hint": hint}}, status=status)

    @made.exception_handler(ComityError)
    def _(request: Any, error: ComityError) -> HttpResponse:
        return refuse(request, 400, error.message, error.hint)

    @made.exception_handler(AuthenticationError)
    def _(request: Any, error: AuthenticationError) -> HttpResponse:
        answer = refuse(request, 401, "there is no token, or it has ended.", "Send `Authorization: Bearer TOKEN`.")
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @made.exception_handler(PermissionDenied)
    def _(request: Any, error: PermissionDenied) -> HttpResponse:
        return refuse(
            request, 403, "this token may not do this.", "Its scopes, or its person's role, do not reach so far."
        )

    @made.exception_handler(Http404)
    def _(request: Any, error: Http404) -> HttpResponse:
        return refuse(request, 404, "there is no such thing, or not for this token.")

    @made.exception_handler(ValidationError)
    def _(request: Any, error: ValidationError) -> HttpResponse:
        said = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors)
        return refuse(request, 422, said or "what was sent is not of its form.")

    @made.exception_handler(HttpError)
    def _(request: Any, error: HttpError) -> HttpResponse:
        return refuse(request, error.status_code, str(error) or HTTPStatus(error.status_code).phrase)


def description() -> dict[str, Any]:
    """What the API says of itself, as OpenAPI; it tells nothing of an office."""
    return api().get_openapi_schema(path_prefix="/api/")


@cache
def resolver() -> URLResolver:
    """What leads from an address within the API to its route."""
    routes: Any = list(api().urls[0])
    return URLResolver(RegexPattern(r"^"), routes)
