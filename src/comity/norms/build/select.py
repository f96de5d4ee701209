"""`every norm where ...`: decide once, when the law is loaded, which norms or orders an expression chooses."""

from __future__ import annotations

import datetime as dt
from typing import cast

from comity.norms.levels import bound_level
from comity.norms.names.courts import court
from comity.norms.nodes import Law, Norm, NormAct
from comity.text import tree as t


def selected(selector: t.Selector, law: Law, by: str) -> tuple[str, ...]:
    """The ids that a selector of the act `by` chooses, sorted; an act never chooses itself."""
    if selector.what == "norm":
        return tuple(sorted(id for id, norm in law.norms.items() if _fits(selector.where, _of_norm(norm, law))))
    return tuple(
        sorted(
            id
            for id, act in law.norm_acts.items()
            if id != by and act.kind == "order" and _fits(selector.where, _of_order(act))
        )
    )


def _of_norm(norm: Norm, law: Law) -> dict[str, object]:
    act = law.acts.get(norm.act)
    return {
        "norm.level": norm.level,
        "norm.force": norm.force,
        "norm.enlists": bool(act and act.enlists) and norm.modality == "must",
        "norm.binds": bound_level(norm),
        "norm.issuer": norm.issuer,
        "norm.act": (norm.act, *act.wider) if act else (),
    }


def _of_order(act: NormAct) -> dict[str, object]:
    found = court(act.court) if act.court else None
    levels = {"supreme": "supreme", "appeals": "appeals", "district": "district"}
    return {
        "order.reach": reach(act.parties),
        "order.level": levels.get(found.level, "state") if found else None,
        "order.court": act.court,
        "order.enjoins": any(effect.verb == "blocks" for effect in act.effects),
        "order.decided": first_day(act.decided),
    }


def reach(parties: t.PartySet | None) -> str:
    """How far an order reaches: universal (everyone, or every recipient), a class of parties, or named parties."""
    if parties is None:
        return "universal"
    kinds = [reach_of(item) for item in parties.items]
    return next((kind for kind in ("universal", "class") if kind in kinds), "parties")


def reach_of(item: t.PartyItem) -> str:
    """How far one item of a set of parties reaches."""
    match item:
        case t.Everyone() | t.Role():
            return "universal"
        case t.Every(kind, None):
            return "universal" if kind.text in ("recipient", "government", "state or local government") else "class"
        case t.Every() | t.Members() | t.Subrecipients():
            return "class"
        case _:
            return "parties"


def first_day(spec: t.DateSpec) -> dt.date | None:
    """The first day that a date may be."""
    match spec:
        case t.Day(day) | t.After(day):
            return day
        case t.Between(first, _):
            return first
        case _:
            return None


def _fits(expr: t.Expr, values: dict[str, object]) -> bool:
    match expr:
        case t.And(parts):
            return all(_fits(p, values) for p in parts)
        case t.Or(parts):
            return any(_fits(p, values) for p in parts)
        case t.Not(part):
            return not _fits(part, values)
        case t.Compare(path, op, wanted):
            return _compare(values.get(path), op, wanted)
        case _:
            return False


def _compare(found: object, op: str, wanted: tuple[t.Value, ...]) -> bool:
    if op == "is known":
        return found is not None
    if op in ("is", "is one of", "is not"):
        kinds = cast("tuple[object, ...]", found) if isinstance(found, tuple) else (found,)
        return any(kind in wanted for kind in kinds) == (op != "is not")
    value = wanted[0]
    if not isinstance(found, dt.date) or not isinstance(value, dt.date):
        return False
    return {"is before": found < value, "is after": found > value, "is at least": found >= value}.get(
        op, found <= value
    )
