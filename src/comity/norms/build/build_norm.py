"""Build norms from `norm` statements."""

from __future__ import annotations

from dataclasses import replace

from comity.norms.attributes import ATTRIBUTES
from comity.norms.build.clauses import MODALITIES, has, lacks
from comity.norms.build.days import check_days
from comity.norms.build.expressions import check_attribute, check_expr
from comity.norms.build.scope import Scope
from comity.norms.levels import attaches_to, force
from comity.norms.names.governments import government
from comity.norms.nodes import Instrument, Norm
from comity.text import tree as t
from comity.text.faults import Place

_BOUND = ("award.recipient", "award.subrecipient", "demand.recipient")
_READ = ("party", "award", "demand")


def build_norm(
    s: t.Statement, name: t.Name, instrument: Instrument, scope: Scope, passages: tuple[t.Passage, ...]
) -> Norm | None:
    """Build the norm of a statement; None when it does not say whom it binds or to what."""
    if not has(s, "binds"):
        lacks(s, scope, f"The norm `{name.text}` does not say whom it binds.", "Give it `binds`.")
    if not has(s, *MODALITIES):
        hint = f"Give it one of: {', '.join(MODALITIES)}."
        lacks(s, scope, f"The norm `{name.text}` does not say what it does.", hint)
    if not has(s, "cites"):
        lacks(s, scope, f"The norm `{name.text}` cites no place.", 'Give it `cites "8 U.S.C. § 1373(a)"`.')
    clauses = {clause.keyword: clause for clause in reversed(s.clauses)}
    binds = _binds(clauses.get("binds"), scope)
    attaches = attaches_to(binds) if binds else "party"
    when, unless = (_condition(clauses.get(keyword), scope) for keyword in ("when", "unless"))
    days = check_days(s, scope, () if attaches == "party" else (attaches,))
    start = days.get("from")
    if isinstance(start, t.Start):
        scope.fault(clauses["from"].value_place, "A norm has its own first day.", "`from the start` is for holdings.")
    elif instrument.in_force is None and (start is None or isinstance(start, t.Attribute)):
        hint = "Give it `from` and a day, or the front matter `in_force`."
        lacks(s, scope, f"The norm `{name.text}` has no first day.", hint)
    breach = tuple(_breach(c.value, scope) for c in s.clauses if isinstance(c.value, t.Breach))
    continues = clauses["continues"].value if "continues" in clauses else None
    carried_on = scope.norm(continues) if isinstance(continues, t.Name) else None
    duty = next((c.value for c in s.clauses if isinstance(c.value, t.Duty)), None)
    if duty is None:
        return None
    act = scope.act(duty.act)
    toward = scope.parties(duty.toward) if duty.toward else None
    if binds is None:
        return None
    _within_its_own(binds, (when, unless), instrument, clauses["binds"].value_place, scope)
    return Norm(
        id=f"{instrument.id}/{name.text}",
        title=s.title or name.text.replace("-", " "),
        instrument=instrument.id,
        level=instrument.level or "federal",
        issuer=instrument.issuer,
        binds=binds,
        attaches_to=attaches,
        modality=duty.modality,
        act=act,
        toward=toward,
        when=when,
        unless=unless,
        start=start,
        end=days.get("until"),
        in_force=instrument.in_force,
        breach=breach,
        continues=carried_on,
        cites=words(clauses.get("cites")),
        force=force(duty.modality, attaches),
        because=sentence(clauses.get("because")),
        passages=passages,
        place=name.place,
        by=days.get("by"),
        judgment=_judgment(clauses.get("judged by"), scope),
    )


def build_part(
    s: t.Statement, name: t.Name, whole: Norm, instrument: Instrument, scope: Scope, passages: tuple[t.Passage, ...]
) -> Norm:
    """Build a part of a norm: a norm of its own, like the whole except in what it says itself."""
    clauses = {clause.keyword: clause for clause in reversed(s.clauses)}
    attaches = () if whole.attaches_to == "party" else (whole.attaches_to,)
    days = check_days(s, scope, attaches)
    if isinstance(days.get("from"), t.Start):
        scope.fault(clauses["from"].value_place, "A norm has its own first day.", "`from the start` is for holdings.")
    duty = next((c.value for c in s.clauses if isinstance(c.value, t.Duty)), None)
    breach = tuple(_breach(c.value, scope) for c in s.clauses if isinstance(c.value, t.Breach))
    when, unless = (_condition(clauses.get(keyword), scope) for keyword in ("when", "unless"))
    part = replace(
        whole,
        id=f"{instrument.id}/{name.text}",
        title=s.title or name.text.replace("-", " "),
        instrument=instrument.id,
        when=when or whole.when,
        unless=unless or whole.unless,
        start=days.get("from") or whole.start,
        end=days.get("until") or whole.end,
        by=days.get("by") or whole.by,
        judgment=_judgment(clauses.get("judged by"), scope) or whole.judgment,
        breach=breach or whole.breach,
        cites=words(clauses.get("cites")) or whole.cites,
        because=sentence(clauses.get("because")) or whole.because,
        passages=passages or whole.passages,
        place=name.place,
        part_of=whole.id,
    )
    if part.when is not whole.when:
        _within_its_own(whole.binds, (part.when, part.unless), instrument, clauses["when"].value_place, scope)
    if duty is None:
        return part
    toward = scope.parties(duty.toward) if duty.toward else None
    bound = force(duty.modality, whole.attaches_to)
    return replace(part, modality=duty.modality, act=scope.act(duty.act), toward=toward, force=bound)


def _judgment(clause: t.Clause | None, scope: Scope) -> t.Judgment | None:
    value = clause.value if clause else None
    return replace(value, by=scope.parties(value.by)) if isinstance(value, t.Judgment) else None


def words(clause: t.Clause | None) -> tuple[str, ...]:
    """The quoted words of a `cites`."""
    value = clause.value if clause else None
    return value if isinstance(value, tuple) else ()


def sentence(clause: t.Clause | None) -> str | None:
    """The words of a `because`."""
    value = clause.value if clause else None
    return value if isinstance(value, str) else None


def _binds(clause: t.Clause | None, scope: Scope) -> t.PartySet | None:
    if clause is None or not isinstance(clause.value, t.PartySet):
        return None
    roles = [item for item in clause.value.items if isinstance(item, t.Role)]
    odd = next((role for role in roles if role.path.split(".")[0] != roles[0].path.split(".")[0]), None)
    if odd is not None:
        hint = "Write one norm for awards and one for demands."
        scope.fault(odd.place, "One norm attaches to awards or to demands, not to both.", hint)
    return scope.parties(clause.value, _BOUND)


def _within_its_own(
    binds: t.PartySet, conditions: tuple[t.Expr | None, ...], instrument: Instrument, place: Place, scope: Scope
) -> None:
    """A fault where the law of a State, of several or of a locality binds a class of governments anywhere in the country."""
    issuers = instrument.issuers or ((instrument.issuer,) if instrument.issuer else ())
    kinds = [i.kind.text for i in binds.items if isinstance(i, t.Every) and i.within is None]
    anywhere = [kind for kind in kinds if kind not in ("agency", "person", "recipient")]
    if instrument.level not in ("state", "local") or not issuers or not anywhere or any(map(_limits, conditions)):
        return
    states = [found.state or found.short if (found := government(name)) else name for name in issuers]
    own = issuers if instrument.level == "local" else states
    sentence = f"It binds every {anywhere[0]} of the country, and is law of {' and '.join(issuers)} alone."
    scope.fault(place, sentence, f"Write: every {anywhere[0]} within {', '.join(own)}.")


def _limits(expr: t.Expr | None) -> bool:
    """Whether a condition asks where the party lies, or may, by a question that is declared elsewhere."""
    match expr:
        case t.And(parts) | t.Or(parts):
            return any(map(_limits, parts))
        case t.Not(part):
            return _limits(part)
        case _:
            return isinstance(expr, t.Within | t.Question)


def _condition(clause: t.Clause | None, scope: Scope) -> t.Expr | None:
    if clause is None or not isinstance(clause.value, t.Expr):
        return None
    return check_expr(clause.value, scope, _READ, clause.place)


def _breach(value: t.Breach, scope: Scope) -> t.Breach:
    who = value.who
    if isinstance(who, t.Name):
        who = replace(who, text=scope.party(who))
    else:
        scope.item(who, ("award.agency", "demand.issuer", "award.recipient"))
    if value.about is not None:
        check_attribute(value.about, value.about_place, scope, tuple({path.split(".")[0] for path in ATTRIBUTES}))
    return replace(value, who=who, act=replace(value.act, text=scope.act(value.act)))
