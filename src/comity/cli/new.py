"""comity new: write a correct skeleton of a law file from a few answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.asking import LawDir

if TYPE_CHECKING:
    from comity.norms.skeleton import Answers


def command(
    kind: Annotated[str, typer.Argument(help="order, instrument or notice.")],
    title: Annotated[str, typer.Option("--title", prompt="Title (the caption of the case)", help="Title.")],
    by: Annotated[str, typer.Option("--by", prompt="Court or issuer (ilnd, us-doj-ojp)", help="Court or issuer.")],
    day: Annotated[str, typer.Option("--on", prompt="Day decided or in force (2018-01-24)", help="The day.")],
    norms: Annotated[str, typer.Option("--norms", help="The norms it acts on, separated by commas.")] = "",
    parties: Annotated[str, typer.Option("--for", help="For whom, in the words of the language.")] = "",
    id: Annotated[str, typer.Option("--id", help="The id. Default: made from the title.")] = "",
    docket: Annotated[str, typer.Option("--docket", help="Docket number.")] = "",
    cite: Annotated[str, typer.Option("--cite", help="Citation.")] = "",
    source: Annotated[str, typer.Option("--source", help="Where it was read.")] = "",
    of_kind: Annotated[
        str, typer.Option("--kind", help="Of an instrument: award terms, statute, regulation, state law, ...")
    ] = "award terms",
    law: LawDir = None,
    into: Annotated[Path | None, typer.Option("--into", help="The folder. Default: print it.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a skeleton of a law file.

    For an order, an instrument or a notice; never over a file that exists.
    """
    import datetime as dt

    from comity.answers.question import parse_day
    from comity.cli.asking import refusing
    from comity.cli.output import print_json
    from comity.norms.skeleton import Answers, skeleton, slug

    with refusing():
        _check_kinds(kind, of_kind)
        _check_names(title, id)
        listed = tuple(part.strip() for part in norms.split(",") if part.strip())
        answers = Answers(
            kind=kind,
            title=title,
            by=_maker(kind, by),
            restrains=_restrained(listed, parties, law),
            day=parse_day(day),
            norms=listed,
            parties=parties,
            id=id,
            docket=docket,
            cite=cite,
            source=source,
            of_kind=of_kind,
        )
        _check_reach(answers)
        text = skeleton(answers, dt.date.today())
        path = into / f"{id or slug(title)}.md" if into else None
        if path is not None:
            _write(path, text)
    if json:
        print_json({"file": path, "text": text})
    elif path is not None:
        print(f"wrote {path}\n  Now quote its words, name its sources, and run `comity check {path}`.")
    else:
        print(text, end="")


def _check_kinds(kind: str, of_kind: str) -> None:
    """Refuse a kind of file, or of instrument, that has no skeleton."""
    from comity.errors import Refused
    from comity.norms.names.nearest import did_you_mean
    from comity.norms.skeleton import INSTRUMENTS, KINDS

    if kind not in KINDS:
        raise Refused(
            f"there is no skeleton of `{kind}`.", did_you_mean(kind, KINDS, f"There are: {', '.join(KINDS)}.")
        )
    if of_kind not in INSTRUMENTS:
        raise Refused(
            f"there is no skeleton of an instrument of kind `{of_kind}`.",
            did_you_mean(of_kind, INSTRUMENTS, f"There are: {', '.join(INSTRUMENTS)}."),
        )


def _check_names(title: str, id: str) -> None:
    """Refuse a title of which no id can be made, and an id that a file cannot have."""
    from comity.errors import Refused
    from comity.norms.skeleton import slug

    if not slug(title):
        raise Refused("a law file needs a title.", "Give the caption of the case, or the name of the instrument.")
    if id and id != slug(id):
        raise Refused(f"`{id}` is not an id.", f"An id has small letters, digits and hyphens: `{slug(id)}`.")


def _maker(kind: str, by: str) -> str:
    """The court of an order, the government of anything else, by its short name."""
    from comity.answers.question import find_forum, find_party
    from comity.record.nodes import EMPTY

    return find_forum(by) if kind == "order" else find_party(by, EMPTY).short


def _restrained(norms: tuple[str, ...], parties: str, law: Path | None) -> tuple[str, ...]:
    """The departments that an order on these norms restrains; refuses a norm or a party that the law does not know."""
    from comity.answers.question import check_parties, find_norm, open_law

    loaded = open_law(law)
    acted = [find_norm(name, loaded) for name in norms]
    if parties:
        check_parties(parties, loaded)
    return tuple(dict.fromkeys(_department(norm.issuer) for norm in acted if norm.issuer is not None)) or ("us-doj",)


def _department(issuer: str) -> str:
    """The department that an issuer is an office of, which is what an order restrains: us-doj of us-doj-ojp."""
    from comity.norms.names.governments import government

    above = "-".join(issuer.split("-")[:2])
    return above if issuer.startswith("us-") and government(above) is not None else issuer


def _check_reach(answers: Answers) -> None:
    """Refuse an order or a notice that does not say what it acts on, and for whom."""
    from comity.errors import Refused

    if answers.kind != "instrument" and not (answers.norms and answers.parties):
        raise Refused(
            f"a skeleton of {'an order' if answers.kind == 'order' else 'a notice'} needs --norms and --for.",
            "Say which norms it acts on, and for whom.",
        )


def _write(path: Path, text: str) -> None:
    """Write a law file, never over one that exists."""
    from comity.disk.whole_files import write_new
    from comity.errors import Refused

    if not path.parent.is_dir():
        raise Refused(f"there is no folder {path.parent}.")
    try:
        write_new(path, text)
    except FileExistsError:
        raise Refused(f"{path} exists.", "Choose another --id.") from None
    except OSError as error:
        raise Refused(
            f"{path} cannot be written: {error.strerror or error}.", "Choose another --id or --into."
        ) from None
