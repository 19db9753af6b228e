"""Two people at one office at the same moment: one of them is done, the other is told, and nothing is done twice."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, PayListStep, Payment, PrintRun, Receipt
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import decrees, drafting, overview, printing, receipts, settling
from desktop.services.money.decrees import NewDecree
from desktop.services.money.printing import Wish
from desktop.services.money.settling import Outcome
from tests import families, offices
from tests.services.money.walk import DECREE, FIRST, OTHER, approved, drafted, faults, opened, other_programme, pay_list

Act = Callable[[], object]


def at_once(*acts: Act) -> tuple[list[object], list[str]]:
    """Start all at the same moment; answers what was done, and the codes of what was refused."""
    together = threading.Barrier(len(acts))
    done: list[object] = []
    refused: list[str] = []

    def take(act: Act) -> None:
        together.wait()
        try:
            done.append(act())
        except Refused as answer:
            refused.append(answer.code)

    threads = [threading.Thread(target=take, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done, sorted(refused)


def first_payment(desk: Desk) -> Payment:
    with desk.read() as session:
        return session.scalars(select(Payment).order_by(Payment.card_number)).all()[0]


def how_many(desk: Desk, model: type[PayListStep] | type[Receipt] | type[PrintRun]) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_payment_marked_at_two_desks_is_paid_once(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    one, today = first_payment(operator), operator.today()

    def pay() -> settling.Settled:
        return settling.settle(operator, FIRST, [Outcome(one.id, PaymentState.PAID, today)]).value

    done, refused = at_once(pay, pay, pay)
    assert refused == []
    changed = sorted((answer.changed, answer.same) for answer in done if isinstance(answer, settling.Settled))
    assert changed == [(0, 1), (0, 1), (1, 0)]
    assert overview.status(operator, FIRST).balance.paid == Figure(1, 1_000_000)
    assert faults(operator) == []


def test_paid_at_one_desk_and_returned_at_the_other(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    one, today = first_payment(operator), operator.today()

    def act(state: PaymentState) -> Act:
        return lambda: settling.settle(operator, FIRST, [Outcome(one.id, state, today, "x", "STS-1")])

    done, refused = at_once(act(PaymentState.PAID), act(PaymentState.RETURNED))
    assert (len(done), refused) == (1, ["money.payment_not_from"])
    assert first_payment(operator).state in (PaymentState.PAID, PaymentState.RETURNED)
    assert faults(operator) == []


def test_paid_at_one_desk_and_voided_at_the_other(operator: Desk, supervisor: Desk) -> None:
    """Whoever comes second is refused: there is never paid money under a void receipt."""
    opened(operator, supervisor, 1)
    one, today = first_payment(operator), operator.today()
    done, refused = at_once(
        lambda: settling.settle(operator, FIRST, [Outcome(one.id, PaymentState.PAID, today)]),
        lambda: receipts.void(supervisor, "KW-36.01-2019-000001", "salah"),
    )
    assert len(done) == 1
    assert refused in (["money.payment_not_from"], ["money.receipt_paid"])
    with operator.read() as session:
        state = session.scalars(select(Receipt.state)).one()
    assert (first_payment(operator).state, state) in {
        (PaymentState.PAID, ReceiptState.ISSUED),
        (PaymentState.WITHHELD, ReceiptState.VOID),
    }
    assert faults(operator) == []


def test_closed_while_the_last_one_is_paid(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 4)
    one, today = first_payment(operator), operator.today()
    done, refused = at_once(
        lambda: settling.settle(operator, FIRST, [Outcome(one.id, PaymentState.PAID, today)]),
        lambda: approving.close(supervisor, FIRST),
    )
    paid = overview.status(operator, FIRST).balance.paid.families
    assert (paid, refused) in ((1, []), (0, ["money.payment_not_from"]))
    assert overview.status(operator, FIRST).receipts.unused == 4 - paid
    assert len(done) == 1 + paid
    assert faults(operator) == []


def test_a_receipt_voided_twice_at_once_is_void_once(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    number = "KW-36.01-2019-000001"
    done, refused = at_once(*(lambda: receipts.void(supervisor, number, "nama salah") for _ in range(3)))
    assert (len(done), refused) == (1, ["money.receipt_not_issued"] * 2)
    done, refused = at_once(*(lambda: receipts.issue_anew(operator, number) for _ in range(3)))
    assert (len(done), refused) == (1, ["money.receipt_not_void"] * 2)
    assert how_many(operator, Receipt) == 3
    assert faults(operator) == []


def test_two_tranches_approved_at_once_share_one_row_of_numbers(operator: Desk, supervisor: Desk) -> None:
    other_programme(operator)
    drafted(operator, 9)
    families.add(operator, 7, start=40, programme=OTHER.programme)
    drafting.create(operator, OTHER, DECREE)
    done, refused = at_once(lambda: approving.approve(supervisor, FIRST), lambda: approving.approve(supervisor, OTHER))
    assert (len(done), refused) == (2, [])
    with operator.read() as session:
        rows = session.execute(select(Receipt.number, Payment.pay_list_id).join(Receipt.payment)).all()
    assert sorted(row.number for row in rows) == list(range(1, 17))
    first = {row.number for row in rows if row.pay_list_id == pay_list(operator).id}
    assert first in (set(range(1, 10)), set(range(8, 17))), "each tranche's numbers lie together"
    assert faults(operator) == []


def test_drafted_again_while_it_is_approved(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 5)
    families.add(operator, 1, start=60)
    done, refused = at_once(
        lambda: drafting.create(operator, FIRST, DECREE), lambda: approving.approve(supervisor, FIRST)
    )
    listed = overview.status(operator, FIRST).balance.listed.families
    assert (listed, len(done), refused) in ((6, 2, []), (5, 1, ["money.no_redraft"]))
    assert how_many(operator, Receipt) == listed, "what was approved has its receipts, to the last family"
    assert pay_list(operator).state == PayListState.APPROVED
    assert faults(operator) == []


def test_one_draft_is_made_when_two_begin_it(operator: Desk) -> None:
    families.add(operator, 5)
    done, refused = at_once(*(lambda: drafting.create(operator, FIRST, DECREE) for _ in range(3)))
    assert (len(done), refused) == (3, [])
    assert overview.status(operator, FIRST).balance.listed == Figure(5, 5_000_000)
    with operator.read() as session:
        cards = session.scalars(select(Payment.card_number)).all()
    assert len(set(cards)) == len(cards) == 5
    assert how_many(operator, PayListStep) == 3


def test_a_decree_entered_while_the_list_is_approved(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 2)
    other = NewDecree("9/2019", date(2019, 4, 1), 5, 5_000_000)
    _, refused = at_once(lambda: decrees.enter(operator, FIRST, other), lambda: approving.approve(supervisor, FIRST))
    assert refused in (["money.no_redraft"], ["money.decree_differs"])
    status = overview.status(operator, FIRST)
    assert (status.row.state is PayListState.APPROVED) == (status.row.decree_number == DECREE.number)
    assert faults(operator) == []


def test_two_prints_at_once_make_one_set_of_originals(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    approved(operator, supervisor, 4)
    names = [tmp_path / f"{letter}.pdf" for letter in "abc"]
    done, refused = at_once(*(partial(printing.print_receipts, operator, FIRST, out) for out in names))
    assert len(done) == 1
    assert set(refused) <= {"money.printed_meanwhile", "money.run_open"}
    assert [out.exists() for out in names].count(True) == 1
    assert how_many(operator, PrintRun) == 1


def test_a_print_beside_a_voided_receipt(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    """Voided while the paper is made: the run stands, the void receipt is no original afterwards."""
    approved(operator, supervisor, 3)
    at_once(
        lambda: printing.print_receipts(operator, FIRST, tmp_path / "a.pdf"),
        lambda: receipts.void(supervisor, "KW-36.01-2019-000002", "nama salah"),
    )
    printing.confirm(operator, FIRST)
    assert receipts.issue_anew(operator, "KW-36.01-2019-000002").value.number.endswith("000004")
    again = printing.print_receipts(operator, FIRST, tmp_path / "b.pdf", Wish(first=4)).value
    assert (again.originals, again.copies) == (1, 0)
    assert faults(operator) == []


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_whoever_looks_on_sees_whole_tranches_only(operator: Desk, supervisor: Desk, role: Role) -> None:
    """A reader beside an approval sees the draft or the whole approved tranche, nothing in between."""
    drafted(operator, 40)
    onlooker = offices.same_office_as(operator, role)
    seen: list[tuple[PayListState | None, int]] = []

    def look() -> None:
        for _ in range(15):
            status = overview.status(onlooker, FIRST)
            assert status.balance.problems() == ()
            seen.append((status.row.state, status.receipts.issued))

    done, refused = at_once(look, lambda: approving.approve(supervisor, FIRST))
    assert (len(done), refused) == (2, [])
    assert set(seen) <= {(PayListState.DRAFT, 0), (PayListState.APPROVED, 40)}
    with operator.read() as session:
        assert session.scalars(select(AuditLine).where(AuditLine.action == "tranche.approve")).first() is not None
