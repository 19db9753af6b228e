"""The place of families: browse them, write one down, take in a register."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.drafting import FamilyDraft
from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.ui.families.browse import Browse
from desktop.ui.families.form import FamilyForm
from desktop.ui.families.form_jobs import TakeDraft
from desktop.ui.families.intake import Intake
from desktop.ui.families.paper import ListPaper
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day
from desktop.ui.screen import Bench, Screen

SHOWN = ("household", "member", "enrolment", "payment", "visit", "caseload", "area")


class FamiliesScreen(Screen):
    """`enter` takes the id of a family, a list asked for (`Asked`), "new" to write one down, or "import"."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.may_edit = bench.desk.person.role is Role.OPERATOR
        self.head = Head(t("Families"), t("Register of the families of this office"))
        self.notice = Notice()
        first = Action(t("Import…"), self.take_in, "file-upload-outline") if self.may_edit else None
        self.browse = Browse(bench, first)
        self.form = FamilyForm(bench)
        self.intake = Intake(bench) if self.may_edit else None
        self.paper = ListPaper(bench)
        self._pages = QStackedWidget()
        self._lay_out()
        self.browse.edit_wanted.connect(self._edit)
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._to_list)
        self._draft: FamilyDraft | None = None
        self._begun = False

    def enter(self, argument: object = None) -> None:
        if not self._begun:
            self._begun = True
            self.browse.listing.begin()
            if self.may_edit:
                self.bench.runner.submit(TakeDraft(self.bench.desk), self._offer_draft)
        if argument is not None and self.form.open:
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
        elif not self.form.open:
            self.browse.listing.narrowing.search.take_focus()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()

    def refresh(self) -> None:
        self.browse.listing.ask()
        self.browse.reopen()

    def may_leave(self) -> bool:
        """Nothing is lost: the form stays as it is, and what is typed is kept as a draft."""
        self.form.keep_now()
        return True

    def keep_draft(self) -> None:
        self.form.keep_now()

    def write_new(self) -> None:
        """Write down a new family."""
        if not self.form.dirty:
            self.form.begin()
        self._pages.setCurrentWidget(self.form)

    def take_in(self) -> None:
        """Take in a register file."""
        if self.intake is not None and not self.form.dirty:
            self.intake.begin()
            self._pages.setCurrentWidget(self.intake)

    def print_list(self) -> None:
        """Put the list on paper as it stands, sorted and narrowed."""
        self._pages.setCurrentWidget(self.paper)
        self.paper.begin(self.browse.listing.asked)

    def _edit(self, opened: FamilyDetail) -> None:
        self.form.begin(opened)
        self._pages.setCurrentWidget(self.form)

    def _saved(self, detail: FamilyDetail) -> None:
        caretaker = detail.caretaker
        name = caretaker.name if caretaker else detail.fields.members[0].name
        self.bench.toast(self.t("The family of {name} is saved.", name=name), None)
        self._to_list()
        self.browse.show_family(detail.id)

    def _to_list(self) -> None:
        self._pages.setCurrentIndex(0)
        self.browse.listing.view.setFocus()

    def _offer_draft(self, draft: FamilyDraft | None) -> None:
        self._draft = draft
        if draft is not None and draft.at is not None:
            when = f"{full_day(self.t, draft.at.date())} {draft.at:%H:%M}"
            sentence = self.t("A family typed on {when} was not saved yet.", when=when)
            self.notice.say(sentence, Tone.BRAND, Action(self.t("Go on typing"), self._take_up))

    def _take_up(self) -> None:
        self.notice.clear()
        if self._draft is not None:
            self.form.begin(draft=self._draft)
            self._pages.setCurrentWidget(self.form)

    def _lay_out(self) -> None:
        t = self.t
        actions = [Action(t("Print the list…"), self.print_list, "printer-outline", "F9")]
        if self.may_edit:
            actions += [
                Action(t("Import…"), self.take_in, "file-upload-outline"),
                Action(t("New family"), self.write_new, "plus", "Ctrl+N"),
            ]
        self.head.offer(actions, primary=self.may_edit)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.browse, 1)
        self._pages.addWidget(listed)
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.paper)
        self.paper.left.connect(self._to_list)
        if self.intake is not None:
            self._pages.addWidget(self.intake)
            self.intake.left.connect(self._to_list)
            self.intake.unplaced_wanted.connect(partial(self.enter, Asked(filters=Filters(unplaced=True))))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
