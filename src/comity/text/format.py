"""Print a page in its one canonical layout: clauses in a column, lists wrapped, comments and prose kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from comity.text import tree as t

COLUMN = 10  # clauses begin at 2, their values at 2 + COLUMN + 1
WIDTH = 100
WIDTH_OF_CASES = 120  # the lines of a case are read as a table


def format_page(page: t.Page) -> str:
    """The page with every `comity` block in its canonical layout; prose, quotations and front matter stay as written.

    Formatting twice changes nothing, and parsing the result gives the same tree.
    """
    lines = list(page.lines)
    for block in reversed(page.blocks):
        text = format_block(block)
        lines[block.line - 1 : block.line - 1 + block.lines] = text.split("\n") if text else []
    return "\n".join(lines).rstrip("\n") + "\n"


def format_block(block: t.Block) -> str:
    """One block: statements apart by an empty line, comments where they stood."""
    chunks = ["\n".join([*s.comments, format_statement(s)]) for s in block.statements]
    if block.trailing:
        chunks.append("\n".join(block.trailing))
    return "\n\n".join(chunks)


def format_statement(statement: t.Statement) -> str:
    """One statement: head at the margin, one clause a line."""
    head = statement.kind
    if statement.name is not None:
        head += f" {statement.name.text}" + (f" of {statement.of.text}" if statement.of else "")
    if statement.title is not None:
        head += f' "{statement.title}"'
    if statement.restraining is not None:
        head += f" {statement.restraining}"
    lines = [_beside(head, statement.beside)]
    for clause in statement.clauses:
        lines += [f"  {comment}" for comment in clause.comments]
        lines += _clause(clause)
    return "\n".join([*lines, *(f"  {comment}" for comment in statement.after)])


def _beside(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _clause(clause: t.Clause) -> list[str]:
    return _wrap(clause.keyword, _parts(clause.keyword, clause.value), clause.beside)


def _wrap(keyword: str, parts: list[str], beside: str) -> list[str]:
    """Parts are kept whole; a line that would be too wide goes on in the value column."""
    width = WIDTH_OF_CASES if keyword in ("given", "on") else WIDTH
    lines: list[str] = []
    current = f"  {keyword:<{COLUMN}} " if parts else f"  {keyword}"
    indent = " " * (3 + COLUMN)
    empty = True
    for part in parts:
        if not empty and len(current) + 1 + len(part) > width:
            lines.append(current)
            current, empty = indent, True
        current += part if empty else f" {part}"
        empty = False
    lines.append(current)
    lines[-1] = _beside(lines[-1].rstrip(), beside)
    return lines


def _parts(keyword: str, value: t.ClauseValue) -> list[str]:
    match value:
        case None:
            return []
        case t.Name():
            return [value.text]
        case str():
            return [f'"{value}"'] if keyword == "because" else [_type(value) if keyword == "is" else value]
        case tuple():
            return _commas([*value] if keyword == "bars" else [f'"{words}"' for words in value])
        case t.PartySet():
            return parties_parts(value)
        case t.Duty():
            toward = ["toward", *parties_parts(value.toward)] if value.toward else []
            return [value.act.text, *toward]
        case t.Construction():
            return [value.norm.text, f'as "{value.words}"']
        case t.Judgment():
            return [*parties_parts(value.by), f'"{value.words}"']
        case t.Command():
            within = [f"within {value.within[0]} {value.within[1]}"] if value.within else []
            by = [f"by {date(value.by)}"] if value.by else []
            toward = ["toward", *parties_parts(value.duty.toward)] if value.duty.toward else []
            return [*parties_parts(value.parties), value.duty.modality, value.duty.act.text, *within, *by, *toward]
        case t.Breach():
            who = value.who.text if isinstance(value.who, t.Name) else value.who.path
            return [who, value.modality, value.act.text, *([value.about] if value.about else [])]
        case t.Targets():
            only_for = ["only for", *parties_parts(value.parties)] if value.parties else []
            only_when = ["only when", *expr_parts(value.when)] if value.when else []
            return _commas([name.text for name in value.names]) + _as_to(value.as_to) + only_for + only_when
        case t.Selector():
            return [f"every {value.what} where", *expr_parts(value.where)]
        case t.LastSeen():
            return [str(value.day), *([f'"{value.entry}"'] if value.entry is not None else [])]
        case t.Expect():
            return _expect(value)
        case _ if isinstance(value, t.DateSpec):
            return [date(value)]
        case _ if isinstance(value, t.Given):
            return _given(value)
        case _:
            assert isinstance(value, t.Expr)
            return expr_parts(value)


def _as_to(norms: tuple[t.Name, ...]) -> list[str]:
    return _led_by("as to ", _commas([name.text for name in norms])) if norms else []


def _type(word: str) -> str:
    if word == "yes or no":
        return word
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _commas(words: list[str]) -> list[str]:
    return [word + "," for word in words[:-1]] + words[-1:]


def parties(value: t.PartySet) -> str:
    """A set of parties in the words of the language."""
    return " ".join(parties_parts(value))


def parties_parts(value: t.PartySet) -> list[str]:
    """The words of a set of parties, split where a line may end."""
    parts = _commas([item(i) for i in value.items])
    if value.excepted:
        parts += ["except", *_commas([item(i) for i in value.excepted])]
    return parts


def item(value: t.PartyItem) -> str:
    """One item of a set of parties in the words of the language."""
    match value:
        case t.Named():
            since = f" since {value.since}" if value.since else ""
            return value.name.text + since + (f" before {value.before}" if value.before else "")
        case t.Role():
            return value.path
        case t.Everyone():
            return "everyone"
        case t.Every():
            return f"every {value.kind.text}" + (f" within {value.within.text}" if value.within else "")
        case t.Members():
            return f"every member of {value.association.text}" + (f" on {value.on}" if value.on else "")
        case t.Subrecipients():
            return f"every subrecipient of {value.prime.text}" + (f" at {value.tier} tier" if value.tier else "")
        case t.Perhaps():
            listed = ", ".join(map(item, (value.item, *value.more)))
            return f'perhaps {listed} because "{value.because}"'


def date(value: t.DateSpec) -> str:
    """A date in the words of the language."""
    match value:
        case t.Day():
            return f"{value.day} {value.hour}" if value.hour else str(value.day)
        case t.Between():
            return f"between {value.first} and {value.last}"
        case t.After():
            return f"after {value.day}"
        case t.Before():
            return f"before {value.day}"
        case t.Attribute():
            way = "after" if value.days > 0 else "before"
            return f"{abs(value.days)} days {way} {value.path}" if value.days else value.path
        case t.Since():
            way = "before" if value.before else "after"
            return f"{value.count} {value.unit} {way} {value.name.text}" if value.count else value.name.text
        case t.Start():
            return "the start"
        case t.Revoked():
            return "revoked"
        case t.Presumed():
            return "presumed"
        case t.Unknown():
            return "unknown"


def expression(value: t.Expr) -> str:
    """An expression in the words of the language."""
    return " ".join(expr_parts(value))


def expr_parts(value: t.Expr) -> list[str]:
    """The words of an expression, split where a line may end: before `and` and `or`, and between listed values."""
    match value:
        case t.Or(parts):
            return _joined("or", parts, (t.Or,))
        case t.And(parts):
            return _joined("and", parts, (t.Or, t.And))
        case t.Not(part):
            return _led_by("not ", _bracketed(part, (t.Or, t.And)))
        case t.Compare():
            return _led_by(f"{value.path} {value.op} ", _commas([literal(v) for v in value.values]))
        case t.OfKind():
            article = "an" if value.kind.text[0] in "aeiou" else "a"
            return [f"party is {article} {value.kind.text}"]
        case t.Within():
            return [f"party is within {value.outer.text}"]
        case t.MemberOf():
            return [f"party is a member of {value.association.text}"]
        case t.Does():
            return [f"party does {value.act.text}"]
        case t.Carries():
            return [f"award carries {value.norm.text}"]
        case t.Question():
            return [value.name.text]
        case t.InForce():
            return [f"{value.name.text} is in force" + (f" as to {value.as_to.text}" if value.as_to else "")]


def _joined(word: str, parts: tuple[t.Expr, ...], bracketed: tuple[type, ...]) -> list[str]:
    """Parts joined by `and` or `or`; one that fits on a line of its own is not broken."""
    joined: list[str] = []
    for part in parts:
        words = _led_by(f"{word} " if joined else "", _bracketed(part, bracketed))
        together = " ".join(words)
        joined += [together] if len(together) <= WIDTH - COLUMN - 3 else words
    return joined


def _bracketed(value: t.Expr, bracketed: tuple[type, ...]) -> list[str]:
    """The words of a part of an expression, in brackets when without them it would be read otherwise."""
    words = expr_parts(value)
    if isinstance(value, bracketed):
        words[-1] += ")"
        return _led_by("(", words)
    return words


def _led_by(lead: str, words: list[str]) -> list[str]:
    """Words with something before the first of them."""
    return [lead + words[0], *words[1:]] if words else [lead.rstrip()]


def literal(value: t.Value) -> str:
    """A value in the words of the language."""
    match value:
        case bool():
            return "yes" if value else "no"
        case t.Name():
            return value.text
        case str():
            return f'"{value}"'
        case Decimal():
            return f"${value:,}"
        case dt.date() | int():
            return str(value)


def given(value: t.Given) -> str:
    """A fact of a case in the words of the language, without its date."""
    match value:
        case t.GivenAward() | t.GivenConduct():
            return " ".join(_given(replace(value, on=None)))
        case _:
            return " ".join(_given(value))


def _given(value: t.Given) -> list[str]:
    match value:
        case t.GivenAward():
            taken = "accepted" if value.taken == "accepted" else "was offered"
            parts = [f'{value.party.text} {taken} an award of "{value.program}" for {value.fiscal_year}']
            parts += [f"worth ${value.worth:,}"] if value.worth is not None else []
            parts += [f"through {value.through.text}"] if value.through else []
            carrying = [n.text for n in (*(value.carrying or ()), *(value.sets or ()))]
            parts += _led_by("carrying ", _commas(carrying)) if carrying else []
            return parts + ([f"on {value.on}"] if value.on else [])
        case t.GivenMember():
            return [f"{value.party.text} is {'' if value.member else 'not '}a member of {value.association.text}"]
        case t.GivenConduct():
            words = f"{value.party.text} does {'' if value.done else 'not '}{value.act.text}"
            return [words, *([f"on {value.on}"] if value.on else [])]
        case t.GivenValue():
            named = value.party or value.act
            of = f" of {named.text}" if named else f' of "{value.award}"' if value.award is not None else ""
            return [f"{value.question.text}{of} is {literal(value.value)}"]
        case t.GivenAttribute():
            of = f' of "{value.of}"' if value.of is not None else ""
            return [f"{value.path}{of} is {literal(value.value)}"]
        case t.GivenCarries():
            award = "award" if value.award is None else f'award "{value.award}"'
            return [f"{award} {'carries' if value.carried else 'does not carry'} {value.name.text}"]
        case t.GivenOrder():
            match value.change:
                case "final":
                    said = ["is made final"]
                case "narrowed" | "widened" if value.parties is not None:
                    said = [f"is {value.change} to", *parties_parts(value.parties)]
                case _:
                    said = [f"is {value.change}"]
            return [value.name.text, *said, f"{'until' if value.change == 'extended' else 'from'} {value.start}"]
        case t.GivenDay():
            return [f"the {value.which} of {value.name.text} is {value.day}"]
        case t.GivenMeant():
            by = f'"{value.by}"' if isinstance(value.by, str) else item(value.by)
            return [f"{value.party.text} is {'' if value.meant else 'not '}meant by {by}"]
        case t.GivenSubaward():
            award = "award" if value.award is None else f'award "{value.award}"'
            return [f"{award} is {'' if value.subaward else 'not '}a subaward of {value.prime.text}"]
        case t.GivenLater():
            return [f"{value.name.text} is later than {value.than.text}"]
        case t.GivenWithin():
            return [f"{value.party.text} is {'' if value.inside else 'not '}within {value.court.text}"]
        case t.GivenAttached():
            return [f"{value.norm.text} is attached" if value.norm else "attached"]
        case t.GivenWithout():
            return [f"without {value.name.text}"]


def _expect(value: t.Expect) -> list[str]:
    day = str(value.on)
    day += f" in {value.forum.text}" if value.forum else ""
    day += f" known at {value.known_at}" if value.known_at else ""
    norm = f"expect {value.norm.text}" + (f" for {value.party.text}" if value.party else "")
    parts = [day, norm, value.status, *([f"by {value.by.text}"] if value.by else [])]
    if value.contested:
        parts[-1] += ","
        parts.append("contested")
    return parts
