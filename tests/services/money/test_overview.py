"""What screens show of tranches: every tranche with its next steps, the figures of one, its payments by page."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting, overview, payments, printing, receipts, settling
from desktop.services.money.rows import PaymentFilters, PaymentPlace, Step
from desktop.services.money.voided import VOIDED
from tests import families, offices
from tests.services.money.walk import DECREE, FIRST, SECOND, approved, drafted, opened


def steps(desk: Desk) -> tuple[Step, ...]:
    return next(row for row in overview.tranches(desk) if row.key == FIRST).steps


def test_every_tranche_stands_in_the_list_before_anything_is_drafted(operator: Desk) -> None:
    first, second = overview.tranches(operator)
    assert (first.key, second.key) == (FIRST, SECOND)
    assert (first.state, first.amount, second.amount) == (None, 1_000_000, 750_000)
    assert (first.programme_name, first.decree_number, first.listed) == ("Jamsosratu 2019", "", Figure())
    status = overview.status(operator, FIRST)
    assert status.balance.problems() == ()
    assert (status.decree, status.history, status.districts) == (None, (), ())


def test_each_role_sees_its_own_next_steps(operator: Desk, supervisor: Desk, auditor: Desk, tmp_path: Path) -> None:
    assert (steps(operator), steps(supervisor)) == ((Step.CREATE,), ())
    drafted(operator)
    assert (steps(operator), steps(supervisor)) == ((Step.CREATE, Step.CHECK), (Step.APPROVE,))
    approving.check(operator, FIRST)
    assert (steps(operator), steps(supervisor)) == ((Step.CREATE,), (Step.APPROVE,))
    approving.approve(supervisor, FIRST)
    assert (steps(operator), steps(supervisor)) == ((Step.PRINT, Step.LETTERS), (Step.OPEN,))
    printing.print_receipts(operator, FIRST, tmp_path / "a.pdf")
    assert steps(operator)[0] is Step.CONFIRM_PRINT
    approving.open_pay_out(supervisor, FIRST)
    assert steps(supervisor) == (Step.CLOSE,)
    approving.close(supervisor, FIRST)
    assert steps(supervisor) == (Step.LOCK,)
    approving.lock(supervisor, FIRST)
    assert steps(supervisor) == ()
    assert steps(auditor) == ()


def test_the_figures_of_a_tranche_by_district(operator: Desk, supervisor: Desk) -> None:
    places = families.villages(operator, 400)
    families.add(operator, 3, places=[code for code in places if code.startswith("36.01.01.")])
    families.add(operator, 2, start=10, places=[code for code in places if code.startswith("36.01.02.")])
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    receipts.void(supervisor, "KW-36.01-2019-000005", "salah")
    approving.open_pay_out(supervisor, FIRST)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    status = overview.status(operator, FIRST)
    first, second = status.districts
    assert (first.code, first.listed, first.paid) == ("36.01.01", Figure(3, 3_000_000), Figure(3, 3_000_000))
    assert (second.code, second.withheld, second.paid) == ("36.01.02", Figure(1, 1_000_000), Figure(1, 1_000_000))
    assert status.decree == Figure(5, 5_000_000)
    assert status.balance.problems() == ()
    assert status.row.paid == Figure(4, 4_000_000)
    assert [step.state for step in status.history] == [PayListState.DRAFT, PayListState.APPROVED, PayListState.OPEN]
    assert [step.by for step in status.history] == ["Si Operator", "Si Supervisor", "Si Supervisor"]


def test_payments_come_by_page_in_the_order_of_the_receipts(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 11)
    seen: list[str] = []
    after: PaymentPlace | None = None
    while True:
        page = payments.payments(operator, FIRST, limit=4, after=after)
        seen += [row.receipt for row in page.rows]
        after = page.following
        if after is None:
            break
    assert seen == [f"KW-36.01-2019-{number:06}" for number in range(1, 12)]
    assert payments.count(operator, FIRST) == 11


def test_payments_show_the_receipt_that_counts_and_masked_numbers(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 1)
    receipts.void(supervisor, "KW-36.01-2019-000001", "salah")
    (row,) = payments.payments(operator, FIRST).rows
    assert (row.receipt, row.receipt_state) == ("KW-36.01-2019-000001", "void"), "until another takes its place"
    assert (row.state, row.reason) == (PaymentState.WITHHELD, VOIDED)
    receipts.issue_anew(operator, "KW-36.01-2019-000001")
    (row,) = payments.payments(operator, FIRST).rows
    assert (row.receipt, row.receipt_state) == ("KW-36.01-2019-000002", "issued")
    assert row.nik != "3601015203840000"
    assert (row.village, row.district, row.address) == ("Sumberjaya", "Sumur", "Kp. Cikadu RT 001 RW 001")


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (PaymentFilters(), 6),
        (PaymentFilters(village_code="36.01.01.2001"), 2),
        (PaymentFilters(district_code="36.01.01"), 6),
        (PaymentFilters(district_code="36.01.0"), 0),
        (PaymentFilters(state=PaymentState.PAID), 6),
        (PaymentFilters("36.01.01", "36.01.01.2001", PaymentState.UNPAID), 0),
    ],
)
def test_payments_are_narrowed(operator: Desk, supervisor: Desk, filters: PaymentFilters, count: int) -> None:
    opened(operator, supervisor, 6)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    assert payments.count(operator, FIRST, filters) == count
    assert len(payments.payments(operator, FIRST, filters).rows) == count


def test_before_a_draft_there_are_no_payments(operator: Desk) -> None:
    assert payments.payments(operator, FIRST).rows == ()
    assert payments.count(operator, FIRST) == 0


def test_everybody_may_look(operator: Desk) -> None:
    drafted(operator, 2)
    for role in Role:
        desk = offices.same_office_as(operator, role)
        assert overview.status(desk, FIRST).balance.listed == Figure(2, 2_000_000)
        if role is not Role.OPERATOR:
            with pytest.raises(Refused):
                printing.confirm(desk, FIRST)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("siti", 2),
        ("SITI  AMINAH", 2),
        ("jsr-36.01-000003", 1),
        ("000003", 1),
        ("3601015203840000", 1),
        ("3601 0152 0384 0000", 1),
        ("360101520384", 0),  # a part of a NIK finds nobody: it would tell whose it may be
        ("%", 0),
        ("_", 0),
        ("' OR 1=1 --", 0),
        ("   ", 8),
    ],
)
def test_payments_are_found_by_name_card_and_whole_nik(operator: Desk, text: str, count: int) -> None:
    drafted(operator, 8)
    filters = PaymentFilters(text=text)
    assert payments.count(operator, FIRST, filters) == count
    found = payments.payments(operator, FIRST, filters).rows
    assert len(found) == count
    assert all("3601015203" not in row.nik for row in found), "masked as ever"
