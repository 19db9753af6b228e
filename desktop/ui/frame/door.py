"""A page before anybody is in: one card in the middle of the window, with links under it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.jobs.job import Job
from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.card import Card, Ground
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

WIDTH = 400
SCALE = 1_000  # steps of the bar


class Door(QWidget):
    """Put parts into `card`; `notice` stands under its heading, `bar` runs while one waits."""

    def __init__(self, title: str, lines: Sequence[tuple[str, Role]] = (), *, width: int = WIDTH) -> None:
        super().__init__()
        self.notice = Notice()
        # A link has room around its words for the ring of the focus; its words shall stand under the fields. So the
        # frame leaves that room at its sides, and everything but the links fills it up again.
        self._frame = Card(inside=Space.EDGE)
        self._frame.column.setContentsMargins(Space.INSIDE, Space.EDGE, Space.INSIDE, Space.EDGE)
        self._frame.setFixedWidth(width)
        self.card = Ground()
        self.card.column.setContentsMargins(Space.EDGE - Space.INSIDE, 0, Space.EDGE - Space.INSIDE, 0)
        self._frame.add(self.card)
        self.card.add(label(title, Role.TITLE, wrap=True))
        self.lines = [label(text, role, wrap=True) for text, role in lines]
        for line in self.lines:
            # First into the card: a line without a parent would come up as a window of its own.
            self.card.add(line)
            line.setVisible(bool(line.text()))
        self.card.column.addSpacing(Space.WITHIN)
        self.card.add(self.notice)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.hide()
        self.step = label("", Role.SECONDARY)
        self.step.hide()
        self.ways: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.addStretch(2)
        # Between stretches and not by alignment: an aligned widget is not asked how high its wrapped lines are.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._frame)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)

    def say_line(self, place: int, text: str) -> None:
        """Change one of the lines under the heading."""
        self.lines[place].setText(text)
        self.lines[place].setVisible(bool(text))

    def links(self, left: Sequence[Action], right: Sequence[Action] = ()) -> None:
        """Add a row of links at the foot of the card."""
        row = QHBoxLayout()
        row.setSpacing(0)
        for action in left:
            row.addWidget(self._link(action))
        row.addStretch(1)
        for action in right:
            row.addWidget(self._link(action))
        self._frame.column.addLayout(row)

    def waits(self) -> None:
        """Add bar and sentence of what one waits for, where the page wants them."""
        self.card.add(self.step)
        self.card.add(self.bar)

    def wait(self, waiting: bool, sentence: str = "") -> None:
        """Nobody leaves the page while its answer is on the way: it would come to another page."""
        self.step.setText(sentence)
        self.step.setVisible(bool(sentence))
        for way in self.ways:
            way.setEnabled(not waiting)

    def tell(self, t: Translator, job: Job) -> None:
        """Show how far the work is that one waits for."""
        step = job.step
        self.step.setText(t(step.what) if step.what else "")
        self.step.setVisible(bool(step.what))
        self.bar.setRange(0, SCALE if step.total else 0)
        if step.total:
            self.bar.setValue(min(SCALE, step.done * SCALE // step.total))

    def _link(self, action: Action) -> QPushButton:
        made = from_action(action, Kind.LINK)
        self.ways.append(made)
        return made
