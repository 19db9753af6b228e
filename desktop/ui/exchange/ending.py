"""Ending a card: why it is believed no more, and the last package that still is."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.desk import Answer
from desktop.services.exchange import trusting
from desktop.services.exchange.trusting import CardRow, Trust
from desktop.ui.exchange import words
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage

WIDTH = 640


class EndPage(TaskPage):
    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(bench, t("End a card"), "", parent)
        self.row: CardRow | None = None
        reason = Field("reason", t("Why it is ended"), required=True, length=200,
                       help=t("For instance: the PC was stolen on 3 May; reported by letter 440/17"))  # fmt: skip
        told = t("Its number, as the other office says. Left empty, nothing of this key is believed.")
        last = Field("last", t("Last package still believed"), Kind.NUMBER, help=told)
        self.form = Form(t, [Group("", [reason, last], columns=1, plain=True)], save=t("End the card"), snug=True,
                         parent=self)  # fmt: skip
        self.warning = Notice(self)
        self.form.submitted.connect(self._end)
        self.fill(self._body())

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def begin(self, row: CardRow) -> None:
        t, self.row = self.t, row
        self.head.say(t("End a card"), t("Of {office}", office=words.office_with_code(self.bench, row.office)))
        self.notice.clear()
        self.warning.say(
            t("Nothing can be sent to this office until a new card of it is entered and confirmed. This cannot be "
              "undone."), Tone.ATTENTION,
        )  # fmt: skip
        self.form.set_values({})

    def take_focus(self) -> None:
        self.form.go_to("reason")

    def _end(self, values: dict[str, object]) -> None:
        if self.row is None:
            return
        self.form.set_busy(True)
        work = Ask(trusting.end, self.bench.desk, self.row.id, values["reason"], values["last"])
        self.bench.runner.submit(work, self._ended, self.refused, ended=self._free, lane=Lane.WRITE)

    def _free(self) -> None:
        self.form.set_busy(False)

    def _ended(self, answer: Answer[CardRow]) -> None:
        self.form.set_values({})
        office = words.office(self.bench, answer.value.office)
        if answer.value.trust is Trust.ENDING:
            self.left.emit(
                self.t("Nothing of {office} is taken in now. Another person ends its card too.", office=office)
            )
        else:
            self.left.emit(self.t("The card of {office} is ended. Ask for its new one.", office=office))

    def _body(self) -> QWidget:
        body = QWidget(self)
        card = Card(parent=body, inside=Space.EDGE)
        card.setFixedWidth(WIDTH)
        card.add(self.warning)
        card.add(self.form)
        across = QHBoxLayout()
        across.addWidget(card)
        across.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(across)
        column.addStretch(1)
        return body
