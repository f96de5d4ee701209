"""Reviews: who decided what of a proposal about a document. No words of it stand here, so that its content can be disposed of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from comity.web.office.models.document import Document
from comity.web.office.models.visible import Visible
from comity.web.people.models import Access, Matter, User


class ReviewDecision(models.Model):
    """One decision. `proposal` is a digest of the document, the kind and the words; `recorded`: its rows were entered with it.

    `edited`: a person changed the fields that were proposed, or proposed them herself.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    access = models.CharField(max_length=20, choices=Access.choices)
    document = models.ForeignKey(Document, models.PROTECT, related_name="decisions")
    proposal = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    confirmed = models.BooleanField()
    recorded = models.BooleanField(default=False)
    edited = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    pk: int
    document_id: int
    objects: ClassVar[Visible[ReviewDecision]] = Visible()  # pyright: ignore[reportIncompatibleVariableOverride] as Django has it

    class Meta:
        """Read by proposal; the rows of one are entered once for each document."""

        constraints = (
            models.CheckConstraint(condition=models.Q(access__in=Access.values), name="review_access_known"),
            models.UniqueConstraint(
                fields=["document", "proposal"], condition=models.Q(recorded=True), name="proposal_recorded_once"
            ),
        )
        indexes = (models.Index(fields=["matter", "proposal"], name="decision_by_proposal"),)
