"""Documents: a number that reveals nothing and, kept apart so that they can be erased, the name and the bytes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from comity.web.office.models.visible import Visible
from comity.web.people.models import Access, Matter, User


class Document(models.Model):
    """One document as it came in. `seal` is a salted digest of its bytes; lists and logs name it by its number."""

    number = models.PositiveIntegerField(unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    access = models.CharField(max_length=20, choices=Access.choices)
    kind = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField()
    seal = models.CharField(max_length=64)
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    pk: int
    matter_id: int
    objects: ClassVar[Visible[Document]] = Visible()  # pyright: ignore[reportIncompatibleVariableOverride] as Django has it

    class Meta:
        """Read by matter and access."""

        constraints = (
            models.CheckConstraint(condition=models.Q(access__in=Access.values), name="document_access_known"),
        )
        indexes = (models.Index(fields=["matter", "access"], name="document_by_matter"),)

    def __str__(self) -> str:
        return f"Document {self.number}"


class Content(models.Model):
    """The name a document came with, its digest, its bytes."""

    document = models.OneToOneField(Document, models.PROTECT, primary_key=True, related_name="content")
    salt = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
