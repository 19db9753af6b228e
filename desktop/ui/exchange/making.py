"""A new package: for whom, about what, and what it will hold, before it is made."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.services.desk import Answer
from desktop.services.exchange import packing, registers
from desktop.services.exchange.packing import PackageRow
from desktop.services.exchange.registers import Pending
from desktop.ui.exchange import words
from desktop.ui.exchange.totals import Totals
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day, number
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage

WIDTH = 640


class MakePage(TaskPage):
    """`made` brings the id of the package. Making can be stopped in the foot: then nothing was made."""

    made = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(
            bench, t("New package"), t("All that changed since the receiver last said what it has"), parent
        )
        self.pending: Pending | None = None
        self.busy = False
        self.office = Combo(t("For which office"), parent=self)
        self.period = QLineEdit(self)
        self.totals = Totals(t, self)
        self.told = label("", Style.SECONDARY, self, wrap=True)
        self.fill(self._body())
        self.office.chosen.connect(self._count)
        self._dress()

    def begin(self) -> None:
        """Offer the offices that are trusted now."""
        self.notice.clear()
        self.pending = None
        self.period.clear()
        self._dress()
        self.bench.runner.submit(Ask(registers.offices, self.bench.desk), self._offer, self.refused)

    def take_focus(self) -> None:
        self.office.setFocus()

    def make(self) -> None:
        """Seal it and lay it into the outbox."""
        if self.pending is None or self.busy:
            return
        self.busy = True
        self._dress()
        work = Work(packing.make, self.bench.desk, self.pending.receiver, self.period.text().strip())
        title = self.t("Making the package for {office}", office=words.office(self.bench, self.pending.receiver))
        self.bench.runner.submit(work, self._made, self.refused, ended=self._ended, title=title, lane=Lane.WRITE)

    def _offer(self, offices: list[str]) -> None:
        self.office.offer([(code, words.office_with_code(self.bench, code)) for code in offices])
        self.office.setEnabled(bool(offices))
        if offices:
            self._count(self.office.value)
            return
        self.notice.say(
            self.t(
                "No office is trusted yet. Enter its key card under Office keys, and let a second person confirm it."
            ),
            Tone.ATTENTION,
        )

    def _count(self, office: object) -> None:
        self.pending = None
        self._dress()
        if office is not None:
            work = Ask(registers.pending, self.bench.desk, office)
            self.bench.runner.submit(work, self._counted, self.refused, newest="exchange.pending")

    def _counted(self, pending: Pending) -> None:
        t = self.t
        self.pending = pending
        self.totals.show_totals(pending.totals, pending.records)
        if pending.has is None:
            parts = [t("It has said nothing yet of what it has, so everything goes.")]
        else:
            since = full_day(t, self.bench.desk.local(pending.has).date())
            parts = [t("It has everything up to {day}; only what changed since goes.", day=since)]
        if pending.unanswered:
            parts.append(
                t.many(
                    "{shown} earlier package is not answered yet; this one holds it as well.",
                    "{shown} earlier packages are not answered yet; this one holds them as well.",
                    pending.unanswered, shown=number(pending.unanswered),
                )
            )  # fmt: skip
        self.told.setText(" ".join(parts))
        self._dress()

    def _made(self, answer: Answer[PackageRow]) -> None:
        row = answer.value
        self.made.emit(row.id)
        self.left.emit(
            self.t("Package {number} for {office} is made: {size}. Copy it to a stick now.", number=row.number,
                   office=words.office(self.bench, row.receiver), size=words.size(row.bytes))
        )  # fmt: skip

    def _ended(self) -> None:
        self.busy = False
        self._dress()

    def _dress(self) -> None:
        t, there = self.t, self.pending is not None
        for part in (self._will, self.totals, self.told):
            part.setVisible(there)
        if self.pending is not None:
            self._will.setText(t("Package {number} will hold", number=self.pending.number).upper())
        made = Action(t("Make the package"), self.make, "package-up", "Ctrl+S", enabled=there and not self.busy)
        self.head.offer([self.back, made])

    def _body(self) -> QWidget:
        t = self.t
        body = QWidget(self)
        card = Card(parent=body, inside=Space.EDGE)
        card.setFixedWidth(WIDTH)
        self.period.setMaxLength(40)
        self.period.setPlaceholderText(t("for instance 2019/1"))
        self.period.setAccessibleName(t("Period"))
        for name, part in ((t("For which office"), self.office), (t("Period"), self.period)):
            caption = label(name, Style.LABEL)
            caption.setBuddy(part)
            card.add(caption)
            card.add(part)
        self._will = label("", Style.SECTION)
        card.column.addSpacing(Space.WITHIN)
        for shown in (self._will, self.totals, self.told):
            card.add(shown)
        row = QHBoxLayout()
        row.addWidget(card)
        row.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addStretch(1)
        return body
