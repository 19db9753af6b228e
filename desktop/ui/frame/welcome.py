"""The first page of all: no office is chosen yet, so it offers the ways to one."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.frame.door import Door
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

WIDTH = 460


class Welcome(Door):
    """`open_wanted`, `new_wanted`, `restore_wanted` and `practice_wanted`; `back_wanted` where an office is known."""

    open_wanted = Signal()
    new_wanted = Signal()
    restore_wanted = Signal()
    practice_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, t: Translator, *, back: bool = False) -> None:
        super().__init__(
            t("Welcome to e-JSiKa"),
            ((t("An office is a folder on this PC. Nothing of it is sent over a network."), Role.SECONDARY),),
            width=WIDTH,
        )
        self.open = button(t("Open an office…"), self.open_wanted.emit, icon="folder-open-outline")
        self.new = button(t("New office"), self.new_wanted.emit, kind=Kind.PRIMARY, icon="office-building-plus-outline")
        self.restore = button(t("Bring an office back…"), self.restore_wanted.emit, icon="backup-restore")
        self.practice = button(t("Practice office"), self.practice_wanted.emit, icon="school-outline")
        self._offer(self.new, t("Set up the office of a district, city or province on this PC."))
        self._offer(self.open, t("Choose the folder of an office that is on this PC already."))
        self._offer(self.restore, t("Unpack a backup on this PC, after a fault or for a new PC."))
        self._offer(self.practice, t("500 invented families to try everything on. Its papers say LATIHAN."))
        if back:
            self.links((Action(t("Back to sign-in"), self.back_wanted.emit),))
        self.new.setFocus()

    def warn(self, sentence: str) -> None:
        self.notice.say(sentence)

    def _offer(self, made: QPushButton, sentence: str) -> None:
        made.setIconSize(QSize(18, 18))
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, Space.TINY, 0, Space.TINY)
        column.setSpacing(Space.TINY)
        column.addWidget(made)
        said = label(sentence, Role.SECONDARY, wrap=True)
        made.setAccessibleDescription(sentence)
        column.addWidget(said)
        self.card.add(part)
