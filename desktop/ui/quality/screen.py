"""The clinic of numbers: what is doubtful in families, and the lists that get it mended."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.rules.fault_kinds import FaultCode
from desktop.services.desk import Answer
from desktop.services.quality import examining, groups
from desktop.services.quality.examining import Examination
from desktop.services.quality.groups import Group, GroupKind
from desktop.services.quality.lists import READERS, FaultList
from desktop.services.quality.rows import Overview
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Job
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.later import Later
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day, number
from desktop.ui.quality.clinic import Clinic
from desktop.ui.quality.paper import FaultPaper
from desktop.ui.screen import Bench, Screen
from desktop.wording import Translator

EXAMINED = ("household", "member", "family_closure", "import_batch")
SHOWN = ("family_fault", "warning_override", "caseload", "facilitator")


class QualityScreen(Screen):
    """`enter` takes a kind of fault to show, or nothing."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.may_list = bench.desk.person.role in READERS
        # Each in its place before it is filled: what is filled is dressed anew with each move.
        self._pages = QStackedWidget(self)
        self._listed = QWidget(self._pages)
        self.head = Head(self.t("Data quality"), parent=self._listed)
        self.notice = Notice(self._listed)
        self.clinic = Clinic(bench, self._listed)
        self.paper = Later(partial(_paper, self), self._pages)
        self.job: Job | None = None
        self._begun = False
        self._again = False  # something was changed while families were examined
        self._lay_out()
        self.clinic.counted.connect(self._say_figures)

    def enter(self, argument: object = None) -> None:
        if not self._begun:
            self._begun = True
            self.clinic.begin()
            self.clinic.ask()
            self.look_for_groups()
            self.examine()
        if isinstance(argument, FaultCode):
            self.show_clinic()
            self.clinic.show_kind(argument)
        elif self._pages.currentIndex() == 0:
            self.clinic.kinds.view.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*EXAMINED):
            self.examine()
        if changes.touches("import_batch"):
            self.look_for_groups()
        if changes.touches(*SHOWN):
            self.clinic.ask()

    def refresh(self) -> None:
        self.clinic.ask()
        self.look_for_groups()
        self.examine()

    def examine(self) -> None:
        """Have the families examined that changed; reading goes on meanwhile, and so does saving."""
        if self.job is not None:
            self._again = True
            return
        work = Work(examining.examine, self.bench.desk)
        title = self.t("Examining families")
        self.job = self.bench.runner.submit(work, self._examined, ended=self._ended, title=title)

    def look_for_groups(self) -> None:
        """Look for what only many families together show."""
        self.bench.runner.submit(Work(groups.groups, self.bench.desk), self._say_groups, newest="quality.groups")

    def put_on_paper(self, kind: FaultList) -> None:
        """Make a list of what the clinic shows."""
        self._pages.setCurrentWidget(self.paper)
        self.paper.part.begin(kind, self.clinic.filters)

    def for_registry(self) -> None:
        self.put_on_paper(FaultList.CIVIL)

    def for_facilitators(self) -> None:
        self.put_on_paper(FaultList.FACILITATORS)

    def show_clinic(self) -> None:
        self._pages.setCurrentIndex(0)
        self.clinic.kinds.view.setFocus()

    def _examined(self, _: Answer[Examination]) -> None:
        """What was found is announced as a change; figures of the waiting are to be told all the same."""
        self.clinic.ask()

    def _ended(self) -> None:
        self.job = None
        if self._again:
            self._again = False
            self.examine()

    def _say_figures(self, seen: Overview) -> None:
        t, shown = self.t, number(seen.families)
        parts = [t.many("{shown} family has something to mend", "{shown} families have something to mend",
                        seen.families, shown=shown)]  # fmt: skip
        if self.clinic.kinds.let_stand:
            parts = [t.many("{shown} family with something let stand", "{shown} families with something let stand",
                            seen.families, shown=shown)]  # fmt: skip
        if seen.waiting:
            waiting = number(seen.waiting)
            parts.append(t.many("{shown} still to be examined", "{shown} still to be examined", seen.waiting,
                                shown=waiting))  # fmt: skip
        self.head.say(t("Data quality"), " · ".join(parts))

    def _say_groups(self, found: tuple[Group, ...]) -> None:
        if not found:
            self.notice.clear()
            return
        sentence = group_sentence(self.t, found[0])
        if len(found) > 1:
            more = len(found) - 1
            sentence += " " + self.t.many("{count} more like it.", "{count} more like it.", more)
        self.notice.say(sentence, Tone.ATTENTION)

    def _lay_out(self) -> None:
        t = self.t
        if self.may_list:
            self.head.offer(
                [
                    Action(t("For facilitators…"), self.for_facilitators, "clipboard-text-clock-outline"),
                    Action(t("For Dukcapil…"), self.for_registry, "printer-outline", "F9"),
                ]
            )
        column = QVBoxLayout(self._listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.clinic, 1)
        for page in (self._listed, self.paper):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)


def _paper(screen: QualityScreen, parent: QWidget) -> FaultPaper:
    made = FaultPaper(screen.bench, parent)
    made.left.connect(screen.show_clinic)
    return made


def group_sentence(t: Translator, group: Group) -> str:
    """Say what is suspicious, where, and what to do."""
    found, seen = number(group.found), number(group.seen)
    if group.kind is GroupKind.LAST_DIGIT and group.on is not None:
        return t(
            "Import {file} of {day}: {found} of {seen} NIKs end in 0, as after a spreadsheet. Ask for the file anew, "
            "with NIK as text.",
            file=group.where, day=day(t, group.on), found=found, seen=seen,
        )  # fmt: skip
    return t(
        "Village {village}: {found} of {seen} people are born on 1 January or 31 December. Ask for their true birth "
        "dates.",
        village=group.where, found=found, seen=seen,
    )  # fmt: skip
