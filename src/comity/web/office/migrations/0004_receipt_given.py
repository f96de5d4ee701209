"""Record when a receipt was given; unknown for earlier ones."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0003_unchanging")]

    operations = [
        migrations.AddField("receipt", "given_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "receipt", "given_at", models.DateTimeField(default=django.utils.timezone.now, null=True)
        ),
    ]
