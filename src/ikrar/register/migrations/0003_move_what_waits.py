from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What waited among the entries waits among the staged."""
    staged, entry = apps.get_model("register", "Staged"), apps.get_model("register", "Entry")
    waiting = entry.objects.filter(index__isnull=True)
    staged.objects.bulk_create(
        staged(
            log_id=row.log_id,
            kind=row.kind,
            leaf=row.leaf,
            body=row.body,
            is_public=row.is_public,
            staged_at=row.staged_at,
        )
        for row in waiting.order_by("id").iterator()
    )
    waiting.delete()


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [
        ("register", "0002_staged"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
