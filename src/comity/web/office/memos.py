"""Memos as they were exported, and the mark of the counsel who reviewed one, which belongs to that memo alone."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from comity.errors import Refused
from comity.web.asking import Asking
from comity.web.exports.paper import Paper, Paragraph, reviewed
from comity.web.office.models import MemoGiven
from comity.web.people.models import Access, User
from comity.web.people.rights import rights_of


def given(paper: Paper, asking: Asking) -> Paper:
    """Note that a memo was given; returns it with the mark of counsel, where counsel has reviewed this very one."""
    order = Access.values
    noted, _ = MemoGiven.objects.get_or_create(
        matter=asking.matter,
        number=paper.receipt,
        audience=paper.audience,
        defaults={
            "access": max(asking.sees, key=order.index), "title": paper.title,
            "as_of": paper.stamp.as_of, "given_at": timezone.now(),
        },
    )  # fmt: skip
    if noted.reviewed_by is None or noted.reviewed_on is None:
        return paper
    plain, mark = Paragraph(reviewed(None)), Paragraph(reviewed((str(noted.reviewed_by), noted.reviewed_on)))
    return replace(paper, blocks=tuple(mark if one == plain else one for one in paper.blocks))


def review(memo: MemoGiven, user: User) -> None:
    """Mark a memo as reviewed by counsel, today. Counsel alone may; a mark is not taken off. Raises Refused."""
    if not rights_of(user).may("review", memo.matter_id):
        raise Refused("you may not review for counsel in this matter.", "Counsel of the matter may.")
    fits = MemoGiven.objects.filter(pk=memo.pk, reviewed_by=None)
    if not fits.update(reviewed_by=user, reviewed_on=timezone.localdate()):
        raise Refused("this memo was reviewed already.")
