"""Work out a norm's level and force, and whom it binds, from its modality and parties."""

from __future__ import annotations

from comity.norms.attributes import CLASSES, LOCAL_KINDS, STATE_KINDS
from comity.norms.names.governments import government
from comity.norms.nodes import Norm
from comity.text import tree as t


def attaches_to(binds: t.PartySet) -> str:
    """What a norm attaches to: `award` or `demand` if it binds someone by role in one, else `party`."""
    paths = [item.path for item in binds.items if isinstance(item, t.Role)]
    return paths[0].split(".")[0] if paths else "party"


def force(modality: str, attaches: str) -> str:
    """How a norm binds: immunity, power, command, or condition (attached to an award or a demand)."""
    if modality == "cannot be required to":
        return "immunity"
    if modality in ("may", "may require"):
        return "power"
    return "command" if attaches == "party" else "condition"


def bound_level(norm: Norm) -> str:
    """Whether a norm binds federal agencies, states, localities or private persons (the widest of them)."""
    for item in norm.binds.items:
        inner = item.item if isinstance(item, t.Perhaps) else item
        if isinstance(inner, t.Named):
            found = government(inner.name.text)
            kinds = (found.kind,) if found else ()
        elif isinstance(inner, t.Every):
            kinds = CLASSES.get(inner.kind.text, ())
        else:
            kinds = ("state",)
        if "agency" in kinds and "person" not in kinds:
            return "federal"
        if any(kind in STATE_KINDS for kind in kinds):
            return "state"
        if any(kind in LOCAL_KINDS for kind in kinds):
            return "local"
    return "private"
