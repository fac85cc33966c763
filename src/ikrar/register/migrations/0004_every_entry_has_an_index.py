from django.db import migrations, models


class Migration(migrations.Migration):
    """An entry is in its place from its first moment on."""

    dependencies = [
        ("register", "0003_move_what_waits"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="entry",
            name="register_entry_staged",
        ),
        migrations.AlterField(
            model_name="entry",
            name="index",
            field=models.PositiveBigIntegerField(),
        ),
    ]
