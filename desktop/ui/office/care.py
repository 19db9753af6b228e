"""The section that keeps the office safe: the last backup, a new one, and the proof."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop import paths
from desktop.services import backups, safety
from desktop.services.safety import BackupDone
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day, number
from desktop.ui.office.proof_card import ProofCard
from desktop.ui.office.restoring import RestoreCard, lost_photographs
from desktop.ui.office.rows import left
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench
from desktop.wording import N_

SUFFIX = ".ejsika-backup"


class CareSection(Section):
    name, title = "backup", N_("Backup and proof")
    closed = False  # everybody may prove the office; what is the administrator's alone cannot be pressed by others

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench)
        self.last = Notice()
        self.back_up = button(t("Back up now…"), self._ask, kind=Kind.PRIMARY, icon="content-save-outline")
        self.back_up.setEnabled(self.may_change)
        if not self.may_change:
            self.back_up.setToolTip(t("Only an administrator makes backups."))
        self._made: Path | None = None
        backup = Card(t("Backup"))
        backup.add(
            label(
                t(
                    "A copy of the whole office in one encrypted file, opened again and checked. Keep it on another "
                    "disk: a stick in the safe, for example."
                ),
                wrap=True,
            )
        )
        backup.add(self.last)
        backup.column.addLayout(left(self.back_up))
        self.proof = ProofCard(bench)
        self.restore = RestoreCard(bench)
        self.proof.refused.connect(self.refuse)
        self.restore.refused.connect(self.refuse)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.CARDS)
        for card in (backup, self.proof, self.restore):
            column.addWidget(card)
        column.addStretch(1)
        self.column.addWidget(Scroll(inside), 1)

    def enter(self) -> None:
        work = Ask(backups.last_backup, self.bench.desk)
        self.bench.runner.submit(work, self._show_last, self.refuse, newest="office.backup")

    def back_up_to(self, target: Path) -> None:
        """Make a backup there; how far it is stands in the foot."""
        self.back_up.setEnabled(False)
        work = Work(safety.back_up, self.bench.desk, target)
        title = self.t("Backup")
        self.bench.runner.submit(work, self._done, self.refuse, ended=self._free, title=title, lane=Lane.WRITE)

    def _ask(self) -> None:
        name = f"{self.bench.desk.office.code}-{self.bench.desk.today():%Y%m%d}{SUFFIX}"
        title = self.t("Where shall the backup lie?")
        found, _ = QFileDialog.getSaveFileName(
            self, title, str(paths.documents() / name), self.t("Backups") + f" (*{SUFFIX})"
        )
        if found:
            self.back_up_to(Path(found if found.endswith(SUFFIX) else found + SUFFIX))

    def _show_last(self, last: date | None) -> None:
        today = self.bench.desk.today()
        tone = Tone.ATTENTION if backups.is_late(last, today) else Tone.GOOD
        if last is None:
            self.last.say(self.t("There was never a backup outside the folder of the office."), tone)
            return
        days = (today - last).days
        ago = self.t.many("{count} day ago", "{count} days ago", days) if days else self.t("today")
        self.last.say(self.t("Last backup: {day} ({ago}).", day=full_day(self.t, last), ago=ago), tone)

    def _done(self, done: BackupDone) -> None:
        self._made = done.path
        size = number(max(1, done.size // 1024))
        told = [self.t("The backup is checked and lies in {path} ({size} KB).", path=str(done.path), size=size)]
        if done.photos.any:
            told.append(self.t("The photographs lie in {folder}: keep both together.", folder=done.photos.folder))
        told += lost_photographs(self.t, done.photos.lost)
        tone = Tone.ATTENTION if done.photos.lost else Tone.GOOD
        self.notice.say(" ".join(told), tone, Action(self.t("Open the folder"), self._open_folder))
        self.enter()

    def _free(self) -> None:
        self.back_up.setEnabled(True)

    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))
