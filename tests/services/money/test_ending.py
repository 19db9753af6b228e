"""The end of a pay-out: no money is left with a payer nobody asked, nor under a receipt that does not count."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import PayList, Payment, Receipt
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState, ReceiptState
from desktop.services import approving
from desktop.services.accounting import budget, returns
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import drafting, later_lists, receipts, settling, stepping_back
from desktop.services.money.decrees import NewDecree
from desktop.services.money.settling import Outcome
from desktop.services.payers import answers
from tests import families
from tests.services.money.test_later_lists import listed_while_void
from tests.services.money.walk import DECREE, FIRST, faults, opened, pay_list
from tests.services.payers import answering

P, S = PaymentState, PayListState
NUMBER = "KW-36.01-2019-000002"


def refusal(work: object, *args: object) -> Refused:
    with pytest.raises(Refused) as refused:
        work(*args)  # type: ignore[operator]
    return refused.value


def ids(desk: Desk, state: PaymentState) -> list[UUID]:
    with desk.read() as session:
        return list(session.scalars(select(Payment.id).where(Payment.state == state).order_by(Payment.id)))


def answered(desk: Desk, folder: Path, *rows: list[str]) -> answers.AnswerTaken:
    path = answering.written(folder / f"jawab-{len(list(folder.iterdir()))}.csv", rows)
    return answers.accept(desk, answers.preview(desk, FIRST, path)).value


def as_an_older_program_left_it(desk: Desk, state: PayListState) -> None:
    """Closed or locked under what was sent or void."""
    with desk.write("test.close") as unit:
        unit.session.merge(pay_list(desk)).state = state
        for receipt in unit.session.scalars(select(Receipt).where(Receipt.state == ReceiptState.ISSUED)):
            receipt.state = ReceiptState.UNUSED


def test_a_pay_out_does_not_end_while_its_file_is_with_the_bank(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    one, two, *_ = answering.sent(operator, supervisor, tmp_path, 3)
    refused = refusal(approving.close, supervisor, FIRST)
    assert refused.code == "money.close_sent"
    assert refused.values == {"tranche": "2019/1", "families": "3", "rupiah": "Rp3.000.000", "files": "1 (BJB)"}
    answered(operator, tmp_path, answering.row(operator, one), answering.row(operator, two, "Gagal", "Rekening tutup"))
    assert refusal(approving.close, supervisor, FIRST).values["families"] == "1"
    assert pay_list(operator).state == S.OPEN


def test_what_a_bank_answers_after_a_close_is_taken_and_its_receipt_is_used(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    """An older program closed over what was sent; the answer still comes."""
    one, two, *_ = answering.sent(operator, supervisor, tmp_path, 2)
    as_an_older_program_left_it(operator, S.CLOSED)
    assert refusal(approving.lock, supervisor, FIRST).code == "money.lock_sent"
    answered(operator, tmp_path, answering.row(operator, one), answering.row(operator, two, "Gagal", "Rekening tutup"))
    (paid,) = ids(operator, P.PAID)
    with operator.read() as session:
        used = {row.payment_id: row.state for row in session.execute(select(Receipt.payment_id, Receipt.state))}
    assert used.pop(paid) == ReceiptState.ISSUED
    assert set(used.values()) == {ReceiptState.UNUSED}
    approving.lock(supervisor, FIRST)
    assert faults(operator) == []


def test_after_a_close_only_a_payer_says_what_was_paid(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    opened(operator, supervisor, 1)
    approving.close(supervisor, FIRST)
    paid = [Outcome(one, P.PAID, operator.today()) for one in ids(operator, P.UNPAID)]
    assert refusal(settling.settle, operator, FIRST, paid).code == "money.payment_not_from"
    as_an_older_program_left_it(operator, S.LOCKED)
    path = answering.written(tmp_path / "j.csv", [answering.row(operator, "1")])
    assert refusal(answers.preview, operator, FIRST, path).code == "money.not_open"


def test_all_that_is_unpaid_goes_back_without_what_is_with_the_bank(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    one, *_ = answering.sent(operator, supervisor, tmp_path, 3)
    everything = NewReturn("STS-1", operator.today())
    assert refusal(returns.make, operator, FIRST, everything).code == "money.sent"
    answered(operator, tmp_path, answering.row(operator, one, "Gagal", "Rekening tutup"))
    made = returns.make(operator, FIRST, everything).value
    assert (made.figure, made.with_payer) == (Figure(1, 1_000_000), Figure(2, 2_000_000))
    assert len(ids(operator, P.UNPAID)) == 2
    assert returns.listing(operator, FIRST)[0].with_payer == Figure(), "only who makes it is told"


def test_a_pay_out_does_not_end_over_a_receipt_without_its_successor(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    receipts.void(supervisor, NUMBER, "nama salah")
    refused = refusal(approving.close, supervisor, FIRST)
    assert refused.code == "money.close_voided"
    assert refused.values == {"tranche": "2019/1", "families": "1", "rupiah": "Rp1.000.000", "numbers": NUMBER}
    receipts.issue_anew(operator, NUMBER)
    assert approving.close(supervisor, FIRST).value.unused == 3
    assert faults(operator) == []


def test_money_voided_before_a_close_goes_back_under_a_receipt_nobody_uses(operator: Desk, supervisor: Desk) -> None:
    """An older program closed over it: the way on is not to the pay desk, but to the treasury."""
    opened(operator, supervisor, 2)
    receipts.void(supervisor, NUMBER, "nama salah")
    as_an_older_program_left_it(operator, S.CLOSED)
    assert refusal(approving.lock, supervisor, FIRST).code == "money.lock_voided"
    fresh = receipts.issue_anew(operator, NUMBER).value
    assert (fresh.state, fresh.payment_state) == (ReceiptState.UNUSED, P.UNPAID)
    back = returns.make(operator, FIRST, NewReturn("STS-1", operator.today())).value
    assert back.figure == Figure(2, 2_000_000)
    assert back.id is not None
    returns.confirm(supervisor, back.id)
    approving.lock(supervisor, FIRST)
    assert faults(operator) == []


def test_what_is_locked_is_issued_no_receipt(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    receipts.void(supervisor, NUMBER, "nama salah")
    as_an_older_program_left_it(operator, S.LOCKED)
    assert refusal(receipts.issue_anew, operator, NUMBER).code == "money.pay_out_over"
    stepping_back.ask(operator, FIRST, "kuitansi batal belum diganti")
    stepping_back.grant(supervisor, FIRST)
    assert receipts.issue_anew(operator, NUMBER).value.state == ReceiptState.UNUSED


def test_who_waits_for_a_new_receipt_is_on_no_later_list(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    receipts.void(supervisor, NUMBER, "nama salah")
    families.add(operator, 1, start=5, bank="bjb")
    key = later_lists.next_list(operator, FIRST)
    made = drafting.create(operator, key, NewDecree("466/Kep.200-Huk/2019", DECREE.on)).value
    assert made.listed.families == 1
    assert {one.code: one.count for one in made.left_out} == {"money.left_out_other_list": 2}
    approving.approve(supervisor, key)
    assert receipts.issue_anew(operator, NUMBER).value.payment_state == P.UNPAID
    assert faults(operator) == []


def test_whom_a_later_list_took_on_is_not_waited_for(operator: Desk, supervisor: Desk) -> None:
    """An older program listed whose receipt was void; that receipt stays void, and the list may end."""
    opened(operator, supervisor, 2)
    receipts.void(supervisor, NUMBER, "nama salah")
    listed_while_void(operator)
    assert refusal(receipts.issue_anew, operator, NUMBER).code == "money.paid_elsewhere"
    approving.close(supervisor, FIRST)
    assert pay_list(operator).state == S.CLOSED


def test_a_void_receipt_frees_no_money_of_the_budget(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    before = budget.of_year(operator, FIRST.programme, FIRST.year)
    receipts.void(supervisor, NUMBER, "nama salah")
    after = budget.of_year(operator, FIRST.programme, FIRST.year)
    assert (after.committed, after.listed) == (before.committed, before.listed) == (3_000_000, 3_000_000)


def test_the_list_ends_when_everything_has_its_place(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    one, *_ = answering.sent(operator, supervisor, tmp_path, 1)
    answered(operator, tmp_path, answering.row(operator, one))
    approving.close(supervisor, FIRST)
    approving.lock(supervisor, FIRST)
    with operator.read() as session:
        assert session.scalars(select(PayList.state)).all() == [S.LOCKED]
