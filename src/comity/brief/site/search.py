"""The index of the offline search, as a script, because a page on disk may fetch nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from comity.brief.site.shell import Page

_WORD = re.compile(r"[0-9a-z]+")
_JOINED = re.compile(r"(?<=[a-z])\.(?=[a-z]\b)|(?<=\b[a-z])\.|[’']")
STOP = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by for from has if in is it its no not of on or that the this to was which with",
    )
)
LONGEST = 24


def words(text: str) -> list[str]:
    """The words of a text as the search keeps them; `search.js` reads a question in the same way.

    >>> words("8 U.S.C. § 1373(a): the State’s duty")
    ['8', 'usc', '1373', 'states', 'duty']
    """
    plain = _JOINED.sub("", text.lower())
    return [w[:LONGEST] for w in _WORD.findall(plain) if w not in STOP]


def index(pages: Iterable[Page]) -> str:
    """The script that holds the index: pages, and for each word the numbers of its pages as differences."""
    found = [page for page in pages if page.kind and page.kind != "index"]
    postings: dict[str, list[int]] = {}
    for number, page in enumerate(found):
        for word in sorted(set(words(f"{page.title} {page.words} {page.date}"))):
            postings.setdefault(word, []).append(number)
    terms = {word: _differences(numbers) for word, numbers in sorted(postings.items())}
    rows = [[p.path.removesuffix(".html"), p.title, p.kind, p.date] for p in found]
    data = json.dumps({"pages": rows, "terms": terms}, ensure_ascii=False, separators=(",", ":"))
    safe = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.COMITY_INDEX={safe};\n"


def _differences(numbers: list[int]) -> str:
    """Rising numbers as differences in base 36: `[3, 4, 40]` -> `3 1 10`."""
    before, made = 0, list[str]()
    for number in numbers:
        made.append(_base36(number - before))
        before = number
    return " ".join(made)


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = digits[digit] + text
    return text or "0"
