"""A choice from a short list; its arrow is painted by us, because style sheets leave an ugly edge."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QElapsedTimer, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QWidget

from desktop.ui.kit import icons, tokens

_ARROW = 18
_BESIDE = 50  # pixels left and right of the word: border, padding, arrow


class Combo(QComboBox):
    """Choices are pairs of a value and its word; `chosen` brings the value when a person picks one."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._dressed = False
        self._most = 0
        self._measured: tuple[QFont, int] | None = None
        self._typing = QElapsedTimer()  # since the last letter of a word that is looked for
        self._choices: list[tuple[object, str]] = []
        self.offer(choices)
        self.activated.connect(self._pick)

    @property
    def value(self) -> object:
        return self._choices[self.currentIndex()][0] if self.currentIndex() >= 0 else None

    def choose(self, value: object) -> None:
        """Show a value; one that is not offered shows nothing."""
        self.setCurrentIndex(next((place for place, (one, _) in enumerate(self._choices) if one == value), -1))

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices; what was chosen stays chosen where it is still offered, else the first."""
        if list(choices) == self._choices and self.currentIndex() >= 0:
            return  # a form offers them anew with every family
        kept, self._choices = self.value, list(choices)
        with QSignalBlocker(self):
            self.clear()
            self.addItems([word for _, word in choices])
        self._measured = None
        self.updateGeometry()
        if any(value == kept for value, _ in self._choices):
            self.choose(kept)

    def fit(self, most: int) -> None:
        """Be at least as wide as the longest word offered needs, if that is no more than `most`."""
        self._most = most
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(self._needed(), self._most), least.height()) if self._most else least

    def _needed(self) -> int:
        """Width for the longest word; measured anew when other words or another font come."""
        font = self.font()
        if self._measured is None or self._measured[0] != font:
            metrics = self.fontMetrics()
            widest = max((metrics.horizontalAdvance(word) for _, word in self._choices), default=0)
            self._measured = font, widest + _BESIDE
        return self._measured[1]

    def shut(self, values: Collection[object]) -> None:
        """Show these choices without letting anybody pick them; all others are open."""
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        for place, (value, _) in enumerate(self._choices):
            model.item(place).setEnabled(value not in values)

    def showPopup(self) -> None:
        """Make the list when it is first dropped down: in a form of many fields that is most of the time they take."""
        if not self._dressed:
            # The list it comes with paints itself and passes over the sheet; this one obeys it.
            self.setItemDelegate(QStyledItemDelegate(self))
            self._dressed = True
        self.view().setMinimumWidth(self._needed())  # each word whole, however narrow the field
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A space within a word that is being typed belongs to the word; any other drops the list down, as always."""
        letter = event.text()
        in_word = letter != " " or (_within_word(self._typing) and not event.modifiers())
        if letter == " " and in_word:
            self._look_for(letter)
        else:
            super().keyPressEvent(event)
        if letter and letter.isprintable() and in_word:
            self._typing.start()
        else:
            self._typing.invalidate()

    def _look_for(self, letter: str) -> None:
        """Go on looking for what was typed so far with one more letter."""
        view, before = self.view(), self.currentIndex()
        view.setCurrentIndex(self.model().index(before, self.modelColumn(), self.rootModelIndex()))
        view.keyboardSearch(letter)
        found = view.currentIndex().row()
        if found not in (before, -1):
            self.setCurrentIndex(found)
            self.activated.emit(found)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on: a form that is scrolled must not change its answers."""
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """A word that the field is too narrow for ends in dots, not in half a letter."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        option.currentText = option.fontMetrics.elidedText(
            option.currentText,
            Qt.TextElideMode.ElideRight,
            room,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        role = "secondary" if self.isEnabled() else "field_line"
        top = (self.height() - _ARROW) / 2
        square = QRectF(self.width() - _ARROW - 8, top, _ARROW, _ARROW)
        icons.draw(painter, square, "chevron-down", QColor(getattr(tokens.now(), role)))
        painter.end()

    def _pick(self, _place: int) -> None:
        self.chosen.emit(self.value)


def _within_word(typing: QElapsedTimer) -> bool:
    """Whether a word is being typed: the next letter may come as long after the last as the list itself allows."""
    return typing.isValid() and typing.elapsed() <= QApplication.keyboardInputInterval()
