"""`frozen`: a frozen dataclass whose class is created in a fifth of the time.

`dataclass(frozen=True, slots=True)` writes and compiles six methods for each class. A question imports more than a
hundred such classes, and to make them took as long as to read the law. Here the fields are still those of a dataclass
(`fields`, `replace`, `match` and type checkers see no difference), but only `__init__` is compiled; the other methods are
the same for all.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(plain: type[T]) -> type[T]:
    """Make a class of typed fields a dataclass with slots that is equal by its fields, hashable and never changed.

    >>> @frozen
    ... class Seat:
    ...     court: str
    ...     level: str = "district"
    >>> Seat("ilnd"), Seat("ilnd") == Seat(court="ilnd"), Seat("ca7", "appeals").level
    (Seat(court='ilnd', level='district'), True, 'appeals')

    Raises:
        TypeError: the class has a field or a method that only `dataclasses.dataclass` knows of.
    """
    own = vars(plain)
    made = cast(Any, dataclass(init=False, repr=False, eq=False, slots=True)(plain))
    held = fields(made)
    if "__post_init__" in own or not all(one.init for one in held):
        raise TypeError(f"{plain.__qualname__} is not a plain row of fields; make it a dataclass")
    made.__init__ = _init(made, held)
    made._compared = _getter([one.name for one in held if one.compare])
    for name in _SHARED:
        if name not in own:
            setattr(made, name, getattr(_Shared, name))
    return made


class _Shared:
    """The methods that every frozen class has alike."""

    _compared: Any

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._compared(self) == self._compared(other)

    def __hash__(self) -> int:
        return hash(self._compared(self))

    def __repr__(self) -> str:
        shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(cast(Any, self)) if one.repr)
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return self.__class__, tuple(getattr(self, one.name) for one in fields(cast(Any, self)))


_SHARED = ("__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__", "__reduce__")


def _init(made: Any, held: tuple[Field[Any], ...]) -> Any:
    """An `__init__` that sets each slot, with the defaults of the fields."""
    names: dict[str, Any] = {"MISSING": MISSING}
    parameters: list[str] = []
    lines: list[str] = []
    for one in held:
        name, value = one.name, one.name
        names[f"_set_{name}"] = getattr(made, name).__set__
        if one.default_factory is not MISSING:
            names[f"_default_{name}"], names[f"_make_{name}"] = MISSING, one.default_factory
            value = f"_make_{name}() if {name} is MISSING else {name}"
        elif one.default is not MISSING:
            names[f"_default_{name}"] = one.default
        parameters.append(f"{name}=_default_{name}" if f"_default_{name}" in names else name)
        lines.append(f"    _set_{name}(self, {value})")
    exec(f"def __init__(self, {', '.join(parameters)}):\n" + ("\n".join(lines) or "    pass"), names)
    init = names["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__annotations__ = {one.name: one.type for one in held} | {"return": "None"}
    return init


def _getter(names: list[str]) -> Any:
    """What gives the values that are compared: of one field the value, of more a tuple."""
    return attrgetter(*names) if names else staticmethod(_nothing)


def _nothing(_: object) -> tuple[()]:
    return ()
