"""The real command line in this process: law and record, which never change, are read once for all tests."""

import functools
from typing import NamedTuple

import pytest

from comity.cli.main import application


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def read_once():
    """Keep each packaged law and record after its first reading; a folder of a test is read as it is, and not kept."""
    import comity.norms.library as library
    import comity.record.load as load
    from comity.library import law_dir, records_dir

    kept: dict[object, object] = {}
    real_law, real_record = library.load_law, load.load_record

    @functools.wraps(real_law)
    def load_law(root, *, extra=(), cache=True):
        if root != law_dir() or tuple(extra):
            return real_law(root, extra=extra, cache=False)
        return kept.setdefault("law", kept.get("law") or real_law(root))

    @functools.wraps(real_record)
    def load_record(folders, law, *args, **named):
        folders = list(folders)
        if law is not kept.get("law") or any(f.parent != records_dir() for f in folders):
            return real_record(folders, law, *args, **named)
        key = tuple(folders)
        return kept.setdefault(key, kept.get(key) or real_record(folders, law, *args, **named))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "load_law", load_law)
        patch.setattr(load, "load_record", load_record)
        yield


@pytest.fixture
def comity(capsys):
    """Run `comity ARGS` and return its exit code, stdout and stderr."""

    def run(*args: object) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit:
            application("comity.cli").main([str(a) for a in args], prog_name="comity")
        return Result(exit.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def refused(comity):
    """Run `comity ARGS`, which must be refused: exit 2, nothing on stdout, a message without a traceback."""

    def run(*args: object) -> str:
        result = comity(*args)
        assert result.code == 2, result
        assert result.out == ""
        assert "Traceback" not in result.err
        assert result.err.strip()
        return result.err

    return run
