"""Files for payers: which payments they take, that none is sent twice, and what is kept of them."""

import csv
import hashlib
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, Payment, PayoutFile, PayoutOrder
from desktop.rules.money import Figure
from desktop.rules.payout_paths import MoneyPath, OrderOutcome
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting, later_lists, receipts, settling, stepping_back
from desktop.services.money.decrees import NewDecree
from desktop.services.payers import files, routes
from desktop.services.payers.routes import NewPath
from tests import families
from tests.services.money import walk
from tests.services.money.walk import DECREE, FIRST


def accounts(path: Path) -> list[str]:
    rows = csv.reader(StringIO(path.read_text("utf-8"), newline=""), delimiter=";")
    return [row[1] for row in rows if row[0] == "D"]


def orders(desk: Desk) -> list[PayoutOrder]:
    with desk.read() as session:
        return list(session.scalars(select(PayoutOrder)))


def answer(desk: Desk, outcome: OrderOutcome, count: int = 99) -> set[UUID]:
    """Let the payer have answered for some of the orders that are open."""
    with desk.write("test.answer") as unit:
        statement = select(PayoutOrder).where(PayoutOrder.outcome == OrderOutcome.SENT).limit(count)
        rows = unit.session.scalars(statement).all()
        for row in rows:
            row.outcome = outcome
    return {row.payment_id for row in rows}


def test_a_file_holds_every_payment_of_its_payer(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.opened(operator, supervisor, 4)
    out = tmp_path / "bjb.csv"
    done = files.make(operator, FIRST, "bjb", out)
    made = done.value
    assert (made.number, made.payer, made.template, made.path) == (1, "BJB", "bjb", str(out))
    assert (made.figure, made.waiting) == (Figure(4, 4_000_000), 0)
    assert sorted(accounts(out)) == [f"0071{number:09}" for number in range(4)]
    assert made.digest == hashlib.sha256(out.read_bytes()).hexdigest()
    assert done.changes.touches("payout_file", "payout_order")
    with operator.read() as session:
        kept = session.scalars(select(PayoutFile)).one()
        line = session.scalars(select(AuditLine).where(AuditLine.action == "payout_file.make")).all()
    assert (kept.payments, kept.rupiah, kept.name, kept.digest) == (4, 4_000_000, "bjb.csv", made.digest)
    assert kept.made_by == operator.person.id
    assert any(made.digest in (one.detail or "") for one in line)
    assert Counter(one.outcome for one in orders(operator)) == {"sent": 4}


def test_the_lines_stand_in_the_order_of_the_receipts(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.approved(operator, supervisor, 5)
    files.make(operator, FIRST, "BJB", tmp_path / "a.xlsx", "bank_umum")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert [row[5] for row in rows] == [f"KW-36.01-2019-{number:06}" for number in range(1, 6)]
    assert {row[8] for row in rows} == {"JAMSOSRATU 2019 TAHAP 1"}
    assert all(row[6] and row[7] for row in rows), "district and village by name"


def test_nothing_is_sent_twice_while_the_answer_is_open(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.approved(operator, supervisor, 3)
    files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    with pytest.raises(Refused) as refused:
        files.make(operator, FIRST, "BJB", tmp_path / "b.csv")
    assert refused.value.code == "payers.nothing_to_send"
    assert not (tmp_path / "b.csv").exists()
    with pytest.raises(Refused):
        routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "Alasan"))


@pytest.mark.parametrize(
    ("outcome", "again"), [(OrderOutcome.FAILED, 2), (OrderOutcome.IDLE, 0), (OrderOutcome.PAID, 0)]
)
def test_only_what_failed_is_sent_again(
    operator: Desk, supervisor: Desk, tmp_path: Path, outcome: OrderOutcome, again: int
) -> None:
    walk.approved(operator, supervisor, 5)
    files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    answered = answer(operator, outcome, 2)
    if not again:
        with pytest.raises(Refused):
            files.make(operator, FIRST, "BJB", tmp_path / "b.csv")
        return
    made = files.make(operator, FIRST, "BJB", tmp_path / "b.csv").value
    assert (made.number, made.figure) == (2, Figure(again, again * 1_000_000))
    second = [one for one in orders(operator) if one.outcome == OrderOutcome.SENT and one.payment_id in answered]
    assert {one.payment_id for one in second} == answered


def test_who_is_settled_at_the_desk_is_not_sent(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.opened(operator, supervisor, 3)
    with operator.read() as session:
        first = session.scalars(select(Payment.id)).first()
    assert first is not None
    settling.settle(operator, FIRST, [settling.Outcome(first, PaymentState.PAID, operator.today())])
    assert files.make(operator, FIRST, "BJB", tmp_path / "a.csv").value.figure.families == 2
    assert first not in {one.payment_id for one in orders(operator)}


def test_a_voided_receipt_keeps_its_payment_out(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    done = walk.approved(operator, supervisor, 3)
    receipts.void(supervisor, done.first, "Salah nama")
    assert files.make(operator, FIRST, "BJB", tmp_path / "a.csv").value.figure.families == 2


def test_who_has_no_account_waits_and_is_counted(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    families.add(operator, 2, bank="bjb")
    families.add(operator, 3, start=2)
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    made = files.make(operator, FIRST, "BJB", tmp_path / "a.csv").value
    assert (made.figure.families, made.waiting) == (2, 3)
    routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "Belum ada rekening", without_account=True))
    post = files.make(operator, FIRST, "kantor pos", tmp_path / "pos.xlsx").value
    assert (post.number, post.template, post.figure.families, post.waiting) == (2, "kantor_pos", 3, 0)
    sheet = load_workbook(tmp_path / "pos.xlsx").active
    assert sheet is not None
    assert [sheet.cell(5, column).data_type for column in (5, 6)] == ["s", "s"], "NIK and No KK are text"


@pytest.mark.parametrize("payer", ["BRI", "", "Kantor Pos"])
def test_a_payer_of_nobody_is_refused_and_told_who_there_is(
    operator: Desk, supervisor: Desk, tmp_path: Path, payer: str
) -> None:
    walk.approved(operator, supervisor, 1)
    with pytest.raises(Refused) as refused:
        files.make(operator, FIRST, payer, tmp_path / "a.csv")
    assert (refused.value.code, refused.value.values["known"]) == ("payers.no_payer", "BJB")


def test_a_draft_is_sent_to_nobody(operator: Desk, tmp_path: Path) -> None:
    walk.drafted(operator, 1)
    with pytest.raises(Refused) as refused:
        files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    assert refused.value.code == "payers.not_now"


def test_a_closed_list_is_sent_to_nobody(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.opened(operator, supervisor, 1)
    approving.close(supervisor, FIRST)
    with pytest.raises(Refused) as refused:
        files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    assert refused.value.code == "payers.not_now"


def test_a_file_that_cannot_be_written_leaves_no_order(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.approved(operator, supervisor, 2)
    with pytest.raises(Refused) as refused:
        files.make(operator, FIRST, "BJB", tmp_path / "nowhere" / "a.csv")
    assert refused.value.code == "files.missing"
    assert orders(operator) == []
    with operator.read() as session:
        assert session.scalars(select(PayoutFile)).all() == []


def test_stopped_on_the_way_nothing_is_kept(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.approved(operator, supervisor, 2)

    class Stop:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        files.make(operator, FIRST, "BJB", tmp_path / "a.csv", progress=Stop())
    assert (orders(operator), list(tmp_path.glob("*.csv"))) == ([], [])
    assert files.make(operator, FIRST, "BJB", tmp_path / "a.csv").value.number == 1, "the number was not lost"


def test_a_list_whose_money_is_under_way_does_not_become_a_draft(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    """Its receipts would be void while the bank pays by them; what failed stands in nobody's way."""
    walk.approved(operator, supervisor, 3)
    files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    with pytest.raises(Refused) as refused:
        stepping_back.ask(operator, FIRST, "Salah SK")
    assert (refused.value.code, refused.value.values["count"]) == ("money.back_sent", 3)
    answer(operator, OrderOutcome.FAILED)
    stepping_back.ask(operator, FIRST, "Salah SK")
    stepping_back.grant(supervisor, FIRST)
    approving.approve(supervisor, FIRST)
    made = files.make(operator, FIRST, "BJB", tmp_path / "b.csv").value
    assert (made.number, made.figure.families) == (2, 3)
    assert walk.faults(operator) == []


def test_a_file_of_a_later_list_counts_from_one(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    """Files are numbered in each list by itself."""
    walk.opened(operator, supervisor, 2)
    files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    families.add(operator, 2, start=50, bank="bjb")
    later = later_lists.next_list(operator, FIRST)
    drafting.create(operator, later, NewDecree("466/Kep.9/2019", DECREE.on))
    approving.approve(supervisor, later)
    made = files.make(operator, later, "BJB", tmp_path / "b.csv").value
    assert (made.number, made.figure) == (1, Figure(2, 2_000_000))
    assert set(accounts(tmp_path / "b.csv")).isdisjoint(accounts(tmp_path / "a.csv"))


def test_a_file_is_shown_before_it_is_made_and_is_made_so(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.approved(operator, supervisor, 10)
    seen = files.preview(operator, FIRST, "bjb")
    assert (seen.number, seen.payer, seen.template.name, seen.waiting) == (1, "BJB", "bjb", 0)
    assert (seen.figure.families, len(seen.shown.rows)) == (10, files.FIRST_ROWS)
    with operator.read() as session:
        assert session.scalars(select(PayoutFile)).all() == [], "a look makes nothing"
        (line,) = session.scalars(select(AuditLine).where(AuditLine.action == "payout_file.preview"))
    assert json.loads(line.detail or "")["payments"] == 8
    files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    lines = [line.split(";") for line in (tmp_path / "a.csv").read_text("utf-8").splitlines()]
    assert [tuple(line) for line in (lines[0], *lines[2:10], lines[-1])] == [
        *seen.shown.above, *seen.shown.rows, *seen.shown.below,
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        files.preview(operator, FIRST, "BJB")
    assert refused.value.code == "payers.nothing_to_send"
