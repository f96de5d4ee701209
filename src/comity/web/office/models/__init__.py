"""The tables of an office, one file a table."""

from comity.web.office.models.disposal import Disposal
from comity.web.office.models.fact import Fact, Payload
from comity.web.office.models.hold import Hold

__all__ = ["Disposal", "Fact", "Hold", "Payload"]
