"""What waits today is told to whom it concerns, and goes once it is done."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, FamilyClosure, Member, Payment, Task, TreasuryReturn, User
from desktop.rules.money import Figure
from desktop.rules.terms import EnrolmentStatus, PayListState, Presence, Relation, Role
from desktop.services import approving, enrolling, facilitators, home, safety, visits
from desktop.services.accounting import returns
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.facilitators import NewFacilitator
from desktop.services.families import finding
from desktop.services.home import Item, Kind, Part
from desktop.services.money import drafting, printing
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.quality import examining
from desktop.services.visits import NewVisit
from tests import families, offices
from tests.services.money.walk import opened

KEY = TrancheKey("jamsosratu", 2019, 1)
DECREE = NewDecree("900/Kep.1/2019", date(2019, 3, 25))
DAY = timedelta(days=1)


def items(desk: Desk) -> dict[Kind, Item]:
    found = home.today(desk).items
    assert list(found) == sorted(found, key=lambda item: list(Kind).index(item.kind))
    return {item.kind: item for item in found}


def besides(desk: Desk) -> set[Kind]:
    """What waits besides what the register lacks."""
    return set(items(desk)) - {Kind.VALIDATE, Kind.UNATTENDED, Kind.DOUBTS}


def test_a_new_office_waits_for_nothing_but_a_backup(
    operator: Desk, supervisor: Desk, administrator: Desk, auditor: Desk
) -> None:
    assert items(operator) == {}
    assert items(supervisor) == {}
    assert items(administrator)[Kind.BACKUP].day is None
    assert items(administrator)[Kind.FIRST_PASSWORD].count == 4
    proof = items(auditor)[Kind.PROOF]
    assert proof.day is None
    assert (proof.count > 0, len(proof.text)) == (True, 64)


def test_a_list_goes_from_hand_to_hand(operator: Desk, supervisor: Desk, auditor: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    drafting.create(operator, KEY)
    assert besides(operator) == {Kind.FINISH}
    drafting.create(operator, KEY, DECREE)
    waits = items(operator)[Kind.WAITS]
    assert (waits.tranche, waits.figure) == (KEY, Figure(3, 3_000_000))
    assert items(supervisor)[Kind.APPROVE].count == 3
    approving.approve(supervisor, KEY)
    assert items(operator)[Kind.PRINT].count == 3
    assert set(items(supervisor)) == {Kind.OPEN}
    printing.print_receipts(operator, KEY, tmp_path / "receipts.pdf")
    assert besides(operator) == {Kind.CONFIRM_PRINT}
    printing.confirm(operator, KEY)
    assert besides(operator) == set()
    assert set(items(auditor)) == {Kind.PROOF}
    assert [row.key for row in home.today(auditor).tranches] == [KEY]


def test_follow_ups_are_counted_once_each(operator: Desk) -> None:
    family = families.add(operator, 1)[0]
    who = facilitators.add(operator, NewFacilitator("Ratna")).value.id
    today = operator.today()
    for due in (today - 4 * DAY, today - DAY, today, today + DAY):
        new = NewVisit(family, who, today - 9 * DAY, "Kunjungan rutin", "Baik.", follow_up="Lihat lagi", due_on=due)
        visits.record(operator, new)
    found = items(operator)
    assert (found[Kind.OVERDUE].count, found[Kind.OVERDUE].day) == (2, today - 4 * DAY)
    assert found[Kind.DUE].count == 1


def test_families_to_be_placed_are_counted(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 2)
    families.add(operator, 3, start=2, village_code=None, area_as_written="Desa Entah")
    assert items(operator)[Kind.UNPLACED].count == 3
    assert Kind.UNPLACED not in items(supervisor)
    assert home.today(supervisor).families == 5


def test_a_backup_of_today_is_no_days_old(administrator: Desk, tmp_path: Path) -> None:
    safety.back_up(administrator, tmp_path / "backup.ejsika")
    backup = items(administrator)[Kind.BACKUP]
    assert (backup.count, backup.day) == (0, administrator.today())


def test_the_same_number_twice_is_a_question(operator: Desk) -> None:
    families.add(operator, 2, no_kk="3601010101190001")
    drafting.create(operator, KEY)
    question = items(operator)[Kind.TASKS]
    assert (question.count, question.text) == (1, "3601010101190001")
    assert len(finding.find(operator, question.text).rows) == 2


def test_the_oldest_question_is_named_and_a_closed_one_is_none(operator: Desk) -> None:
    with operator.write("test.tasks") as unit:
        for day, number in ((3, "3601010101190003"), (1, "3601010101190001"), (2, "3601010101190002")):
            opened = datetime(2019, 1, day, tzinfo=UTC)
            unit.session.add(Task(kind="import.same_kk", about=number, records="[]", opened_at=opened))
    question = items(operator)[Kind.TASKS]
    assert (question.count, question.text) == (3, "3601010101190001")
    with operator.write("test.close") as unit:
        for task in unit.session.scalars(select(Task).where(Task.about != "3601010101190003")):
            task.closed_at = operator.now()
    question = items(operator)[Kind.TASKS]
    assert (question.count, question.text) == (1, "3601010101190003")


def test_a_draft_without_a_decree_is_not_put_before_who_cannot_approve_it(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 3)
    drafting.create(operator, KEY)
    assert items(supervisor) == {}
    with pytest.raises(Refused):
        approving.approve(supervisor, KEY)


def test_a_list_checked_waits_like_one_drafted(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 3)
    drafting.create(operator, KEY)
    approving.check(operator, KEY, DECREE)
    assert besides(operator) == {Kind.WAITS}
    assert set(items(supervisor)) == {Kind.APPROVE}


def test_once_opened_nothing_waits_but_the_money(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    drafting.create(operator, KEY, DECREE)
    approving.approve(supervisor, KEY)
    printing.print_receipts(operator, KEY, tmp_path / "receipts.pdf")
    printing.confirm(operator, KEY)
    approving.open_pay_out(supervisor, KEY)
    assert besides(operator) == besides(supervisor) == set()
    (row,) = home.today(operator).tranches
    assert (row.state, row.paid.families, row.listed.families) == (PayListState.OPEN, 0, 3)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.OPERATOR, {Kind.FINISH, Kind.UNPLACED, Kind.TASKS}),
        (Role.SUPERVISOR, set()),
        (Role.AUDITOR, {Kind.PROOF}),
        (Role.ADMINISTRATOR, {Kind.BACKUP, Kind.FIRST_PASSWORD}),
    ],
)
def test_each_role_is_told_its_own(operator: Desk, role: Role, kinds: set[Kind]) -> None:
    families.add(operator, 2, no_kk="3601010101190001")
    families.add(operator, 1, start=2, village_code=None)
    drafting.create(operator, KEY)
    assert besides(offices.same_office_as(operator, role)) == kinds


@pytest.mark.parametrize("role", list(Role))
def test_looking_at_today_leaves_no_line(operator: Desk, role: Role) -> None:
    families.add(operator, 2)
    desk = offices.same_office_as(operator, role)
    with operator.read() as session:
        before = session.scalar(select(func.count()).select_from(AuditLine))
    today = home.today(desk)
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditLine)) == before
    assert (today.day, today.families) == (operator.today(), 2)


def test_users_with_their_own_password_are_not_told(administrator: Desk) -> None:
    with administrator.write("test.passwords") as unit:
        for user in unit.session.scalars(select(User).where(User.name != "auditor")):
            user.must_change_password = False
    assert items(administrator)[Kind.FIRST_PASSWORD].count == 1
    with administrator.write("test.passwords") as unit:
        unit.session.scalars(select(User).where(User.name == "auditor")).one().active = False
    assert Kind.FIRST_PASSWORD not in items(administrator)


def test_an_overdue_visit_that_was_done_waits_no_more(operator: Desk) -> None:
    family = families.add(operator, 1)[0]
    who = facilitators.add(operator, NewFacilitator("Ratna")).value.id
    today = operator.today()
    new = NewVisit(family, who, today - 9 * DAY, "Kunjungan", "Baik.", follow_up="Lihat", due_on=today - DAY)
    made = visits.record(operator, new).value
    assert besides(operator) == {Kind.OVERDUE}
    visits.complete(operator, made.row.id)
    assert besides(operator) == set()


def test_the_newest_tranches_stand_first(operator: Desk) -> None:
    families.add(operator, 2)
    for number in (2, 1):
        drafting.create(operator, TrancheKey("jamsosratu", 2019, number))
    assert [row.key.number for row in home.today(operator).tranches] == [2, 1]


def test_the_families_are_counted_by_status_and_add_up(operator: Desk) -> None:
    lost = families.add(operator, 5)
    with operator.write("test.move") as unit:
        rows = [row for row in enrolling.read_rows(unit.session, "jamsosratu") if row["household_id"] in lost[:2]]
        enrolling.move_many(unit, rows, Move(EnrolmentStatus.STOPPED, date(2019, 5, 2), "pindah"))
    found = home.today(operator)
    assert found.statuses == (Part("candidate", 3), Part("stopped", 2))
    assert found.families == 5


def test_districts_come_largest_first_and_by_name(operator: Desk) -> None:
    places: list[str] = []
    for number, district in enumerate(finding.districts(operator)[: home.SHOWN_DISTRICTS + 2]):
        places += [finding.villages(operator, district.code)[0].code] * (2 if number == 3 else 1)
    families.add(operator, len(places), places=places)
    named = [district.name for district in finding.districts(operator)]
    found = home.today(operator).districts
    assert len(found) == home.SHOWN_DISTRICTS
    assert found[0] == Part(named[3], 2)
    assert [part.name for part in found[1:]] == [name for name in named if name != named[3]][: len(found) - 1]
    assert {part.families for part in found[1:]} == {1}


def test_families_without_a_village_are_of_no_district(operator: Desk) -> None:
    families.add(operator, 2, village_code=None, area_as_written="Desa Entah")
    assert home.today(operator).districts == (Part("", 2),)


@pytest.mark.parametrize("role", list(Role))
def test_an_office_without_families_has_no_parts(operator: Desk, role: Role) -> None:
    found = home.today(offices.same_office_as(operator, role))
    assert (found.families, found.statuses, found.districts) == (0, (), ())


def test_what_the_register_lacks_waits_for_the_operator(operator: Desk, supervisor: Desk) -> None:
    ids = families.add(operator, 4)
    waits = items(operator)
    assert waits[Kind.VALIDATE].count == 4
    assert Kind.UNATTENDED not in waits
    with operator.write("test.status") as unit:
        for row in unit.session.scalars(select(Enrolment).where(Enrolment.household_id.in_(ids[:3]))):
            row.status = EnrolmentStatus.ACTIVE
    waits = items(operator)
    assert (waits[Kind.VALIDATE].count, waits[Kind.UNATTENDED].count) == (1, 3)
    assert not {Kind.VALIDATE, Kind.UNATTENDED, Kind.DOUBTS} & set(items(supervisor))


def test_a_doubt_waits_until_it_is_mended(operator: Desk) -> None:
    first, second, *_ = families.add(operator, 4, start=1)
    with operator.write("test.children") as unit:
        for child in unit.session.scalars(select(Member).where(Member.relation == Relation.CHILD)):
            child.presence = Presence.WITHDRAWN
    examining.examine(operator)
    assert Kind.DOUBTS not in items(operator)
    with operator.write("test.damage") as unit:
        for member in unit.session.scalars(select(Member).where(Member.household_id.in_((first, second)))):
            member.nik = "36010101018"
    examining.examine(operator)
    waits = items(operator)[Kind.DOUBTS]
    assert (waits.count, waits.text) == (2, "rules.nik_length")


def test_families_that_left_are_counted_nowhere(operator: Desk) -> None:
    ids = families.add(operator, 3)
    with operator.write("test.close") as unit:
        day, by = date(2019, 5, 2), operator.person.id
        unit.session.add(FamilyClosure(household_id=ids[0], kind="moved_out", on=day, reason="Pindah", by=by))
    now = home.today(operator)
    assert now.families == sum(part.families for part in now.statuses) == 2
    assert "closed" not in {part.name for part in now.statuses}


def test_money_on_its_way_back_waits_for_the_other_person(operator: Desk, supervisor: Desk, auditor: Desk) -> None:
    opened(operator, supervisor, 3)
    with operator.read() as session:
        one, two, _ = session.scalars(select(Payment.id))
    made = [
        returns.make(operator, KEY, NewReturn(number, operator.today(), (payment,))).value
        for number, payment in (("STS-1", one), ("STS-2", two))
    ]
    waits = items(supervisor)[Kind.RETURNS]
    assert (waits.count, waits.figure) == (2, Figure(2, 2_000_000))
    assert Kind.RETURNS not in {*items(operator), *items(auditor)}
    with operator.write("test.own") as unit:
        unit.session.get_one(TreasuryReturn, made[0].id).made_by = supervisor.person.id
    assert items(supervisor)[Kind.RETURNS].count == 1, "nobody is asked for his own"
    assert made[1].id is not None
    returns.confirm(supervisor, made[1].id)
    assert Kind.RETURNS not in items(supervisor)
