"""The results of `assess` and of comparisons, as JSON and as tables at most 80 columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from decimal import Decimal

from rich.table import Table
from rich.text import Text

from comity.brief.terminal.width import columns
from comity.plan.assessment.assess import Assessment
from comity.plan.comparison.compare import Comparison
from comity.plan.join.totals import AGED, DecidingFact, Total
from comity.plan.timeline.intervals import Timelines

MOST = 12


def assessment_json(done: Assessment) -> dict[str, object]:
    """Everything an assessment adds up to, for programs; the positions themselves are in the file."""
    days = [
        {
            "as_of": day.as_of, **{f"by_{by}": found for by, found in day.totals.items()}, "situations_in_all": day.kinds,
            "situations": [
                {
                    "situation": s.number, "awards": s.awards, "governments": s.governments, "dollars": s.dollars,
                    "answers": [{"norm": n, "status": status, "ground": g, "last_seen": n in s.aged} for n, status, g in s.answers],
                }
                for s in day.situations
            ],
            "deciding_facts": day.facts,
        }
        for day in done.days
    ]  # fmt: skip
    return {
        "out": str(done.out), "situations_out": done.situations_out and str(done.situations_out),
        "awards": done.awards, "positions": done.rows, "seconds": round(done.seconds, 3),
        "notes": done.notes, "unmatched": [{"government": g, "awards": n} for g, n in done.unmatched], "days": days,
    }  # fmt: skip


def assessment_parts(done: Assessment) -> Iterator[object]:
    """The totals of the last day, the largest situations, the facts that would settle most."""
    day = done.days[-1]
    on = ", ".join(str(d.as_of) for d in done.days)
    yield Text(f"{_many(done.awards, 'award')}, {_many(done.rows, 'position')} on {on}", style="bold")
    if done.situations_out is None:
        yield f"Positions written to {done.out} in {done.seconds:.1f} s."
    else:
        yield f"Awards with their situations written to {done.out},"
        yield f"the positions of each situation to {done.situations_out}, in {done.seconds:.1f} s."
    yield from _notes(done)
    if not done.rows:
        yield "No norm applies, or could apply, to these awards."
        return
    for by, found in day.totals.items():
        if found:
            yield ""
            yield _totals(by, found)
    yield ""
    yield Text(f"{day.kinds:,} situations: awards whose positions are the same for the same reasons", style="bold")
    for s in day.situations[:6]:
        yield Text(f"  {_many(s.awards, 'award')} of {_many(s.governments, 'government')}, {_money(s.dollars)}")
        for norm, status, ground in s.answers[:4]:
            yield Text(_cut(f"    {norm}: {status}{AGED * (norm in s.aged)}" + (f" by {ground}" if ground else "")))
        if len(s.answers) > 4:
            yield Text(f"    and {len(s.answers) - 4} more")
    if day.facts:
        yield ""
        yield _facts(day.facts)


def timeline_parts(found: Timelines) -> Iterator[object]:
    """How many answers hold from when to when, and the days on which most of them begin."""
    yield Text(f"{_many(found.awards, 'award')}, {found.intervals:,} answers with their days", style="bold")
    yield f"Written to {found.out} in {found.seconds:.1f} s; {found.days:,} turning days of law and record."
    yield from _notes(found)
    if found.turns:
        yield ""
        yield Text("Days on which most answers begin", style="bold")
    for turn in found.turns[:MOST]:
        yield Text(_cut(f"  {turn.on}  {turn.norm}: {_words(turn.status, (), turn.ground)}"))
        yield Text(f"      {_many(turn.awards, 'award')}, {_money(turn.dollars)}")


def _notes(found: Assessment | Timelines) -> Iterator[Text]:
    """Notes about the file, and the unknown governments that most awards name."""
    for note in found.notes:
        yield Text(textwrap.fill(f"Note: {note}.", columns()))
    for government, n in found.unmatched[:5]:
        yield Text(f"  not known: {government} ({_many(n, 'award')})")


def _totals(by: str, found: tuple[Total, ...]) -> Table:
    table = _table(f"By {by}, on dollars of awards, each counted once")
    table.add_column(by, ratio=1, no_wrap=True)
    aged = any(total.blocked_seen is not None for total in found)
    for name in ("awards", "obligated", "at risk", "barred", *(["last seen"] * aged)):
        table.add_column(name, justify="right", no_wrap=True)
    for total in found[:MOST]:
        table.add_row(
            f"{total.group or 'unknown'}{' (sub)' if total.sub else ''}", f"{total.awards:,}",
            _money(total.obligated), _money(total.at_risk), _money(total.blocked), *([_money(total.blocked_seen)] * aged),
        )  # fmt: skip
    if len(found) > MOST:
        table.add_row(f"and {len(found) - MOST} more (--json)", "", "", "", "", *([""] * aged))
    return table


def _facts(facts: tuple[DecidingFact, ...]) -> Table:
    table = _table("Deciding facts: what is not known, and would settle most")
    table.add_column("fact", ratio=1)
    for name in ("awards", "settled by it alone", "dollars"):
        table.add_column(name, justify="right")
    for fact in facts[:MOST]:
        table.add_row(fact.words, f"{fact.awards:,}", f"{fact.settles_awards:,}", _money(fact.settles_dollars))
    if len(facts) > MOST:
        table.add_row(f"and {len(facts) - MOST} more (--json)", "", "", "")
    return table


def comparison_json(found: Comparison) -> dict[str, object]:
    """How the answers changed, for programs; each change is in the file."""
    return {
        "out": str(found.out), "changed": found.changed, "norms_compared": found.norms, "moved": found.moved,
        "at_risk_before": found.at_risk_before, "at_risk_after": found.at_risk_after,
        "sub_at_risk_before": found.sub_at_risk_before, "sub_at_risk_after": found.sub_at_risk_after,
        "notes": found.notes,
    }  # fmt: skip


def comparison_parts(found: Comparison) -> Iterator[object]:
    """Every kind of change, largest first, with the grounds before and after."""
    yield Text(f"{found.changed:,} answers change; each is in {found.out}.", style="bold")
    if not found.norms:
        yield "The two sides do not differ in anything that bears on a norm of awards."
        return
    yield f"{found.norms:,} norms were compared. Dollars of awards under them at risk:"
    yield f"{_money(found.at_risk_before)} before, {_money(found.at_risk_after)} after."
    subs = (found.sub_at_risk_before, found.sub_at_risk_after)
    if any(subs):
        yield f"Of subawards: {_money(subs[0])} before, {_money(subs[1])} after."
    for moved in found.moved[:40]:
        subs = f", of subawards {_money(moved.sub_dollars)}" if moved.sub_dollars else ""
        yield Text(_cut(f"{moved.norm}: {_many(moved.awards, 'award')}, {_money(moved.dollars)}{subs}"))
        yield Text(
            _cut(f"    before: {_words(moved.before, moved.possible_before, moved.ground_before, moved.state_before)}")
        )
        yield Text(
            _cut(f"    after:  {_words(moved.after, moved.possible_after, moved.ground_after, moved.state_after)}")
        )
    if len(found.moved) > 40:
        yield Text(f"and {len(found.moved) - 40} more kinds of change (--json lists them)")


def _many(n: int, what: str) -> str:
    """A number of things.

    >>> _many(1, "award"), _many(2000, "award")
    ('1 award', '2,000 awards')
    """
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _words(status: str, possible: tuple[str, ...], ground: str | None, state: str | None = None) -> str:
    """A status in words.

    >>> _words("undetermined", ("blocked", "in_force"), None), _words("blocked", (), "v/pi", "last_seen")
    ('undetermined: blocked or in_force', 'blocked when last seen by v/pi')
    """
    seen = " when last seen" if state == "last_seen" else ""
    return status + (f": {' or '.join(possible)}" if possible else "") + seen + (f" by {ground}" if ground else "")


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=None, width=columns(), pad_edge=False)


def _cut(text: str) -> str:
    return text if len(text) <= columns() else text[: columns() - 3] + "..."


def _money(value: Decimal | None) -> str:
    """Dollars in few characters.

    >>> _money(Decimal("1234567.89")), _money(None)
    ('$1.2M', '-')
    """
    if value is None:
        return "-"
    for size, mark in ((10**9, "B"), (10**6, "M"), (10**3, "K")):
        if abs(value) >= size:
            return f"${value / size:,.1f}{mark}"
    return f"${value:,.0f}"
