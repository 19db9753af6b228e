"""The pages of the place of families: the list at once, each other one when it is first gone to."""

from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.rules.terms import Role
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.drafting import FamilyDraft
from desktop.services.families.listed import Asked
from desktop.ui.families.card import CardPaper
from desktop.ui.families.form.family_form import FamilyForm
from desktop.ui.families.intake.page import Intake
from desktop.ui.families.life.pages import LifePages
from desktop.ui.families.paper import ListPaper
from desktop.ui.screen import Bench


class Pages(QStackedWidget):
    """Making the form alone takes longer than the list needs to answer, and who only looks up never sees it.

    `saved` brings the family as saved; `left`: back to the list; `unplaced_wanted`: to families without a village;
    `instead`: open this family rather than write down another.
    """

    saved = Signal(object)
    left = Signal()
    unplaced_wanted = Signal()
    instead = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench

    @cached_property
    def form(self) -> FamilyForm:
        made = FamilyForm(self._bench, self)
        made.saved.connect(self.saved)
        made.left.connect(self.left)
        made.body.alike.wanted.connect(self._instead)
        self.addWidget(made)
        return made

    @cached_property
    def intake(self) -> Intake | None:
        """None where this person may not take in registers."""
        if self._bench.desk.person.role is not Role.OPERATOR:
            return None
        made = Intake(self._bench)
        made.left.connect(self.left)
        made.unplaced_wanted.connect(self.unplaced_wanted)
        self.addWidget(made)
        return made

    @cached_property
    def paper(self) -> ListPaper:
        made = ListPaper(self._bench)
        made.left.connect(self.left)
        self.addWidget(made)
        return made

    @cached_property
    def card(self) -> CardPaper:
        made = CardPaper(self._bench)
        made.left.connect(self.left)
        self.addWidget(made)
        return made

    @cached_property
    def life(self) -> LifePages:
        made = LifePages(self._bench)
        made.left.connect(self.left)
        made.come.connect(partial(self.setCurrentWidget, made))
        self.addWidget(made)
        return made

    @property
    def typing(self) -> bool:
        """Whether a family is being written down, or an event of one."""
        return ("form" in self.__dict__ and self.form.open) or ("life" in self.__dict__ and self.life.dirty)

    @property
    def dirty(self) -> bool:
        return "form" in self.__dict__ and self.form.open and self.form.dirty

    def change(self, opened: FamilyDetail) -> None:
        """Show a family opened for changing."""
        self.form.begin(opened)
        self.setCurrentWidget(self.form)

    def write(self, draft: FamilyDraft | None = None) -> None:
        """Show the form for a new family, as it was left where something is typed, or with what was kept of one."""
        if draft is not None or not self.dirty:
            self.form.begin(draft=draft)
        self.setCurrentWidget(self.form)

    def take_in(self) -> None:
        if not self.dirty and self.intake is not None:
            self.intake.begin()
            self.setCurrentWidget(self.intake)

    def put_on_paper(self, asked: Asked) -> None:
        self.setCurrentWidget(self.paper)
        self.paper.begin(asked)

    def put_card_on_paper(self, family: FamilyDetail) -> None:
        self.setCurrentWidget(self.card)
        self.card.begin(family)

    def keep_now(self) -> None:
        """Keep what is typed at once: the office is about to close."""
        if "form" in self.__dict__ and self.form.open:
            self.form.keep_now()
        if "life" in self.__dict__:
            self.life.keep_now()

    def _instead(self, family: UUID) -> None:
        """What was typed is kept as a draft: it may have been somebody else after all."""
        self.form.keep_now()
        self.form.open = False
        self.instead.emit(family)


def made_form(pages: Pages) -> FamilyForm:
    """Have the form made before the family it is for is read: at the same time each would wait for the other."""
    return pages.form
