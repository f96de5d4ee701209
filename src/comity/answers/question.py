"""A user's question, ready to be asked: law and record loaded, party and forum resolved, suppositions added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lark.exceptions import UnexpectedInput

from comity.norms.cases import check_given
from comity.norms.courts import court
from comity.norms.governments import Government, find, government
from comity.norms.nearest import did_you_mean
from comity.norms.nodes import Law, Norm
from comity.norms.scope import Declared, Scope
from comity.proof.context import Context, context, shown
from comity.record.nodes import Record
from comity.record.suppose import suppose
from comity.text.faults import Fault, Faults, Place
from comity.text.parse import parse_given
from comity.text.syntax import explain


class Refused(Exception):
    """The question cannot be asked as put: an unknown or ambiguous name, a date that is none; with a hint."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Question:
    """Law, record, and the day, knowledge, forum and suppositions of a question. `forum` None: the party's own courts."""

    law: Law
    record: Record
    as_of: dt.date
    known_at: dt.date
    forum: str | None = None
    attached: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def context(self, party: Government) -> Context:
        """The evaluator's context for a party."""
        return context(self.law, self.record, party, self.as_of, self.known_at, self.forum, self.attached, self.without)

    def on(self, day: dt.date) -> Question:
        """The same question about another day, as it stood then unless hindsight was asked for."""
        known = day if self.known_at == self.as_of else self.known_at
        return replace(self, as_of=day, known_at=known)


def parse_day(text: str, what: str = "date") -> dt.date:
    """A day written as 2018-01-24, or `today`; raises Refused."""
    if text == "today":
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(f"`{text}` is not a {what}.", "Write it as 2018-01-24, or `today`.") from None


def find_party(text: str, record: Record) -> Government:
    """The party of a short name, OCD id or plain name; raises Refused, listing the candidates of an ambiguous one."""
    exact = record.parties.get(text) or government(text)
    if exact is not None:
        return exact
    found = find(text)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"    {one.short:<28} {shown(one)} ({one.kind})" for one in found[:12])
        raise Refused(
            f"`{text}` may be any of {len(found)} governments:\n{listed}", "Use the short name of the one you mean."
        )
    from comity.norms.governments import all_governments

    hint = did_you_mean(
        text.lower(), [*record.parties, *all_governments()], "Use a name like chicago-il, il, us-doj or 'Chicago, IL'."
    )
    raise Refused(f"no government or agency is named `{text}`.", hint)


def find_norm(text: str, law: Law) -> Norm:
    """The norm of an id; raises Refused with the nearest, or with the norms of the instrument named."""
    if text in law.norms:
        return law.norms[text]
    of = [id for id, norm in law.norms.items() if norm.instrument == text]
    if of:
        raise Refused(
            f"`{text}` is an instrument with {len(of)} norms.", "Ask about one of: " + ", ".join(sorted(of)) + "."
        )
    raise Refused(f"no norm is named `{text}`.", did_you_mean(text, law.norms, "`comity show` lists the instruments."))


def find_forum(text: str) -> str:
    """A court's id; raises Refused."""
    from comity.norms.courts import all_courts

    if court(text) is None:
        raise Refused(
            f"no court is named `{text}`.",
            did_you_mean(text, all_courts(), "Courts have their courts-db ids, like ca7 or ilnd."),
        )
    return text


def supposing(question: Question, text: str, party: Government) -> Question:
    """The question with facts taken as true, in the words of a case's `given`, separated by `;`; raises Faults."""
    faults: list[Fault] = []
    source = "--suppose"
    try:
        facts = parse_given(text, source)
    except UnexpectedInput as error:
        part = next((p for p in text.split(";") if not _parses(p)), text).strip()
        _, sentence, hint = explain(error, [part])
        column = max(1, error.column - len(" given ")) if error.line == 2 else 1
        raise Faults(
            [Fault(Place(source, 1, column), sentence, hint or "Write it as in a case's `given`.", part)]
        ) from None
    scope = Scope("", _declared(question.law), (text,), faults.append)
    checked = tuple(check_given(fact, scope, Place(source, 1)) for fact in facts)
    if faults:
        raise Faults([replace(f, place=replace(f.place, line=1), excerpt=text) for f in faults])
    added = suppose(question.record, checked, party.short)
    attached = question.attached if added.attached is None else added.attached | (question.attached or frozenset())
    return replace(question, record=added.record, attached=attached, without=question.without | added.without)


def _parses(part: str) -> bool:
    try:
        parse_given(part)
    except UnexpectedInput:
        return False
    return True


def _declared(law: Law) -> Declared:
    declared = Declared()
    declared.acts.update({n: a.place for n, a in law.acts.items()})
    declared.lists.update({n: Place("", 0) for n in law.lists})
    declared.norms.update({n: x.place for n, x in law.norms.items()})
    declared.norm_acts.update({n: x.place for n, x in law.norm_acts.items() if x.kind != "norm"})
    declared.questions.update({n: _statement(law, n) for n in law.questions})
    return declared


def _statement(law: Law, name: str):
    from comity.text import tree as t

    question = law.questions[name]
    return t.Statement("define", t.Name(name), question.words, (t.Clause("is", question.type),))


def open_law(folder: Path | None, extra: Iterable[Path] = ()) -> Law:
    """The law of a folder, or the packaged law; raises Faults."""
    from comity.library import law_dir
    from comity.norms.library import load_law

    return load_law(folder or law_dir(), extra=extra)


def open_record(folder: Path | None, law: Law) -> Record:
    """The record of a folder, or all packaged sample records; raises Faults."""
    from comity.library import records_dir
    from comity.record.load import load_record

    if folder is not None:
        return load_record([folder], law)
    return load_record(sorted(p for p in records_dir().iterdir() if p.is_dir()), law)
