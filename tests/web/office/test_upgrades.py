"""A data folder that an earlier version wrote opens in this one: its backup is restored, its database brought up to date."""

from pathlib import Path

import pytest
from django.db import connections

WRITTEN = sorted((Path(__file__).parents[1] / "data").glob("office-schema-*.zip"))


@pytest.fixture(params=WRITTEN, ids=lambda path: path.stem)
def old(request, data, tmp_path):
    """A data folder restored from a backup of an earlier version, as a database beside the one of the tests."""
    from comity.web.folder import DataFolder
    from comity.web.office.backup import restore

    folder = DataFolder(tmp_path / "office")
    restored = restore(request.param, folder)
    connections.databases["old"] = {**connections.databases["default"], "USER": "", **folder.settings().database}
    yield restored, folder
    connections["old"].close()
    del connections["old"]
    del connections.databases["old"]


def test_a_folder_of_an_earlier_version_opens_and_is_whole(old):
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    from comity.web.folder import DataFolder
    from comity.web.office.backup import back_up, restore

    restored, folder = old
    assert restored.facts == 8
    call_command("migrate", database="old", verbosity=0, interactive=False)
    executor = MigrationExecutor(connections["old"])
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    with connections["old"].cursor() as cursor:
        cursor.execute(
            "SELECT f.row, f.access, p.text FROM office_fact f LEFT JOIN office_payload p ON p.fact_id = f.id"
        )
        rows = cursor.fetchall()
    assert [access for _, access, _ in rows].count("privileged") == 1
    assert [text for _, _, text in rows].count(None) == 1, "what was disposed of stays so"
    connections["old"].close()
    again = back_up(folder, folder.path.parent / "again.zip")
    assert (again.facts, again.head) == (restored.facts, restored.head)
    assert restore(again.file, DataFolder(folder.path.parent / "second")).head == restored.head


def test_what_was_written_cannot_be_changed_after_the_upgrade_either(old):
    from django.core.management import call_command
    from django.db import DatabaseError

    call_command("migrate", database="old", verbosity=0, interactive=False)
    for change in (
        "UPDATE office_fact SET access = 'public'",
        "DELETE FROM office_fact",
        "UPDATE office_payload SET text = '{}'",
    ):
        with connections["old"].cursor() as cursor, pytest.raises(DatabaseError):
            cursor.execute(change)


def test_every_schema_that_was_written_down_is_tested():
    assert WRITTEN
