"""The row under the programme years: packaged ones to look at and add, and files of the office's own."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop import paths
from desktop.services import programmes
from desktop.services.desk import Answer
from desktop.services.programmes import Offered, ProgrammeRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench

PATTERN = "TOML (*.toml)"


class Adding(QWidget):
    """`looked` brings a packaged year that does not run here, `said` what was done, `refused` why it was not."""

    looked = Signal(object)
    said = Signal(str)
    refused = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.t = t = bench.t
        self._bench = bench
        self._offered: list[Offered] = []
        self._here: Collection[str] = ()
        self.choice = Combo(t("Programme year to add"))
        self.choice.chosen.connect(self._look_at)
        self.add = button(t("Add"), self._add, kind=Kind.PRIMARY, icon="plus")
        self.own = button(t("Add a file…"), self._ask_file, icon="file-plus-outline")
        self.copy = button(t("Save its file…"), self._ask_copy, icon="content-save-outline")
        self.own.setToolTip(t("A year that does not ship with the program, or with figures of your own"))
        self.copy.setToolTip(t("To change what it says and add it as a file"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.own)
        row.addWidget(self.choice, 1)
        row.addWidget(self.copy)
        row.addWidget(self.add)

    def offer(self, here: Collection[str]) -> None:
        """Offer what does not run here yet; `here` are the codes of what does."""
        self._here = here
        if self._offered:
            self._narrow()
        else:
            work = Ask(programmes.offered, self._bench.shared.resources, self._bench.desk.office.code)
            self._bench.runner.submit(work, self._take, self.refused.emit, newest="office.offered")

    def add_file(self, path: Path) -> None:
        """Add the programme year of a file."""
        self._submit(str(path))

    def save_copy(self, path: Path) -> None:
        """Write the file of the year chosen."""
        work = Ask(programmes.save_file, str(self.choice.value), self._bench.shared.resources, path)
        self._bench.runner.submit(work, self._copied, self.refused.emit)

    def _take(self, offered: list[Offered]) -> None:
        self._offered = offered
        self._narrow()

    def _narrow(self) -> None:
        """Those meant for other areas come last, and it is said of them."""
        other = self.t("other area")
        left = [one for one in self._offered if one.row.code not in self._here]
        self.choice.offer([(one.row.code, one.row.name if one.here else f"{one.row.name} ({other})") for one in left])
        self.add.setEnabled(bool(left))
        self.copy.setEnabled(bool(left))

    def _look_at(self, name: object) -> None:
        work = Ask(programmes.packaged, str(name), self._bench.shared.resources)
        self._bench.runner.submit(work, self.looked.emit, self.refused.emit, newest="office.programme")

    def _add(self) -> None:
        if isinstance(self.choice.value, str):
            self._submit(self.choice.value)

    def _submit(self, name: str) -> None:
        work = Ask(programmes.add, self._bench.desk, name, self._bench.shared.resources)
        self._bench.runner.submit(work, self._added, self.refused.emit, lane=Lane.WRITE)

    def _added(self, answer: Answer[ProgrammeRow]) -> None:
        self.said.emit(self.t("{name} runs here now.", name=answer.value.name))

    def _ask_file(self) -> None:
        title = self.t("File of a programme year")
        found, _ = QFileDialog.getOpenFileName(self, title, str(paths.documents()), PATTERN)
        if found:
            self.add_file(Path(found))

    def _ask_copy(self) -> None:
        start = str(paths.documents() / f"{self.choice.value}.toml")
        found, _ = QFileDialog.getSaveFileName(self, self.t("Save its file…"), start, PATTERN)
        if found:
            self.save_copy(Path(found))

    def _copied(self, path: Path) -> None:
        self.said.emit(self.t("The file lies in {path}. Change it in a text editor, then add it.", path=str(path)))
