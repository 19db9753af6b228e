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
from desktop.services.money import drafting, receipts, settling
from desktop.services.money.settling import Outcome
from desktop.services.payday import paying
from desktop.services.payers import answers, files
from tests import families
from tests.services.money.walk import DECREE, FIRST, faults
from tests.services.payers.answering import accounts, row, written

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


@pytest.mark.parametrize(
    ("said", "outcome", "code"),
    [
        (OrderOutcome.SENT, PaymentState.PAID, "money.sent"),
        (OrderOutcome.IDLE, PaymentState.PAID, "money.sent"),
        (OrderOutcome.FAILED, PaymentState.PAID, ""),
        (OrderOutcome.SENT, PaymentState.RETURNED, "money.sent"),
        (OrderOutcome.IDLE, PaymentState.RETURNED, ""),
        (OrderOutcome.SENT, PaymentState.UNPAID, ""),
    ],
)
def test_a_table_of_results_does_not_speak_for_the_bank(
    operator: Desk, sent: UUID, said: OrderOutcome, outcome: PaymentState, code: str
) -> None:
    answered(operator, said)
    wanted = Outcome(sent, outcome, operator.today(), "belum datang", "STS-7")
    if code:
        with pytest.raises(Refused) as refused:
            settling.settle(operator, FIRST, [wanted])
        assert (refused.value.code, refused.value.values["payer"]) == (code, "BJB")
    else:
        settling.settle(operator, FIRST, [wanted])
    assert state(operator, sent) == (PaymentState.UNPAID if code else outcome)
    assert faults(operator) == []


def test_what_the_bank_says_it_paid_no_table_takes_back(operator: Desk, sent: UUID, tmp_path: Path) -> None:
    account, *_ = accounts(operator)
    answer = written(tmp_path / "j.csv", [row(operator, account)])
    answers.accept(operator, answers.preview(operator, FIRST, answer))
    assert state(operator, sent) == PaymentState.PAID
    with pytest.raises(Refused) as refused:
        settling.settle(operator, FIRST, [Outcome(sent, PaymentState.UNPAID, reason="ternyata tidak datang")])
    assert (refused.value.code, state(operator, sent)) == ("money.paid_by_payer", PaymentState.PAID)
