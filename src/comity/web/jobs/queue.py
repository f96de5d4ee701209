"""Run jobs one at a time in child processes of low priority; an interrupted job says so and can be run again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from comity.errors import Refused
from comity.web.office.models import Job
from comity.web.office.models.job import State
from comity.web.people.models import Matter, User

NICE = 10
_working = threading.Lock()


def kinds() -> dict[str, ModuleType]:
    """The kinds of jobs by name."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    named = [file.stem for file in files if "\nKIND = " in file.read_text(encoding="utf-8")]
    modules = (import_module(f"comity.web.jobs.{name}") for name in named)
    return {module.KIND: module for module in modules}


def ask(kind: str, matter: Matter, user: User, access: str, **asked: Any) -> Job:
    """Put a job on the list; `asked` names things by number alone, for it may be seen in lists."""
    if kind not in kinds():
        raise Refused(f"there is no job `{kind}`.")
    return Job.objects.create(kind=kind, matter=matter, asked_by=user, access=access, asked=json.dumps(asked))


def again(job: Job) -> Job:
    """Put a job that failed or was interrupted on the list again."""
    waiting = Job.objects.filter(pk=job.pk, state__in=[State.FAILED, State.INTERRUPTED]).update(
        state=State.WAITING, said="", done=0, whole=0, began_at=None, ended_at=None, process=None
    )
    if not waiting:
        raise Refused(f"{job} is {job.state}: it cannot be run again.")
    job.refresh_from_db()
    return job


def mark_interrupted() -> int:
    """Say of jobs whose process is gone that they were interrupted: when a server begins, and while it works."""
    found = 0
    for job in Job.objects.filter(state=State.RUNNING):
        if not _alive(job.process):
            found += Job.objects.filter(pk=job.pk, state=State.RUNNING).update(
                state=State.INTERRUPTED, said="It was interrupted. It can be run again.", ended_at=timezone.now()
            )
    return found


def work() -> None:
    """Do what waits, one job after the other, beside the server; returns at once where that goes on already."""
    if _working.acquire(blocking=False):
        threading.Thread(target=_all, name="jobs", daemon=True).start()


def _all() -> None:
    try:
        while run_next():
            pass
    finally:
        _working.release()
        connection.close()


def run_next() -> bool:
    """Run the job that has waited longest in a child process, until it ends; False where none waits."""
    job = Job.objects.filter(state=State.WAITING).order_by("pk").first()
    if job is None:
        return False
    if not Job.objects.filter(pk=job.pk, state=State.WAITING).update(state=State.RUNNING, began_at=timezone.now()):
        return True
    command = [sys.executable, "-m", "comity.web.jobs.child", str(settings.FOLDER.path), str(job.pk)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as child:
        Job.objects.filter(pk=job.pk).update(process=child.pid)
        child.wait()
    mark_interrupted()
    return True


def _alive(process: int | None) -> bool:
    if process is None:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
