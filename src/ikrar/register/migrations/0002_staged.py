import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A place of its own for what waits."""

    dependencies = [
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Staged",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("leaf", models.BinaryField()),
                ("body", models.BinaryField(null=True)),
                ("is_public", models.BooleanField(default=False)),
                ("staged_at", models.DateTimeField()),
                (
                    "log",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="staged",
                        to="register.log",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="staged",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", None), ("is_public", True), _connector="OR"),
                name="register_staged_only_public_bodies",
            ),
        ),
    ]
