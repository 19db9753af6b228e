"""Undoing an import: what would go back, what was built on it since, and the question with its reason."""

from collections import Counter
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.importing.built_on import BuiltOn
from desktop.services.importing.undoing import UndoPreview, UndoResult, refusal
from desktop.ui.families.intake.jobs import PreviewUndo, Undo
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.figure import Figure, Figures
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.wording import Translator
from desktop.wording.importing import BUILT


class UndoPage(QWidget):
    """`weighed`: it is known whether it can be undone; `undone` brings what came of it; `failed` a refusal."""

    weighed = Signal()
    undone = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.t = t = bench.t
        self.shown: UndoPreview | None = None
        self.notice = Notice()
        self.figures = Figures()
        self.model = TableModel(t, _columns(t), _key, self)
        self.view = TableView(self.model, t("Built on this import"), dense=True)
        self.card = Card(inside=Space.GROUP)
        self.counts = label("", Role.SECONDARY, wrap=True)
        self.card.add(label(t("Built on this import").upper(), Role.SECTION))
        self.card.add(self.counts)
        self.card.add(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        for part in (self.notice, self.figures):
            column.addWidget(part)
        column.addWidget(self.card, 3)
        column.addStretch(1)
        self.view.opened.connect(self._open)

    @property
    def possible(self) -> bool:
        return self.shown is not None and self.shown.possible

    @property
    def title(self) -> str:
        return "" if self.shown is None else self.t("Undo the import of {name}", name=self.shown.batch.file_name)

    def begin(self, batch: UUID) -> None:
        """Find out what undoing would do."""
        self.shown = None
        self.notice.clear()
        for part in (self.figures, self.card):
            part.hide()
        work = PreviewUndo(self.bench.desk, batch)
        self.bench.runner.submit(work, self._weigh, self._refused, newest="families.undo")

    def ask(self) -> None:
        """Ask for the reason, and whether it is meant."""
        if self.shown is None or not self.shown.possible:
            return
        t = self.t
        question = Question(
            t("Undo the import of {name}?", name=self.shown.batch.file_name),
            t("Nothing is deleted: every record keeps its history, and the file can be taken in again."),
            verb=t("Undo the import"),
            safe=t("Leave it"),
            reason=t("Why"),
            parent=self,
        )
        question.agreed.connect(self.undo)
        question.open()

    def undo(self, reason: str) -> None:
        if self.shown is not None:
            work = Undo(self.bench.desk, self.shown.batch.id, reason)
            title = self.t("Undoing {name}", name=self.shown.batch.file_name)
            self.bench.runner.submit(work, self._undone, self._refused, title=title, lane=Lane.WRITE)

    def _weigh(self, shown: UndoPreview) -> None:
        t, self.shown = self.t, shown
        self.figures.show_figures(figures(t, shown))
        self.figures.show()
        self.card.setVisible(bool(shown.built_total))
        self.counts.setText(counts(t, shown))
        self.model.replace(list(Counter(shown.built).items()))
        refused = refusal(self.bench.desk, shown.batch, shown.ground)
        if refused is None:
            self.notice.say(t("Nothing was built on this import, so it can be undone as a whole."), Tone.GOOD)
        else:
            self.notice.say(t.refusal(refused), Tone.ATTENTION)
        self.weighed.emit()

    def _undone(self, answer: Answer[UndoResult]) -> None:
        t, result = self.t, answer.value
        self.undone.emit(
            t(
                "The import of {name} is undone. Families in the office: {before} → {after}.",
                name=result.file_name,
                before=number(result.before.households),
                after=number(result.after.households),
            )
        )

    def _refused(self, refused: Refused) -> None:
        self.failed.emit(refused)

    def _open(self, row: object) -> None:
        if isinstance(row, tuple):
            self.bench.go("families", row[0].household)


def figures(t: Translator, shown: UndoPreview) -> list[Figure]:
    built = Tone.DANGER if shown.built_total else None
    return [
        Figure(t("Families that leave the lists"), number(shown.households), t("they came with this file")),
        Figure(t("Members withdrawn"), number(shown.members), t("they came with this file")),
        Figure(t("Records that go back"), number(shown.restored), t("to what they said before")),
        Figure(t("Built on it since"), number(shown.built_total), t("stands in the way") if built else "", built),
    ]


def counts(t: Translator, shown: UndoPreview) -> str:
    return "  ·  ".join(f"{t(BUILT.get(kind, kind))}: {number(count)}" for kind, count in shown.built_counts.items())


Listed: TypeAlias = tuple[BuiltOn, int]
"""What stands on a family, and how many of it."""


def _key(row: Listed) -> object:
    return row[0]


def _family(row: Listed) -> str:
    return row[0].family


def _village(row: Listed) -> str:
    return row[0].village


def _many(row: Listed) -> int:
    return row[1]


@dataclass(frozen=True, slots=True)
class _What:
    t: Translator

    def __call__(self, row: Listed) -> str:
        return self.t(BUILT.get(row[0].kind, row[0].kind))


def _columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column(t("What"), _What(t), Kind.STRONG, "Kepesertaan sudah melewati calon", stretch=1),
        Column(t("How many"), _many, Kind.NUMBER, "1.000"),
        Column(t("Family"), _family, sample="SITI NURHALIMAH PUTRI", stretch=1),
        Column(t("Village"), _village, sample="Karangbolong Wetan", stretch=1),
    )
