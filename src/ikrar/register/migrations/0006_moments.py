import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def blank(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing grows from the edge of a closed register; it was left as it was when it closed."""
    apps.get_model("register", "Log").objects.exclude(closed_at=None).update(edge=b"")


class Migration(migrations.Migration):
    """A checkpoint holds the moments of its entries; an index that another one contains goes."""

    dependencies = [
        ("register", "0005_terms_and_outages"),
    ]

    operations = [
        migrations.AddField(
            model_name="checkpoint",
            name="moments",
            field=models.BinaryField(default=b""),
        ),
        migrations.AlterField(
            model_name="entry",
            name="log",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="register.log",
            ),
        ),
        migrations.RunPython(blank, migrations.RunPython.noop),
    ]
