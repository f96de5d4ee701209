"""Decisions on proposals about documents, which are never changed."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from comity.web.office.unchanging import REVIEW_RULES, statements


def make(apps: Any, schema_editor: Any) -> None:
    for statement in statements(schema_editor.connection.vendor, REVIEW_RULES):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0008_memo"),
        ("people", "0002_feed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("internal", "Internal"),
                            ("privileged", "Privileged"),
                            ("restricted", "Restricted"),
                        ],
                        max_length=20,
                    ),
                ),
                ("proposal", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=20)),
                ("confirmed", models.BooleanField()),
                ("recorded", models.BooleanField(default=False)),
                ("edited", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="office.document"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.matter"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["matter", "proposal"], name="decision_by_proposal")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("access__in", ["public", "internal", "privileged", "restricted"])),
                        name="review_access_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("recorded", True)),
                        fields=("document", "proposal"),
                        name="proposal_recorded_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
