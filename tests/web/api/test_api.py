"""The API: what it says of itself holds, for every role and for whatever is sent; nothing is open without a token."""

import json

import pytest
from tests.web.conftest import AWARD, CARRIED, DAY

ON = f"on={DAY}"


class Program:
    """A program with a token."""

    def __init__(self, office, role="counsel", scopes=("read", "enter")):
        from django.test import Client

        from comity.web.people.tokens import make_token

        self.secret = make_token(office[role], office.matter, "test", scopes, 30)
        self.client = Client(SERVER_NAME="localhost", headers={"authorization": f"Bearer {self.secret}"})

    def get(self, address):
        return self.client.get(f"/api/{address}")

    def post(self, address, body):
        return self.client.post(f"/api/{address}", json.dumps(body), content_type="application/json")


@pytest.fixture
def ready(office):
    """An office whose answers for a reader and for counsel are kept."""
    from comity.web.keeping import keeping

    office.award("internal", terms=CARRIED, amount="1000")
    office.award("privileged", id="SECRET-1")
    for role in ("reader", "counsel"):
        keeping().make(office.asking(role))
    return office


ROUTES = (
    "lines",
    "positions?award=A-1",
    "positions/why?award=A-1&norm=hud-coc-fy2024/dei",
    "facts",
    "documents",
    "receipt",
)


@pytest.mark.parametrize("route", ROUTES)
def test_without_a_token_nothing_is_told(ready, route):
    from django.test import Client

    for client in (Client(SERVER_NAME="localhost"), ready.client("counsel")):
        answer = client.get(f"/api/{route}")
        assert answer.status_code == 401
        assert set(answer.json()) == {"error"}


@pytest.mark.parametrize("role", ["reader", "editor", "certifier", "administrator", "counsel"])
@pytest.mark.parametrize("route", ROUTES)
def test_no_route_tells_a_token_what_is_privileged_unless_it_was_made_for_that(ready, role, route):
    program = Program(ready, role, ["read"])
    separator = "&" if "?" in route else "?"
    answer = program.get(f"{route}{separator}{ON}")
    assert answer.status_code == 200, answer.content
    assert b"SECRET" not in answer.content


def test_a_token_for_what_is_privileged_tells_it_and_is_logged(ready):
    from comity.web.office.models import AccessLog

    answer = Program(ready, "counsel", ["read", "read-privileged"]).get("facts")
    assert b"SECRET-1" in answer.content
    assert AccessLog.objects.get().page == "api/facts"
    assert AccessLog.objects.get().taken_out


def test_lines_and_positions_are_those_of_the_evaluators(ready):
    from comity.kept.portfolio import awards_of
    from comity.plan.awards.one_award import cell
    from comity.web.keeping import keeping

    program = Program(ready, "reader", ["read"])
    found = program.get(f"positions/why?award=A-1&norm=hud-coc-fy2024/dei&{ON}").json()[0]
    question = keeping().question(ready.asking("reader"))
    awards = {one.id: one for one in awards_of(question.record, DAY)}
    proof = cell(awards, question, "A-1", "hud-coc-fy2024/dei")
    assert (found["status"], found["ground"], found["dollars"]) == (proof.status, proof.ground, 1000.0)
    assert found["proof"]["claim"] == proof.proof.claim
    line = next(one for one in program.get(f"lines?{ON}").json() if one["norm"] == "hud-coc-fy2024/dei")
    assert (line["status"], line["ground"], line["awards"]) == (proof.status, proof.ground, 1)


@pytest.mark.parametrize(
    ("route", "status"),
    [
        ("positions?award=SECRET-1", 404), ("positions?award=none", 404), ("positions", 422), ("lines?on=yesterday", 400),
        ("lines?on=2999-12-31&known=2026-01-01", 400),
        ("positions/why?award=A-1&norm=no/such", 404), ("nothing", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_one_form(ready, route, status):
    separator = "&" if "?" in route else "?"
    answer = Program(ready, "reader", ["read"]).get(route if "on=" in route else f"{route}{separator}{ON}")
    assert answer.status_code == status
    if route != "nothing":
        assert set(answer.json()["error"]) == {"message", "hint"}


def test_a_day_that_is_not_worked_out_yet_says_so(ready):
    answer = Program(ready, "reader", ["read"]).get("lines?on=2026-01-05")
    assert (answer.status_code, answer.json()) == (202, {"state": "computing"})
    assert answer.headers["Retry-After"] == "1"


def test_rows_are_entered_all_or_none_and_only_with_scope_and_role(ready):
    row = {"table": "awards", "values": {**AWARD, "id": "A-5"}, "access": "internal"}
    for program in (Program(ready, "editor", ["read"]), Program(ready, "reader", ["read", "enter"])):
        assert program.post("facts", [row]).status_code == 403
    editor = Program(ready, "editor", ["read", "enter"])
    bad = editor.post("facts", [row, {**row, "values": {**AWARD, "id": "A-6", "stage": "sold"}}])
    assert bad.status_code == 400
    assert "sold" in bad.json()["error"]["message"]
    entered = editor.post("facts", [row])
    assert entered.status_code == 201
    ids = [one["values"].get("id") for one in editor.get("facts?table=awards").json()]
    assert sorted(ids) == ["A-1", "A-5"]


def test_who_asks_too_often_waits(ready, monkeypatch):
    from comity.web.api import door

    monkeypatch.setattr(door, "RATE", "3/m")
    door.api.cache_clear(), door.resolver.cache_clear()
    try:
        program = Program(ready, "reader", ["read"])
        assert [program.get("documents").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert Program(ready, "editor", ["read"]).get("documents").status_code == 200, "another token has its own limit"
    finally:
        door.api.cache_clear(), door.resolver.cache_clear()


@pytest.fixture
def one_connection():
    """Requests that leave the connection of the test open, and with it what the test has entered."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_description_of_the_api_holds(ready, one_connection):
    """Schemathesis sends what the description allows and what it does not, and holds every answer to it."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    from comity.web.wsgi import application

    program = Program(ready, "editor", ["read", "enter"])
    head = {"Authorization": f"Bearer {program.secret}", "Host": "localhost"}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application, headers={"Host": "localhost"})
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=12, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def holds(case):
            # a day may be well formed and still be none that can be asked about
            case.call_and_validate(headers=head, excluded_checks=[positive_data_acceptance])

        holds()
        tried += 1
    assert tried >= 7
