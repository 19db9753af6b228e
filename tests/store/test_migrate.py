"""The schema: the first migration makes what the models say; newer files are refused, older ones upgraded."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from desktop.errors import Refused
from desktop.models import Base
from desktop.services.desk import Desk
from desktop.store import migrate


def test_migrated_equals_modelled(operator: Desk) -> None:
    with operator.office.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, Base.metadata) == []


def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """Full-text tables and their shadows are SQLite's own."""
    return not (kind == "table" and (name or "").startswith("search_"))


def test_the_known_head_is_the_last_script() -> None:
    config = Config()
    config.set_main_option("script_location", "desktop.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == migrate.HEAD
    assert {script.revision for script in scripts.walk_revisions()} == set(migrate.KNOWN)


def test_the_schema_compiles_for_postgresql() -> None:
    """DESIGN.md 4.1: offices with many desks come later; nothing may stand in their way."""
    dialect = postgresql.dialect()
    for table in Base.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


def test_no_number_of_people_is_unique() -> None:
    """DESIGN.md 4.4: equal NIK, No KK or account makes a task for a person."""
    for table in Base.metadata.sorted_tables:
        for name in ("nik", "no_kk", "caretaker_nik", "number"):
            if name in table.c:
                unique = [list(index.columns.keys()) for index in table.indexes if index.unique]
                assert [name] not in unique
                assert not table.c[name].unique


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.sorted_tables:
        assert all(constraint.name for constraint in table.constraints)


def set_version(desk: Desk, version: str) -> None:
    with desk.office.alone() as driver:
        driver.execute("UPDATE alembic_version SET version_num = ?", (version,))


def test_a_newer_file_is_refused(operator: Desk) -> None:
    set_version(operator, "9999")
    with pytest.raises(Refused) as refused:
        migrate.check_or_upgrade(operator.office.writer, pytest.fail)
    assert refused.value.code == "database.newer"


def test_a_file_without_a_schema_is_foreign(operator: Desk) -> None:
    with operator.office.alone() as driver:
        driver.execute("DROP TABLE alembic_version")
    with pytest.raises(Refused) as refused:
        migrate.check_or_upgrade(operator.office.writer, pytest.fail)
    assert refused.value.code == "database.foreign"


def test_a_current_file_needs_nothing(operator: Desk) -> None:
    assert migrate.check_or_upgrade(operator.office.writer, pytest.fail) is False


def test_triggers_and_indexes_are_there(operator: Desk) -> None:
    with operator.read() as session:
        names = set(session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    assert names == {
        "audit_line_chain",
        "audit_line_no_update",
        "audit_line_no_delete",
        "record_version_frozen",
        "record_version_no_delete",
        "payment_once_new",
        "payment_once_changed",
    }


def test_no_text_lies_in_the_open_after_work(operator: Desk, office_folder: Path) -> None:
    """Number 13: no plaintext in any file, the write-ahead log included."""
    with operator.write("x") as unit:
        unit.journal.note(text="Nyi Rahasia Sekali")
    for path in office_folder.rglob("*"):
        if path.is_file():
            assert b"Rahasia" not in path.read_bytes()
