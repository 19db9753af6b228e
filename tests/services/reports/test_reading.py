"""Payments as reports read them: order, streaming, sums by village, reasons in words."""

import pytest
from sqlalchemy import select

from desktop.models import Payment, PaymentRoute
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState
from desktop.services.desk import Desk
from desktop.services.money import figures
from desktop.services.money.facts import HELD
from desktop.services.money.freezing import NO_LONGER
from desktop.services.money.voided import VOIDED
from desktop.services.payday.paying import REFUSED
from desktop.services.reports import reading
from desktop.services.reports.columns import BOOK, HOLDS, PAPER, STATES
from desktop.services.reports.kinds import LISTS, Kind
from desktop.services.reports.reading import Village
from tests import families
from tests.services.money import walk
from tests.services.reports import paid

S = PaymentState


@pytest.fixture
def paid_out(operator: Desk, supervisor: Desk) -> Desk:
    paid.mixed(operator, supervisor, 12)
    return operator


def cell(kind: Kind, title: str, row: object) -> str:
    return next(one for one in PAPER[kind] if one.column.title == title).get(row)


def booked(kind: Kind, title: str, row: object) -> object:
    return next(one for one in BOOK[kind] if one.column.heading == title).get(row)


def test_villages_stand_in_the_order_of_their_codes_with_their_own_sums(paid_out: Desk) -> None:
    with paid_out.read() as session:
        pay_list = walk.pay_list(paid_out)
        there = reading.villages(session, pay_list)
        states = figures.by_state(session, pay_list.id)
    assert [one.code for one in there] == families.villages(paid_out)
    for state in (S.PAID, S.UNPAID, S.RETURNED):
        assert sum((one.sum((state,)) for one in there), Figure()) == states[state]
    assert sum((one.sum() for one in there), Figure()) == figures.total(states)
    assert {one.district_code for one in there} == {there[0].code.rpartition(".")[0]}


def test_one_village_is_asked_for_alone(paid_out: Desk) -> None:
    _, second, _ = families.villages(paid_out)
    with paid_out.read() as session:
        (one,) = reading.villages(session, walk.pay_list(paid_out), second)
    assert (one.code, one.sum().families) == (second, 4)


def test_a_state_that_nobody_is_in_counts_nothing() -> None:
    there = Village("36.01.01.2001", "Cikadu", "36.01.01", "Sumur", {S.PAID: Figure(2, 7)})
    assert there.sum((S.RETURNED, S.WITHHELD)) == Figure()
    assert there.sum() == there.sum((S.PAID,)) == Figure(2, 7)
    assert there.sum(()) == Figure()


@pytest.mark.parametrize(
    ("code", "word"),
    [("36.01.01.2001", "Desa Cikadu"), ("36.01.01.1001", "Kelurahan Cikadu"), ("", "Belum ditempatkan")],
)
def test_a_place_is_called_what_it_is(code: str, word: str) -> None:
    assert Village(code, "Cikadu", "36.01.01", "Sumur", {}).word == word


def test_families_come_by_rw_rt_and_name(paid_out: Desk) -> None:
    first, *_ = families.villages(paid_out)
    with paid_out.read() as session:
        rows = list(reading.payees(session, walk.pay_list(paid_out), first, tuple(S)))
    keys = [(row.rw, row.rt, row.caretaker_name) for row in rows]
    assert len(keys) == 4
    assert keys == sorted(keys)


@pytest.mark.parametrize("at_once", [1, 2, 3, 500])
def test_streaming_brings_everybody_once(paid_out: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(reading, "STREAMED", at_once)
    first, *_ = families.villages(paid_out)
    with paid_out.read() as session:
        cards = [row.card_number for row in reading.payees(session, walk.pay_list(paid_out), first, tuple(S))]
    assert len(cards) == len(set(cards)) == 4


def test_only_the_states_asked_for_come(paid_out: Desk) -> None:
    with paid_out.read() as session:
        for village in families.villages(paid_out):
            rows = reading.payees(session, walk.pay_list(paid_out), village, (S.RETURNED,))
            assert {row.state for row in rows} <= {S.RETURNED.value}


def test_the_account_is_that_of_the_path_as_approved(paid_out: Desk) -> None:
    first, *_ = families.villages(paid_out)
    with paid_out.read() as session:
        kept = {
            card: f"{payer} {number}"
            for card, payer, number in session.execute(
                select(Payment.card_number, PaymentRoute.payer, PaymentRoute.number).join(
                    PaymentRoute, PaymentRoute.payment_id == Payment.id
                )
            )
        }
        rows = list(reading.payees(session, walk.pay_list(paid_out), first, tuple(S)))
    assert rows
    for row in rows:
        assert booked(Kind.ADDRESSES, "Rekening", row) == kept[row.card_number]
        assert cell(Kind.ADDRESSES, "Nomor kartu\nRekening", row) == f"{row.card_number}\n{kept[row.card_number]}"


def test_reasons_are_counted_the_most_frequent_first(operator: Desk, supervisor: Desk) -> None:
    walk.opened(operator, supervisor, 7)
    why = ["Sakit", "Sakit", "Sakit", "Pindah", "Pindah", REFUSED]
    told = zip(paid.payments(operator), why, strict=False)
    paid.settle(operator, [paid.outcome(operator, payment, S.UNPAID, reason) for payment, reason in told])
    with operator.read() as session:
        found = reading.reasons(session, walk.pay_list(operator))
    assert [(words, figure.families) for words, figure in found] == [
        ("Sakit", 3), ("Pindah", 2), ("Belum datang", 1), ("Ditolak oleh keluarga", 1),
    ]  # fmt: skip
    assert sum(figure.rupiah for _, figure in found) == 7_000_000


def test_reasons_of_one_village(paid_out: Desk) -> None:
    with paid_out.read() as session:
        pay_list = walk.pay_list(paid_out)
        apart = [reading.reasons(session, pay_list, village) for village in families.villages(paid_out)]
        whole = dict(reading.reasons(session, pay_list))
    for words, figure in whole.items():
        assert sum((dict(one).get(words, Figure()) for one in apart), Figure()) == figure


@pytest.mark.parametrize("code", [HELD, NO_LONGER, VOIDED, REFUSED, ""])
def test_every_code_that_services_keep_is_said_in_words(code: str) -> None:
    words = reading.said(code)
    assert words
    assert words != code
    assert "." not in words


def test_what_a_person_typed_stays_as_it_is() -> None:
    assert reading.said("Sakit keras. Dirawat di RSUD") == "Sakit keras. Dirawat di RSUD"


class Row:
    """A payment as columns see one."""

    caretaker_name = "SITI AMINAH"
    caretaker_nik: str | None = "3601015203840001"
    no_kk: str | None = "3601010101190001"
    address = "Kp. Cikadu"
    rt, rw = "3", "1"
    card_number = "JSR-36.01-000001"
    amount = 999_999_999
    state = S.UNPAID.value
    reason = ""
    settled_on = None
    sts_number: str | None = None
    payer: str | None = None
    account: str | None = None


def row(**changed: object) -> Row:
    made = Row()
    for name, value in changed.items():
        setattr(made, name, value)
    return made


def test_cells_of_a_family_that_waits() -> None:
    one = row()
    assert cell(Kind.NOMINATIVE, "NIK\nNomor KK", one) == "3601015203840001\n3601010101190001"
    assert cell(Kind.NOMINATIVE, "Alamat", one) == "Kp. Cikadu\nRT 3 / RW 1"
    assert cell(Kind.NOMINATIVE, "Jumlah", one) == "Rp999.999.999"
    assert cell(Kind.NOMINATIVE, "Tanda tangan / cap jempol", one) == ""
    assert cell(Kind.NOMINATIVE, "Ket", one) == ""
    assert cell(Kind.UNPAID, "Alasan", one) == "Belum datang"
    assert booked(Kind.ADDRESSES, "Status", one) == "Belum dibayar"


def test_cells_of_who_has_no_numbers_and_no_rt() -> None:
    one = row(caretaker_nik=None, no_kk=None, rt="", rw="", card_number="")
    assert cell(Kind.ATTENDANCE, "NIK\nNomor KK", one) == "-\n-"
    assert cell(Kind.ATTENDANCE, "Alamat", one) == "Kp. Cikadu"
    assert cell(Kind.ATTENDANCE, "Nomor kartu\nRekening", one) == "-"
    assert (booked(Kind.ATTENDANCE, "NIK", one), booked(Kind.ATTENDANCE, "Nomor KK", one)) == ("", "")
    assert cell(Kind.ATTENDANCE, "Alamat", row(rt="", rw="2")) == "Kp. Cikadu\nRT - / RW 2"


def test_cells_of_money_that_went_back(operator: Desk) -> None:
    one = row(state=S.RETURNED.value, sts_number="7/2019", reason="Wafat", settled_on=operator.today())
    day = f"{operator.today():%d-%m-%Y}"
    assert cell(Kind.NOMINATIVE, "Tanda tangan / cap jempol", one) == "-"
    assert cell(Kind.NOMINATIVE, "Ket", one) == f"Dikembalikan {day}"
    assert cell(Kind.ADDRESSES, "Keterangan", one) == "STS 7/2019\nWafat"
    assert cell(Kind.ADDRESSES, "Tanggal", one) == day
    assert booked(Kind.ADDRESSES, "Tanggal", one) == operator.today()


def test_who_was_paid_needs_no_reason(operator: Desk) -> None:
    one = row(state=S.PAID.value, settled_on=operator.today())
    assert cell(Kind.ADDRESSES, "Keterangan", one) == ""
    assert cell(Kind.ADDRESSES, "Status", one) == "Dibayar"
    assert cell(Kind.ADDRESSES, "Keterangan", row(state=S.PAID.value, reason="Lewat wakil")) == "Lewat wakil"


def test_a_refusal_stands_beside_the_signature() -> None:
    assert cell(Kind.NOMINATIVE, "Ket", row(reason=REFUSED)) == "Ditolak oleh keluarga"
    assert cell(Kind.NOMINATIVE, "Ket", row(reason="Sakit")) == "Sakit"


def test_every_state_has_a_word_and_stands_in_some_list() -> None:
    assert set(STATES) == set(S)
    assert {state for kind in LISTS for state in HOLDS[kind]} == set(S)
    assert S.WITHHELD not in {*HOLDS[Kind.NOMINATIVE], *HOLDS[Kind.ATTENDANCE], *HOLDS[Kind.UNPAID]}


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_identity_numbers_are_text_in_every_workbook(kind: Kind) -> None:
    one = row()
    for title in ("NIK", "Nomor KK", "Nomor kartu"):
        assert isinstance(booked(kind, title, one), str)
    sums = [column for column in BOOK[kind] if column.column.heading == "Jumlah"]
    assert [column.get(one) for column in sums] == ([] if kind is Kind.ATTENDANCE else [999_999_999])
