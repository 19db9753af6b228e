"""A receipt beside a payment: an original once, none where the paper is in hand, and what failed is not forgotten."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Payment, PrintRun
from desktop.services.desk import Desk
from desktop.services.money import overview, printing, receipts
from desktop.services.money.printing import Wish
from desktop.services.paper import PaperFile, save_pdf
from desktop.services.payday import paying, slips
from desktop.services.payday.slips import AT_DESK, Slip
from tests.services.money.walk import FIRST
from tests.services.payday import hall


@pytest.fixture
def there(operator: Desk, supervisor: Desk) -> list[Payment]:
    return hall.opened(operator, supervisor, 4)


def runs(desk: Desk) -> list[tuple[str, int, int, bool, str]]:
    with desk.read() as session:
        rows = session.scalars(select(PrintRun).order_by(PrintRun.started_at, PrintRun.id))
        return [(row.kind, row.first, row.last, row.confirmed_at is not None, row.reason) for row in rows]


def made(desk: Desk, payment: Payment) -> Slip:
    slip = slips.due(desk, payment.id)
    assert slip is not None
    return slip


def said(paper: PaperFile, folder: Path) -> str:
    pages = PdfReader(save_pdf(paper.pdf, folder / "kuitansi.pdf")).pages
    assert len(pages) == len(paper) == 1
    return pages[0].extract_text()


def waiting(desk: Desk) -> list[tuple[str, bool]]:
    return [(one.receipt, one.begun) for one in slips.unprinted(desk, FIRST)]


def test_the_original_is_made_and_counted_as_a_run_of_one(operator: Desk, there: list[Payment], tmp_path: Path) -> None:
    paying.pay(operator, there[1].id)
    slip = made(operator, there[1])
    assert (slip.number, slip.receipt, slip.name, slip.again) == (
        2, "KW-36.01-2019-000002", there[1].caretaker_name, False,
    )  # fmt: skip
    text = said(slip.paper, tmp_path)
    assert "KW-36.01-2019-000002" in text
    assert "SALINAN" not in text
    assert runs(operator) == []
    slips.begin(operator, slip)
    assert runs(operator) == [("original", 2, 2, False, AT_DESK)]
    assert slips.came_out(operator, FIRST, [2]).value == 1
    assert runs(operator) == [("original", 2, 2, True, AT_DESK)]


def test_it_is_the_paper_that_the_office_would_print(operator: Desk, there: list[Payment], tmp_path: Path) -> None:
    """Down to its place in the pile of the village, which is counted for this village alone."""
    desk_made = [said(made(operator, payment).paper, tmp_path) for payment in there]
    printing.print_receipts(operator, FIRST, tmp_path / "a.pdf", Wish(per_page=1))
    assert desk_made == [page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages]


def test_what_the_office_printed_before_is_in_the_familys_hand(
    operator: Desk, there: list[Payment], tmp_path: Path
) -> None:
    printing.print_receipts(operator, FIRST, tmp_path / "a.pdf", Wish(first=1, last=2))
    assert slips.due(operator, there[0].id) is None
    assert slips.due(operator, there[1].id) is None
    assert made(operator, there[2]).number == 3
    printing.confirm(operator, FIRST)
    assert slips.due(operator, there[0].id) is None


def test_a_print_of_the_office_goes_on_waiting(operator: Desk, there: list[Payment], tmp_path: Path) -> None:
    """What the desk prints says nothing of the pile that was printed in the office."""
    printing.print_receipts(operator, FIRST, tmp_path / "a.pdf", Wish(first=1, last=2))
    slips.begin(operator, made(operator, there[2]))
    slips.came_out(operator, FIRST, [1, 2, 3])
    assert [(kind, first, well) for kind, first, _, well, _ in runs(operator)] == [
        ("original", 1, False), ("original", 3, True),
    ]  # fmt: skip
    assert overview.status(operator, FIRST).receipts.open_run == (1, 2)


def test_printed_once_it_is_not_due_again(operator: Desk, there: list[Payment]) -> None:
    slip = made(operator, there[0])
    slips.begin(operator, slip)
    slips.came_out(operator, FIRST, [1])
    assert slips.due(operator, there[0].id) is None
    with pytest.raises(Refused) as twice:
        slips.begin(operator, slip)
    assert twice.value.code == "money.printed_meanwhile"
    assert len(runs(operator)) == 1


def test_printed_meanwhile_by_the_office_no_second_original(
    operator: Desk, there: list[Payment], tmp_path: Path
) -> None:
    slip = made(operator, there[0])
    printing.print_receipts(operator, FIRST, tmp_path / "a.pdf", Wish())
    with pytest.raises(Refused) as meanwhile:
        slips.begin(operator, slip)
    assert meanwhile.value.code == "money.printed_meanwhile"


def test_later_prints_of_it_are_copies(operator: Desk, there: list[Payment], tmp_path: Path) -> None:
    slips.begin(operator, made(operator, there[0]))
    slips.came_out(operator, FIRST, [1])
    done = printing.print_receipts(operator, FIRST, tmp_path / "a.pdf", Wish()).value
    assert (done.originals, done.copies) == (3, 1)


def test_begun_and_not_come_out_it_is_a_spoiled_page_with_its_reason(operator: Desk, there: list[Payment]) -> None:
    slips.begin(operator, made(operator, there[0]))
    again = made(operator, there[0])
    assert again.again
    slips.begin(operator, again, " kertas macet ")
    assert runs(operator) == [("original", 1, 1, False, AT_DESK), ("spoiled", 1, 1, False, "kertas macet")]
    assert overview.status(operator, FIRST).receipts.spoiled == 1
    assert slips.came_out(operator, FIRST, [1]).value == 2


def test_what_could_not_be_printed_waits_in_the_list(operator: Desk, there: list[Payment]) -> None:
    assert waiting(operator) == []
    for payment in there[:3]:
        paying.pay(operator, payment.id)
    slips.begin(operator, made(operator, there[0]))
    slips.came_out(operator, FIRST, [1])
    slips.begin(operator, made(operator, there[1]))  # the printer failed
    assert waiting(operator) == [("KW-36.01-2019-000002", True), ("KW-36.01-2019-000003", False)]
    (first, second) = slips.unprinted(operator, FIRST)
    assert (first.name, second.payment_id, second.amount) == (there[1].caretaker_name, there[2].id, 1_000_000)


def test_slips_in_whatever_order_leave_out_whom_they_serve(operator: Desk, there: list[Payment]) -> None:
    for payment in there:
        paying.pay(operator, payment.id)
    for at in (3, 1):
        slips.begin(operator, made(operator, there[at]))
        slips.came_out(operator, FIRST, [at + 1])
    assert waiting(operator) == [("KW-36.01-2019-000001", False), ("KW-36.01-2019-000003", False)]


def test_who_has_the_offices_paper_or_was_not_paid_here_does_not_wait(
    operator: Desk, there: list[Payment], tmp_path: Path
) -> None:
    printing.print_receipts(operator, FIRST, tmp_path / "a.pdf", Wish(first=2, last=3))
    for payment in there[1:]:
        paying.pay(operator, payment.id)
    assert waiting(operator) == [("KW-36.01-2019-000004", False)]


def test_a_voided_receipt_is_not_printed_and_the_new_one_is(
    operator: Desk, supervisor: Desk, there: list[Payment]
) -> None:
    receipts.void(supervisor, "KW-36.01-2019-000001", "nama salah")
    with pytest.raises(Refused) as void:
        slips.due(operator, there[0].id)
    assert void.value.code == "payday.no_receipt"
    receipts.issue_anew(operator, "KW-36.01-2019-000001")
    assert made(operator, there[0]).receipt == "KW-36.01-2019-000005"


def test_only_the_operator_prints(supervisor: Desk, there: list[Payment]) -> None:
    with pytest.raises(Refused) as other:
        slips.due(supervisor, there[0].id)
    assert other.value.code == "role.not_allowed"
    with pytest.raises(Refused):
        slips.unprinted(supervisor, FIRST)
