"""What stands on the card: verdict in words and tone, parts of the amount, picture, earlier payments, warnings."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop.rules.ids import new_id
from desktop.rules.terms import PaymentState
from desktop.services.payday.rows import Candidate, Hits, Level, PartRow, PastPayment, Seen, Warn, Who
from desktop.ui.kit.tokens import Tone
from desktop.ui.payday import words
from desktop.ui.payday.family import WARNINGS, FamilyCard
from desktop.ui.payday.field import HIGH, ScanField
from desktop.ui.payday.hits import HitList
from desktop.wording import Translator
from tests.services.money.walk import FIRST, SECOND

LONG = "RADEN AYU SITI NURHALIZAH KUSUMANINGTYAS BINTI ABDURRAHMAN"
VOID = Warn("payday.warn_void", Level.STOPS)
MISSING = Warn("payday.warn_missing", Level.HOLDS, {"name": "SITI"})
LISTED = Warn("payday.warn_listed", Level.NOTE, {"name": "SITI", "list": "PKH", "on": "5 Maret 2019"})
SEEN = Seen(
    payment_id=new_id(), household_id=new_id(), key=FIRST, name="SITI AMINAH", nik="••••••••••840001",
    card="JSR-36.01-000001", address="Kp. Cikadu RT 001 RW 002", village="Cikadu", district="Cibitung",
    amount=1_000_000, parts=(), receipt="KW-36.01-2019-000001", state=PaymentState.UNPAID, settled_on=None,
    needs=Who.CARETAKER, follows="", warnings=(), history=(), photograph=None,
)  # fmt: skip


@pytest.fixture
def card(qtbot: QtBot, t: Translator) -> FamilyCard:
    made = FamilyCard(t)
    qtbot.addWidget(made)
    made.resize(830, 560)
    made.show()
    return made


@pytest.mark.parametrize(
    ("seen", "part", "tone"),
    [
        (SEEN, "MAY BE PAID", Tone.GOOD),
        (replace(SEEN, warnings=(LISTED,)), "MAY BE PAID", Tone.GOOD),
        (replace(SEEN, warnings=(MISSING,)), "ASK FIRST", Tone.ATTENTION),
        (replace(SEEN, warnings=(VOID,)), "DO NOT PAY", Tone.DANGER),
        (replace(SEEN, needs=Who.PROXY, warnings=(MISSING,)), "F4", Tone.ATTENTION),
        (replace(SEEN, needs=Who.HEIR), "F6", Tone.ATTENTION),
        (replace(SEEN, state=PaymentState.PAID, warnings=(VOID,)), "PAID ALREADY", Tone.DANGER),
    ],
)
def test_the_verdict_says_it_in_words_and_tone(card: FamilyCard, seen: Seen, part: str, tone: Tone) -> None:
    card.show_family(seen)
    assert part in card.verdict.words.text()
    assert card.verdict.tone is tone
    assert card.verdict.accessibleName() == card.verdict.words.text()


def test_just_paid_is_good_news_and_warns_of_nothing(card: FamilyCard) -> None:
    card.show_family(replace(SEEN, warnings=(LISTED,)))
    assert card.notices[0].isVisible()
    card.show_family(replace(SEEN, state=PaymentState.PAID, warnings=(LISTED,)), just_paid=True)
    assert (card.verdict.tone, card.just_paid) == (Tone.GOOD, True)
    assert not any(notice.isVisible() for notice in card.notices)


def test_each_warning_is_a_sentence_and_the_heaviest_have_a_place(card: FamilyCard) -> None:
    card.show_family(replace(SEEN, warnings=(VOID, MISSING, LISTED, LISTED, LISTED)))
    said = [notice.sentence for notice in card.notices if notice.isVisible()]
    assert len(said) == WARNINGS
    assert "void" in said[0]
    assert "SITI was not found" in said[1]


def test_a_reduction_is_told_beside_the_amount(card: FamilyCard) -> None:
    parts = (PartRow("flat", "", 1, 1_000_000), PartRow("reduction", "", 1, -100_000))
    card.show_family(replace(SEEN, amount=900_000, parts=parts))
    assert card.amount.text() == "Rp900.000"
    assert card.made_of.text() == "basic amount Rp1.000.000 · reduction by sanction -Rp100.000"
    card.show_family(replace(SEEN, parts=parts[:1]))
    assert not card.made_of.isVisible()


def test_earlier_payments_stand_below(card: FamilyCard) -> None:
    paid = PastPayment(FIRST, 750_000, PaymentState.PAID, date(2019, 4, 11), "", "Rohim", "proxy")
    card.show_family(
        replace(SEEN, history=(paid, replace(paid, key=SECOND, state=PaymentState.UNPAID, settled_on=None)))
    )
    lines = card.history.text().splitlines()
    assert lines[1] == "2019/1   Rp750.000   11 Apr 2019   Rohim"
    assert "waits" in lines[2]


def test_a_picture_is_shown_and_goes_with_the_family(card: FamilyCard) -> None:
    file = BytesIO()
    Image.new("RGB", (60, 80), (250, 10, 10)).save(file, "JPEG")
    card.show_family(replace(SEEN, photograph=file.getvalue()))
    empty = [card.picture.empty]
    middle = card.picture.grab().toImage().pixelColor(card.picture.width() // 2, card.picture.height() // 2)
    assert (middle.red() > 200, middle.green() < 60) == (True, True)
    card.clear()
    empty.append(card.picture.empty)
    card.show_family(replace(SEEN, photograph=b"no picture"))
    assert [*empty, card.picture.empty] == [False, True, True]


def test_the_longest_name_and_amount_fit(card: FamilyCard) -> None:
    card.show_family(
        replace(SEEN, name=LONG, amount=999_999_999, address="Kampung Pasir Panjang Kidul Gang Mawar No 12")
    )
    assert card.name.text() == LONG
    assert card.name.height() >= card.name.heightForWidth(card.name.width())
    assert card.amount.fontMetrics().horizontalAdvance(card.amount.text()) <= card.amount.width()


def test_nobodys_words_are_left_when_the_desk_is_empty(card: FamilyCard) -> None:
    card.show_family(replace(SEEN, warnings=(LISTED,)))
    card.clear()
    texts = (card.name, card.numbers, card.place, card.amount, card.history, card.verdict.words)
    assert {part.text() for part in texts} == {""}
    card.show_nik("3601")
    assert card.numbers.text() == ""


def test_a_name_that_looks_like_markup_is_a_name(card: FamilyCard) -> None:
    card.show_family(replace(SEEN, name="<b>SITI</b>"))
    assert card.name.text() == "<b>SITI</b>"


def test_a_list_of_hits_is_stepped_through_and_does_not_leave_its_ends(qtbot: QtBot, t: Translator) -> None:
    row = Candidate(
        new_id(), "SITI", "••••840001", "JSR-1", "Kp. Cikadu", "Cikadu", 1_000_000, PaymentState.UNPAID, "KW-1"
    )
    hits = HitList(t)
    qtbot.addWidget(hits)
    hits.show_hits(Hits((row, replace(row, payment_id=new_id(), state=PaymentState.PAID))))
    hits.step(-1)
    assert hits.currentRow() == 0
    for _ in range(3):
        hits.step(1)
    assert hits.currentRow() == 1
    assert hits.item(1).text().endswith("paid")
    with qtbot.waitSignal(hits.chosen) as chosen:
        hits.choose()
    assert chosen.args == [hits.rows[1].payment_id]
    hits.show_hits(Hits())
    assert not hits.isVisible()


@pytest.mark.parametrize(
    ("typed", "code"), [("ej1:36", True), ("EC1:", True), ("KW-36.01", True), ("siti", False), ("3601", False)]
)
def test_a_code_on_its_way_is_known(qtbot: QtBot, typed: str, code: bool) -> None:
    field = ScanField("hint", "name")
    qtbot.addWidget(field)
    field.setText(f"  {typed}  ")
    assert (field.is_code, field.wanted) == (code, typed)
    assert field.sizeHint().height() == HIGH


def test_every_state_has_its_word() -> None:
    assert set(words.STATES) == set(PaymentState)
    assert set(words.TONES) == set(Level)
