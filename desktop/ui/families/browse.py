"""List and detail of families: the detail follows the selection once it rests."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.finding import FamilyListRow
from desktop.ui.families.jobs import Open, Unmask
from desktop.ui.families.listing import FamilyList
from desktop.ui.families.panel import Doings, FamilyPanel
from desktop.ui.families.panel_living import LivingParts
from desktop.ui.families.photographs import PhotoStrip
from desktop.ui.families.seeking import Seeker
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.detail import side_by_side
from desktop.ui.list_history import ListHistory
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench


class Browse(QWidget):
    """`edit_begun`: a family will be read to be changed; `edit_wanted` brings it as opened, its numbers whole."""

    edit_begun = Signal()
    edit_wanted = Signal(object)

    def __init__(self, bench: Bench, first_step: Action | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.may_edit = bench.desk.person.role is Role.OPERATOR
        self._wanted: UUID | None = None
        self.listing = FamilyList(bench, first_step, self)
        self.seeker = Seeker(bench, self.listing, self._named)
        edit = self.edit if self.may_edit else None
        doings = Doings(edit, self._visits, self._letters, self._unmask)
        parts = PhotoStrip(bench), ListHistory(bench), LivingParts(bench.shared)
        self.panel = FamilyPanel(bench.t, doings, *parts, self)
        self._rest = Rest(bench.runner, self._open, self)
        # Who types on looks at no family yet: opening one would hold up the rows, and stand in the log.
        self.listing.narrowing.search.textChanged.connect(self._rest.again)
        self.listing.chosen.connect(self._chosen)
        self.listing.opened.connect(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side(self.listing, self.panel, self))

    def show_family(self, family: UUID) -> None:
        """Show one family, whether or not the list holds it now."""
        self._wanted = family
        self.seeker.seek(family)
        self._open()

    def refresh(self) -> None:
        """Read list and family shown anew, for something was changed; it stays chosen, however far down it stands."""
        self.seeker.seek(self._wanted)
        if self.panel.detail is not None and self._wanted is not None:
            self._open()

    def edit(self) -> None:
        """Open the family shown for changing."""
        if self.may_edit and self._wanted is not None:
            self._rest.stop()  # else the opening that rests would come after and take the place of this one
            self.edit_begun.emit()
            self._submit(Unmask(self.bench.desk, self._wanted), self._edit)

    def _chosen(self, row: FamilyListRow | None) -> None:
        if self.seeker.seeks:
            return  # the list comes anew; its first row is not what was asked for
        if row is None:
            self._rest.stop()
            self._wanted = None
            self.panel.show_nothing()
            return
        if row.id == self._wanted and self.panel.detail is not None:
            return
        self._wanted = row.id
        self.panel.show_row(row)
        self._rest.start()

    def _open(self) -> None:
        self._rest.stop()
        if self._wanted is not None:
            self._submit(Open(self.bench.desk, self._wanted), self._show)

    def _unmask(self) -> None:
        if self._wanted is not None:
            self._rest.stop()
            self._submit(Unmask(self.bench.desk, self._wanted), self._show_whole)

    def _show(self, detail: FamilyDetail) -> None:
        if detail.id == self._wanted:
            self.panel.show_detail(detail)

    def _show_whole(self, detail: FamilyDetail) -> None:
        if detail.id == self._wanted:
            self.panel.show_detail(detail, whole=True)

    def _edit(self, detail: FamilyDetail) -> None:
        self._show(detail)
        self.edit_wanted.emit(detail)

    def _failed(self, refused: Refused) -> None:
        self.panel.say(self.bench.sentence(refused))

    def _named(self) -> str:
        shown = self.panel.detail
        if shown is None:
            return ""
        return (shown.caretaker or shown.fields.members[0]).name

    def _visits(self) -> None:
        self.bench.go("visits", self._wanted)

    def _letters(self) -> None:
        self.bench.go("letters", self._wanted)

    def _submit(self, work: Open | Unmask, done: Callable[[FamilyDetail], None]) -> None:
        self.bench.runner.submit(work, done, self._failed, lane=Lane.WRITE, newest="families.open")
