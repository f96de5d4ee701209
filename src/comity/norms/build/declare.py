"""Collect the names that pages declare; a second declaration of a name is a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from comity.norms.build.build_act import command_ids
from comity.norms.build.clauses import has, with_article
from comity.norms.build.scope import Declared
from comity.norms.nodes import Instrument, Law
from comity.text import tree as t
from comity.text.faults import Fault, Place, fault_at


def declare(pages: Iterable[tuple[Instrument, t.Page]], report: Callable[[Fault], None]) -> Declared:
    """Every name of the pages by kind; faults go to `report`.

    Acts and questions are named for the whole library; norms, acts on norms and lists within their instrument.
    """
    declared = Declared()
    for instrument, page in pages:
        for block in page.blocks:
            for statement in block.statements:
                if statement.name is not None:
                    _declare(
                        s=statement,
                        name=statement.name,
                        instrument=instrument.id,
                        lines=page.lines,
                        declared=declared,
                        report=report,
                    )
    return declared


def _declare(
    s: t.Statement,
    name: t.Name,
    instrument: str,
    lines: tuple[str, ...],
    declared: Declared,
    report: Callable[[Fault], None],
) -> None:
    id = f"{instrument}/{name.text}"
    tables = {
        "act": declared.acts,
        "norm": declared.norms,
        "part": declared.norms,
        "define": declared.lists,
        "terms": declared.term_sets,
    }
    table = tables.get(s.kind, declared.norm_acts)
    if s.kind == "define" and not has(s, "lists"):
        first = declared.questions.get(name.text)
        if first is None:
            declared.questions[name.text] = s
        else:
            report(_twice(lines, name.place, name.text, "question", first.name.place if first.name else first.place))
        return
    key = name.text if s.kind == "act" else id
    if s.kind not in ("act", "define"):
        for other, what in (
            (declared.norms, "norm"), (declared.norm_acts, "act on norms"), (declared.term_sets, "set of terms")
        ):  # fmt: skip
            if id in other:
                report(_twice(lines, name.place, id, what, other[id]))
                return
    elif key in table:
        report(_twice(lines, name.place, key, "act" if s.kind == "act" else "list", table[key]))
        return
    table[key] = name.place
    commands = [clause for clause in s.clauses if isinstance(clause.value, t.Command)]
    for clause, made in zip(commands, command_ids(id, len(commands)), strict=True):
        declared.norms.setdefault(made, clause.place)


def _twice(lines: tuple[str, ...], place: Place, name: str, what: str, first: Place) -> Fault:
    return fault_at(lines, place, f"There is a second `{name}`.", f"The first, {with_article(what)}, is at {first}.")


def declared_by(law: Law) -> Declared:
    """Every name that a checked law declares, so that words asked of it can be checked in the same way."""
    declared = Declared()
    declared.acts.update({n: a.place for n, a in law.acts.items()})
    declared.lists.update({n: Place("", 0) for n in law.lists})
    declared.norms.update({n: x.place for n, x in law.norms.items()})
    declared.norm_acts.update({n: x.place for n, x in law.norm_acts.items() if x.kind != "norm"})
    declared.term_sets.update({n: x.place for n, x in law.term_sets.items()})
    for name, question in law.questions.items():
        asked = (t.Clause("of", question.of), t.Clause("is", question.type))
        declared.questions[name] = t.Statement("define", t.Name(name), question.words, asked)
    return declared
