"""The mirror question in the terminal: recipients in three groups, and a draft notice that quotes the orders."""

from __future__ import annotations

from comity.answers.recipients import FORBADE, FORBIDDEN, NOT_FOUND, OPEN, Mirror, Recipient
from comity.norms.nodes import Law

LEGAL = "Legal information for review by counsel, not a substitute for an attorney's advice."


def recipient_lines(mirror: Mirror, most: int = 30) -> list[str]:
    """The lines of the three groups, the largest first within each act."""
    lines = [f"{mirror.norm} on {mirror.as_of}, the library read to {mirror.read_to}", ""]
    heads = {
        FORBIDDEN: "An order forbids it",
        FORBADE: "An order forbade it when last seen, which is too long ago to confirm",
        NOT_FOUND: f"No order found (library read to {mirror.read_to})",
        OPEN: "Cannot be told",
    }
    for group, head in heads.items():
        members = mirror.of(group)
        lines.append(f"{head}: {len(members):,}")
        lines += [f"  {_line(one)}" for one in members[:most]]
        if members[most:]:
            lines.append(f"  and {len(members) - most:,} more (--out, --json)")
    return [*lines, "", LEGAL]


def _line(one: Recipient) -> str:
    awards = f" · {one.awards:,} {'award' if one.awards == 1 else 'awards'}" if one.awards else ""
    dollars = f", ${one.dollars:,.0f}" if one.dollars else ""
    if one.act:
        seen = f" · seen {one.seen}" if one.seen else ""
        return f"{one.party}: {one.act}{awards}{dollars}{seen}"
    return f"{one.party}{awards}{dollars}" + (f": {one.missing}" if one.missing else "")


def notice_lines(mirror: Mirror, law: Law) -> list[str]:
    """A draft of a notice: the orders with their words and days, and whom they name."""
    lines = [
        "DRAFT for agency counsel. Not to be sent as it stands.",
        "",
        f"Subject: {mirror.norm}, {mirror.as_of}",
        "",
    ]
    acts: dict[str, list[Recipient]] = {}
    for one in (*mirror.of(FORBIDDEN), *mirror.of(FORBADE)):
        acts.setdefault(one.act or "", []).append(one)
    if not acts:
        return [
            *lines,
            f"No order against it was found for these recipients (library read to {mirror.read_to}).",
            "",
            LEGAL,
        ]
    for name, members in acts.items():
        act = law.norm_acts.get(name)
        if act is not None:
            cites = "; ".join((*act.cites, *law.cite(name))[:2])
            lines += [f"{act.title} ({cites})" if cites else act.title]
            lines += [f'  "{" ".join(passage.words)}"' for passage in act.passages[:3] if passage.words]
        seen = {one.seen for one in members if one.seen}
        if seen:
            lines.append(f"  Last seen to stand: {max(seen)}.")
        lines += [
            f"  It reaches: {', '.join(one.name for one in members[:40])}"
            + (f", and {len(members) - 40} more" if members[40:] else "")
        ]
        lines.append("")
    return [*lines, LEGAL]
