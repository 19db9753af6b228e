"""The page that brings an office back from a backup, on a PC that has none: two people, a new folder, then sign-in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.errors import Refused
from desktop.ui.frame.door import Door
from desktop.ui.frame.opening import Restore
from desktop.ui.free_folder import free_folder
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.text import Role
from desktop.ui.kit.tokens import Tone
from desktop.ui.runner import Runner
from desktop.wording import Translator

if TYPE_CHECKING:
    from desktop.services.safety import Restored

WIDTH = 560
SUFFIX = ".ejsika-backup"


class Bringing(Door):
    """`restored` brings the folder, what is in it and the administrator's name; `left` that the person goes back."""

    restored = Signal(object, object, str)
    left = Signal()

    def __init__(self, t: Translator, runner: Runner) -> None:
        sentence = t(
            "The backup is unpacked into a new folder and checked. It takes two people: an administrator and another "
            "user, each with the password from when the backup was made."
        )
        super().__init__(t("Bring an office back"), ((sentence, Role.SECONDARY),), width=WIDTH)
        self.t = t
        self._runner = runner
        self._job: Job | None = None
        self.choose = button(t("Choose a backup…"), self._ask, icon="backup-restore")
        self.card.add(self.choose)
        self.form = Form(t, [Group("", _fields(t), plain=True)], save=t("Bring it back"), enter_saves=True, snug=True)
        self.form.state.hide()
        self.form.submitted.connect(self._begin)
        self.card.add(self.form)
        self.waits()
        self.links((Action(t("Back"), self._leave),))
        runner.progressed.connect(self._progressed)
        self.choose.setFocus()

    def take(self, source: Path) -> None:
        """Bring back this backup; a folder that is free is offered for it."""
        folder = free_folder(paths.offices(), source.name.removesuffix(SUFFIX))
        self.form.fill({"file": str(source), "folder": str(folder)})
        self.form.go_to("name")

    def _ask(self) -> None:
        title, pattern = self.t("Choose a backup…"), f"{self.t('Backups')} (*{SUFFIX})"
        found, _ = QFileDialog.getOpenFileName(self, title, str(paths.documents()), pattern)
        if found:
            self.take(Path(found))

    def _begin(self, values: dict[str, str]) -> None:
        self.notice.clear()
        self._busy(True)
        work = Restore(
            Path(values["file"]),
            Path(values["folder"]).absolute(),
            (values["name"], values["password"]),
            (values["second"], values["agreed"]),
        )
        title = self.t("Bringing the office back")
        self._job = self._runner.submit(work, self._done, self._refused, ended=self._over, title=title, lane=Lane.WRITE)

    def _done(self, restored: Restored) -> None:
        values = self.form.values()
        self.restored.emit(Path(str(values["folder"])).absolute(), restored, values["name"])

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.t.refusal(refused), Tone.DANGER)

    def _over(self) -> None:
        self._job = None
        self._busy(False)

    def _busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.step.setVisible(False)
        self.choose.setEnabled(not busy)
        self.form.set_busy(busy)
        self.ways[0].setText(self.t("Cancel") if busy else self.t("Back"))

    def _leave(self) -> None:
        if self._job is not None:
            self._runner.cancel(self._job)
        self.left.emit()

    def _progressed(self, job: Job) -> None:
        if job is self._job:
            self.tell(self.t, job)


def _fields(t: Translator) -> list[Field]:
    return [
        Field("file", t("Backup file"), required=True, span=2),
        Field("folder", t("New folder"), required=True, span=2),
        Field("name", t("Administrator"), required=True, length=64),
        Field("password", t("His password"), Kind.PASSWORD, required=True),
        Field("second", t("Second person"), required=True, length=64),
        Field("agreed", t("His own password"), Kind.PASSWORD, required=True),
    ]
