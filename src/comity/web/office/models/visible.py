"""The only way to an office's rows: filtered by what the reader may see."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from comity.web.people.rights import Rights, rights_of

Row = TypeVar("Row", bound=models.Model)


class Visible(models.Manager[Row]):
    """A manager of rows that have a matter and an access. Pages, exports and routes reach rows by `visible_to` alone."""

    def visible_to(self, who: Any) -> models.QuerySet[Row]:
        """The rows that a person may see; `who` is a user, or the rights of one."""
        rights = who if isinstance(who, Rights) else rights_of(who)
        return self.get_queryset().filter(rights.visible)
