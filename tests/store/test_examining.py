"""What was found in families is derived: kept beside them, forgotten with each change, never in the log."""

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from desktop.models import AuditLine, Examined, FamilyClosure, FamilyFault, Household, Member
from desktop.rules.ids import new_id
from desktop.services.desk import Desk
from desktop.store import examining
from desktop.store.examining import FRESH, FoundFault
from tests import families

TODAY = date(2019, 4, 11)
NOTHING = uuid.UUID(int=0)
ODD = FoundFault(None, "rules.kk_missing", "", stands=False)


def keep(desk: Desk, found: dict[uuid.UUID, list[FoundFault]], day: date = TODAY) -> None:
    with desk.write("faults.examine") as unit:
        examining.keep(unit.connection, found, day)


def waiting(desk: Desk, day: date = TODAY) -> list[uuid.UUID]:
    with desk.read() as session:
        ids = examining.next_families(session.connection(), day, NOTHING, 100)
        assert examining.waiting(session.connection(), day) == len(ids)
        return ids


def kept(desk: Desk) -> list[tuple[uuid.UUID, int, str]]:
    with desk.read() as session:
        rows = session.scalars(select(FamilyFault).order_by(FamilyFault.household_id, FamilyFault.at))
        return [(row.household_id, row.at, row.code) for row in rows]


def lines(desk: Desk) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(AuditLine)) or 0


@pytest.fixture
def three(operator: Desk) -> list[uuid.UUID]:
    return sorted(families.add(operator, 3))


def test_every_family_waits_until_it_is_looked_at(operator: Desk, three: list[uuid.UUID]) -> None:
    assert waiting(operator) == three
    keep(operator, {three[1]: [ODD]})
    assert waiting(operator) == [three[0], three[2]]
    assert kept(operator) == [(three[1], 0, "rules.kk_missing")]


def test_pages_go_on_where_the_last_one_ended(operator: Desk, three: list[uuid.UUID]) -> None:
    with operator.read() as session:
        connection = session.connection()
        assert examining.next_families(connection, TODAY, NOTHING, 2) == three[:2]
        assert examining.next_families(connection, TODAY, three[1], 2) == three[2:]
        assert examining.next_families(connection, TODAY, three[2], 2) == []


def test_what_is_found_anew_takes_the_place_of_the_old(operator: Desk, three: list[uuid.UUID]) -> None:
    keep(operator, {three[0]: [ODD, ODD, ODD], three[1]: [ODD]})
    keep(operator, {three[0]: [ODD]})
    assert kept(operator) == [(three[0], 0, "rules.kk_missing"), (three[1], 0, "rules.kk_missing")]
    keep(operator, {three[0]: [], three[1]: []})
    assert kept(operator) == []
    keep(operator, {})
    assert waiting(operator) == [three[2]]


def test_it_leaves_no_line_in_the_log(operator: Desk, three: list[uuid.UUID]) -> None:
    before = lines(operator)
    keep(operator, {family: [ODD] for family in three})
    assert lines(operator) == before


def test_after_a_month_everybody_is_older(operator: Desk, three: list[uuid.UUID]) -> None:
    keep(operator, {family: [] for family in three})
    assert waiting(operator, TODAY + FRESH - timedelta(days=1)) == []
    assert waiting(operator, TODAY + FRESH) == three


def test_a_change_to_a_member_calls_for_another_look(operator: Desk, three: list[uuid.UUID]) -> None:
    keep(operator, {family: [] for family in three})
    with operator.write("family.save") as unit:
        member = unit.session.scalars(select(Member).where(Member.household_id == three[2])).first()
        assert member is not None
        member.name = "NYI IROH"
    assert waiting(operator) == [three[2]]


def test_a_change_to_the_family_and_one_in_bulk_too(operator: Desk, three: list[uuid.UUID]) -> None:
    keep(operator, {family: [] for family in three})
    with operator.write("family.save") as unit:
        unit.session.get_one(Household, three[0]).no_kk = "3601010901150001"
    with operator.write("import.accept") as unit:
        unit.touch("household", families={three[1]})
    assert waiting(operator) == three[:2]


def test_a_family_that_leaves_the_lists_calls_for_another_look(operator: Desk, three: list[uuid.UUID]) -> None:
    keep(operator, {family: [] for family in three})
    with operator.write("family.close") as unit:
        unit.session.add(
            FamilyClosure(
                household_id=three[1], kind="moved_out", on=TODAY, reason="Pindah ke Lebak", by=operator.person.id
            )
        )
    assert waiting(operator) == [three[1]]


def test_what_is_not_about_families_forgets_nothing(operator: Desk, three: list[uuid.UUID]) -> None:
    keep(operator, {family: [] for family in three})
    with operator.write("family.open") as unit:
        unit.journal.note(kind="household", record=str(three[0]))
    assert waiting(operator) == []


def test_a_change_that_was_not_kept_forgets_nothing(operator: Desk, three: list[uuid.UUID]) -> None:
    keep(operator, {family: [] for family in three})
    with pytest.raises(RuntimeError, match="stop"), operator.write("family.save") as unit:
        unit.session.get_one(Household, three[0]).no_kk = "3601010901150001"
        unit.finish()
        raise RuntimeError("stop")
    assert waiting(operator) == []


def test_the_last_change_moves_with_records_only(operator: Desk, three: list[uuid.UUID]) -> None:
    with operator.read() as session:
        before = examining.last_change(session.connection())
    keep(operator, {three[0]: [ODD]})
    with operator.read() as session:
        assert examining.last_change(session.connection()) == before
    families.add(operator, 1, start=7)
    with operator.read() as session:
        assert examining.last_change(session.connection()) > before


def test_nothing_is_forgotten_where_nothing_was_looked_at(operator: Desk) -> None:
    with operator.write("test") as unit:
        examining.forget(unit.connection, [new_id()])
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(Examined)) == 0


def test_last_digits_are_counted_as_the_file_had_them(operator: Desk) -> None:
    batch = new_id()
    with operator.write("import.accept") as unit:
        unit.journal.batch = str(batch)
        family = Household(id=new_id(), registered_at=operator.now())
        unit.session.add(family)
        unit.session.flush()
        for at, nik in enumerate(["3601015203840010", "3601015203840020", "3601015203840021", "12", None]):
            unit.session.add(Member(household_id=family.id, position=at, name="Siti", nik=nik, presence="living_here"))
    with operator.write("family.save") as unit:
        for member in unit.session.scalars(select(Member).where(Member.household_id == family.id)):
            member.nik = None
    with operator.read() as session:
        found = examining.last_digits(session.connection(), batch)
        assert (found.seen, found.zero) == (3, 2)
        nothing = examining.last_digits(session.connection(), new_id())
        assert (nothing.seen, nothing.zero) == (0, 0)
