"""Reading what is privileged or restricted is logged, by number alone; so is each export."""


def logged():
    from comity.web.office.models import AccessLog

    return list(AccessLog.objects.order_by("pk").values_list("user__name", "page", "items", "taken_out"))


def ready(office, role):
    from comity.web.keeping import keeping

    keeping().make(office.asking(role))
    return office.client(role)


def test_a_page_that_may_rest_on_privileged_facts_is_logged_once_an_hour(office):
    office.award("privileged", id="SECRET-1")
    office.award("internal")
    counsel = ready(office, "counsel")
    for _ in range(2):
        assert counsel.get("/position/?on=2026-11-30").status_code == 200
    assert logged() == [("counsel", "position", 1, False)]
    office.award("privileged", id="SECRET-2")
    ready(office, "counsel").get("/position/?on=2026-11-30")
    assert logged()[1:] == [("counsel", "position", 2, False)]


def test_who_sees_nothing_confidential_is_not_logged(office):
    office.award("privileged", id="SECRET-1")
    office.award("internal")
    assert ready(office, "reader").get("/position/?on=2026-11-30").status_code == 200
    assert logged() == []


def test_every_export_is_logged(office):
    from comity.web.office.access_log import note_access

    office.award("restricted")
    for _ in range(2):
        note_access(office["counsel"], office.matter, {"restricted"}, "position", "0" * 64, taken_out=True)
    assert [taken for *_, taken in logged()] == [True, True]


def test_the_log_cannot_be_changed_or_shortened(office):
    import pytest
    from django.db import DatabaseError, connection, transaction

    office.award("privileged", id="SECRET-1")
    ready(office, "counsel").get("/position/?on=2026-11-30")
    for statement in ("UPDATE office_accesslog SET items = 0", "DELETE FROM office_accesslog"):
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="log of access"), transaction.atomic():
            cursor.execute(statement)
