"""The engine as tools for a language model, over the Model Context Protocol: read-only, of the public law and record alone.

An answer comes with its proof and the days it rests on; what cannot be asked is a refusal with what would be right, never a
guess. It opens no office: what is internal, privileged or restricted is not within reach.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity import __version__
from comity.answers.contract import position_json, step_json
from comity.answers.listing import KINDS, listed
from comity.answers.search import search as found_by_words
from comity.api import Library
from comity.api import open as open_library
from comity.errors import ComityError

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

NOTICE = "Legal information for review by counsel, not a substitute for an attorney's advice."
ABOUT = (
    "Comity computes the law between governments: what binds a government on a day, what an order forbids to enforce against "
    "it, and why. `undetermined` names the fact that is missing: ask for it, do not guess it. Statuses are of the library of "
    f"law, which was read to the day each answer gives. {NOTICE}"
)
MOST = 50

Tool = Callable[..., dict[str, Any]]


def server(law: Path | None = None) -> MCPServer:
    """The server, with its five tools; `law` is a folder of law files in place of the packaged law."""
    from mcp.server.mcpserver import MCPServer
    from mcp.types import ToolAnnotations

    @cache
    def library() -> Library:
        return open_library(law)

    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    made = MCPServer("comity", instructions=ABOUT, version=__version__, log_level="WARNING")
    for tool in (*_questions(library), *_names(library)):
        made.add_tool(tool, annotations=reads, structured_output=True)
    return made


def _questions(library: Callable[[], Library]) -> tuple[Tool, ...]:
    """The tools that answer about a government; a model reads their docstrings."""

    def position(
        party: str, as_of: str = "today", award: str | None = None, suppose: str | None = None, most: int = 10
    ) -> dict[str, Any]:
        """What binds a government on a day, what is blocked, void or waived for it, what cannot be told; each with its proof.

        Args:
            party: like `chicago-il` or "Chicago, IL"; `list` with kind `parties` finds names.
            as_of: the day asked about, like 2026-11-30, or `today`.
            award: the number of an award of the public record.
            suppose: facts taken as true, like `award carries hud-coc-fy2024/dei` or `fresno-v-turner/pi is stayed from 2026-12-01`.
            most: how many answers to give with their proofs, 1 to 50.
        """
        return _told(library(), lambda lib: _rows(lib.position(party, as_of=as_of, award=award, suppose=suppose), most))

    def why(
        party: str, norm: str, as_of: str = "today", award: str | None = None, suppose: str | None = None
    ) -> dict[str, Any]:
        """The answer about one norm for a government on a day, step by step, with citations.

        Args:
            party: like `chicago-il`.
            norm: like `jag-fy2017/notice`; `search` finds it by words.
            as_of: the day asked about.
            award: the number of an award of the public record.
            suppose: facts taken as true.
        """

        def asked(lib: Library) -> dict[str, Any]:
            found = lib.why(party, norm, as_of=as_of, award=award, suppose=suppose)
            return {"answers": found.to_dicts(), "memo": found.memo()}

        return _told(library(), asked)

    def timeline(party: str, norm: str, suppose: str | None = None) -> dict[str, Any]:
        """Every change of a government's answer under a norm, each with its day and what made it.

        Args:
            party: like `chicago-il`.
            norm: like `jag-fy2017/notice`.
            suppose: facts taken as true.
        """
        return _told(library(), lambda lib: {"changes": lib.timeline(party, norm, suppose=suppose).to_dicts()})

    return position, why, timeline


def _names(library: Callable[[], Library]) -> tuple[Tool, ...]:
    """The tools that find the names which questions use."""

    def search(words: str, most: int = 20) -> dict[str, Any]:
        """Norms, orders, instruments, acts, programs and parties by words; typing errors are forgiven.

        Args:
            words: like "Fresno Turner injunction" or "8 USC 1373".
            most: how many, 1 to 50.
        """
        return _told(
            library(), lambda lib: {"found": [asdict(one) for one in found_by_words(words, lib.law, _most(most))]}
        )

    def list(kind: str, words: str = "", most: int = 50) -> dict[str, Any]:
        """The names that questions may use, of one kind, narrowed by words.

        Args:
            kind: parties, courts, agencies, acts, terms, norms or orders.
            words: each must stand in the name or title.
            most: how many, 1 to 50.
        """

        def asked(lib: Library) -> dict[str, Any]:
            found = listed(kind, words, lib.law)
            return {"kinds": [*KINDS], "count": len(found), "names": [asdict(one) for one in found[: _most(most)]]}

        return _told(library(), asked)

    return search, list


def _rows(found: Sequence[Any], most: int) -> dict[str, Any]:
    shown = found[: _most(most)]
    answers = [{**position_json(one), "proof": step_json(one.proof)} for one in shown]
    return {"count": len(found), "left_out": len(found) - len(shown), "answers": answers}


def _most(most: int) -> int:
    return max(1, min(MOST, most))


def _told(library: Library, ask: Callable[[Library], dict[str, Any]]) -> dict[str, Any]:
    """The answer as plain values with the day of the law, or the refusal with what would be right."""
    try:
        answer = ask(library)
    except ComityError as error:
        return {"refused": {"kind": type(error).__name__, "message": error.message, "hint": error.hint}}
    read_to = max(one.checked for one in library.law.instruments.values())
    said = {**answer, "law_read_to": read_to, "asked_on": dt.date.today(), "notice": NOTICE}
    return json.loads(json.dumps(said, default=str))
