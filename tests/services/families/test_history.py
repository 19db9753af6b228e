"""What a family has behind it: lists that paid it, programmes it joined, visits, and doubts let stand."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import Caseload, Enrolment, Facilitator, Household, Payment, Visit, WarningOverride
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, PaymentState, Role
from desktop.services import approving, enrolling
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.families import detail, finding, saving
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from tests import families, offices

FIRST, SECOND = TrancheKey("jamsosratu", 2019, 1), TrancheKey("jamsosratu", 2019, 2)
DECREE = NewDecree("900/Kep.1/2019", date(2019, 3, 25))
DAY = timedelta(days=1)


@pytest.fixture
def family(operator: Desk) -> UUID:
    return families.add(operator, 1)[0]


def listed(operator: Desk, *keys: TrancheKey) -> None:
    """Put all families on the lists; they become part of the decree with the first."""
    supervisor = offices.same_office_as(operator, Role.SUPERVISOR)
    for key in keys:
        drafting.create(operator, key, DECREE)
        approving.approve(supervisor, key)


def pay(desk: Desk, state: PaymentState, on: date | None) -> None:
    with desk.write("test.pay") as unit:
        for payment in unit.session.scalars(select(Payment)):
            payment.state, payment.settled_on = state, on


def visit(desk: Desk, family: UUID, helper: UUID, on: date, **values: object) -> None:
    with desk.write("test.visit") as unit:
        whole = {"purpose": "Kunjungan rumah", "seen": "Sehat", "entered_by": desk.person.id, "entered_at": desk.now()}
        unit.session.add(Visit(id=new_id(), household_id=family, facilitator_id=helper, on=on, **(whole | values)))


def helper_of(desk: Desk, family: UUID, name: str, until: date | None = None) -> UUID:
    """A facilitator who has the family in his care since January, or had until a day."""
    with desk.write("test.helper") as unit:
        helper = Facilitator(id=new_id(), name=name)
        unit.session.add(helper)
        unit.session.flush()
        since = date(2019, 1, 1)
        unit.session.add(
            Caseload(id=new_id(), facilitator_id=helper.id, household_id=family, valid_from=since, valid_to=until)
        )
        return helper.id


def test_a_payment_stands_with_its_list_and_amount(operator: Desk, family: UUID) -> None:
    listed(operator, FIRST)
    (payment,) = detail.open_family(operator, family).payments
    assert (payment.programme, payment.year, payment.tranche) == ("jamsosratu", 2019, 1)
    assert (payment.amount, payment.state, payment.on) == (1_000_000, PaymentState.UNPAID, None)


@pytest.mark.parametrize("state", [PaymentState.PAID, PaymentState.RETURNED])
def test_a_settled_payment_says_when(operator: Desk, family: UUID, state: PaymentState) -> None:
    listed(operator, FIRST)
    pay(operator, state, date(2019, 4, 11))
    (payment,) = detail.open_family(operator, family).payments
    assert (payment.state, payment.on) == (state, date(2019, 4, 11))


def test_another_familys_payments_are_not_its_own(operator: Desk, family: UUID) -> None:
    listed(operator, FIRST)
    (later,) = families.add(operator, 1, start=1)
    assert len(detail.open_family(operator, family).payments) == 1
    assert detail.open_family(operator, later).payments == ()


def test_the_newest_programme_gives_the_state(operator: Desk, family: UUID) -> None:
    with operator.write("test.join") as unit:
        unit.session.add(
            Enrolment(
                id=new_id(),
                household_id=family,
                programme="lansia",
                status=EnrolmentStatus.ACTIVE,
                since=families.REGISTERED + DAY,
                card_number="LNS-36.01-000001",
            )
        )
        unit.touch("enrolment", families={family})
    opened = detail.open_family(operator, family)
    assert [row.programme for row in opened.enrolments] == ["lansia", "jamsosratu"]
    assert (opened.status, opened.enrolments[0].card_number) == ("active", "LNS-36.01-000001")
    assert [row.id for row in finding.find(operator, "LNS-36.01-000001").rows] == [family]


def test_a_move_shows_at_once(operator: Desk, family: UUID) -> None:
    with operator.write("test.move") as unit:
        rows = list(enrolling.read_rows(unit.session, "jamsosratu"))
        enrolling.move_many(unit, rows, Move(EnrolmentStatus.SUSPENDED, date(2019, 5, 2), "belum verifikasi"))
    assert detail.open_family(operator, family).status == "suspended"
    assert [row.status for row in finding.find(operator, "").rows] == ["suspended"]


def test_of_many_visits_the_newest_twenty_are_read(operator: Desk, family: UUID) -> None:
    helper = helper_of(operator, family, "Euis Marwiyah")
    start = date(2019, 1, 1)
    for number in range(23):
        visit(operator, family, helper, start + number * DAY)
    found = detail.open_family(operator, family).visits
    assert [line.on for line in found] == [start + number * DAY for number in range(22, 2, -1)]


def test_a_follow_up_says_until_when_and_whether_it_is_done(operator: Desk, family: UUID) -> None:
    helper = helper_of(operator, family, "Euis Marwiyah")
    due, done = date(2019, 4, 5), date(2019, 4, 3)
    visit(operator, family, helper, date(2019, 3, 1), follow_up="Posyandu", due_on=due, done_on=done)
    visit(operator, family, helper, date(2019, 2, 1), follow_up="KTP", due_on=due)
    first, second = detail.open_family(operator, family).visits
    assert (first.follow_up, first.due_on, first.done_on) == ("Posyandu", due, done)
    assert (second.follow_up, second.due_on, second.done_on) == ("KTP", due, None)


def test_who_had_the_family_before_is_not_its_facilitator(operator: Desk, family: UUID) -> None:
    old = helper_of(operator, family, "Euis Marwiyah", until=date(2019, 2, 28))
    assert detail.open_family(operator, family).facilitator == ""
    helper_of(operator, family, "Titin Supriatin")
    visit(operator, family, old, date(2019, 2, 1))
    opened = detail.open_family(operator, family)
    assert opened.facilitator == "Titin Supriatin"
    assert [line.facilitator for line in opened.visits] == ["Euis Marwiyah"]  # who came then


def test_a_doubt_let_stand_is_not_raised_again_until_the_number_changes(operator: Desk, family: UUID) -> None:
    opened = detail.open_family(operator, family)
    assert opened.fields.members[0].id is not None

    def with_nik(nik: str, reason: str) -> set[str]:
        now = detail.open_family(operator, family)
        mother = replace(now.fields.members[0], nik=nik)
        fields = replace(now.fields, members=(mother, *now.fields.members[1:]))
        saved = saving.save(operator, family, now.stamp, fields, reason).value
        return {problem.code for problem in saved.problems if problem.member == 0}

    assert "rules.nik_length" not in with_nik("360101520384001", "KTP lama")
    with operator.read() as session:
        (kept,) = session.scalars(select(WarningOverride).where(WarningOverride.code == "rules.nik_length"))
    assert (kept.about, kept.reason, kept.by) == ("360101520384001", "KTP lama", operator.person.id)
    assert "rules.nik_length" not in with_nik("36010152038400", "salinan KK")
    with operator.write("test.number") as unit:
        member = unit.session.get_one(Household, family).members[0]
        member.nik = "3601015203"
    codes = {problem.code for problem in detail.open_family(operator, family).problems}
    assert "rules.nik_length" in codes


def test_a_family_whose_caretaker_is_unknown_names_none(operator: Desk, family: UUID) -> None:
    with operator.write("test.household") as unit:
        unit.session.get_one(Household, family).caretaker_id = None
    opened = detail.open_family(operator, family)
    assert opened.caretaker is None
    assert "family.no_caretaker" in {problem.code for problem in opened.problems}
    (found,) = finding.find_whole(operator, "ujang")
    assert (found.caretaker, found.village != "") == ("", True)


def test_a_family_without_a_village_is_found_by_the_place_as_written(operator: Desk) -> None:
    (lost,) = families.add(operator, 1, village_code=None, area_as_written="DESA ENTAH")
    (found,) = finding.find_whole(operator, "entah")
    assert (found.id, found.village, found.card) == (lost, "DESA ENTAH", "")
