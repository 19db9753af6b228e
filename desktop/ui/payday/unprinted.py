"""Families that were paid and whose receipt did not come out of the printer."""

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.payday.slips import Unprinted
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator


class UnprintedPage(TaskPage):
    """`wanted` asks for all of them to be printed."""

    wanted = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(
            bench, t("Receipts still to be printed"), t("These families are paid; only the paper is missing."), parent
        )
        self.model = TableModel(t, columns(t), attrgetter("payment_id"), self)
        self.view = TableView(self.model, t("Receipts still to be printed"))
        card = Card(inside=Space.GROUP)
        card.add(self.view, 1)
        self.fill(card)

    @property
    def back(self) -> Action:
        return Action(self.t("Back to the desk"), self.leave, "arrow-left")

    def show_rows(self, rows: Sequence[Unprinted]) -> None:
        self.model.replace(rows)
        self.head.offer(
            [self.back, Action(self.t("Print all"), self.wanted.emit, "printer-outline", "F9", enabled=bool(rows))]
        )

    def take_focus(self) -> None:
        self.head.buttons[-1].setFocus()


def columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Receipt"), attrgetter("receipt"), Kind.MONO, "KW-36.01-2019-000123"),
        Column(t("Caretaker"), attrgetter("name"), Kind.STRONG, "Siti Nurjanah", stretch=2),
        Column(t("Amount"), attrgetter("amount"), Kind.MONEY, "Rp1.750.000"),
        Column(
            t("Print"), _Begun(t), Kind.CHIP, max(t("Not sure it came out"), t("Not printed yet"), key=len), stretch=1
        ),
    )


class _Begun:
    def __init__(self, t: Translator) -> None:
        self._t = t

    def __call__(self, row: Unprinted) -> ChipValue:
        if row.begun:
            return ChipValue(self._t("Not sure it came out"), Tone.DANGER)
        return ChipValue(self._t("Not printed yet"), Tone.ATTENTION)
