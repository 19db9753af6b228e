"""The way back of a list: asked by one person, granted by another, nothing that was paid loses its paper."""

from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, ReceiptState
from desktop.services import approving, enrolling, safety
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.money import drafting, overview, proving, receipts, settling, stepping_back
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from tests import offices
from tests.services.money.walk import DECREE, FIRST, SECOND, approved, drafted, faults, on_later_day, opened, pay_list

S, P = PayListState, PaymentState
LATER = TrancheKey("jamsosratu", 2019, 1, 1)
WHY = "Nama pengurus keliru"


def state(desk: Desk) -> PayListState:
    return PayListState(pay_list(desk).state)


def reach(operator: Desk, supervisor: Desk, wanted: PayListState) -> None:
    drafted(operator, 3)
    steps: list[tuple[PayListState, Callable[[], object]]] = [
        (S.CHECKED, lambda: approving.check(operator, FIRST)),
        (S.APPROVED, lambda: approving.approve(supervisor, FIRST)),
        (S.OPEN, lambda: approving.open_pay_out(supervisor, FIRST)),
        (S.CLOSED, lambda: approving.close(supervisor, FIRST)),
        (S.LOCKED, lambda: approving.lock(supervisor, FIRST)),
    ]
    for reached, step in steps:
        step()
        if reached is wanted:
            return


@pytest.mark.parametrize(("start", "back"), stepping_back.BACK.items())
def test_each_state_has_a_way_back(operator: Desk, supervisor: Desk, start: PayListState, back: PayListState) -> None:
    reach(operator, supervisor, start)
    asked = stepping_back.ask(operator, FIRST, WHY).value
    assert (asked.from_state, asked.to_state, asked.mine, asked.granted) == (start, back, True, None)
    assert state(operator) is start  # nothing happens before somebody else decides
    assert stepping_back.grant(supervisor, FIRST).value is back
    assert state(operator) is back
    assert overview.status(operator, FIRST).history[-1].reason == WHY
    assert faults(operator) == []
    assert safety.verify(operator, proving.prove).sound


def test_from_approved_to_draft_every_receipt_is_void_and_new_ones_follow(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    stepping_back.ask(operator, FIRST, WHY)
    stepping_back.grant(supervisor, FIRST)
    for number in (1, 2, 3):
        assert receipts.look_up(operator, f"KW-36.01-2019-{number:06d}").state is ReceiptState.VOID
    drafting.create(operator, FIRST, DECREE)
    again = approving.approve(supervisor, FIRST).value
    assert (again.first, again.last) == ("KW-36.01-2019-000004", "KW-36.01-2019-000006")
    assert faults(operator) == []


def statuses(desk: Desk) -> Counter[str]:
    with desk.read() as session:
        return Counter(session.scalars(select(Enrolment.status)))


def test_families_stand_again_where_they_stood_before_the_approval(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    assert statuses(operator) == {"active": 3}
    stepping_back.ask(operator, FIRST, WHY)
    stepping_back.grant(supervisor, FIRST)
    assert statuses(operator) == {"eligible": 3}
    with operator.read() as session:
        steps = session.scalars(select(EnrolmentStep).order_by(EnrolmentStep.change_number)).all()
    assert [(one.status, one.reason) for one in steps[-3:]] == [("eligible", WHY)] * 3
    assert Counter(one.status for one in steps)["active"] == 3, "what was, stays written"
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    assert statuses(operator) == {"active": 3}
    assert faults(operator) == []


def test_who_moved_on_or_is_paid_by_another_list_is_left_alone(operator: Desk, supervisor: Desk) -> None:
    """The second tranche made nobody active whom the first had; going back from it changes no family."""
    approved(operator, supervisor, 3)
    with operator.read() as session:
        stopped = session.scalars(select(Enrolment.id)).first()
    assert stopped is not None
    enrolling.move(operator, stopped, Move(EnrolmentStatus.SUSPENDED, operator.today(), "pindah"))
    drafting.create(operator, SECOND, DECREE)
    approving.approve(supervisor, SECOND)
    for key in (SECOND, FIRST):
        stepping_back.ask(operator, key, WHY)
        stepping_back.grant(supervisor, key)
        left = {"active": 2, "suspended": 1} if key == SECOND else {"eligible": 2, "suspended": 1}
        assert statuses(operator) == left


def test_going_back_from_the_first_tranche_leaves_who_the_second_pays(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    drafting.create(operator, SECOND, DECREE)
    approving.approve(supervisor, SECOND)
    stepping_back.ask(operator, FIRST, WHY)
    stepping_back.grant(supervisor, FIRST)
    assert statuses(operator) == {"active": 2}


def test_opened_again_unused_receipts_count_again(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    approving.close(supervisor, FIRST)
    assert overview.status(operator, FIRST).receipts.unused == 3
    stepping_back.ask(operator, FIRST, "Satu keluarga masih datang")
    stepping_back.grant(supervisor, FIRST)
    found = overview.status(operator, FIRST)
    assert (found.receipts.unused, found.receipts.issued) == (0, 3)
    assert approving.close(supervisor, FIRST).value.unused == 3


@pytest.mark.parametrize("start", [S.APPROVED, S.OPEN])
def test_what_is_paid_keeps_the_list_where_it_is(operator: Desk, supervisor: Desk, start: PayListState) -> None:
    opened(operator, supervisor, 3)
    if start is S.APPROVED:
        stepping_back.ask(operator, FIRST, WHY)
        stepping_back.grant(supervisor, FIRST)
        stepping_back.ask(operator, FIRST, WHY)
        approving.open_pay_out(supervisor, FIRST)
        with pytest.raises(Refused) as refused:
            stepping_back.grant(supervisor, FIRST)
        assert refused.value.code == "money.back_stale"
        return
    desk = on_later_day(operator, 1)
    settling.settle_rest(desk, FIRST, P.PAID, desk.today())
    with pytest.raises(Refused) as refused:
        stepping_back.ask(operator, FIRST, WHY)
    assert refused.value.code == "money.back_settled"
    assert refused.value.values["count"] == 3


def test_paid_between_the_wish_and_the_answer(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    stepping_back.ask(operator, FIRST, WHY)
    desk = on_later_day(operator, 1)
    settling.settle_rest(desk, FIRST, P.PAID, desk.today())
    with pytest.raises(Refused) as refused:
        stepping_back.grant(supervisor, FIRST)
    assert refused.value.code == "money.back_settled"
    assert state(operator) is S.OPEN


def test_a_list_with_a_later_one_on_it_is_no_draft_again(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    drafting.create(operator, LATER, NewDecree("466/Kep.200-Huk/2019", DECREE.on, 1, 1))
    with pytest.raises(Refused) as refused:
        stepping_back.ask(operator, FIRST, WHY)
    assert refused.value.code == "money.back_later"


def test_nobody_decides_his_own_wish(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    stepping_back.ask(supervisor, FIRST, WHY)
    with pytest.raises(Refused) as refused:
        stepping_back.grant(supervisor, FIRST)
    assert refused.value.code == "money.back_own"


def test_who_asked_takes_the_wish_back_and_nobody_is_blocked_by_it(operator: Desk, supervisor: Desk) -> None:
    """In an office with one supervisor nobody else could decide his wish."""
    approved(operator, supervisor, 2)
    stepping_back.ask(supervisor, FIRST, WHY)
    with pytest.raises(Refused, match="back_own"):
        stepping_back.decline(supervisor, FIRST, "Tidak perlu")
    with pytest.raises(Refused, match="back_others"):
        stepping_back.withdraw(operator, FIRST, "Tidak perlu")
    with pytest.raises(Refused, match="no_reason"):
        stepping_back.withdraw(supervisor, FIRST, " ")
    stepping_back.withdraw(supervisor, FIRST, "Tidak jadi")
    stepping_back.ask(operator, FIRST, "Nama keliru")
    stepping_back.withdraw(operator, FIRST, "Ternyata benar")
    assert [one.answer for one in stepping_back.asked(operator, FIRST)] == ["Ternyata benar", "Tidak jadi"]
    assert state(operator) is S.APPROVED


def test_a_declined_wish_stays_with_its_answer_and_another_may_follow(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    stepping_back.ask(operator, FIRST, WHY)
    with pytest.raises(Refused) as refused:
        stepping_back.decline(supervisor, FIRST, "  ")
    assert refused.value.code == "money.no_reason"
    stepping_back.decline(supervisor, FIRST, "Sudah benar")
    stepping_back.ask(operator, FIRST, "Masih keliru")
    newest, first = stepping_back.asked(supervisor, FIRST)
    assert (first.granted, first.answer, newest.granted, newest.mine) == (False, "Sudah benar", None, False)
    assert state(operator) is S.APPROVED


@pytest.mark.parametrize(
    ("reason", "code"), [("", "money.no_reason"), ("   ", "money.no_reason"), (WHY, "money.back_asked")]
)
def test_what_cannot_be_asked(operator: Desk, supervisor: Desk, reason: str, code: str) -> None:
    approved(operator, supervisor, 2)
    if code == "money.back_asked":
        stepping_back.ask(operator, FIRST, WHY)
    with pytest.raises(Refused) as refused:
        stepping_back.ask(operator, FIRST, reason)
    assert refused.value.code == code


def test_a_draft_has_nothing_before_it(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 2)
    with pytest.raises(Refused) as refused:
        stepping_back.ask(operator, FIRST, WHY)
    assert refused.value.code == "money.nothing_back"
    with pytest.raises(Refused) as refused:
        stepping_back.grant(supervisor, FIRST)
    assert refused.value.code == "money.back_not_asked"


def test_an_auditor_looks_and_asks_nothing(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    stepping_back.ask(operator, FIRST, WHY)
    auditor = offices.same_office_as(operator, role=offices.Role.AUDITOR)
    (found,) = stepping_back.asked(auditor, FIRST)
    assert (found.reason, found.mine) == (WHY, False)
    with pytest.raises(Refused):
        stepping_back.ask(auditor, FIRST, WHY)
