"""Which address leads where: every file of pages/ is a page, found by listing the folder."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.urls import include, path

from comity.web.pages.guard import guarded


def pages() -> dict[str, ModuleType]:
    """The pages by name: files of pages/ that say under which PATH they are."""
    folder = Path(__file__).parent / "pages"
    names = (file.stem for file in sorted(folder.glob("*.py")) if "\nPATH = " in file.read_text(encoding="utf-8"))
    return {name: import_module(f"comity.web.pages.{name}") for name in names}


urlpatterns: list[Any] = [
    *(path(page.PATH, guarded(page), name=name) for name, page in pages().items()),
    path("account/", include("allauth.urls")),
]
