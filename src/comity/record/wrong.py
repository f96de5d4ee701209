"""What is wrong with a value in a row: a sentence, what would be right, and where in the value."""

from __future__ import annotations

from comity.record.files.row import Path_


class Wrong(Exception):
    """A value that is not allowed where it is: a sentence, what would be right, and the path within the value.

    `others` are further faults of the same value, where it is a list or a claim.
    """

    def __init__(self, sentence: str, hint: str = "", path: Path_ = ()) -> None:
        self.sentence, self.hint, self.path = sentence, hint, path
        self.others: tuple[Wrong, ...] = ()
        super().__init__(sentence)

    def all(self) -> tuple[Wrong, ...]:
        """This fault and the others it carries."""
        return (self, *self.others)

    def within(self, *path: object) -> tuple[Wrong, ...]:
        """The same faults seen one level further out: their paths begin with `path`."""
        return tuple(Wrong(one.sentence, one.hint, (*path, *one.path)) for one in self.all())


def refuse(wrongs: list[Wrong]) -> None:
    """Raise the first of several, carrying the others; do nothing if there are none."""
    if wrongs:
        wrongs[0].others = tuple(wrongs[1:])
        raise wrongs[0]


def a(type: str) -> str:
    """A noun with its article.

    >>> a("award"), a("date"), a("yes or no")
    ('an award', 'a date', 'yes or no')
    """
    return type if type == "yes or no" else f"an {type}" if type[0] in "aeiou" else f"a {type}"


def shown(raw: object) -> str:
    """A value as a fault shows it."""
    if isinstance(raw, list):
        return "a list"
    if isinstance(raw, dict):
        return "a mapping"
    text = str(raw)
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}...`"
