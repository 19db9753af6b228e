"""One receipt: read back from its code, voided by another person, issued anew under the next number."""

from functools import partial

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Receipt
from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.rules.terms import PaymentState, ReceiptState, Role
from desktop.services import approving, paper_head
from desktop.services.desk import Desk, Person
from desktop.services.money import overview, receipts, settling
from tests.services.money.walk import FIRST, approved, faults, opened

NUMBER = "KW-36.01-2019-000002"


def code(desk: Desk, number: int, *, office: str = "36.01", paper: Paper = Paper.RECEIPT) -> str:
    with desk.read() as session:
        return make_code(PaperNumber(paper, office, 2019, number), paper_head.seal_key(session))


def test_a_code_finds_its_receipt_and_the_scan_is_logged(operator: Desk, supervisor: Desk, auditor: Desk) -> None:
    approved(operator, supervisor, 3)
    found = receipts.check_receipt_code(auditor, code(operator, 2).lower())
    assert (found.number, found.amount, found.key, found.state) == (NUMBER, 1_000_000, FIRST, ReceiptState.ISSUED)
    assert found == receipts.look_up(operator, NUMBER)
    with operator.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "receipt.scan")).all()
    assert [line.record for line in lines] == [str(found.household_id)]


def test_a_code_that_is_not_ours_is_refused(operator: Desk, supervisor: Desk) -> None:
    with pytest.raises(Refused) as refused:
        receipts.check_receipt_code(operator, "EJ1:36.01:2019:000001:7Q0M3ZKA")
    assert refused.value.code == "money.no_receipts_yet"
    approved(operator, supervisor, 3)
    for text, why in (
        ("EJ1:36.01:2019:000001:7Q0M3ZKA", "rules.code_not_ours"),
        ("https://contoh.go.id", "rules.code_unreadable"),
        (code(operator, 1, paper=Paper.LETTER), "money.code_not_receipt"),
        (code(operator, 1, office="36.02"), "money.code_not_receipt"),
        (code(operator, 99), "money.receipt_unknown"),
    ):
        with pytest.raises(Refused) as refused:
            receipts.check_receipt_code(operator, text)
        assert refused.value.code == why


def test_a_void_receipt_keeps_its_number_and_holds_the_money_back(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    done = receipts.void(supervisor, NUMBER, " nama salah ").value
    assert (done.state, done.payment_state) == (ReceiptState.VOID, PaymentState.WITHHELD)
    status = overview.status(operator, FIRST)
    assert (status.balance.withheld.families, status.balance.payable.families) == (1, 2)
    assert (status.receipts.void, status.receipts.issued, status.receipts.last) == (1, 2, 3)
    assert status.balance.problems() == ()
    with operator.read() as session:
        row = session.scalars(select(Receipt).where(Receipt.number == 2)).one()
    assert (row.void_reason, row.voided_by) == ("nama salah", supervisor.person.id)
    assert faults(operator) == []


def test_a_receipt_issued_anew_pays_the_family_again(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    old = receipts.void(supervisor, NUMBER, "nama salah").value
    fresh = receipts.issue_anew(operator, NUMBER).value
    assert (fresh.number, fresh.household_id) == ("KW-36.01-2019-000004", old.household_id)
    assert fresh.payment_state is PaymentState.UNPAID
    assert faults(operator) == []
    with pytest.raises(Refused) as refused:
        receipts.issue_anew(operator, NUMBER)
    assert refused.value.code == "money.receipt_not_void"


def test_what_is_not_void_is_not_issued_anew(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    with pytest.raises(Refused) as refused:
        receipts.issue_anew(operator, NUMBER)
    assert refused.value.code == "money.receipt_not_void"


def test_who_issued_it_does_not_void_it(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    person = operator.person
    same = Desk(operator.office, Person(person.id, person.name, person.full_name, Role.SUPERVISOR))
    with pytest.raises(Refused) as refused:
        receipts.void(same, NUMBER, "nama salah")
    assert refused.value.code == "role.same_person"


@pytest.mark.parametrize(
    ("number", "reason", "why"),
    [
        (NUMBER, "  ", "money.no_reason"),
        ("KW-36.01-2019-000099", "salah", "money.receipt_unknown"),
        ("KW-36.02-2019-000001", "salah", "money.receipt_unknown"),
        ("kuitansi dua", "salah", "rules.receipt_number"),
    ],
)
def test_voiding_needs_a_reason_and_a_receipt(
    operator: Desk, supervisor: Desk, number: str, reason: str, why: str
) -> None:
    approved(operator, supervisor, 3)
    with pytest.raises(Refused) as refused:
        receipts.void(supervisor, number, reason)
    assert refused.value.code == why


def test_money_that_is_gone_is_not_voided(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    with pytest.raises(Refused) as refused:
        receipts.void(supervisor, NUMBER, "salah")
    assert refused.value.code == "money.receipt_paid"


def test_twice_void_and_after_the_end_are_refused(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    receipts.void(supervisor, NUMBER, "salah")
    with pytest.raises(Refused) as refused:
        receipts.void(supervisor, NUMBER, "salah")
    assert refused.value.code == "money.receipt_not_issued"
    fresh = receipts.issue_anew(operator, NUMBER).value.number
    approving.close(supervisor, FIRST)
    with pytest.raises(Refused) as refused:
        receipts.void(supervisor, fresh, "salah")
    assert refused.value.code == "money.pay_out_over"
    assert faults(operator) == []


def test_only_the_supervisor_voids_and_only_the_operator_issues(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    for act in (partial(receipts.void, operator, NUMBER, "x"), partial(receipts.issue_anew, supervisor, NUMBER)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "role.not_allowed"
