"""Disposals: that what a fact said was erased, by whom, when and under which rule."""

from __future__ import annotations

from django.db import models

from comity.web.office.models.fact import Fact
from comity.web.people.models import User


class Disposal(models.Model):
    """What a fact said was disposed of. The fact reads as unknown from then on."""

    fact = models.OneToOneField(Fact, models.PROTECT, related_name="disposal")
    rule = models.CharField(max_length=1000)
    disposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    disposed_at = models.DateTimeField()
    link = models.CharField(max_length=64, unique=True)
    disposed_by_id: int
    fact_id: int
