"""Neither a publication nor an announced time can be updated, whoever writes to the database."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAID = {
    "openness_snapshot": "a publication of figures stands as it is",
    "openness_announcement": "an announced time of publication cannot be moved",
}


def _statements(vendor: str, table: str, said: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{said}'); END"
        ]
    return [
        f"CREATE FUNCTION {table}_stands() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_stands()",
    ]


def stand(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table, said in SAID.items():
        for statement in _statements(schema_editor.connection.vendor, table, said):
            schema_editor.execute(statement)


def fall(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in SAID:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_stands")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_stands ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_stands()")


class Migration(migrations.Migration):

    dependencies = [
        ('openness', '0003_announced_times_and_tiles'),
    ]

    operations = [
        migrations.RunPython(stand, fall),
    ]
