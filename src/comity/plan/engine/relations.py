"""The result of a query as a value, standing for rows that the engine keeps, names and finally drops."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["view", "table", "loaded"]
"""A query by name, its rows, or a small table given to the engine."""


@dataclass(frozen=True)
class Relation:
    """Rows that an engine keeps. In the text of a query it stands for its name.

    >>> f"SELECT * FROM {Relation('awards_1', lambda: {'award': 'VARCHAR'})}"
    'SELECT * FROM awards_1'
    """

    name: str
    describe: Callable[[], Mapping[str, str]] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """The columns with their types, asked of the engine once."""
        return self.describe()


class Relations(ABC):
    """What is the same of every engine: the names of relations, and how long these last.

    A relation that has gone leaves its name to the next that is made for the same purpose: from one day to the next the same
    question has the same text, and what is remembered by its text serves again.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[Kind, str]] = {}
        self._numbers: Counter[str] = Counter()
        self._free: dict[tuple[Kind, str], list[str]] = {}
        self._scopes: list[list[Relation]] = [[]]

    @abstractmethod
    def _describe(self, name: str) -> Mapping[str, str]:
        """The columns of a relation with their types."""

    @abstractmethod
    def _forget(self, name: str, kind: Kind) -> None:
        """Let go of what a name stands for, if it stands for anything."""

    def _named(self, kind: Kind, purpose: str) -> Relation:
        """A relation that is about to be made."""
        free = self._free.get((kind, purpose))
        if free:
            name = free.pop(0)
        else:
            self._numbers[purpose] += 1
            name = f"{purpose}_{self._numbers[purpose]}"
        self._kinds[name] = kind, purpose
        relation = Relation(name, lambda: self._describe(name))
        self._scopes[-1].append(relation)
        return relation

    def drop(self, relation: Relation) -> None:
        """Let go of a relation, whose rows nobody asks for any more."""
        for scope in self._scopes:
            if relation in scope:
                scope.remove(relation)
                self._let_go(relation)

    def _let_go(self, relation: Relation) -> None:
        kind, purpose = self._kinds.pop(relation.name)
        self._forget(relation.name, kind)
        free = self._free.setdefault((kind, purpose), [])
        free.append(relation.name)
        free.sort(key=lambda name: int(name.rpartition("_")[2]))

    def outlive(self, relation: Relation) -> None:
        """Let a relation last as long as the scope around the one in which it was made."""
        self._scopes[-1].remove(relation)
        self._scopes[-2].append(relation)

    @contextmanager
    def scope(self) -> Generator[None]:
        """What is made within goes at the end, but for what is to `outlive` it."""
        own: list[Relation] = []
        self._scopes.append(own)
        try:
            yield
        finally:
            # what is written in parts may stop between them, so that a scope ends after the one around it
            self._scopes = [scope for scope in self._scopes if scope is not own]
            for relation in own:
                self._let_go(relation)
