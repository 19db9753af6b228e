"""Random lives of a district whose disk breaks again and again: what was once taken in is never lost (item 35)."""

import random
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange.manifest import Kind
from desktop.models import Household, Member, RecordConflict
from desktop.rules.terms import Role
from desktop.services.exchange import catching_up, epochs, packing
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at
from tests.services.exchange.test_taking import records, rename, sound

SECOND = (Role.SUPERVISOR.value, offices.PASSWORD)
MAY_BE_SAID = {"exchange.gap"}
ACTS = ("register", "edit", "edit", "send", "send", "lose", "answer", "back_up", "restore", "late")


class Life:
    """A district, its backups, and the packages that are under way to the province."""

    def __init__(self, district: End, province: End, place: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        self.district, self.province, self.place = district, province, place
        self.open = ExitStack()
        self.backup: Path | None = None
        self.under_way: list[Path] = []
        self.count = self.restores = 0
        self.once_taken: set[object] = set()

    def live(self, acts: int) -> None:
        for _ in range(acts):
            getattr(self, self.dice.choice(ACTS))()
        self.back_up()
        self.edit()
        self.send()
        self.restore()
        self.settle()

    def register(self) -> None:
        families.add(self.district.desk, 1, start=self.count)
        self.count += 1

    def edit(self) -> None:
        if records(self.district, "36.01")["member"]:
            self.count += 1
            rename(self.district, f"SITI KE-{self.count}")

    def send(self) -> None:
        self.arrive(self.district.send(self.province))

    def lose(self) -> None:
        self.under_way.append(self.district.send(self.province))

    def late(self) -> None:
        if self.under_way:
            self.arrive(self.under_way.pop(self.dice.randrange(len(self.under_way))))

    def answer(self) -> None:
        self.take(self.district, self.province.send(self.district))

    def back_up(self) -> None:
        self.count += 1
        folder = self.district.desk.office.folder.path
        self.district.desk.office.close()
        self.backup = Path(shutil.copytree(folder, self.place / f"backup-{self.count}"))
        self.district = self.open.enter_context(opened_at(folder))

    def restore(self) -> None:
        """The disk broke. The copy goes on in an epoch above every one that there ever was."""
        if self.backup is None:
            return
        self.restores += 1
        self.district.desk.office.close()
        folder = shutil.copytree(self.backup, self.place / f"restored-{self.restores}")
        self.district = self.open.enter_context(opened_at(Path(folder)))
        administrator = offices.same_office_as(self.district.desk, Role.ADMINISTRATOR)
        epochs.begin(administrator, SECOND, 1 + self.restores)
        self.province.trust(self.district)

    def arrive(self, package: Path) -> None:
        self.take(self.province, package)
        with self.province.desk.read() as session:
            self.once_taken |= set(session.scalars(select(Household.id).where(Household.owner == "36.01")))

    def take(self, end: End, package: Path) -> None:
        try:
            end.take(package)
        except Refused as refused:
            assert refused.code in MAY_BE_SAID, refused.code

    def settle(self) -> None:
        """What both do at last: the district sends, gets back what it lost, and sends once more."""
        for _ in range(2):
            self.send()
            with self.province.desk.read() as session:
                owed = catching_up.owed(session, "36.01")
            if owed:
                self.take(self.district, packing.make(self.province.desk, "36.01", kind=Kind.CATCH_UP).value.path)
        self.answer()
        self.send()

    def apart(self) -> set[str]:
        """Records of which two versions wait for a person, at either end."""
        found: set[str] = set()
        for end in (self.district, self.province):
            with end.desk.read() as session:
                found |= set(session.scalars(select(RecordConflict.record)))
        return found


@pytest.mark.parametrize("seed", range(2))
def test_item_35_nothing_that_was_taken_in_is_lost(district: End, province: End, tmp_path: Path, seed: int) -> None:
    life = Life(district, province, tmp_path, seed)
    with life.open:
        life.live(10)
        with life.district.desk.read() as session:
            here = set(session.scalars(select(Household.id).where(Household.owner == "36.01")))
        assert life.once_taken <= here
        differ = differing(life.district, province)
        assert differ <= life.apart(), "the two differ only where a person is asked"
        assert sound(life.district, province)


def differing(one: End, other: End) -> set[str]:
    """Names of the members that have another name at the other end."""
    ours, theirs = names(one), names(other)
    assert ours.keys() == theirs.keys()
    return {record for record, name in ours.items() if theirs[record] != name}


def names(end: End) -> dict[str, str]:
    with end.desk.read() as session:
        rows = session.execute(select(Member.id, Member.name).where(Member.owner == "36.01"))
        return {str(record): name for record, name in rows}
