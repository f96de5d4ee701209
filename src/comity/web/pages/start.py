"""The first page: where a person begins."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

PATH = ""


def view(request: Any) -> HttpResponse:
    """Position, until the office has more to say in the morning."""
    return redirect("position")
