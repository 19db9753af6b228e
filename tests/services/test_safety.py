"""Backups come back, with two people, in a new epoch; the proof sees what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.desk import Desk
from desktop.store import proof
from tests import offices
from tests.offices import PASSWORD
from tests.store.test_journal import add_family, attack_past_the_triggers


def no_money(session: Session, progress: Progress) -> Iterator[proof.Fault]:
    yield from ()


def test_a_sound_office_is_proved(operator: Desk) -> None:
    add_family(operator)
    proved = safety.verify(operator, no_money)
    assert proved.sound
    assert proved.totals["household"] == 1
    assert proved.head[0] == proved.totals["audit_line"]


def test_a_fault_is_named(operator: Desk) -> None:
    add_family(operator)
    attack_past_the_triggers(operator, "UPDATE audit_line SET actor = 'x' WHERE seq = 2")
    assert [fault.code for fault in safety.verify(operator, no_money).faults] == ["proof.chain"]


def test_an_office_comes_back_in_a_new_epoch(administrator: Desk, tmp_path: Path) -> None:
    add_family(administrator)
    done = safety.back_up(administrator, tmp_path / "a.ejsika-backup")
    back = safety.restore(done.path, tmp_path / "pulih", PASSWORD, None, (None, PASSWORD))
    assert (back.name, back.epoch, back.totals["household"]) == ("Kabupaten Pandeglang", 2, 1)
    desk = offices.sign_in(tmp_path / "pulih", Role.OPERATOR)
    assert desk.office.stream == "36.01#2"
    family = add_family(desk)
    assert family
    assert safety.verify(desk, no_money).sound
    desk.close()


@pytest.mark.parametrize(
    ("password", "name", "second", "code"),
    [
        ("salah sama sekali", None, (None, PASSWORD), "keys.wrong_password"),
        (PASSWORD, "operator", (None, PASSWORD), "role.not_allowed"),
        (PASSWORD, None, ("administrator", PASSWORD), "role.same_person"),
        (PASSWORD, None, ("supervisor", "salah sama sekali"), "keys.wrong_password"),
        (PASSWORD, None, (None, "salah sama sekali"), "user.second_needed"),
    ],
)
def test_one_person_alone_brings_nothing_back(
    administrator: Desk, tmp_path: Path, password: str, name: str | None, second: tuple[str | None, str], code: str
) -> None:
    done = safety.back_up(administrator, tmp_path / "a.ejsika-backup")
    with pytest.raises(Refused) as refused:
        safety.restore(done.path, tmp_path / "pulih", password, name, second)
    assert refused.value.code == code
    assert not (tmp_path / "pulih").exists()


def test_an_office_is_never_written_over(administrator: Desk, tmp_path: Path) -> None:
    done = safety.back_up(administrator, tmp_path / "a.ejsika-backup")
    folder = administrator.office.folder.path
    with pytest.raises(Refused) as refused:
        safety.restore(done.path, folder, PASSWORD, None, (None, PASSWORD))
    assert refused.value.code == "folder.not_empty"
    assert (folder / "office.db").exists()


def test_every_table_of_records_is_proved() -> None:
    names = safety.recorded_tables()
    assert {"household", "member", "payment", "receipt", "visit", "letter", "tranche"} <= set(names)
    assert "audit_line" not in names
