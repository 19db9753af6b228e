"""Decree, quota and list of a tranche beside each other, area by area, what differs first."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.money import Figure
from desktop.services.money import quotas
from desktop.services.money.quotas import Compared, NamedLine, full_name
from desktop.services.money.rows import TrancheStatus
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import label, repolish
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.payout.quota_rows import difference_chip
from desktop.ui.screen import Bench
from desktop.wording import Translator


class Comparing(QWidget):
    """`entry_wanted` asks for the page where the quotas of a tranche are entered."""

    entry_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.found: Compared | None = None
        self.said = label("", wrap=True)
        self.model = TableModel(self.t, columns(self.t), _key, self)
        self.view = TableView(self.model, self.t("Decree and list"), self, dense=True)
        self.empty = Empty("scale-balance")
        self.listed = Listed(self.view, self.empty, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.WITHIN, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addWidget(self.said)
        column.addWidget(self.listed, 1)

    def show_tranche(self, found: TrancheStatus) -> None:
        work = Ask(quotas.compare, self.bench.desk, found.row.key)
        self.bench.runner.submit(work, self._show, self._refused, newest="payout.comparing")

    def _show(self, found: Compared) -> None:
        t = self.t
        self.found = found
        self.model.replace(found.lines)
        self.listed.show_rows(bool(found.lines))
        self.said.setText(verdict(t, found))
        repolish(self.said, "role", "danger" if found.over else "secondary")
        self.said.setVisible(bool(found.lines))
        if not found.number:
            self.empty.say(t("The list has no decree yet, so there is nothing to compare it with."))
        else:
            step = (
                Action(t("Enter the quotas…"), partial(self.entry_wanted.emit, found.key)) if found.may_change else None
            )
            self.empty.say(t("No quotas by area are entered: only the totals of decree and list are compared."), step)

    def _refused(self, refused: Refused) -> None:
        self.model.replace(())
        self.listed.show_rows(False)
        self.empty.say(self.bench.sentence(refused))


def verdict(t: Translator, found: Compared) -> str:
    """How many areas agree, and whether one of them stops the approval."""
    count = len(found.lines)
    if found.over:
        return t.many("{shown} area holds more than its quota: the list cannot be approved so.",
                      "{shown} areas hold more than their quota: the list cannot be approved so.",
                      found.over, shown=number(found.over))  # fmt: skip
    if found.differing:
        return t.many("{shown} area differs from its quota.", "{shown} areas differ from their quota.",
                      found.differing, shown=number(found.differing))  # fmt: skip
    return t.many("{shown} area, as the decree grants.", "{shown} areas, each as the decree grants.",
                  count, shown=number(count))  # fmt: skip


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("Area"), full_name, Kind.STRONG, "Sindangresmi, Cikeusik", stretch=2),
        Column(t("Quota"), partial(_families, "granted"), Kind.NUMBER, "12.688", stretch=1),
        Column(t("On the list"), partial(_families, "listed"), Kind.NUMBER, "12.688", stretch=1),
        Column(t("Quota: rupiah"), partial(_money, "granted"), Kind.MONEY, "Rp12.688.000.000", stretch=1),
        Column(t("List: rupiah"), partial(_money, "listed"), Kind.MONEY, "Rp12.688.000.000", stretch=1),
        Column(t("Off the quota"), partial(_chip, t), Kind.CHIP, t("{count} too many", count="1.000"), stretch=1),
    ]


def _key(row: NamedLine) -> str:
    return row.line.area


def _families(part: str, row: NamedLine) -> int:
    figure: Figure = getattr(row.line, part)
    return figure.families


def _money(part: str, row: NamedLine) -> int:
    figure: Figure = getattr(row.line, part)
    return figure.rupiah


def _chip(t: Translator, row: NamedLine) -> ChipValue:
    if not row.line.named:
        return ChipValue(t("No quota"), Tone.DANGER)
    return difference_chip(t, row.line.difference)
