"""The second person: types the fingerprint from the other office's paper, and the program says which group differs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.exchange import key_cards, trusting
from desktop.services.exchange.trusting import CardRow
from desktop.ui.exchange import words
from desktop.ui.exchange.groups import Groups
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage

WIDTH = 640


class ConfirmPage(TaskPage):
    """`confirmed` brings the id of the card."""

    confirmed = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, bench.t("Compare the fingerprint"), "", parent)
        self.row: CardRow | None = None
        self.busy = False
        self.groups = Groups(self.t, self)
        self.fill(self._body())
        self.groups.edited.connect(self._dress)
        self.groups.passed_last.connect(self.compare)
        self._dress()

    @property
    def dirty(self) -> bool:
        return bool(self.groups.typed.strip("-"))

    def begin(self, row: CardRow) -> None:
        t, self.row = self.t, row
        office = words.office_with_code(self.bench, row.office)
        self.head.say(t("Compare the fingerprint"), t("Card of {office}, entered by {name}", office=office,
                                                      name=row.proposed_by))  # fmt: skip
        self.notice.clear()
        self.groups.clear()
        self._dress()

    def take_focus(self) -> None:
        self.groups.fields[0].setFocus()

    def compare(self) -> None:
        """Compare in full; only what is the same in every letter is confirmed."""
        if self.row is None or self.busy or not self.groups.whole:
            return
        self.busy = True
        self._dress()
        work = Ask(key_cards.compare, self.bench.desk, self.row.id, self.groups.typed)
        self.bench.runner.submit(work, self._compared, self._failed)

    def _compared(self, wrong: tuple[int, ...]) -> None:
        t = self.t
        self.groups.mark(wrong)
        if self.row is None or wrong:
            self.busy = False
            named = ", ".join(map(str, wrong))
            told = t.many(
                "Group {named} differs. Compare it once more with the paper; if it stays so, this is not the card of "
                "that office: do not confirm it.",
                "Groups {named} differ. Compare them once more with the paper; if it stays so, this is not the card of "
                "that office: do not confirm it.", len(wrong), named=named,
            )  # fmt: skip
            self.notice.say(told, Tone.DANGER)
            self._dress()
            return
        work = Ask(trusting.confirm, self.bench.desk, self.row.id, self.groups.typed)
        self.bench.runner.submit(work, self._confirmed, self._failed, lane=Lane.WRITE)

    def _confirmed(self, answer: Answer[CardRow]) -> None:
        self.busy = False
        row = answer.value
        self.groups.clear()
        self.confirmed.emit(row.id)
        self.left.emit(self.t("{office} is trusted now. Packages can be sent to it and taken in from it.",
                              office=words.office(self.bench, row.office)))  # fmt: skip

    def _failed(self, refused: Refused) -> None:
        self.busy = False
        self._dress()
        self.refused(refused)

    def _dress(self) -> None:
        ready = self.groups.whole and not self.busy
        compare = Action(self.t("Compare and confirm"), self.compare, "check-decagram-outline", "Ctrl+S", enabled=ready)
        self.head.offer([self.back, compare])

    def _body(self) -> QWidget:
        t = self.t
        body = QWidget(self)
        card = Card(parent=body, inside=Space.EDGE)
        card.setFixedWidth(WIDTH)
        card.add(label(t("Take the paper of the other office, not this screen and not the file, and type its five"
                         " groups. All twenty letters have to be the same."), wrap=True))  # fmt: skip
        card.column.addSpacing(Space.WITHIN)
        card.add(self.groups)
        card.column.addSpacing(Space.WITHIN)
        card.add(label(t("O and 0, I and 1 are read as the same. Small and capital letters make no difference."),
                       Style.SECONDARY, wrap=True))  # fmt: skip
        across = QHBoxLayout()
        across.addWidget(card)
        across.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(across)
        column.addStretch(1)
        return body
