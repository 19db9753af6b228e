"""The card that brings an office back from a backup: into a new folder, by two people."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.safety import Restored
from desktop.ui.free_folder import free_folder
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as FieldKind
from desktop.ui.kit.form import Form
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.office.rows import left
from desktop.ui.screen import Bench
from desktop.wording import Translator

SUFFIX = ".ejsika-backup"


class RestoreCard(Card):
    """`refused` brings why the office could not be brought back."""

    refused = Signal(object)

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(t("Bring back"))
        self.t = t
        self._bench = bench
        self._source: Path | None = None
        self.result = Notice()
        what = t(
            "A backup is unpacked into a new folder and checked; the office you work in stays as it is. It takes two "
            "people: an administrator and another user, as they were when the backup was made."
        )
        self.add(label(what, wrap=True))
        self.add(self.result)
        self.start = button(t("Choose a backup…"), self._ask, icon="backup-restore")
        self.start.setEnabled(bench.desk.person.role is Role.ADMINISTRATOR)
        self.form = self._made_form()
        self.form.submitted.connect(self._restore)
        self.leave = button(t("Cancel"), self.drop, kind=Kind.LINK)
        self.column.addLayout(left(self.start))
        self.add(self.form)
        self.column.addLayout(left(self.leave))
        self.drop()

    def take(self, source: Path) -> None:
        """Ask for what bringing this backup back needs."""
        self._source = source
        self.result.clear()
        self.form.set_values({"folder": str(free_folder(paths.offices(), source.name.removesuffix(SUFFIX)))})
        self.form.fill({"name": self._bench.desk.person.name})
        self._stage(asking=True)
        self.form.go_to("password")

    def drop(self) -> None:
        """Put the form away with the passwords in it."""
        self._source = None
        self.form.set_values({})
        self._stage(asking=False)

    def _stage(self, *, asking: bool) -> None:
        self.start.setVisible(not asking)
        self.form.setVisible(asking)
        self.leave.setVisible(asking)

    def _made_form(self) -> Form:
        t = self.t
        fields = [
            Field("folder", t("New folder"), required=True, span=2),
            Field("name", t("Administrator"), required=True, length=64),
            Field("password", t("His password"), FieldKind.PASSWORD, required=True),
            Field("second", t("Second person"), required=True, length=64),
            Field("agreed", t("His own password"), FieldKind.PASSWORD, required=True),
        ]
        return Form(t, [Group("", fields, plain=True)], save=t("Bring it back"), enter_saves=True, snug=True)

    def _ask(self) -> None:
        title, pattern = self.t("Choose a backup…"), f"{self.t('Backups')} (*{SUFFIX})"
        found, _ = QFileDialog.getOpenFileName(self, title, str(paths.documents()), pattern)
        if found:
            self.take(Path(found))

    def _restore(self, values: dict[str, Any]) -> None:
        assert self._source is not None
        self.form.set_busy(True, self.t("Bringing the office back"))
        second = (values["second"], values["agreed"])
        folder = Path(values["folder"])
        work = Work(safety.restore, self._source, folder, values["password"], values["name"], second)
        self._bench.runner.submit(
            work, self._restored, self.refused.emit, ended=self._free, title=self.t("Bring back"), lane=Lane.WRITE
        )

    def _restored(self, restored: Restored) -> None:
        folder = str(self.form.values()["folder"])
        self.drop()
        sentence = self.t(
            "{office} is back in {folder}, with {families} families. To work there, sign out and open that folder.",
            office=restored.name,
            folder=folder,
            families=number(restored.totals["household"]),
        )
        told = [sentence, *lost_photographs(self.t, restored.photos.lost)]
        self.result.say(" ".join(told), Tone.ATTENTION if restored.photos.lost else Tone.GOOD)

    def _free(self) -> None:
        self.form.set_busy(False)


def lost_photographs(t: Translator, count: int) -> list[str]:
    """Say that photographs are missing, which hinders neither a backup nor bringing one back."""
    if not count:
        return []
    return [
        t.many(
            "{count} photograph was not found. It may lie in another folder whose name ends in .ejsika-photos.",
            "{count} photographs were not found. They may lie in another folder whose name ends in .ejsika-photos.",
            count,
        )
    ]
