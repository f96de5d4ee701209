"""Litigation holds: while a matter is under one, nothing of it is disposed of."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from comity.web.people.models import Matter, User


class Hold(models.Model):
    """A hold over a matter, from when it was placed until it was lifted."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=1000)
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
