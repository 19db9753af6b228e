"""The result of a pay-out as offices write it: taken as a whole, each doubtful row named, nothing guessed."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Payment
from desktop.rules.terms import PaymentState
from desktop.services.desk import Desk
from desktop.services.money import payments, receipts, result_file
from desktop.services.money.result_file import ResultFile
from tests.services.money.walk import FIRST, opened

P = PaymentState


@pytest.fixture
def office(operator: Desk, supervisor: Desk) -> Desk:
    """A tranche of four families, open."""
    opened(operator, supervisor, 4)
    return operator


def cards(desk: Desk) -> list[str]:
    return [row.card_number for row in payments.payments(desk, FIRST).rows]


def read(desk: Desk, path: Path, text: str) -> ResultFile:
    path.write_text(text, "utf-8")
    return result_file.read(desk, FIRST, path)


def test_each_result_with_what_it_needs(office: Desk, tmp_path: Path) -> None:
    one, two, three, _ = cards(office)
    found = read(
        office,
        tmp_path / "hasil.csv",
        "Hasil penyaluran\nkartu;hasil;alasan;tanggal;no_sts\n"
        f"{one};dibayar;;05-03-2019;\n{two};tidak;sakit;;\n\n{three};KEMBALI;;2019-03-06;STS-7/2019\n",
    )
    assert found.doubts == ()
    first, second, third = found.outcomes
    assert (first.state, first.on, first.reason) == (P.PAID, date(2019, 3, 5), "")
    assert (second.state, second.on, second.reason) == (P.UNPAID, None, "sakit")
    assert (third.state, third.on, third.sts_number) == (P.RETURNED, date(2019, 3, 6), "STS-7/2019")
    ids = {row.card_number: row.id for row in payments.payments(office, FIRST).rows}
    assert [one.payment_id for one in found.outcomes] == [ids[card] for card in cards(office)[:3]]


@pytest.mark.parametrize("word", ["dibayar", "Dibayar", "TERBAYAR", "bayar", "Paid", " diterima "])
def test_words_for_paid(office: Desk, tmp_path: Path, word: str) -> None:
    found = read(office, tmp_path / "hasil.csv", f"No. Kartu,Hasil\n{cards(office)[0]},{word}\n")
    assert [one.state for one in found.outcomes] == [P.PAID]
    assert found.outcomes[0].on == office.today()


def test_a_family_is_named_by_nik_or_receipt_too(office: Desk, tmp_path: Path) -> None:
    row = payments.payments(office, FIRST).rows[0]
    receipt = receipts.look_up(office, row.receipt)
    assert receipt.card_number == row.card_number
    found = read(office, tmp_path / "a.csv", f"nomor kuitansi;hasil\n{row.receipt};dibayar\n")
    assert found.outcomes[0].payment_id == row.id


@pytest.mark.parametrize("other", ["card", "nik"])
def test_a_row_whose_columns_name_two_families_is_a_doubt(office: Desk, tmp_path: Path, other: str) -> None:
    """Whose money it was, nobody can say: the receipt of one family, the card or NIK of another."""
    with office.read() as session:
        one, two, *_ = session.scalars(select(Payment).order_by(Payment.card_number))
    receipt = {row.id: row.receipt for row in payments.payments(office, FIRST).rows}[one.id]
    named = {"card": two.card_number, "nik": two.caretaker_nik or ""}
    own = {"card": one.card_number, "nik": one.caretaker_nik or ""}
    text = "kuitansi;kartu;nik;hasil\n{};{};{};dibayar\n"
    right = read(office, tmp_path / "a.csv", text.format(receipt, *own.values()))
    assert [outcome.payment_id for outcome in right.outcomes] == [one.id]
    found = read(office, tmp_path / "b.csv", text.format(receipt, *(own | {other: named[other]}).values()))
    assert found.outcomes == ()
    assert [(doubt.code, doubt.values["other"]) for doubt in found.doubts] == [
        ("money.result_contradicts", named[other])
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("JSR-36.01-999999;dibayar;;", "money.result_unknown"),
        ("{card};entah;;", "money.result_word"),
        ("{card};;;", "money.result_word"),
        ("{card};dibayar?;;", "money.result_word"),
        ("{card};≠ dibayar;;", "money.result_word"),
        ("{card};dibayar;;31-02-2019", "money.result_day"),
        ("{card};dibayar;;02-31-2019", "money.result_day"),
        ("{card};dibayar;;kemarin", "money.result_day"),
        (";dibayar;;", "money.result_unknown"),
    ],
)
def test_a_doubtful_row_is_named_and_not_taken(office: Desk, tmp_path: Path, line: str, code: str) -> None:
    card, other, *_ = cards(office)
    text = f"kartu;hasil;alasan;tanggal\n{other};tidak;;\n{line.format(card=card)}\n"
    found = read(office, tmp_path / "hasil.csv", text)
    assert len(found.outcomes) == 1
    (doubt,) = found.doubts
    assert (doubt.row, doubt.code) == (3, code)


def test_two_families_with_one_nik_are_asked_about(office: Desk, tmp_path: Path) -> None:
    with office.write("test.nik") as unit:
        for payment in unit.session.scalars(select(Payment)).all()[:2]:
            payment.caretaker_nik = "3601015203840001"
    found = read(office, tmp_path / "hasil.csv", "nik;hasil\n3601015203840001;dibayar\n")
    assert [one.code for one in found.doubts] == ["money.result_several"]


def test_a_number_that_is_a_number_is_never_trusted(office: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["NIK", "Hasil"])
    sheet.append([3601015203840001, "dibayar"])
    book.save(tmp_path / "hasil.xlsx")
    found = result_file.read(office, FIRST, tmp_path / "hasil.xlsx")
    assert [(one.row, one.code) for one in found.doubts] == [(2, "money.result_numeric")]
    assert found.outcomes == ()


@pytest.mark.parametrize("text", ["", "kartu;tanggal\n1;2\n", "hasil\ndibayar\n", "x" * 50])
def test_a_table_without_the_columns_is_refused(office: Desk, tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused):
        read(office, tmp_path / "hasil.csv", text)


def test_a_row_whose_cells_moved_is_a_doubt(office: Desk, tmp_path: Path) -> None:
    one, two, *_ = cards(office)
    rows = f"kartu;nama;hasil;tanggal\n{one};SITI;AMINAH;dibayar;05-03-2019\n{two};NENG;dibayar;05-03-2019;\n"
    found = read(office, tmp_path / "hasil.csv", rows)
    assert [(doubt.row, doubt.code) for doubt in found.doubts] == [(2, "sheets.row_too_wide")]
    assert [outcome.state for outcome in found.outcomes] == [P.PAID]
