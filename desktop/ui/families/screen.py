"""The place of families: browse them, write one down, take in a register."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.ui.families.browse import Browse
from desktop.ui.families.form.family_form import FamilyForm
from desktop.ui.families.form.kept_draft import KeptDraft
from desktop.ui.families.intake.page import Intake
from desktop.ui.families.life.keeping import KeptEvent
from desktop.ui.families.pages import Pages, made_form
from desktop.ui.families.paper import ListPaper
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench, Screen

SHOWN = ("household", "member", "enrolment", "payment", "visit", "caseload", "area", "list_match")


class FamiliesScreen(Screen):
    """`enter` takes the id of a family, a list asked for (`Asked`), "new" to write one down, or "import"."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.may_edit = bench.desk.person.role is Role.OPERATOR
        self.pages = Pages(bench, self)
        listed = QWidget(self.pages)
        self.head = Head(t("Families"), t("Register of the families of this office"), listed)
        self.notice, self.kept_event = KeptDraft(bench), KeptEvent(bench)
        first = Action(t("Import…"), self.take_in, "file-upload-outline") if self.may_edit else None
        self.browse = Browse(bench, first, listed)
        self._lay_out(listed)
        self.browse.edit_begun.connect(partial(made_form, self.pages))
        self.browse.edit_wanted.connect(self.pages.change)
        self.browse.panel.card_wanted.connect(self.pages.put_card_on_paper)
        self.notice.wanted.connect(self.pages.write)
        self.pages.saved.connect(self._saved)
        self.browse.panel.life.event_wanted.connect(self.pages.life.enter_event)
        self.browse.panel.life.successor_wanted.connect(self.pages.life.name_successor)
        self.browse.panel.life.history_wanted.connect(self.pages.life.show_history)
        self.pages.life.shown.connect(self.enter)
        self.kept_event.wanted.connect(self.pages.life.resume)
        if self.may_edit:
            self.pages.life.shown.connect(self.kept_event.ask)
            self.pages.life.left.connect(self.kept_event.ask)
        self.pages.left.connect(self._to_list)
        # Somebody who is there already is shown; what was typed waits as a draft.
        self.pages.instead.connect(self.enter)
        self.pages.instead.connect(self.notice.ask)
        self.pages.unplaced_wanted.connect(partial(self.enter, Asked(filters=Filters(unplaced=True))))
        self._begun = False

    @property
    def form(self) -> FamilyForm:
        return self.pages.form

    @property
    def intake(self) -> Intake | None:
        return self.pages.intake

    @property
    def paper(self) -> ListPaper:
        return self.pages.paper

    def enter(self, argument: object = None) -> None:
        if not self._begun:
            self._begun = True
            self.browse.listing.begin()
            if self.may_edit:
                self.notice.ask()
                self.kept_event.ask()
        if argument is not None and self.pages.typing:
            return  # what is typed stays in view
        if isinstance(argument, UUID):
            self._to_list()
            self.browse.show_family(argument)
        elif isinstance(argument, Asked):
            self._to_list()
            self.browse.listing.narrowing.narrow_to(argument.typed, argument.filters)
        elif argument == "new" and self.may_edit:
            self.write_new()
        elif argument == "import":
            self.take_in()
        elif not self.pages.typing:
            self.browse.listing.narrowing.search.take_focus()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()

    def refresh(self) -> None:
        self.browse.refresh()

    def may_leave(self) -> bool:
        """Nothing is lost: the form stays as it is, and what is typed is kept as a draft."""
        self.pages.keep_now()
        return True

    def keep_draft(self) -> None:
        self.pages.keep_now()

    def write_new(self) -> None:
        """Write down a new family."""
        self.pages.write()

    def take_in(self) -> None:
        """Take in a register file."""
        self.pages.take_in()

    def print_list(self) -> None:
        """Put the list on paper as it stands, sorted and narrowed."""
        self.pages.put_on_paper(self.browse.listing.asked)

    def _saved(self, detail: FamilyDetail) -> None:
        caretaker = detail.caretaker
        name = caretaker.name if caretaker else detail.fields.members[0].name
        self.bench.toast(self.t("The family of {name} is saved.", name=name), None)
        self._to_list()
        self.browse.show_family(detail.id)

    def _to_list(self) -> None:
        self.pages.setCurrentIndex(0)
        self.browse.listing.view.setFocus()

    def _lay_out(self, listed: QWidget) -> None:
        t = self.t
        actions = [Action(t("Print the list…"), self.print_list, "printer-outline", "F9")]
        if self.may_edit:
            actions += [
                Action(t("Import…"), self.take_in, "file-upload-outline"),
                Action(t("New family"), self.write_new, "plus", "Ctrl+N"),
            ]
        self.head.offer(actions, primary=self.may_edit)
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.kept_event)
        column.addWidget(self.browse, 1)
        self.pages.addWidget(listed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
