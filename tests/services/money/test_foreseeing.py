"""What a table of results would do is seen before anything is kept: totals, what changes, every row that is refused."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, Payment, TreasuryReturn
from desktop.rules.dates import long_date
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState, Presence
from desktop.services import approving
from desktop.services.accounting import returns
from desktop.services.desk import Desk
from desktop.services.money import foreseeing, payments, settling
from desktop.services.money.foreseeing import Foreseen, Totals, Turn
from desktop.services.money.settling import Outcome
from desktop.services.payday import signed
from desktop.services.payers import files
from desktop.wording.translator import sentences
from tests.services.money import walk
from tests.services.money.walk import FIRST, faults, on_later_day, opened
from tests.services.payday import hall

P = PaymentState
ONE = 1_000_000
NONE = Figure()


@pytest.fixture
def office(operator: Desk, supervisor: Desk) -> Desk:
    """A tranche of four families, open."""
    opened(operator, supervisor, 4)
    return operator


def cards(desk: Desk) -> list[str]:
    return [row.card_number for row in payments.payments(desk, FIRST).rows]


def states(desk: Desk) -> list[str]:
    with desk.read() as session:
        return sorted(session.scalars(select(Payment.state)))


def lines(desk: Desk) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(AuditLine)) or 0


def look(desk: Desk, folder: Path, *rows: str, headings: str = "kartu;hasil;alasan;tanggal;no_sts") -> Foreseen:
    path = folder / "hasil.csv"
    path.write_text("\n".join([headings, *rows]) + "\n", "utf-8")
    return foreseeing.look(desk, FIRST, path)


def test_totals_before_and_after_and_nothing_is_kept(office: Desk, tmp_path: Path) -> None:
    one, two, three, _ = cards(office)
    before = lines(office)
    found = look(office, tmp_path, f"{one};dibayar", f"{two};tidak;sakit", f"{three};kembali;;;STS-7")
    assert (found.doubts, found.refused, found.takeable) == ((), None, True)
    assert found.before == Totals(NONE, Figure(4, 4 * ONE), NONE)
    assert found.after == Totals(Figure(1, ONE), Figure(2, 2 * ONE), Figure(1, ONE))
    assert found.unnamed == Figure(1, ONE)
    turns = {turn: figure.families for turn, figure in found.turns.items()}
    # Why a family did not come is kept too, so that row corrects what stands.
    assert turns == {Turn.PAID: 1, Turn.RETURNED: 1, Turn.UNDONE: 0, Turn.CORRECTED: 1, Turn.SAME: 0}
    assert states(office) == [P.UNPAID] * 4
    assert lines(office) == before


def test_what_was_seen_is_what_is_taken(office: Desk, tmp_path: Path) -> None:
    one, two, three, four = cards(office)
    found = look(office, tmp_path, f"{one};dibayar", f"{two};dibayar", f"{three};kembali;;;STS-7", f"{four};tidak")
    done = settling.settle(office, FIRST, found.outcomes).value
    assert (done.paid, done.unpaid, done.returned) == (found.after.paid, found.after.unpaid, found.after.returned)
    assert (done.changed, done.same) == (found.changed, found.turns[Turn.SAME].families)
    again = look(office, tmp_path, f"{one};dibayar", f"{four};tidak")
    assert (again.changed, again.takeable, again.doubts) == (0, False, ())
    assert again.before == again.after == found.after
    assert faults(office) == []


def test_rows_that_cannot_be_read_are_named_with_the_family(office: Desk, tmp_path: Path) -> None:
    one, two, *_ = cards(office)
    names = {row.card_number: row.caretaker_name for row in payments.payments(office, FIRST).rows}
    found = look(office, tmp_path, f"{one};entah", f"{two};dibayar;;kemarin", "JSR-36.01-999999;dibayar")
    assert [(doubt.row, doubt.written, doubt.name, doubt.code) for doubt in found.doubts] == [
        (2, one, names[one], "money.result_word"),
        (3, two, names[two], "money.result_day"),
        (4, "JSR-36.01-999999", "", "money.result_unknown"),
    ]
    assert not found.takeable


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("kembali;;;", "money.no_sts"),
        ("dibayar;;2030-01-01;", "money.settled_day"),
        ("dibayar;;1999-01-01;", "money.settled_early"),
    ],
)
def test_a_row_that_settling_refuses_is_named_by_row_name_and_card(
    office: Desk, tmp_path: Path, rest: str, code: str
) -> None:
    one, two, *_ = cards(office)
    names = {row.card_number: row.caretaker_name for row in payments.payments(office, FIRST).rows}
    found = look(office, tmp_path, f"{one};dibayar", "", f"{two};{rest}")
    (doubt,) = found.doubts
    assert (doubt.row, doubt.written, doubt.name, doubt.code) == (4, two, names[two], code)
    assert set(sentences()[code].split("{")[1].split("}")[0].split()) <= set(doubt.values)
    assert found.turns[Turn.PAID] == Figure(1, ONE)
    assert found.after.paid == Figure(1, ONE)


def test_days_are_said_in_words(office: Desk, tmp_path: Path) -> None:
    (doubt,) = look(office, tmp_path, f"{cards(office)[0]};dibayar;;1999-01-01").doubts
    assert doubt.values["on"] == "1 Januari 1999"


def test_a_family_named_twice_with_two_results_is_in_doubt_the_second_time(office: Desk, tmp_path: Path) -> None:
    one, *_ = cards(office)
    found = look(office, tmp_path, f"{one};dibayar", f"{one};tidak;sakit")
    assert [(doubt.row, doubt.code) for doubt in found.doubts] == [(3, "money.settled_twice")]


def test_a_family_named_twice_alike_counts_once(office: Desk, tmp_path: Path) -> None:
    one, *_ = cards(office)
    found = look(office, tmp_path, f"{one};dibayar", f"{one};dibayar")
    assert (found.doubts, found.changed, found.turns[Turn.SAME].families) == ((), 1, 1)
    assert found.after.paid == Figure(1, ONE)
    assert settling.settle(office, FIRST, found.outcomes).value.paid == Figure(1, ONE)


def test_another_day_is_shown_beside_the_day_that_stood(office: Desk, tmp_path: Path) -> None:
    row = payments.payments(office, FIRST).rows[0]
    settling.settle(office, FIRST, [Outcome(row.id, P.PAID, office.today())])
    found = look(office, tmp_path, f"{row.card_number};dibayar;datang sendiri;{office.today()}")
    (change,) = found.changes
    assert (change.row, change.name, change.turn) == (2, row.caretaker_name, Turn.CORRECTED)
    assert (change.before["reason"], change.after["reason"]) == ("", "datang sendiri")
    assert found.before.paid == found.after.paid == Figure(1, ONE)


def test_who_died_before_is_in_doubt(office: Desk, tmp_path: Path) -> None:
    first, second = hall.payments(office)[:2]
    hall.caretaker_is(office, hall.family_of(office, first), Presence.DIED, office.today() - timedelta(days=9))
    found = look(office, tmp_path, f"{second.card_number};dibayar", f"{first.card_number};dibayar")
    assert [(doubt.row, doubt.written, doubt.code) for doubt in found.doubts] == [
        (3, first.card_number, "money.not_there")
    ]
    assert first.caretaker_name in str(found.doubts[0].values["names"])


def test_every_row_that_lies_with_a_payer_is_named(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    opened(operator, supervisor, 6)
    files.make(operator, FIRST, "BJB", tmp_path / "bjb.csv")
    rows = [f"{card};dibayar" for card in cards(operator)]
    found = look(operator, tmp_path, *rows)
    assert [(doubt.row, doubt.code) for doubt in found.doubts] == [(2 + at, "money.sent") for at in range(6)]
    assert len({doubt.name for doubt in found.doubts}) == 6
    assert found.before == found.after


def test_every_row_that_would_take_a_payment_back_is_named_with_what_is_left_to_do(
    office: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    one, two, three, _ = cards(office)
    rows = {row.card_number: row for row in payments.payments(office, FIRST).rows}
    paid = [Outcome(rows[card].id, P.PAID, office.today()) for card in (one, two)]
    settling.settle(office, FIRST, paid)
    signed.mark(office, rows[two].receipt)
    found = look(office, tmp_path, f"{three};dibayar", f"{one};tidak;salah orang", f"{two};tidak", f"{one};tidak")
    assert [(doubt.row, doubt.written, doubt.name, doubt.code) for doubt in found.doubts] == [
        (3, one, rows[one].caretaker_name, "money.paid_stands"),
        (4, two, rows[two].caretaker_name, "payday.undo_signed"),
        (5, one, rows[one].caretaker_name, "money.paid_stands"),
    ]
    assert (found.refused, found.takeable) == (None, False)
    assert found.after.paid == Figure(3, 3 * ONE)
    approving.close(supervisor, FIRST)
    closed = look(office, tmp_path, f"{one};tidak;salah orang")
    assert [doubt.code for doubt in closed.doubts] == ["money.payment_not_from"]


def test_a_row_that_takes_back_what_was_paid_on_another_day_says_when(office: Desk, tmp_path: Path) -> None:
    one, *_ = cards(office)
    row = payments.payments(office, FIRST).rows[0]
    settling.settle(office, FIRST, [Outcome(row.id, P.PAID, office.today())])
    day = long_date(office.today())
    (doubt,) = look(on_later_day(office, 3), tmp_path, f"{one};tidak;salah orang").doubts
    assert (doubt.code, doubt.values["on"]) == ("money.paid_before", day)


def test_what_only_the_whole_table_shows_is_refused_too(office: Desk, supervisor: Desk, tmp_path: Path) -> None:
    """A second person said that the money of this STS is back: no more money joins it."""
    one, two, *_ = cards(office)
    first = look(office, tmp_path, f"{one};kembali;;;STS-7")
    settling.settle(office, FIRST, first.outcomes)
    with office.read() as session:
        made = session.scalars(select(TreasuryReturn.id)).one()
    returns.confirm(supervisor, made)
    found = look(office, tmp_path, f"{two};kembali;;;STS-7")
    assert found.refused is not None
    assert (found.refused.code, found.takeable) == ("returns.confirmed", False)
    assert states(office) == [P.RETURNED, *[P.UNPAID] * 3]


def test_a_closed_pay_out_takes_returns_only(office: Desk, supervisor: Desk, tmp_path: Path) -> None:
    approving.close(supervisor, FIRST)
    one, two, *_ = cards(office)
    found = look(office, tmp_path, f"{one};dibayar", f"{two};kembali;;;STS-7")
    assert [(doubt.row, doubt.code) for doubt in found.doubts] == [(2, "money.payment_not_from")]
    assert found.turns[Turn.RETURNED] == Figure(1, ONE)


def test_refused_before_the_pay_out_and_without_rows(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.approved(operator, supervisor, 2)
    card = cards(operator)[0]
    with pytest.raises(Refused) as early:
        look(operator, tmp_path, f"{card};dibayar")
    assert early.value.code == "money.not_open"
    approving.open_pay_out(supervisor, FIRST)
    with pytest.raises(Refused) as empty:
        look(operator, tmp_path)
    assert (empty.value.code, empty.value.values) == ("money.result_empty", {"name": "hasil.csv"})
    with pytest.raises(Refused):
        foreseeing.look(supervisor, FIRST, tmp_path / "hasil.csv")


def test_a_whole_tranche_of_wrong_days_names_each_row(office: Desk, tmp_path: Path) -> None:
    found = look(office, tmp_path, *[f"{card};dibayar;;{date(1999, 1, 1)}" for card in cards(office)])
    assert [doubt.row for doubt in found.doubts] == [2, 3, 4, 5]
    assert found.outcomes == ()
