"""comity draft: draft a law file for a court order from the order's own words."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import Json, LawDir

WHAT = ("order",)


def command(
    what: Annotated[str, typer.Argument(help="order")],
    file: Annotated[Path, typer.Argument(help="The order: a PDF, DOCX, HTML, text or EML file.")],
    into: Annotated[Path | None, typer.Option("--into", help="The folder for the law file. Default: print it.")] = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Draft a law file from the words of a court order.

    What its words do not say is left blank, each blank a fault with its place.

    Exit code 1 while there is a fault.
    """
    import datetime as dt
    import tempfile
    from dataclasses import replace

    from comity.answers.question import open_law
    from comity.cli.asking import refusing
    from comity.cli.output import fault_json, print_json
    from comity.errors import Refused
    from comity.intake.documents.apart import propose_apart
    from comity.intake.documents.draft import draft_order
    from comity.intake.documents.read import read_document
    from comity.library import law_dir
    from comity.norms.library import check_law, law_files
    from comity.norms.names.nearest import did_you_mean

    with refusing():
        if what not in WHAT:
            raise Refused(
                f"a law file is drafted for an order, not for `{what}`.",
                did_you_mean(what, WHAT, "comity draft order FILE"),
            )
        document = read_document(file)
        text = draft_order(propose_apart(document, open_law(law), "order"), dt.date.today())
        if text is None:
            raise Refused(f"no order was found in {document.name}.", "`comity read` shows what was.")
        name = f"{text.split('id: ', 1)[1].split(chr(10), 1)[0]}.md"
        path = into / name if into else None
        if path is not None:
            if path.exists():
                raise Refused(f"{path} exists.", "Move it away, or name another folder.")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        with tempfile.TemporaryDirectory() as scratch:
            own = Path(scratch) / name
            own.write_text(text, encoding="utf-8")
            root = law or law_dir()
            around = [one for one in law_files(root) if one.name != name]
            _, found = check_law([*around, own], root)
            # it is checked in a scratch folder, and its faults stand where it was written
            faults = [
                replace(fault, place=replace(fault.place, file=str(path or name)))
                for fault in found
                if Path(fault.place.file).name == name
            ]
    if json:
        print_json({"file": path, "text": text, "faults": [fault_json(fault) for fault in faults]})
    else:
        print(f"wrote {path}" if path else text)
        for fault in faults:
            print(f"\n{fault.render()}")
        print(f"\n{len(faults)} fault{'' if len(faults) == 1 else 's'} to be mended.")
    raise typer.Exit(1 if faults else 0)
