"""The position contract: the JSON form of a position and of its proof, the same in every command and in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.proof.position import Flags, Position
from comity.proof.seen import Freshness
from comity.proof.truth import Step, Truth

if TYPE_CHECKING:
    from comity.answers.demands import DemandAnswer
    from comity.answers.statements import Checked
    from comity.answers.timeline import Change

STATUS_WORDS = {
    "in_force": "in force",
    "not_yet": "not yet in force",
    "ended": "ended",
    "void": "void",
    "displaced": "displaced",
    "blocked": "blocked",
    "waived": "waived",
    "undetermined": "undetermined",
    "not_attached": "not attached",
}
"""The statuses in words, as every page and table shows them."""


def as_seen(status: str, fresh: Freshness | None) -> str:
    """A status in words; one that rests on what was last seen longer ago than its limit was so then.

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
        "ground_state": found.fresh.state if found.fresh else None,
        "seen": found.fresh.seen.isoformat() if found.fresh else None,
        "limit_days": found.fresh.limit if found.fresh else None,
        "verb": list(found.verb),
        "restrained": list(found.restrained),
        "flags": flags_json(found.flags),
        "cites": list(found.cites),
        "dollars": None if found.dollars is None else float(found.dollars),
    }


def flags_json(flags: Flags) -> dict[str, object]:
    """The flags that are set; none of them is present when it does not apply."""
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


def change_json(change: Change) -> dict[str, object]:
    """A change of a position: its day, and the positions before and after, null where there was none."""
    return {
        "on": change.on.isoformat(),
        "before": position_json(change.before) if change.before else None,
        "after": position_json(change.after) if change.after else None,
    }


def demand_json(answer: DemandAnswer) -> dict[str, object]:
    """A demand for one recipient: what is asked, the due day with its rule and steps, where it stands, what follows."""
    demand, due = answer.demand, answer.due
    return {
        "demand": demand.id,
        "recipient": answer.recipient,
        "issuer": demand.issuer,
        "date": demand.date.isoformat() if demand.date else None,
        "force": demand.force,
        "asks": demand.asks,
        "due": due.day.isoformat() if due else None,
        "rule": due.rule if due else None,
        "steps": list(due.steps) if due else [],
        "state": answer.state,
        "follows": list(answer.follows),
        "threatens": demand.threatens,
        "norms": [position_json(p) for p in answer.norms],
    }


def statement_json(checked: Checked) -> dict[str, object]:
    """A statement: who said what, through whom and when, its verdict, the proof of each claim, the positions it rests on."""
    said = checked.statement
    return {
        "statement": said.id,
        "speaker": said.speaker,
        "chain": list(said.chain),
        "when_written": said.when_written,
        "said_first": said.said_first.isoformat() if said.said_first else None,
        "said_last": said.said_last.isoformat() if said.said_last else None,
        "quoted": said.quoted,
        "reported": said.reported,
        "meaning": said.meaning,
        "verdict": checked.verdict,
        "claims": [step_json(step) for step in checked.steps],
        "positions": [position_json(p) for p in checked.positions],
    }
