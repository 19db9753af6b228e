"""The assistant of the first run: some steps forward and back, nothing lost, then the office is made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import Shared
from desktop.errors import Refused
from desktop.services import opening
from desktop.services.opening import OfficeMade
from desktop.ui.firstrun.area_step import AreaStep
from desktop.ui.firstrun.folder_step import FolderStep
from desktop.ui.firstrun.form_steps import LetterheadStep, OfficialsStep
from desktop.ui.firstrun.people_step import PeopleStep
from desktop.ui.firstrun.programme_step import ProgrammeStep
from desktop.ui.firstrun.sheet_step import SheetStep
from desktop.ui.firstrun.summary_step import SummaryStep
from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.steps import Steps
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.runner import Runner
from desktop.ui.worry import Worry

WIDTH = 820


class Assistant(QWidget):
    """`made` brings folder, office and who signs in first, once the sheet is printed; `left` that it was given up."""

    made = Signal(object, str, str)
    left = Signal()

    def __init__(self, shared: Shared, runner: Runner) -> None:
        super().__init__()
        t = self.t = shared.t
        self._shared = shared
        self._runner = runner
        self.wish = Wish()
        self.steps: list[Step] = [
            AreaStep(t, shared.gazetteer),
            ProgrammeStep(t, shared.resources),
            LetterheadStep(t),
            OfficialsStep(t),
            PeopleStep(t),
            FolderStep(t),
            SummaryStep(t),
        ]
        self.at = 0
        self.sheet: SheetStep | None = None
        self._made: OfficeMade | None = None
        self._line = Steps()
        self._title = label("", Role.TITLE)
        self._sentence = label("", Role.SECONDARY, wrap=True)
        self.notice = Notice()
        self._pages = QStackedWidget()
        for step in self.steps:
            step.ahead.connect(self.forward)
            self._pages.addWidget(step)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.back_button = button(t("Back"), self.back, key="Alt+Left")
        self.next_button = button(t("Next"), self.forward, kind=Kind.PRIMARY)
        self._lay_out()
        self._show(0)

    def forward(self) -> None:
        """Take what was filled in; what only the services can judge is judged on a worker."""
        if not self.next_button.isEnabled():
            return
        step = self.steps[self.at]
        taken = step.take(self.wish)
        if taken is None:
            return
        self.wish = taken
        self.notice.clear()
        if self.at == len(self.steps) - 1:
            self._make()
        elif work := step.check(taken):
            self._busy(True)
            self._runner.submit(work, self._checked, self._refused, ended=self._free)
        else:
            self._show(self.at + 1)

    def back(self) -> None:
        if self.at == 0:
            self.left.emit()
            return
        # What is half filled in here stays in the step's own fields; only what is whole is taken.
        self.notice.clear()
        self._show(self.at - 1)

    def _checked(self, _: None) -> None:
        self._show(self.at + 1)

    def _make(self) -> None:
        self._busy(True)
        assert self.wish.folder is not None
        work = Ask(opening.create, self.wish.folder, self.wish.office(), self._shared.gazetteer, self._shared.resources)
        title = self.t("Making the office")
        self._runner.submit(work, self._show_sheet, self._refused, ended=self._free, title=title, lane=Lane.WRITE)

    def _show_sheet(self, made: OfficeMade) -> None:
        self._made = made
        self.sheet = SheetStep(self.t, self._runner, self.wish, made)
        self.sheet.done.connect(self._finish)
        self._pages.addWidget(self.sheet)
        self._pages.setCurrentWidget(self.sheet)
        for part in (self._line, self._title, self._sentence, self.back_button, self.next_button):
            part.hide()

    def _finish(self) -> None:
        assert self._made is not None
        self.made.emit(self.wish.folder, self._made.name, self.wish.people[0].name)

    def worry(self) -> Worry | None:
        """The code is shown this once: it shall not be lost with the window."""
        if self.sheet is None:
            return None
        return Worry(
            self.t("Close without the recovery sheet?"),
            self.t(
                "The code is shown only now. Without it nobody can open the office once all passwords are forgotten."
            ),
            verb=self.t("Close without the sheet"),
            safe=self.t("Back to the sheet"),
        )

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.t.refusal(refused), Tone.DANGER)

    def _free(self) -> None:
        self._busy(False)

    def _busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.next_button.setEnabled(not busy)
        self.back_button.setEnabled(not busy)

    def _show(self, place: int) -> None:
        self.at = place
        step = self.steps[place]
        step.enter(self.wish)
        self._pages.setCurrentWidget(step)
        titles = [one.title for one in self.steps]
        self._line.show_steps(titles, place, Tone.BRAND, done=self.t("done"))
        self._title.setText(step.title)
        self._sentence.setText(step.sentence)
        last = place == len(self.steps) - 1
        self.next_button.setText(self.t("Make the office") if last else self.t("Next"))
        self.back_button.setText(self.t("Cancel") if place == 0 else self.t("Back"))
        step.begin()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.GROUP)
        line = QHBoxLayout()
        line.addWidget(self._line)
        line.addStretch(1)
        column.addLayout(line)
        column.addSpacing(Space.WITHIN)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
        column.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        column.addLayout(foot)
        inside = QWidget()
        inside.setLayout(column)
        inside.setFixedWidth(WIDTH)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inside, 1, Qt.AlignmentFlag.AlignHCenter)
