"""Finds the row of a family that is shown, however far down the list; says so where the list does not hold it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from desktop.services.families.finding import Filters
from desktop.ui.families.jobs import Seek, Sought
from desktop.ui.families.listing import FamilyList
from desktop.ui.kit.button import Action
from desktop.ui.kit.tokens import Tone
from desktop.ui.screen import Bench


class Seeker(QObject):
    """While it seeks, the row that is chosen is nobody's choice."""

    def __init__(self, bench: Bench, listing: FamilyList, named: Callable[[], str]) -> None:
        """`named` tells by which name the family shown can be found."""
        super().__init__(listing)
        self._bench, self._listing, self._named = bench, listing, named
        self._sought: UUID | None = None
        listing.answered.connect(self._look)

    @property
    def seeks(self) -> bool:
        return self._sought is not None

    def seek(self, family: UUID | None) -> None:
        """Read the list anew and choose the row of a family: it may have come elsewhere, or just now."""
        self._sought = family
        if family is not None:
            self._listing.view.choose(family)
        self._listing.ask()

    def _look(self) -> None:
        sought = self._sought
        if sought is not None and not self._listing.view.choose(sought):
            self._choose_none()
            work = Seek(self._bench.desk, sought, self._listing.asked)
            self._bench.runner.submit(work, self._show, newest="families.seek")
        self._sought = None

    def _show(self, sought: Sought) -> None:
        if sought.asked != self._listing.asked or self._listing.view.row is not None:
            return  # something else was asked for or chosen meanwhile
        if not sought.there:
            self._say(sought)
            return
        waits, self._sought = self._sought, sought.family
        self._listing.paging.put(sought.page)
        self._listing.view.choose(sought.family)
        self._sought = waits

    def _say(self, sought: Sought) -> None:
        t, narrowing = self._bench.t, self._listing.narrowing
        if sought.page.following is not None:
            sentence, step = t("The family shown stands further down the list."), t("Find it in the list")
            words = self._named
        elif narrowing.narrow:
            sentence = t("What is typed or chosen above hides the family that is shown.")
            step, words = t("Show all families"), str
        else:
            return  # it left the register: it is in no list
        self._listing.notice.say(sentence, Tone.BRAND, Action(step, partial(self.find, sought.family, words)))

    def find(self, family: UUID, words: Callable[[], str]) -> None:
        """Drop what narrows the list, or type a name that does, and choose the row of a family."""
        self._sought = family
        self._listing.narrowing.narrow_to(words(), Filters())

    def _choose_none(self) -> None:
        """What is shown is of none of the rows; any of them can be chosen after it, the first one too."""
        rows = self._listing.view.selectionModel()
        rows.clearCurrentIndex()  # before the selection, whose change is what the view tells
        rows.clearSelection()
