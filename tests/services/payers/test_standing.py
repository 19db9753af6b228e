"""How far each payer is with a list, and whom the money did not reach."""

from pathlib import Path

from sqlalchemy import select

from desktop.models import Payment
from desktop.rules.money import Figure
from desktop.rules.payout_paths import MoneyPath, OrderOutcome
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting, settling
from desktop.services.payers import answers, files, routes, standing
from desktop.services.payers.routes import NewPath
from tests import families
from tests.services.money import walk
from tests.services.money.walk import DECREE, FIRST
from tests.services.payers.answering import row, sent, written

EACH = 1_000_000


def figure(count: int) -> Figure:
    return Figure(count, count * EACH)


def test_before_the_approval_nobody_pays(operator: Desk) -> None:
    assert standing.payers(operator, FIRST) == ()
    walk.drafted(operator, 2)
    assert standing.payers(operator, FIRST) == ()
    assert standing.files(operator, FIRST) == ()
    assert standing.unreached(operator, FIRST).rows == ()


def test_each_payment_stands_in_one_figure_of_its_payer(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    families.add(operator, 5, bank="bjb")
    families.add(operator, 3, start=5)
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    (bank,) = standing.payers(operator, FIRST)
    assert (bank.path, bank.payer, bank.listed) == (MoneyPath.BANK, "BJB", figure(8))
    assert (bank.without_account, bank.to_send, bank.balanced) == (figure(3), figure(5), True)
    routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "Tanpa rekening", without_account=True))
    approving.open_pay_out(supervisor, FIRST)
    files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    bank, post = standing.payers(operator, FIRST)
    assert (bank.sent, bank.to_send) == (figure(5), Figure())
    assert (post.payer, post.to_send, post.without_account) == ("Kantor Pos", figure(3), Figure())
    (made,) = standing.files(operator, FIRST)
    assert (made.number, made.payer, made.payments, made.rupiah) == (1, "BJB", 5, 5 * EACH)


def test_after_the_answer_paid_failed_and_idle_are_told(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second, third, fourth = sent(operator, supervisor, tmp_path)
    path = written(tmp_path / "a.csv", [row(operator, first), row(operator, second, "Gagal", "Saldo blokir"),
                                        row(operator, third, "Tidak transaksi")])  # fmt: skip
    answers.accept(operator, answers.preview(operator, FIRST, path))
    (bank,) = standing.payers(operator, FIRST)
    assert (bank.paid, bank.failed, bank.idle, bank.sent) == (figure(1), figure(1), figure(1), figure(1))
    assert bank.balanced
    rows = {one.account: one for one in standing.unreached(operator, FIRST).rows}
    assert set(rows) == {second, third}
    assert (rows[second].outcome, rows[second].code) == (OrderOutcome.FAILED, "blocked")
    assert (rows[second].reason, rows[second].told) == ("Saldo atau rekening diblokir", "Gagal · Saldo blokir")
    assert (rows[third].outcome, rows[third].reason) == (OrderOutcome.IDLE, "")
    assert rows[second].village
    files.make(operator, FIRST, "BJB", tmp_path / "b.csv")
    (bank,) = standing.payers(operator, FIRST)
    assert (bank.failed, bank.sent) == (Figure(), figure(2)), "what is sent again is no failure any more"
    assert [one.account for one in standing.unreached(operator, FIRST).rows] == [third]
    assert fourth not in rows


def test_what_the_books_say_goes_before_what_the_file_says(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second = sent(operator, supervisor, tmp_path, 2)
    path = written(
        tmp_path / "a.csv", [row(operator, first, "Gagal", "Blokir"), row(operator, second, "Tidak transaksi")]
    )
    answers.accept(operator, answers.preview(operator, FIRST, path))
    settling.settle_rest(operator, FIRST, PaymentState.RETURNED, operator.today(), sts_number="STS-1")
    (bank,) = standing.payers(operator, FIRST)
    assert (bank.gone, bank.failed, bank.sent, bank.balanced) == (figure(2), Figure(), Figure(), True)
    assert standing.unreached(operator, FIRST).rows == ()


def test_the_unreached_come_page_by_page_and_by_payer(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    numbers = sent(operator, supervisor, tmp_path, 7)
    path = written(tmp_path / "a.csv", [row(operator, one, "Gagal", "Blokir") for one in numbers])
    answers.accept(operator, answers.preview(operator, FIRST, path))
    seen, after = [], None
    for _ in range(4):
        page = standing.unreached(operator, FIRST, limit=2, after=after)
        seen += [one.account for one in page.rows]
        after = page.following
    assert after is None
    assert sorted(seen) == numbers
    assert standing.unreached(operator, FIRST, "BRI").rows == ()


def test_the_desk_stands_last(operator: Desk, supervisor: Desk) -> None:
    walk.approved(operator, supervisor, 3)
    with operator.read() as session:
        one = session.scalars(select(Payment.id)).first()
    assert one is not None
    routes.move(operator, FIRST, NewPath(MoneyPath.CASH, "", "Sakit", [one]))
    assert [(found.path, found.listed.families) for found in standing.payers(operator, FIRST)] == [
        (MoneyPath.BANK, 2),
        (MoneyPath.CASH, 1),
    ]
