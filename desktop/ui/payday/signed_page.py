"""The page on which signed receipts are scanned back: the field, the word on the last one, figures and lists."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.money.keys import TrancheKey
from desktop.services.payday.signed import VillageSigned
from desktop.ui.kit import fonts
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.payday.family import Verdict
from desktop.ui.payday.field import ScanField
from desktop.ui.payday.signed_tables import SignedTables
from desktop.ui.payday.signed_words import OUTCOMES, Outcome, Scan
from desktop.ui.screen import Bench

LETTERS = 24
LEAST = 76


class SignedPage(QWidget):
    """Every part that can be pressed leaves the keyboard to the field: the next scan comes at once."""

    print_wanted = Signal()

    def __init__(self, bench: Bench, *, may_scan: bool, may_print: bool) -> None:
        super().__init__()
        self.t, t = bench.t, bench.t
        self.may_scan = may_scan
        self.lists = Combo(t("List"))
        self.sound = button("")
        self.sound.setToolTip("F11")
        self.print = button(t("Print what is missing…"), self.print_wanted.emit, icon="printer-outline", key="F9")
        self.field = ScanField(t("Scan the code of a signed receipt, or type its number"), t("Scan or type"), self)
        self.verdict = Verdict(self)
        self.notice = Notice(self)
        self.back, self.missing = _figure(Tone.GOOD), _figure(Tone.ATTENTION)
        self.tables = SignedTables(bench, self)
        for pressed in (self.lists, self.sound, self.print):
            pressed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        # In their places first: what is shown without one flashes as a window of its own.
        self.print.setVisible(may_print)
        for part in (self.field, self.verdict, self.sound):
            part.setVisible(may_scan)
        self.field.stepped.connect(self.tables.step)
        self.tables.type_into(self.field)
        self.tables.counted.connect(self._counted)
        self.tables.failed.connect(self._failed)
        self._listen("F3", self.lists.showPopup)
        self._listen("F11", self.sound.click)
        self.rest([])

    def offer_lists(self, lists: Sequence[tuple[TrancheKey, str]]) -> None:
        self.lists.offer([(key, f"{name} · {self.t('tranche {tranche}', tranche=key.short)}") for key, name in lists])

    def take_focus(self) -> None:
        (self.field if self.may_scan else self.tables.by_village).setFocus()

    def rest(self, scans: list[Scan]) -> None:
        """Nothing was scanned of this pile yet."""
        self.tables.show_scans(scans)
        self.tables.tabs.setCurrentIndex(0)
        self.verdict.say(self.t("Put the scanner to the first receipt."), Tone.NEUTRAL)

    def show_scan(self, scan: Scan, scans: list[Scan]) -> None:
        """Say in large letters what became of the last one; the ones before stay in their list."""
        word, tone = OUTCOMES[scan.outcome]
        loud = Tone.ATTENTION if scan.outcome is Outcome.AGAIN else tone
        self.verdict.say(f"{self.t(word)}: {scan.sentence}", loud)
        self.tables.show_scans(scans)

    def _counted(self, told: VillageSigned) -> None:
        self.notice.clear()
        self.back.setText(number(told.signed.families))
        self.missing.setText(number(told.missing.families))
        self.print.setEnabled(told.missing.families > 0)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.t.refusal(refused), Tone.DANGER)

    def _listen(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    def _lay_out(self) -> None:
        t = self.t
        top, middle = QHBoxLayout(), QHBoxLayout()
        for row in (top, middle):
            row.setSpacing(Space.CARDS)
        top.addWidget(label(t("Signed receipts"), Role.TITLE))
        top.addWidget(self.lists, 1)
        top.addWidget(self.sound)
        top.addWidget(self.print)
        figures = Card(inside=Space.GROUP)
        line = QHBoxLayout()
        line.setSpacing(Space.EDGE)
        for name, figure in ((t("Back"), self.back), (t("Not back yet"), self.missing)):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label(name.upper(), Role.SECTION))
            pair.addWidget(figure)
            line.addLayout(pair)
        figures.column.addLayout(line)
        self.verdict.setMinimumHeight(LEAST)
        middle.addWidget(self.verdict, 1)
        middle.addWidget(figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.GROUP)
        column.addLayout(top)
        column.addWidget(self.field)
        column.addLayout(middle)
        column.addWidget(self.notice)
        column.addWidget(self.tables, 1)


def _figure(tone: Tone) -> QLabel:
    made = label("0", Role.STRONG)
    made.setFont(fonts.face(LETTERS, Weight.BOLD))
    repolish(made, "role", str(tone))
    return made
