"""Changing the key: old passwords go on working, the old key does not, and a cut in the middle opens."""

from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.store import backup, engine, keys, rekey
from desktop.store.folder import OfficeFolder
from tests import offices
from tests.store.test_journal import add_family, count, faults


def test_everybody_still_signs_in_and_the_old_key_is_dead(operator: Desk, office_folder: Path) -> None:
    add_family(operator)
    old = operator.office.key
    rekey.change_key(operator.office, operator.office.folder.read_keys())
    assert operator.office.key != old
    assert count(operator, "household") == 1
    with pytest.raises(Refused):
        engine.connect(office_folder / "office.db", old)
    operator.close()
    for role in Role:
        desk = offices.sign_in(office_folder, role)
        assert count(desk, "household") == 1
        desk.close()


def test_a_cut_before_the_database_changed_opens_with_the_old(operator: Desk, office_folder: Path) -> None:
    """Number 4 of the faults to survive: never neither; the key file then settles on one."""
    old = operator.office.key
    operator.close()
    folder = OfficeFolder(office_folder)
    folder.write_keys(keys.with_new_key(folder.read_keys(), keys.new_key(), old))
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    assert desk.office.key == old
    assert all(len(slot.keys) == 1 for slot in folder.read_keys().slots)
    desk.close()


def test_a_cut_after_the_database_changed_opens_with_the_new(operator: Desk, office_folder: Path) -> None:
    folder = OfficeFolder(office_folder)
    old, new = operator.office.key, keys.new_key()
    folder.write_keys(keys.with_new_key(folder.read_keys(), new, old))
    with operator.office.alone() as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        driver.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    operator.close()
    desk = offices.sign_in(office_folder, Role.SUPERVISOR)
    assert desk.office.key == new
    assert all(len(slot.keys) == 1 for slot in folder.read_keys().slots)
    desk.close()


def test_it_can_be_changed_again_and_again(operator: Desk, office_folder: Path) -> None:
    add_family(operator)
    seen = {operator.office.key}
    for _ in range(4):
        rekey.change_key(operator.office, operator.office.folder.read_keys())
        seen.add(operator.office.key)
        add_family(operator)
    assert len(seen) == 5
    assert count(operator, "household") == 5
    assert faults(operator) == []


def test_who_is_left_out_of_the_key_file_is_locked_out(operator: Desk, office_folder: Path) -> None:
    """One password's removal: the others go on with theirs, the recovery sheet too."""
    folder = OfficeFolder(office_folder)
    auditor = folder.read_keys().named("auditor")
    assert auditor is not None
    rekey.change_key(operator.office, folder.read_keys().without(auditor.user_id))
    operator.close()
    with pytest.raises(Refused) as refused:
        offices.sign_in(office_folder, Role.AUDITOR)
    assert refused.value.code == "keys.wrong_password"
    for role in (Role.OPERATOR, Role.SUPERVISOR, Role.ADMINISTRATOR):
        offices.sign_in(office_folder, role).close()
    assert len(folder.read_keys().slots) == len(Role), "three people and the sheet"


def test_an_old_backup_stays_under_the_old_key(operator: Desk, office_folder: Path, tmp_path: Path) -> None:
    """A backup holds its own key file, so it opens with the passwords of its day."""
    saved = backup.make(operator.office, tmp_path / "a.ejsika-backup").path
    old = operator.office.key
    rekey.change_key(operator.office, operator.office.folder.read_keys())
    backup.unpack(saved, OfficeFolder(tmp_path / "back"))
    assert backup.prove(tmp_path / "back" / "office.db", old)
    with pytest.raises(Refused):
        backup.prove(tmp_path / "back" / "office.db", operator.office.key)
    with closing(offices.sign_in(tmp_path / "back", Role.AUDITOR)) as desk:
        assert desk.office.key == old


def test_two_keys_of_which_none_fits_are_damage(operator: Desk, office_folder: Path) -> None:
    """Never a wrong password, and the key file is left as it was for whoever helps."""
    operator.close()
    folder = OfficeFolder(office_folder)
    folder.write_keys(keys.with_new_key(folder.read_keys(), keys.new_key(), keys.new_key()))
    before = folder.keys.read_bytes()
    with pytest.raises(Refused) as refused:
        offices.sign_in(office_folder, Role.OPERATOR)
    assert refused.value.code == "database.damaged"
    assert folder.keys.read_bytes() == before
