"""The matrix of aids counts each family once for each two aids it holds on the day."""

from datetime import date
from uuid import UUID

import pytest

from desktop.models import Enrolment, FamilyClosure, OtherAid
from desktop.rules.aid_rules import Together
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services.desk import Desk
from desktop.services.official_lists import together
from desktop.services.official_lists.together import Cell
from tests import families, offices

SINCE = date(2019, 1, 1)


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    return families.add(operator, 4)


def give(desk: Desk, household: UUID, aid: str, since: date = SINCE, until: date | None = None) -> None:
    with desk.write("test.aid") as unit:
        row = OtherAid(household_id=household, aid=aid, source="family", valid_from=since)
        row.valid_to = until
        unit.session.add(row)


def enrol(desk: Desk, household: UUID, status: EnrolmentStatus) -> None:
    with desk.write("test.status") as unit:
        (row,) = unit.session.query(Enrolment).filter_by(household_id=household).all()
        row.status = status.value


def cell(desk: Desk, one: str, other: str) -> Cell:
    (found,) = [each for each in together.matrix(desk).cells if {each.one, each.other} == {one, other}]
    return found


def test_an_office_without_aids_shows_what_is_known(operator: Desk, households: list[UUID]) -> None:
    found = together.matrix(operator)
    assert found.holders == {}
    assert found.clashing == ()
    count = len(found.aids)
    assert len(found.cells) == count * (count - 1) // 2
    assert cell(operator, "bpnt", "pkh").pair.together is Together.YES


def test_families_are_counted_once_for_each_two(operator: Desk, households: list[UUID]) -> None:
    for aid in ("pkh", "bpnt", "blt_dd"):
        give(operator, households[0], aid)
    give(operator, households[0], "pkh")
    give(operator, households[1], "pkh")
    found = together.matrix(operator)
    assert found.holders == {"pkh": 2, "bpnt": 1, "blt_dd": 1}
    assert [(each.one, each.other, each.families) for each in found.clashing] == [
        ("pkh", "blt_dd", 1),
        ("bpnt", "blt_dd", 1),
    ]


@pytest.mark.parametrize(
    ("status", "families_"),
    [
        (EnrolmentStatus.ACTIVE, 1),
        (EnrolmentStatus.DECREED, 1),
        (EnrolmentStatus.SUSPENDED, 1),
        (EnrolmentStatus.CANDIDATE, 0),
        (EnrolmentStatus.STOPPED, 0),
    ],
)
def test_our_own_programme_counts_while_it_runs(
    operator: Desk, households: list[UUID], status: EnrolmentStatus, families_: int
) -> None:
    give(operator, households[2], "pkh")
    enrol(operator, households[2], status)
    found = cell(operator, "pkh", "jamsosratu")
    assert (found.families, found.pair.together, found.pair.sure) == (families_, Together.NO, True)


def test_pkh_as_the_family_says_counts_as_well(operator: Desk, households: list[UUID]) -> None:
    families.add(operator, 1, start=20, receives_pkh=True)
    assert together.matrix(operator).holders == {"pkh": 1}


def test_what_ended_or_has_not_begun_does_not_count(operator: Desk, households: list[UUID]) -> None:
    today = operator.today()
    give(operator, households[0], "pkh", until=date(2019, 2, 1))
    give(operator, households[1], "pkh", since=today.replace(year=today.year + 1))
    give(operator, households[2], "pkh", until=today)
    assert together.matrix(operator).holders == {"pkh": 1}


def test_a_family_that_left_does_not_count(operator: Desk, households: list[UUID]) -> None:
    give(operator, households[0], "pkh")
    with operator.write("test.closed") as unit:
        closure = FamilyClosure(household_id=households[0], kind="moved_out", on=SINCE, reason="Pindah")
        closure.by = operator.person.id
        unit.session.add(closure)
    assert together.matrix(operator).holders == {}


def test_an_aid_nobody_listed_stands_at_the_end(operator: Desk, households: list[UUID]) -> None:
    give(operator, households[0], "beras_desa")
    give(operator, households[0], "pkh")
    found = together.matrix(operator)
    assert cell(operator, "pkh", "beras_desa").families == 1
    assert cell(operator, "pkh", "beras_desa").pair.together is Together.UNKNOWN
    assert found.holders["beras_desa"] == 1


def test_who_holds_both_is_found_by_name(operator: Desk, households: list[UUID]) -> None:
    for household in (households[2], households[0]):
        give(operator, household, "bst")
        give(operator, household, "pkh")
    give(operator, households[1], "pkh")
    found = together.holding_both(operator, "pkh", "bst")
    assert [(each.household, each.name) for each in found] == [
        (households[2], "ENTIN SURYATIN"),
        (households[0], "SITI AMINAH"),
    ]
    assert {each.status for each in found} == {"candidate"}
    assert together.holding_both(operator, "pkh", "bst", limit=1) == found[:1]
    assert together.holding_both(operator, "pkh", "rastra") == ()


@pytest.mark.parametrize("role", list(Role))
def test_everybody_may_look(operator: Desk, households: list[UUID], role: Role) -> None:
    desk = offices.same_office_as(operator, role)
    assert together.matrix(desk) == together.matrix(operator)
    assert together.holding_both(desk, "pkh", "bst") == ()
