"""A look at a family that may be the one typed, without leaving the form: it is the same, or it is another."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.families.detail import FamilyDetail
from desktop.ui.families.jobs import Open
from desktop.ui.families.parts import member_lines, summary_lines
from desktop.ui.families.terms import status_chip
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench


class Peek(Dialog):
    """`wanted`: go to this family; `another`: it is somebody else, and need not be shown again."""

    wanted = Signal(object)
    another = Signal(object)

    def __init__(self, bench: Bench, family: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        self.bench, self.t, self.family = bench, bench.t, family
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = label("", Role.SUBTITLE, wrap=True)
        self.chip = Chip()
        self.notice = Notice()
        t = self.t
        self.same = button(t("Open this family"), partial(self._end, self.wanted), kind=Kind.PRIMARY)
        self.other = button(t("Somebody else"), partial(self._end, self.another))
        self.back = button(t("Go on typing"), self.reject)
        self._body = QScrollArea()
        self._lay_out()
        self.setWindowTitle(t("Perhaps already here"))
        self.resize(520, 420)
        bench.runner.submit(Open(bench.desk, family), self._show, self._failed, lane=Lane.WRITE, newest="families.peek")

    def _show(self, detail: FamilyDetail) -> None:
        t, caretaker = self.t, detail.caretaker
        self.name.setText(caretaker.name if caretaker else t("No caretaker yet"))
        chip = status_chip(t, detail.status)
        self.chip.say(chip.text, chip.tone)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.WITHIN)
        for part in (*summary_lines(t, detail, whole=False), *member_lines(t, detail, whole=False)):
            column.addWidget(part)
        column.addStretch(1)
        self._body.setWidget(inside)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
        self.same.setEnabled(False)

    def _end(self, told: SignalInstance) -> None:
        self.accept()
        told.emit(self.family)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, 20)
        column.setSpacing(Space.GROUP)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.chip)
        column.addLayout(head)
        column.addWidget(self.notice)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setWidgetResizable(True)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._body, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.other)
        row.addWidget(self.same)
        column.addLayout(row)
        self.same.setDefault(True)
        self.same.setFocus()
