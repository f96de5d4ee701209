"""An answer as one line: its status, the act that decides, how the norm attaches, the awards, until when, when last seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from comity.brief.english import date, party
from comity.brief.office_words import BASIS, act_words, money, short_day, status_words
from comity.frozen import frozen
from comity.norms.names.government_tables import agencies as agencies_known
from comity.norms.nodes import Law, NormAct
from comity.proof.acts import title
from comity.proof.position import Position, of_several
from comity.proof.question import Question
from comity.proof.rows import stays_on
from comity.proof.truth import Step, walk
from comity.record.nodes import Award
from comity.record.unpaid import paid_known, unpaid_of
from comity.text import tree as t

BETWEEN = " · "
MOST = 3
"""How many missing facts a line names; the memo names all."""
REACHES = "it reaches "


@frozen
class Awards:
    """The awards that an answer is about: how many, what of them is unpaid, and whether it is known of all what was paid."""

    count: int
    unpaid: Decimal | None
    known: bool


def answer_line(
    found: Position, law: Law, awards: Awards | None = None, agencies: Collection[str | None] = (None,)
) -> str:
    """The answer as the line that an office copies.

    Args:
        found: the answer.
        law: the law it was asked of.
        awards: what the awards that it is about come to.
        agencies: who gave them; None among them: it is not known of one.
    """
    return BETWEEN.join(_parts(found, law, awards, agencies))


def alike(
    found: Iterable[Position], question: Question, awards: Mapping[str, Award] | None = None
) -> list[tuple[str, list[Position]]]:
    """Answers that are the same for several awards or demands together, each with its line.

    `awards` are those of the question's record by number, where they are at hand.
    """
    law = question.law
    if awards is None:
        awards = question.facts.awards
    groups: dict[tuple[str, str], list[Position]] = {}
    lines: dict[tuple[int, str | None], str] = {}
    for one in found:
        whose, agency = one.shared or one, _agency(one, awards)
        if (id(whose), agency) not in lines:
            lines[id(whose), agency] = answer_line(of_several(whose), law, agencies=(agency,))
        groups.setdefault((one.norm, lines[id(whose), agency]), []).append(one)
    made: list[tuple[str, list[Position]]] = []
    for those in groups.values():
        of_record = [awards[id] for id in dict.fromkeys(p.award for p in those if p.award) if id in awards]
        first = those[0] if len(those) == 1 else of_several(those[0].shared or those[0])
        agencies = {_agency(one, awards) for one in those}
        made.append((answer_line(first, law, together(of_record), agencies), those))
    return made


def _agency(found: Position, awards: Mapping[str, Award]) -> str | None:
    award = awards.get(found.award or "")
    return award.agency if award is not None else None


def together(awards: Iterable[Award]) -> Awards:
    """Some awards together; no subaward is added to dollars."""
    counted = list(awards)
    primes = [award for award in counted if award.prime is None]
    left = [some for some in map(unpaid_of, primes) if some is not None]
    return Awards(len(counted), sum(left, Decimal(0)) if left else None, all(map(paid_known, primes)))


def _parts(found: Position, law: Law, awards: Awards | None, agencies: Collection[str | None]) -> Iterator[str]:
    state = found.fresh.state if found.fresh else None
    ground = found.if_attached[1] if found.if_attached else found.ground
    act = law.norm_acts.get(ground or "")
    decided = _act(act, found, law, agencies) if act is not None else ""
    if found.status == "undetermined":
        yield _heading(found)
        yield from _missing(found)
        if found.if_attached is not None:
            then = status_words(found.if_attached[0], state).words.lower()
            otherwise = "; if not: not in this award" if _of_award(found, law) else ""
            yield f"if it attaches: {then}{f', {decided}' if decided else ''}{otherwise}"
    else:
        yield _words(found, law, state)
        if decided:
            yield decided
    if _of_award(found, law):
        yield f"attaches: {BASIS[found.attach_basis]}"
    if awards is not None and awards.count:
        most = "" if awards.known else " at most"
        dollars = f", {money(awards.unpaid)} unpaid{most}" if awards.unpaid is not None else ""
        yield f"{awards.count} award{'' if awards.count == 1 else 's'}{dollars}"
    if act is not None and isinstance(act.end, t.Day):
        yield f"until {date(act.end)}"
    if found.fresh is not None:
        yield _seen(found, law)


def _words(found: Position, law: Law, state: str | None) -> str:
    """The status in words; of what no award carries, and of what an order commands, in theirs."""
    norm = law.norms[found.norm]
    if found.status == "not_attached" and norm.attaches_to != "award":
        return "Does not attach"
    words = status_words(found.status, state).words
    return words.replace("Barred", "Stayed").removesuffix(" by order") if found.ground in stays_on(norm, law) else words


def _of_award(found: Position, law: Law) -> bool:
    return law.norms[found.norm].attaches_to == "award"


def _heading(found: Position) -> str:
    return (
        "Cannot be told, not enforceable either way"
        if found.unenforceable
        else status_words("undetermined", None).words
    )


def _missing(found: Position) -> Iterator[str]:
    """The facts that would decide, the first few; and between which statuses, where more is open than the attaching."""
    words = list(dict.fromkeys(one.words.removesuffix(f" ({one.about})") for one in found.missing))
    if words:
        more = f" and {len(words) - MOST} more" if len(words) > MOST else ""
        yield f"missing: {'; '.join(words[:MOST])}{more}"
    if found.if_attached is None:
        yield " or ".join(status_words(one, None).words.lower() for one in found.possible)


def _act(act: NormAct, found: Position, law: Law, agencies: Collection[str | None]) -> str:
    """The act that decides: the lawsuit, court and day, what it forbids whom to do, and on what basis it covers the party."""
    words = act_words(act.id, law)
    if isinstance(act.decided, t.Day):
        on = short_day(act.decided.day)
        words = f"{words.removesuffix(')')}, {on})" if words.endswith(")") and act.court else f"{words} ({on})"
    if found.verb and found.restrained:
        whom = _givers(found.restrained, agencies)
        words += f" forbids {' and '.join(map(party, whom))} to {' and '.join(found.verb)}"
    basis = _basis(act, found)
    return f"{words}, {basis}" if basis else words


def _givers(restrained: tuple[str, ...], agencies: Collection[str | None]) -> tuple[str, ...]:
    """Of those whom an order restrains, the ones that gave the awards, or of which the giver is a part; all where it is not known."""
    if None in agencies:
        return restrained
    given = [(agency, _with_those_above(agency)) for agency in agencies if agency is not None]
    some = tuple(
        one for one in restrained if any(one in above or agency in _with_those_above(one) for agency, above in given)
    )
    return some or restrained


def _with_those_above(agency: str) -> tuple[str, ...]:
    known = agencies_known()
    found = [agency]
    while found[-1] in known and known[found[-1]].parent:
        found.append(known[found[-1]].parent)
    return tuple(found)


def _basis(act: NormAct, found: Position) -> str:
    """On what basis the act covers the party, as its proof says: `as named`, `as a member of ...`; nothing where it says neither."""
    for step in walk(found.proof):
        if step.role != "act" or step.claim != f"{title(act)} has effect":
            continue
        for part in step.parts:
            if part.claim.startswith(REACHES) and part.truth is True:
                name = part.claim.removeprefix(REACHES)
                return next(filter(None, (_as(leaf, name) for leaf in _holding(part))), "")
    return ""


def _holding(step: Step) -> Iterator[Step]:
    """The leaves of what holds."""
    if not step.parts:
        yield step
    for part in step.parts:
        if part.truth is True:
            yield from _holding(part)


def _as(leaf: Step, name: str) -> str:
    said = leaf.claim.removeprefix(name + " ")
    if said == leaf.claim:
        return ""
    for begin, basis in (("is named", "as named"), ("is a member", "as a member"), ("lies within", "as within")):
        if said.startswith(begin):
            return basis + said.removeprefix(begin)
    return ""


def _seen(found: Position, law: Law) -> str:
    """When the act on which the answer rests was last seen to stand, how long ago, and whether an appeal is pending."""
    assert found.fresh is not None
    days = (found.as_of - found.fresh.seen).days
    ago = f", {days} day{'' if days == 1 else 's'}" if days > 0 else ""
    act = law.norm_acts.get(found.fresh.act)
    appeal = " [appeal pending]" if act is not None and act.appeal == "pending" else ""
    return f"seen {short_day(found.fresh.seen)}{ago}{appeal}"
