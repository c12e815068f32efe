from django.db import migrations, models


class Migration(migrations.Migration):
    """Papers keep what lay beside their facts: files, questions and replies, sections in other hands; what
    waits says for which forms and facts it does."""

    dependencies = [("approvals", "0003_told_is_sent")]

    operations = [
        migrations.AddField(model_name="papers", name="beside", field=models.JSONField(default=dict)),
        migrations.AddField(model_name="waiting", name="forms", field=models.JSONField(default=list)),
        migrations.AddField(model_name="waiting", name="unsettled", field=models.JSONField(default=list)),
    ]
