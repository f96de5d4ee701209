"""Markup that is safe by construction: text is escaped as it goes in, and only what is built here counts as markup."""

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
# Without Unicode's folding, by which other letters would count as those of a scheme.
_SAFE = re.compile(r"(?:https?://|mailto:|[#/])[^\s\x00-\x20\\]*\Z", re.IGNORECASE | re.ASCII)
_LINKS = ("href", "src", "action")
ROOT = "\ufdd0"
"""Stands for the root of the site in an attribute, until the page is written: no text of a page can hold it."""


@lru_cache(maxsize=20_000)
def _escaped(value: str) -> Html:
    return Html(html.escape(value))


@lru_cache(maxsize=1_000)
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def rooted(link: str) -> str:
    """A link within the site as it stands until the page is written: from the root, wherever the page will lie.

    >>> rooted("/norm/a.html") == ROOT + "norm/a.html", rooted("#top")
    (True, '#top')
    """
    return ROOT + link[1:] if link.startswith("/") else link


def text(value: str) -> Html:
    """Text as markup.

    >>> text('<script>"')
    '&lt;script&gt;&quot;'
    """
    return value if isinstance(value, Html) else _escaped(value.replace(ROOT, ""))


def el(name: str, /, *children: Child, **attributes: Value) -> Html:
    """An element. `class_` is `class`, an underscore within a name is a hyphen; True is a bare attribute, None none.

    A link that is neither http, https, mailto, within the site (`/...`) nor within the page (`#...`) is refused.

    >>> el("a", "A & B", href="#x", class_="n")
    '<a href="#x" class="n">A &amp; B</a>'
    """
    parts: list[str] = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = _attribute(key)
        if key in _LINKS and not is_safe(str(value)):
            raise ValueError(f"not a link: {value!r}")
        said = rooted(str(value)) if key in _LINKS else str(value).replace(ROOT, "")
        parts.append(f" {key}" if value is True else f' {key}="{_escaped(said)}"')
    opening = f"<{name}{''.join(parts)}"
    if name in _EMPTY or name in _DRAWN:
        return Html(f"{opening}/>" if name in _DRAWN else f"{opening}>")
    return Html(f"{opening}>{join(children)}</{name}>")


def join(parts: Iterable[Child], between: str = "") -> Html:
    """Pieces in a row, the empty ones left out.

    >>> join(["a", None, [el("b", "c")]], ", ")
    'a, <b>c</b>'
    """
    if isinstance(parts, Html):
        return parts
    made = [_piece(parts)] if isinstance(parts, str) else [p if type(p) is Html else _piece(p) for p in parts]
    if len(made) == 1:
        return Html(made[0])
    return Html(text(between).join([piece for piece in made if piece]))


def _piece(part: Child) -> str:
    if part is None:
        return ""
    if isinstance(part, Html):
        return part
    return text(part) if isinstance(part, str) else join(part)


def is_safe(link: str) -> bool:
    """Whether a link leads where a link of the site may lead.

    >>> is_safe("https://www.bja.gov/"), is_safe("/norm/a.html"), is_safe("javascript:alert(1)"), is_safe("//evil")
    (True, True, False, False)
    """
    return bool(_SAFE.match(link)) and not link.startswith("//")


def is_web(link: str) -> bool:
    """Whether words are an address of the web.

    >>> is_web("https://www.bja.gov/"), is_web("http\u017f://a"), is_web("#a")
    (True, False, False)
    """
    return is_safe(link) and link[:1] not in ("#", "/") and link[:7].lower() != "mailto:"
