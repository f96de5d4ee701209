"""Turn missing facts into plain questions with their possible answers, those first that settle most awards and dollars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comity.norms.nodes import Law

DO_NOT_KNOW = "I don't know"


@dataclass(frozen=True, slots=True)
class Lacked:
    """A missing fact: the awards and answers that wait for it, those it settles alone, their dollars, and whose norms they are."""

    fact: str
    words: str
    awards: int
    cells: int
    settles: int
    dollars: Decimal | None
    agencies: tuple[str, ...]
    norms: tuple[str, ...]
    one_award: str | None = None


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
    r"advances?|remedy|unambiguous\w*|would not)\b",
    re.I,
)


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
    terms: dict[tuple[str, tuple[str, ...]], list[Lacked]] = {}
    for one in lacked:
        if one.fact.startswith("terms carry "):
            instrument = law.norms[one.fact.removeprefix("terms carry ")].instrument
            terms.setdefault((instrument, one.agencies), []).append(one)
        elif one.fact in ("day", "scope", "last seen") or one.fact.startswith(("order", "norm")):
            continue  # what no office can know: it stands in the law files, as not found
        else:
            found.append(_plain(one, law, example, party))
    for (instrument, of), facts in terms.items():
        found.append(_of_terms(instrument=instrument, of=of, facts=facts, law=law, agencies=agencies, example=example))
    return tuple(sorted(found, key=lambda one: (one.counsel, -one.cells, -one.awards, -(one.dollars or 0), one.fact)))


def _of_terms(
    instrument: str, of: tuple[str, ...], facts: Sequence[Lacked], law: Law, agencies: Mapping[str, str], example: str
) -> PlainQuestion:
    awards = max(one.awards for one in facts)
    dollars = max((one.dollars or Decimal(0) for one in facts), default=None)
    whose = " and ".join(agencies.get(one, one) for one in of[:3])
    count = f"the {awards} awards" if awards > 1 else "the one award"
    title = law.instruments[instrument].title
    words = f"Do {count} of {whose} carry the terms of {title}?" if of else f"Do {count} carry the terms of {title}?"
    subjects = [f"{one} " for one in of] or [""]
    answers: list[str] = []
    for subject in subjects[:3]:
        answers += [
            f"all {subject}awards carry {instrument}",
            f"all {subject}awards accepted since 2025-04-18 carry {instrument}",
            f"no {subject}awards carry {instrument}",
        ]
    answers += [f"award {example} carries {instrument}", DO_NOT_KNOW]
    return PlainQuestion(
        fact=f"terms {instrument}",
        words=words,
        answers=tuple(answers),
        awards=awards,
        cells=sum(one.cells for one in facts),
        dollars=dollars,
    )


def _plain(one: Lacked, law: Law, example: str, party: str) -> PlainQuestion:
    words = one.words[:1].upper() + one.words[1:] + "?"
    counsel = False
    about = (one.one_award or example).removeprefix("FAIN_")
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
    year: int, awards: int, cells: int, dollars: Decimal | None, instruments: Sequence[str]
) -> PlainQuestion:
    """Ask whether awards accepted before a year have since taken on terms made in it or later."""
    which = "the award" if awards == 1 else f"the {awards} awards"
    words = f"Has an amendment brought terms of {year} or later into {which} accepted before {year}?"
    answers = (
        f"no awards accepted before {year}-01-01 carry {', '.join(instruments)}",
        f"all us-hud awards accepted before {year}-01-01 carry {instruments[0]}",
        DO_NOT_KNOW,
    )
    return PlainQuestion(
        fact=f"terms since {year}", words=words, answers=answers, awards=awards, cells=cells, dollars=dollars
    )
