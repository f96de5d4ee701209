"""Work on untrusted text in a process of its own, limited in time and memory and cut off from everything else.

Readers run in a fresh interpreter (read.py); proposers, which need the law, in a copy of this process.
"""

from __future__ import annotations

import contextlib
import gc
import json
import math
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from comity.disk.plain_form import NotPlain, dump, load
from comity.errors import Refused

MEMORY = 2_000_000_000
"""Bytes that reading or proposing may take beyond what the process has when it begins."""
SECONDS = 60
T = TypeVar("T")

_REACHING = ("socket.", "subprocess.", "os.exec", "os.system", "os.fork", "os.posix_spawn", "os.spawn", "pty.", "urllib.", "ftplib.",
    "http.", "smtplib.", "webbrowser.", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "shutil.", "os.kill", "os.chmod", "os.putenv")  # fmt: skip
"""Beginnings of the names of what no reader and no proposer does: networks, other programs, changes to files."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(memory: int, seconds: float) -> None:
    """Set limits on this process for good: memory, time, no file written, no network, no other program.

    Where a system has no such limits, the time limit of the parent holds.
    """
    sys.dont_write_bytecode = True
    with contextlib.suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, _held() + memory), (resource.RLIMIT_CPU, math.ceil(seconds)), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0),
        ):  # fmt: skip
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))
    sys.addaudithook(_refuse)


def _held() -> int:
    """Bytes of address space that this process has."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(args[2], int) and args[2] & _WRITING:
        raise PermissionError("no file is written where a document is read")
    if event.startswith(_REACHING):
        raise PermissionError(f"{event} is not done where a document is read")


def apart(work: Callable[[], T], hint: object, name: str) -> T:
    """What `work` gives, done in a copy of this process with limits; `hint` is the type of what it gives.

    Where a system cannot copy a process, it is done here.

    Raises:
        Refused: as `work` does; it takes too long, needs too much memory, or fails on the document `name`.
    """
    if not hasattr(os, "fork"):
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(work, hint, reading, writing)
    os.close(writing)
    try:
        said = _heard(reading, time.monotonic() + 2 * SECONDS)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if said is None:
        raise Refused(f"{name}: finding what it says takes longer than {2 * SECONDS} seconds.", "Give a part of it.")
    how, _, body = said.partition(b"\n")
    if how == b"done":
        with contextlib.suppress(NotPlain):
            return cast(T, load(body, hint))
    if how == b"refused":
        message, hint_words = json.loads(body)
        raise Refused(message, hint_words)
    raise Refused(f"{name}: {_STOPPED.get(how, _STOPPED[b''])}.", "Give a part of it.")


_STOPPED = {
    b"memory": "finding what it says needs too much memory",
    b"deep": "its words are nested too deeply",
    b"": "finding what it says takes too long, or failed on its words",
}


def _answer(work: Callable[[], object], hint: object, reading: int, writing: int) -> None:
    """In the child: do the work, say what came of it, and end without anything that ends a process of the parent's kind."""
    said = b"\n"
    try:
        gc.disable()  # what the parent holds (connections, threads) is not this process's to tidy up
        os.close(reading)
        confine(MEMORY, SECONDS)
        said = b"done\n" + dump(work(), hint)
    except Refused as refused:
        said = b"refused\n" + json.dumps([refused.message, refused.hint]).encode()
    except MemoryError:
        said = b"memory\n"
    except RecursionError:
        said = b"deep\n"
    except BaseException as error:
        # a fault of ours: said where the parent's own faults are said, the document stays refused
        with contextlib.suppress(OSError):
            os.write(2, f"{type(error).__name__}: {error}\n".encode("utf-8", "replace"))
    finally:
        with contextlib.suppress(OSError):
            while said:
                said = said[os.write(writing, said[: 1 << 16]) :]
        os._exit(0)


def _heard(reading: int, until: float) -> bytes | None:
    """All that is written into a pipe until its other end closes; None where that takes too long."""
    said = bytearray()
    while True:
        left = until - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return None
        more = os.read(reading, 1 << 16)
        if not more:
            return bytes(said)
        said += more
