"""Rows of a SQLite file into an empty PostgreSQL database with the same tables, so that one fixture serves both."""

import sqlite3

import psycopg
from psycopg import sql

KINDS = {
    "boolean": bool,
    "timestamp with time zone": lambda value: f"{value}+00",
}


def move(file, address):
    """Every table that both have, in one transaction; foreign keys are looked at when it ends."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as source, psycopg.connect(address) as target:
        wanted = [table for table in tables(target) if table != "django_migrations"]
        names = sql.SQL(", ").join(map(sql.Identifier, wanted))
        target.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
        for table in wanted:
            copy_rows(source, target, table)
            set_counter(target, table)
    source.close()


def tables(target):
    found = target.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [name for (name,) in found]


def columns(target, table):
    return target.execute(
        "SELECT column_name, data_type, is_identity FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
        [table],
    ).fetchall()


def copy_rows(source, target, table):
    kinds = [(name, KINDS.get(kind, lambda value: value)) for name, kind, _ in columns(target, table)]
    quoted = ", ".join(f'"{name}"' for name, _ in kinds)
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(sql.Identifier(name) for name, _ in kinds)
    )
    with target.cursor().copy(into) as copy:
        for row in source.execute(f'SELECT {quoted} FROM "{table}"'):
            pairs = zip(row, kinds, strict=True)
            copy.write_row([None if value is None else made(value) for value, (_, made) in pairs])


def set_counter(target, table):
    """The next row's number comes after the last one's."""
    for name, _, is_identity in columns(target, table):
        if is_identity == "YES":
            target.execute(
                sql.SQL("SELECT setval(pg_get_serial_sequence(%s, %s), max({})) FROM {}").format(
                    sql.Identifier(name), sql.Identifier(table)
                ),
                [f'"{table}"', name],
            )
