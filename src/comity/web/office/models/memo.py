"""Exported memos, each by the number of its receipt, and the counsel who reviewed it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from comity.web.office.models.visible import Visible
from comity.web.people.models import Access, Matter, User


class MemoGiven(models.Model):
    """One memo for one audience: its number is the same while day, law, facts and answers are; as confidential as what it rests on."""

    number = models.CharField(max_length=40)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    access = models.CharField(max_length=20, choices=Access.choices)
    title = models.CharField(max_length=500)
    audience = models.CharField(max_length=40)
    as_of = models.DateField()
    given_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    pk: int
    matter_id: int
    objects: ClassVar[Visible[MemoGiven]] = Visible()  # pyright: ignore[reportIncompatibleVariableOverride] as Django has it

    class Meta:
        """Once in a matter."""

        constraints = (
            models.UniqueConstraint(fields=["matter", "number", "audience"], name="memo_once"),
            models.CheckConstraint(condition=models.Q(access__in=Access.values), name="memo_access_known"),
        )
