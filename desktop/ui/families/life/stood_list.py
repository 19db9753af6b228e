"""All families as they stood on a day: read on a worker, shown page by page, its figures beside those of now."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.families.finding import By, FamilyListRow
from desktop.services.life.standing import StoodList
from desktop.ui.families.columns import columns, key
from desktop.ui.families.life.jobs import ReadList
from desktop.ui.jobs.job import Job
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.head import Head
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day, number, typed_day
from desktop.ui.screen import Bench
from desktop.wording import Translator
from desktop.wording.terms import ENROLMENT

PAGE = 200


class StoodListPage(QWidget):
    """`left`: back to the list of now; `opened` brings the family whose history is wanted."""

    left = Signal()
    opened = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        t = bench.t
        self.found: StoodList | None = None
        self.job: Job | None = None
        self._rows: Sequence[FamilyListRow] = ()
        self._query = 0
        self.head = Head(t("Families on a day"), t("The list as the register held it at the end of a day."))
        self.notice = Notice()
        self.day = QLineEdit()
        self.figures = label("", Role.SECONDARY, wrap=True)
        self.model = TableModel(t, columns(t), key, self)
        self.view = TableView(self.model, t("Families on a day"))
        self.empty = Empty("history")
        self.listed = Listed(self.view, self.empty)
        self._lay_out()
        self.model.page_wanted.connect(self._more)
        self.model.sort_wanted.connect(self._sort)
        self.view.opened.connect(self._open)

    def begin(self) -> None:
        """Come into view with today typed; nothing is read until a day is asked for."""
        if self.found is None:
            self.day.setText(f"{self.bench.desk.today():%d/%m/%Y}")
            self.notice.clear()
            self._show_no_day()
        self.day.setFocus()
        self.day.selectAll()

    def look(self) -> None:
        """Read the list of the day typed."""
        day = typed_day(self.day.text())
        if day is None:
            self._stop()
            self._show_no_day()
            self.notice.say(self.t("This is not a date. Type day, month and year, for example 17/08/1985."))
            return
        self.notice.clear()
        self._query = self.model.begin()
        title = self.t("Reading the list of {day}", day=full_day(self.t, day))
        work = ReadList(self.bench.desk, day)
        self.job = self.bench.runner.submit(work, self._show, self._refused, title=title, newest="families.stood")

    def leave(self) -> None:
        self._stop()
        self.left.emit()

    def _stop(self) -> None:
        if self.job is not None:
            self.bench.runner.cancel(self.job)
            self.job = None

    def _show_no_day(self) -> None:
        """Take away what is shown: it would stand below a day that it is not of."""
        self.found, self._rows = None, ()
        self._query = self.model.begin()
        self._refill()
        self.head.say(self.t("Families on a day"), self.head.context)
        self.figures.clear()
        self.empty.say(self.t("Type a day and press Enter."))
        self.listed.show_rows(there=False)

    def _show(self, found: StoodList) -> None:
        if self.job is None:
            return  # the page was left, or no day typed, just as the answer came
        self.job = None
        self.found, self._rows = found, found.rows
        self._refill()
        self.head.say(self.t("Families on {day}", day=full_day(self.t, found.on)), self.head.context)
        self.figures.setText(figures(self.t, found))
        self.listed.show_rows(bool(found.rows))
        if not found.rows:
            self.empty.say(self._why_empty(found.begins))

    def _why_empty(self, begins: date | None) -> str:
        t = self.t
        if begins is None:
            return t("No family was in the register on this day.")
        return t(
            "No family was in the register on this day. This office keeps its history since {day}.",
            day=full_day(t, begins),
        )

    def _refill(self) -> None:
        self.model.replace(self._rows[:PAGE], more=len(self._rows) > PAGE, query=self._query)

    def _more(self, query: int, offset: int) -> None:
        page = self._rows[offset : offset + PAGE]
        self.model.extend(page, more=offset + PAGE < len(self._rows), query=query)

    def _sort(self, name: str, descending: bool) -> None:
        if self.found is not None:
            self._rows = sorted(self.found.rows, key=ORDERS[By(name)], reverse=descending)
            self._query = self.model.begin()
            self._refill()

    def _open(self, row: FamilyListRow) -> None:
        self.opened.emit(row)

    def _refused(self, refused: Refused) -> None:
        self.job = None
        self._show_no_day()
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        t = self.t
        self.head.offer([Action(t("Back"), self.leave, "arrow-left", "Esc")], primary=False)
        self.day.setAccessibleName(t("As it stood on"))
        self.day.setMaximumWidth(130)
        self.day.returnPressed.connect(self.look)
        asked = QHBoxLayout()
        asked.addWidget(label(t("As it stood on"), Role.LABEL))
        asked.addWidget(self.day)
        asked.addWidget(button(t("Show"), self.look, icon="history"))
        asked.addStretch(1)
        card = Card()
        card.column.addLayout(asked)
        card.add(self.listed, 1)
        card.add(self.figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(card, 1)


def figures(t: Translator, found: StoodList) -> str:
    """Families, people and states of the day, and how many came and left since."""
    parts = [
        t.many("{shown} family", "{shown} families", len(found.rows), shown=number(len(found.rows))),
        t("{count} people", count=number(found.people)),
    ]
    parts += [f"{t(ENROLMENT.get(status, status))} {number(many)}" for status, many in sorted(found.by_status.items())]
    parts.append(t("{came} came since, {gone} left since", came=number(found.came), gone=number(found.gone)))
    return "  ·  ".join(parts)


def _by_name(row: FamilyListRow) -> tuple[str, bytes]:
    return row.caretaker_name.casefold(), row.id.bytes


def _by_place(row: FamilyListRow) -> tuple[str, str, str]:
    return row.village.casefold(), row.district, row.caretaker_name


def _by_members(row: FamilyListRow) -> tuple[int, str]:
    return row.members, row.caretaker_name


ORDERS = {By.NAME: _by_name, By.PLACE: _by_place, By.MEMBERS: _by_members}
