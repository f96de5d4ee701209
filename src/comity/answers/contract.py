"""The JSON form of a position and its proof ("contract 2"), the same in every command and in the API."""

from __future__ import annotations

from comity.proof.position import Flags, Position
from comity.proof.seen import Freshness
from comity.proof.truth import Step, Truth
from comity.vocabulary import Status

CONTRACT = 2
"""The version of the JSON forms; a key is never taken away or given another meaning within one."""

STATUS_WORDS: dict[str, str] = {status.value: status.words for status in Status}
"""The statuses in words, as every page and table shows them."""


def as_seen(status: str, fresh: Freshness | None) -> str:
    """A status in words; past its limit, one that rests on what was last seen says "when last seen".

    >>> import datetime as dt
    >>> as_seen("blocked", Freshness("last_seen", dt.date(2025, 11, 21), 30, "fresno-v-turner/pi"))
    'blocked when last seen (21 Nov 2025)'
    """
    if fresh is None or fresh.state != "last_seen":
        return STATUS_WORDS[status]
    return f"{STATUS_WORDS[status]} when last seen ({fresh.seen.day} {fresh.seen:%b} {fresh.seen.year})"


TRUTH = {True: "yes", False: "no", None: "unknown"}


def position_json(found: Position) -> dict[str, object]:
    """A position as in docs/architecture.md: ids, ISO dates, dollars as a number or null."""
    return {
        "contract": CONTRACT,
        "party": found.party,
        "norm": found.norm,
        "award": found.award,
        "demand": found.demand,
        "as_of": found.as_of.isoformat(),
        "known_at": found.known_at.isoformat(),
        "forum": found.forum,
        "status": found.status,
        "also": list(found.also),
        "possible": list(found.possible),
        "missing": [{"fact": m.fact, "about": m.about, "words": m.words} for m in found.missing],
        "ground": found.ground,
        "grounds": list(found.grounds),
        "presumed": found.presumed,
        "unenforceable": found.unenforceable,
        "parts": [part for part, _ in found.flags.parts],
        "ground_state": found.fresh.state if found.fresh else None,
        "seen": found.fresh.seen.isoformat() if found.fresh else None,
        "limit_days": found.fresh.limit if found.fresh else None,
        "attach_basis": found.attach_basis,
        "verb": list(found.verb),
        "restrained": list(found.restrained),
        "flags": flags_json(found.flags),
        "cites": list(found.cites),
        "dollars": None if found.dollars is None else float(found.dollars),
    }


def flags_json(flags: Flags) -> dict[str, object]:
    """The flags that are set; a flag that does not apply is absent."""
    found: dict[str, object] = {}
    if flags.contested:
        found["contested"] = list(flags.contested)
    if flags.springs is not None:
        found["springs"] = {"without": list(flags.springs[0]), "status": flags.springs[1]}
    if flags.conflicts:
        found["conflicts"] = [{"norm": norm, "certain": certain} for norm, certain in flags.conflicts]
    if flags.breach is not None:
        state, due, follows = flags.breach
        found["breach"] = {"state": state, "due": due.isoformat() if due else None, "follows": list(follows)}
    if flags.read_as:
        found["read_as"] = [{"by": by, "words": words} for by, words in flags.read_as]
    if flags.judgment is not None:
        found["judgment"] = {"of": list(flags.judgment[0]), "standard": flags.judgment[1]}
    return found


def step_json(step: Step) -> dict[str, object]:
    """A proof tree: claim, whether it holds (yes, no, unknown), citations, parts, and the missing fact of a leaf."""
    found: dict[str, object] = {"claim": step.claim, "holds": truth_word(step.truth)}
    if step.cites:
        found["cites"] = list(step.cites)
    if step.missing is not None:
        found["missing"] = step.missing.fact
    if step.parts:
        found["parts"] = [step_json(part) for part in step.parts]
    return found


def truth_word(truth: Truth) -> str:
    """yes, no or unknown."""
    return TRUTH[truth]
