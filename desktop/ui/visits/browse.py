"""List and detail of visits: the detail follows the selection once it rests."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import visits
from desktop.services.desk import Answer
from desktop.services.visits import VisitDetail
from desktop.ui.beside import Beside
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.detail import side_by_side
from desktop.ui.screen import Bench
from desktop.ui.visits.jobs import Complete
from desktop.ui.visits.listing import VisitList
from desktop.ui.visits.panel import Doings, VisitPanel


class Browse(QWidget):
    """`again_wanted` brings the id of a family to be visited again."""

    again_wanted = Signal(object)

    def __init__(self, bench: Bench, first_step: Action | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.t = bench.t
        may_enter = bench.desk.person.role is Role.OPERATOR
        self.listing = VisitList(bench, first_step, self)
        doings = Doings(self._complete if may_enter else None, self._again if may_enter else None, self._family)
        self.panel = VisitPanel(self.t, doings, self)
        self.beside = Beside(bench, self.panel, visits.open_visit, self.panel.show_detail, self)
        self.listing.chosen.connect(self.beside.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side(self.listing, self.panel, self, shares=(66, 34)))

    def refresh(self) -> None:
        self.listing.ask()
        if self.panel.detail is not None:
            self.beside.open()

    def show_visit(self, detail: VisitDetail) -> None:
        """Show a visit just entered, and the list with it."""
        self.beside.hold(detail.row.id)
        self.panel.show_detail(detail)
        self.listing.view.choose(detail.row.id)

    def _failed(self, refused: Refused) -> None:
        self.panel.say(self.bench.sentence(refused))

    def _complete(self) -> None:
        if self.beside.wanted is not None:
            work = Complete(self.bench.desk, self.beside.wanted)
            self.bench.runner.submit(work, self._completed, self._failed, lane=Lane.WRITE)

    def _completed(self, answer: Answer[VisitDetail]) -> None:
        if answer.value.row.id == self.beside.wanted:
            self.panel.show_detail(answer.value)
        self.bench.toast(self.t("Follow-up done: {name}", name=answer.value.row.caretaker), None)

    def _again(self) -> None:
        if self.panel.detail is not None:
            self.again_wanted.emit(self.panel.detail.row.household_id)

    def _family(self) -> None:
        if self.panel.detail is not None:
            self.bench.go("families", self.panel.detail.row.household_id)
