"""Three ways in which an agency writes a clause again: other modal verbs and roles, other verbs, a phrase put in and one left out."""

import re

ROLES = {
    "recipient": "grantee", "recipients": "grantees", "applicant": "recipient", "grantee": "subgrantee", "must": "will",
    "shall": "is to", "will": "must", "agrees": "undertakes", "may not": "must not",
}  # fmt: skip
VERBS = {
    "comply": "act in accordance", "certifies": "attests", "certify": "attest", "ensure": "make sure", "promote": "advance",
    "operate": "run", "applicable": "relevant", "pursuant to": "under", "any": "each", "such": "that", "award": "grant",
    "funds": "money", "laws": "statutes",
}  # fmt: skip


def other_roles(words):
    """`must` becomes `will`, the recipient the grantee."""
    return _changed(words, ROLES)


def other_verbs(words):
    """Verbs and nouns that mean the same, every fourth of which changes."""
    return _changed(words, VERBS)


def put_in(words):
    """A phrase put in after a third of the words, and every eleventh word left out."""
    parts = words.split()
    kept = [part for n, part in enumerate(parts, 1) if n % 11]
    third = len(kept) // 3
    return " ".join([*kept[:third], "as", "the", "agency", "determines,", *kept[third:]])


def _changed(words, table):
    pattern = re.compile(r"\b(" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")\b", re.I)
    return pattern.sub(lambda m: table[m[0].lower()], words)


REWORDINGS = {"other roles": other_roles, "other verbs": other_verbs, "put in": put_in}
