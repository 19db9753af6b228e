"""A disk that fills up, a program that dies, another who saves meanwhile, another office: all or nothing each time."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, Household, ImportBatch, Member
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import accepting, previewing
from desktop.services.importing.answers import Totals
from desktop.store import proof
from desktop.wording.importing import INDEXING, SAVING
from tests import offices
from tests.services.importing.registers import HEAD, opensid, other_family

VILLAGE = "36.01.01.2001"


def many(families: int) -> list[dict[str, Any]]:
    return [row for number in range(families) for row in other_family(number)]


def counts(desk: Desk) -> list[int]:
    with desk.read() as session:
        tables = (Household, Member, Enrolment, ImportBatch)
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def faults(desk: Desk) -> list[str]:
    with desk.read() as session:
        connection = session.connection()
        found = [*proof.database(connection), *proof.chain(connection), *proof.versions(connection)]
        found += proof.live_records(connection, ["household", "member", "enrolment", "enrolment_step"])
    return [fault.code for fault in found]


class At:
    """Does something when the work says it is at this."""

    def __init__(self, what: str, act: Any) -> None:
        self._what, self._act = what, act
        self.done = 0

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if what == self._what:
            self.done += 1
            self._act()


@pytest.mark.parametrize("room", [5, 60, 200])
def test_a_full_disk_is_a_sentence_and_keeps_nothing(operator: Desk, tmp_path: Path, room: int) -> None:
    """SQLite says the same of a file that may not grow as of a disk that is full."""
    shown = previewing.preview(operator, opensid(tmp_path / "a.xlsx", *many(600)), village=VILLAGE)
    with operator.office.alone() as driver:
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count = {pages + room}")
    with pytest.raises(Refused) as refused:
        accepting.accept(operator, shown)
    assert refused.value.code == "database.full"
    assert counts(operator) == [0, 0, 0, 0]
    with operator.office.alone() as driver:
        driver.execute("PRAGMA max_page_count = 1073741823")
    assert faults(operator) == []
    # With room again, the same preview still holds.
    assert accepting.accept(operator, shown).value.after == Totals(600, 1200)
    assert faults(operator) == []


def test_others_read_what_was_while_a_register_comes_in(operator: Desk, tmp_path: Path) -> None:
    accepting.accept(operator, previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village=VILLAGE))
    seen: list[tuple[int, int]] = []

    def look() -> None:
        seen.append((finding.total(operator), len(finding.find(operator, "orang").rows)))

    shown = previewing.preview(operator, opensid(tmp_path / "b.xlsx", *many(600)), village=VILLAGE)
    accepting.accept(operator, shown, progress=At(INDEXING, look))
    assert seen
    assert set(seen) == {(1, 0)}
    assert finding.total(operator) == 601
    assert finding.find(operator, "orang").rows


def test_who_saves_meanwhile_waits_and_loses_nothing(operator: Desk, tmp_path: Path) -> None:
    accepting.accept(operator, previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village=VILLAGE))
    shown = previewing.preview(operator, opensid(tmp_path / "b.xlsx", *many(600)), village=VILLAGE)
    came: list[str] = []

    def save() -> None:
        with operator.write("family.save") as unit:
            came.append("saving")
            household = unit.session.scalars(select(Household).where(Household.no_kk == HEAD["no_kk"])).one()
            household.phone = "081200000000"

    other = threading.Thread(target=save)

    def begin() -> None:
        if not came and not other.is_alive():
            came.append("begun")
            other.start()

    accepting.accept(operator, shown, progress=At(SAVING, begin))
    came.append("accepted")
    other.join()
    assert came[0] == "begun"
    with operator.read() as session:
        phones = session.scalars(select(Household.phone).where(Household.no_kk == HEAD["no_kk"])).all()
        actions = session.scalars(select(AuditLine.action).order_by(AuditLine.seq)).all()
    assert phones == ["081200000000"]
    # The lines of the import are not parted by the other's.
    assert actions[-1] == "family.save"
    assert faults(operator) == []


DIES = """
import os, sys
from pathlib import Path
from desktop.rules.terms import Role
from desktop.services.importing import accepting, previewing
from tests import offices

class Dies:
    def __init__(self, at):
        self.at = at
    def step(self, done, total=None, what=""):
        self.at -= 1
        if self.at == 0:
            os._exit(9)

desk = offices.sign_in(Path(sys.argv[1]), Role.OPERATOR)
shown = previewing.preview(desk, Path(sys.argv[2]), village="36.01.01.2001")
accepting.accept(desk, shown, progress=Dies(int(sys.argv[3])))
"""


@pytest.mark.parametrize("at", [1, 2, 4])
def test_a_program_that_dies_in_the_middle_keeps_nothing(
    office_folder: Path, tmp_path: Path, checkout: Path, at: int
) -> None:
    path = opensid(tmp_path / "a.xlsx", *many(1100))
    told = subprocess.run(
        [sys.executable, "-c", DIES, str(office_folder), str(path), str(at)],
        cwd=checkout, env={**os.environ, "PYTHONPATH": str(checkout)}, check=False, timeout=120,
    )  # fmt: skip
    assert told.returncode == 9
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    try:
        assert counts(desk) == [0, 0, 0, 0]
        assert faults(desk) == []
        shown = previewing.preview(desk, path, village=VILLAGE)
        assert accepting.accept(desk, shown).value.after == Totals(1100, 2200)
    finally:
        desk.close()
