"""The tables of an office, one file for each."""

from comity.web.office.models.access_log import AccessLog
from comity.web.office.models.certification import Certification
from comity.web.office.models.disposal import Disposal
from comity.web.office.models.document import Content, Document
from comity.web.office.models.fact import Fact, Payload
from comity.web.office.models.hold import Hold
from comity.web.office.models.job import Job
from comity.web.office.models.letter_work import LetterWork
from comity.web.office.models.meeting import Meeting
from comity.web.office.models.memo import MemoGiven
from comity.web.office.models.receipt import Receipt
from comity.web.office.models.review import ReviewDecision

__all__ = [
    "AccessLog",
    "Certification",
    "Content",
    "Disposal",
    "Document",
    "Fact",
    "Hold",
    "Job",
    "LetterWork",
    "Meeting",
    "MemoGiven",
    "Payload",
    "Receipt",
    "ReviewDecision",
]
