"""Money that lies with a bank is paid by nobody else: not at the desk, not back to the treasury, not anew."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Payment, PayoutOrder
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.accounting import returns
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import drafting, receipts
from desktop.services.payday import paying
from desktop.services.payers import files
from tests import families
from tests.services.money.walk import DECREE, FIRST, faults

NUMBER = "KW-36.01-2019-000001"


@pytest.fixture
def sent(operator: Desk, supervisor: Desk, tmp_path: Path) -> UUID:
    """Two families whose money is with the bank; the payment of the first receipt."""
    families.add(operator, 2, bank="bjb")
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    approving.open_pay_out(supervisor, FIRST)
    files.make(operator, FIRST, "BJB", tmp_path / "bjb.csv")
    found = receipts.look_up(operator, NUMBER)
    with operator.read() as session:
        return session.scalars(select(Payment.id).where(Payment.card_number == found.card_number)).one()


def answered(desk: Desk, outcome: OrderOutcome) -> None:
    with desk.write("test.answer") as unit:
        for row in unit.session.scalars(select(PayoutOrder)):
            row.outcome = outcome


def state(desk: Desk, payment: UUID) -> str:
    with desk.read() as session:
        return session.get_one(Payment, payment).state


@pytest.mark.parametrize("outcome", [OrderOutcome.SENT, OrderOutcome.IDLE])
def test_the_desk_does_not_pay_it(operator: Desk, sent: UUID, outcome: OrderOutcome) -> None:
    answered(operator, outcome)
    with pytest.raises(Refused) as refused:
        paying.pay(operator, sent)
    assert refused.value.code == "money.sent"
    assert refused.value.values["payer"] == "BJB"
    assert state(operator, sent) == PaymentState.UNPAID


def test_what_the_bank_could_not_pay_the_desk_pays(operator: Desk, sent: UUID) -> None:
    answered(operator, OrderOutcome.FAILED)
    paying.pay(operator, sent)
    assert state(operator, sent) == PaymentState.PAID
    assert faults(operator) == []


@pytest.mark.parametrize(
    ("outcome", "open_"), [(OrderOutcome.SENT, False), (OrderOutcome.IDLE, True), (OrderOutcome.FAILED, True)]
)
def test_it_goes_back_to_the_treasury_once_the_bank_has_answered(
    operator: Desk, sent: UUID, outcome: OrderOutcome, open_: bool
) -> None:
    answered(operator, outcome)
    new = NewReturn("STS-1", operator.today(), (sent,))
    if open_:
        returns.make(operator, FIRST, new)
        assert state(operator, sent) == PaymentState.RETURNED
        return
    with pytest.raises(Refused) as refused:
        returns.make(operator, FIRST, new)
    assert refused.value.code == "money.sent"
    assert state(operator, sent) == PaymentState.UNPAID


def test_its_receipt_is_not_voided_meanwhile(operator: Desk, supervisor: Desk, sent: UUID) -> None:
    void: Callable[[], object] = lambda: receipts.void(supervisor, NUMBER, "nama salah")  # noqa: E731 - tried twice
    with pytest.raises(Refused) as refused:
        void()
    assert refused.value.code == "money.sent"
    answered(operator, OrderOutcome.FAILED)
    void()
    assert state(operator, sent) == PaymentState.WITHHELD


def test_the_sentence_names_family_payer_and_file(operator: Desk, sent: UUID) -> None:
    with pytest.raises(Refused) as refused:
        paying.pay(operator, sent)
    with operator.read() as session:
        name = session.get_one(Payment, sent).caretaker_name
    assert refused.value.values == {"name": name, "payer": "BJB", "number": 1}
