"""People already there, shown below the form while one types: search first, then add."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.nik import normal_number, well_formed
from desktop.services.families import resembling
from desktop.services.families.resembling import Asked, Found
from desktop.services.families.resembling import Resembling as Row
from desktop.ui.families.resembling_hit import KEYS, Hit
from desktop.ui.families.resembling_peek import Peek
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench

FEWEST_LETTERS = 3
HIT_WIDTH = 236
MOST = len(KEYS)


class Resembling(QWidget):
    """Hidden while nobody resembles who is typed. `wanted`: open this family (a UUID) instead of a new one.

    It belongs at the foot of the form: what comes and goes there moves no field under the cursor.
    """

    wanted = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.peek: Peek | None = None
        self.hits: list[Hit] = []
        self._rows: tuple[Row, ...] = ()
        self._asked = Asked()
        self._others: set[UUID] = set()  # looked at, and told to be somebody else
        self._heading = label("", Role.STRONG)
        self._more = label("", Role.SECONDARY)
        self._line = QHBoxLayout()
        self._rest = Rest(bench.runner, self._look, self)
        self._lay_out()
        self.hide()

    def ask(self, asked: Asked) -> None:
        """Look for who is typed now, once the hand rests; the same question is asked once."""
        if asked == self._asked:
            return
        self._asked = asked
        if _says_something(asked):
            self._rest.start()
        else:
            self._rest.stop()
            self._show(())

    def begin(self) -> None:
        """Start with another family: nobody has been looked at yet."""
        self._rest.stop()
        self._asked, self._others = Asked(), set()
        self._show(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _look(self) -> None:
        work = Ask(resembling.look_for, self.bench.desk, self._asked)
        self.bench.runner.submit(work, partial(self._answered, self._asked), self._failed, newest="families.resembling")

    def _answered(self, asked: Asked, rows: tuple[Row, ...]) -> None:
        if asked == self._asked:
            self._show(tuple(row for row in rows if row.family not in self._others))

    def _failed(self, _: Refused) -> None:
        """Who may not look is shown nothing; the form goes on without it."""
        self._show(())

    def _show(self, rows: tuple[Row, ...]) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        for hit in self.hits:
            hit.hide()
            self._line.removeWidget(hit)
            hit.deleteLater()
        self.hits = [Hit(self.t, row, place) for place, row in enumerate(rows[:MOST], 1)]
        for hit in self.hits:
            hit.clicked.connect(partial(self._open_peek, hit.row.family))
            self._line.insertWidget(hit.place - 1, hit, 1)
        sure = any(row.found is not Found.LIKE for row in rows)
        t = self.t
        self._heading.setText(t("This number is in the register already") if sure else t("Perhaps already here"))
        self.setAccessibleName(self._heading.text())
        self.setVisible(bool(rows))
        self._fit()

    def _fit(self) -> None:
        """Show as many as have room; the others are counted."""
        room = max(1, min(MOST, self.width() // HIT_WIDTH))
        for place, hit in enumerate(self.hits):
            hit.setVisible(place < room)
        left = len(self._rows) - room
        self._more.setText(self.t("and {count} more", count=left) if left > 0 else "")

    def _open_peek(self, family: UUID) -> None:
        self.peek = Peek(self.bench, family, self)
        self.peek.wanted.connect(self.wanted)
        self.peek.another.connect(self._set_aside)
        self.peek.open()

    def _set_aside(self, family: UUID) -> None:
        self._others.add(family)
        self._show(tuple(row for row in self._rows if row.family != family))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.WITHIN)
        head.addWidget(Picture("account-search-outline", str(Tone.ATTENTION), Size.ICON))
        head.addWidget(self._heading)
        head.addWidget(self._more)
        head.addStretch(1)
        self._line.setSpacing(Space.WITHIN)
        self._line.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addLayout(head)
        column.addLayout(self._line)


def _says_something(asked: Asked) -> bool:
    numbers = (normal_number(asked.nik), normal_number(asked.no_kk))
    return len(asked.name.strip()) >= FEWEST_LETTERS or any(map(well_formed, numbers))
