"""What was sent, as an answer is held against it: whose orders, in which files, and by what numbers they are found."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Payment
from desktop.rules.payout_paths import MoneyPath, OrderOutcome
from desktop.rules.terms import PaymentState, Role
from desktop.services.desk import Desk
from desktop.services.money.keys import list_here
from desktop.services.payday.beside import supervisor_beside
from desktop.services.payers import answers, came_back, files, orders, routes
from desktop.services.payers.came_back import CameBack
from desktop.services.payers.orders import Sent
from desktop.services.payers.routes import NewPath
from tests import offices
from tests.services.money import walk
from tests.services.money.walk import FIRST
from tests.services.payers.answering import row, sent, written

Out = OrderOutcome


def known(desk: Desk, payer: str = "") -> Sent:
    with desk.read() as session:
        return orders.sent(session, desk, list_here(session, FIRST, desk.office.code).id, payer)


def failed_and_sent_to_the_post(operator: Desk, supervisor: Desk, folder: Path) -> None:
    """Two families; the first comes back from the bank as failed and goes out again by the post."""
    first, _ = sent(operator, supervisor, folder, 2)
    failed = written(folder / "a.csv", [row(operator, first, "Gagal", "Blokir")])
    answers.accept(operator, answers.preview(operator, FIRST, failed))
    routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "Rekening diblokir"))
    files.make(operator, FIRST, "Kantor Pos", folder / "pos.xlsx")


def test_before_a_file_nothing_is_sent(operator: Desk, supervisor: Desk) -> None:
    walk.opened(operator, supervisor, 1)
    assert (known(operator).rows, known(operator).files) == ({}, ())


def test_each_payment_with_its_orders_the_newest_last(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    failed_and_sent_to_the_post(operator, supervisor, tmp_path)
    both = known(operator)
    assert (len(both.rows), both.files) == (2, (1, 2))
    twice = next(one for one in both.rows.values() if len(one.orders) > 1)
    assert [(one.file, one.payer, one.outcome, one.reason) for one in twice.orders] == [
        (1, "BJB", Out.FAILED, "blocked"), (2, "Kantor Pos", Out.SENT, ""),
    ]  # fmt: skip
    assert (twice.newest.waits, twice.orders[0].waits, twice.mine) == (True, False, twice.orders)
    assert {one.made for one in twice.orders} == {operator.today()}
    assert twice.state is PaymentState.UNPAID


@pytest.mark.parametrize(
    ("payer", "payments", "numbers"), [("BJB", 2, (1,)), ("Kantor Pos", 1, (2,)), ("BRI", 0, ()), ("", 2, (1, 2))]
)
def test_a_payer_answers_for_his_own_files(
    operator: Desk, supervisor: Desk, tmp_path: Path, payer: str, payments: int, numbers: tuple[int, ...]
) -> None:
    failed_and_sent_to_the_post(operator, supervisor, tmp_path)
    his = known(operator, payer)
    assert (len(his.rows), his.files) == (payments, numbers)
    for one in his.rows.values():
        assert {order.file for order in one.mine} <= set(numbers)
        assert set(one.mine) <= set(one.orders), "what others have in hand is known too"


def test_the_day_money_came_back_stands_with_its_order(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, _ = sent(operator, supervisor, tmp_path, 2)
    answers.accept(operator, answers.preview(operator, FIRST, written(tmp_path / "a.csv", [row(operator, first)])))
    with operator.read() as session:
        payment = session.scalars(select(Payment.id).where(Payment.state == PaymentState.PAID)).one()
    assert known(operator).rows[payment].newest.back is None
    day = walk.on_later_day(supervisor, 1).today()
    came_back.enter(supervisor, payment, CameBack("B-1", day, "inactive"))
    order = known(operator).rows[payment].newest
    assert (order.outcome, order.back, order.made) == (Out.FAILED, day, day - timedelta(days=1))


def test_the_supervisor_comes_to_the_desk_with_his_password(operator: Desk, supervisor: Desk, auditor: Desk) -> None:
    name = supervisor.person.name
    beside = supervisor_beside(operator, name.upper(), offices.PASSWORD)
    assert (beside.person.id, beside.person.role, beside.office) == (
        supervisor.person.id,
        Role.SUPERVISOR,
        operator.office,
    )
    for who, password, code in (
        (auditor.person.name, offices.PASSWORD, "payday.no_supervisor"),
        (operator.person.name, offices.PASSWORD, "role.same_person"),
        (name, "salah", "keys.wrong_password"),
    ):
        with pytest.raises(Refused) as refused:
            supervisor_beside(operator, who, password)
        assert refused.value.code == code
