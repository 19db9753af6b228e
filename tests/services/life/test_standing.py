"""The list of families as it stood on a day, with the figures of now beside."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.errors import Cancelled
from desktop.rules.succession import Cause
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.families import finding
from desktop.services.life import splitting, standing
from desktop.services.life.events import Birth, FamilyCame, FamilyLeft, NewCaretaker, Split
from desktop.services.life.standing import StoodList
from tests import families, offices
from tests.services.life.conftest import ON, Clock, Family
from tests.services.life.test_recording import BABY, PAPER

WINTER = date(2019, 2, 1)


def on(family: Family, day: date) -> StoodList:
    return standing.list_on(family.desk, day)


def now(desk: Desk) -> list[tuple[object, ...]]:
    """The list as the window shows it, in the same order."""
    rows = finding.find(desk, "", limit=1_000).rows
    return [
        (row.id, row.caretaker_name, row.nik, row.card_number, row.village, row.district, row.members, row.status)
        for row in rows
    ]


def told(found: StoodList) -> list[tuple[object, ...]]:
    return [
        (row.id, row.caretaker_name, row.nik, row.card_number, row.village, row.district, row.members, row.status)
        for row in found.rows
    ]


def test_today_it_is_the_list_of_now(family: Family) -> None:
    families.add(family.desk, 5)
    found = on(family, family.desk.today())
    assert sorted(map(str, told(found))) == sorted(map(str, now(family.desk)))
    assert (found.people, found.by_status) == (14, {"candidate": 6})
    assert (found.came, found.gone) == (0, 0)


def test_an_earlier_day_lists_who_was_there(family: Family) -> None:
    families.add(family.desk, 5)  # in June
    found = on(family, WINTER)
    (row,) = found.rows
    assert (row.id, row.caretaker_name, row.members, row.status) == (family.id, "Siti Aminah", 4, "candidate")
    assert row.nik.endswith("0002")
    assert "36010146" not in row.nik  # masked
    assert (found.came, found.gone) == (5, 0)


def test_before_the_first_registration_it_is_empty(family: Family) -> None:
    found = on(family, date(2019, 1, 6))
    assert (found.rows, found.people, found.came) == ((), 0, 1)


def test_it_says_from_when_anything_is_kept(family: Family, clock: Clock) -> None:
    found = on(family, WINTER)
    assert found.begins is not None
    assert found.begins >= date(2024, 1, 1)  # the office itself was made by the clock of this machine


def test_members_caretaker_and_state_are_of_then(family: Family) -> None:
    family.enter(Birth(on=ON, paper=PAPER, child=BABY))
    family.enter(NewCaretaker(on=ON, paper=PAPER, successor=family.id_of("Sarip"), cause=Cause.OTHER))
    with family.desk.write("test.move") as unit:
        rows = list(enrolling.read_rows(unit.session, "jamsosratu"))
        enrolling.move_many(unit, rows, Move(EnrolmentStatus.SUSPENDED, ON, "verifikasi"))
    (then,) = on(family, WINTER).rows
    (today,) = on(family, family.desk.today()).rows
    assert (then.caretaker_name, then.members, then.status) == ("Siti Aminah", 4, "candidate")
    assert (today.caretaker_name, today.members, today.status) == ("Sarip", 5, "suspended")


def test_a_family_that_left_is_in_the_list_of_before(family: Family) -> None:
    family.enter(FamilyLeft(on=ON, paper=PAPER))
    assert on(family, family.desk.today()).rows == ()
    found = on(family, WINTER)
    assert [row.id for row in found.rows] == [family.id]
    assert (found.came, found.gone) == (0, 1)
    family.on_day(date(2019, 7, 1))
    family.enter(FamilyCame(on=date(2019, 7, 1), paper=PAPER))
    assert len(on(family, date(2019, 7, 1)).rows) == 1
    assert on(family, date(2019, 6, 30)).rows == ()


def test_a_split_card_is_one_family_before_and_two_after(family: Family) -> None:
    event = Split(on=ON, paper=PAPER, members=frozenset({family.id_of("Neng")}), head=family.id_of("Neng"))
    splitting.split(family.desk, family.id, family.opened().stamp, event)
    before, after = on(family, WINTER), on(family, family.desk.today())
    assert [(row.caretaker_name, row.members) for row in before.rows] == [("Siti Aminah", 4)]
    assert [(row.caretaker_name, row.members) for row in after.rows] == [("Neng", 1), ("Siti Aminah", 3)]
    assert before.people == after.people == 4


def test_of_two_programmes_the_newest_of_then_counts(family: Family) -> None:
    with family.desk.write("test.join") as unit:
        unit.touch("enrolment", families={family.id})
        enrolling.enrol_candidates(unit, "lansia", [family.id], date(2019, 6, 18))
        rows = list(enrolling.read_rows(unit.session, "lansia"))
        enrolling.move_many(unit, rows, Move(EnrolmentStatus.ACTIVE, date(2019, 6, 19), "SK"))
    assert on(family, family.desk.today()).by_status == {"active": 1}
    assert on(family, WINTER).by_status == {"candidate": 1}


def test_a_place_nobody_knows_is_shown_as_written(operator: Desk, clock: Clock) -> None:
    families.add(operator, 1, village_code=None, area_as_written="DESA ENTAH")
    (row,) = standing.list_on(operator, clock.now.date()).rows
    assert (row.village, row.district, row.placed) == ("DESA ENTAH", "", False)


def test_it_is_read_page_by_page(operator: Desk, clock: Clock) -> None:
    families.add(operator, 7)
    found = standing.list_on(operator, clock.now.date())
    assert [row.id for row in (*found.page(0, 3), *found.page(3, 3), *found.page(6, 3))] == [
        row.id for row in found.rows
    ]
    names = [row.caretaker_name for row in found.rows]
    assert names == sorted(names)


class Impatient:
    """Stops the work at the first step."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        raise Cancelled


def test_it_can_be_stopped(family: Family) -> None:
    with pytest.raises(Cancelled):
        standing.list_on(family.desk, WINTER, Impatient())


class Counting:
    def __init__(self) -> None:
        self.told: list[tuple[int, int | None, str]] = []

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.told.append((done, total, what))


def test_it_says_how_far_it_is(operator: Desk, clock: Clock) -> None:
    families.add(operator, 3)
    progress = Counting()
    standing.list_on(operator, clock.now.date(), progress)
    assert {what for _, _, what in progress.told} == {"Reading how it stood"}
    assert (0, 6, "Reading how it stood") in progress.told


@pytest.mark.parametrize("role", Role)
def test_everybody_may_read_the_masked_list(family: Family, role: Role) -> None:
    found = standing.list_on(offices.same_office_as(family.desk, role), WINTER)
    assert len(found.rows) == 1


def test_a_day_ends_at_midnight_of_the_office(family: Family) -> None:
    family.clock.now = datetime(2019, 6, 21, 16, 59, tzinfo=UTC)  # 23.59 in Banten
    families.add(family.desk, 1)
    family.clock.now = datetime(2019, 6, 21, 17, 0, tzinfo=UTC)
    families.add(family.desk, 1, start=1)
    days = [date(2019, 6, 21), date(2019, 6, 22)]
    assert [len(on(family, day).rows) for day in days] == [2, 3]
    assert len(on(family, days[0] - timedelta(days=1)).rows) == 1
