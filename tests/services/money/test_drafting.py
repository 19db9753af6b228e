"""Drafting: who is listed, who is left out and why, and what a second draft does."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Cancelled, Refused
from desktop.models import Enrolment, EnrolmentStep, Household, Member, Payment, Task
from desktop.rules.money import Figure
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, Presence
from desktop.services import approving, programmes
from desktop.services.desk import Desk
from desktop.services.enrolling import Move, move
from desktop.services.money import decrees, drafting, freezing
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from tests import families
from tests.services.money.walk import DECREE, FIRST, drafted, faults, pay_list


def payments(desk: Desk) -> list[Payment]:
    with desk.read() as session:
        return list(session.scalars(select(Payment).order_by(Payment.village_code, Payment.rw, Payment.rt)))


def reasons(desk: Desk) -> dict[str, int]:
    return {one.code: one.count for one in drafting.create(desk, FIRST).value.left_out}


def change(desk: Desk, family: Any, **values: Any) -> None:
    with desk.write("test.change") as unit:
        row = unit.session.get_one(Household, family)
        for name, value in values.items():
            setattr(row, name, value)


def test_the_eligible_are_listed_with_what_they_get(operator: Desk) -> None:
    made = drafted(operator, 7)
    assert made.listed == Figure(7, 7_000_000)
    assert (made.added, made.withheld, made.left_out, made.warnings) == (7, Figure(), (), ())
    assert pay_list(operator).state == PayListState.DRAFT
    assert {row.state for row in payments(operator)} == {PaymentState.UNPAID}
    assert faults(operator) == []


def test_a_payment_keeps_the_family_as_it_was_listed(operator: Desk) -> None:
    (family,) = families.add(operator, 1, address="Kp. Pasir Awi", rt="3", rw="1", no_kk="3601010101090001")
    drafting.create(operator, FIRST)
    change(operator, family, address="Pindah", rt="9")
    (row,) = payments(operator)
    assert (row.address, row.rt, row.rw, row.no_kk) == ("Kp. Pasir Awi", "003", "001", "3601010101090001")
    assert (row.caretaker_name, row.card_number) == ("SITI AMINAH", "JSR-36.01-000001")
    assert row.explanation == '{"components":{"primary":1}}'


def test_cards_and_statuses_are_given_in_the_order_of_places(operator: Desk) -> None:
    drafted(operator, 9)
    with operator.read() as session:
        enrolments = session.scalars(select(Enrolment)).all()
        steps = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status == EnrolmentStatus.ELIGIBLE)).all()
    assert {row.status for row in enrolments} == {EnrolmentStatus.ELIGIBLE}
    assert sorted(row.card_number or "" for row in enrolments) == [f"JSR-36.01-{number:06}" for number in range(1, 10)]
    assert {step.enrolment_id for step in steps} == {row.id for row in enrolments}
    assert [row.card_number for row in payments(operator)] == sorted(row.card_number for row in payments(operator))


def test_a_card_an_import_brought_is_kept_and_passed_over(operator: Desk) -> None:
    old, _ = families.add(operator, 2)
    with operator.write("test.card") as unit:
        enrolment = unit.session.scalars(select(Enrolment).where(Enrolment.household_id == old)).one()
        enrolment.card_number = "JSR-36.01-000001"
    drafting.create(operator, FIRST)
    assert sorted(row.card_number for row in payments(operator)) == ["JSR-36.01-000001", "JSR-36.01-000002"]


@pytest.mark.parametrize(
    ("household", "code"),
    [
        ({"receives_pkh": True}, "rules.pkh_yes"),
        ({"village_code": None}, "money.left_out_unplaced"),
    ],
)
def test_a_family_left_out_is_counted_with_its_reason(operator: Desk, household: dict[str, Any], code: str) -> None:
    families.add(operator, 3)
    families.add(operator, 2, start=10, **household)
    assert reasons(operator) == {code: 2}
    assert len(payments(operator)) == 3


def test_a_family_without_a_caretaker_in_the_house_is_left_out(operator: Desk) -> None:
    nobody, dead, _ = families.add(operator, 3)
    with operator.write("test.change") as unit:
        unit.session.get_one(Household, nobody).caretaker_id = None
        household = unit.session.get_one(Household, dead)
        unit.session.get_one(Member, household.caretaker_id).presence = Presence.DIED
    assert reasons(operator) == {"money.left_out_caretaker": 2}


def test_a_family_without_a_component_is_left_out_with_the_day(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    with operator.write("test.change") as unit:
        for member in unit.session.scalars(select(Member).where(Member.household_id == family)):
            member.schooling = "left"
    (left_out,) = drafting.create(operator, FIRST).value.left_out
    assert (left_out.code, left_out.count) == ("rules.component_none", 1)
    assert left_out.values == {"day": operator.today(), "count": 1}


@pytest.mark.parametrize("status", [EnrolmentStatus.SUSPENDED, EnrolmentStatus.STOPPED, EnrolmentStatus.GRADUATED])
def test_a_paused_family_is_not_brought_back_by_drafting(operator: Desk, status: EnrolmentStatus) -> None:
    drafted(operator, 2)
    with operator.read() as session:
        enrolment = session.scalars(select(Enrolment.id)).first()
    assert enrolment is not None
    move(operator, enrolment, Move(status, operator.today(), "pindah ke luar provinsi"))
    again = drafting.create(operator, FIRST).value
    assert [one.code for one in again.left_out] == [f"money.left_out_{status}"]
    assert again.listed == Figure(2, 2_000_000)
    assert again.withheld == Figure(1, 1_000_000)
    with operator.read() as session:
        assert session.get_one(Enrolment, enrolment).status == status


def test_drafting_again_adds_what_is_new_and_changes_nothing_else(operator: Desk) -> None:
    drafted(operator, 3)
    before = {row.id: row.version for row in payments(operator)}
    families.add(operator, 2, start=50)
    again = drafting.create(operator, FIRST).value
    assert (again.added, again.listed.families) == (2, 5)
    after = {row.id: row.version for row in payments(operator)}
    assert {row: after[row] for row in before} == before


def test_who_fits_again_is_paid_again(operator: Desk) -> None:
    family, _ = families.add(operator, 2)
    drafting.create(operator, FIRST)
    change(operator, family, receives_pkh=True)
    assert drafting.create(operator, FIRST).value.withheld.families == 1
    withheld = next(row for row in payments(operator) if row.state == PaymentState.WITHHELD)
    assert withheld.reason == freezing.NO_LONGER
    change(operator, family, receives_pkh=False, address="Kp. Baru")
    assert drafting.create(operator, FIRST).value.withheld == Figure()
    assert {row.reason for row in payments(operator)} == {""}
    assert "Kp. Baru" in {row.address for row in payments(operator)}


def test_equal_numbers_are_a_question_and_no_wall(operator: Desk) -> None:
    families.add(operator, 2, bank="bjb", no_kk="3601010101099999")
    families.add(operator, 2, start=0, bank="bjb")  # the same mothers once more
    made = drafting.create(operator, FIRST).value
    assert {one.code: one.count for one in made.warnings} == {"money.same_nik": 4, "money.same_kk": 2}
    assert made.listed.families == 4
    drafting.create(operator, FIRST)
    with operator.read() as session:
        kinds = sorted(session.scalars(select(Task.kind)))
    assert kinds == ["payment.same_kk", "payment.same_nik", "payment.same_nik"]


def test_looking_over_writes_nothing(operator: Desk) -> None:
    families.add(operator, 2, receives_pkh=True)
    (left_out,) = drafting.look_over(operator, FIRST)
    assert (left_out.code, left_out.count) == ("rules.pkh_yes", 2)
    assert payments(operator) == []


def test_nothing_is_drafted_on_an_empty_amount(operator: Desk) -> None:
    year = programmes.packaged("jamsosratu-2019", paths.resources())
    tranches = tuple(replace(one, amount=None) for one in year.tranches)
    with operator.write("test.programme") as unit:
        programmes.store(unit, replace(year, code="baru", name="Baru 2019", tranches=tranches), "36.01")
    with pytest.raises(Refused) as refused:
        drafting.create(operator, TrancheKey("baru", 2019, 1))
    assert refused.value.code == "rules.amount_empty"


class Stopper:
    """A person who cancels at the first step of a kind of work."""

    def __init__(self, at: str) -> None:
        self._at = at

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if what == self._at:
            raise Cancelled


@pytest.mark.parametrize("at", ["Judging families", "Saving the list"])
def test_a_cancelled_draft_leaves_nothing(operator: Desk, at: str) -> None:
    families.add(operator, 3)
    with pytest.raises(Cancelled):
        drafting.create(operator, FIRST, DECREE, Stopper(at))
    assert payments(operator) == []
    with pytest.raises(Refused):
        pay_list(operator)


def test_only_the_operator_drafts(supervisor: Desk, auditor: Desk) -> None:
    for desk in (supervisor, auditor):
        with pytest.raises(Refused) as refused:
            drafting.create(desk, FIRST)
        assert refused.value.code == "role.not_allowed"


def test_the_decree_takes_the_totals_of_the_list(operator: Desk) -> None:
    drafted(operator, 4)
    decree = pay_list(operator).decree_id
    families.add(operator, 1, start=20)
    drafting.create(operator, FIRST)
    with pytest.raises(Refused) as refused:
        approving.check(operator, FIRST)
    assert refused.value.code == "money.decree_differs"
    assert (refused.value.values["families"], refused.value.values["rupiah"]) == (-1, "-Rp1.000.000")
    decrees.enter(operator, FIRST, NewDecree(DECREE.number), follow=True)
    approving.check(operator, FIRST)
    assert pay_list(operator).decree_id == decree


def test_a_decree_with_its_own_totals_shows_the_difference(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 2)
    drafting.create(operator, FIRST, NewDecree("1/2019", date(2019, 3, 5), 3, 3_000_000))
    with pytest.raises(Refused) as refused:
        approving.approve(supervisor, FIRST)
    assert refused.value.values == {
        "tranche": "2019/1", "decree": "1/2019", "granted_families": 3, "granted": "Rp3.000.000",
        "listed_families": 2, "listed": "Rp2.000.000", "families": 1, "rupiah": "Rp1.000.000",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("decree", "code"),
    [
        (NewDecree("  ", date(2019, 3, 5)), "money.decree_number"),
        (NewDecree("9" * 81, date(2019, 3, 5)), "money.decree_number"),
        (NewDecree("7/2019"), "money.decree_date"),
    ],
)
def test_a_decree_that_says_too_little_is_refused(operator: Desk, decree: NewDecree, code: str) -> None:
    families.add(operator, 1)
    with pytest.raises(Refused) as refused:
        drafting.create(operator, FIRST, decree)
    assert refused.value.code == code
    assert payments(operator) == []
