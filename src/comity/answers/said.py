"""Turn a person's answers into rows of the record: facts about awards, the terms they carry, memberships, declared questions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from comity.errors import Refused
from comity.norms.names.associations import all_associations
from comity.norms.names.governments import Government
from comity.norms.names.nearest import did_you_mean
from comity.norms.names.programs import program
from comity.norms.nodes import Law
from comity.record.fact_rows import FactRow
from comity.record.schema import OF_AWARDS

SOURCE = "office-answers"
EXAMPLES = (
    "Say for example `all us-dhs-fema awards accepted since 2025-04-18 carry dhs-tc-fy2025`, "
    "`award EMW-2025-SS-00012 was accepted on 2025-05-01`, `fresno-ca is a member of uscm`, or a question with `: yes`."
)
_RULE = re.compile(
    r"(?P<all>all|no|every) (?:(?P<of>[\w.-]+) )?awards?(?: of (?P<program>[0-9][0-9]\.\w{3}))?(?: for (?P<year>[0-9]{4}))?"
    r"(?: accepted (?:since|from) (?P<since>\S+))?(?: accepted before (?P<before>\S+))? carr(?:y|ies) (?P<what>\S+(?:, ?\S+)*)", re.I,
)  # fmt: skip
_ONE = re.compile(r"award (?P<award>\S+) (?P<verb>carries|does not carry) (?P<what>\S+(?:, ?\S+)*)", re.I)
_DAY = re.compile(r"award (?P<award>\S+) was (?P<what>accepted|offered|obligated) (?:on|by) (?P<day>\S+)", re.I)
_VALUE = re.compile(r"award (?P<award>\S+?)[ .](?P<attribute>[a-z_]+)(?: is|:) (?P<value>.+)", re.I)
_MEMBER = re.compile(r"(?P<party>\S+) is (?P<not>not )?a member of (?P<association>\S+)", re.I)
_QUESTION = re.compile(r"(?P<question>[a-z0-9-]+)(?: of (?:award )?(?P<about>\S+))? is (?P<value>.+)", re.I)
_QUESTIONS = re.compile(r"(?P<questions>[a-z0-9-]+(?:(?:, ?| and )[a-z0-9-]+)+) are (?P<value>\S+)", re.I)
_PASTED = re.compile(r"(?P<words>.+?)(?: \((?P<about>[^()]+)\))?\s*(?::|\?|=)\s*(?P<value>\S.*)", re.I)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence says: rows without names and audit columns, and one line that repeats it."""

    rows: tuple[FactRow, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Asker:
    """What sentences may name: the law, the parties and awards asked about, and the missing facts as printed."""

    law: Law
    parties: Sequence[str]
    awards: frozenset[str]
    find: Callable[[str], Government]
    printed: Mapping[str, str]


def hear(sentence: str, asker: Asker) -> Heard:
    """The rows that a sentence stands for.

    Raises:
        Refused: it is not understood, or names what is not there; a sentence is never taken in part.
    """
    text = " ".join(sentence.strip().rstrip(".").split())
    for pattern, heard in ((_RULE, _rule), (_ONE, _one_award), (_DAY, _day), (_MEMBER, _member)):
        if found := pattern.fullmatch(text):
            return heard(found.groupdict(), asker, text)
    if (found := _VALUE.fullmatch(text)) and found["attribute"] in OF_AWARDS:
        return _attribute(found["award"], found["attribute"], found["value"], asker, text)
    if (found := _PASTED.fullmatch(text)) and (heard := _pasted(found.groupdict(), asker, text)):
        return heard
    if (found := _QUESTION.fullmatch(text)) and found["question"] in asker.law.questions:
        return _question(found["question"], found["about"], found["value"], asker, text)
    if found := _QUESTIONS.fullmatch(text):
        return _several(re.split(r", ?| and ", found["questions"]), found["value"], asker, text)
    raise Refused(f"`{sentence}` is not understood.", EXAMPLES)


def carried_by(what: str, law: Law) -> tuple[str, ...]:
    """The norms or the term set that a name stands for: itself, or all norms of an instrument."""
    if "," in what:
        return tuple(dict.fromkeys(one for part in what.split(",") for one in carried_by(part.strip(), law)))
    if what in law.norms or what in law.term_sets:
        return (what,)
    of = tuple(sorted(id for id, norm in law.norms.items() if norm.instrument == what))
    if of:
        return of
    known = [*law.term_sets, *law.instruments, *law.norms]
    raise Refused(
        f"no norm, term set or instrument is named `{what}`.",
        did_you_mean(what, known, "`comity list norms` names them."),
    )


def _rule(found: Mapping[str, str | None], asker: Asker, text: str) -> Heard:
    conditions: list[str] = []
    if found["of"]:
        conditions.append(f"award.agency is {_agency(found['of'], asker)}")
    if found["program"]:
        if program(found["program"]) is None:
            raise Refused(f"no program has the Assistance Listing `{found['program']}`.")
        conditions.append(f'award.program is "{found["program"]}"')
    if found["year"]:
        conditions.append(f"award.fiscal_year is {found['year']}")
    if found["since"]:
        conditions.append(f"award.accepted is at least {_iso(found['since'])}")
    if found["before"]:
        conditions.append(f"award.accepted is before {_iso(found['before'])}")
    carried = (found["all"] or "").lower() != "no"
    values: dict[str, object] = {"by": "office", "carried": carried}
    if conditions:
        values["when"] = " and ".join(conditions)
    rows = tuple(
        FactRow("carriage", None, {"carries": one, **values}) for one in carried_by(found["what"] or "", asker.law)
    )
    return Heard(rows, text)


def _one_award(found: Mapping[str, str | None], asker: Asker, text: str) -> Heard:
    award = _award(found["award"] or "", asker)
    carried = found["verb"] == "carries"
    values: dict[str, object] = {"by": "answer", "carried": carried, "award": award}
    rows = tuple(
        FactRow("carriage", None, {"carries": one, **values}) for one in carried_by(found["what"] or "", asker.law)
    )
    return Heard(rows, text)


def _day(found: Mapping[str, str | None], asker: Asker, text: str) -> Heard:
    attribute = (
        "accepted_by" if found["what"] == "accepted" and " accepted by " in text else (found["what"] or "").lower()
    )
    return _attribute(found["award"] or "", attribute, _iso(found["day"]), asker, text)


def _attribute(award: str, attribute: str, value: str, asker: Asker, text: str) -> Heard:
    values = {"award": _award(award, asker), "attribute": attribute, "value": value}
    return Heard((FactRow("award_facts", None, values),), text)


def _member(found: Mapping[str, str | None], asker: Asker, text: str) -> Heard:
    association = found["association"] or ""
    if association not in all_associations():
        raise Refused(f"no association is named `{association}`.", did_you_mean(association, all_associations()))
    values = {"party": asker.find(found["party"] or "").short, "association": association, "member": not found["not"]}
    return Heard((FactRow("memberships", None, values),), text)


def _question(question: str, about: str | None, value: str, asker: Asker, text: str) -> Heard:
    declared = asker.law.questions[question]
    if declared.rule is not None:
        raise Refused(f"`{question}` is a rule made of other facts.", "Answer those.")
    values: dict[str, object] = {"question": question, "value": value}
    if declared.of == "award":
        targets = [_award(about, asker)] if about else sorted(asker.awards)
        return Heard(tuple(FactRow("answers", None, {**values, "award": one}) for one in targets), text)
    if about:
        whose = [asker.find(about).short]
    elif len(asker.parties) == 1:
        whose = list(asker.parties)
    else:
        raise Refused(
            f"`{question}` is about a government: of which?", f"Say `{question} of {asker.parties[0]} is {value}`."
        )
    return Heard(tuple(FactRow("answers", None, {**values, "party": one}) for one in whose), text)


def _several(questions: Sequence[str], value: str, asker: Asker, text: str) -> Heard:
    """One answer to several questions; refused whole where one of them is none."""
    for one in questions:
        if one not in asker.law.questions:
            raise Refused(f"no question is named `{one}`.", did_you_mean(one, asker.law.questions))
    return Heard(tuple(row for one in questions for row in _question(one, None, value, asker, text).rows), text)


def _pasted(found: Mapping[str, str | None], asker: Asker, text: str) -> Heard | None:
    """A missing fact as it is printed, with its value: `whether the terms of the award carry X: yes`."""
    words, value, about = (found["words"] or "").strip(), (found["value"] or "").strip(), found["about"]
    fact = asker.printed.get(words.lower()) or (words if words in asker.printed.values() else None)
    named = re.fullmatch(
        r"whether (?:award (?P<award>\S+)|the (?:terms of the )?award) carr(?:ies|y) (?P<what>\S+?)(?: terms)?",
        words,
        re.I,
    )
    if fact is None and named is None:
        return None
    no = value.lower() in ("no", "false")
    if named is not None or (fact or "").startswith("terms carry "):
        what = named["what"] if named else (fact or "").removeprefix("terms carry ")
        award = named["award"] if named and named["award"] else about
        if value.lower() not in ("yes", "no", "true", "false"):
            raise Refused(f"`{value}` is neither yes nor no.", "Write yes or no, or leave it out if it is not known.")
        if award:
            return _one_award(
                {"award": award, "verb": "does not carry" if no else "carries", "what": what}, asker, text
            )
        return _rule(
            dict.fromkeys(("of", "program", "year", "since", "before")) | {"all": "no" if no else "all", "what": what},
            asker,
            text,
        )
    if fact and fact.startswith("award.") and fact.removeprefix("award.") in OF_AWARDS:
        if not about and len(asker.awards) != 1:
            raise Refused(f"`{words}` is about an award: which one?", "Say `award NUMBER was accepted on 2025-05-01`.")
        return _attribute(about or next(iter(asker.awards)), fact.removeprefix("award."), value, asker, text)
    if fact and fact.startswith("member of "):
        party = about or (asker.parties[0] if len(asker.parties) == 1 else None)
        if party is None:
            raise Refused(
                "whose membership?", f"Say `{asker.parties[0]} is a member of {fact.removeprefix('member of ')}`."
            )
        return _member(
            {"party": party, "not": "not " if no else None, "association": fact.removeprefix("member of ")}, asker, text
        )
    if fact in asker.law.questions:
        return _question(fact or "", about, value, asker, text)
    return None


def _award(text: str, asker: Asker) -> str:
    if text in asker.awards:
        return text
    bare = re.sub(r"[^A-Z0-9]", "", text.upper())
    fits = [one for one in sorted(asker.awards) if re.sub(r"[^A-Z0-9]", "", one.upper()).removeprefix("FAIN") == bare]
    if len(fits) == 1:
        return fits[0]
    raise Refused(f"no award `{text}` is in the list.", did_you_mean(text, asker.awards, "Name it as the list has it."))


def _agency(text: str, asker: Asker) -> str:
    from comity.intake.sheets.agencies import agency

    found = agency(text).value
    if found:
        return str(found)
    one = asker.find(text)
    if one.kind != "agency":
        raise Refused(f"`{text}` is not an agency.")
    return one.short


def _iso(text: str | None) -> str:
    try:
        return dt.date.fromisoformat(text or "").isoformat()
    except ValueError:
        raise Refused(f"`{text}` is not a date.", "Write it as 2025-05-01.") from None
