"""The first page of taking in a register: what may be taken in, and the template."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.ui.families.intake.earlier import Earlier
from desktop.ui.families.intake.jobs import Programmes, Template
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench

WIDTH = 620


class Start(QWidget):
    """What may be taken in, and the template for offices that have no register file yet."""

    def __init__(self, bench: Bench, choose: Callable[[], object]) -> None:
        super().__init__()
        self.bench = bench
        self.t = t = bench.t
        self.notice = Notice()
        self.programmes = Combo(t("Programme"))
        self._which = label(t("Programme of the new families"), Role.LABEL)
        self.choose = button(t("Choose a file…"), choose, kind=Kind.PRIMARY, icon="file-upload-outline")
        self.earlier = Earlier(bench)
        self.template = button(t("Save a template…"), self.choose_template, icon="file-download-outline")
        self._lay_out()
        bench.runner.submit(Programmes(bench.desk), self._offer)

    @property
    def programme(self) -> str | None:
        """Programme that new families become candidates of; None where the office runs one only."""
        return str(self.programmes.value) if self.programmes.count() > 1 else None

    def choose_template(self) -> None:
        start = str(documents() / "templat-keluarga.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, self.t("Save a template"), start, "Excel (*.xlsx)")
        if name:
            self.save_template(Path(name))

    def save_template(self, path: Path) -> None:
        """Write our own empty workbook."""
        self.bench.runner.submit(Template(path), self._written, self._failed)

    def _written(self, path: Path) -> None:
        self.notice.say(self.t("Saved: {path}", path=str(path)), Tone.GOOD)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _offer(self, codes: list[str]) -> None:
        self.programmes.offer([(code, code.capitalize()) for code in codes])
        for part in (self.programmes, self._which):
            part.setVisible(len(codes) > 1)

    def _lay_out(self) -> None:
        t = self.t
        card = Card(inside=Space.EDGE)
        card.setFixedWidth(WIDTH)
        card.add(label(t("Take in a register file"), Role.SUBTITLE))
        for sentence in (
            t("BDT 2015, DTKS, Regsosek 2022, SIAK, OpenSID, OpenDK, or our own template; as xlsx, xls, ods or text."),
            t("Of any other list you say once what its columns mean, and the program remembers."),
            t("First you see row by row what the file would do. Nothing is saved until you accept it."),
        ):
            card.add(label(sentence, wrap=True))
        card.add(self._which)
        card.add(self.programmes)
        card.column.addSpacing(Space.WITHIN)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.choose)
        row.addWidget(self.template)
        row.addStretch(1)
        card.column.addLayout(row)
        card.add(self.notice)
        self.programmes.hide()
        self._which.hide()
        column = QVBoxLayout(self)
        column.addStretch(1)
        # Between two stretches and not centred by a flag: a flag would give wrapped sentences one line's height.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(Space.CARDS)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.earlier)
        below.addStretch(1)
        column.addLayout(below, 3)
        column.addStretch(1)
