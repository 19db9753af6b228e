"""What can be done with a template: change it, let the given one stand again, carry it to a file and from one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.paths import documents
from desktop.rules.terms import Role
from desktop.services.desk import Answer
from desktop.services.payers import templates
from desktop.services.payers.templates import TemplateRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.question import Question
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench

KIND = "TOML (*.toml)"


class TemplateActs(QWidget):
    """A row of buttons. `change_wanted` brings a name, `done` a sentence, `failed` a refusal.

    Only an administrator is offered what changes one (two people).
    """

    change_wanted = Signal(str)
    done = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.may_edit = bench.desk.person.role is Role.ADMINISTRATOR
        self.row: TemplateRow | None = None
        self.question: Question | None = None
        t = bench.t
        self.change = button(t("Change…"), self.ask_change, kind=Kind.PRIMARY, icon="pencil-outline", parent=self)
        self.back = button(t("Back to the given one…"), self.ask_back, icon="restore", parent=self)
        self.take = button(t("Take from a file…"), self.choose_file, icon="upload-outline", parent=self)
        self.save = button(t("Save as a file…"), self.choose_out, icon="download-outline", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.WITHIN)
        for part in (self.change, self.back, self.take, self.save):
            part.setVisible(self.may_edit or part is self.save)
            row.addWidget(part)
        row.addStretch(1)
        self.show_row(None)

    def show_row(self, row: TemplateRow | None) -> None:
        self.row = row
        self.back.setEnabled(row is not None and row.own)
        for part in (self.change, self.save):
            part.setEnabled(row is not None)

    def ask_change(self) -> None:
        if self.row is not None and self.may_edit:
            self.change_wanted.emit(self.row.name)

    def ask_back(self) -> None:
        if self.row is None or not self.row.own:
            return
        t, row = self.t, self.row
        if row.given:
            told = t("The given template of this name stands again.")
        else:
            told = t("Nothing is given of this name: its payers get the usual template of their path.")
        self.question = Question(
            t("Take back the office's own template {title}?", title=row.title), told, verb=t("Take the template back"),
            safe=t("Leave as it is"), parent=self,
        )  # fmt: skip
        self.question.agreed.connect(partial(self.go_back, row.name))
        self.question.open()

    def go_back(self, name: str, _: str = "") -> None:
        """Let the given template stand again in place of the office's own."""
        work = Ask(templates.revert, self.bench.desk, name)
        self.bench.runner.submit(work, partial(self._went_back, name), self.failed.emit, lane=Lane.WRITE)

    def choose_out(self) -> None:
        if self.row is None:
            return
        start = str(documents() / f"{self.row.name}.toml")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Where the template is written"), start, KIND)
        if chosen:
            self.write_out(Path(chosen))

    def write_out(self, out: Path) -> None:
        if self.row is not None:
            work = Ask(templates.write_out, self.bench.desk, self.row.name, out)
            self.bench.runner.submit(work, partial(self._written, out), self.failed.emit)

    def choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.t("Choose a template"), str(documents()), KIND)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Keep what somebody wrote elsewhere as the office's own."""
        work = Ask(templates.save, self.bench.desk, path)
        self.bench.runner.submit(work, self._kept, self.failed.emit, lane=Lane.WRITE)

    def _went_back(self, name: str, _: object) -> None:
        self.done.emit(self.t("The office's own template {name} is taken back.", name=name))

    def _written(self, out: Path, _: object) -> None:
        self.done.emit(self.t("Written: {path}", path=str(out)))

    def _kept(self, answer: Answer[TemplateRow]) -> None:
        self.done.emit(self.t("The template {name} is kept.", name=answer.value.name))
