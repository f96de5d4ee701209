import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from comity import __version__
from comity.cli.main import application, main
from comity.errors import ComityError

SRC = str(Path(__file__).parents[2] / "src")

COMMANDS = {
    "greet.py": '''
"""A command."""
from typing import Annotated
import typer
from comity.cli.output import fail, print_json

def command(
    name: str,
    json: Annotated[bool, typer.Option(help="Print JSON.")] = False,
) -> None:
    """Greet a government by name.

    More about greeting.
    """
    if name == "nobody":
        fail("no such government", "Give its name.")
    if name == "differs":
        raise typer.Exit(1)
    print_json({"name": name}) if json else print(f"hello {name}")
''',
    "import.py": '''
def command() -> None:
    """Import a file, under a name that Python reserves."""
    print("imported")
''',
    "what_if.py": '''
raise RuntimeError("imported although nobody asked for it")

def command() -> None:
    """Suppose a fact."""
''',
    "broken.py": '''
def command() -> None:
    """Fail inside."""
    raise KeyError("inside")
''',
    "layout.py": """
raise RuntimeError("this file is not a command")
""",
}


class Result(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


@pytest.fixture
def package(tmp_path, monkeypatch):
    name = f"commands_of_{tmp_path.name}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").touch()
    for file, source in COMMANDS.items():
        (folder / file).write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    return name


@pytest.fixture
def run(package, capsys):
    def run(*args):
        with pytest.raises(SystemExit) as exit:
            application(package).main(args, prog_name="comity")
        return Result(exit.value.code, *capsys.readouterr())

    return run


def test_help_lists_each_command_with_its_line_and_imports_none(run, package):
    result = run("--help")
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "greet Greet a government by name." in lines
    assert "import Import a file, under a name that Python reserves." in lines
    assert "what-if Suppose a fact." in lines
    assert "layout" not in result.stdout
    assert [m for m in sys.modules if m.startswith(f"{package}.")] == []


def test_the_line_of_every_command_of_comity_fits_in_eighty_columns(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        application("comity.cli").main(["--help"], prog_name="comity")
    lines = capsys.readouterr().out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(lines) > 30
    assert [line for line in lines if not line.endswith(".") or line.endswith("...") or len(line) > 80] == []


def test_help_documents_the_exit_codes(run):
    lines = run("--help").stdout.splitlines()
    codes = [line.split()[0] for line in lines if line.strip()[:1].isdigit()]
    assert codes == ["0", "1", "2", "70"]


def test_no_arguments_is_help(run):
    result = run()
    assert result.exit_code == 0
    assert result.stdout == run("--help").stdout


def test_a_command_runs_with_its_own_arguments(run):
    assert run("greet", "ca").stdout == "hello ca\n"
    assert run("greet", "ca", "--json").stdout == '{\n  "name": "ca"\n}\n'
    assert run("import").stdout == "imported\n"


def test_help_of_a_command(run):
    result = run("greet", "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: comity greet [OPTIONS] ")
    assert "More about greeting." in result.stdout


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("greet", "ca"), 0),
        (("greet", "differs"), 1),
        (("greet", "nobody"), 2),
        (("greet",), 2),
        (("greet", "ca", "--loud"), 2),
        (("--loud",), 2),
    ],
)
def test_exit_codes(run, args, code):
    assert run(*args).exit_code == code


def test_fail_speaks_on_stderr(run):
    result = run("greet", "nobody")
    assert result.stdout == ""
    assert result.stderr == "comity: no such government\n  Give its name.\n"


def test_an_unknown_command_gets_the_nearest_name(run):
    result = run("gret")
    assert result.exit_code == 2
    assert "No such command 'gret'. Did you mean 'greet'?" in result.stderr


def test_version(run):
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout == f"comity {__version__}\n"


def test_a_fault_inside_shows_a_plain_traceback_and_exits_70(package, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["comity", "broken"])
    with pytest.raises(SystemExit) as exit:
        main(package)
    shown = capsys.readouterr()
    assert exit.value.code == 70
    assert shown.out == ""
    assert "KeyError: 'inside'" in shown.err
    assert "this is a fault in Comity" in shown.err


def test_help_imports_no_heavy_part():
    program = (
        f"import sys; sys.path.insert(0, {SRC!r}); sys.argv = ['comity', '--help']\n"
        "import atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from comity.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0
    heavy = {"lark", "sqlglot", "duckdb", "pyarrow", "eyecite", "citeurl", "holidays", "pydantic"}
    assert heavy & set(done.stderr.split()) == set()


def test_a_run_that_is_told_to_stop_says_so_where_a_library_hides_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def hides(**_: object) -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        except SystemExit:
            raise ComityError("awards.csv cannot be read: Query interrupted.") from None

    before = signal.getsignal(signal.SIGTERM)
    program = sys.modules["comity.cli.main"]
    monkeypatch.setattr(program, "application", lambda package: hides)
    monkeypatch.setattr(program, "stopped", [])
    try:
        with pytest.raises(SystemExit) as end:
            main()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert end.value.code == 143
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("file", sorted(Path(SRC, "comity", "cli").glob("*.py")), ids=lambda file: file.stem)
def test_a_command_that_can_end_with_1_says_when(file):
    text = file.read_text("utf-8")
    if "def command(" in text and re.search(r"Exit\((?:1\)|1 if)", text):
        assert re.search(r"[Ee]xit code\s+1 (?:when|while|if)", text), file
