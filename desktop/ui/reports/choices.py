"""Which report of which list and village; minutes and statements also take a number, a day, a place and witnesses."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.money.keys import TrancheKey
from desktop.services.reports.choosing import ListChoice, PlaceChoice
from desktop.services.reports.kinds import TEXTS, WHOLE, Formal, Kind, Wish
from desktop.ui.kit.button import button
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.editors import DateEditor, TextEditor, Unreadable
from desktop.ui.kit.fields import Field
from desktop.ui.kit.fields import Kind as FieldKind
from desktop.ui.kit.tokens import Space
from desktop.wording import N_, Translator

KINDS = {
    Kind.REALISATION: N_("Realisation by village and district"),
    Kind.QUOTAS: N_("Decree, quotas and list compared"),
    Kind.NOMINATIVE: N_("List of receivers to be signed"),
    Kind.MINUTES: N_("Minutes of the pay-out"),
    Kind.STATEMENT: N_("Statement of full responsibility (SPTJM)"),
    Kind.UNPAID: N_("Who did not collect, with reasons"),
    Kind.ATTENDANCE: N_("Attendance list"),
    Kind.ADDRESSES: N_("Payments by name and address (BNBA)"),
    Kind.RETURNS: N_("What went back to the treasury"),
    Kind.YEAR: N_("The whole year"),
}
PAPERS = (("a4", "A4"), ("f4", "F4"))
WIDTHS = {"kind": 330, "key": 300, "village": 260, "paper": 80}
BETWEEN = ";"
LONGEST = 120


class Choices(QWidget):
    """`changed`: another report is wanted. `list_chosen` brings the list whose villages shall be offered."""

    changed = Signal()
    list_chosen = Signal(object)

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self._lists: dict[TrancheKey, ListChoice] = {}
        self.kind = self._combo("kind", t("Which report"), [(kind, t(KINDS[kind])) for kind in KINDS])
        self.key = self._combo("key", t("Which list"), [])
        self.village = self._combo("village", t("Which village"), [("", t("All villages"))])
        self.paper = self._combo("paper", t("Paper"), list(PAPERS))
        self.number = self._typed("number", t("Number of the paper"), 170)
        self.day = DateEditor(t, Field("on", t("Day"), FieldKind.DATE), self)
        self.place = self._typed("place", t("Where it was"), 230)
        self.witnesses = self._typed("witnesses", t("Witnesses: name, office; name, office"), 330)
        self.day.setPlaceholderText(t("Day"))
        self.day.setAccessibleName(t("Day"))
        self.day.setFixedWidth(130)
        self.again = button(t("Make again"), self.changed.emit, icon="refresh", parent=self)
        self.formal = QWidget(self)
        self._lay_out()
        self.kind.chosen.connect(self._kind_chosen)
        self.key.chosen.connect(self._key_chosen)
        for one in (self.village, self.paper):
            one.chosen.connect(self._chosen)

    @property
    def wish(self) -> Wish | None:
        """What is chosen; None while there is no list. Ask `complaint` first."""
        key = self.key.value
        if not isinstance(key, TrancheKey):
            return None
        kind, size = Kind(str(self.kind.value)), str(self.paper.value)
        if kind is Kind.YEAR:
            return Wish(kind, year=key.year, programme=key.programme, paper=size)
        formal = self._formal() if kind in TEXTS else Formal()
        village = "" if kind in WHOLE else str(self.village.value or "")
        return Wish(kind, key, village=village, paper=size, formal=formal)

    def offer_lists(self, found: Sequence[ListChoice]) -> None:
        """Offer the lists that were drafted; the first is chosen where none was."""
        before = self.key.value
        self._lists = {one.key: one for one in found}
        self.key.offer([(one.key, self._named(one)) for one in found])
        if self.key.value != before:
            self.list_chosen.emit(self.key.value)

    def offer_places(self, found: Sequence[PlaceChoice]) -> None:
        """Offer the villages of the list in view; one that is not in it is chosen no more."""
        words = [(one.code, self.t("{village}, {district}", village=one.name, district=one.district)) for one in found]
        self.village.offer([("", self.t("All villages")), *words])

    @property
    def complaint(self) -> str:
        """The sentence for a day that cannot be read, where a day is asked at all."""
        try:
            self.day.read()
        except Unreadable as unreadable:
            return "" if self.formal.isHidden() else str(unreadable)
        return ""

    def _formal(self) -> Formal:
        try:
            on = self.day.read()
        except Unreadable:
            on = None
        witnesses = tuple(one.strip() for one in self.witnesses.text().split(BETWEEN) if one.strip())
        day = on if isinstance(on, date) else None
        number = "" if self.kind.value == Kind.MINUTES else self.number.text().strip()
        return Formal(number, day, self.place.text().strip(), witnesses)

    def _named(self, one: ListChoice) -> str:
        key = one.key
        later = self.t(", later list {number}", number=key.supplement) if key.supplement else ""
        return self.t("{programme}, tranche {number}", programme=one.programme_name, number=key.number) + later

    def _combo(self, name: str, title: str, choices: list[tuple[object, str]]) -> Combo:
        made = Combo(title, choices, self)
        made.setFixedWidth(WIDTHS[name])
        return made

    def _typed(self, name: str, title: str, width: int) -> TextEditor:
        made = TextEditor(self.t, Field(name, title, length=LONGEST), self)
        made.setPlaceholderText(title)
        made.setAccessibleName(title)
        made.setToolTip(title)
        made.setFixedWidth(width)
        return made

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout(self.formal)
        for one in (self.kind, self.key, self.village, self.paper):
            first.addWidget(one)
        for field in (self.number, self.day, self.place, self.witnesses, self.again):
            second.addWidget(field)
        second.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addLayout(first)
        column.addWidget(self.formal)
        self.formal.hide()

    def _kind_chosen(self, kind: object) -> None:
        self.formal.setVisible(Kind(str(kind)) in TEXTS)
        self.village.setEnabled(kind not in WHOLE)
        self.number.setVisible(kind != Kind.MINUTES)  # theirs comes from the register of letters
        self.changed.emit()

    def _key_chosen(self, key: object) -> None:
        self.list_chosen.emit(key)
        self.changed.emit()

    def _chosen(self, _: object) -> None:
        self.changed.emit()
