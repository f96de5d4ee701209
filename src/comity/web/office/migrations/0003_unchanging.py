"""Triggers that keep facts as they were entered."""

from typing import Any

from django.db import migrations

from comity.web.office.unchanging import statements


def make(apps: Any, schema_editor: Any) -> None:
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("office", "0002_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
