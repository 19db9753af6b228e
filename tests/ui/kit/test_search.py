"""The search field and the choice from a list."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.combo import Combo
from desktop.ui.kit.search import Search


def searching(qtbot: QtBot) -> tuple[Search, list[str]]:
    field = Search("Nama, NIK atau desa", "Cari keluarga")
    qtbot.addWidget(field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    return field, asked


def test_asks_at_the_first_key_and_gathers_those_that_follow_fast(qtbot: QtBot) -> None:
    field, asked = searching(qtbot)
    qtbot.keyClick(field, "s")
    assert asked == ["s"]
    field.setText("si")
    field.setText("sit")
    field.setText("siti")
    qtbot.waitUntil(lambda: asked[-1] == "siti")
    assert len(asked) < 4


def test_enter_asks_at_once_and_once(qtbot: QtBot) -> None:
    field, asked = searching(qtbot)
    qtbot.keyClicks(field, " siti ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked[-1] == "siti"
    assert asked.count("siti") == 1


def test_escape_clears_and_asks_for_all(qtbot: QtBot) -> None:
    field, asked = searching(qtbot)
    qtbot.keyClicks(field, "siti")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert asked[-2:] == ["siti", ""]


def test_down_goes_to_the_list(qtbot: QtBot) -> None:
    field, asked = searching(qtbot)
    qtbot.keyClicks(field, "am")
    with qtbot.waitSignal(field.went_down):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert asked[-1] == "am"
    assert asked.count("am") == 1


def test_f2_finds_the_field_from_anywhere(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field, other = Search("", "Cari"), QLineEdit()
    field.setText("siti")
    column.addWidget(field)
    column.addWidget(other)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    qtbot.keyClick(other, Qt.Key.Key_F2)
    assert field.hasFocus()
    assert field.selectedText() == "siti"
    assert field.accessibleName() == "Cari"


CHOICES = [(None, "Semua kecamatan"), ("36.01.01", "Sumur"), ("36.01.02", "Cimanggu")]


def test_combo_gives_values_for_words(qtbot: QtBot) -> None:
    combo = Combo("Kecamatan", CHOICES)
    qtbot.addWidget(combo)
    chosen: list[object] = []
    combo.chosen.connect(chosen.append)
    assert combo.value is None
    combo.choose("36.01.02")
    assert combo.currentText() == "Cimanggu"
    assert chosen == []
    qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert chosen == ["36.01.01"]
    combo.choose("unknown")
    assert combo.currentIndex() == -1


def test_combo_keeps_its_choice_when_others_are_offered(qtbot: QtBot) -> None:
    combo = Combo("Kecamatan", CHOICES)
    qtbot.addWidget(combo)
    combo.choose("36.01.02")
    combo.offer([(None, "Semua"), ("36.01.02", "Cimanggu")])
    assert combo.value == "36.01.02"
    combo.offer([(None, "Semua"), ("36.01.03", "Cibaliung")])
    assert combo.value is None
    assert combo.currentIndex() == 0


def test_combo_offered_the_same_again_makes_nothing_anew(qtbot: QtBot) -> None:
    combo = Combo("Kecamatan", CHOICES)
    qtbot.addWidget(combo)
    combo.choose("36.01.02")
    emptied: list[int] = []
    combo.model().rowsRemoved.connect(emptied.append)
    combo.offer(list(CHOICES))
    assert emptied == []
    assert combo.value == "36.01.02"


def test_combo_that_shows_nothing_shows_the_first_of_what_is_offered(qtbot: QtBot) -> None:
    combo = Combo("Kecamatan", CHOICES)
    qtbot.addWidget(combo)
    combo.choose("unknown")
    combo.offer(CHOICES)
    assert combo.currentIndex() == 0
    assert combo.currentText() == "Semua kecamatan"


def test_wheel_does_not_change_a_choice(qtbot: QtBot) -> None:
    combo = Combo("Kecamatan", CHOICES)
    qtbot.addWidget(combo)
    combo.choose("36.01.01")
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert combo.value == "36.01.01"


def test_combo_has_the_same_edge_on_both_sides(qtbot: QtBot) -> None:
    combo = Combo("Kecamatan", CHOICES)
    qtbot.addWidget(combo)
    combo.resize(180, 34)
    image = combo.grab().toImage()
    middle = [image.pixelColor(x, 17).name() for x in (0, image.width() - 1)]
    assert middle[0] == middle[1]
