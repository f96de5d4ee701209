"""Turn missing facts into plain questions with their possible answers, those first that settle most awards and dollars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comity.norms.nodes import Law
from comity.text.tree import Day

DO_NOT_KNOW = "I don't know"


@dataclass(frozen=True, slots=True)
class Lacked:
    """A missing fact: the awards and answers that wait for it, those it settles alone, their dollars, and whose norms they are.

    `one_award` is the award where it is missing of one alone, `an_award` one of those where it is.
    """

    fact: str
    words: str
    awards: int
    cells: int
    settles: int
    dollars: Decimal | None
    agencies: tuple[str, ...]
    norms: tuple[str, ...]
    one_award: str | None = None
    an_award: str | None = None


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question in words, with sentences that answer it, what it settles, and whether it is for counsel.

    Questions for counsel are about conduct, policy or law: an answer there is an admission or a legal judgment.
    """

    fact: str
    words: str
    answers: tuple[str, ...]
    awards: int
    cells: int
    dollars: Decimal | None
    counsel: bool = False


_COUNSEL = re.compile(
    r"\b(polic(y|ies)|practice|prohibits?|restricts?|complied|comply|failed to|has kept|kept a|conduct|violat\w*|knowing\w*|intent\w*|"
    r"certified|certif\w* falsely|statute|Constitution|conditions? of the award|general welfare|federal interest|effectuates?|"
    r"advances?|remedy|unambiguous\w*|would not|enjoin\w*)\b",
    re.I,
)


_TAKEN = re.compile(r"\b(ended|frozen|held back|terminated|suspended|discontinued|cancelled|withdrawn)\b", re.I)
"""What an agency does to an award that has been made, which its recipient was told of."""


def questions(
    lacked: Iterable[Lacked], law: Law, agencies: Mapping[str, str], example: str, party: str
) -> tuple[PlainQuestion, ...]:
    """The questions that supply missing facts, in order of what they settle.

    Args:
        lacked: the facts.
        law: for the titles of instruments.
        agencies: the names of agencies by short name.
        example: the number of an award, for sentences about one.
        party: the government whose awards they are.
    """
    found: list[PlainQuestion] = []
    actions: list[Lacked] = []
    others: list[Lacked] = []
    terms: dict[tuple[str, tuple[str, ...]], list[Lacked]] = {}
    for one in lacked:
        if one.fact.startswith("terms carry "):
            instrument = law.norms[one.fact.removeprefix("terms carry ")].instrument
            terms.setdefault((instrument, one.agencies), []).append(one)
        elif one.fact in ("day", "scope", "last seen") or one.fact.startswith(("order", "norm")):
            continue  # what no office can know: it stands in the law files, as not found
        else:
            (actions if _is_taken(one, law) else others).append(one)
    if len(actions) > 1:
        found.append(_of_actions(actions, example))
    else:
        others += actions
    found += [_plain(one, law, example, party) for one in others]
    for (instrument, of), facts in terms.items():
        found.append(_of_terms(instrument=instrument, of=of, facts=facts, law=law, agencies=agencies, example=example))
    return tuple(sorted(found, key=lambda one: (one.counsel, -one.cells, -one.awards, -(one.dollars or 0), one.fact)))


def _is_taken(one: Lacked, law: Law) -> bool:
    """Whether a fact is that an agency ended or froze an award, or held its money back."""
    declared = law.questions.get(one.fact)
    asked = declared is not None and declared.of == "award" and declared.rule is None
    return asked and _TAKEN.search(one.words) is not None and _COUNSEL.search(one.words) is None


def _of_actions(facts: Sequence[Lacked], example: str) -> PlainQuestion:
    """One question for all that agencies may have done to awards: a recipient was told, and knows it of all at once."""
    awards = max(one.awards for one in facts)
    ordered = sorted(facts, key=lambda one: (-one.cells, one.fact))
    count = f"any of the {awards} awards" if awards > 1 else "the award"
    each = "; ".join(one.words.removeprefix("whether ") for one in ordered)
    names = ", ".join(one.fact for one in ordered)
    about = _number(ordered[0].an_award or example)
    return PlainQuestion(
        fact="actions on awards",
        words=f"Has an agency frozen, ended or held back {count}? That is: {each}",
        answers=(f"{names} are no", f"{ordered[0].fact} of award {about} is yes", DO_NOT_KNOW),
        awards=awards,
        cells=sum(one.cells for one in facts),
        dollars=max((one.dollars or Decimal(0) for one in facts), default=None),
    )


def _number(award: str) -> str:
    return award.removeprefix("FAIN_")


def _of_terms(
    instrument: str, of: tuple[str, ...], facts: Sequence[Lacked], law: Law, agencies: Mapping[str, str], example: str
) -> PlainQuestion:
    awards = max(one.awards for one in facts)
    dollars = max((one.dollars or Decimal(0) for one in facts), default=None)
    whose = _listed([agencies.get(one, one) for one in of])
    starts = [norm.start for norm in law.norms.values() if norm.instrument == instrument]
    days = [start.day for start in starts if isinstance(start, Day)]
    made = law.instruments[instrument].in_force or min(days, default=None)
    which = f"Do the {awards} awards" if awards > 1 else "Does the one award"
    title = law.instruments[instrument].title
    words = f"{which} of {whose} carry the terms of {title}?" if of else f"{which} carry the terms of {title}?"
    subjects = [f"{one} " for one in of] or [""]
    if subjects[3:]:
        subjects = ["", *subjects[:2]]
    answers: list[str] = []
    for subject in subjects:
        answers += [f"all {subject}awards carry {instrument}"]
        answers += [f"all {subject}awards accepted since {made} carry {instrument}"] if made else []
        answers += [f"no {subject}awards carry {instrument}"]
    about = _number(next((one.an_award for one in facts if one.an_award), example))
    answers += [f"award {about} carries {instrument}", DO_NOT_KNOW]
    return PlainQuestion(
        fact=f"terms {instrument}",
        words=words,
        answers=tuple(answers),
        awards=awards,
        cells=sum(one.cells for one in facts),
        dollars=dollars,
    )


def _listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a row, the first few of many.

    >>> _listed(["HUD", "FEMA"]), _listed(["A", "B", "C", "D", "E"])
    ('HUD and FEMA', 'A, B, C and 2 others')
    """
    first = list(names[:most])
    more = len(names) - len(first)
    last = f"{more} {'others' if more > 1 else 'other'}" if more else first.pop() if len(first) > 1 else ""
    return f"{', '.join(first)} and {last}" if last else ", ".join(first)


def _plain(one: Lacked, law: Law, example: str, party: str) -> PlainQuestion:
    words = one.words[:1].upper() + one.words[1:] + "?"
    counsel = False
    about = _number(one.one_award or one.an_award or example)
    if one.fact.startswith("award."):
        attribute = one.fact.removeprefix("award.")
        if attribute == "accepted":
            words = (
                f"On which day were these {one.awards} awards accepted?"
                if one.awards > 1
                else f"On which day was award {about} accepted?"
            )
            answers = (f"award {about} was accepted on 2025-05-01", DO_NOT_KNOW)
        else:
            answers = (f"award {about} {attribute} is ...", DO_NOT_KNOW)
    elif one.fact.startswith("member of "):
        association = one.fact.removeprefix("member of ")
        words = f"Is {party} a member of {association}?"
        answers = (f"{party} is a member of {association}", f"{party} is not a member of {association}", DO_NOT_KNOW)
    else:
        declared = law.questions.get(one.fact)
        counsel = declared is None or declared.of != "award" or _COUNSEL.search(one.words) is not None
        tail = f" of award {about}" if declared is not None and declared.of == "award" else f" of {party}"
        answers = (f"{one.fact} is no", f"{one.fact}{tail} is yes", DO_NOT_KNOW)
    return PlainQuestion(
        fact=one.fact,
        words=words,
        answers=answers,
        awards=one.awards,
        cells=one.cells,
        dollars=one.dollars,
        counsel=counsel,
    )


def earlier_awards(
    year: int, awards: int, cells: int, dollars: Decimal | None, instruments: Sequence[str], brought: str, agency: str
) -> PlainQuestion:
    """Ask whether awards accepted before a year have since taken on terms made in it or later."""
    which = "the award" if awards == 1 else f"the {awards} awards"
    words = f"Has an amendment brought terms of {year} or later into {which} accepted before {year}?"
    answers = (
        f"no awards accepted before {year}-01-01 carry {', '.join(instruments)}",
        f"all {agency + ' ' if agency else ''}awards accepted before {year}-01-01 carry {brought}",
        DO_NOT_KNOW,
    )
    return PlainQuestion(
        fact=f"terms since {year}", words=words, answers=answers, awards=awards, cells=cells, dollars=dollars
    )
