"""A pay-out with everything in it: paid, not come, refused, returned, withheld, in several villages."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from desktop.models import Household, Member, Payment
from desktop.rules.terms import PaymentState
from desktop.services.desk import Desk
from desktop.services.money import settling
from desktop.services.money.keys import TrancheKey
from desktop.services.money.settling import Outcome
from tests.services.money import walk

LONG_NAME = "RADEN AJENG HJ. SITI NURHALIMATUSSADIYAH BINTI KH. ABDURRAHMAN WAHIDIN"
LONG_ADDRESS = "Kp. Sukamanah Hilir Kaler Blok C No. 128"  # forty letters
S = PaymentState


def longest(desk: Desk) -> None:
    """Give the first family in the office a name and an address as long as any."""
    with desk.write("test.longest") as unit:
        household = unit.session.scalars(select(Household).order_by(Household.no_kk)).first()
        assert household is not None
        household.address = LONG_ADDRESS
        unit.session.get_one(Member, household.caretaker_id).name = LONG_NAME


def payments(desk: Desk, key: TrancheKey = walk.FIRST) -> Sequence[Payment]:
    with desk.read() as session:
        statement = select(Payment).where(Payment.pay_list_id == walk.pay_list(desk, key).id)
        return session.scalars(statement.order_by(Payment.card_number)).all()


def outcome(desk: Desk, payment: Payment, state: PaymentState, reason: str = "", sts: str = "") -> Outcome:
    on: date | None = desk.today() if state is not S.UNPAID else None
    return Outcome(payment.id, state, on, reason, sts)


def settle(desk: Desk, outcomes: Sequence[Outcome], key: TrancheKey = walk.FIRST) -> None:
    settling.settle(desk, key, outcomes)


def mixed(operator: Desk, supervisor: Desk, count: int = 12, key: TrancheKey = walk.FIRST) -> None:
    """Open a tranche and settle it: of each six three are paid, one sick, one away, one returned."""
    walk.opened(operator, supervisor, count, key)
    given = []
    for at, payment in enumerate(payments(operator, key)):
        match at % 6:
            case 0 | 1 | 2:
                given.append(outcome(operator, payment, S.PAID))
            case 3:
                given.append(outcome(operator, payment, S.UNPAID, "Sakit"))
            case 4:
                given.append(outcome(operator, payment, S.RETURNED, "Tidak diambil", f"STS-{1 + at % 4}/2019"))
    settle(operator, given, key)
