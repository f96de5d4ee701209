"""Roles are given and taken by administrators alone; a new person gets a link that works once; one administrator stays."""

import re

import pytest


def test_an_administrator_adds_a_person_who_signs_in_once(office):
    client = office.client("administrator")
    answer = client.post("/admin/", {"what": "add", "email": "New@Office.test", "name": "New", "role": "reader"})
    link = re.search(r"/enter/[\w-]+", answer.content.decode())[0]
    new = office.client(None)
    assert new.post(link).status_code == 302
    assert new.get("/awards/").status_code == 200
    assert office.client(None).post(link).status_code == 410


@pytest.mark.parametrize("role", ["reader", "editor", "counsel", "certifier"])
def test_nobody_else_comes_to_the_page(office, role):
    client = office.client(role)
    assert client.get("/admin/").status_code == 403
    assert client.post("/admin/", {"what": "add", "email": "a@b.test", "role": "counsel"}).status_code == 403


def test_a_role_that_is_taken_away_is_gone_at_once(office):
    office.client("administrator").post("/admin/", {"what": "remove", "email": "editor@office.test", "role": "editor"})
    assert office.client("editor").get("/awards/").status_code == 400


def test_the_last_administrator_stays(office):
    answer = office.client("administrator").post(
        "/admin/", {"what": "remove", "email": "administrator@office.test", "role": "administrator"}
    )
    assert answer.status_code == 400
    assert b"last administrator" in answer.content
    assert office.client("administrator").get("/admin/").status_code == 200


@pytest.mark.parametrize(("email", "role"), [("not an address", "reader"), ("a@b.test", "owner"), ("", "reader")])
def test_what_is_no_address_or_role_is_refused(office, email, role):
    answer = office.client("administrator").post("/admin/", {"what": "add", "email": email, "role": role})
    assert answer.status_code == 400
