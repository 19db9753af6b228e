"""The pages of the family form behind the first: house and belongings, account and other aid, made when turned to."""

from datetime import date
from functools import cached_property, partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FieldProblem
from desktop.services.families.living import FamilyLiving
from desktop.ui.families.form import account_fields
from desktop.ui.families.form.housing import ON, HousingPage
from desktop.ui.families.form.support import AIDS, SupportPage
from desktop.ui.families.living_words import earlier_and_elsewhere
from desktop.ui.kit.block import Block
from desktop.ui.screen import Bench

HOUSING, SUPPORT = 1, 2
TABS = {ON: HOUSING, AIDS: SUPPORT, **dict.fromkeys(account_fields.NAMES, SUPPORT)}


class Behind(QObject):
    """How a family lives, as it stands on pages that exist only once somebody looked at them.

    `edited`: something was typed; `finished` brings the tab whose last field was passed.
    """

    edited = Signal()
    finished = Signal(int)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._living = FamilyLiving()
        self._facts = ""
        self.places = {HOUSING: QWidget(), SUPPORT: QWidget()}
        self._columns = {tab: QVBoxLayout(place) for tab, place in self.places.items()}
        for column in self._columns.values():
            column.setContentsMargins(0, 0, 0, 0)

    @cached_property
    def housing(self) -> HousingPage:
        made = HousingPage(self._bench.t, self._bench.shared.codes.book, self._columns[HOUSING])
        made.put(self._living.housing)
        made.edited.connect(self.edited)
        made.finished.connect(self._passed_housing)
        return made

    @cached_property
    def support(self) -> SupportPage:
        made = SupportPage(self._bench, self._columns[SUPPORT])
        made.put(self._living, self._facts)
        made.edited.connect(self.edited)
        made.finished.connect(self._passed_support)
        return made

    def show_page(self, tab: int) -> None:
        """Have the page of a tab made, where it is not there yet, once it is seen that the tab was turned to."""
        if tab in self.places:
            QTimer.singleShot(0, self, partial(self._page, tab))

    def put(self, living: FamilyLiving, opened: FamilyDetail | None) -> None:
        """Show a family; `opened` also tells what it had earlier and is known as elsewhere."""
        self._living = living
        book = self._bench.shared.codes.book
        self._facts = earlier_and_elsewhere(self._bench.t, book, opened) if opened else ""
        if self._made("housing"):
            self.housing.put(living.housing)
        if self._made("support"):
            self.support.put(living, self._facts)

    def read(self, today: date) -> FamilyLiving:
        """How the family lives as it stands here."""
        housing = self.housing.read(today) if self._made("housing") else self._living.housing
        living = FamilyLiving(self._living.place, self._living.account, housing, self._living.aids)
        return self.support.read(living, today) if self._made("support") else living

    def say(self, found: dict[str, FieldProblem]) -> None:
        """Show what looks wrong beside its field."""
        if self._made("housing"):
            self.housing.say(found)
        if self._made("support"):
            self.support.say(found)

    def stuck(self) -> tuple[int, Block] | None:
        """A field that cannot be read, and its tab."""
        for name, tab in (("housing", HOUSING), ("support", SUPPORT)):
            block = getattr(self, name).stuck() if self._made(name) else None
            if block is not None:
                return tab, block
        return None

    def go_to(self, name: str) -> None:
        """Put the cursor into a field of the page in view."""
        page = self._page(TABS[name])
        page.show()  # one that was just made comes into view by itself, but the cursor does not wait for it
        page.go_to(name)

    def label(self, name: str) -> str:
        if name == AIDS:
            return self._bench.t("Other aid")
        page = self.housing.page if TABS[name] == HOUSING else self.support.page
        return page.blocks[name].field.label

    def _page(self, tab: int) -> HousingPage | SupportPage:
        return self.housing if tab == HOUSING else self.support

    def _made(self, name: str) -> bool:
        return name in self.__dict__

    def _passed_housing(self) -> None:
        self.finished.emit(HOUSING)

    def _passed_support(self) -> None:
        self.finished.emit(SUPPORT)


def counts(living: FamilyLiving) -> tuple[int, int, int]:
    """How much stands behind each tab."""
    open_aids = [aid for aid in living.aids if aid.valid_to is None]
    return 0, len(living.housing.answers), bool(living.account.channel) + bool(living.place) + len(open_aids)
