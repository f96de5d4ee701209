"""Front matter -> `Instrument`, with a fault for every key that is missing, unknown or of the wrong type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import PurePath

from comity.norms.courts import court
from comity.norms.governments import all_governments, government
from comity.norms.nearest import did_you_mean
from comity.norms.nodes import Instrument
from comity.text.faults import Fault, Place
from comity.text.tree import Page

KINDS = (
    "constitution", "statute", "regulation", "executive order", "memorandum", "award terms", "agency notice",
    "state law", "local law", "doctrine", "case", "vocabulary",
)  # fmt: skip
LEVELS = ("federal", "state", "local")
BASES = ("source", "source and memory", "memory")
KEYS = (
    "id", "title", "kind", "level", "issuer", "court", "docket", "cite", "in_force", "united_states", "basis",
    "verbatim", "checked", "sources", "note",
)  # fmt: skip
REQUIRED = ("id", "title", "kind", "basis", "checked", "sources")
STATE_LEVEL = {"state law": "state", "local law": "local"}


def read_front(page: Page, report: Callable[[Fault], None]) -> Instrument | None:
    """The instrument of a page; None when its id or kind cannot be told. Faults go to `report`."""
    front = page.front

    def fault(key: str, sentence: str, hint: str = "") -> None:
        line = page.front_lines.get(key, 1)
        excerpt = page.lines[line - 1] if line <= len(page.lines) else ""
        report(Fault(Place(page.file, line, 1, max(1, len(excerpt))), sentence, hint, excerpt))

    def text(key: str) -> str | None:
        value = front.get(key)
        if value is None:
            return None
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value).strip()
        fault(key, f"`{key}` is to be a line of text.")
        return None

    def one_of(key: str, allowed: tuple[str, ...]) -> str | None:
        value = text(key)
        if value is not None and value not in allowed:
            fault(key, f"`{key}` is `{value}`.", did_you_mean(value, allowed, f"It is one of: {', '.join(allowed)}."))
            return None
        return value

    def day(key: str) -> dt.date | None:
        value = front.get(key)
        if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            return value
        fault(key, f"`{key}` is not a date.", "Write it as 2018-01-24.")
        return None

    def texts(key: str) -> tuple[str, ...]:
        value = front.get(key)
        if value is None:
            return ()
        items: list[object] = value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]
        if not all(isinstance(item, str | int | float) for item in items):
            fault(key, f"`{key}` is to be a line of text or a list of lines.")
            return ()
        return tuple(str(item).strip() for item in items)

    if not front:
        return None
    for key in front:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS, f"The keys are: {', '.join(KEYS)}.")
            fault(key, f"The front matter has no key `{key}`.", hint)
    for key in REQUIRED:
        if front.get(key) in (None, "", []):
            fault("id", f"The front matter lacks `{key}`.")
    id = text("id")
    kind = one_of("kind", KINDS)
    stem = PurePath(page.file).stem
    if id is not None and id != stem:
        fault("id", f"The id is `{id}`, but the file is named `{stem}.md`.", "A law file is named by its id.")
    level = one_of("level", LEVELS) or STATE_LEVEL.get(kind or "")
    if kind not in ("case", "vocabulary", None) and level is None and "level" not in front:
        fault("kind", "The front matter lacks `level`.", "It is one of: federal, state, local.")
    issuer = text("issuer")
    if issuer is not None and (found := government(issuer)) is None:
        fault("issuer", f"No government or agency is named `{issuer}`.", did_you_mean(issuer, all_governments()))
    elif issuer is not None and found is not None:
        issuer = found.short
    if kind not in ("case", "vocabulary", None) and issuer is None and "issuer" not in front:
        fault("kind", "The front matter lacks `issuer`.", "Name the government or agency that made it, like `us-doj-ojp` or `ca`.")
    court_id = text("court")
    if court_id is not None and court(court_id) is None:
        fault("court", f"No court is named `{court_id}`.", "Courts have their courts-db ids, like `scotus`, `ca7`, `ilnd`.")
    side = text("united_states")
    if side not in (None, "party", "not a party"):
        fault("united_states", f"`united_states` is `{side}`.", "It is `party` or `not a party`.")
    verbatim = front.get("verbatim")
    words = {True: "yes", False: "no"}.get(verbatim) if isinstance(verbatim, bool) else one_of("verbatim", ("yes", "partly", "no"))
    basis, checked, in_force = one_of("basis", BASES), day("checked"), day("in_force")
    if id is None or kind is None:
        return None
    return Instrument(
        id, text("title") or id, kind, level, issuer, court_id, text("docket"), texts("cite"), in_force,
        None if side is None else side == "party", basis or "memory", words, checked or dt.date.min, texts("sources"),
        text("note"), page.file,
    )  # fmt: skip

