"""Rows of a payer's answer that cannot be taken, each with what is wrong, and the way to send them back to him."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.paths import documents
from desktop.services.payers import answers
from desktop.services.payers.answers import AnswerPreview
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.payers.terms import wrong_columns
from desktop.ui.screen import Bench

MOST_WIDE = 260  # pixels of the choice of a file


class WrongRows(Card):
    """`columns_wanted`, `words_wanted`: what the file's columns or words mean is to be said; `done` a sentence.

    `file_said` brings the number of the file that is answered, where rows speak of a payment that two files hold.
    """

    columns_wanted = Signal()
    words_wanted = Signal()
    file_said = Signal(object)
    done = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self.bench, self.t = bench, bench.t
        t = bench.t
        self.previewed: AnswerPreview | None = None
        self.model = TableModel(t, wrong_columns(t), _key, self)
        self.view = TableView(self.model, t("Rows that are wrong"), dense=True)
        self.empty = Empty("check-circle-outline")
        self.listed = Listed(self.view, self.empty)
        self.columns = button(t("What the columns mean…"), self.columns_wanted.emit, icon="table-column")
        self.words = button(t("What the words mean…"), self.words_wanted.emit, icon="comment-question-outline")
        self.save_button = button(t("Save the wrong rows…"), self.choose, icon="table-arrow-down")
        self.files = Combo(t("Which file it answers"), parent=self)
        self.files.fit(MOST_WIDE)
        self.files.chosen.connect(self.file_said)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        for part in (self.files, self.columns, self.words, self.save_button):
            row.addWidget(part)
        row.addStretch(1)
        self.add(self.listed, 1)
        self.column.addLayout(row)
        self.show_preview(None)

    def show_preview(self, previewed: AnswerPreview | None) -> None:
        self.previewed = previewed
        wrong = previewed.wrong if previewed is not None else ()
        self.model.replace(wrong)
        self.listed.show_rows(bool(wrong))
        if previewed is not None:
            self.empty.say(self.t("Every row is about a payment that was sent, and can be taken."))
        self._offer_files(previewed)
        self.words.setEnabled(previewed is not None and bool(previewed.words))
        self.save_button.setEnabled(bool(wrong))

    def _offer_files(self, previewed: AnswerPreview | None) -> None:
        """Ask only where it matters; what was said stays in sight."""
        t = self.t
        asked = previewed is not None and (previewed.unsaid or previewed.of_file > 0)
        self.files.setVisible(asked)
        if previewed is not None and asked:
            named = [(one, t("It answers file {number}", number=one)) for one in previewed.files]
            self.files.offer([(0, t("Which file it answers…")), *named])
            self.files.choose(previewed.of_file)

    def choose(self) -> None:
        start = str(documents() / "baris-salah.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Where the wrong rows are written"), start)
        if chosen:
            self.save(Path(chosen))

    def save(self, out: Path) -> None:
        if self.previewed is not None:
            work = Ask(answers.problems, self.bench.desk, self.previewed, out, self.t)
            self.bench.runner.submit(work, self._saved, self.failed.emit, lane=Lane.WRITE)

    def _saved(self, count: int) -> None:
        self.done.emit(self.t.many("{shown} row is written.", "{shown} rows are written.", count, shown=number(count)))


def _key(row: object) -> object:
    return id(row)
