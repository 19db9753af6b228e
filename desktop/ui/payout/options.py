"""What is printed and how: paper, how many to a page, which receipts; and the printer with its offset."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.services.families.finding import AreaChoice, villages
from desktop.services.money.printing import Wish
from desktop.services.money.rows import TrancheStatus
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.preview.offset import OffsetFields
from desktop.ui.kit.preview.outlet import printers
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import typed_number
from desktop.ui.payout.pressing import SIZES
from desktop.ui.screen import Bench


class Which(StrEnum):
    ALL = "all"
    NUMBERS = "numbers"
    PAGES = "pages"
    VILLAGE = "village"


class Options(Card):
    """`changed` comes whenever the paper would look different; `test_wanted` asks for the printer's test page."""

    changed = Signal()
    test_wanted = Signal(str, str)  # paper and printer

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        t = self.t
        sizes = [("a4", t("A4 (210 x 297 mm)")), ("f4", t("F4 (215 x 330 mm)"))]
        self.paper = Combo(t("Paper"), sizes)
        self.per_page = Combo(t("Receipts to a page"), [(3, "3"), (2, "2"), (1, "1")])
        self.which = Combo(
            t("Which receipts"),
            [
                (Which.ALL, t("All of the tranche")),
                (Which.NUMBERS, t("From number to number")),
                (Which.PAGES, t("From page to page")),
                (Which.VILLAGE, t("Those of one village")),
            ],
        )
        self.low, self.high = QLineEdit(), QLineEdit()
        self.district, self.village = Combo(t("District")), Combo(t("Village"))
        self.split = Check(t("One file for each village (PDF only)"))
        self.problem = label("", Role.PROBLEM, wrap=True)
        self.printer = Combo(t("Printer"), [(name, name) for name in printers()] or [("", t("No printer found"))])
        self.offset = OffsetFields(t, bench.preferences)
        self._lay_out()
        self._listen()
        self._show_kept()

    @property
    def printer_name(self) -> str:
        return str(self.printer.value or "")

    def show_status(self, status: TrancheStatus) -> None:
        districts = [(one.code, one.name) for one in status.districts]
        fresh = self.district.value is None
        self.district.offer(districts)
        if fresh and districts:
            self._ask_villages()

    def wish(self) -> Wish | None:
        """The wish as it stands; None while it makes no sense, and the problem says why."""
        which = self.which.value
        paper, per_page = str(self.paper.value), int(str(self.per_page.value))
        split = self.split.isChecked()
        self._say("")
        if which == Which.VILLAGE:
            village = self.village.value
            return Wish(paper, per_page, village_code=str(village)) if village else None
        if which == Which.ALL:
            return Wish(paper, per_page, split=split)
        low, high = typed_number(self.low.text()), typed_number(self.high.text())
        if low is None or high is None or not 1 <= low <= high:
            self._say(self.t("Type two whole numbers, the smaller one first."))
            return None
        if which == Which.PAGES:
            return Wish(paper, per_page, pages=(low, high), split=split)
        return Wish(paper, per_page, low, high, split=split)

    def _listen(self) -> None:
        for combo in (self.paper, self.per_page, self.village):
            combo.chosen.connect(self._changed)
        self.which.chosen.connect(self._which)
        self.district.chosen.connect(self._ask_villages)
        self.low.editingFinished.connect(self.changed)
        self.high.editingFinished.connect(self.changed)
        self.printer.chosen.connect(self._choose_printer)

    def _changed(self, _value: object) -> None:
        self.changed.emit()

    def _which(self, which: object) -> None:
        place = {Which.ALL: 0, Which.NUMBERS: 1, Which.PAGES: 1, Which.VILLAGE: 2}[Which(str(which))]
        self._ranges.setCurrentIndex(place)
        self._ranges.setVisible(place > 0)
        self.split.setVisible(which != Which.VILLAGE)
        if place == 1:
            self.low.setFocus()
        if place != 1 or (self.low.text() and self.high.text()):
            self.changed.emit()

    def _ask_villages(self, _code: object = None) -> None:
        work = Ask(villages, self.bench.desk, str(self.district.value))
        self.bench.runner.submit(work, self._show_villages, newest="receipts-villages")

    def _show_villages(self, rows: Sequence[AreaChoice]) -> None:
        self.village.offer([(one.code, one.name) for one in rows])
        if self.which.value == Which.VILLAGE:
            self.changed.emit()

    def _choose_printer(self, name: object) -> None:
        self.bench.preferences.change(printer=str(name))
        self.offset.show_printer(str(name))

    def _ask_test(self) -> None:
        self.test_wanted.emit(str(self.paper.value), self.printer_name)

    def _show_kept(self) -> None:
        """Begin with the paper and the printer this person usually takes."""
        if self.bench.preferences.personal.paper in SIZES:
            self.paper.choose(self.bench.preferences.personal.paper)
        kept = self.bench.preferences.personal.printer
        if kept in printers():
            self.printer.choose(kept)
        self.offset.show_printer(str(self.printer.value or ""))

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _lay_out(self) -> None:
        t = self.t
        self.section(t("Receipts"))
        self._field(t("Paper"), self.paper)
        self._field(t("Receipts to a page"), self.per_page)
        self._field(t("Which receipts"), self.which)
        self._ranges = QStackedWidget()
        self._ranges.addWidget(QWidget())
        self._ranges.addWidget(_pair((t("From"), self.low), (t("To"), self.high)))
        self._ranges.addWidget(_pair((t("District"), self.district), (t("Village"), self.village)))
        self._ranges.hide()
        self.add(self._ranges)
        self.add(self.problem)
        self.problem.hide()
        self.add(self.split)
        self.column.addSpacing(Space.WITHIN)
        self.section(t("Printer"))
        self.add(self.printer)
        self.add(self.offset)
        self.add(button(t("Print the test page…"), self._ask_test, icon="ruler-square"))
        self.column.addStretch(1)

    def _field(self, name: str, widget: QWidget) -> None:
        title = label(name, Role.LABEL)
        title.setBuddy(widget)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addWidget(title)
        column.addWidget(widget)
        self.add(holder)


def _pair(*fields: tuple[str, QWidget]) -> QWidget:
    """Two fields side by side, each under its name."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.GROUP)
    grid.setVerticalSpacing(Space.TINY)
    for place, (name, widget) in enumerate(fields):
        title = label(name, Role.LABEL)
        title.setBuddy(widget)
        widget.setAccessibleName(name)
        grid.addWidget(title, 0, place)
        grid.addWidget(widget, 1, place)
        grid.setColumnStretch(place, 1)
    return holder
