"""Certifications: what was known when a certificate was signed, sealed on the day it was recorded."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from comity.web.office.models.visible import Visible
from comity.web.people.models import Access, Matter, User


class Certification(models.Model):
    """One certificate under an award. `text` is what was known, as JSON to the byte; `seal` its digest; `link` chains the seals."""

    number = models.PositiveIntegerField(unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    access = models.CharField(max_length=20, choices=Access.choices)
    award = models.CharField(max_length=200)
    text = models.TextField()
    seal = models.CharField(max_length=64)
    link = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    pk: int
    matter_id: int
    objects: ClassVar[Visible[Certification]] = Visible()  # pyright: ignore[reportIncompatibleVariableOverride] as Django has it

    class Meta:
        """Read by award."""

        constraints = (
            models.CheckConstraint(condition=models.Q(access__in=Access.values), name="certification_access_known"),
        )
        indexes = (models.Index(fields=["matter", "award"], name="certification_by_award"),)

    def __str__(self) -> str:
        return f"Certification {self.number}"

    @property
    def said(self) -> dict[str, Any]:
        """What was known, by part."""
        return json.loads(self.text)
