"""What the title of an act says and its clauses do not: that it undoes another act only in part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from comity.norms.build.graph import parts_of_acts
from comity.norms.nodes import Law, NormAct
from comity.text import tree as t
from comity.text.faults import Fault, fault_at

IN_PART = re.compile(r"\b(to the extent|in ?so ?far as|in (?:relevant )?part|partial(?:ly)?)\b", re.IGNORECASE)
UNDOING = ("stays", "reverses")
HINT = "Say of what: `as to NORM`, `only for PARTIES`, `only when ...`; or, if it is the whole, word the title so."


def whole_but_for_its_title(law: Law, lines: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    """A fault for each act whose title says that it undoes another in part, and that undoes the whole of it for everyone.

    Nobody can tell from it what is left in force, and it would be answered as if nothing were.
    """
    parts = parts_of_acts(law.norm_acts.values())
    for act in law.norm_acts.values():
        said = IN_PART.search(act.title)
        if said is None or act.part_of is not None or act.id in parts or _narrowed(act):
            continue
        undone = [target for e in act.effects if e.verb in UNDOING for target in e.targets if target in law.norm_acts]
        # of an act that is itself partial, the title may tell as of what is undone
        whole = [id for id in undone if id not in parts and not IN_PART.search(law.norm_acts[id].title)]
        if whole:
            sentence = f"The title says `{said[0]}`, and the {act.kind} undoes the whole of `{whole[0]}` for everyone."
            yield fault_at(lines.get(act.place.file, ()), act.place, sentence, HINT)


def _narrowed(act: NormAct) -> bool:
    """Whether the clauses of an act say anything of a part: norms, parties, or a condition."""
    said = act.when is not None or act.unless is not None or any(effect.as_to for effect in act.effects)
    everyone = act.parties is None or act.parties == t.PartySet((t.Everyone(),))
    return said or not everyone
