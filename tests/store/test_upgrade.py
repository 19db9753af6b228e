"""An older file becomes a newer one after a checked backup, in one step or not at all."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, inspect, text

from desktop import paths
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.store import backup, engine, migrate
from desktop.store.folder import OfficeFolder
from desktop.store.keys import new_key
from desktop.store.migrate import Steps
from tests import offices
from tests.store.test_journal import add_family, count, faults

SCHEMA = text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
HELD = """
INSERT INTO app_user (id, name, full_name, role, active, must_change_password, created_at)
VALUES (zeroblob(16), 'asep', 'Asep', 'operator', 1, 0, '2019-03-01 00:00:00.000000');
INSERT INTO household (id, address, hamlet, rt, rw, area_as_written, phone, caretaker_derived, registered_at,
    owner, version, change_number)
VALUES (zeroblob(16), 'Kp. Cikadu', '', '', '', '', '', 0, '2019-03-01 00:00:00.000000', '36.01', '{}', 2);
INSERT INTO import_batch (id, file_name, sha256, layout, "by", at, counts)
VALUES (zeroblob(16), 'bdt.xlsx', zeroblob(32), 'bdt', zeroblob(16), '2019-03-01 00:00:00.000000', '{}');
INSERT INTO family_row (doc, household_id, caretaker_name, village_name, district_name, members, status)
VALUES (77, zeroblob(16), 'SITI AMINAH', 'Cikadu', 'Cadasari', 3, 'candidate')
"""
Written = Callable[[str], Steps]
COMING = "9999"
NEXT = '''"""A step of a later program."""

from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("ALTER TABLE household ADD COLUMN electricity VARCHAR(16) NOT NULL DEFAULT 'none'")
    op.execute("CREATE TABLE well (household_id BLOB NOT NULL REFERENCES household (id))")
{more}'''
SOUND = '    op.execute("INSERT INTO well SELECT id FROM household")\n'
FAILS = '    op.execute("INSERT INTO no_such_table VALUES (1)")\n'
BREAKS_REFERENCES = "    op.execute(\"INSERT INTO well VALUES (x'00')\")\n"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write the packaged steps and one more after them, as the next program would bring them."""

    def write(more: str) -> Steps:
        place = tmp_path / "migrations"
        source = Path(migrate.__file__).parent / "migrations"
        shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        text = NEXT.format(more=more, revision=COMING, before=migrate.HEAD)
        (place / "versions" / f"{COMING}_wells.py").write_text(text)
        return Steps(str(place), (*migrate.KNOWN, COMING))

    return write


def revision(desk: Desk) -> str | None:
    with desk.office.writer.connect() as connection:
        return migrate.current(connection)


def columns(desk: Desk, table: str) -> set[str]:
    with desk.office.writer.connect() as connection:
        return {str(column["name"]) for column in inspect(connection).get_columns(table)}


def test_an_older_file_is_upgraded_with_all_it_holds(operator: Desk, written: Written) -> None:
    for _ in range(3):
        add_family(operator)
    assert migrate.check_or_upgrade(operator.office.writer, list, written(SOUND)) is True
    assert revision(operator) == COMING
    assert "electricity" in columns(operator, "household")
    assert (count(operator, "household"), count(operator, "well")) == (3, 3)
    assert faults(operator) == []


def test_the_backup_comes_first_and_holds_the_old_file(operator: Desk, written: Written, tmp_path: Path) -> None:
    add_family(operator)
    seen: list[str | None] = []

    def back_up() -> None:
        seen.append(revision(operator))
        backup.automatic(operator.office, "before-upgrade")

    migrate.check_or_upgrade(operator.office.writer, back_up, written(SOUND))
    assert seen == [migrate.HEAD]
    (saved,) = operator.office.folder.backups.glob("*-before-upgrade*")
    backup.unpack(saved, OfficeFolder(tmp_path / "old"))
    copy = engine.make_engine(tmp_path / "old" / "office.db", operator.office.key, writer=True)
    with copy.connect() as connection:
        assert migrate.current(connection) == migrate.HEAD
        assert connection.execute(text("SELECT count(*) FROM household")).scalar_one() == 1
        assert not inspect(connection).has_table("well")
    copy.dispose()


def test_without_a_backup_nothing_is_upgraded(operator: Desk, written: Written) -> None:
    """The disk is full, say: the file stays as it was."""
    target = operator.office.folder.backups / f"a{backup.SUFFIX}"
    target.write_bytes(b"in the way")
    with pytest.raises(Refused) as refused:
        migrate.check_or_upgrade(operator.office.writer, partial(_make, operator, target), written(SOUND))
    assert refused.value.code == "files.exists"
    assert revision(operator) == migrate.HEAD
    assert "electricity" not in columns(operator, "household")


def _make(desk: Desk, target: Path) -> None:
    backup.make(desk.office, target)


@pytest.mark.parametrize("more", [FAILS, BREAKS_REFERENCES])
def test_a_step_that_fails_leaves_the_file_as_it_was(operator: Desk, written: Written, more: str) -> None:
    add_family(operator)
    with pytest.raises(Exception, match=r"no_such_table|database.damaged"):
        migrate.check_or_upgrade(operator.office.writer, list, written(more))
    assert revision(operator) == migrate.HEAD
    assert "electricity" not in columns(operator, "household")
    add_family(operator)
    assert count(operator, "household") == 2
    assert faults(operator) == []


def test_an_upgraded_file_is_refused_by_this_program(operator: Desk, office_folder: Path, written: Written) -> None:
    """Where an office has two PCs' worth of programs, the older one says so and changes nothing."""
    migrate.check_or_upgrade(operator.office.writer, list, written(SOUND))
    operator.close()
    before = (office_folder / "office.db").read_bytes()
    with pytest.raises(Refused) as refused:
        offices.sign_in(office_folder, Role.OPERATOR)
    assert refused.value.code == "database.newer"
    assert (office_folder / "office.db").read_bytes() == before


def test_upgraded_equals_fresh(operator: Desk, written: Written, tmp_path: Path) -> None:
    """A file that grew with the programs has the schema of one made today: tables, indexes, triggers."""
    steps = written(SOUND)
    migrate.upgrade(operator.office.writer, steps)
    with operator.office.writer.connect() as connection:
        assert list(connection.execute(SCHEMA).all()) == _fresh_schema(tmp_path, steps)


@pytest.mark.parametrize("revision", migrate.KNOWN)
def test_every_earlier_file_becomes_one_of_today(tmp_path: Path, revision: str) -> None:
    """With what it holds: a family, and the batch it came in by."""
    path, key = tmp_path / "old.db", new_key()
    engine.connect(path, key, create=True).close()
    old = engine.make_engine(path, key, writer=True)
    known = migrate.KNOWN[: migrate.KNOWN.index(revision) + 1]
    migrate.upgrade(old, Steps(migrate.PACKAGED.location, known))
    with old.begin() as connection:
        for statement in HELD.split(";"):
            connection.execute(text(statement))
    assert migrate.check_or_upgrade(old, list) is (revision != migrate.HEAD)
    with old.connect() as connection:
        assert migrate.current(connection) == migrate.HEAD
        batch = connection.execute(text("SELECT file_name, undone_at, undone_by, undone_for FROM import_batch")).one()
        assert tuple(batch) == ("bdt.xlsx", None, None, None)
        assert connection.execute(text("SELECT address FROM household")).scalar_one() == "Kp. Cikadu"
        # Its number is that of the family in the indexes of words; capitals count no more in the order of names.
        listed = connection.execute(text("SELECT doc, members FROM family_row WHERE caretaker_name = 'Siti Aminah'"))
        assert listed.all() == [(77, 3)]
        upgraded = connection.execute(SCHEMA).all()
    old.dispose()
    assert upgraded == _fresh_schema(tmp_path, migrate.PACKAGED)


OF_0002 = """
INSERT INTO official_list (id, kind, source, title, as_of, file_name, sha256, "rows", counts, "by", at,
    owner, version, change_number)
VALUES (zeroblob(16), 'dukcapil', 'dukcapil', '', '2019-04-01', 'jawaban.csv', zeroblob(32), 2, '{}', zeroblob(16),
    '2019-04-02 00:00:00.000000', '36.01', '{}', 3);
INSERT INTO list_match (id, list_id, household_id, outcome, found_by, "row", said, owner, version, change_number)
VALUES (randomblob(16), zeroblob(16), zeroblob(16), 'match', 'nik', 7, '{}', '36.01', '{}', 4);
INSERT INTO list_match (id, list_id, household_id, outcome, found_by, "row", said, owner, version, change_number)
VALUES (randomblob(16), zeroblob(16), zeroblob(16), 'died', 'nik', 3, '{}', '36.01', '{}', 5);
INSERT INTO area (code, name, level) VALUES ('36.01.01.2001', 'Cikadu', 'village');
INSERT INTO village_quota (id, programme, year, village_code, places, owner, version, change_number)
VALUES (zeroblob(16), 'jamsosratu', 2019, '36.01.01.2001', 12, '36.01', '{}', 7)
"""
ORDERED = 'SELECT "row", said FROM list_match WHERE list_id = zeroblob(16) {} ORDER BY "row"'


def test_what_lists_said_and_quotas_come_along_from_the_second_file(tmp_path: Path) -> None:
    """Quotas all stand, for none was taken away; matches come in the order of their rows without being sorted."""
    path, key = tmp_path / "old.db", new_key()
    engine.connect(path, key, create=True).close()
    old = engine.make_engine(path, key, writer=True)
    migrate.upgrade(old, Steps(migrate.PACKAGED.location, ("0001", "0002")))
    with old.begin() as connection:
        for statement in (*HELD.split(";"), *OF_0002.split(";")):
            connection.execute(text(statement))
    assert migrate.check_or_upgrade(old, list)
    with old.connect() as connection:
        assert connection.execute(text("SELECT places FROM village_quota")).scalars().all() == [12]
        assert connection.execute(text("SELECT count(*) FROM quota_end")).scalar_one() == 0
        for narrowed, rows in (("", [3, 7]), ("AND outcome = 'match'", [7])):
            ordered = ORDERED.format(narrowed)
            assert [row.row for row in connection.execute(text(ordered))] == rows
            plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {ordered}")))
            assert "USING INDEX ix_list_match" in plan
            assert "TEMP B-TREE" not in plan
    old.dispose()


def _fresh_schema(folder: Path, steps: Steps) -> list[Row[Any]]:
    path, key = folder / "fresh.db", new_key()
    engine.connect(path, key, create=True).close()
    fresh = engine.make_engine(path, key, writer=True)
    migrate.upgrade(fresh, steps)
    with fresh.connect() as connection:
        found = list(connection.execute(SCHEMA).all())
    fresh.dispose()
    return found


def test_a_second_run_does_nothing(operator: Desk, written: Written) -> None:
    steps = written(SOUND)
    assert migrate.check_or_upgrade(operator.office.writer, list, steps) is True
    assert migrate.check_or_upgrade(operator.office.writer, pytest.fail, steps) is False


def test_the_packaged_steps_lie_in_the_program() -> None:
    assert paths.resources().is_dir()
    names = [path.name[:4] for path in (Path(migrate.__file__).parent / "migrations" / "versions").glob("0*.py")]
    assert sorted(names) == list(migrate.KNOWN)
