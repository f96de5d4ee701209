"""Build an `Instrument` from front matter, with a fault for each key that is missing, unknown or of the wrong type."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import PurePath
from typing import cast

from comity.norms.build.scope import COURT_NAMES
from comity.norms.names.courts import all_courts, court
from comity.norms.names.governments import government, near_governments
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Instrument
from comity.text.faults import Fault, Place, fault_at
from comity.text.phrases import FIRST_YEAR, LAST_YEAR
from comity.text.tree import LastSeen, Page

KINDS = (
    *("constitution", "statute", "regulation", "executive order", "memorandum", "award terms", "agency notice"),
    *("state law", "local law", "compact", "doctrine", "case", "vocabulary"),
)
LEVELS = ("federal", "state", "local")
APPEALS = ("pending", "none", "final")
BASES = ("source", "source and memory", "memory")
KEYS = (
    *("id", "title", "kind", "level", "issuer", "court", "docket", "cite", "in_force", "united_states", "basis"),
    *("verbatim", "checked", "last_seen", "appeal", "sources", "note"),
)
REQUIRED = ("id", "title", "kind", "basis", "checked", "sources")
LEVEL_OF_KIND = {"state law": "state", "local law": "local", "compact": "state"}


class _Front:
    """The front matter of one page, read key by key; what is wrong is reported at the key's value."""

    def __init__(self, page: Page, report: Callable[[Fault], None]) -> None:
        self.page = page
        self.report = report

    def fault(self, key: str | None, sentence: str, hint: str = "") -> None:
        """Report a fault at the value of a key; of no key, at the first line."""
        line = self.page.front_lines.get(key or "", 1)
        text = self.page.lines[line - 1]
        start = len(re.sub(r"^([^:]*:\s*).*", r"\1", text)) if ":" in text else 0
        start = 0 if start >= len(text.rstrip()) else start
        self.report(
            fault_at(
                self.page.lines, Place(self.page.file, line, start + 1, len(text.rstrip()) - start), sentence, hint
            )
        )

    def unknown_key(self, key: str) -> None:
        """Report an unknown key."""
        line = self.page.front_lines.get(key, 1)
        hint = did_you_mean(key, KEYS, f"The keys are: {', '.join(KEYS)}.")
        place = Place(self.page.file, line, 1, len(key))
        self.report(fault_at(self.page.lines, place, f"The front matter has no key `{key}`.", hint))

    def text(self, key: str) -> str | None:
        """A line of text; a number counts as one."""
        value = self.page.front.get(key)
        if value is None:
            return None
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return " ".join(str(value).split())
        self.fault(key, f"`{key}` is not a line of text.", "Put it in quotation marks.")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A line of text or a list of them."""
        value = self.page.front.get(key)
        if value is None:
            return ()
        items = cast("list[object]", value) if isinstance(value, list) else [value]
        if not all(isinstance(item, str | int | float) and not isinstance(item, bool) for item in items):
            self.fault(key, f"`{key}` is not a line of text or a list of lines.", "Put each line in quotation marks.")
            return ()
        return tuple(" ".join(str(item).split()) for item in items)

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str | None:
        """One of a few words; YAML takes a bare yes or no for a truth value."""
        value = self.page.front.get(key)
        word = ("yes" if value else "no") if isinstance(value, bool) else self.text(key)
        if word is not None and word not in allowed:
            hint = did_you_mean(word, allowed, f"It is one of: {', '.join(allowed)}.")
            self.fault(key, f"`{key}` is `{word}`.", hint)
            return None
        return word

    def day(self, key: str) -> dt.date | None:
        """A date."""
        value = self.page.front.get(key)
        if value is None:
            return None
        if isinstance(value, dt.date) and FIRST_YEAR <= value.year <= LAST_YEAR:
            return value
        self.fault(key, f"`{key}` is not a date.", "Write it as 2018-01-24, without quotation marks.")
        return None

    def seen(self, key: str) -> LastSeen | None:
        """A day, and behind it the entry of a docket."""
        value = self.page.front.get(key)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return LastSeen(value)
        found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:,? (\S.*))?", self.text(key) or "")
        try:
            return LastSeen(dt.date.fromisoformat(found[1]), found[2]) if found else self._not_seen(key)
        except ValueError:
            return self._not_seen(key)

    def _not_seen(self, key: str) -> None:
        if self.page.front.get(key) is not None:
            self.fault(key, f"`{key}` is not a day.", "Write it as 2025-11-21, or 2025-11-21, ECF No. 169.")


def read_front(page: Page, report: Callable[[Fault], None]) -> Instrument:
    """The instrument of a page; faults go to `report`.

    What cannot be told is left out, and the id taken from the file's name, so that the page can still be checked.
    """
    front = _Front(page, report)
    stem = PurePath(page.file).stem
    if page.front:
        _check_keys(page, front)
    id, kind = front.text("id"), front.one_of("kind", KINDS)
    if id is not None and id != stem:
        front.fault("id", f"The id is `{id}`, but the file is named `{stem}.md`.", "A law file is named by its id.")
    elif id is not None and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        front.fault("id", f"`{id}` is not an id.", "An id has small letters, digits and hyphens.")
    level = front.one_of("level", LEVELS) or LEVEL_OF_KIND.get(kind or "")
    issuers = tuple(_issuer(name, front) for name in front.texts("issuer"))
    if kind == "compact" and len(issuers) == 1:
        front.fault("issuer", "A compact has several issuers.", "Write a list: issuer: [ny, nj].")
    elif kind != "compact" and len(issuers) > 1:
        front.fault("issuer", f"`issuer` names {len(issuers)} governments.", "Only a compact has several.")
    issuer = issuers[0] if len(issuers) == 1 else None
    if kind not in ("case", "vocabulary", None):
        if level is None and "level" not in page.front:
            front.fault(None, "The front matter lacks `level`.", f"It is one of: {', '.join(LEVELS)}.")
        if not issuers and "issuer" not in page.front:
            hint = "Name the government or agency that made it, like us-doj-ojp or ca."
            front.fault(None, "The front matter lacks `issuer`.", hint)
    court_id = front.text("court")
    if court_id is not None and court(court_id) is None:
        front.fault("court", f"No court is named `{court_id}`.", did_you_mean(court_id, all_courts(), COURT_NAMES))
    side = front.one_of("united_states", ("party", "not a party"))
    return Instrument(
        id=id or stem,
        title=front.text("title") or id or stem,
        kind=kind or "",
        level=level,
        issuer=issuer,
        court=court_id,
        docket=front.text("docket"),
        cites=front.texts("cite"),
        in_force=front.day("in_force"),
        united_states=None if side is None else side == "party",
        basis=front.one_of("basis", BASES) or "memory",
        verbatim=front.one_of("verbatim", ("yes", "partly", "no")),
        checked=front.day("checked") or dt.date.min,
        sources=front.texts("sources"),
        note=front.text("note"),
        issuers=issuers,
        file=page.file,
        last_seen=front.seen("last_seen"),
        appeal=front.one_of("appeal", APPEALS),
    )


def _issuer(name: str, front: _Front) -> str:
    found = government(name)
    if found is not None:
        return found.short
    near = near_governments(name, 1)
    hint = f"Did you mean `{near[0]}`?" if near else "Write a short name, like us-doj-ojp or ca."
    front.fault("issuer", f"No government or agency is named `{name}`.", hint)
    return name


def _check_keys(page: Page, front: _Front) -> None:
    for key in page.front:
        if key not in KEYS:
            front.unknown_key(key)
    for key in REQUIRED:
        if page.front.get(key) in (None, "", []):
            front.fault(key if key in page.front_lines else None, f"The front matter lacks `{key}`.")
