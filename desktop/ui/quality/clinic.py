"""Kinds left, faults right, and below them the one chosen."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.fault_kinds import FaultCode
from desktop.rules.terms import Role
from desktop.services.quality import doubting, listing
from desktop.services.quality.rows import FaultFilters, FaultRow, Overview, Reason
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.quality.deciding import Deciding
from desktop.ui.quality.faults import FaultTable
from desktop.ui.quality.jobs import Count, Offer, Villages
from desktop.ui.quality.kinds import KindList
from desktop.ui.quality.strip import Decisions, FaultStrip
from desktop.ui.quality.words import KindLine
from desktop.ui.screen import Bench


class Clinic(QWidget):
    """`counted` brings the figures whenever they were asked for anew."""

    counted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        may = bench.desk.person.role is Role.OPERATOR
        self.kinds = KindList(self.t, self)
        right = QWidget(self)
        self.table = FaultTable(bench, right)
        decisions = Decisions(self.let_stand, self.doubt_again) if may else None
        self.strip = FaultStrip(self.t, self._open, decisions, right)
        self.deciding = Deciding(bench, self)
        self._wanted: FaultCode | None = None  # asked for from elsewhere, before the figures are there
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.table, 1)
        column.addWidget(self.strip)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(side_by_side(self.kinds, right, self, shares=(36, 64), least=(320, 480)))
        self.kinds.turned.connect(self.ask)
        self.kinds.chosen.connect(self._kind)
        self.kinds.opened.connect(self.table.view.setFocus)
        self.table.narrowing.changed.connect(self.ask)
        self.table.narrowing.villages_wanted.connect(self._villages)
        self.table.chosen.connect(self._fault)
        self.table.opened.connect(self._open)
        self.deciding.refused.connect(self.table.fail)

    @property
    def filters(self) -> FaultFilters:
        """The list as it stands, for paper and workbook."""
        return replace(self.table.narrowing.filters(let_stand=self.kinds.let_stand), code=self.kinds.code)

    def begin(self) -> None:
        """Ask what one may narrow to."""
        self.bench.runner.submit(Offer(self.bench.desk), self.table.narrowing.offer)

    def ask(self) -> None:
        """Count anew; the list follows the figures."""
        work = Count(self.bench.desk, self.filters)
        self.bench.runner.submit(work, self._figures, newest="quality.count")

    def show_kind(self, code: FaultCode | None) -> None:
        """Show one kind, of everybody."""
        self._wanted = code
        self.kinds.state.choose(False)
        self.table.narrowing.widen()

    def let_stand(self) -> None:
        self.deciding.let_stand(self.strip.row)

    def doubt_again(self) -> None:
        self.deciding.doubt_again(self.strip.row)

    def _figures(self, seen: Overview) -> None:
        self.kinds.show_figures(seen)
        if self._wanted is not None:
            self.kinds.view.choose(self._wanted.value)
            self._wanted = None
        self._list()
        self.counted.emit(seen)

    def _kind(self, line: KindLine | None) -> None:
        if line is not None:
            self._list()

    def _list(self) -> None:
        line = self.kinds.view.row
        many = line.families if isinstance(line, KindLine) else 0
        self.table.say_found(self.t.many("{shown} family", "{shown} families", many, shown=number(many)))
        self.table.ask(self.filters)

    def _villages(self, district: str) -> None:
        work = Villages(self.bench.desk, district)
        self.bench.runner.submit(work, self.table.narrowing.offer_villages, newest="quality.villages")

    def _fault(self, row: FaultRow | None) -> None:
        self.strip.show_row(row)
        if row is not None and (row.stands or row.may_stand):
            ask = listing.reason if row.stands else doubting.doubted_again
            work = Ask(ask, self.bench.desk, row.family, row.code, row.about)
            self.bench.runner.submit(work, partial(self._reason, row), newest="quality.reason")

    def _reason(self, row: FaultRow, reason: Reason | None) -> None:
        if self.strip.row is row:
            self.strip.show_reason(reason)

    def _open(self, _: object = None) -> None:
        if self.strip.row is not None:
            self.bench.go("families", self.strip.row.family)
