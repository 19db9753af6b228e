"""The recovery code: shown this once, put on paper, and not left before that was done."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import paths
from desktop.errors import Refused
from desktop.services.opening import OfficeMade
from desktop.services.recovery import recovery_sheet
from desktop.ui.firstrun.wish import Wish
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.runner import Runner
from desktop.wording import Translator

LINES = 2
CODE_SIZE = 24


class SheetStep(QWidget):
    """`done` comes when the person says that the sheet is on paper."""

    done = Signal()

    def __init__(self, t: Translator, runner: Runner, wish: Wish, made: OfficeMade) -> None:
        super().__init__()
        self.t = t
        self._runner = runner
        self._wish = wish
        self._made = made
        self.notice = Notice()
        self.save = button(t("Save the sheet as PDF…"), self._ask, kind=Kind.PRIMARY, icon="printer-outline")
        self.printed = Check(t("The sheet is printed and will be sealed in an envelope"))
        self.printed.toggled.connect(self._weigh)
        self.go = button(t("To sign-in"), self.done.emit, kind=Kind.PRIMARY)
        self.go.setEnabled(False)
        self._lay_out()
        self.save.setFocus()

    def save_to(self, path: Path) -> None:
        """Write the sheet; where it lies, or why it does not, is said beside the button."""
        assert self._wish.area is not None
        work = Ask(recovery_sheet, self._made, self._wish.area.code, self._wish.administrator, path)
        self._runner.submit(work, self._saved, self._not_saved)

    def _lay_out(self) -> None:
        t = self.t
        card = Card(inside=Space.EDGE)
        card.add(label(t("{office} is ready", office=self._made.name), Role.TITLE, wrap=True))
        card.add(
            label(
                t(
                    "This code opens the office when everybody has forgotten his password. It is shown only now and "
                    "stored nowhere: print the sheet and lock it away."
                ),
                wrap=True,
            )
        )
        card.add(self._code())
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        card.column.addLayout(row)
        card.add(self.notice)
        card.add(self.printed)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.go)
        card.column.addLayout(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(card)
        column.addStretch(2)

    def _code(self) -> QWidget:
        groups = self._made.recovery_code.split("-")
        half = len(groups) // LINES
        shown = label("\n".join("  ".join(groups[start : start + half]) for start in range(0, len(groups), half)))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(CODE_SIZE)
        shown.setFont(font)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(self.t("Recovery code"))
        shown.setContentsMargins(0, Space.INSIDE, 0, Space.INSIDE)
        return shown

    def _ask(self) -> None:
        start = str(paths.documents() / f"{self.t('Recovery sheet')}.pdf")
        name, _ = QFileDialog.getSaveFileName(self, self.t("Save the sheet as PDF…"), start, "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def _saved(self, path: Path) -> None:
        self._path = path
        self.notice.say(
            self.t("{path}: print it, then delete this file.", path=str(path)),
            Tone.GOOD,
            Action(self.t("Open to print"), self._open),
        )

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _not_saved(self, refused: Refused) -> None:
        self.notice.say(self.t.refusal(refused), Tone.DANGER)

    def _weigh(self, ticked: bool) -> None:
        self.go.setEnabled(ticked)
