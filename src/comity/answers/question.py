"""A user's question, ready to be asked: law and record loaded, party and forum resolved, suppositions added."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from comity.errors import Refused
from comity.norms.build.graph import whole
from comity.norms.contradictory import contradiction
from comity.norms.names.courts import court
from comity.norms.names.governments import Government, all_governments, find, government, slug
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Law, Norm
from comity.norms.supposed import NothingToChange, check_counted, supposing_orders
from comity.norms.unsettled import unclear
from comity.proof.context import shown
from comity.proof.parties import belongs
from comity.proof.question import Question
from comity.record.nodes import Award, Record
from comity.record.suppose import suppose
from comity.text import tree as t
from comity.text.faults import Fault, Faults, Place
from comity.text.format import given as given_words
from comity.text.format import item as item_words

# The language itself is imported only by what reads words of it: it takes longer than most questions.


def parse_day(text: str, what: str = "date") -> dt.date:
    """A day written as 2018-01-24, or `today`; raises Refused."""
    if text == "today":
        return dt.date.today()
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(f"`{text}` is not a {what}.", "Write it as 2018-01-24, or `today`.") from None
    if not 1000 <= day.year <= 2999:
        raise Refused(f"`{text}` cannot be asked about.", "Days lie between the years 1000 and 2999.")
    return day


def find_party(text: str, record: Record) -> Government:
    """The party with this short name, OCD id or plain name; raises Refused, listing the candidates if it is ambiguous."""
    exact = record.parties.get(text) or government(text)
    if exact is not None:
        return exact
    found = find(text)
    # "Aurora, IL" is the city of that very name before a township that is called so when "Township" is left out
    named = [one for one in found if slug(text) in (slug(one.name), slug(shown(one)))]
    if len(found) == 1 or len(named) == 1:
        return (named or found)[0]
    if found:
        listed = "\n".join(f"    {one.short:<28} {shown(one)} ({one.kind})" for one in found[:12])
        more = f"\n    and {len(found) - 12} more" if len(found) > 12 else ""
        raise Refused(
            f"`{text}` may be any of {len(found)} governments:\n{listed}{more}",
            "Use the short name of the one you mean, or add its state, as in 'Springfield, IL'.",
        )
    hint = did_you_mean(
        text.lower(), [*record.parties, *all_governments()], "Use a name like chicago-il, il, us-doj or 'Chicago, IL'."
    )
    raise Refused(f"no government or agency is named `{text}`.", hint)


def find_norm(text: str, law: Law) -> Norm:
    """The norm with this id; raises Refused with the nearest, or with the norms of the instrument named."""
    if text in law.norms:
        return law.norms[text]
    of = [id for id, norm in law.norms.items() if norm.instrument == text]
    if of:
        raise Refused(
            f"`{text}` is an instrument with {len(of)} norms.", "Ask about one of: " + ", ".join(sorted(of)) + "."
        )
    if text in law.norm_acts:
        act = law.norm_acts[text]
        kind = f"{'an' if act.kind == 'order' else 'a'} {act.kind}"
        on = [target for effect in act.effects for target in effect.targets if target in law.norms]
        raise Refused(
            f"`{text}` is {kind}, not a norm.", f"It acts on: {', '.join(on)}." if on else "It acts on no norm."
        )
    raise Refused(f"no norm is named `{text}`.", did_you_mean(text, law.norms, "`comity show` lists the instruments."))


def find_forum(text: str) -> str:
    """A court's id; raises Refused."""
    from comity.norms.names.courts import all_courts

    if court(text) is None:
        raise Refused(
            f"no court is named `{text}`.",
            did_you_mean(text, all_courts(), "Courts have their courts-db ids, like ca7 or ilnd."),
        )
    return text


def check_parties(words: str, law: Law) -> None:
    """Refuse words for parties (as after `for`) that the language does not have, or that name nobody."""
    from lark.exceptions import UnexpectedInput

    from comity.text.parse import parse_statement
    from comity.text.syntax import explain

    start = "  for        "
    try:
        statement = parse_statement(f"order x\n{start}{words}", "")
    except UnexpectedInput as error:
        _, sentence, hint = explain(error, ["order x", start + words])
        raise Refused(f"`{words}` cannot stand after `for`: {sentence}", hint) from None
    named = [clause.value for clause in statement.clauses if isinstance(clause.value, t.PartySet)]
    for item in (item for value in named for item in value.items + value.excepted):
        inner = item.item if isinstance(item, t.Perhaps) else item
        if isinstance(inner, t.Named) and government(inner.name.text) is None and inner.name.text not in law.lists:
            near = did_you_mean(inner.name.text, all_governments(), "Use a short name like chicago-il, il or us-doj.")
            raise Refused(f"no government, agency or list is named `{inner.name.text}`.", near)


def supposing(question: Question, text: str, party: Government | None) -> Question:
    """The question with facts taken as true, in the words of a case's `given`, separated by `;`.

    `party` is whom the question is about; None where it is about the awards of many, of which no fact can be supposed that
    does not name its party.

    Raises:
        Faults: with every fact that is not of the language, or names what is not declared.
        Refused: a fact touches nothing, or contradicts another or what is on record.
    """
    words = [part.strip() for part in text.split(";") if part.strip()]
    if party is not None and words and set(words) == {ATTACHED}:
        checked: list[t.Given] = [t.GivenAttached() for _ in words]
    else:
        checked = facts_of(text, question.law)
        _check_about(checked, party)
    two = contradiction(checked, party.short if party else "")
    if two is not None:
        sentence = (
            f"`{given_words(two[0])}` and `{given_words(two[1])}` cannot both be supposed: they contradict each other."
        )
        raise Refused(sentence, "Leave one of them out, or ask twice.")
    added = suppose(question.record, tuple(checked), party.short if party else "")
    if added.idle:
        fact, reason = added.idle[0]
        raise Refused(
            f"`{given_words(fact)}` cannot be supposed: {reason}.", "Suppose what is not known, or leave it out."
        )
    try:
        law = supposing_orders(question.law, added.orders)
        for fact in checked:
            if isinstance(fact, t.GivenValue) and fact.act is not None:
                check_counted(fact.question.text, fact.act.text, law)
            if isinstance(fact, t.GivenMeant):
                _check_meant(fact, replace(question, law=law, record=added.record), party)
    except NothingToChange as error:
        raise Refused(
            f"what is supposed changes nothing: {error}", "Leave it out, or suppose another day, party or order."
        ) from None
    attached = question.attached if added.attached is None else added.attached | (question.attached or frozenset())
    return replace(
        question, law=law, record=added.record, attached=attached, without=question.without | whole(added.without, law),
        supposed=text, touched=added.touched, spared=added.spared,
    )  # fmt: skip


def check_days_of(changes: Iterable[t.Given], days: Sequence[dt.date]) -> None:
    """Refuse to compare what happens to an order only after every day asked about."""
    for change in changes:
        if isinstance(change, t.GivenOrder) and change.change != "extended" and change.start > max(days):
            sentence = f"`{given_words(change)}` changes nothing on {max(days)}: that day is earlier."
            raise Refused(sentence, f"Ask about that day or a later one: --as-of {change.start}.")


def facts_of(text: str, law: Law) -> list[t.Given]:
    """The facts of a text, each checked against the law. Raises Faults, and Refused where there is none."""
    from lark.exceptions import UnexpectedInput

    from comity.norms.build.cases import check_given
    from comity.norms.build.declare import declared_by
    from comity.norms.build.scope import Scope
    from comity.text.grammar import NotAFact
    from comity.text.near_misses import near_miss
    from comity.text.parse import parse_given, split_facts
    from comity.text.syntax import explain

    parts = split_facts(text)
    if not parts:
        raise Refused("`--suppose` names no fact.", SUPPOSE)
    faults: list[Fault] = []
    declared = declared_by(law)
    checked: list[t.Given] = []
    for part in parts:
        found: list[Fault] = []
        scope = Scope("", declared, (GIVEN, GIVEN + part), found.append)
        try:
            checked += [check_given(fact, scope, Place(SOURCE, 2, len(GIVEN) + 1)) for fact in parse_given(part)]
        except NotAFact as error:
            at = Place(SOURCE, 2, error.column, len(error.word))
            hint = near_miss(GIVEN + part) or "Facts are separated by `;`."
            found.append(Fault(at, f"`{error.word}` is not part of a fact.", hint))
        except UnexpectedInput as error:
            place, sentence, hint = explain(error, [GIVEN, GIVEN + part])
            if re.fullmatch(r"[a-z]+", part):
                place = (2, len(GIVEN) + 1, len(part))
                sentence, hint = f"`{part}` is not a fact.", did_you_mean(part, (ATTACHED,), SUPPOSE)
            found.append(Fault(Place(SOURCE, *place) if place else Place(SOURCE, 2), sentence, hint or SUPPOSE))
        faults += [_within(fault, part) for fault in found]
    if faults:
        raise Faults(faults)
    return checked


def _check_about(checked: list[t.Given], party: Government | None) -> None:
    """Refuse a fact that is about nobody, or about somebody else than the question."""
    from comity.norms.build.cases import subject

    if party is None:
        for fact in checked:
            of_act = isinstance(fact, t.GivenValue) and fact.act is not None
            of_law = isinstance(fact, t.GivenOrder | t.GivenDay | t.GivenWithout | t.GivenLater)
            if not of_act and not of_law and award_of(fact) is None and subject(fact) is None:
                sentence = f"`{given_words(fact)}` does not say of whom it is supposed."
                raise Refused(sentence, ABOUT_WHOM)
            if isinstance(fact, t.GivenAward):
                raise Refused(f"`{given_words(fact)}` is not an award of the file.", "Put it into the file of awards.")
    about = [of for fact in checked if (of := subject(fact)) is not None and party and of != party.short]
    if about and party is not None:
        sentence = (
            f"`--suppose` speaks of {about[0]}, and the question is about {party.short}: it would change nothing."
        )
        raise Refused(sentence, f"Ask about {about[0]}, or leave that fact out.")


def _check_meant(fact: t.GivenMeant, question: Question, asked: Government | None) -> None:
    """Refuse that a party is meant by words that cannot mean it, whatever is taken of them.

    Raises:
        NothingToChange: no text of the law is unclear for that reason, or none that is may reach the party.
    """
    if not isinstance(fact.by, str):
        return
    found = unclear(question.law, fact.by)
    who = question.record.parties.get(fact.party.text) or government(fact.party.text)
    who = who or asked
    if who is None:
        return
    plain = question.context(replace(who, meant=()))
    if not any(isinstance(i, t.Role | t.Subrecipients) or belongs(i, plain).truth is not False for i in found):
        among = ", ".join(dict.fromkeys(item_words(item) for item in found))
        raise NothingToChange(f"{who.short} is not among {among}.")


def award_of(fact: t.Given) -> str | None:
    """The number of the award that a fact is about, if it names one."""
    match fact:
        case (
            t.GivenAttribute(of=number)
            | t.GivenCarries(award=number)
            | t.GivenValue(award=number)
            | t.GivenSubaward(number)
        ):
            return number
        case _:
            return None


def supposing_of_file(question: Question, text: str, awards: Callable[[list[str]], Mapping[str, Award]]) -> Question:
    """The question about a file of awards with facts taken as true, also about single awards, which `awards` reads by number.

    Raises:
        Faults: with every fact that is not of the language, or names what is not declared.
        Refused: a fact touches nothing, or contradicts the file or what is on record.
    """
    from comity.record.award_facts import facts_between

    facts = facts_of(text, question.law)
    for fact in facts:
        if isinstance(fact, t.GivenSubaward):
            raise Refused(f"`{given_words(fact)}` is not supposed of a file.", "Put the award above it into the file.")
    numbers = [number for fact in facts if (number := award_of(fact)) is not None]
    if not numbers:
        return supposing(question, text, None)
    held = tuple(awards(numbers).values())
    missing = [number for number in numbers if all(award.id != number for award in held)]
    if missing:
        raise Refused(f"no award `{missing[0]}` is in the file.", "Awards are named as in its column `award`.")
    asked = supposing(replace(question, record=replace(question.record, awards=held)), text, None)
    said = facts_between(question.record, held, asked.record.awards)
    return replace(asked, record=replace(asked.record, awards=question.record.awards, award_facts=said))


SOURCE = "--suppose"
ABOUT_WHOM = (
    'Name the party, as in `chicago-il is a member of uscm`, or the award, as in `award.stage of "A-1" is accepted`.'
)
ATTACHED = "attached"
"""The commonest supposition, read without the grammar: its tables take longer to read than all else of an answer."""
GIVEN = " given "
SUPPOSE = "Write facts as in a case's `given`: `attached`, or `chicago-il does keep-access-policy`."


def _within(fault: Fault, part: str) -> Fault:
    """A fault of a supposed fact, with its place counted in the words of the user."""
    column = min(max(1, fault.place.column - len(GIVEN)), len(part) + 1)
    return replace(fault, place=replace(fault.place, file=SOURCE, line=1, column=column), excerpt=part)


def open_law(folder: Path | None, extra: Iterable[Path] = ()) -> Law:
    """The law of a folder, or the packaged law; raises Faults."""
    from comity.library import law_dir
    from comity.norms.library import load_law

    law = load_law(folder or law_dir(), extra=extra)
    if not law.instruments:
        raise Refused(f"there is no law file in {folder or law_dir()}.", "A law file is a page of Markdown, `*.md`.")
    return law


def open_record(folders: Sequence[Path] | None, law: Law, left_out: Callable[[str], None] | None = None) -> Record:
    """The record of some folders, read as one, or all packaged sample records; raises Faults.

    The packaged records speak of the packaged law. With a law of the user's own, those that use names which it does not
    declare are not read, and `left_out` is told so in a sentence.
    """
    from comity.library import records_dir
    from comity.record.keeping import read_record

    if folders is not None:
        return read_record(list(folders), law)
    packaged = sorted(p for p in records_dir().iterdir() if p.is_dir())
    try:
        return read_record(packaged, law)
    except Faults:
        unfit = {folder.name: faults for folder in packaged if (faults := _faults_of(folder, law))}
        if left_out is None or not unfit:
            raise
    names, places = " and ".join(unfit), sum(unfit.values())
    which = f"record {names} is" if len(unfit) == 1 else f"records {names} are"
    left_out(f"the packaged {which} not read: names that this law does not declare stand in {places} places of it.")
    return read_record([folder for folder in packaged if folder.name not in unfit], law)


def _faults_of(folder: Path, law: Law) -> int:
    """How many faults a record has under a law."""
    from comity.record.keeping import read_record

    try:
        read_record([folder], law)
    except Faults as error:
        return len(error.faults)
    return 0


def with_award_of(record: Record, file: Path, award: str | None, party: Government, law: Law) -> Record:
    """The record with one award of a file that `comity assess` reads, and the award above it. Raises Refused."""
    from comity.plan.awards.check_names import declared
    from comity.plan.awards.one_award import awards_named
    from comity.plan.awards.table import BadTable, open_awards
    from comity.plan.engine.protocol import start

    if award is None:
        raise Refused("which award of the file?", "Name it with --award NUMBER.")
    try:
        engine = start()
        table = open_awards(engine, file, record=record)
        found = awards_named(engine, table, [award])
        named = {
            "stage": [a.stage for a in found.values() if a.stage is not None],
            "agency": [a.agency for a in found.values() if a.agency is not None],
            "terms": [norm for a in found.values() for norm in a.terms or ()],
            "term_sets": [one for a in found.values() for one in a.term_sets or ()],
        }
        declared(table, named, record, law)
    except BadTable as error:
        raise Refused(str(error), error.hint) from None
    if award not in found:
        raise Refused(f"no award `{award}` is in {file}.", "Awards are named as in its column `award`.")
    recipient = record.parties.get(found[award].recipient) or government(found[award].recipient)
    if recipient is None or recipient.short != party.short:
        raise Refused(
            f"award {award} is of {found[award].recipient}, not of {party.short}.", "Ask about its recipient."
        )
    placed = tuple(replace(a, recipient=party.short) if a.id == award else a for a in found.values())
    return replace(record, awards=(*(a for a in record.awards if a.id not in found), *placed))


def check_award(award: str | None, record: Record) -> None:
    """Refuse the id of an award that is not on record."""
    ids = [a.id for a in record.awards]
    if award is not None and award not in ids:
        raise Refused(
            f"no award `{award}` is on record.", did_you_mean(award, ids, "Awards are named by their id in the record.")
        )
