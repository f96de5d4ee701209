"""The access log: who read or exported privileged or restricted items, and when; items are named by number alone."""

from __future__ import annotations

from django.db import models

from comity.web.people.models import Matter, User


class AccessLog(models.Model):
    """One reading or one export."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    page = models.CharField(max_length=100)
    taken_out = models.BooleanField(default=False)
    items = models.PositiveIntegerField(default=1)
    view = models.CharField(max_length=64)

    class Meta:
        """Read by matter, latest first."""

        indexes = (models.Index(fields=["matter", "-at"], name="access_by_matter"),)
