"""A kept sheet as bytes and back: the many plain awards as columns, the rest in the plain form."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from comity.disk.plain_form import NotPlain, dump, load
from comity.kept.portfolio import Placed
from comity.kept.sheet import Sheet

COLUMNS = {
    "award": str,
    "government": str,
    "amount": str,
    "sub": bool,
    "situation": int,
    "unpaid": str,
    "paid_known": bool,
}
"""What is written of an award, as JSON has it."""
DOLLARS = ("amount", "unpaid")


@dataclass(frozen=True, slots=True)
class _Packed:
    """A sheet without its awards, and these."""

    sheet: Sheet
    awards: str


def pack(sheet: Sheet) -> bytes:
    """A sheet as bytes."""
    held: dict[str, list[Any]] = {name: [getattr(one, name) for one in sheet.portfolio.awards] for name in COLUMNS}
    for name in DOLLARS:
        held[name] = [None if value is None else str(value) for value in held[name]]
    bare = replace(sheet, portfolio=replace(sheet.portfolio, awards=()))
    return dump(_Packed(bare, json.dumps(held, ensure_ascii=False, separators=(",", ":"))), _Packed)


def unpack(data: bytes) -> Sheet:
    """The sheet of some bytes; raises NotPlain where they are of no sheet."""
    packed: _Packed = load(data, _Packed)
    try:
        held: Any = json.loads(packed.awards)
        if set(held) != set(COLUMNS):
            raise NotPlain("these columns are not those of awards")
        for name, kind in COLUMNS.items():
            allowed = {kind, type(None)} if name in DOLLARS else {kind}
            if not set(map(type, held[name])) <= allowed:
                raise NotPlain(f"column `{name}` holds what it may not hold")
        for name in DOLLARS:
            held[name] = [None if value is None else Decimal(value) for value in held[name]]
        awards = tuple(Placed(*row) for row in zip(*(held[name] for name in COLUMNS), strict=True))
    except (ValueError, TypeError, InvalidOperation, AttributeError) as error:
        raise NotPlain(f"not the columns of awards: {error}") from None
    return replace(packed.sheet, portfolio=replace(packed.sheet.portfolio, awards=awards))
