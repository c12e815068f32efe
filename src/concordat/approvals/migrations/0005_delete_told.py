from typing import Any

from django.db import migrations


def _keep_sent(apps: Any, _schema_editor: Any) -> None:
    """What was sent is not sent again; what was not is told by the task that is left for it."""
    outgoing = apps.get_model("accounts", "Outgoing")
    for told in apps.get_model("approvals", "Told").objects.exclude(sent_at=None).order_by("pk").iterator():
        of = f"step {told.matter_id} {told.task} {told.turn}"
        outgoing.objects.create(
            of=of, user_id=told.user_id, template="accounts/mail/waits", at=told.at, sent_at=told.sent_at
        )


class Migration(migrations.Migration):
    """Mails that go out once are kept by the room of those who get them."""

    dependencies = [("approvals", "0004_papers_beside"), ("accounts", "0002_outgoing")]

    operations = [
        migrations.RunPython(_keep_sent, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="Told"),
    ]
