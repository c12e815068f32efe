import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was told until now counts as sent."""

    dependencies = [("approvals", "0002_papers_assessment")]

    operations = [
        migrations.AddField(
            model_name="told",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="told",
            name="sent_at",
            field=models.DateTimeField(default=django.utils.timezone.now, null=True),
            preserve_default=False,
        ),
    ]
