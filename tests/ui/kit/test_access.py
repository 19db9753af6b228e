"""What eyes, keyboards and screen readers need, over every page of the gallery."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.check import Check
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as F
from desktop.ui.kit.form import Form
from desktop.ui.runner import Runner
from desktop.wording import Translator
from tests.ui.kit import gallery

PAGES = pytest.mark.parametrize("page", ["list", "form", "dialogs"])
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTableView)


@pytest.fixture
def shown(page: str, runner: Runner, t: Translator, qtbot: QtBot) -> QWidget:
    window = gallery.build(t, runner, page)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def controls(window: QWidget) -> list[QWidget]:
    return [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, CONTROLS)
        and part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(part.parent(), QComboBox)
    ]


def spoken(part: QWidget) -> str:
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


@PAGES
def test_every_control_has_a_name(shown: QWidget) -> None:
    found = controls(shown)
    assert found
    assert [part for part in found if not spoken(part).strip()] == []


@PAGES
def test_tab_reaches_every_control(shown: QWidget, qtbot: QtBot) -> None:
    wanted = set(controls(shown))
    start = QApplication.focusWidget() or shown
    reached = {start}
    for _ in range(200):
        focus = QApplication.focusWidget() or shown
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget() or shown)
    # Of a group of radio buttons Tab reaches the chosen one, the arrows the others.
    wanted = {part for part in wanted if not isinstance(part, QRadioButton) or part.isChecked()}
    assert [type(part).__name__ for part in wanted - reached] == []


@PAGES
def test_no_word_is_cut(shown: QWidget) -> None:
    """A label that may not wrap must be as wide as its words, a button too."""
    cut = [
        (part.text(), part.width(), part.sizeHint().width())
        for part in shown.findChildren(QWidget)
        if isinstance(part, QLabel | QPushButton | QRadioButton)
        and part.isVisible()
        and part.text()
        and not (isinstance(part, QLabel) and part.wordWrap())
        and part.width() < part.sizeHint().width()
    ]
    assert cut == []


@PAGES
def test_labels_from_data_are_plain(shown: QWidget) -> None:
    """Only the links of the summary are rich, and those are escaped."""
    rich = [part for part in shown.findChildren(QLabel) if part.text() and part.textFormat() != Qt.TextFormat.PlainText]
    assert all("<a href=" in part.text() for part in rich)


def focusable(kind: str, t: Translator) -> QWidget:
    made: dict[str, QWidget] = {
        "button": button("Cetak"),
        "primary": button("Simpan", kind=Kind.PRIMARY),
        "danger": button("Hapus", kind=Kind.DANGER),
        "link": button("Lihat", kind=Kind.LINK),
        "line": QLineEdit("Siti"),
        "lines": QPlainTextEdit("Siti"),
        "combo": Combo("Desa", [(1, "Cikadu")]),
        "check": Check("Bunyi"),
        "radio": QRadioButton("Ya"),
    }
    return made[kind]


@pytest.mark.parametrize("kind", ["button", "primary", "danger", "link", "line", "lines", "combo", "check", "radio"])
def test_focus_is_seen(kind: str, t: Translator, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    part, other = focusable(kind, t), QLineEdit()
    column.addWidget(part)
    column.addWidget(other)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    size = part.size()
    without = part.grab().toImage()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(part.hasFocus)
    assert part.grab().toImage() != without
    assert part.size() == size, "a ring must not move what stands around it"


class Doubled(Translator):
    """Every text twice as long, as translations sometimes are."""

    def __call__(self, text: str, /, **values: object) -> str:
        words = super().__call__(text, **values)
        return f"{words} {words}" if words else words


def test_words_twice_as_long_still_fit(qtbot: QtBot, t: Translator) -> None:
    doubled = Doubled(t._catalogue, "en")
    fields = [
        Field("answer", "Masih sekolah", F.ANSWER, required=True),
        Field("born", "Tanggal lahir", F.DATE, required=True, help="Seperti di KTP. " * 8),
        Field("name", "Nama lengkap kepala keluarga", required=True),
    ]
    form = Form(doubled, [Group("Identitas", fields)], save="Simpan")
    qtbot.addWidget(form)
    form.resize(900, 600)
    form.show()
    form.submit()
    for part in form.findChildren(QWidget):
        if isinstance(part, QLabel | QRadioButton) and part.isVisible() and part.text():
            wraps = isinstance(part, QLabel) and part.wordWrap()
            assert wraps or part.width() >= part.sizeHint().width(), part.text()
    assert form.blocks["name"].problem.count("must be filled in") == 2
