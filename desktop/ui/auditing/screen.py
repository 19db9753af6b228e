"""The place "Audit tests", below the pay-out: one key asks what an inspector would, and shows every row he named."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.services.auditing.audits import AUDITORS, CheckRow
from desktop.services.money.keys import TrancheKey
from desktop.ui.auditing import words
from desktop.ui.auditing.browse import Browse
from desktop.ui.auditing.explaining import ExplainPage
from desktop.ui.auditing.paper import AuditPaper
from desktop.ui.auditing.testing import Testing
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench, Screen

SHOWN = ("audit_check", "pay_list", "finding_explanation")
RUN, PRINT = "F8", "F9"


class AuditingScreen(Screen):
    """`enter` takes the key of a list, whose newest run is shown with its gravest test."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.may = bench.desk.person.role in AUDITORS
        self.paper: AuditPaper | None = None  # made when it is first wanted
        self.page: ExplainPage | None = None
        self.pages = QStackedWidget(self)
        self._home = QWidget(self.pages)
        context = self.t("What an inspector would find, asked before he does")
        self.head = Head(self.t("Audit tests"), context, self._home)
        self.browse = Browse(bench, self._home)
        self.testing = Testing(bench, self)
        self._lay_out()
        self.browse.looked.connect(self._offer)
        self.browse.run_wanted.connect(self.run)
        self.browse.rows.foot.family_wanted.connect(partial(bench.go, "families"))
        self.browse.rows.foot.signed_wanted.connect(partial(bench.go, "signed"))
        self.browse.rows.foot.explain_wanted.connect(self.explain)
        self.testing.turned.connect(self._offer)
        self.testing.refused.connect(self.browse.fail)
        self.testing.done.connect(self._done)

    def enter(self, argument: object = None) -> None:
        key = argument if isinstance(argument, TrancheKey) else None
        if self.page is not None and self.page.dirty:
            return  # what is typed stays in view
        if key is not None:
            self._to_home()
        if self.may:
            self.browse.ask(key)
        else:
            self.browse.runs.hide()
            said = self.t("The tests name families. An operator, a supervisor or an auditor runs them.")
            self.browse.empty.say(said)

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()

    def refresh(self) -> None:
        if self.may:
            self.browse.ask()

    def run(self) -> None:
        """Ask every test about the list in view, or about all of them."""
        if self.may:
            self.testing.run(self.browse.runs.over, self.browse.runs.list.currentText())

    def put_on_paper(self) -> None:
        """See the rows in view as a paper."""
        filters = self.browse.filters
        if filters is None:
            return
        if self.paper is None:
            self.paper = AuditPaper(self.bench)
            self.paper.left.connect(self._to_home)
            self.pages.addWidget(self.paper)
        self.pages.setCurrentWidget(self.paper)
        self.paper.begin(filters)

    def explain(self) -> None:
        """Say why the rows that are marked, or the one that is chosen, are right or what was done."""
        rows = self.browse.rows.wanted
        if not rows:
            return
        self._close_page()
        self.page = ExplainPage(self.bench, rows)
        self.page.left.connect(self._explained)
        self.pages.addWidget(self.page)
        self.pages.setCurrentWidget(self.page)
        self.page.take_focus()

    def keep_draft(self) -> None:
        if self.page is not None:
            self.page.keep_draft()

    def _explained(self, said: str) -> None:
        """Back among the rows, on the one that was explained."""
        self._close_page()
        self.pages.setCurrentWidget(self._home)
        self.browse.rows.view.setFocus()
        if said:
            self.browse.rows.marks.clear()
            self.bench.toast(said, None)

    def _close_page(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            self.pages.removeWidget(page)
            page.deleteLater()

    def _done(self, check: CheckRow) -> None:
        """The run is announced as a change, too; here it comes into view."""
        self.browse.show_run(check)
        if not self.isVisible():
            self.bench.toast(self.t("The tests are done: {figures}.", figures=words.figures(self.t, check)), None)

    def _to_home(self, _: str = "") -> None:
        self._close_page()
        self.pages.setCurrentWidget(self._home)
        self.browse.tests.view.setFocus()

    def _offer(self) -> None:
        """Whoever may not run the tests sees no button for it."""
        t, runs = self.t, self.browse.runs
        there = runs.check is not None
        paper = Action(t("Print…"), self.put_on_paper, "printer-outline", PRINT, enabled=there)
        go = Action(t("Run the tests"), self.run, "play", RUN, enabled=bool(runs.known.lists))
        stop = Action(t("Stop the tests"), self.testing.stop, "close", RUN)
        self.head.offer([paper, go if self.testing.job is None else stop])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._home)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.browse, 1)
        self.pages.addWidget(self._home)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
