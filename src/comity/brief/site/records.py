"""The pages of the record: demands with those who must answer them, and statements with what law and record said of them."""

from __future__ import annotations

from itertools import groupby

from comity.answers.contract import truth_word
from comity.answers.demands import FORCE, DemandAnswer, demands
from comity.answers.gathered import Gathered
from comity.answers.statements import Checked, check_statements
from comity.brief.english import day
from comity.brief.site import pieces as p
from comity.brief.site.html import Child, Html, el, join
from comity.brief.site.links import linked, source, to, to_government
from comity.brief.site.shell import Page, heading, items, section, table, time
from comity.brief.site.status import VERDICT, chip, status
from comity.proof.question import Question
from comity.proof.truth import Step
from comity.record.deadlines import Due, due_of
from comity.record.nodes import Demand


def demands_page(library: Gathered) -> Page:
    """The page of all demands on record."""
    question = Question(library.law, library.record, library.as_of, library.as_of)
    answers = {id: list(group) for id, group in groupby(demands(question), key=lambda a: a.demand.id)}
    found = sorted(library.record.demands, key=lambda d: (str(d.date or ""), d.id), reverse=True)
    dues = [due_of(d) for d in found]
    due = sum(1 for d in dues if d is not None and d.last is not None and d.last >= library.as_of)
    body = join(
        [
            heading(
                "Demands",
                kicker="Letters, subpoenas and orders of the sample records",
                answer=f"On {day(library.as_of)}: {len(found)} demands on record, {due or 'none'} of them due on that day or later.",
            ),
            *(_demand(d, answers.get(d.id, []), library) for d in found),
        ]
    )
    words = " ".join(f"{d.id} {d.title}" for d in library.record.demands)
    return Page(
        path="demands.html", title="Demands", body=body, kind="record", date="", words=words, section="demands.html"
    )


def _demand(demand: Demand, group: list[DemandAnswer], library: Gathered) -> Html:
    due = group[0].due if group else due_of(demand)
    known = library.record.sources.get(demand.known.source or "")
    states = list(dict.fromkeys(a.state for a in group))
    cells = {x.norm: [_cell(a, x.norm) for a in group] for a in group for x in a.norms}
    varied = [norm for norm, column in cells.items() if len(set(column)) > 1 or len(group) == 1]
    same: list[Child] = [[to(norm, library), ": ", column[0]] for norm, column in cells.items() if norm not in varied]
    rows: list[tuple[Child, ...]] = [
        (to_government(a.recipient, library), a.state, *(cells[norm][at] for norm in varied))
        for at, a in enumerate(group)
    ]
    heads = ("Recipient", "Answer", *varied)
    follows = tuple(dict.fromkeys(f for a in group for f in a.follows))
    return section(
        demand.title,
        p.facts(
            [
                ("From", to_government(demand.issuer, library)),
                ("Date", time(demand.date)),
                (
                    "Due",
                    _due(due),
                ),
                ("Force", FORCE.get(demand.force or "", "not known")),
                ("Asks for", demand.asks),
                ("Says what may follow", demand.threatens),
                ("If it is not answered", "; ".join(one.words for one in follows)),
                ("Follows", el("a", demand.follows, href=f"#{p.slug(demand.follows)}") if demand.follows else None),
                ("Rests on", join([to(id, library) for id in demand.basis], ", ")),
                ("Answers", states[0] if len(states) == 1 else None),
                ("Note", demand.note),
                (
                    "Source",
                    [
                        p.source_link(known.title, known.url),
                        f", {known.basis}" if known.basis else "",
                        f", checked {known.checked}" if known.checked else "",
                    ]
                    if known
                    else None,
                ),
            ]
        ),
        _recipients(group, heads, rows, same, demand),
        id=p.slug(demand.id),
    )


def _due(due: Due | None) -> Child:
    """The due day with its rule and steps, and the other day where two are possible."""
    if due is None:
        return time(None, "no day is on record")
    until = f" by {due.hour}" if due.hour else ""
    also: list[Child] = [" or ", time(due.also)] if due.also else []
    return [time(due.day, "not known"), until, *also, f": {due.rule}. {' '.join(due.explained)}"]


def _recipients(
    group: list[DemandAnswer], heads: tuple[str, ...], rows: list[tuple[Child, ...]], same: list[Child], demand: Demand
) -> Html:
    """The recipients: what is the same for all of them, then a row for each."""
    if not group:
        return el("p", "Its recipients are not known by name.")
    count = f"{len(group)} {'recipient' if len(group) == 1 else 'recipients'}, with what binds each today"
    alike = [el("p", "The same for all of them:"), items(same)] if same and len(group) > 1 else None
    return el("details", el("summary", count), alike, table(f"Recipients of: {demand.title}", heads, rows))


def _cell(answer: DemandAnswer, norm: str) -> Html:
    """How a norm stands for a recipient; the first of its positions that is settled."""
    found = [x for x in answer.norms if x.norm == norm]
    if not found:
        return join(["-"])
    p = next((x for x in found if x.status != "undetermined"), found[0])
    return status(p.status, p.if_attached[0] if p.if_attached else None, p.possible, p.fresh)


def statements_page(library: Gathered) -> Page:
    """The page of all statements on record, each with its verdict and the reasons."""
    question = Question(library.law, library.record, library.as_of, library.as_of)
    found = check_statements(question)
    counts = {v: sum(c.verdict == v for c in found) for v in dict.fromkeys(c.verdict for c in found)}
    listed = ", ".join(f"{n} {v}" for v, n in counts.items())
    names = [c.statement.id for c in found]
    body = join(
        [
            heading(
                "Statements",
                kicker="What was said, and what law and record said of it on that day",
                answer=f"{len(found)} statements on record: {listed}.",
                note="Each statement is checked only for what it says of the law and of the record on the day it names. "
                "Opinions, predictions and policy are not checked.",
            ),
            *(_statement(c, library) for c in found),
        ]
    )
    words = " ".join(f"{c.statement.speaker} {c.statement.reported or ''} {c.statement.quoted or ''}" for c in found)
    return Page(
        path="statements.html",
        title="Statements",
        body=body,
        kind="record",
        date="",
        words=f"{' '.join(names)} {words}",
        section="statements.html",
    )


def _statement(checked: Checked, library: Gathered) -> Html:
    s = checked.statement
    when = s.when_written or "not said"
    if s.said_first is not None:
        ends = "" if s.said_last in (None, s.said_first) else f" and {day(s.said_last)}"
        when = f"{s.when_written}: " if s.when_written else ""
        when += f"{'between ' if ends else ''}{day(s.said_first)}{ends}"
    known = library.record.sources.get(s.known.source or "")
    return section(
        f"{s.speaker} ({s.id})",
        el("p", chip(VERDICT[checked.verdict], checked.verdict.capitalize()), " ", checked.reason, class_="verdict"),
        el("figure", el("blockquote", el("p", s.quoted)), class_="quote") if s.quoted else None,
        p.facts(
            [
                ("As reported", s.reported),
                ("Reported by", ", reporting ".join(s.chain)),
                ("When", when),
                ("What it says of the law", s.meaning),
                ("What sources show", _remarks(s.remarks) if s.remarks else None),
                ("Source", p.source_link(known.title, known.url) if known else None),
            ]
        ),
        items((_step(step, library, 0) for step in checked.steps), "steps"),
        el("p", "Beside the claim:") if checked.beside else None,
        items((_step(step, library, 0) for step in checked.beside), "steps") if checked.beside else None,
        id=p.slug(s.id),
    )


def _remarks(words: str) -> Html:
    """Remarks, with the addresses in them as links."""
    return join(
        (source(w.rstrip(",.")), w[len(w.rstrip(",.")) :], " ") if w.startswith("http") else f"{w} "
        for w in words.split(" ")
    )


def _step(step: Step, library: Gathered, depth: int) -> Html:
    mark = {True: "yes", False: "no", None: "undetermined"}[step.truth]
    cites = el("span", p.cites(step.cites), class_="id") if step.cites else None
    line = join([chip(mark, truth_word(step.truth)), " ", linked(step.claim, library), cites])
    if not step.parts or depth > 4:
        return line
    inner = items(_step(part, library, depth + 1) for part in step.parts)
    return join([line, el("details", el("summary", "The proof"), inner) if depth == 0 else inner])
