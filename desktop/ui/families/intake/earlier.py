"""The imports accepted so far, below the first page: which file, when, how much, and the way to undo one."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.services.importing.batches import BatchRow
from desktop.ui.families.intake.jobs import Batches
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.wording import Translator

WIDTH = 860


class Earlier(Card):
    """`undo_wanted` brings the id of an import that somebody may want to take back."""

    undo_wanted = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(inside=Space.GROUP)
        self.bench = bench
        t = bench.t
        self.setFixedWidth(WIDTH)
        self.model = TableModel(t, _columns(bench), _key, self)
        self.view = TableView(self.model, t("Imports so far"), dense=True)
        self.undo = button(t("Undo…"), self._undo, icon="undo-variant")
        self.undo.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(label(t("Imports so far").upper(), Role.SECTION), 1)
        row.addWidget(self.undo)
        self.column.addLayout(row)
        self.add(self.view, 1)
        self.view.chosen.connect(self._weigh)
        self.view.opened.connect(self._open)
        self.hide()

    def ask(self) -> None:
        """Read the list again."""
        self.bench.runner.submit(Batches(self.bench.desk), self._show, newest="families.imports")

    def _show(self, rows: list[BatchRow]) -> None:
        self.model.replace(rows)
        self.setVisible(bool(rows))
        self._weigh(self.view.row)

    def _weigh(self, row: object) -> None:
        self.undo.setEnabled(isinstance(row, BatchRow) and not row.undone)

    def _undo(self) -> None:
        self._open(self.view.row)

    def _open(self, row: object) -> None:
        if isinstance(row, BatchRow) and not row.undone:
            self.undo_wanted.emit(row.id)


def _key(row: BatchRow) -> object:
    return row.id


@dataclass(frozen=True, slots=True)
class _Day:
    bench: Bench

    def __call__(self, row: BatchRow) -> object:
        return self.bench.desk.local(row.at).date()


@dataclass(frozen=True, slots=True)
class _State:
    t: Translator

    def __call__(self, row: BatchRow) -> ChipValue:
        return ChipValue(self.t("Undone"), Tone.NEUTRAL) if row.undone else ChipValue(self.t("Taken in"), Tone.GOOD)


def _file(row: BatchRow) -> str:
    return row.file_name


def _families(row: BatchRow) -> int:
    return row.households_new


def _members(row: BatchRow) -> int:
    return row.members_new


def _changed(row: BatchRow) -> int:
    return row.households_changed + row.members_changed


def _by(row: BatchRow) -> str:
    return row.by


def _columns(bench: Bench) -> tuple[Column, ...]:
    t = bench.t
    return (
        Column(t("Date"), _Day(bench), Kind.DATE),
        Column(t("File"), _file, Kind.STRONG, "penduduk_opendk.xlsx", stretch=2),
        Column(t("New families"), _families, Kind.NUMBER, "50.000"),
        Column(t("New members"), _members, Kind.NUMBER, "200.000"),
        Column(t("Changed"), _changed, Kind.NUMBER, "50.000"),
        Column(t("By"), _by, sample="Siti Operator", stretch=1),
        Column(t("State"), _State(t), Kind.CHIP, t("Taken in")),
    )
