"""Money that came back to a bank after it said that it paid: two people, its paper, and what is left of the payment."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Payment, PaymentRoute, PayoutAnswer, PayoutOrder
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState, Role
from desktop.services import approving
from desktop.services.accounting import returns
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import overview, receipts
from desktop.services.payday import looking, paying, signed, undoing
from desktop.services.payers import answers, came_back, files, standing
from desktop.services.payers.came_back import CameBack
from tests import offices
from tests.services.money.walk import FIRST, faults
from tests.services.payday import hall
from tests.services.payers.answering import row, sent, states, written

PAPER = "B-12/BJB/2019"


@pytest.fixture
def paid(operator: Desk, supervisor: Desk, tmp_path: Path) -> tuple[str, UUID]:
    """The account and the payment of a family that the bank says it paid; another waits for its answer."""
    first, _ = sent(operator, supervisor, tmp_path, 2)
    answers.accept(operator, answers.preview(operator, FIRST, written(tmp_path / "a.csv", [row(operator, first)])))
    with operator.read() as session:
        return first, session.scalars(select(Payment.id).where(Payment.state == PaymentState.PAID)).one()


def said(desk: Desk, **changed: object) -> CameBack:
    values: dict[str, object] = {"paper": PAPER, "on": desk.today(), "reason": "inactive"} | changed
    return CameBack(**values)  # type: ignore[arg-type]


def code(call: object, *args: object) -> str:
    with pytest.raises(Refused) as refused:
        call(*args)  # type: ignore[operator]
    return refused.value.code


def test_two_people_make_it_wait_again(
    operator: Desk, supervisor: Desk, paid: tuple[str, UUID], tmp_path: Path
) -> None:
    account, payment = paid
    with operator.read() as session:
        number = looking.receipt_number(session, payment)
    done = came_back.enter_beside(operator, payment, said(operator), supervisor.person.name, offices.PASSWORD)
    assert (done.value.payer, done.value.receipt_stays, done.value.still_paid) == ("BJB", True, False)
    assert states(operator)[account] == ("unpaid", f"Rekening tidak aktif ({PAPER})", "failed", "inactive")
    with operator.read() as session:
        assert looking.receipt_number(session, payment) == number, "whoever is paid next signs the same receipt"
        order = session.scalars(select(PayoutOrder).where(PayoutOrder.payment_id == payment)).one()
        line = session.scalars(select(AuditLine).where(AuditLine.action == "payout_order.came_back")).first()
    assert order.told == f"Kembali: Rekening tidak aktif · {PAPER}"
    assert line is not None
    assert line.actor == supervisor.person.name
    assert overview.status(operator, FIRST).balance.paid == Figure()
    (bank,) = standing.payers(operator, FIRST)
    assert (bank.failed.families, bank.sent.families, bank.balanced) == (1, 1, True)
    assert [one.told for one in standing.unreached(operator, FIRST).rows] == [order.told]
    assert code(came_back.enter, supervisor, payment, said(operator)) == "payers.back_not_paid", "once"
    assert files.make(operator, FIRST, "BJB", tmp_path / "lagi.csv").value.figure.families == 1
    assert faults(operator) == []


def test_the_list_that_is_sent_anew_does_not_pay_it_again(
    operator: Desk, supervisor: Desk, paid: tuple[str, UUID], tmp_path: Path
) -> None:
    account, payment = paid
    came_back.enter(supervisor, payment, said(operator))
    anew = written(tmp_path / "b.csv", [row(operator, account), ["", "", "", "", "", ""]])
    (wrong,) = answers.preview(operator, FIRST, anew).wrong
    assert [one.code for one in wrong.problems] == ["payers.came_back_since"]
    again = written(tmp_path / "c.csv", [row(operator, account, "Retur", "Rekening tidak aktif")])
    assert answers.preview(operator, FIRST, again).counts.same == 1
    assert paying.pay(operator, payment).value.instead_of == "BJB", "the desk can pay it now"


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"paper": "  "}, "payers.back_paper"),
        ({"paper": "x" * 121}, "payers.back_paper"),
        ({"reason": "entah"}, "payers.back_reason"),
        ({"reason": ""}, "payers.back_reason"),
        ({"days": 1}, "payers.back_day"),
        ({"days": -1}, "payers.back_day"),
    ],
)
def test_not_without_paper_reason_and_day(
    supervisor: Desk, paid: tuple[str, UUID], changed: dict[str, object], wanted: str
) -> None:
    days = changed.pop("days", 0) if "days" in changed else 0
    on = supervisor.today() + timedelta(days=int(str(days)))
    told = said(supervisor, **({"on": on} | changed))
    assert code(came_back.enter, supervisor, paid[1], told) == wanted
    assert hall.payment(supervisor, paid[1]).state == PaymentState.PAID


def test_only_of_what_a_payer_paid(operator: Desk, supervisor: Desk, paid: tuple[str, UUID]) -> None:
    with operator.read() as session:
        waiting = session.scalars(select(Payment.id).where(Payment.state == PaymentState.UNPAID)).one()
    assert code(came_back.enter, supervisor, waiting, said(operator)) == "payers.back_not_paid"
    assert code(undoing.undo, supervisor, paid[1], "retur") == "money.paid_by_payer"


def test_it_is_found_by_a_whole_number(operator: Desk, supervisor: Desk, paid: tuple[str, UUID]) -> None:
    one = hall.payment(operator, paid[1])
    with operator.read() as session:
        receipt = looking.receipt_number(session, paid[1])
    for desk, typed in ((operator, one.card_number), (supervisor, one.card_number.lower()), (operator, receipt)):
        found = came_back.look(desk, FIRST, typed)
        assert (found.id, found.name, found.payer, found.file) == (paid[1], one.caretaker_name, "BJB", 1)
        assert (found.amount, found.on) == (one.amount, operator.today())
    for typed in (one.card_number[:-1], one.caretaker_name, "", receipt[:-1]):
        assert code(came_back.look, operator, FIRST, typed) in ("payday.nobody", "rules.receipt_number")
    others = [row for row in hall.payments(operator) if row.id != paid[1]]
    assert code(came_back.look, operator, FIRST, others[0].card_number) == "payers.back_not_paid"


def test_who_took_the_answer_is_not_the_second_person(supervisor: Desk, paid: tuple[str, UUID]) -> None:
    with supervisor.write("test.taken") as unit:
        unit.session.scalars(select(PayoutAnswer)).one().taken_by = supervisor.person.id
    assert code(came_back.enter, supervisor, paid[1], said(supervisor)) == "role.same_person"


def test_an_operator_alone_does_not_enter_it(operator: Desk, auditor: Desk, paid: tuple[str, UUID]) -> None:
    for desk in (operator, auditor):
        assert code(came_back.enter, desk, paid[1], said(operator)) == "role.not_allowed"
    own = (said(operator), operator.person.name, offices.PASSWORD)
    assert code(came_back.enter_beside, operator, paid[1], *own) == "role.same_person"
    beside = (said(operator), auditor.person.name, offices.PASSWORD)
    assert code(came_back.enter_beside, operator, paid[1], *beside) == "payday.no_supervisor"
    assert auditor.person.role is Role.AUDITOR
    assert hall.payment(operator, paid[1]).state == PaymentState.PAID


def test_a_signed_receipt_stands_against_it(operator: Desk, supervisor: Desk, paid: tuple[str, UUID]) -> None:
    with operator.read() as session:
        number = looking.receipt_number(session, paid[1])
    signed.mark(operator, number)
    assert code(came_back.enter, supervisor, paid[1], said(operator)) == "payday.undo_signed"


def test_after_the_closing_it_goes_back_to_the_treasury(
    operator: Desk, supervisor: Desk, paid: tuple[str, UUID], tmp_path: Path
) -> None:
    with operator.read() as session:
        other = session.scalars(select(PaymentRoute.number).order_by(PaymentRoute.number.desc())).first()
    failed = written(tmp_path / "b.csv", [row(operator, other or "", "Gagal", "Blokir")])
    answers.accept(operator, answers.preview(operator, FIRST, failed))
    approving.close(supervisor, FIRST)
    came_back.enter(supervisor, paid[1], said(operator))
    returns.make(operator, FIRST, NewReturn("STS-1", operator.today(), (paid[1],)))
    assert hall.payment(operator, paid[1]).state == PaymentState.RETURNED
    assert faults(operator) == []


def test_of_two_payments_the_payers_comes_back_and_the_desks_stands(
    operator: Desk, supervisor: Desk, paid: tuple[str, UUID]
) -> None:
    """An older program let both pay: the proof names it until the payer has its money again."""
    with operator.write("test.desk") as unit:
        one = unit.session.get_one(Payment, paid[1])
        unit.session.add(paying._line(operator, one, hall.PROXY))
    assert faults(operator) == ["money.fault_paid_twice"]
    done = came_back.enter(supervisor, paid[1], said(operator)).value
    assert (done.still_paid, done.receipt_stays) == (True, False)
    assert hall.payment(operator, paid[1]).state == PaymentState.PAID
    assert faults(operator) == []
    assert receipts.look_up(operator, "KW-36.01-2019-000001").card_number
