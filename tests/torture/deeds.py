"""What a process does at an office until it is killed: each deed says when it begins and when it is done."""

from collections.abc import Callable
from pathlib import Path

from desktop import paths
from desktop.gazetteer import Gazetteer
from desktop.rules.terms import Role
from desktop.services import approving, opening, safety, users
from desktop.services.importing import accepting, previewing
from desktop.services.money import printing
from desktop.services.money.keys import TrancheKey
from desktop.services.opening import NewOffice
from desktop.store import rekey
from tests import offices

BEGINS, DONE = "begins", "done"
VILLAGE = "36.01.01.2001"
FIRST = TrancheKey("jamsosratu", 2019, 1)
Tell = Callable[[str], None]


def take_in(tell: Tell, folder: Path, register: Path) -> None:
    desk = offices.sign_in(folder, Role.OPERATOR)
    previewed = previewing.preview(desk, register, village=VILLAGE)
    tell(BEGINS)
    accepting.accept(desk, previewed)
    tell(DONE)


def approve(tell: Tell, folder: Path) -> None:
    desk = offices.sign_in(folder, Role.SUPERVISOR)
    tell(BEGINS)
    approving.approve(desk, FIRST)
    tell(DONE)


def back_up(tell: Tell, folder: Path, target: Path) -> None:
    desk = offices.sign_in(folder, Role.ADMINISTRATOR)
    tell(BEGINS)
    safety.back_up(desk, target)
    tell(DONE)


def print_all(tell: Tell, folder: Path, out: Path) -> None:
    desk = offices.sign_in(folder, Role.OPERATOR)
    tell(BEGINS)
    printing.print_receipts(desk, FIRST, out)
    tell(DONE)


def bring_back(tell: Tell, source: Path, folder: Path) -> None:
    tell(BEGINS)
    safety.restore(source, folder, offices.PASSWORD, "administrator", ("supervisor", offices.PASSWORD))
    tell(DONE)


def change_key(tell: Tell, folder: Path) -> None:
    desk = offices.sign_in(folder, Role.ADMINISTRATOR)
    tell(BEGINS)
    rekey.change_key(desk.office, desk.office.folder.read_keys())
    tell(DONE)


def add_user(tell: Tell, folder: Path) -> None:
    desk = offices.sign_in(folder, Role.ADMINISTRATOR)
    tell(BEGINS)
    users.add(desk, "baru", Role.OPERATOR, offices.PASSWORD)
    tell(DONE)


def remove_user(tell: Tell, folder: Path) -> None:
    desk = offices.sign_in(folder, Role.ADMINISTRATOR)
    tell(BEGINS)
    users.remove(desk, "operator", "supervisor", offices.PASSWORD)
    tell(DONE)


def create(tell: Tell, folder: Path) -> None:
    wanted = NewOffice("36.01", ("jamsosratu-2019",), offices.USERS)
    tell(BEGINS)
    opening.create(folder, wanted, Gazetteer(), paths.resources())
    tell(DONE)


def sort_and_write(tell: Tell, folder: Path, secret: str) -> None:
    """Change every family and sort them in one large transaction that never ends well."""
    desk = offices.sign_in(folder, Role.OPERATOR)
    with desk.write("torture") as unit:
        driver = unit.connection.exec_driver_sql
        driver("CREATE TEMP TABLE heap AS SELECT name, hex(randomblob(400)) AS noise FROM member")
        tell(BEGINS)
        while True:
            driver("UPDATE household SET address = ? || hex(randomblob(40))", (secret,))
            driver("UPDATE heap SET name = ? || noise", (secret,))
            driver("SELECT count(*) FROM (SELECT name, noise FROM heap ORDER BY noise, name)").fetchone()
            driver("PRAGMA cache_spill = 1")
