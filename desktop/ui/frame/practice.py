"""The page that makes a practice office and says how to get in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from desktop.app import Shared
from desktop.errors import Refused
from desktop.ui.first_password import first_password
from desktop.ui.frame.door import Door
from desktop.ui.frame.opening import MakePractice
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.text import Role
from desktop.ui.kit.tokens import Tone
from desktop.ui.runner import Runner

WIDTH = 460
USER = "operator"


class Practice(Door):
    """`entered` brings folder, name and password once it is made; `left` that the person goes back."""

    entered = Signal(object, str, str)
    left = Signal()

    def __init__(self, shared: Shared, runner: Runner, folder: Path, *, households: int = 500) -> None:
        t = shared.t
        super().__init__(
            t("Practice office"),
            (
                (t("Invented families of Kabupaten Pandeglang, to try everything on."), Role.BODY),
                (str(folder), Role.SECONDARY),
            ),
            width=WIDTH,
        )
        self.t = t
        self._runner = runner
        self._work = MakePractice(folder, first_password(), shared, households)
        self.go = button(t("Make it"), self._make, kind=Kind.PRIMARY)
        self.waits()
        self.card.add(self.go)
        self.links((Action(t("Back"), self._leave),))
        self._job: Job | None = None
        self._made = False
        runner.progressed.connect(self._progressed)
        self.go.setFocus()

    def _make(self) -> None:
        if self._made:
            self.entered.emit(self._work.folder, USER, self._work.password)
            return
        self.notice.clear()
        self.go.setEnabled(False)
        self.ways[0].setText(self.t("Cancel"))
        self.bar.show()
        self._job = self._runner.submit(self._work, self._done, self._refused, ended=self._over, lane=Lane.WRITE)

    def _leave(self) -> None:
        if self._job is not None:
            self._runner.cancel(self._job)
        self.left.emit()

    def _progressed(self, job: Job) -> None:
        if job is self._job:
            self.tell(self.t, job)

    def _done(self, _: Path) -> None:
        self._made = True
        self.notice.say(
            self.t(
                "It is ready. The password of everybody in it (operator, supervisor, auditor, admin) is: {password}",
                password=self._work.password,
            ),
            Tone.GOOD,
        )
        self.go.setText(self.t("Sign in as operator"))

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.t.refusal(refused))

    def _over(self) -> None:
        self._job = None
        self.bar.hide()
        self.step.hide()
        self.ways[0].setText(self.t("Back"))
        self.go.setEnabled(True)
        self.go.setFocus()
