"""The ``comity`` program: finds the commands and runs the one asked for."""

import ast
import gc
import os
import re
import signal
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from comity import __version__
from comity.cli.output import json_wanted
from comity.cli.plain_options import read_plainly

SELDOM = 100_000  # new objects between two looks for rings: what a command reads and makes at first all stays
EXIT_CODES = """\
Exit codes:

\b
0   ok
1   faults, failed cases or differences found
2   bad input
70  a fault in Comity itself
"""


def main(package: str = "comity.cli") -> None:
    """Run the program on the command line's arguments, and exit."""
    from comity.cli.lean import without_pandas
    from comity.cli.output import fail
    from comity.cli.streams import CannotPrint, check, install
    from comity.errors import ComityError

    signal.signal(signal.SIGTERM, _stop)  # so that what was half made is taken away
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    code = 0
    try:
        install()
        try:
            with without_pandas():
                code = application(package)(prog_name="comity", standalone_mode=False) or 0
        except ComityError as error:
            if stopped:  # a library that was at work may tell of it as a fault of its own
                raise typer.Exit(stopped[0]) from None
            fail(error)
        except MemoryError:
            fail("there is not enough memory for this.", "Ask about fewer awards or governments at once.")
        except typer.Abort:
            fail("no answer was given.", "Give it as an option; `--help` lists them.")
        except OSError as error:  # a folder that is read-only, a disk that is full, a name that is too long
            where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
            fail(f"{where}{error.strerror or error}.")
        check()
    except typer.Exit as end:
        code = end.exit_code
    except CannotPrint as error:
        print(f"comity: what is printed cannot be written: {error}.", file=sys.stderr)
        code = 2
    except Exception as error:
        show = getattr(error, "show", None)
        if show is not None:  # typer's words about options that are not as they should be
            show(file=sys.stderr)
            code = int(getattr(error, "exit_code", 2))
        else:
            _report_own_fault()
            code = 70
    sys.exit(stopped[0] if stopped else code)


stopped: list[int] = []
"""The exit code of a run that was told to stop; empty until it is."""


def _stop(number: int, _: object) -> None:
    stopped.append(128 + number)
    sys.exit(stopped[0])


def application(package: str) -> TyperGroup:
    """Return the program whose commands are the command files of a package."""
    app = typer.Typer(
        epilog=EXIT_CODES,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(_comity)
    program = cast(TyperGroup, get_command(app))
    read_plainly(program)
    for name, module, file in command_files(package):
        program.add_command(LazyCommand(name, module, file))
    return program


def command_files(package: str) -> Iterator[tuple[str, str, Path]]:
    """Yield (command name, module name, file) of each command file, importing none."""
    spec = find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError(f"no package {package!r}")
    for folder in spec.submodule_search_locations:
        for file in sorted(Path(folder).glob("*.py")):
            if re.search(rb"^def command\(", file.read_bytes(), re.MULTILINE):
                yield file.stem.replace("_", "-"), f"{package}.{file.stem}", file


class LazyCommand(TyperCommand):
    """A command known by its file alone; the file is imported when the command is run."""

    def __init__(self, name: str, module: str, file: Path) -> None:
        super().__init__(name, rich_markup_mode=None)
        self.module = module
        self.file = file

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first line of the docstring of the command, which only `--help` reads."""
        self.help = _summary(self.file)
        return super().get_short_help_str(limit)

    def make_context(self, info_name: Any, args: Any, parent: Any = None, **extra: Any) -> Any:
        """Import the command's file and hand over to the command that it defines."""
        app = typer.Typer(
            add_completion=False,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
        )
        app.command(self.name)(import_module(self.module).command)
        command = get_command(app)
        read_plainly(command)
        context = command.make_context(info_name, args, parent=parent, **extra)
        json_wanted.set(bool(context.params.get("json")))
        return context


def _comity(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Compute the law between governments: who must do what, on which date, and why."""
    if version:
        typer.echo(f"comity {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _summary(file: Path) -> str:
    """Return the first line of the docstring of a file's ``command``."""
    for node in ast.parse(file.read_bytes(), file).body:
        if isinstance(node, ast.FunctionDef) and node.name == "command":
            return (ast.get_docstring(node) or "").partition("\n")[0]
    return ""


def _report_own_fault() -> None:
    import traceback

    traceback.print_exc()
    print(
        "\ncomity: this is a fault in Comity, not in your input. Please report it with the lines above.",
        file=sys.stderr,
    )
