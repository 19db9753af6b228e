"""Approval and what follows: two people, one decree, gapless numbers, all of it or nothing."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, EnrolmentStep, PayListStep, Payment, Receipt
from desktop.rules.money import Figure
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, ReceiptState, Role
from desktop.services import approving
from desktop.services.approving import Approved
from desktop.services.desk import Answer, Desk, Person
from desktop.services.money import drafting, receipts, settling
from tests import families, offices
from tests.services.money.walk import (
    DECREE,
    FIRST,
    OTHER,
    SECOND,
    approved,
    drafted,
    faults,
    opened,
    other_programme,
    pay_list,
)


def in_order(desk: Desk) -> list[tuple[Any, ...]]:
    statement = (
        select(Receipt.number, Payment.village_code, Payment.rw, Payment.rt, Payment.caretaker_name)
        .join(Payment, Payment.id == Receipt.payment_id)
        .order_by(Receipt.number)
    )
    with desk.read() as session:
        return [tuple(row) for row in session.execute(statement)]


def as_supervisor(desk: Desk) -> Desk:
    """The same person in another role, as if it had been changed meanwhile."""
    person = desk.person
    return Desk(desk.office, Person(person.id, person.name, person.full_name, Role.SUPERVISOR))


def test_approval_numbers_by_village_rw_rt_and_name(operator: Desk, supervisor: Desk) -> None:
    done = approved(operator, supervisor, 30)
    listed = ("KW-36.01-2019-000001", "KW-36.01-2019-000030", Figure(30, 30_000_000))
    assert done == Approved(FIRST, *listed, doubtful=done.doubtful)
    rows = in_order(operator)
    assert [row[0] for row in rows] == list(range(1, 31))
    assert [row[1:] for row in rows] == sorted(row[1:] for row in rows)
    assert faults(operator) == []


def test_approval_makes_families_active_with_the_decree_on_paper(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    with operator.read() as session:
        assert {row.status for row in session.scalars(select(Enrolment))} == {EnrolmentStatus.ACTIVE}
        steps = session.execute(select(EnrolmentStep.status, EnrolmentStep.paper).distinct()).all()
    assert set(steps) == {
        ("candidate", ""),
        ("eligible", ""),
        ("decreed", DECREE.number),
        ("active", DECREE.number),
    }


def test_the_maker_himself_cannot_approve(operator: Desk) -> None:
    drafted(operator)
    with pytest.raises(Refused) as refused:
        approving.approve(operator, FIRST)
    assert refused.value.code == "role.not_allowed"
    with pytest.raises(Refused) as refused:
        approving.approve(as_supervisor(operator), FIRST)
    assert refused.value.code == "money.own_draft"
    assert refused.value.values == {"name": "operator", "tranche": "2019/1"}
    assert in_order(operator) == []


def test_who_registered_a_family_needs_another_approver(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 3)
    families.add(operator, 2, start=10, registered_by=supervisor.person.id)
    drafting.create(operator, FIRST, DECREE)
    with pytest.raises(Refused) as refused:
        approving.approve(supervisor, FIRST)
    assert refused.value.code == "money.own_families"
    assert refused.value.values["count"] == 2


def test_no_approval_without_a_decree(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 1)
    drafting.create(operator, FIRST)
    with pytest.raises(Refused) as refused:
        approving.approve(supervisor, FIRST)
    assert refused.value.code == "money.no_decree"


def test_an_empty_list_and_no_list_are_refused(operator: Desk, supervisor: Desk) -> None:
    with pytest.raises(Refused) as refused:
        approving.approve(supervisor, FIRST)
    assert refused.value.code == "money.no_list"
    drafting.create(operator, FIRST, DECREE)
    with pytest.raises(Refused) as refused:
        approving.approve(supervisor, FIRST)
    assert refused.value.code == "money.empty_list"


def test_the_withheld_get_no_receipt(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 3)
    with operator.read() as session:
        enrolment = session.scalars(select(Payment.enrolment_id)).first()
    with operator.write("test.stop") as unit:
        unit.session.get_one(Enrolment, enrolment).status = EnrolmentStatus.STOPPED
    drafting.create(operator, FIRST)
    done = approving.approve(supervisor, FIRST).value
    assert done.payable == Figure(2, 2_000_000)
    assert len(in_order(operator)) == 2
    with operator.read() as session:
        assert session.get_one(Enrolment, enrolment).status == EnrolmentStatus.STOPPED
    assert faults(operator) == []


def test_numbers_run_on_over_programmes_voids_and_new_issues(operator: Desk, supervisor: Desk) -> None:
    other_programme(operator)
    approved(operator, supervisor, 3)
    receipts.void(supervisor, "KW-36.01-2019-000002", "nama salah")
    assert approved(operator, supervisor, 2, OTHER).first == "KW-36.01-2019-000004"
    assert receipts.issue_anew(operator, "KW-36.01-2019-000002").value.number == "KW-36.01-2019-000006"
    drafting.create(operator, SECOND, DECREE)
    assert approving.approve(supervisor, SECOND).value.first == "KW-36.01-2019-000007"
    with operator.read() as session:
        numbers = session.scalars(select(Receipt.number).order_by(Receipt.number)).all()
    assert numbers == list(range(1, 10))
    assert faults(operator) == []


class Breaks:
    """Something that fails in the middle of the work, as a full disk would."""

    def __init__(self, at: int) -> None:
        self._left = at

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self._left -= 1
        if self._left < 0:
            raise OSError("the power went")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_crash_within_approval_leaves_nothing(operator: Desk, supervisor: Desk, at: int) -> None:
    drafted(operator)
    with operator.read() as session:
        lines = session.scalars(select(AuditLine.seq)).all()
    with pytest.raises(OSError, match="the power went"):
        approving.approve(supervisor, FIRST, Breaks(at))
    assert in_order(operator) == []
    assert pay_list(operator).state == PayListState.DRAFT
    with operator.read() as session:
        assert session.scalars(select(AuditLine.seq)).all() == lines
        assert {row.status for row in session.scalars(select(Enrolment))} == {EnrolmentStatus.ELIGIBLE}
    assert approving.approve(supervisor, FIRST).value.first == "KW-36.01-2019-000001"


def test_two_approvals_at_once_give_one(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 40)
    done: list[Answer[Approved]] = []
    refused: list[str] = []
    together = threading.Barrier(2)

    def approve() -> None:
        together.wait()
        try:
            done.append(approving.approve(supervisor, FIRST))
        except Refused as answer:
            refused.append(answer.code)

    threads = [threading.Thread(target=approve) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(done), refused) == (1, ["money.cannot_approve"])
    assert [row[0] for row in in_order(operator)] == list(range(1, 41))
    assert faults(operator) == []


def test_the_whole_life_stands_in_its_steps(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 3)
    approving.check(operator, FIRST, reason="dibandingkan dengan SK")
    approving.approve(supervisor, FIRST)
    approving.open_pay_out(supervisor, FIRST)
    with operator.read() as session:
        paid = session.scalars(select(Payment.id)).first()
    assert paid is not None
    settling.settle(operator, FIRST, [settling.Outcome(paid, PaymentState.PAID, operator.today())])
    assert approving.close(supervisor, FIRST).value.unused == 2
    approving.lock(supervisor, FIRST)
    with operator.read() as session:
        steps = session.execute(select(PayListStep.state, PayListStep.by).order_by(PayListStep.id)).all()
        states = sorted(session.scalars(select(Receipt.state)))
    assert [row.state for row in steps] == [state.value for state in PayListState]
    assert {row.by for row in steps[2:]} == {supervisor.person.id}
    assert states == [ReceiptState.ISSUED, ReceiptState.UNUSED, ReceiptState.UNUSED]
    assert faults(operator) == []


STEPS: dict[PayListState, Callable[[Desk, Desk], object]] = {
    PayListState.CHECKED: lambda operator, _: approving.check(operator, FIRST),
    PayListState.APPROVED: lambda _, supervisor: approving.approve(supervisor, FIRST),
    PayListState.OPEN: lambda _, supervisor: approving.open_pay_out(supervisor, FIRST),
    PayListState.CLOSED: lambda _, supervisor: approving.close(supervisor, FIRST),
    PayListState.LOCKED: lambda _, supervisor: approving.lock(supervisor, FIRST),
}


@pytest.mark.parametrize("state", list(PayListState))
def test_every_other_way_is_closed(operator: Desk, supervisor: Desk, state: PayListState) -> None:
    drafted(operator, 1)
    with operator.write("test.state") as unit:
        unit.session.merge(pay_list(operator)).state = state
    for wanted, step in STEPS.items():
        if state not in approving.FROM[wanted]:
            with pytest.raises(Refused) as refused:
                step(operator, supervisor)
            assert refused.value.code == approving.CANNOT[wanted]
    if state not in (PayListState.DRAFT, PayListState.CHECKED):
        with pytest.raises(Refused) as refused:
            drafting.create(operator, FIRST)
        assert refused.value.code == "money.no_redraft"
    assert pay_list(operator).state == state


def test_a_checked_list_drafted_again_is_a_draft(operator: Desk) -> None:
    drafted(operator, 1)
    approving.check(operator, FIRST)
    drafting.create(operator, FIRST)
    assert pay_list(operator).state == PayListState.DRAFT


def test_closing_takes_a_second_person(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    with pytest.raises(Refused) as refused:
        approving.close(as_supervisor(operator), FIRST)
    assert refused.value.code == "role.same_person"


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_supervisor_approves_opens_closes_and_locks(operator: Desk, role: Role) -> None:
    desk = offices.same_office_as(operator, role)
    for service in (approving.approve, approving.open_pay_out, approving.close, approving.lock):
        with pytest.raises(Refused) as refused:
            service(desk, FIRST)
        assert refused.value.code == "role.not_allowed"
