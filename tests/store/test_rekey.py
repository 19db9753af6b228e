"""Changing the key: old passwords go on working, the old key does not, and a cut in the middle opens."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.store import engine, keys, rekey
from desktop.store.folder import OfficeFolder
from tests import offices
from tests.store.test_journal import add_family, count


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
