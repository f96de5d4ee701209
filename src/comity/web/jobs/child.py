"""The child process of one job: `python -m comity.web.jobs.child FOLDER NUMBER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(folder: Path, number: int) -> int:
    """Run a job to its end; what it comes to is said in its row."""
    from comity.web.serve import open_office

    open_office(folder)
    from django.utils import timezone

    from comity.errors import ComityError
    from comity.web.jobs.queue import NICE, kinds
    from comity.web.office.models import Job
    from comity.web.office.models.job import State

    if hasattr(os, "nice"):
        os.nice(NICE)
    job = Job.objects.select_related("matter", "asked_by").get(pk=number)

    def report(done: int, whole: int) -> None:
        Job.objects.filter(pk=number).update(done=done, whole=whole)

    try:
        said, state = kinds()[job.kind].run(job, report), State.DONE
    except ComityError as error:
        said, state = f"{error.message} {error.hint}".strip(), State.FAILED
    except Exception:
        Job.objects.filter(pk=number).update(
            state=State.FAILED, said="This is a fault in Comity. The log of the server has it.", ended_at=timezone.now()
        )
        raise
    Job.objects.filter(pk=number).update(state=state, said=said, ended_at=timezone.now())
    return 0 if state == State.DONE else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
