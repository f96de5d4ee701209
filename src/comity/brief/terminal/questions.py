"""The questions about a list of awards, in the terminal: those that settle most first, with their possible answers."""

from __future__ import annotations

from comity.answers.asking import Asking
from comity.answers.questions import PlainQuestion

FIRST = 5


def question_lines(asking: Asking, every: bool = False) -> list[str]:
    """The lines of the questions; the first five unless all are asked for."""
    settled = asking.settled
    lines = [
        f"{len(asking.awards):,} awards, {settled.all:,} answers about their conditions: {settled.confirmed:,} confirmed, "
        f"{settled.last_seen:,} as when last seen, {settled.not_carried:,} of conditions not carried, "
        f"{settled.open:,} cannot be told ({settled.share:.0%} settled)",
        "",
    ]
    first = [one for one in asking.questions if not one.counsel]
    counsel = [one for one in asking.questions if one.counsel]
    if not first and not counsel:
        return [*lines, "Nothing is missing that an office could say."]
    shown = first if every else first[:FIRST]
    for number, one in enumerate(shown, 1):
        lines += _question(f"{number}.", one)
    if first[len(shown) :]:
        lines.append(f"and {len(first) - len(shown)} more (--all)")
    if every and counsel:
        lines += [
            "",
            "For counsel: about conduct, policy or law. An answer may be an admission; try it first with --suppose,",
            "which records nothing.",
        ]
        for one in counsel:
            lines += _question("-", one)
    elif counsel:
        lines.append(f"{len(counsel)} questions are for counsel (--all).")
    if asking.orphans:
        lines += ["", "Answers about awards that are gone:", *(f"  {one}" for one in asking.orphans)]
    lines += ["", "Answer with --record OFFICE --by NAME --answer 'SENTENCE'."]
    return lines


def _question(mark: str, one: PlainQuestion) -> list[str]:
    dollars = f", ${one.dollars:,.0f}" if one.dollars else ""
    awards = "1 award" if one.awards == 1 else f"{one.awards:,} awards"
    return [
        f"{mark} {one.words}",
        f"   settles or narrows {one.cells:,} answers of {awards}{dollars}",
        *(f"     {answer}" for answer in one.answers),
    ]
