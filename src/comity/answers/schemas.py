"""The JSON Schemas of what commands print with --json, one for each form; `comity schema` publishes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from comity.answers.contract import CONTRACT, STATUS_WORDS
from comity.errors import Refused
from comity.norms.names.nearest import did_you_mean

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema: TypeAlias = dict[str, Any]

TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
STATUS: Schema = {"enum": [*STATUS_WORDS]}


def listed(of: Schema) -> Schema:
    """An array of one schema."""
    return {"type": "array", "items": of}


def or_null(of: Schema) -> Schema:
    """A schema that also allows null, for what is unknown or absent."""
    return {"anyOf": [of, {"type": "null"}]}


def shape(about: str, properties: Mapping[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object with exactly these keys; all but the optional ones are required."""
    return {
        "type": "object",
        "description": about,
        "properties": dict(properties),
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def described(of: Schema, about: str) -> Schema:
    """A schema with its description."""
    return {**of, "description": about}


MISSING = shape(
    "A fact that decides and is not known",
    {
        "fact": TEXT,
        "about": or_null(TEXT),
        "words": described(TEXT, "The fact as it can be given to --suppose or asked"),
    },
)
FLAGS = shape(
    "What stands beside a status; a flag that does not apply is absent",
    {
        "contested": described(listed(TEXT), "Acts of courts elsewhere that hold otherwise"),
        "springs": shape(
            "What the status would be if acts fell", {"without": listed(TEXT), "status": STATUS}
        ),
        "conflicts": listed(shape("A norm that cannot be kept with it", {"norm": TEXT, "certain": FLAG})),
        "breach": shape(
            "What follows from conduct on record",
            {"state": TEXT, "due": or_null(DAY), "follows": listed(TEXT)},
        ),
        "read_as": listed(shape("What a court that controls says the norm covers", {"by": TEXT, "words": TEXT})),
        "judgment": shape("To whose judgment it is left", {"of": listed(TEXT), "standard": TEXT}),
    },
    optional=("contested", "springs", "conflicts", "breach", "read_as", "judgment"),
)  # fmt: skip
POSITION_KEYS: dict[str, Schema] = {
    "contract": {"const": CONTRACT},
    "party": described(TEXT, "Short name"),
    "norm": described(TEXT, "Id of the norm"),
    "award": or_null(TEXT),
    "demand": or_null(TEXT),
    "as_of": DAY,
    "known_at": DAY,
    "forum": described(TEXT, "courts-db id of the court in whose territory it is asked"),
    "status": STATUS,
    "also": described(listed(STATUS), "Further statuses that hold on their own"),
    "possible": described(listed(STATUS), "What an undetermined status may be"),
    "missing": listed(MISSING),
    "ground": described(or_null(TEXT), "The act that decided; the first of grounds"),
    "grounds": described(listed(TEXT), "All acts that decide alike"),
    "presumed": described(or_null(TEXT), "What a presumption of law stands in for, such as a mandate whose day was not found"),
    "unenforceable": described(FLAG, "Open which status holds, and under none of them may it be enforced against the party"),
    "parts": described(listed(TEXT), "Parts of the norm that stand otherwise than the whole"),
    "ground_state": described({"enum": ["confirmed", "last_seen", None]}, "Whether what it rests on was seen within its limit"),
    "seen": described(or_null(DAY), "When that was last seen to stand"),
    "limit_days": or_null(COUNT),
    "attach_basis": described(or_null(TEXT), "How it is known that the norm is in the award"),
    "verb": described(listed(TEXT), "What the act that decides bars: impose, enforce, withhold, terminate"),
    "restrained": described(listed(TEXT), "Whom it restrains"),
    "flags": FLAGS,
    "cites": listed(TEXT),
    "dollars": or_null(NUMBER),
}  # fmt: skip
STEP: Schema = {
    "type": "object",
    "description": "A step of a proof: claim, whether it holds, citations, the missing fact of a leaf, further steps",
    "properties": {
        "claim": TEXT,
        "holds": {"enum": ["yes", "no", "unknown"]},
        "cites": listed(TEXT),
        "missing": TEXT,
        "parts": listed({"$ref": "#/$defs/step"}),
    },
    "required": ["claim", "holds"],
    "additionalProperties": False,
}
POSITION = shape("The answer for a party, a norm, perhaps an award or a demand, and a day", POSITION_KEYS)
CHANGE = shape(
    "A change of a position", {"on": DAY, "ended": or_null(TEXT), "before": or_null(POSITION), "after": or_null(POSITION), "noted": listed(TEXT)}
)  # fmt: skip
DEMAND = shape(
    "A demand as it stands for one recipient",
    {
        "demand": TEXT, "recipient": TEXT, "issuer": TEXT, "date": or_null(DAY), "force": or_null(TEXT), "asks": or_null(TEXT),
        "due": or_null(DAY), "due_also": described(or_null(DAY), "The other day on which it may be due"),
        "due_hour": described(or_null(TEXT), "The hour by which, on that day"),
        "why_also": described(or_null(TEXT), "What decides between the two days"),
        "rule": or_null(TEXT), "steps": listed(TEXT), "state": TEXT,
        "follows": described(listed(TEXT), "What the sender may do; with `if` where a fact that is not on record decides"),
        "threatens": or_null(TEXT), "norms": listed(POSITION),
    },
)  # fmt: skip
STATEMENT = shape(
    "A statement, and what law and record said of it",
    {
        "statement": TEXT, "speaker": TEXT, "chain": listed(TEXT), "when_written": or_null(TEXT), "said_first": or_null(DAY),
        "said_last": or_null(DAY), "quoted": or_null(TEXT), "reported": or_null(TEXT), "meaning": or_null(TEXT),
        "verdict": {"enum": ["supported", "contradicted", "partly", "undetermined", "opinion"]},
        "reason": described(TEXT, "Why, in one sentence"), "claims": listed({"$ref": "#/$defs/step"}),
        "beside": described(listed({"$ref": "#/$defs/step"}), "What it does not claim, but a reader wants to know"),
        "positions": listed(POSITION),
    },
)  # fmt: skip
FAULT = shape("A fault of a file", {"file": TEXT, "line": COUNT, "column": COUNT, "sentence": TEXT, "hint": TEXT})
SOURCES = shape(
    "What a law file rests on",
    {
        "file": TEXT, "id": TEXT, "title": TEXT, "kind": TEXT,
        "basis": {"enum": ["source", "source and memory", "memory"]},
        "verbatim": described({"enum": ["yes", "partly", "no", None]}, "Whether its quoted words are its own, whole"),
        "checked": described(DAY, "When its sources were last looked at"),
        "last_seen": described(or_null(DAY), "The earliest day on which one of its orders was last seen to stand"),
        "citable": described(listed(TEXT), "Of courts, agencies, legislatures, dockets and codes"),
        "reports": described(listed(TEXT), "Of the press, law firms, trackers and the parties' lawyers"),
        "weak": described(listed(TEXT), "Kept only where nothing better was found"),
        "cited_at": described(or_null(TEXT), "Where the public may read what its own citation or docket number names"),
        "memory": described(
            listed(shape("A sentence that says of something that it is from memory", {"line": COUNT, "words": TEXT})),
            "What is from memory",
        ),
    },
)  # fmt: skip
ERROR = shape(
    "What could not be used; exit code 2",
    {"error": shape("The error", {"message": TEXT, "hint": TEXT, "faults": listed(FAULT)}, optional=("faults",))},
)

RECIPIENT = shape(
    "Whether an order forbids a norm against a recipient",
    {
        "party": TEXT, "name": TEXT,
        "group": {"enum": ["an order forbids it", "an order forbade it when last seen", "no order found", "cannot be told"]},
        "act": or_null(TEXT), "words": described(TEXT, "How the act reaches it"), "status": TEXT, "awards": COUNT,
        "dollars": or_null(NUMBER), "missing": described(TEXT, "The fact, where it cannot be told"), "seen": or_null(DAY),
        "stale": described(FLAG, "Whether the act was last seen longer ago than its limit"),
    },
)  # fmt: skip
HIT = shape(
    "Something that fits the words, best first",
    {
        "kind": {"enum": ["norms", "orders", "acts", "agencies", "courts", "instruments", "programs", "parties"]},
        "name": TEXT, "title": TEXT, "score": described(NUMBER, "How well it fits, of 100"),
    },
)  # fmt: skip

FORMS: dict[str, Schema] = {
    "position": listed(POSITION),
    "why": listed(shape("A position with its proof", {**POSITION_KEYS, "proof": {"$ref": "#/$defs/step"}})),
    "timeline": listed(CHANGE),
    "compare": shape(
        "Two sides in words, and what differs", {"before": TEXT, "after": TEXT, "changes": listed(CHANGE)}
    ),
    "demands": listed(DEMAND),
    "statements": listed(STATEMENT),
    "list": listed(shape("A name that questions and law files use", {"name": TEXT, "title": TEXT, "what": TEXT})),
    "sources": listed(SOURCES),
    "recipients": shape(
        "The recipients of a norm on a day",
        {
            "norm": TEXT,
            "as_of": DAY,
            "read_to": described(DAY, "The day to which the library was read"),
            "recipients": listed(RECIPIENT),
        },
    ),
    "search": listed(HIT),
    "error": ERROR,
}


def schema_of(form: str) -> Schema:
    """The JSON Schema of what a command prints with --json. Raises Refused for an unknown form.

    >>> schema_of("position")["items"]["properties"]["status"]["enum"][-1]
    'undetermined'
    """
    if form not in FORMS:
        raise Refused(f"there is no schema `{form}`.", did_you_mean(form, FORMS, f"There are: {', '.join(FORMS)}."))
    made = {
        "$schema": DIALECT,
        "$id": f"comity:contract-{CONTRACT}/{form}",
        "title": f"comity {form} --json",
        **FORMS[form],
    }
    return {**made, "$defs": {"step": STEP}} if "#/$defs/step" in str(made) else made
