"""Faults that only many together show: a damaged column of an import, a village born on 1 January."""

from datetime import date
from pathlib import Path

import pytest

from desktop.errors import Cancelled
from desktop.models import ImportBatch, Member
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.importing import accepting, previewing
from desktop.services.quality import groups
from desktop.services.quality.groups import Group, GroupKind
from tests import families, offices
from tests.services.importing import registers


def born(desk: Desk, day: date, places: list[str], count: int, start: int) -> None:
    """Put families into a village whose mothers are born on a day."""
    ids = families.add(desk, count, places=places, start=start)
    with desk.write("family.save") as unit:
        for family in ids:
            mother = unit.session.query(Member).filter_by(household_id=family, position=1).one()
            mother.birth_date = day


def of_kind(desk: Desk, kind: GroupKind) -> list[Group]:
    return [group for group in groups.groups(desk) if group.kind is kind]


@pytest.mark.parametrize("day", [date(1984, 1, 1), date(1960, 12, 31)])
def test_a_village_born_on_one_day_is_shown(operator: Desk, day: date) -> None:
    odd, fine = families.villages(operator, 2)
    born(operator, day, [odd], 12, 1)
    born(operator, date(1984, 3, 12), [fine], 12, 20)
    [group] = of_kind(operator, GroupKind.BIRTHDAYS)
    assert (group.village_code, group.seen, group.found) == (odd, 24, 12)
    assert group.where


def test_a_few_born_on_one_day_are_chance(operator: Desk) -> None:
    born(operator, date(1984, 1, 1), families.villages(operator, 1), 9, 1)
    assert of_kind(operator, GroupKind.BIRTHDAYS) == []
    born(operator, date(1984, 3, 12), families.villages(operator, 1), 40, 20)
    assert of_kind(operator, GroupKind.BIRTHDAYS) == []


def test_who_died_is_not_counted(operator: Desk) -> None:
    born(operator, date(1984, 1, 1), families.villages(operator, 1), 12, 1)
    with operator.write("family.save") as unit:
        for member in unit.session.query(Member).filter_by(position=1):
            member.presence = "died"
    assert of_kind(operator, GroupKind.BIRTHDAYS) == []


def take_in(desk: Desk, path: Path, ending: str) -> None:
    """Take in forty people whose NIKs end in one of these digits."""
    rows = [
        row | {"nik": str(row["nik"])[:-1] + ending[number % len(ending)]}
        for number in range(100, 120)
        for row in registers.other_family(number, 2)
    ]
    village = families.villages(desk, 1)[0]
    accepting.accept(desk, previewing.preview(desk, registers.opensid(path, *rows), village=village))


def test_a_column_that_a_spreadsheet_rounded_is_shown(operator: Desk, tmp_path: Path) -> None:
    take_in(operator, tmp_path / "rusak.xlsx", "0")
    [group] = of_kind(operator, GroupKind.LAST_DIGIT)
    assert (group.where, group.seen, group.found, group.on) == ("rusak.xlsx", 40, 40, operator.today())


def test_a_sound_column_is_not(operator: Desk, tmp_path: Path) -> None:
    take_in(operator, tmp_path / "baik.xlsx", "0123456789")
    assert of_kind(operator, GroupKind.LAST_DIGIT) == []


def test_an_import_that_was_undone_is_passed_over(operator: Desk, tmp_path: Path) -> None:
    take_in(operator, tmp_path / "rusak.xlsx", "0")
    with operator.write("import.undo") as unit:
        unit.session.query(ImportBatch).one().undone_at = operator.now()
    assert groups.groups(operator) == ()


def test_mending_the_people_does_not_mend_the_file(operator: Desk, tmp_path: Path) -> None:
    """The file stays suspicious, so that whoever sent it is asked for a better one."""
    take_in(operator, tmp_path / "rusak.xlsx", "0")
    with operator.write("family.save") as unit:
        for member in unit.session.query(Member):
            member.nik = None
    assert [group.where for group in of_kind(operator, GroupKind.LAST_DIGIT)] == ["rusak.xlsx"]


def test_it_tells_how_far_it_is_and_can_be_stopped(operator: Desk, tmp_path: Path) -> None:
    take_in(operator, tmp_path / "rusak.xlsx", "0")

    class Impatient:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            if total is not None:
                raise Cancelled

    with pytest.raises(Cancelled):
        groups.groups(operator, Impatient())


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_may_look(operator: Desk, role: Role) -> None:
    assert groups.groups(offices.same_office_as(operator, role)) == ()
