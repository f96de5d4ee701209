"""What a statement could mean in law: propositions offered by words of the field, for a person to choose from."""

from __future__ import annotations

import re

from comity.norms.nodes import Law

_OFFERED: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.I), key, value)
    for pattern, key, value in (
        (r"\bcommandeer|\b(?:cannot|can't|may not|could not)\s+(?:compel|force|require|command|order)\b|\bno statute requires\b|"
        r"\brequires? a (?:city|county)\b",
         "norm", "us-const-amend-10/no-command"),
        (r"\b(?:stop|interfere|obstruct|imped)\w*\b[^.]{0,40}\b(?:federal|enforcement)|"
        r"\blegal jeopardy\b", "norm", "us-const-supremacy/no-obstruction"),
        (r"\bconditions?\b[^.]{0,80}\b(?:accept|agree|contract)|\bcontract\b[^.]{0,120}\b(?:aid|money|comply|financial)|\baccepts the money\b",
         "norm", "us-const-spending/accepted-condition"),
        (r"\bwithhold|\blose (?:federal )?(?:funding|money|grants)\b|\bcut off (?:federal )?fund", "norm", "eo-13768/9a"),
        (r"\bharbor|\bsmuggling\b|\bshield(?:s|ing|ed)?\b", "norm", "8-usc-1324/iii"),
        (r"\b(?:criminal )?charg(?:es|ed?|ing)\b|\bprosecut", "act", "assist-immigration-enforcement"),
        (r"\bsanctuary city law\b|\bcalifornia(?:'s)? (?:sanctuary )?(?:law|statute|act)\b|"
        r"\b(?:limit|restrict|narrow|curb)\w*\b[^.]{0,60}\bcalifornia\b|\bcalifornia\b[^.]{0,60}\b(?:limit|restrict|narrow|curb)\w*\b[^.]{0,60}\bfederal",
         "norm", "ca-sb54/7284-6-a-1"),
        (r"\bletters? to\b|\bsubpoena|\bhand over (?:documents|its|their)\b", "demand", ""),
        (r"\bhonor (?:a |every )?detainers?\b|\bdetainer\b", "norm", "8-cfr-287-7/request"),
        (r"\b1373\b|\bimmigration status\b", "norm", "8-usc-1373/a"),
    )
)  # fmt: skip


def offered(words: str, law: Law) -> tuple[tuple[str, str], ...]:
    """What may be chosen for some words: the key of a claim and what it names; `demand` names none: that is matched or asked.

    Only what the library has is offered.
    """
    known = {"norm": law.norms, "act": law.acts}
    found: list[tuple[str, str]] = []
    for pattern, key, value in _OFFERED:
        if pattern.search(words) and (key == "demand" or value in known[key]):
            found.append((key, value))
    return tuple(dict.fromkeys(found))
