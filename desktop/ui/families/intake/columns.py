"""What the columns of an unknown list mean: each heading with what stands below it, and a choice beside it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.importing.mapping import FileSeen, fields
from desktop.ui.families.intake.jobs import Look, SaveMap
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.wording.importing import FIELDS

_CHOICE_WIDTH = 280
_NAME_WIDTH = 320
_SAMPLE_WIDTH = 360


class ColumnsPage(QWidget):
    """`seen`: there are columns to ask about; `explained`: the name they are kept under; `failed`: a refusal."""

    seen = Signal()
    explained = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.t = t = bench.t
        self.notice = Notice()
        self.source = QLineEdit()
        self.source.setMaxLength(32)
        self.source.setFixedWidth(_NAME_WIDTH)
        self.source.setAccessibleName(t("Name of this source"))
        self.choices: dict[str, Combo] = {}
        self._card = Card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addLayout(self._named())
        column.addWidget(self._card, 1)
        self._column = column

    def begin(self, path: Path, refused: Refused) -> None:
        """Look at a file that was refused because nobody knows its headings; without any, it stays refused."""
        self.choices = {}
        otherwise = partial(self._unseen, refused)
        self.bench.runner.submit(Look(self.bench.desk, path), self._seen, otherwise, newest="families.columns")

    def save(self) -> None:
        """Remember what was said, then have the file read so."""
        said = {heading: str(combo.value) for heading, combo in self.choices.items()}
        work = SaveMap(self.bench.desk, self.source.text(), said)
        self.bench.runner.submit(work, self._saved, self._refused, lane=Lane.WRITE)

    def _seen(self, seen: FileSeen) -> None:
        t = self.t
        self.notice.say(
            t(
                "The headings of this file are not known. Say what each column means; the name and the No KK, or"
                " another number of the family, are needed. The program remembers it for the next file of this source."
            ),
            Tone.BRAND,
        )
        self.source.setText(seen.name)
        old, self._card = self._card, Card()
        self._column.replaceWidget(old, self._card)
        old.hide()
        old.deleteLater()
        self._card.add(label(t("Columns").upper(), Role.SECTION))
        self._card.add(Scroll(self._rows(seen)), 1)
        self.seen.emit()

    def _unseen(self, refused: Refused, _: Refused) -> None:
        self.failed.emit(refused)

    def _rows(self, seen: FileSeen) -> QWidget:
        t, body = self.t, QWidget()
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(Space.CARDS)
        grid.setVerticalSpacing(Space.WITHIN)
        grid.setColumnMinimumWidth(1, _SAMPLE_WIDTH)
        grid.setColumnStretch(3, 1)
        offered = [("", t("(not used)")), *((name, t(FIELDS[name])) for name in fields())]
        for row, column in enumerate(seen.columns):
            combo = Combo(column.heading, offered)
            combo.setMinimumWidth(_CHOICE_WIDTH)
            combo.choose(column.field)
            self.choices[column.heading] = combo
            grid.addWidget(label(column.heading, Role.STRONG), row, 0)
            grid.addWidget(label(" · ".join(column.samples), Role.SECONDARY), row, 1)
            grid.addWidget(combo, row, 2)
        grid.setRowStretch(len(seen.columns), 1)
        return body

    def _saved(self, answer: Answer[str]) -> None:
        self.explained.emit(answer.value)

    def _refused(self, refused: Refused) -> None:
        self.failed.emit(refused)

    def _named(self) -> QHBoxLayout:
        name = label(self.t("Name of this source"), Role.LABEL)
        name.setBuddy(self.source)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(name)
        row.addWidget(self.source)
        row.addStretch(1)
        return row
