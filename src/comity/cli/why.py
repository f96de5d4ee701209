"""comity why: the proof of one answer, and why not the other statuses."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.asking import Added, AsOf, AwardId, Awards, Forum, Json, KnownAt, LawDir, RecordDir, Suppose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.proof.question import Question


def command(
    party: Annotated[str, typer.Argument(help="chicago-il, an OCD id, or a plain name like 'Chicago, IL'.")],
    norm: Annotated[str, typer.Argument(help="The norm, like jag-fy2017/notice.")],
    as_of: AsOf = "today",
    known_at: KnownAt = None,
    forum: Forum = None,
    award: AwardId = None,
    awards: Awards = None,
    record: RecordDir = None,
    law: LawDir = None,
    suppose: Suppose = None,
    added: Added = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the memo to this Markdown or HTML file.")] = None,
    reviewed_by: Annotated[
        str | None, typer.Option("--reviewed-by", help="Counsel who reviewed the memo, and the day.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Every step of the proof, the failed ones too.")] = False,
    json: Json = False,
) -> None:
    """Explain one answer.

    What decides it, on which citations, and why not the other statuses.

    A norm that lists elements (an offence) shows each as met, unmet or unknown on the record.
    """
    from comity.answers.contract import position_json, step_json
    from comity.answers.question import find_norm
    from comity.brief.terminal.memo import memo
    from comity.cli.asking import prepare, refusing
    from comity.cli.output import print_json, show
    from comity.proof.ask import ask

    with refusing():
        asked = prepare(
            party=party,
            as_of=as_of,
            known_at=known_at,
            forum=forum,
            record=record,
            law=law,
            suppose=suppose,
            award=award,
            added=added,
            awards=awards,
        )
        wanted = find_norm(norm, asked.question.law)
        found = ask(wanted, asked.question.context(asked.party), award)
    if json:
        print_json([{**position_json(p), "proof": step_json(p.proof)} for p in found])
        return
    if out is None:
        show(memo(wanted, found, asked.question, asked.party, full=full))
        return
    with refusing():
        title = f"{wanted.id}: {asked.party.name}, {asked.question.as_of}"
        _write(out, title, memo(wanted, found, asked.question, asked.party, full=full), asked.question, reviewed_by)
    show([f"Written to {out}."])


def _write(out: Path, title: str, parts: "Iterable[object]", question: "Question", reviewed_by: str | None) -> None:
    from comity.brief.matrix_out import read_to
    from comity.brief.memo_out import write_memo

    write_memo(
        path=out,
        title=title,
        parts=parts,
        as_of=question.as_of,
        read_to=read_to(question.law),
        reviewed_by=reviewed_by,
    )
