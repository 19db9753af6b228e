"""Figures: at most four numbers as cards, and the equation that ties them, stated and checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.kit import fonts, tokens
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Size, Space, Tone


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name above and a note below; all are already words."""

    name: str
    value: str
    note: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum that ties the figures, its verdict as a word, and the parts it is made of, in order."""

    text: str
    verdict: str
    holds: bool
    parts: Sequence[tuple[Tone, int]] = ()


class Share(QWidget):
    """A bar split by the size of its parts; the numbers beside it say the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[Tone, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[tuple[Tone, int]]) -> None:
        self._parts = tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.neutral_tint))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        whole = sum(amount for _, amount in self._parts)
        left = 0.0
        for tone, amount in self._parts:
            wide = self.width() * amount / whole if whole else 0.0
            if wide > 0:
                painter.setBrush(colours.tint(tone) if tone == Tone.NEUTRAL else colours.ink(tone))
                painter.drawRoundedRect(QRectF(left, 0, max(wide - 1, 1), self.height()), 3, 3)
            left += wide
        painter.end()


class FigureCard(Card):
    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self.column.setContentsMargins(Space.INSIDE, Space.GROUP, Space.INSIDE, Space.GROUP)
        self.column.setSpacing(2)
        value = label(figure.value, Role.TITLE)
        value.setFont(fonts.face(Size.HEAD, Weight.BOLD))
        if figure.tone is not None:
            repolish(value, "role", str(figure.tone))
        self.add(label(figure.name, Role.LABEL))
        self.add(value)
        self.add(label(figure.note, Role.SECONDARY))
        self.setAccessibleName(f"{figure.name}: {figure.value}. {figure.note}")


class Figures(QWidget):
    """A row of figure cards with the equation card under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.CARDS)
        column.addLayout(self._row)
        self._card = Card(inside=Space.GROUP)
        self._card.column.setContentsMargins(Space.INSIDE, Space.GROUP, Space.INSIDE, Space.GROUP)
        self.equation_row = QHBoxLayout()
        self.equation_row.setSpacing(Space.WITHIN)
        self._text = label("", Role.STRONG)
        self._verdict = Chip()
        self._share = Share()
        self.equation_row.addWidget(self._text)
        self.equation_row.addWidget(self._verdict)
        self.equation_row.addStretch(1)
        self._card.column.addLayout(self.equation_row)
        self._card.add(self._share)
        column.addWidget(self._card)
        self._card.hide()

    @property
    def verdict(self) -> str:
        return self._verdict.value.text

    def show_figures(self, figures: Sequence[Figure], equation: Equation | None = None) -> None:
        """Show other figures; more than four is a mistake in the caller."""
        if len(figures) > 4:
            raise ValueError(len(figures))
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for figure in figures:
            self._row.addWidget(FigureCard(figure), 1)
        self._card.setVisible(equation is not None)
        if equation is not None:
            self._text.setText(equation.text)
            self._verdict.say(equation.verdict, Tone.GOOD if equation.holds else Tone.DANGER)
            self._share.show_parts(equation.parts)
            self._share.setVisible(bool(equation.parts))
