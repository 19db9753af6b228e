"""The next file for a bank or the post before it is written: by which template, with what in it, and how it looks."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.desk import Answer
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import files, templates
from desktop.services.payers.files import FilePreview, MadeFile
from desktop.services.payers.templates import TemplateRow
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.figure import Figure, Figures
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.payers.file_view import FileView
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording.payers import FORMS

_WIDE = 420


class SendPage(TaskPage):
    """Nothing is kept before the file is written."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(bench, t("File for the payer"), "", parent)
        self.key: TrancheKey | None = None
        self.payer = ""
        self.usual = ""  # name of the template that he has now
        self.previewed: FilePreview | None = None
        self.template = Combo(t("File template"), parent=self)
        self.template.fit(_WIDE)
        self.keep = Check(t("Use it for this payer from now on"), self)
        self.about = label("", Role.SECONDARY, self, wrap=True)
        self.figures = Figures()
        self.file = FileView(t, t("First rows of the file"))
        self.fill(self._body())
        self.template.chosen.connect(self.look)

    def show_payer(self, key: TrancheKey, payer: str) -> None:
        """Show the next file of this payer, by the template he has."""
        self.key, self.payer, self.previewed = key, payer, None
        self.notice.clear()
        self.head.say(self.t("File for {payer}", payer=payer), key.short)
        self.offer()
        self.bench.runner.submit(Ask(templates.templates, self.bench.desk), self._offered, self.refused)
        work = Ask(templates.chosen, self.bench.desk, payer)
        self.bench.runner.submit(work, self._usual, self.refused)

    def look(self, name: object = "") -> None:
        """Show the file as this template makes it."""
        if self.key is not None:
            work = Ask(files.preview, self.bench.desk, self.key, self.payer, str(name or ""))
            self.bench.runner.submit(work, self._show, self._unshown, lane=Lane.WRITE)

    def write(self, out: Path) -> None:
        """Write the file, and keep the template for the next where that is wanted."""
        if self.key is None or self.previewed is None:
            return
        name = self.previewed.template.name
        if self.keep.isVisibleTo(self) and self.keep.isChecked():
            work = Ask(templates.choose, self.bench.desk, self.payer, name)
            self.bench.runner.submit(work, None, self.refused, lane=Lane.WRITE)
        making = Work(files.make, self.bench.desk, self.key, self.payer, out, name)
        title = self.t("Making the file for {payer}", payer=self.payer)
        self.bench.runner.submit(making, self._made, self.refused, title=title, lane=Lane.WRITE)

    def choose_out(self) -> None:
        if self.key is None or self.previewed is None:
            return
        name = f"{self.payer} {self.key.short}".replace("/", "-").replace(" ", "-")
        start = str(documents() / f"{name}{self.previewed.template.suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Where the file is written"), start)
        if chosen:
            self.write(Path(chosen))

    def take_focus(self) -> None:
        self.template.setFocus()

    def _offered(self, rows: list[TemplateRow]) -> None:
        self.template.offer([(row.name, row.title) for row in rows])
        self.template.choose(self.usual or None)

    def _usual(self, name: str) -> None:
        self.usual = name
        self.template.choose(name)
        self.look(name)

    def _show(self, previewed: FilePreview) -> None:
        t, template = self.t, previewed.template
        self.previewed = previewed
        self.notice.clear()
        self.keep.setVisible(template.name != self.usual)
        self.keep.setChecked(True)
        self.about.setText(" · ".join(filter(None, (t(FORMS[template.form]), template.note))))
        waiting = previewed.waiting
        self.figures.show_figures([
            Figure(t("In this file"), number(previewed.figure.families), rupiah(previewed.figure.rupiah)),
            Figure(t("Not in it"), number(waiting), t("they have no account there"),
                   Tone.ATTENTION if waiting else None),
            Figure(t("File of this list"), number(previewed.number), t("its number; each file has its own")),
        ])  # fmt: skip
        self.file.show_file(previewed)
        words = t("First {count} of {all} rows", count=number(len(previewed.shown.rows)),
                  all=number(previewed.figure.families))  # fmt: skip
        self.rows.setText(words.upper())
        write = Action(t("Write the file…"), self.choose_out, "file-export-outline", "Ctrl+S")
        self.head.offer([self.back, write])

    def _unshown(self, refused: Refused) -> None:
        """A template that cannot write these payments is said, and no file offered by it."""
        self.previewed = None
        self.offer()
        self.refused(refused)

    def _made(self, answer: Answer[MadeFile]) -> None:
        made = answer.value
        self.left.emit(
            self.t("File {number} for {payer}: {families} families, {rupiah}. It lies at {path}.", number=made.number,
                   payer=made.payer, families=number(made.figure.families), rupiah=rupiah(made.figure.rupiah),
                   path=made.path)
        )  # fmt: skip

    def _body(self) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        chosen = Card(parent=body, inside=Space.GROUP)
        row = QHBoxLayout()
        row.setSpacing(Space.GROUP)
        name = label(self.t("File template"), Role.LABEL)
        name.setBuddy(self.template)
        row.addWidget(name)
        row.addWidget(self.template)
        row.addWidget(self.keep)
        row.addStretch(1)
        chosen.column.addLayout(row)
        chosen.add(self.about)
        self.keep.hide()
        shown = Card(parent=body)
        self.rows = label("", Role.SECTION)
        shown.add(self.rows)
        shown.add(self.file, 1)
        column.addWidget(chosen)
        column.addWidget(self.figures)
        column.addWidget(shown, 1)
        return body
