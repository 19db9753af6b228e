"""Copies a package to a stick or folder, whole or in parts, and says plainly what became of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.desk import Answer
from desktop.services.exchange import post
from desktop.services.exchange.registers import SentRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.screen import Bench

PULLED = frozenset({"files.missing", "files.failed", "files.not_allowed"})
"""What the system says of a stick that is not there any more, or never could be written."""


class Copying(QObject):
    """`done` and `failed` bring a sentence, `failed` also the package that is still in the outbox."""

    done = Signal(str)
    failed = Signal(str, object)

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self.bench, self.t = bench, bench.t
        self._window = window
        self._last = documents()

    def choose_folder(self, row: SentRow, *, parts: bool = False) -> None:
        """Ask where it shall lie."""
        asked = self.t("Where the parts are written") if parts else self.t("Choose the stick, or a folder")
        chosen = QFileDialog.getExistingDirectory(self._window, asked, str(self._last))
        if chosen:
            self.copy(row, Path(chosen), parts=parts)

    def copy(self, row: SentRow, folder: Path, *, parts: bool = False) -> None:
        self._last = folder
        work = Ask(post.copy_out, self.bench.desk, row.id, folder, part_size=post.MAIL_PART if parts else 0)
        title = self.t("Copying and reading back {name}", name=row.name)
        copied, failed = partial(self._copied, row, folder), partial(self._failed, row)
        self.bench.runner.submit(work, copied, failed, title=title, lane=Lane.WRITE)

    def _copied(self, row: SentRow, folder: Path, answer: Answer[tuple[Path, ...]]) -> None:
        files, t = answer.value, self.t
        if len(files) == 1:
            told = t("Package {number} lies at {path} and was read back. The stick may be pulled out.",
                     number=row.number, path=str(files[0]))  # fmt: skip
        else:
            told = t("Package {number} lies in {count} parts at {path}. Attach one part to each mail; any order"
                     " will do.", number=row.number, count=len(files), path=str(folder))  # fmt: skip
        self.done.emit(told)

    def _failed(self, row: SentRow, refused: Refused) -> None:
        told = self.bench.sentence(refused)
        if refused.code in PULLED:
            told = self.t("The stick was pulled out, or cannot be written: nothing half written was left under the"
                          " package's name. It is unharmed in the outbox. ({reason})", reason=told)  # fmt: skip
        self.failed.emit(told, row)
