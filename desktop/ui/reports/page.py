"""One report on paper: made beside the window, seen first, then printed, or saved as a PDF or a workbook."""

from functools import partial
from typing import Any

from desktop.rules.terms import Role
from desktop.services.desk import Answer
from desktop.services.reports import choosing, issuing, making
from desktop.services.reports.choosing import ListChoice, PlaceChoice
from desktop.services.reports.issuing import IssuedMinutes
from desktop.services.reports.kinds import READERS, TEXTS, Kind
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.preview.outlet import file_name
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.paper_page import EXCEL, PDF, InView, PaperPage, PaperWords
from desktop.ui.reports.choices import KINDS, Choices
from desktop.ui.screen import Bench
from desktop.wording import Translator


class ReportsPage(PaperPage):
    """`begin` offers the lists there are and makes the report that is chosen."""

    def __init__(self, bench: Bench) -> None:
        self.choices = Choices(bench.t)
        self._numbered = False  # the minutes in view have their number
        self.may_read = bench.desk.person.role in READERS
        super().__init__(bench, _words(bench.t), self.in_view)
        self.put(self.choices)
        self.choices.list_chosen.connect(self._ask_places)
        self.choices.changed.connect(self.again)
        self.choices.setEnabled(self.may_read)
        self.dress()

    def begin(self) -> None:
        """Offer the lists; families are named here, so an administrator is told who may."""
        if self.may_read:
            self.bench.runner.submit(Ask(choosing.lists, self.bench.desk), self._offer, self.refused)
        else:
            self.clear(self.t("Reports name families. An operator, a supervisor or an auditor makes them."))

    def again(self) -> None:
        """Make the report that is chosen, from the payments as they are now."""
        wish = self.choices.wish
        self._numbered = False
        if complaint := self.choices.complaint:
            self.notice.say(complaint, Tone.DANGER)
        elif wish is not None and self.may_read:
            self.make(Work(making.on_paper, self.bench.desk, wish))

    def outdated(self) -> None:
        """Payments changed: what is in view is of before."""
        if self.paper is not None:
            again = Action(self.t("Make again"), self.again, "refresh")
            self.notice.say(self.t("Payments were changed after this report was made."), Tone.ATTENTION, again)

    def leave(self) -> None:
        """Stop making; there is nowhere to go back to."""
        if self.job is not None:
            self.clear(self.words.none, Action(self.t("Make again"), self.again, "refresh"))

    def in_view(self) -> InView:
        """The report chosen, and as what it can be saved."""
        t, wish, paper, desk = self.t, self.choices.wish, self.paper, self.bench.desk
        if wish is None:
            return InView(t("Reports"), "", "")
        title = t(KINDS[wish.kind])
        about = wish.key.short.replace("/", "-") if wish.key else str(wish.year)
        saves: dict[str, Any] = {}
        context = ""
        if paper is not None:
            saves[PDF] = partial(Ask, making.save_paper, desk, wish, paper)
            if wish.kind not in TEXTS:
                saves[EXCEL] = partial(Work, making.to_workbook, desk, wish)
            context = t.many("{shown} page", "{shown} pages", len(paper), shown=number(len(paper)))
        return InView(t("Reports"), context, file_name(title, about), saves)

    def dress(self) -> None:
        """A place of the rail has no list to go back to."""
        t, shown, there = self.t, self.in_view(), self.paper is not None
        self.head.say(shown.title, shown.context)
        steps = [
            Action(t("Save…"), self.choose_file, "content-save-outline", "Ctrl+S", enabled=bool(shown.saves)),
            Action(t("Print…"), self.print_out, "printer-outline", "F9", enabled=there),
        ]
        if self._may_number:
            steps.insert(0, Action(t("Give it a number…"), self.issue, "counter", enabled=there))
        self.head.offer(steps)

    def issue(self) -> None:
        """Give the minutes in view the next number of the register of letters."""
        wish = self.choices.wish
        if wish is not None and self._may_number and self.paper is not None:
            work = Work(issuing.issue, self.bench.desk, wish)
            title = self.words.writing
            self.bench.runner.submit(work, self._issued, self.refused, title=title, lane=Lane.WRITE)

    def _issued(self, answer: Answer[IssuedMinutes]) -> None:
        self._numbered = True
        self.paper = answer.value.paper
        self.preview.show_paper(self.paper)
        said = self.t(
            "Number {number} is given. The minutes stand in the register of letters; printed again from there "
            "they are a copy.",
            number=answer.value.number,
        )
        self.notice.say(said, Tone.GOOD)
        self.dress()

    @property
    def _may_number(self) -> bool:
        wish = self.choices.wish
        minutes = wish is not None and wish.kind is Kind.MINUTES
        return minutes and not self._numbered and self.bench.desk.person.role is Role.OPERATOR

    def _offer(self, found: tuple[ListChoice, ...]) -> None:
        self.choices.offer_lists(found)
        if not found:
            self.clear(self.t("No list was drafted yet. Draft one under Pay-out; its reports are made here."))
        elif self.paper is None and self.job is None:
            self.again()

    def _ask_places(self, key: object) -> None:
        self.bench.runner.submit(Ask(choosing.places, self.bench.desk, key), self._offer_places, self.refused)

    def _offer_places(self, found: tuple[PlaceChoice, ...]) -> None:
        self.choices.offer_places(found)


def _words(t: Translator) -> PaperWords:
    return PaperWords(
        writing=t("Writing the report"),
        waiting=t("The report is being written…"),
        none=t("The report was not written."),
        save=t("Save the report"),
        no_printer=t("This PC knows no printer. Add one, or save the report as a PDF."),
    )
