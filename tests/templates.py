"""Every sentence and hint that a module may put into a fault, as a pattern, from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOLE = "\0"


def templates(module: Path) -> dict[str, re.Pattern[str]]:
    """The strings of a module that are sentences (docstrings are not), each with the pattern of what it may become."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # of constants too
    found: dict[str, re.Pattern[str]] = {}
    for node in _outermost(tree):
        text = _text(node)
        if id(node) not in docstrings and _is_sentence(text):
            shown = text.replace(HOLE, "{}")
            found[shown] = re.compile(".+?".join(re.escape(part) for part in text.split(HOLE)))
    return found


def _outermost(tree: ast.AST) -> Iterator[ast.expr]:
    """String expressions that are not parts of others."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.JoinedStr) or (isinstance(child, ast.Constant) and isinstance(child.value, str)):
            yield child
            # strings within the holes of an f-string stand for themselves
            for part in ast.walk(child):
                if isinstance(part, ast.FormattedValue):
                    yield from _outermost(part)
        else:
            yield from _outermost(child)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else HOLE for p in node.values)
    assert isinstance(node, ast.Constant)
    return str(node.value)


def _is_sentence(text: str) -> bool:
    return (
        re.search(r"[a-z]{2,} ", text) is not None
        and text.endswith((".", "?"))
        and text[0] in f"`{HOLE}" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )
