"""The small parts: chips, notices, heads, figures, empty states, toasts."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit import chip, fonts
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.chip import Chip, ChipValue
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.figure import Equation, Figure, FigureCard, Figures, Share
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.steps import Steps
from desktop.ui.kit.toast import Toast
from desktop.ui.kit.tokens import LIGHT, Size, Space, Tone


class Calls:
    """Counts how often it is called; buttons call it without arguments."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(widget: QWidget) -> list[str]:
    return [found.text() for found in widget.findChildren(QLabel) if found.text() and not found.isHidden()]


@pytest.mark.parametrize("word", ["Aktif", "Perlu diperiksa", "Ditangguhkan", "WWWWWWWWWWWW"])
def test_chip_is_wide_enough_for_its_word(qtbot: QtBot, word: str) -> None:
    made = Chip(word, Tone.ATTENTION)
    qtbot.addWidget(made)
    advance = QFontMetricsF(fonts.face(Size.SECONDARY, Weight.STRONG)).horizontalAdvance(word)
    assert made.minimumSizeHint().width() >= advance + 16
    assert made.accessibleName() == word
    assert made.sizeHint().height() == Size.CHIP


def test_chip_is_painted_in_its_tint(qtbot: QtBot) -> None:
    made = Chip("Aktif", Tone.GOOD)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    image = made.grab().toImage()
    assert image.pixelColor(6, image.height() // 2).name().upper() == LIGHT.good_tint


def test_empty_chip_takes_no_room(qtbot: QtBot) -> None:
    made = Chip("Aktif", Tone.GOOD)
    qtbot.addWidget(made)
    made.say("", Tone.NEUTRAL)
    assert made.sizeHint().width() == 0
    made.grab()
    made.say("Calon", Tone.BRAND)
    assert made.value == ChipValue("Calon", Tone.BRAND)
    assert made.sizeHint().width() == chip.width("Calon")


def test_button_calls_once_without_state(qtbot: QtBot) -> None:
    calls = Calls()
    made = button("Cetak", calls, kind=Kind.PRIMARY, icon="printer-outline", key="F9")
    qtbot.addWidget(made)
    click(qtbot, made)
    assert calls.count == 1
    assert made.toolTip() == "Cetak (F9)"
    assert made.property("kind") == "primary"
    assert not made.icon().isNull()


def test_enter_presses_the_focused_button(qtbot: QtBot) -> None:
    calls = Calls()
    made = button("Simpan", calls)
    qtbot.addWidget(made)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert calls.count == 1


def test_a_word_longer_than_the_window_does_not_push_the_window(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    notice = Notice(holder)
    usual = notice.minimumSizeHint().width()
    notice.say(f'"{"7" * 300}" tidak ada.', Tone.DANGER)
    assert notice.minimumSizeHint().width() == usual


def test_notice_says_and_offers_a_remedy(qtbot: QtBot) -> None:
    calls = Calls()
    holder = QWidget()
    qtbot.addWidget(holder)
    notice = Notice(holder)
    assert notice.isHidden()
    notice.say("Tanggal lahir tidak sesuai NIK.", Tone.DANGER, Action("Periksa", calls))
    assert not notice.isHidden()
    assert notice.accessibleName() == notice.sentence == "Tanggal lahir tidak sesuai NIK."
    assert notice.property("tone") == "danger"
    assert notice.remedy is not None
    click(qtbot, notice.remedy)
    assert calls.count == 1
    notice.say("Sudah sesuai.", Tone.GOOD)
    assert notice.remedy is None
    notice.clear()
    assert notice.isHidden()
    assert notice.sentence == ""


def test_head_fills_the_last_action_only(qtbot: QtBot) -> None:
    calls = Calls()
    head = Head("Keluarga", "Kabupaten Pandeglang")
    qtbot.addWidget(head)
    head.offer([Action("Impor…", calls), Action("Keluarga baru", calls, key="Ctrl+N", enabled=False)])
    assert [made.property("kind") for made in head.buttons] == ["plain", "primary"]
    assert not head.buttons[1].isEnabled()
    click(qtbot, head.buttons[0])
    assert calls.count == 1
    head.offer([Action("Cetak", calls)], primary=False)
    assert [made.property("kind") for made in head.buttons] == ["plain"]
    head.say("Tahap 1 / 2019", "Jamsosratu")
    assert (head.title, head.context) == ("Tahap 1 / 2019", "Jamsosratu")


def test_head_takes_three_actions_at_most(qtbot: QtBot) -> None:
    head = Head("Keluarga")
    qtbot.addWidget(head)
    with pytest.raises(ValueError, match="4"):
        head.offer([Action(str(number), Calls()) for number in range(4)])


FIGURES = [
    Figure("SK penetapan", "12.688 keluarga", "Rp12.688.000.000"),
    Figure("Diterima", "9.412", "Rp9.412.000.000", Tone.GOOD),
]


def test_figures_and_their_equation(qtbot: QtBot) -> None:
    figures = Figures()
    qtbot.addWidget(figures)
    figures.show_figures(FIGURES)
    assert figures.verdict == ""
    parts = ((Tone.GOOD, 3), (Tone.NEUTRAL, 1), (Tone.DANGER, 0))
    figures.show_figures(FIGURES[:1], Equation("SK = diterima + belum", "Seimbang", holds=True, parts=parts))
    assert figures.verdict == "Seimbang"
    shown = [card for card in figures.findChildren(FigureCard) if not card.isHidden()]
    assert [card.accessibleName() for card in shown] == ["SK penetapan: 12.688 keluarga. Rp12.688.000.000"]
    assert "SK = diterima + belum" in texts(figures)
    with pytest.raises(ValueError, match="5"):
        figures.show_figures(FIGURES * 2 + FIGURES[:1])


def test_share_is_split_by_size(qtbot: QtBot) -> None:
    share = Share()
    qtbot.addWidget(share)
    share.resize(400, 14)
    share.show_parts([(Tone.GOOD, 3), (Tone.DANGER, 1)])
    image = share.grab().toImage()
    assert image.pixelColor(150, 7).name().upper() == LIGHT.good
    assert image.pixelColor(350, 7).name().upper() == LIGHT.danger
    share.show_parts([(Tone.GOOD, 0)])
    assert share.grab().toImage().pixelColor(150, 7).name().upper() == LIGHT.neutral_tint


def test_steps_mark_one(qtbot: QtBot) -> None:
    steps = Steps()
    qtbot.addWidget(steps)
    steps.show_steps(["Draf", "Disetujui", "Dibuka"], 1)
    steps.show_steps(["Draf", "Disetujui", "Dibuka"], 2)
    marked = [found.value.text for found in steps.findChildren(Chip) if not found.isHidden()]
    assert marked == ["Dibuka"]
    assert steps.accessibleName() == "Draf → Disetujui → [Dibuka]"


def test_steps_that_are_done_have_a_tick_and_say_so(qtbot: QtBot) -> None:
    steps = Steps()
    qtbot.addWidget(steps)
    for at in range(3):
        steps.show_steps(["Kantor", "Program", "Folder"], at, Tone.BRAND, done="selesai")
        ticks = [found for found in steps.findChildren(Picture) if not found.isHidden()]
        assert len(ticks) == at
    assert steps.accessibleName() == "Kantor (selesai) → Program (selesai) → [Folder]"


def test_empty_state_offers_the_first_step(qtbot: QtBot) -> None:
    calls = Calls()
    empty = Empty()
    qtbot.addWidget(empty)
    empty.say("Belum ada kunjungan.", Action("Catat kunjungan", calls))
    assert empty.step is not None
    click(qtbot, empty.step)
    assert calls.count == 1
    empty.say("Tidak ada yang cocok.")
    assert empty.step is None
    assert empty.accessibleName() == empty.sentence == "Tidak ada yang cocok."


def test_card_has_sections(qtbot: QtBot) -> None:
    card = Card("Anggota")
    qtbot.addWidget(card)
    card.section("Penyaluran 2019")
    assert texts(card) == ["ANGGOTA", "PENYALURAN 2019"]


def test_toast_stays_low_in_its_window_and_goes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    toast = Toast(window)
    window.show()
    calls = Calls()
    toast.say("3 kuitansi tersimpan.", Action("Buka folder", calls))
    assert toast.isVisible()
    assert toast.focusPolicy() == Qt.FocusPolicy.NoFocus
    window.resize(800, 500)
    assert abs(toast.geometry().center().x() - 400) <= 1
    assert 300 < toast.geometry().bottom() < 500
    made = [found for found in toast.findChildren(QPushButton) if not found.isHidden()]
    click(qtbot, made[0])
    assert calls.count == 1
    assert toast.isHidden()
    toast.say("Tersimpan.")
    assert toast.sentence == toast.accessibleName() == "Tersimpan."
    toast._clock.timeout.emit()
    assert toast.isHidden()


@pytest.mark.parametrize("shown_first", [True, False])
def test_toast_covers_neither_the_buttons_at_the_foot_nor_the_bar_below_them(qtbot: QtBot, shown_first: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.INSIDE)
    card = Card()
    save = button("Simpan", kind=Kind.PRIMARY)
    card.column.addStretch(1)
    card.add(save)
    column.addWidget(card, 1)
    bar = QFrame(window)
    bar.setFixedHeight(44)
    column.addWidget(bar)
    bar.setVisible(shown_first)
    window.resize(400, 400)
    window.show()
    toast = Toast(window, bar)
    toast.say("Tersimpan.")
    for shown in (shown_first, not shown_first):
        bar.setVisible(shown)
        qtbot.wait(10)
        assert toast.geometry().bottom() < save.mapTo(window, save.rect().topLeft()).y()
        assert not toast.geometry().intersects(bar.geometry()) or not shown


def test_ticked_box_shows_its_tick(qtbot: QtBot) -> None:
    box = Check("Bunyi saat dibayar")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    before = box.grab().toImage()
    box.setChecked(True)
    image = box.grab().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(24) for y in range(image.height())}
    assert image != before
    assert {LIGHT.brand, LIGHT.on_brand} <= colours


def test_detail_takes_its_share(qtbot: QtBot) -> None:
    splitter = side_by_side(QWidget(), QWidget())
    qtbot.addWidget(splitter)
    splitter.resize(1014, 500)
    splitter.show()
    left, right = splitter.sizes()
    assert left + right == 1000
    assert left == pytest.approx(630, abs=3)
    splitter.setSizes([0, 1000])
    assert splitter.sizes()[0] >= 420
    assert splitter.minimumSizeHint() != QSize(0, 0)


def test_a_notice_that_speaks_before_it_has_a_place_comes_into_view_with_it(qtbot: QtBot) -> None:
    """Shown without a parent it would be a window of its own, for a moment, over whatever has the keyboard."""
    card, notice = Card(), Notice()
    qtbot.addWidget(card)
    notice.say("Kartu belum dicetak.")
    assert not notice.isVisible()
    card.add(notice)
    card.show()
    assert notice.isVisible()
    assert not notice.isWindow()
    notice.clear()
    other = Card()
    qtbot.addWidget(other)
    other.add(notice)
    other.show()
    assert not notice.isVisible(), "what has nothing to say stays hidden wherever it goes"
