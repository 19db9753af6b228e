"""Villages on the left with what is missing in each; on the right the missing ones, and what was scanned just now."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.services.money.keys import TrancheKey
from desktop.services.payday import signed
from desktop.services.payday.signed import Missing, MissingRow, VillageSigned
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tabs import Tabs
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.paging import Paging
from desktop.ui.payday import signed_words as words
from desktop.ui.payday.signed_words import Scan
from desktop.ui.screen import Bench


class SignedTables(QWidget):
    """`counted` brings the figures of all villages, `family_wanted` the id of a household."""

    counted = Signal(object)
    failed = Signal(object)
    family_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        t = bench.t
        self.key: TrancheKey | None = None
        self._wanted: str | None = None
        self.villages = TableModel(t, words.village_columns(t), words.village_key, self)
        self.missing = TableModel(t, words.missing_columns(t), words.missing_key, self)
        self.scans = TableModel(t, words.scan_columns(t), words.scan_key, self)
        self.by_village = TableView(self.villages, t("Villages"), dense=True)
        self.missing_view = TableView(self.missing, t("Receipts that are missing"), dense=True)
        self.scan_view = TableView(self.scans, t("Scanned just now"), dense=True)
        self.tabs = Tabs([t("Not back yet"), t("Scanned just now")])
        self.empty = Empty("check-circle-outline")
        self.listed = Listed(self.missing_view, self.empty)
        self.place = label("", Role.STRONG)
        self.paging = Paging(bench.runner, self.missing, "signed.missing", self._shown, self.failed.emit)
        self._lay_out()
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.by_village.chosen.connect(self._list)
        self.missing_view.opened.connect(self._open)

    @property
    def village(self) -> str | None:
        """The code of the village in view; None is all of them."""
        row = self.by_village.row
        return row.code if isinstance(row, VillageSigned) and row.code != words.ALL else None

    def ask(self, key: TrancheKey) -> None:
        """Count the villages; what is missing follows."""
        self.key = key
        work = Ask(signed.villages, self.bench.desk, key)
        self.bench.runner.submit(work, self._counted, self.failed.emit, newest="signed.villages")

    def want(self, village: str | None) -> None:
        """Look at a village, or at all of them, as soon as they are counted."""
        self._wanted = words.ALL if village is None else village

    def show_scans(self, scans: list[Scan]) -> None:
        self.scans.replace(scans)
        self.scan_view.selectRow(0)

    def step(self, by: int) -> None:
        """One village up or down, without leaving the field."""
        rows = self.villages.rowCount()
        if rows:
            self.by_village.selectRow(min(max(0, self.by_village.currentIndex().row() + by), rows - 1))

    def type_into(self, field: QLineEdit) -> None:
        """A scan must not be lost because a list has the keyboard: what is typed there goes to the field."""
        for view in (self.by_village, self.missing_view, self.scan_view):
            view.installEventFilter(_Forward(field, view))

    def _counted(self, found: tuple[VillageSigned, ...]) -> None:
        everything = words.whole(found, self.t("All villages"))
        self.villages.replace([everything, *found] if found else [])
        if self._wanted is not None:
            self.by_village.choose(self._wanted)
            self._wanted = None
        self.counted.emit(everything)
        self._list()

    def _list(self, _: object = None) -> None:
        row = self.by_village.row
        if self.key is None or not isinstance(row, VillageSigned):
            self.missing.replace(())
            self._say_nothing()
            return
        t = self.t
        told = {"missing": number(row.missing.families), "paid": number(row.paid.families)}
        name = row.name or t("Without a village")
        self.place.setText(t("{place}: {missing} of {paid} are missing", place=name, **told))
        self.paging.ask(signed.missing, self.bench.desk, self.key, village=self.village)

    def _shown(self, page: Missing) -> None:
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self._say_nothing()

    def _say_nothing(self) -> None:
        self.listed.show_rows(False)
        if self.villages.rowCount():
            self.empty.say(self.t("Every receipt of what was paid here is back."))
        else:
            self.place.clear()
            self.empty.say(self.t("Nobody of this list was paid yet, so no receipt is awaited."))

    def _open(self, row: object) -> None:
        if isinstance(row, MissingRow):
            self.family_wanted.emit(row.household_id)

    def _lay_out(self) -> None:
        left, right = Card(inside=Space.GROUP), Card(inside=Space.GROUP)
        left.add(self.by_village, 1)
        left.add(label(self.t("↑ ↓ village · F3 list · F9 print · Enter opens the family"), Role.SECONDARY))
        self._pages = QStackedWidget()
        missing = QWidget()
        inside = QVBoxLayout(missing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.place)
        inside.addWidget(self.listed, 1)
        self._pages.addWidget(missing)
        self._pages.addWidget(self.scan_view)
        right.add(self.tabs)
        right.add(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side(left, right, shares=(46, 54), least=(360, 400)))


class _Forward(QObject):
    """Sends letters and digits typed into a list on to the field."""

    def __init__(self, field: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text().isprintable()
            and event.text().strip()
            and event.modifiers() in plain
        ):
            self._field.setFocus()
            self._field.insert(event.text())
            return True
        return super().eventFilter(watched, event)
