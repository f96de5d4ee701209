"""The positions of one award, in the form of the contract (`comity schema position`), with the proof on request."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Router

from comity.answers.contract import position_json
from comity.answers.schemas import FORMS
from comity.plan.awards.one_award import cell
from comity.web.api.answering import answered, waiting
from comity.web.api.schemas import On, answers
from comity.web.kept_answers import Answers

router = Router()


@router.get("", openapi_extra=answers(FORMS["position"], "The positions of the award", 400, 404, waits=True))
def of_award(request: Any, award: str, on: On = None, known: On = None) -> Any:
    """Every position of one award on a day."""
    found = answered(request, "positions")
    return (
        waiting(request)
        if found is None
        else [position_json(_cell(found, award, norm)) for norm in _norms(found, award)]
    )


@router.get(
    "/why",
    openapi_extra=answers(FORMS["why"], "The position with its proof", 400, 404, waits=True),
)
def why(request: Any, award: str, norm: str, on: On = None, known: On = None) -> Any:
    """One position of one award on a day, with its proof tree."""
    from comity.answers.contract import step_json

    found = answered(request, "why")
    if found is None:
        return waiting(request)
    if norm not in _norms(found, award):
        raise Http404
    proof = _cell(found, award, norm)
    return [{**position_json(proof), "proof": step_json(proof.proof)}]


def _norms(found: Answers, award: str) -> list[str]:
    portfolio = found.sheet.portfolio
    number = portfolio.situation_of.get(award)
    if number is None:
        raise Http404
    situation = next(one for one in portfolio.situations if one.number == number)
    return [portfolio.answers[at].norm for at in situation.answers]


def _cell(found: Answers, award: str, norm: str) -> Any:
    return cell(found.awards, found.question, award, norm)
