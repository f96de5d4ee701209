"""Meetings of the council, or whoever accepts awards for the government, and how long before them the agenda closes."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from comity.web.people.models import Matter, User


class Meeting(models.Model):
    """One meeting. What must be on its agenda is handed in `lead_days` before."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="meetings")
    day = models.DateField()
    lead_days = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    pk: int

    class Meta:
        """One a day."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "day"], name="one_meeting_a_day")
        ]

    @property
    def closes(self) -> dt.date:
        """The day on which its agenda closes."""
        return self.day - dt.timedelta(days=self.lead_days)
