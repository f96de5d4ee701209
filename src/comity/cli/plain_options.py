"""Read options of plain types without the library that typer would load for them.

Typer reads every option with pydantic, which takes longer to load than the question to answer. Options that are a
text, a path or a switch need none of it; any other option is still read by typer.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import typer

_CHECKS = ("parser", "exists", "writable", "resolve_path", "allow_dash", "path_type", "min", "max")


@dataclass(frozen=True, slots=True)
class PlainOption:
    """Reads the words of one option, or of each of its repetitions."""

    make: type
    several: bool

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value of the words given. Raises typer's fault of a bad parameter."""
        if value is None:
            return () if self.several else None
        if self.several:
            return [self._one(one, param, ctx) for one in value]
        return self._one(value, param, ctx)

    def _one(self, value: Any, param: Any, ctx: Any) -> Any:
        if self.make is str and not _is_text(value):
            raise typer.BadParameter("These words are not UTF-8 text.", ctx=ctx, param=param)
        return self.make(value)


def read_plainly(command: Any) -> None:
    """Have the options of plain types of a command, `--help` too, read without pydantic."""
    params_of = command.get_params

    def get_params(ctx: Any) -> list[Any]:
        params = params_of(ctx)
        for param in params:
            _read_plainly(param)
        return params

    command.get_params = get_params


def _read_plainly(param: Any) -> None:
    descriptor = getattr(param, "type_descriptor", None)
    if descriptor is None or getattr(param, "_runtime_param", "") is not None:
        return  # another version of typer reads its options itself
    annotation, several = descriptor.annotation, param.multiple or param.nargs == -1
    make = get_args(annotation)[0] if several and get_origin(annotation) is list else annotation
    checked = any(getattr(descriptor.parameter_info, check, None) for check in _CHECKS)
    if make in (str, Path, bool) and not checked and descriptor.file_annotation is None:
        param._runtime_param = PlainOption(make, several)


def _is_text(words: str) -> bool:
    """Whether the words were text when they came in; bytes that were none come as lone surrogates."""
    return not any("\udc80" <= letter <= "\udcff" for letter in words)
