"""A page beside the list: its head with the way back, a notice, and what is done on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench


class TaskPage(QWidget):
    """`left` brings the sentence to show in the list, or ""."""

    left = Signal(str)

    def __init__(self, bench: Bench, title: str, context: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.head = Head(title, context, self)
        self.notice = Notice(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CARDS)
        self._column.addWidget(self.head)
        self._column.addWidget(self.notice)
        self.offer()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.leave)

    @property
    def back(self) -> Action:
        return Action(self.t("Back to the list"), self.leave, "arrow-left")

    def offer(self, *more: Action) -> None:
        """Offer the way back and what else can be done here."""
        self.head.offer([self.back, *more], primary=False)

    def put(self, part: QWidget) -> None:
        """Put something right under the notice, as wide as it wants to be."""
        self._column.insertWidget(self._column.indexOf(self.notice) + 1, part, 0, Qt.AlignmentFlag.AlignLeft)

    def fill(self, inside: QWidget) -> None:
        self._column.addWidget(inside, 1)

    @property
    def dirty(self) -> bool:
        """Whether something typed would be lost."""
        return False

    def leave(self) -> None:
        """Go back to the list; asks only if something typed would be lost."""
        if not self.dirty:
            self.left.emit("")
            return
        question = Question(
            self.t("Throw away what you typed?"),
            self.t("It has not been saved."),
            verb=self.t("Throw away"),
            safe=self.t("Go on typing"),
            parent=self,
        )
        question.agreed.connect(self._throw_away)
        question.open()

    def _throw_away(self, _: str) -> None:
        self.left.emit("")

    def take_focus(self) -> None:
        """The page came into view: put the cursor where one begins."""

    def changed(self) -> None:
        """Records changed elsewhere: ask again."""

    def refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
