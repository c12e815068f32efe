"""A segment keeps its status word, and these are counted. What is worked out is made again after every migration."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def _empty(apps: Any, _schema_editor: Any) -> None:
    """What was stored has no status word."""
    apps.get_model("compliance", "Segment").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0002_what_is_due"),
        ("councils", "0002_assessment_questions"),
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(_empty, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="segment", name="segment_due"),
        migrations.RemoveField(model_name="segment", name="strength"),
        migrations.AddField(
            model_name="segment",
            name="status",
            field=models.CharField(default="", max_length=30),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="segment",
            index=models.Index(
                condition=models.Q(("due_on__isnull", False)),
                fields=["council", "due_on", "involvement", "from_day", "until", "status"],
                name="segment_due",
            ),
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("status", models.CharField(max_length=30)),
                ("number", models.PositiveIntegerField()),
                ("from_day", models.DateField(db_column="from")),
                ("until", models.DateField(null=True)),
                (
                    "council",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="councils.council",
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="register.involvement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["council", "status", "involvement", "from_day", "until"], name="tally_of")
                ],
            },
        ),
    ]
