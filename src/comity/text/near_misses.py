"""What was nearly written: phrases that a lawyer would try, and the clause that the language has in their place."""

from __future__ import annotations

import re

LEGAL_KINDS = {
    "tro": 'It is an order: order NAME "..." restraining.',
    "restraining": 'It is an order: order NAME "..." restraining.',
    "injunction": "It is an `order` that `blocks` norms.",
    "stay": "It is an `order` that `stays` another.",
    "judgment": "What it orders is an `order`; what it holds is a `holding`.",
    "opinion": "What a court holds is a `holding`; what it orders, an `order`.",
    "decision": "What a court holds is a `holding`; what it orders, an `order`.",
    "vacatur": "It is an `order` that `voids` a rule, or `reverses` another order.",
    "condition": "It is a `norm` that `binds award.recipient`.",
    "rule": "It is a `norm`.",
    "question": "It is declared with `define`.",
    "list": 'It is declared with `define`: define NAME "..." with `lists`.',
    "waiver": "It is a `notice` that `waives` norms.",
}
"""What a statement might begin with, and how the language says it."""
_VERBS = r"(?P<verb>stays|reverses|replaces|displaces|extends)"
_ON_NORMS = r"(?P<verb>blocks|postpones|voids|upholds|waives|repeals)"
_UNIT = r"(?:business )?(?:days|months|years)"
_DIGITS = {
    "two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "fourteen": 14, "twenty": 20, "twenty-one": 21, "thirty": 30,
    "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_NUMBER = rf"\b(?P<word>{'|'.join(_DIGITS)}) (?P<unit>{_UNIT})"
_PHRASES: tuple[tuple[str, str], ...] = (
    (rf"^\s*{_VERBS}\b.*\bexcept as to\b", "Name the norms that it reaches: {verb} ORDER as to NORM."),
    (rf"^\s*{_VERBS}\b.*\b(?:in part|part of|insofar|to the extent|only as to|as regards)\b", "Write: {verb} ORDER as to NORM."),
    (rf"^\s*{_VERBS} \S+ for .* as to \S", "What is reached stands first: {verb} ORDER as to NORM only for PARTY."),
    (
        rf"^\s*{_ON_NORMS} (?:instrument|all of|all norms of|every norm of|every norm in) (?P<name>[\w-]+)",
        "The name of an instrument stands for all its norms: {verb} {name}.",
    ),
    (rf"^\s*{_ON_NORMS} (?P<name>[\w-]+)/\*", "The name of an instrument stands for all its norms: {verb} {name}."),
    (r"^\s*(?P<verb>declines|denies|refuses) to \w+ (?P<name>\S+)", "Write: declines {name}."),
    (r"^\s*in the (?:judgment|discretion) of\b", 'Write: judged by PARTY "where it finds ...".'),
    (r"^\s*judged (?!by)(?P<name>[\w-]+ )?", 'Write: judged by PARTY "where it finds ...".'),
    (r"\bat (?:every|all|each) tiers?\b", "Write: at any tier."),
    (r"\bevery member of (?P<name>\S+) as of (?P<day>\S+)", "Write: every member of {name} on {day}."),
    (r"\bevery (?:school board|school district)", "Its class is `district`: every district within PLACE."),
    (r"^\s*(?:for|binds|restrains) the ", "Parties have short names, like il or chicago-il: comity list parties WORDS."),
    (r"\bparty is within (?P<name>[\w-]+), (?P<other>[\w-]+)", "Write: party is within {name} or party is within {other}."),
    (
        r"^\s*(?:when|unless) .*?(?P<name>[\w/-]+) is (?:stayed|reversed|over|vacated)\b",
        "Write: not {name} is in force.",
    ),
    (r"^\s*given\s+(?P<name>\S+) is (?:vacated|dissolved|lifted|quashed)\b", "Write: {name} is reversed from DAY."),
    (r"^\s*given\s+(?P<name>\S+) (?P<verb>stayed|reversed|expired)\b", "Write: {name} is {verb} from DAY."),
    (
        r"^\s*given\s+(?P<name>\S+) is (?P<verb>stayed|reversed) as to\b",
        "An order is supposed {verb} as a whole: {name} is {verb} from DAY.",
    ),
    (
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]",
        "Write a date as 2018-01-24: year, month, day.",
    ),
    (r"^\s*part of (?P<name>[\w/-]+)", 'A part has a name: part NAME of {name} "words".'),
    (r"^\s*part (?P<name>[\w-]+) (?!of )", 'Write: part {name} of NORM "words".'),
    (r"^order .* restraining (?!without *$)\S", 'Write `restraining`, or `restraining without notice` if the other side was not heard.'),
    (r"^\s*last_seen (?P<day>\S+) (?P<entry>[^\"]+?)\s*$", 'Write: last_seen {day} "{entry}".'),
    (r"^\s*construes (?P<name>\S+) ", 'Write: construes {name} as "...".'),
    (r"^\s*orders .*\bto [a-z-]+", "Write: orders PARTY must ACT within 7 days."),
    (r"^\s*orders .*\b(?:in|by) (?P<days>[0-9]+) (?P<unit>(?:business )?days)\s*$", "Write: within {days} {unit}."),
    (_NUMBER, "Write the number in digits: {digits} {unit}."),
    (rf"\b(?P<count>[0-9]+ {_UNIT}) (?:from|following|since|of) (?P<name>[\w/-]+)", "Write: {count} after {name}."),
    (r"\b(?P<count>[0-9]+) weeks?\b", "Weeks are counted in days: {weeks} days."),
    (r"\b[0-9]+ (?:calendar|court|working) days\b", "Write `days`, or `business days` for those on which offices are open."),
    (
        rf"\b[0-9]+ {_UNIT} (?:after|before) (?:the )?(?:entry|service|receipt|filing|issuance) of\b",
        "Count from the act (14 days after ORDER), or from a day that the record supplies (`define` with `is a date`).",
    ),
    (
        r"\b(?P<day>[0-9]{4}-[0-9][0-9]-[0-9][0-9])(?:T| at | )(?P<hour>(?:[01][0-9]|2[0-3]):[0-5][0-9])(?! *$) ?\S*",
        "Write: {day} {hour}, in the court's own time.",
    ),
    (r"\b(?P<day>[0-9]{4}-[0-9][0-9]-[0-9][0-9]) (?:at )?[0-9]+(?::[0-9][0-9])? ?[ap]\.?m", "Write the hour as in: {day} 17:00."),
)  # fmt: skip
_FOUND = tuple((re.compile(phrase), hint) for phrase, hint in _PHRASES)


def near_miss(line: str) -> str | None:
    """What a line that is not of the language was to say, if it is one of the phrases that are often tried.

    >>> near_miss("  stays part of pi")
    'Write: stays ORDER as to NORM.'
    >>> near_miss("  until fourteen days after tro"), near_miss("  until 2 weeks after tro")
    ('Write the number in digits: 14 days.', 'Weeks are counted in days: 14 days.')
    """
    for phrase, hint in _FOUND:
        found = phrase.search(line)
        if found is not None:
            words = found.groupdict()
            if "word" in words:
                words["digits"] = str(_DIGITS[words["word"]])
            if "{weeks}" in hint:
                words["weeks"] = str(7 * int(words["count"]))
            return hint.format_map(words)
    return None
