"""Database triggers that refuse to change or delete a fact, which no code of ours does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that the database refuses: on which table, before which statement, under which condition, in which words."""

    name: str
    table: str
    before: str
    words: str
    when: str = ""


HELD = (
    "EXISTS (SELECT 1 FROM office_hold h JOIN office_fact f ON f.matter_id = h.matter_id "
    "WHERE f.id = NEW.fact_id AND h.lifted_at IS NULL)"
)
UNDISPOSED = "NOT EXISTS (SELECT 1 FROM office_disposal d WHERE d.fact_id = OLD.fact_id)"
RULES = (
    Rule("fact_update", "office_fact", "UPDATE", "a fact is never changed: enter a correction"),
    Rule("fact_delete", "office_fact", "DELETE", "a fact is never taken away"),
    Rule("payload_update", "office_payload", "UPDATE", "what a fact says is never changed: enter a correction"),
    Rule("payload_delete", "office_payload", "DELETE", "what a fact says goes by a disposal alone", UNDISPOSED),
    Rule("disposal_update", "office_disposal", "UPDATE", "a disposal is never changed"),
    Rule("disposal_delete", "office_disposal", "DELETE", "a disposal is never taken back"),
    Rule("disposal_held", "office_disposal", "INSERT", "a litigation hold stands over this matter", HELD),
    Rule("access_log_update", "office_accesslog", "UPDATE", "the log of access is never changed"),
    Rule("access_log_delete", "office_accesslog", "DELETE", "the log of access is never shortened"),
    Rule(
        "document_delete", "office_document", "DELETE", "a document is never taken away: its content can be disposed of"
    ),
    Rule("content_update", "office_content", "UPDATE", "the content of a document is never changed"),
    Rule("hold_delete", "office_hold", "DELETE", "a hold is lifted, never taken away"),
)
WORK_RULES = (
    Rule("letter_work_update", "office_letterwork", "UPDATE", "a line of the work on a letter is never changed"),
    Rule("letter_work_delete", "office_letterwork", "DELETE", "a line of the work on a letter is never taken away"),
)
CERTIFICATION_RULES = (
    Rule("certification_update", "office_certification", "UPDATE", "a certification is never changed"),
    Rule("certification_delete", "office_certification", "DELETE", "a certification is never taken away"),
)

REVIEW_RULES = (
    Rule("review_update", "office_reviewdecision", "UPDATE", "a decision on a proposal is never changed: decide again"),
    Rule("review_delete", "office_reviewdecision", "DELETE", "a decision on a proposal is never taken away"),
)


def statements(vendor: str, rules: Iterable[Rule] = RULES) -> Iterator[str]:
    """What makes the triggers of some rules on a database."""
    for rule in rules:
        if vendor == "sqlite":
            when = f"WHEN {rule.when} " if rule.when else ""
            yield (
                f"CREATE TRIGGER {rule.name} BEFORE {rule.before} ON {rule.table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{rule.words}'); END"
            )
        else:
            asked = (
                f"IF NOT ({rule.when}) THEN RETURN {'NEW' if rule.before == 'INSERT' else 'OLD'}; END IF; "
                if rule.when
                else ""
            )
            yield (
                f"CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {asked}"
                f"RAISE EXCEPTION '{rule.words}'; END $$"
            )
            yield f"CREATE TRIGGER {rule.name} BEFORE {rule.before} ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {rule.name}()"
            if rule.before == "DELETE" and not rule.when:
                yield (f"CREATE TRIGGER {rule.name}_all BEFORE TRUNCATE ON {rule.table} EXECUTE FUNCTION {rule.name}()")
