"""The desk itself as a picture: the field, who may be meant, the family, the figures and the keys."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.services.money.keys import TrancheKey
from desktop.ui.kit import fonts
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space
from desktop.ui.payday.family import FamilyCard
from desktop.ui.payday.field import ScanField
from desktop.ui.payday.hits import HitList
from desktop.ui.payday.tally import Tally
from desktop.wording import Translator

PAY: Final = "F8"
_HIGH: Final = 46


class DeskPage(QWidget):
    """Every part that can be pressed leaves the focus in the field: scanner and keys work at every moment."""

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.lists = Combo(t("List that is paid out"))
        self.lists.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sound = button("")
        self.sound.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sound.setToolTip("F11")
        self.slips, self.unprinted = button(""), button("", icon="alert-circle-outline")
        for made in (self.slips, self.unprinted):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.hide()
        hint = t("Scan a code, or type digits of the NIK, a name, a card or receipt number")
        self.field = ScanField(hint, t("Scan or type"), self)
        self.hits = HitList(t, self)
        self.notice = Notice(self)
        self.card = FamilyCard(t)
        self.tally = Tally(t, self)
        self.keys: dict[str, QPushButton] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.WITHIN)
        self._lay_out()
        self.setFocusProxy(self.field)
        self.listen("F11", self.sound.click)
        self.listen("F3", self.lists.showPopup)

    def offer(self, keys: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Offer what can be done, by its key; the last one is the main thing."""
        for key, word, run in keys:
            main = key == PAY
            made = button(f"{key}  {word}", run, kind=Kind.PRIMARY if main else Kind.PLAIN)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setAutoDefault(False)
            made.setMinimumHeight(_HIGH)
            if main:
                made.setFont(fonts.face(Size.SUBHEAD, Weight.BOLD))
                self._row.addStretch(1)
            self._row.addWidget(made)
            self.keys[key] = made
            self.listen(key, made.click)

    def listen(self, key: str, run: Callable[[], object]) -> None:
        """Do it at once: the key of a button would wait a tenth of a second to show it pressed."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    def offer_lists(self, lists: Sequence[tuple[TrancheKey, str]]) -> None:
        self.lists.offer([(key, f"{name} · {self.t('tranche {tranche}', tranche=key.short)}") for key, name in lists])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.CARDS)
        top.addWidget(label(self.t("Pay desk"), Role.TITLE))
        top.addWidget(self.lists, 1)
        top.addWidget(self.unprinted)
        top.addWidget(self.slips)
        top.addWidget(self.sound)
        middle = QHBoxLayout()
        middle.setSpacing(Space.CARDS)
        middle.addWidget(Scroll(self.card, self), 1)
        middle.addWidget(self.tally)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.GROUP)
        column.addLayout(top)
        column.addWidget(self.field)
        column.addWidget(self.hits)
        column.addWidget(self.notice)
        column.addLayout(middle, 1)
        column.addLayout(self._row)
