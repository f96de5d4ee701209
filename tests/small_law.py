"""Small laws for tests: statements -> a checked law, and questions to it."""

from __future__ import annotations

import datetime as dt

from comity.norms.build.from_text import build_law
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.ask import ask
from comity.proof.context import context
from comity.proof.position import Position
from comity.record.nodes import EMPTY, Record
from comity.record.suppose import suppose
from comity.text.page import parse_page
from comity.text.parse import parse_given

FRONT = """---
id: {id}
title: {id}
kind: {kind}
{more}
basis: source
checked: 2026-11-23
sources: [made for a test]
---

```comity
{body}
```
"""
ONE_TERM = """---
id: {id}
title: T
kind: award terms
level: federal
issuer: us-doj-ojp
basis: memory
checked: 2026-11-23
in_force: 2017-01-01
sources: [made for a test]
---

```comity
act b "b"

norm n "N"
  binds      award.recipient
  must       b
  cites      "8 U.S.C. 1373"
```
"""
AWARD_TERMS = "level: federal\nissuer: us-doj-ojp\nin_force: 2017-01-01"
SUIT = "court: ilnd\nunited_states: party"

CONDITION = """
act open-access "let federal agents in"
  enlists
act keep-out "keep federal agents out"
norm access
  cites      "condition 55"
  binds      award.recipient
  must       open-access
  when       award.program is "16.738" and award.fiscal_year is 2017
  from       award.accepted
  until      award.period_end
"""


def law(terms: str = CONDITION, suit: str = "", **other: str) -> Law:
    """A law of award terms `t`, a lawsuit `v`, and further files whose keyword gives `id=front matter lines + body`."""
    texts = {"t.md": FRONT.format(id="t", kind="award terms", more=AWARD_TERMS, body=terms)}
    if suit:
        texts["v.md"] = FRONT.format(id="v", kind="case", more=SUIT, body=suit)
    for id, text in other.items():
        kind, more, body = text.split("|", 2)
        texts[f"{id}.md"] = FRONT.format(id=id, kind=kind, more=more, body=body)
    pages = []
    for name, text in texts.items():
        page, faults = parse_page(text, name)
        assert not faults, "\n".join(f.render() for f in faults)
        pages.append(page)
    built, faults = build_law(pages)
    assert not faults, "\n".join(f.render() for f in faults)
    return built


def answer(
    built: Law,
    party: str,
    norm: str,
    on: str,
    given: str = "attached",
    known_at: str | None = None,
    forum: str | None = None,
    record: Record = EMPTY,
) -> Position:
    """The first position of a party under a norm, with facts taken as true."""
    found = government(party)
    assert found is not None
    supposed = suppose(record, parse_given(given) if given else (), party)
    day = dt.date.fromisoformat(on)
    known = dt.date.fromisoformat(known_at) if known_at else None
    ctx = context(built, supposed.record, found, day, known, forum, supposed.attached, supposed.without)
    return ask(built.norms[norm], ctx)[0]
