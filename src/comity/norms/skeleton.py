"""Write skeletons of law files: a correct page for a lawsuit, an instrument or a notice, from a few answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from comity.frozen import frozen
from comity.norms.names.governments import all_governments, government

KINDS = ("order", "instrument", "notice")
INSTRUMENTS = (
    *(
        "award terms",
        "constitution",
        "statute",
        "regulation",
        "executive order",
        "memorandum",
        "state law",
        "local law",
    ),
)
"""What kinds of instrument there are skeletons of; a notice and a case have their own."""
FOLDER = {"order": "cases", "instrument": "awards", "notice": "notices"}


@frozen
class Answers:
    """The answers for a skeleton: `norms` are the ids acted on, `parties` the words after `for` (`chicago-il, every city within ca`)."""

    kind: str
    title: str
    day: dt.date
    by: str
    norms: tuple[str, ...] = ()
    parties: str = ""
    id: str = ""
    docket: str = ""
    cite: str = ""
    source: str = ""
    restrains: tuple[str, ...] = ("us-doj",)
    of_kind: str = "award terms"


def slug(title: str) -> str:
    """A title as an id.

    >>> slug("City of Denver v. Department of Justice")
    'city-of-denver-v-department-of-justice'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def skeleton(answers: Answers, today: dt.date) -> str:
    """The text of a law file: front matter, a place for the quotation, the statement, and three cases to complete.

    It parses and checks as it stands, except for what a person has to add: the words quoted and the sources read. Without a
    source it says that it rests on memory.
    """
    id = answers.id or slug(answers.title)
    front = _front(answers, id, today)
    body = {"order": _order, "instrument": _instrument, "notice": _notice}[answers.kind](answers)
    return f"---\n{front}---\n\n# {answers.title}\n\n{body}"


def _front(a: Answers, id: str, today: dt.date) -> str:
    lines = [f"id: {id}", f"title: {_quoted(a.title)}"]
    if a.kind == "order":
        lines += [
            "kind: case",
            f"court: {a.by}",
            f"docket: {_quoted(a.docket)}" if a.docket else "",
            "united_states: party",
        ]
    else:
        kind = a.of_kind if a.kind == "instrument" else "agency notice"
        level = {"state law": "state", "local law": "local"}.get(kind, "federal")
        lines += [f"kind: {kind}", f"level: {level}", f"issuer: {a.by}", f"in_force: {a.day}"]
    lines += [
        f"cite: {_quoted(a.cite)}" if a.cite else "",
        f"basis: {'source' if a.source else 'memory'}",
        "verbatim: no",
        f"checked: {today}",
    ]
    lines += [f"sources: [{_quoted(a.source or 'name the source you read')}]"]
    return "".join(f"{line}\n" for line in lines if line)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _clauses(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(f"  {keyword:<10} {value}\n" for keyword, value in pairs if value)


def _order(a: Answers) -> str:
    clauses = _clauses(
        [
            ("decided", str(a.day)),
            ("restrains", ", ".join(a.restrains)),
            ("blocks", ", ".join(a.norms)),
            ("for", a.parties),
        ]
    )
    return (
        "What the court ordered, for whom, from when, and why, in a sentence or two. Below it, its operative words.\n\n"
        f"## Order of {a.day}\n\n"
        "```comity\n"
        f'order injunction "injunction of {a.day}"\n{clauses}```\n\n## Cases\n\n```comity\n{_cases(a, "injunction", "blocked")}```\n'
    )


def _notice(a: Answers) -> str:
    clauses = _clauses(
        [("decided", str(a.day)), ("waives", ", ".join(a.norms)), ("for", a.parties), ("until", "revoked")]
    )
    return (
        "What the agency announced, for whom, from when. Below it, its words.\n\n"
        f'```comity\nnotice waiver "notice of {a.day}"\n{clauses}```\n\n## Cases\n\n```comity\n{_cases(a, "waiver", "waived")}```\n'
    )


def _instrument(a: Answers) -> str:
    if a.of_kind != "award terms":
        return _rule(a)
    clauses = _clauses(
        [
            ("cites", _quoted(a.cite or a.title)),
            ("binds", "award.recipient"),
            ("must", "keep-award-conditions"),
            ("when", "award carries condition"),
            ("from", "award.accepted"),
            ("until", "award.period_end"),
        ]
    )
    return (
        "What the instrument is and whom it binds. Quote each provision under its pinpoint, its norm below it.\n\n"
        f"## Condition\n\n```comity\nnorm condition\n{clauses}```\n\n## Cases\n\n```comity\n"
        f'case "a recipient whose award carries the condition"\n  for        chicago-il\n  given      attached\n'
        f"  on         {a.day - dt.timedelta(days=1)} expect condition not yet\n"
        f"  on         {a.day} expect condition in force\n```\n"
    )


def _rule(a: Answers) -> str:
    """An instrument that binds parties themselves: a statute, a regulation, a state's or a local law."""
    made = government(a.by)
    where = made.state if made is not None and made.state is not None else None
    binds = f"every local government within {where}" if where else "every state or local government"
    party = next((one for one in EXAMPLES if where is None or one.endswith(f"-{where}")), None)
    if party is None and where is not None:
        inside = (g for g in all_governments().values() if g.state == where and g.kind == "city")
        party = max(inside, key=lambda g: (g.population or 0, g.short)).short
    clauses = _clauses([("cites", _quoted(a.cite or a.title)), ("binds", binds), ("must", "do-what-the-rule-says")])
    return (
        "What the instrument is and whom it binds. Quote each provision under its pinpoint, its norm below it.\n\n"
        '## Provision\n\n```comity\nact do-what-the-rule-says "do what the rule says"\n\n'
        f"norm provision\n{clauses}```\n\n## Cases\n\n```comity\n"
        f'case "a government that it binds"\n  for        {party}\n'
        f"  on         {a.day - dt.timedelta(days=1)} expect provision not yet\n"
        f"  on         {a.day} expect provision in force\n```\n"
    )


def _cases(a: Answers, name: str, status: str) -> str:
    """The day before and the day of, for a government that is covered; then one that is not, where one can be told."""
    norm = a.norms[0] if a.norms else "NORM"
    covered, other = _parties(a.parties)
    text = (
        f'case "the day before and the day of the {name}"\n'
        f"  for        {covered}\n"
        "  given      attached\n"
        f"  on         {a.day - dt.timedelta(days=1)} expect {norm} in force\n"
        f"  on         {a.day} expect {norm} {status} by {name}\n"
    )
    if other is None:
        return text
    return (
        text + "\n"
        f'case "not covered by the {name}"\n'
        f"  for        {other}\n"
        "  given      attached\n"
        f"  on         {a.day} expect {norm} in force\n"
    )


EXAMPLES = ("chicago-il", "dallas-tx", "boise-city-id", "providence-ri", "cook-county-il", "harris-county-tx")
"""Governments of several States, of which a skeleton names one that an order covers and one that it does not."""


def _parties(words: str) -> tuple[str, str | None]:
    """A government that the words after `for` cover and one that they do not (None: it covers everyone).

    >>> _parties("every government within tx"), _parties("chicago-il, cook-county-il"), _parties("everyone")
    (('tx', 'chicago-il'), ('chicago-il', 'dallas-tx'), ('chicago-il', None))
    """
    named, _, excepted = words.partition(" except ")
    out = re.findall(r"[a-z0-9-]+", excepted)
    every = re.search(r"\bevery (?:[a-z]+ )*?within ([a-z0-9-]+)", named)
    if every is not None:
        place = every.group(1)
        state = (found := government(place)) and found.state
        if re.search(r"\bevery government within", named) and found is not None:
            return place, next((p for p in EXAMPLES if not p.endswith(f"-{state}")), None)
        kind = next((k for k in ("county", "city") if f"every {k} " in named), None)
        inside = (
            g.short
            for g in all_governments().values()
            if g.state is not None and g.state == state and (g.kind == kind or (kind is None and g.kind == "city"))
        )
        return next(inside, "PARTY"), next((p for p in EXAMPLES if not p.endswith(f"-{state}")), None)
    if re.search(r"\b(every|everyone)\b", named):
        covered = next(p for p in EXAMPLES if p not in out)
        return covered, out[0] if out else None
    names = re.findall(
        r"[a-z0-9]+(?:-[a-z0-9]+)*", re.sub(r" (since|before) [0-9-]+| because \".*?\"|\bperhaps\b", "", named)
    )
    states = {found.state for name in names if (found := government(name)) is not None}
    return (names or ["PARTY"])[0], next((p for p in EXAMPLES if p.rsplit("-", 1)[1] not in states), None)
