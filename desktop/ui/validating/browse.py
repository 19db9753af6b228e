"""List and explanation side by side: the explanation follows the selection once it rests."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.validating import explaining
from desktop.services.validating.listing import EnrolmentRow
from desktop.ui.beside import Beside
from desktop.ui.kit.detail import side_by_side
from desktop.ui.screen import Bench
from desktop.ui.validating.listing import EnrolmentList
from desktop.ui.validating.panel import Doings, ExplanationPanel


class Browse(QWidget):
    """`record` and `change` act on the whole list, `record_one`, `enrol` and `categorise` on the family shown."""

    def __init__(
        self,
        bench: Bench,
        record: Callable[[], object] | None,
        change: Callable[[], object] | None,
        record_one: Callable[[], object] | None,
        enrol: Callable[[], object] | None,
        categorise: Callable[[], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.bench = bench
        self.listing = EnrolmentList(bench, record, change, self)
        self.panel = ExplanationPanel(bench.t, Doings(record_one, enrol, self._family, categorise), self)
        self.beside = Beside(bench, self.panel, explaining.explain, self.panel.show_explanation, self)
        self.listing.chosen.connect(self.beside.follow)
        self.listing.opened.connect(self._family)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side(self.listing, self.panel, self, shares=(60, 40)))

    def refresh(self) -> None:
        """Ask anew for the list, its counts and the family shown."""
        self.listing.refresh()
        if self.panel.shown is not None:
            self.beside.open()

    def _family(self) -> None:
        row = self.listing.view.row
        if isinstance(row, EnrolmentRow):
            self.bench.go("families", row.household_id)
