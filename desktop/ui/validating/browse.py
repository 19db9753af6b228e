"""List and explanation side by side: the explanation follows the selection once it rests."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.validating import explaining
from desktop.services.validating.explaining import Explanation
from desktop.services.validating.listing import EnrolmentRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.detail import side_by_side
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench
from desktop.ui.validating.listing import EnrolmentList
from desktop.ui.validating.panel import Doings, ExplanationPanel


class Browse(QWidget):
    """`record` and `change` act on the whole list, `record_one` and `enrol` on the family shown."""

    def __init__(
        self,
        bench: Bench,
        record: Callable[[], object] | None,
        change: Callable[[], object] | None,
        record_one: Callable[[], object] | None,
        enrol: Callable[[], object] | None,
    ) -> None:
        super().__init__()
        self.bench = bench
        self.listing = EnrolmentList(bench, record, change)
        self.panel = ExplanationPanel(bench.t, Doings(record_one, enrol, self._family))
        self._wanted: UUID | None = None
        self._rest = Rest(bench.runner, self._ask, self)
        self.listing.chosen.connect(self._chosen)
        self.listing.opened.connect(self._family)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side(self.listing, self.panel, shares=(60, 40)))

    def refresh(self) -> None:
        """Ask anew for the list, its counts and the family shown."""
        self.listing.refresh()
        if self.panel.shown is not None:
            self._ask()

    def _chosen(self, row: EnrolmentRow | None) -> None:
        self._rest.stop()
        self._wanted = row.id if row else None
        if row is None:
            self.panel.show_nothing()
        else:
            self.panel.show_row(row)
            self._rest.start()

    def _ask(self) -> None:
        if self._wanted is not None:
            work = Ask(explaining.explain, self.bench.desk, self._wanted)
            # It stands in the log, so it goes on the lane that writes.
            self.bench.runner.submit(work, self._show, self._failed, lane=Lane.WRITE, newest="validating.explain")

    def _show(self, found: Explanation) -> None:
        if found.enrolment == self._wanted:
            self.panel.show_explanation(found)

    def _failed(self, refused: Refused) -> None:
        self.panel.say(self.bench.sentence(refused))

    def _family(self) -> None:
        row = self.listing.view.row
        if isinstance(row, EnrolmentRow):
            self.bench.go("families", row.household_id)
