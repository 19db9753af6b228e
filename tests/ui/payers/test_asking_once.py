"""A payer's file with headings and words nobody knows: asked in the window, kept, and read anew."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.services.desk import Desk
from desktop.sheets.payer_words import WordKind
from tests.services.payers.answering import row, sent, states, written
from tests.ui.payers.conftest import Open, settled

STRANGE = ("Tujuan", "Atas nama", "Rp", "Flag", "Kode", "Waktu")
FIELDS = ("account", "name", "amount", "status", "reason", "on")


def test_columns_and_words_are_asked_once(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second, third = sent(operator, supervisor, tmp_path, 3)
    rows = [row(operator, first), row(operator, second, "Gagal", "RC 76"), row(operator, third, "Entah")]
    screen = opened()
    screen.show_answer(written(tmp_path / "hasil.csv", rows, STRANGE), "BJB")
    page = screen.answer.part
    qtbot.waitUntil(lambda: len(page.explaining.meanings.choices) == len(STRANGE))
    settled(qtbot, screen)
    assert page.pages.currentWidget() is page.explaining
    assert "No column holds the account" in page.notice.sentence
    combos = page.explaining.meanings.choices
    combos[0].choose("account")
    page.head.buttons[-1].click()
    qtbot.waitUntil(lambda: "No column says what became" in page.notice.sentence)
    for combo, field in zip(combos.values(), FIELDS, strict=True):
        combo.choose(field)
    page.head.buttons[-1].click()
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    assert page.pages.currentIndex() == 0
    assert page.notice.sentence == 'Words of the payer that the program does not know: "RC 76", "Entah".'
    assert page.notice.remedy is not None
    page.notice.remedy.click()
    assert page.pages.currentWidget() is page.explaining
    words = page.explaining.meanings.choices
    words[WordKind.REASON, "RC 76"].choose("identity")
    words[WordKind.STATUS, "Entah"].choose("failed/moved")
    page.previewed = None
    page.head.buttons[-1].click()
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    assert page.wrong.model.rowCount() == 0
    assert {one[0] for one in states(operator).values()} == {"unpaid"}
    page.take()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    assert [states(operator)[one][3] for one in (second, third)] == ["identity", "moved"]


def test_what_was_guessed_can_be_said_otherwise(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 1)
    screen = opened()
    screen.show_answer(written(tmp_path / "hasil.csv", [row(operator, first)]), "BJB")
    page = screen.answer.part
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    assert not page.wrong.words.isEnabled(), "every word is known"
    page.wrong.columns.click()
    combos = page.explaining.meanings.choices
    assert [combo.value for combo in combos.values()] == list(FIELDS)
    combos[5].choose("")
    page.previewed = None
    page.head.buttons[-1].click()
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    assert "does not say on which day" in str(page.wrong.model.index(0, 3).data())
