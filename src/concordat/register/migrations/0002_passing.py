from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.RenameModel("Breach", "Passing"),
        migrations.AlterField(
            "passing",
            "involvement",
            models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="passings", to="register.involvement"),
        ),
        migrations.AlterField("passing", "outstanding", models.JSONField()),
        migrations.AddField("passing", "taken_back_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "passing",
            models.UniqueConstraint(
                condition=models.Q(("taken_back_on", None)), fields=("involvement", "gate"), name="pass_once"
            ),
        ),
    ]
