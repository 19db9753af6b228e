"""The family on the screen of the desk: name and amount to be read from two metres, its picture, what warns."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.rules.terms import PaymentState
from desktop.services.payday.rows import PastPayment, Seen
from desktop.ui.kit import fonts, icons, tokens
from desktop.ui.kit.card import Card
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.kit.words import day, fours, rupiah
from desktop.ui.payday import words
from desktop.wording import Translator

NAME: Final = 42
AMOUNT: Final = 46
VERDICT: Final = 24
PLACE: Final = 17
WARNINGS: Final = 4
PAST: Final = 4
_PICTURE: Final = QSize(204, 260)


class Portrait(QWidget):
    """The caretaker's picture, or the mark of somebody where there is none."""

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_picture(None)

    @property
    def empty(self) -> bool:
        return self._image is None

    def show_picture(self, jpeg: bytes | None) -> None:
        image = QImage.fromData(jpeg) if jpeg else QImage()
        self._image = None if image.isNull() else image
        there = self._t("Photograph of the caretaker")
        self.setAccessibleName(there if self._image else self._t("There is no photograph of the caretaker."))
        self.update()

    def sizeHint(self) -> QSize:
        return _PICTURE

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(0, 0, self.width(), self.height())
        path = QPainterPath()
        path.addRoundedRect(frame, Size.CORNER_CARD, Size.CORNER_CARD)
        painter.fillPath(path, QColor(colours.neutral_tint))
        if self._image is None:
            side = self.width() / 2
            square = QRectF(frame.center().x() - side / 2, frame.center().y() - side / 2, side, side)
            icons.draw(painter, square, "account", QColor(colours.field_line))
        else:
            painter.setClipPath(path)
            painter.drawImage(frame, self._image, _middle(self._image, frame))
        painter.end()


class Verdict(QFrame):
    """One line in colour and words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self.tone = Tone.NEUTRAL
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.INSIDE, Space.GROUP, Space.INSIDE, Space.GROUP)
        self.words = label("", Role.STRONG, wrap=True)
        self.words.setFont(fonts.face(VERDICT, Weight.BOLD))
        row.addWidget(self.words)

    def say(self, sentence: str, tone: Tone) -> None:
        self.tone = tone
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        repolish(self, "tone", str(tone))
        repolish(self.words, "role", str(tone))


class FamilyCard(Card):
    """Empty until a family is shown; `seen` is the one on the screen."""

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.EDGE)
        self.t = t
        self.seen: Seen | None = None
        self.just_paid = False
        self.picture = Portrait(t, self)
        self.name = self._big(NAME, Weight.BOLD)
        self.numbers = self._big(PLACE, Weight.MEDIUM)
        self.place = self._big(PLACE, Weight.REGULAR)
        self.amount = self._big(AMOUNT, Weight.BOLD)
        self.made_of = label("", Role.SECONDARY, wrap=True)
        self.verdict = Verdict(self)
        self.notices = [Notice(self) for _ in range(WARNINGS)]
        self.history = label("", Role.SECONDARY, wrap=True)
        self.resting = self._big(VERDICT, Weight.MEDIUM)
        self.resting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        repolish(self.resting, "role", "secondary")
        self._lay_out()
        self.clear()

    def clear(self) -> None:
        """Show nobody: whoever steps away takes his data with him."""
        self.seen, self.just_paid = None, False
        self.picture.show_picture(None)
        for part in (self.name, self.numbers, self.place, self.amount, self.made_of, self.history, self.verdict.words):
            part.clear()
        self.body.hide()
        self.resting.setText(self.t("Scan the receipt, the invitation or the card"))
        self.resting.show()

    def show_family(self, seen: Seen, *, just_paid: bool = False) -> None:
        t = self.t
        self.seen, self.just_paid = seen, just_paid
        self.picture.show_picture(seen.photograph)
        self.name.setText(seen.name)
        self.show_nik(fours(seen.nik) or t("none"))
        self.place.setText(", ".join(part for part in (seen.address, seen.village, seen.district) if part))
        self.amount.setText(rupiah(seen.amount))
        repolish(self.amount, "role", str(Tone.GOOD if seen.state is PaymentState.UNPAID else Tone.NEUTRAL))
        self.made_of.setText(words.parts(t, seen))
        self.made_of.setVisible(bool(self.made_of.text()))
        self.verdict.say(*words.verdict(t, seen, just_paid=just_paid))
        self._warn(seen)
        self.history.setText(self._past(seen.history))
        self.history.setVisible(bool(seen.history))
        self.resting.hide()
        self.body.show()

    def show_nik(self, nik: str) -> None:
        if self.seen is not None:
            t, seen = self.t, self.seen
            told = t(
                "NIK {nik} · card {card} · receipt {receipt}", nik=nik, card=seen.card, receipt=seen.receipt or "-"
            )
            self.numbers.setText(told)

    def _warn(self, seen: Seen) -> None:
        told = () if self.just_paid else seen.warnings
        for notice, warn in zip(self.notices, told, strict=False):
            notice.say(words.said(self.t, warn), words.TONES[warn.level])
        for notice in self.notices[len(told) :]:
            notice.clear()

    def _past(self, history: tuple[PastPayment, ...]) -> str:
        lines = [self.t("Earlier payments:")]
        for one in history[:PAST]:
            when = day(self.t, one.settled_on) if one.settled_on else self.t(words.STATES[one.state][0])
            lines.append("   ".join(part for part in (one.key.short, rupiah(one.amount), when, one.by) if part))
        return "\n".join(lines)

    def _big(self, size: int, weight: Weight) -> QLabel:
        made = label("", Role.BODY, self, wrap=True)
        made.setFont(fonts.face(size, weight))
        return made

    def _lay_out(self) -> None:
        self.body = QWidget(self)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.EDGE)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(Space.WITHIN)
        for part in (self.name, self.numbers, self.place, self.amount, self.made_of, self.verdict, *self.notices):
            told.addWidget(part)
        told.addSpacing(Space.WITHIN)
        told.addWidget(self.history)
        told.addStretch(1)
        row.addLayout(told, 1)
        self.column.addWidget(self.body, 1)
        self.column.addWidget(self.resting, 1)


def _middle(image: QImage, frame: QRectF) -> QRectF:
    """The part of a picture that fills the frame without stretching it."""
    wanted = frame.width() / frame.height()
    wide = min(float(image.width()), image.height() * wanted)
    high = wide / wanted
    return QRectF((image.width() - wide) / 2, (image.height() - high) / 2, wide, high)
