"""What a statement claims, in a form that can be checked against the law and the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from comity.norms.names.nearest import did_you_mean
from comity.record.claim_schema import CLAIMS
from comity.record.names import Names
from comity.record.values import WHEN_SAID as WHEN_SAID
from comity.record.values import read_json, read_value
from comity.record.wrong import Wrong, a, refuse


def read_claim(raw: object, names: Names) -> Mapping[str, object]:
    """The claim in a value: one check as its own mapping, a list of checks as `{"all": (check, ...)}`.

    Args:
        raw: a mapping, a list of mappings, or either as JSON.
        names: what names may mean.

    Raises:
        Wrong: it claims nothing, or a check has an unknown key, lacks one, or names nothing.

    >>> from comity.norms.nodes import Law
    >>> names = Names(Law({}, {}, {}, {}, {}, {}, (), {}), ids={"demands": {"d1"}})
    >>> read_claim({"demand": "d1", "recipients": "23"}, names)
    {'demand': 'd1', 'recipients': 23}
    """
    if isinstance(raw, str):
        raw = read_json(raw, "proposition")
    if isinstance(raw, list):
        checks = cast(list[object], raw)
        if not checks:
            raise Wrong("A proposition claims at least one thing.", "Leave it out for opinions and predictions.")
        read: list[Mapping[str, object]] = []
        wrongs: list[Wrong] = []
        for at, check in enumerate(checks):
            try:
                read.append(_check(check, names))
            except Wrong as wrong:
                wrongs += wrong.within(at)
        refuse(wrongs)
        return {"all": tuple(read)}
    return _check(raw, names)


def _check(raw: object, names: Names) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise Wrong("A check is a mapping of keys to values.", f"It has one of: {', '.join(CLAIMS)}.")
    found = cast(dict[str, object], raw)
    kind = next((key for key in CLAIMS if key in found), None)
    if kind is None:
        raise Wrong("This check says nothing that can be checked.", f"It has one of: {', '.join(CLAIMS)}.")
    columns = {column.name: column for column in CLAIMS[kind][1]}
    wrongs: list[Wrong] = []
    for key in found:
        if key not in columns:
            hint = did_you_mean(key, columns, f"It has: {', '.join(columns)}.")
            wrongs.append(Wrong(f"A check of {a(kind)} has no key `{key}`.", hint, (key,)))
    check: dict[str, object] = {}
    for key, column in columns.items():
        value = found.get(key)
        if value is not None:
            try:
                nested = column.type == "claim"
                check[key] = _check(value, names) if nested else read_value(column, value, names)
            except Wrong as wrong:
                wrongs += wrong.within(key)
        elif column.required:
            wrongs.append(Wrong(f"This check of {a(kind)} lacks `{key}`.", f"It is {a(column.words)}."))
    if "every" in columns and not wrongs and ("party" in check) == ("every" in check):
        sentence = "names both `party` and `every`" if "party" in check else "lacks `party`"
        wrongs.append(Wrong(f"This check of {a(kind)} {sentence}.", "Name parties in `party`, or a class in `every`."))
    refuse(wrongs)
    return check
