"""Markup that is safe by construction: text is escaped as it goes in, and only what was built here counts as markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias


class Html(str):
    """A piece of markup; any other string is text and gets escaped."""

    __slots__ = ()


Child: TypeAlias = "str | Html | Iterable[Child] | None"
Value: TypeAlias = "str | int | bool | None"

_EMPTY = frozenset({"br", "hr", "input", "meta"})
_DRAWN = frozenset({"path", "rect", "line", "use"})
_SAFE = re.compile(r"(?:https?://|mailto:|[#/])[^\s\\]*\Z", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _escaped(value: str) -> Html:
    return Html(html.escape(value))


def text(value: str) -> Html:
    """Text as markup.

    >>> text('<script>"')
    '&lt;script&gt;&quot;'
    """
    return value if isinstance(value, Html) else _escaped(value)


def el(name: str, /, *children: Child, **attributes: Value) -> Html:
    """An element. `class_` is `class`, an underscore within a name is a hyphen; True is a bare attribute, None none.

    A link that is neither http, https, mailto, within the site (`/...`) nor within the page (`#...`) is refused.

    >>> el("a", "A & B", href="/x.html", class_="n")
    '<a href="/x.html" class="n">A &amp; B</a>'
    """
    parts: list[str] = []
    for key, value in attributes.items():
        key = key.rstrip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if key in ("href", "src", "action") and not is_safe(str(value)):
            raise ValueError(f"not a link: {value!r}")
        parts.append(f" {key}" if value is True else f' {key}="{_escaped(str(value))}"')
    opening = f"<{name}{''.join(parts)}"
    if name in _EMPTY or name in _DRAWN:
        return Html(f"{opening}/>" if name in _DRAWN else f"{opening}>")
    return Html(f"{opening}>{join(children)}</{name}>")


def join(parts: Iterable[Child], between: str = "") -> Html:
    """Pieces in a row, the empty ones left out.

    >>> join(["a", None, [el("b", "c")]], ", ")
    'a, <b>c</b>'
    """
    made = [_piece(parts)] if isinstance(parts, str) else [_piece(part) for part in parts]
    return Html(text(between).join(piece for piece in made if piece))


def _piece(part: Child) -> str:
    if part is None:
        return ""
    if isinstance(part, Html):
        return part
    return _escaped(part) if isinstance(part, str) else join(part)


def is_safe(link: str) -> bool:
    """Whether a link leads where a link of the site may lead.

    >>> is_safe("https://www.bja.gov/"), is_safe("/norm/a.html"), is_safe("javascript:alert(1)"), is_safe("//evil")
    (True, True, False, False)
    """
    return bool(_SAFE.match(link)) and not link.startswith("//")
