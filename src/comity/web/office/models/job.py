"""Jobs: work that takes longer than a request, done by a child process and resumed if interrupted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from comity.web.office.models.visible import Visible
from comity.web.people.models import Access, Matter, User


class State(models.TextChoices):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class Job(models.Model):
    """One job. `asked` is JSON that names things by number alone; `said` is what it came to, in a sentence."""

    number = models.AutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    access = models.CharField(max_length=20, choices=Access.choices)
    asked = models.TextField(default="{}")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    said = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    process = models.PositiveIntegerField(null=True, blank=True)
    matter_id: int
    objects: ClassVar[Visible[Job]] = Visible()  # pyright: ignore[reportIncompatibleVariableOverride] as Django has it

    def __str__(self) -> str:
        return f"Job {self.number}"
