"""Where the reference evaluator and the design part, or the design is silent; each with its smallest law in
test_open_questions.py. The draws keep away from what is held back, until it is settled and its line is taken out."""

from __future__ import annotations

from comity.norms.nodes import Law

HELD_BACK: frozenset[str] = frozenset(
    {
        "list since",  # `for plaintiffs since D`, where plaintiffs is a list
        "carries without award",  # `award carries N` where no award is in question
        "foreign precedent",  # a holding `in` the territory of a court that did not make it
        "order of holdings",  # two opposite holdings of equal rank, and which is the later is not known
        "several subawards",  # a party with two subawards, one of an unknown prime
        "conduct that ended",  # a party that stopped a narrower act, asked about the wider one
        "revival",  # the repeal or displacement of a norm that repealed another
    }
)

_UNDOING = ("reverses", "replaces", "repeals", "stays", "displaces")


def revives(law: Law) -> bool:
    """Whether something undoes a norm that repeals another."""
    acts = (act for act in law.norm_acts.values() if act.kind == "norm")
    repealing = {act.id for act in acts if any(effect.verb == "repeals" for effect in act.effects)}
    return any(verb in _UNDOING for id in repealing for _, verb in law.acting_on.get(id, ()))
