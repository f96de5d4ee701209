"""Find the valid form nearest to parties as a lawyer would write them: `every city within mo, ne, and ar`."""

from __future__ import annotations

import re

_LINE = re.compile(r"(\s*(?:for|binds|restrains)\s+)(\S.*?)\s*$")
_PLURALS = {
    "cities": "city", "counties": "county", "agencies": "agency", "authorities": "authority", "states": "state",
    "towns": "town", "tribes": "tribe", "districts": "district", "offices": "office", "recipients": "recipient",
    "subrecipients": "subrecipient", "members": "member", "governments": "government", "territories": "territory",
    "compacts": "compact", "persons": "person",
}  # fmt: skip
_CLASS = r"(?:state or local government|local government|[a-z]+)"
_EVERY = re.compile(rf"every ({_CLASS}) (?:in|of|from|inside) (?:the )?([a-z0-9/-]+)")
_TWO = re.compile(rf"every ({_CLASS}) and (?:every )?({_CLASS})( within [a-z0-9/, -]+)?$")


def nearest_parties(line: str) -> str | None:
    """The parties of a line in a form that the language has; None where the line names none, or nothing near is valid.

    >>> nearest_parties("  for        all cities in mo, ne, and ar")
    'every city within mo, ne, ar'
    >>> nearest_parties("  for        every recipient"), nearest_parties("  blocks     t/a and t/b")
    (None, None)
    """
    found = _LINE.match(line)
    if found is None:
        return None
    words = found[2]
    for plural, one in _PLURALS.items():
        words = re.sub(
            rf"\b(?:(?:all|each|any|every)(?: of)?(?: the)? )?((?:state or )?local )?{plural}\b",
            rf"every \1{one}",
            words,
        )
    words = re.sub(r"\b(?:all|each|any)(?: of)?(?: the)? (?=[a-z])", "every ", words)
    words = _EVERY.sub(lambda m: m[0] if m[1] in ("member", "subrecipient") else f"every {m[1]} within {m[2]}", words)
    words = _TWO.sub(lambda m: f"every {m[1]}{m[3] or ''}, every {m[2]}{m[3] or ''}", words)
    words = re.sub(r"(?<!state)\s*,?\s+(?:and|or)\s+(?!local government)", ", ", words)
    return words if words != found[2] and _is_valid(words) else None


def _is_valid(words: str) -> bool:
    from lark.exceptions import UnexpectedInput

    from comity.text.parse import parse_statement

    try:
        parse_statement(f"order x\n  for        {words}", "")
    except UnexpectedInput:
        return False
    return True
