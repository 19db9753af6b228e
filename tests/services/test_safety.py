"""Backups come back, with two people, in a new epoch; the proof sees what is wrong."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import AuditLine
from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.desk import Desk
from desktop.store import photos, proof
from tests import offices
from tests.offices import PASSWORD
from tests.pictures import photograph
from tests.store.test_journal import add_family, attack_past_the_triggers
from tests.store.test_photos import keep


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
    back = safety.restore(done.path, tmp_path / "pulih", PASSWORD, None, ("operator", PASSWORD))
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
        ("salah sama sekali", None, ("operator", PASSWORD), "keys.wrong_password"),
        (PASSWORD, "operator", ("auditor", PASSWORD), "role.not_allowed"),
        (PASSWORD, None, ("administrator", PASSWORD), "role.same_person"),
        (PASSWORD, None, ("supervisor", "salah sama sekali"), "keys.wrong_password"),
        (PASSWORD, None, ("", PASSWORD), "user.second_needed"),
        (PASSWORD, None, ("siapa", PASSWORD), "keys.wrong_password"),
    ],
)
def test_one_person_alone_brings_nothing_back(
    administrator: Desk, tmp_path: Path, password: str, name: str | None, second: tuple[str, str], code: str
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
        safety.restore(done.path, folder, PASSWORD, None, ("operator", PASSWORD))
    assert refused.value.code == "folder.not_empty"
    assert (folder / "office.db").exists()


def test_every_table_of_records_is_proved() -> None:
    names = safety.recorded_tables()
    assert {"household", "member", "payment", "receipt", "visit", "letter", "tranche"} <= set(names)
    assert "audit_line" not in names


def find_faults(session: Session, progress: Progress) -> Iterator[proof.Fault]:
    """A proof of the money that has found something."""
    progress.step(1, 1, "money")
    yield proof.Fault("money.fault_no_decree", {"tranche": "jamsosratu:2019/1"})


class Counts:
    def __init__(self) -> None:
        self.steps: list[str] = []

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.steps.append(what)


def actions(desk: Desk) -> list[tuple[str, str | None]]:
    with desk.read() as session:
        return [(row.action, row.detail) for row in session.scalars(select(AuditLine))]


def test_the_money_has_its_say_in_the_proof(auditor: Desk) -> None:
    counts = Counts()
    proved = safety.verify(auditor, find_faults, counts)
    assert not proved.sound
    assert [fault.code for fault in proved.faults] == ["money.fault_no_decree"]
    assert "money" in counts.steps
    assert {"database", "log", "records", "money", "numbering"} <= set(proved.checks)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_may_prove_and_it_stands_in_the_log(operator: Desk, role: Role) -> None:
    desk = offices.same_office_as(operator, role)
    before = safety.verify(desk, find_faults).head
    after = safety.verify(desk, no_money).head
    assert after[0] > before[0], "the first proof added its own line"
    assert after[1] != before[1]
    told = [json.loads(detail or "{}") for action, detail in actions(operator) if action == "verify" and detail]
    assert [one["faults"] for one in told] == ["1", "0"] or [one["faults"] for one in told] == [1, 0]


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM household", "proof.unjournalled"),
        ("DELETE FROM household", "proof.references"),
        ("UPDATE audit_line SET at = '2001-01-01' WHERE seq = 3", "proof.chain"),
        ("DELETE FROM audit_line WHERE seq = 3", "proof.chain"),
    ],
)
def test_what_was_done_past_the_program_is_found(operator: Desk, statement: str, fault: str) -> None:
    add_family(operator)
    attack_past_the_triggers(operator, "PRAGMA foreign_keys = OFF", statement)
    assert fault in [found.code for found in safety.verify(operator, no_money).faults]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR])
def test_backups_are_the_administrators(operator: Desk, tmp_path: Path, role: Role) -> None:
    with pytest.raises(Refused) as refused:
        safety.back_up(offices.same_office_as(operator, role), tmp_path / "a.ejsika-backup")
    assert refused.value.code == "role.not_allowed"
    assert not list(tmp_path.glob("*.ejsika-backup"))


def test_a_backup_stands_in_the_log_and_shows_nothing(administrator: Desk, tmp_path: Path) -> None:
    add_family(administrator)
    done = safety.back_up(administrator, tmp_path / "a.ejsika-backup")
    assert done.size == done.path.stat().st_size > 0
    assert "backup" in [action for action, _ in actions(administrator)]
    content = done.path.read_bytes()
    assert b"SITI" not in content
    assert b"SQLite format 3" not in content


def test_a_backup_is_what_the_office_was_then(administrator: Desk, tmp_path: Path) -> None:
    add_family(administrator)
    done = safety.back_up(administrator, tmp_path / "a.ejsika-backup")
    add_family(administrator)
    back = safety.restore(done.path, tmp_path / "pulih", PASSWORD, "administrator", ("auditor", PASSWORD))
    assert back.totals["household"] == 1
    desk = offices.sign_in(tmp_path / "pulih", Role.AUDITOR)
    (line,) = [detail for action, detail in actions(desk) if action == "restore" and detail]
    assert '"second": "auditor"' in line
    desk.close()


@pytest.mark.parametrize("damage", ["cut", "byte", "empty", "other"])
def test_a_damaged_backup_brings_nothing_back(administrator: Desk, tmp_path: Path, damage: str) -> None:
    whole = safety.back_up(administrator, tmp_path / "a.ejsika-backup").path.read_bytes()
    middle = len(whole) // 2
    content = {
        "cut": whole[:-1000],
        "byte": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "empty": b"",
        "other": b"PK\x03\x04 kuitansi",
    }[damage]
    source = tmp_path / "b.ejsika-backup"
    source.write_bytes(content)
    with pytest.raises(Refused) as refused:
        safety.restore(source, tmp_path / "pulih", PASSWORD, None, ("operator", PASSWORD))
    assert refused.value.code in {"backup.damaged", "backup.not_verified", "database.damaged"}
    assert not (tmp_path / "pulih").exists()


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        safety.restore(tmp_path / "tidak-ada", tmp_path / "pulih", PASSWORD, None, ("operator", PASSWORD))
    assert refused.value.code == "files.missing"
    assert list(tmp_path.iterdir()) == []


def test_a_photograph_that_is_gone_fails_the_proof_and_no_backup(administrator: Desk, tmp_path: Path) -> None:
    name = keep(administrator, photograph(1))
    assert safety.verify(administrator, no_money).sound
    (administrator.office.folder.path / "photos" / name).unlink()
    proved = safety.verify(administrator, no_money)
    assert [(fault.code, fault.values["count"]) for fault in proved.faults] == [("photos.gone", 1)]
    assert safety.back_up(administrator, tmp_path / "a.ejsika-backup").photos.lost == 1


def test_photographs_come_back_with_the_office(administrator: Desk, tmp_path: Path) -> None:
    name = keep(administrator, photograph(1))
    done = safety.back_up(administrator, tmp_path / "a.ejsika-backup")
    back = safety.restore(done.path, tmp_path / "pulih", PASSWORD, None, ("operator", PASSWORD))
    assert (back.photos.new, back.photos.lost) == (1, 0)
    desk = offices.sign_in(tmp_path / "pulih", Role.OPERATOR)
    with desk.read() as session:
        assert photos.read(session, desk.office.folder, name) == photograph(1)
    assert safety.verify(desk, no_money).sound
    desk.close()


def test_an_office_comes_back_without_its_photographs_and_says_so(administrator: Desk, tmp_path: Path) -> None:
    keep(administrator, photograph(1))
    done = safety.back_up(administrator, tmp_path / "a.ejsika-backup")
    shutil.rmtree(tmp_path / "36.01.ejsika-photos")
    back = safety.restore(done.path, tmp_path / "jauh" / "pulih", PASSWORD, None, ("operator", PASSWORD))
    assert (back.photos.new, back.photos.lost) == (0, 1)
    desk = offices.sign_in(tmp_path / "jauh" / "pulih", Role.OPERATOR)
    assert [fault.code for fault in safety.verify(desk, no_money).faults] == ["photos.gone"]
    desk.close()
