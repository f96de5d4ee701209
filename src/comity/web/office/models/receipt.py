"""Receipts: which facts an answer rested on, so that it can be reproduced."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from comity.web.people.models import Matter


class Receipt(models.Model):
    """One receipt that was given, by its digest; the last fact there was at that time; when, where that was kept."""

    digest = models.CharField(max_length=64, unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    fact = models.BigIntegerField()
    given_at = models.DateTimeField(null=True, default=timezone.now)
