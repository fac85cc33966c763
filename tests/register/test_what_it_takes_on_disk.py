"""How much room a leaf takes, in rows and in files."""

from ikrar.register import queries


def test_rows_and_files_are_counted(office):
    assert queries.disk_use() == queries.DiskUse(0, queries.disk_use().rows, 0, 0)
    office.enter(300)
    office.seal()
    found = queries.disk_use()
    assert found.leaves == 300
    assert found.files > 300 * (66 + 32)
    assert found.file_count == 7  # checkpoint, lock, two bundles, two tiles below and one above
    assert found.rows is None or found.rows > 300 * (66 + 32)


def test_a_table_that_is_not_there_takes_nothing(office):
    assert not queries.table_bytes(["no_such_table"])
