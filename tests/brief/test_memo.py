"""The memo on one norm: an answer that is open says first what would decide it."""

from __future__ import annotations

import datetime as dt

from tests.small_law import law

from comity.brief.terminal.memo import FIRST, memo
from comity.norms.names.governments import government
from comity.proof.ask import ask
from comity.proof.question import Question
from comity.record.nodes import EMPTY

ASKED = [f"q{n}" for n in range(FIRST + 2)]
TERMS = (
    'act help "help"\n'
    + "".join(f'define {q} "the fact {q}"\n  of party\n  is yes or no\n' for q in ASKED)
    + f'norm a\n  cites "one"\n  binds everyone\n  must help\n  when {" and ".join(ASKED)}\n'
    + 'norm b\n  cites "two"\n  binds everyone\n  must help\n'
)


def lines(norm: str, full: bool = False) -> list[str]:
    who = government("chicago-il")
    assert who is not None
    day = dt.date(2018, 1, 1)
    asked = Question(law(TERMS), EMPTY, day, day)
    wanted = asked.law.norms[f"t/{norm}"]
    return [str(part) for part in memo(wanted, ask(wanted, asked.context(who)), asked, who, full)]


def test_what_would_decide_stands_before_the_reasons() -> None:
    found = lines("a")
    assert found.index("What is not known, and would decide") < found.index("Reasons")
    assert sum("try: --suppose" in line for line in found) == FIRST
    assert "  - and 2 more facts: --full lists them" in found


def test_all_of_it_is_listed_on_request() -> None:
    found = lines("a", full=True)
    assert sum("try: --suppose" in line for line in found) == len(ASKED)
    assert not any("more fact" in line for line in found)


def test_what_is_known_has_no_such_part() -> None:
    assert "What is not known, and would decide" not in lines("b")
