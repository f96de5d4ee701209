"""The law's own tests: every `case` of the law files, run on the reference evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.norms.names.governments import government
from comity.norms.nodes import Case, Law, Norm
from comity.norms.supposed import supposing_orders
from comity.proof.ask import under
from comity.proof.context import Context, context
from comity.proof.flags import contested
from comity.proof.position import Position, position
from comity.proof.subjects import subjects
from comity.record.nodes import EMPTY, Record
from comity.record.suppose import suppose
from comity.text.format import given as given_words
from comity.text.tree import Expect

STATUS_WORDS = {
    "in force": "in_force",
    "not yet": "not_yet",
    "not attached": "not_attached",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation of a case and the actual answer, without its flags; `passed` when they agree."""

    case: Case
    expect: Expect
    found: Position
    passed: bool

    def sentence(self) -> str:
        """What differs, in a sentence."""
        wanted = self.expect.status + (f" by {self.expect.by.text}" if self.expect.by else "")
        got = self.found.status.replace("_", " ") + (f" by {self.found.ground}" if self.found.ground else "")
        if self.found.status == "undetermined":
            got += f" (possible: {', '.join(self.found.possible)}; missing: {'; '.join(m.words for m in self.found.missing)})"
        given = "; ".join(given_words(g) for g in self.case.given)
        contested = ", contested" if self.expect.contested else ""
        about = f"on {self.expect.on} {self.expect.norm.text} for {self.found.party}"
        given = f" (given {given})" if given else ""
        return f"{self.case.title}: {about} is {got}; expected {wanted}{contested}{given}"


def run_cases(law: Law, only: str | None = None) -> Iterator[Outcome]:
    """Run every expectation of every case, in order; `only` limits this to the cases of one instrument.

    A case sees no record, only its own `given` and the reference data. `by` is met when the act named decided the
    status, or is one of those that hold it on their own.
    """
    for case in law.cases:
        if only is None or case.instrument == only:
            for expect in case.expects:
                yield _run(law, case, expect)


def _run(law: Law, case: Case, expect: Expect, record: Record = EMPTY) -> Outcome:
    short = expect.party.text if expect.party else case.party
    party = record.parties.get(short) or government(short)
    assert party is not None, f"unresolved party {short}"
    supposed = suppose(record, case.given, short)
    ctx = context(
        law=supposing_orders(law, supposed.orders), record=supposed.record, party=party, as_of=expect.on, known_at=expect.known_at,
        forum=expect.forum.text if expect.forum else None, attached=supposed.attached, without=supposed.without, spared=supposed.spared,
    )  # fmt: skip
    norm = law.norms[expect.norm.text]
    found, asked = _most_telling(norm, under(norm, ctx))
    wanted = STATUS_WORDS.get(expect.status, expect.status)
    passed = found.status == wanted
    if passed and expect.by is not None:
        passed = found.ground == expect.by.text
    if passed and expect.contested:
        passed = bool(contested(norm, found, asked))
    return Outcome(case, expect, found, passed)


def _most_telling(norm: Norm, ctx: Context) -> tuple[Position, Context]:
    """Of several awards, the one whose answer is certain, else the first; of none, the party itself. Without its flags."""
    found = [(position(norm, subject), subject) for subject in subjects(norm, ctx)] or [(position(norm, ctx), ctx)]
    certain = ((p, subject) for p, subject in found if p.award is not None and p.status != "undetermined")
    return next(certain, found[0])
