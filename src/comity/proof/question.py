"""A question to the evaluators: law, record, day, what was known, forum, what is supposed or taken away."""

from __future__ import annotations

import datetime as dt
from dataclasses import field, replace

from comity.frozen import frozen
from comity.norms.names.governments import Government
from comity.norms.nodes import Law
from comity.proof.context import Context, Facts, context
from comity.record.nodes import Record


@frozen
class Question:
    """Law, record, day, knowledge, forum and suppositions of a question. Without a `forum`, the party's own courts.

    `supposed` are the suppositions as they were put, `touched` what they are supposed of, `spared` the awards that
    contradict them. `held` is the record as it was known, where it was looked through for a question before.
    """

    law: Law
    record: Record
    as_of: dt.date
    known_at: dt.date
    forum: str | None = None
    attached: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    supposed: str = ""
    touched: tuple[str, ...] = ()
    spared: frozenset[str] = frozenset()
    held: Facts | None = field(default=None, compare=False, repr=False)

    @property
    def facts(self) -> Facts:
        """The record as it was known."""
        held = self.held
        # a question that was made from another may have its record or knowledge changed, and what was held of the other
        if held is not None and held.record is self.record and held.known_at == self.known_at:
            return held
        return Facts(self.record, self.known_at)

    def context(self, party: Government) -> Context:
        """The evaluator's context for a party."""
        made = context(
            law=self.law,
            record=self.record,
            party=party,
            as_of=self.as_of,
            known_at=self.known_at,
            forum=self.forum,
            attached=self.attached,
            without=self.without,
            spared=self.spared,
        )
        return replace(made, facts=self.facts)

    def on(self, day: dt.date) -> Question:
        """The same question about another day, as things stood then unless hindsight was asked for."""
        known = day if self.known_at == self.as_of else self.known_at
        return replace(self, as_of=day, known_at=known)
