"""The settled year of a practice office: paid day by day, returned with an STS, on paper, and proved like any other."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models import AuditLine, Decree, PayList, PayListStep, Payment, PrintRun, Receipt, User
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services import safety, signing_in
from desktop.services.demo.money import HALF_OF_2018, PAST, REASONS, Past
from desktop.services.demo.wanted import Wanted
from desktop.services.desk import Desk
from desktop.services.money import overview, payments, printing
from desktop.services.money.keys import TrancheKey
from desktop.services.money.proving import prove
from desktop.services.money.rows import PaymentFilters
from tests.documents.paper_readers import page_words, words
from tests.services.demo.practices import HOUSEHOLDS, PASSWORD, Practice, make

tranche = pytest.mark.parametrize("past", PAST, ids=lambda past: past.decree)


def key(past: Past) -> TrancheKey:
    return TrancheKey("jamsosratu", 2018, past.number)


def paid_in(desk: Desk, past: Past) -> list[Payment]:
    with desk.read() as session:
        mine = select(PayList.id).where(PayList.year == 2018, PayList.tranche == past.number)
        return list(session.scalars(select(Payment).where(Payment.pay_list_id.in_(mine))))


def test_the_whole_office_is_proved(desk: Desk) -> None:
    proved = safety.verify(desk, prove)
    assert proved.faults == ()
    assert proved.totals["payment"] == proved.totals["receipt"] + HOUSEHOLDS, "2019/1 has no receipts yet"


def test_what_was_settled_is_what_making_it_answered(practice: Practice, desk: Desk) -> None:
    whole = sum((overview.status(desk, key(past)).balance.listed for past in PAST), Figure())
    assert whole == practice.made.settled
    assert whole.rupiah == whole.families * HALF_OF_2018


@tranche
def test_every_family_was_paid_or_its_money_went_back(desk: Desk, past: Past) -> None:
    status = overview.status(desk, key(past))
    balance = status.balance
    assert balance.problems() == ()
    assert balance.decree == balance.listed == balance.paid + balance.returned
    assert balance.withheld == balance.unpaid == Figure()
    assert status.row.decree_number == past.decree
    assert status.row.decree_on == past.decreed


@tranche
def test_money_was_paid_between_opening_and_closing(desk: Desk, past: Past) -> None:
    rows = paid_in(desk, past)
    days = Counter(row.settled_on for row in rows if row.state == PaymentState.PAID and row.settled_on)
    assert min(days) == past.opened
    assert max(days) <= past.opened + timedelta(days=4) < past.closed
    assert sum(days.values()) == overview.status(desk, key(past)).balance.paid.families
    assert len(days) == 5, "some came on each day"
    back = [row for row in rows if row.state == PaymentState.RETURNED]
    assert {(row.settled_on, row.sts_number) for row in back} == {(past.returned, past.sts)}
    assert {row.reason for row in back} <= set(REASONS)
    assert all(row.sts_number is None and row.reason == "" for row in rows if row.state == PaymentState.PAID)


@tranche
def test_the_steps_were_taken_by_two_people_on_their_days(desk: Desk, past: Past) -> None:
    history = overview.status(desk, key(past)).history
    assert [(step.state, step.at.date()) for step in history] == [
        (PayListState.DRAFT, past.drafted),
        (PayListState.APPROVED, past.approved),
        (PayListState.OPEN, past.opened),
        (PayListState.CLOSED, past.closed),
        (PayListState.LOCKED, past.returned),
    ]
    with desk.read() as session:
        names = dict(session.execute(select(User.id, User.name)).all())
        steps = session.scalars(
            select(PayListStep.by)
            .join(PayList, PayList.id == PayListStep.pay_list_id)
            .where(PayList.year == 2018, PayList.tranche == past.number)
            .order_by(PayListStep.id)
        ).all()
    assert [names[by] for by in steps] == ["operator", *["supervisor"] * 4]


@tranche
def test_days_of_the_past_stand_in_their_order(past: Past) -> None:
    days = [past.decreed, past.drafted, past.approved, past.opened, past.closed, past.returned]
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 for day in days), "offices work from Monday to Friday"
    assert days[0].year == days[-1].year == 2018


def test_receipts_run_through_the_year_and_those_of_the_absent_are_unused(desk: Desk) -> None:
    with desk.read() as session:
        rows = session.execute(select(Receipt.number, Receipt.state, Payment.state).join(Receipt.payment)).all()
        years = set(session.scalars(select(Receipt.fiscal_year)))
    assert years == {2018}
    assert sorted(row[0] for row in rows) == list(range(1, len(rows) + 1))
    assert {(row[1], row[2]) for row in rows} == {
        (ReceiptState.ISSUED, PaymentState.PAID),
        (ReceiptState.UNUSED, PaymentState.RETURNED),
    }


@tranche
def test_its_paper_was_printed_once_and_called_good(desk: Desk, past: Past) -> None:
    figures = overview.status(desk, key(past)).receipts
    assert figures.open_run is None
    assert figures.originals == figures.issued + figures.unused
    assert (figures.copies, figures.spoiled, figures.void) == (0, 0, 0)
    with desk.read() as session:
        runs = session.scalars(select(PrintRun)).all()
    assert len(runs) == len(PAST)
    assert all(run.confirmed_at for run in runs)


def test_the_log_says_when_it_was_really_done(desk: Desk) -> None:
    """Papers bear the day of the past; the log cannot be written in advance or afterwards."""
    with desk.read() as session:
        lines = session.execute(select(AuditLine.at, AuditLine.action).order_by(AuditLine.seq)).all()
    assert all(str(desk.today().year) in str(line.at)[:4] for line in lines)
    assert {"tranche.create", "tranche.approve", "receipts.print", "tranche.settle", "tranche.lock"} <= {
        line.action for line in lines
    }


def test_decrees_bear_their_numbers_and_totals(desk: Desk) -> None:
    with desk.read() as session:
        found = session.scalars(select(Decree).order_by(Decree.year, Decree.tranche)).all()
    assert [(row.year, row.tranche, row.number) for row in found] == [
        *((2018, past.number, past.decree) for past in PAST),
        (2019, 1, "978/Kep.112-Dinsos/2019"),
    ]
    assert (found[-1].households, found[-1].rupiah, found[-1].on) == (
        HOUSEHOLDS, HOUSEHOLDS * 1_000_000, date(2019, 3, 25),
    )  # fmt: skip


def test_copies_of_old_receipts_say_that_they_are_copies_and_practice(practice: Practice, tmp_path: Path) -> None:
    copy = make(tmp_path / "office", Wanted(5, seed=3))
    desk = signing_in.sign_in(copy.folder, "operator", PASSWORD)
    try:
        done = printing.print_receipts(desk, key(PAST[0]), tmp_path / "a.pdf").value
    finally:
        desk.close()
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert (done.originals, done.copies) == (0, done.receipts)
    assert words(pdf).count("SALINAN ke-1") == done.receipts
    assert all("LATIHAN" in page for page in page_words(pdf))


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_the_past_and_what_is_to_be_done(practice: Practice, desk: Desk, role: Role) -> None:
    with desk.read() as session:
        user = session.scalars(select(User).where(User.role == role)).one()
    mine = Desk(desk.office, type(desk.person)(user.id, user.name, user.full_name, role))
    rows = {(row.key.year, row.key.number): row for row in overview.tranches(mine)}
    assert rows.keys() == {(2018, 1), (2018, 2), (2019, 1), (2019, 2)}
    assert {rows[2018, number].state for number in (1, 2)} == {PayListState.LOCKED}
    assert rows[2018, 1].steps == rows[2018, 2].steps == ()
    assert bool(rows[2019, 1].steps) == (role in (Role.OPERATOR, Role.SUPERVISOR))
    returned = PaymentFilters(state=PaymentState.RETURNED)
    assert payments.count(mine, key(PAST[0]), returned) == overview.status(mine, key(PAST[0])).balance.returned.families


def test_a_handful_of_families_may_have_had_no_child_then(tmp_path: Path) -> None:
    """With this seed the only family had nobody who counted in 2018; the office is made all the same."""
    small = make(tmp_path / "office", Wanted(1, seed=8, faults=True))
    assert (small.made.listed.families, small.made.settled) == (1, Figure())
    desk = signing_in.sign_in(small.folder, "auditor", PASSWORD)
    try:
        assert safety.verify(desk, prove).faults == ()
        assert [row.state for row in overview.tranches(desk) if row.key.year == 2018] == [None, None]
    finally:
        desk.close()
