"""Read the law's language inside a record: the awards of a rule, as after `when`; the parties of a claim, as after `every`."""

from __future__ import annotations

from comity.norms.attributes import CLASSES
from comity.norms.names.courts import court
from comity.norms.names.governments import government
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Law
from comity.text import tree as t
from comity.text.faults import Fault, Place


class NotACondition(Exception):
    """Words that are not a condition about an award and its recipient, with a sentence and a hint."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.hint = sentence, hint


def read_condition(text: str, law: Law) -> t.Expr:
    """Read words as a checked condition.

    Raises:
        NotACondition: they are not of the language, name what the law does not declare, or ask about more than awards.

    >>> from comity.norms.nodes import Law
    >>> read_condition("award.fiscal_year is 2025", Law({}, {}, {}, {}, {}, {}, (), {})).__class__.__name__
    'Compare'
    """
    # The language takes longer to import than most records to read, and few have conditions.
    from lark.exceptions import UnexpectedInput

    from comity.norms.build.build_terms import not_of_awards
    from comity.norms.build.declare import declared_by
    from comity.norms.build.expressions import check_expr
    from comity.norms.build.scope import Scope
    from comity.text.parse import parse_expression
    from comity.text.syntax import explain

    head = "norm x when "
    try:
        read = parse_expression(text)
    except UnexpectedInput as error:
        _, sentence, hint = explain(error, [head + text])
        raise NotACondition(f"`{text}` is not a condition: {sentence}", hint) from None
    faults: list[Fault] = []
    found = check_expr(
        read, Scope("", declared_by(law), (head + text,), faults.append), ("award", "party"), Place("", 1)
    )
    if faults:
        raise NotACondition(f"`{text}` is not a condition here: {faults[0].sentence}", faults[0].hint)
    for asked in not_of_awards(found, law.questions):
        raise NotACondition(f"`{text}` asks {asked}.", "Ask about the award and its recipient.")
    return found


def read_class(text: str) -> t.Every:
    """Read words as a class of parties, as after `every` in a law file.

    Raises:
        NotACondition: they are not a class, or lie within nothing that is known.

    >>> read_class("city within ca").within.text
    'ca'
    """
    from lark.exceptions import UnexpectedInput

    from comity.text.parse import parse_statement
    from comity.text.syntax import explain

    head = "  for        every "
    try:
        (clause,) = parse_statement(f"order x\n{head}{text}\n", "").clauses
    except UnexpectedInput as error:
        _, sentence, hint = explain(error, ["order x", head + text])
        raise NotACondition(f"`{text}` cannot stand after `every`: {sentence}", hint) from None
    except ValueError:
        raise NotACondition(f"`{text}` is not one class of parties.", "Write it like `city within ca`.") from None
    items = clause.value.items if isinstance(clause.value, t.PartySet) and not clause.value.excepted else ()
    if len(items) != 1 or not isinstance(items[0], t.Every):
        raise NotACondition(f"`{text}` is not one class of parties.", "Write it like `city within ca`.")
    (found,) = items
    assert isinstance(found, t.Every)
    if found.kind.text not in CLASSES:
        raise NotACondition(f"`{found.kind.text}` is not a class of parties.", did_you_mean(found.kind.text, CLASSES))
    if found.within is not None and government(found.within.text) is None and court(found.within.text) is None:
        raise NotACondition(
            f"`{found.within.text}` is neither a government nor a court.", "Write it like `ca` or `ca9`."
        )
    return found
