"""A photograph whole, as large as its window; arrows go to the next, and one that is out of date is put away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role as Job
from desktop.services.families import photographs
from desktop.services.families.photographs import PhotoRow
from desktop.services.families.putting_away import AwayRow
from desktop.ui.families.photographs_tile import away_caption, caption
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit import tokens
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench


class Canvas(QWidget):
    """Shows a picture whole and undistorted."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)

    def show_picture(self, jpeg: bytes) -> None:
        self.image = QImage.fromData(jpeg)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(760, 520)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(tokens.now().neutral_tint))
        if not self.image.isNull():
            fitted = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - fitted.width()) / 2, (self.height() - fitted.height()) / 2
            painter.drawImage(QRectF(left, top, fitted.width(), fitted.height()), self.image)
        painter.end()


class View(Dialog):
    """Every picture shown here is opened by itself, and stands in the log.

    `put_away` brings the row of one and why; `brought_out` the row of one that had been put away.
    """

    put_away = Signal(object, str)
    brought_out = Signal(object)

    def __init__(self, bench: Bench, rows: Sequence[PhotoRow] | Sequence[AwayRow], at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.rows: tuple[PhotoRow | AwayRow, ...] = tuple(rows)
        self.at = at
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.t("Photographs"))
        self.canvas = Canvas()
        self.caption = label("", Role.BODY, wrap=True)
        self.notice = Notice()
        t = self.t
        self.before = button(t("The one before"), partial(self.step, -1), icon="chevron-left")
        self.after = button(t("The next one"), partial(self.step, 1), icon="chevron-right")
        self.away = button(t("Put away…"), self._ask_why, icon="archive-outline")
        self.back = button(t("Show it again"), self._bring_out, icon="undo-variant")
        self.close_it = button(t("Close"), self.accept, kind=Kind.PRIMARY)
        self._lay_out()
        self._look()

    @property
    def row(self) -> PhotoRow:
        one = self.rows[self.at]
        return one.photo if isinstance(one, AwayRow) else one

    def step(self, by: int) -> None:
        """Go to the next or the one before."""
        if 0 <= self.at + by < len(self.rows):
            self.at += by
            self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _look(self) -> None:
        row, one = self.row, self.rows[self.at]
        self.notice.clear()
        self.canvas.image = QImage()
        self.canvas.update()
        self.caption.setText(away_caption(self.t, one) if isinstance(one, AwayRow) else caption(self.t, row))
        self.setAccessibleName(self.caption.text())
        self.before.setEnabled(self.at > 0)
        self.after.setEnabled(self.at + 1 < len(self.rows))
        work = Ask(photographs.look, self.bench.desk, row.id)
        shown = partial(self._shown, row)
        self.bench.runner.submit(work, shown, self._failed, lane=Lane.WRITE, newest="families.photograph")

    def _shown(self, row: PhotoRow, jpeg: bytes) -> None:
        if row is self.row:
            self.canvas.show_picture(jpeg)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _ask_why(self) -> None:
        t = self.t
        question = Question(
            t("Put this photograph away?"),
            t("It is shown no more. It stays in the office and can be shown again."),
            verb=t("Put away"),
            safe=t("Leave it"),
            reason=t("Why (for example: the house was rebuilt)"),
            parent=self,
        )
        question.agreed.connect(self._put_away)
        question.open()

    def _put_away(self, reason: str) -> None:
        self.accept()
        self.put_away.emit(self.row, reason)

    def _bring_out(self) -> None:
        self.accept()
        self.brought_out.emit(self.row)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.INSIDE, Space.INSIDE, Space.INSIDE, Space.INSIDE)
        column.setSpacing(Space.GROUP)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.notice)
        column.addWidget(self.caption)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addStretch(1)
        row.addWidget(self.away)
        row.addWidget(self.back)
        row.addWidget(self.close_it)
        column.addLayout(row)
        may, gone = self.bench.desk.person.role is Job.OPERATOR, self.row.put_away
        self.away.setVisible(may and not gone)
        self.back.setVisible(may and gone)
        self.close_it.setDefault(True)
        self.close_it.setFocus()
