"""The section of the recovery sheet: a new one is put on paper first, and only then takes the old one's place."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.errors import Refused
from desktop.services import recovery
from desktop.services.desk import Answer, Desk
from desktop.services.paper import PaperFile, open_paper
from desktop.services.recovery import NewSheet
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as FieldKind
from desktop.ui.kit.form import Form
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.office.section import Section
from desktop.ui.office.topaper import ToPaper
from desktop.ui.screen import Bench
from desktop.wording import N_

FIELDS_WIDTH = 380


class RecoverySection(Section):
    name, title = "recovery", N_("Recovery sheet")

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(
            bench,
            t("Opens the office when everybody has forgotten his password. It lies sealed in the safe of the office."),
        )
        self._sheet: NewSheet | None = None
        printed = t("The sheet is printed. Seal it in an envelope and say so below.")
        self.paper = ToPaper(bench, self, printed)
        self.paper.said.connect(self.notice.say)
        field = Field("password", t("Your password"), FieldKind.PASSWORD, required=True)
        group = Group(t("Make a new sheet"), [field], columns=1, plain=True)
        self.form = Form(t, [group], save=t("Make it"), enter_saves=True, snug=True)
        self.form.submitted.connect(self._make)
        self.print_out = button(t("Print…"), self.paper.ask_printer, kind=Kind.PRIMARY, icon="printer-outline")
        self.save = button(t("Save as PDF…"), self._ask_file, icon="content-save-outline")
        self.sealed = Check(t("The new sheet lies sealed in its envelope"))
        self.replace = button(t("Let it take the old one's place"), self._replace, kind=Kind.PRIMARY)
        self.drop = button(t("Keep the old sheet"), self.forget)
        self.preview = Preview(t, bench.runner)
        self.sealed.toggled.connect(self._weigh)
        self._lay_out()
        self.forget()

    def keep_draft(self) -> None:
        """The office locks: a code on the screen is no draft, it goes."""
        self.forget()

    def forget(self) -> None:
        """Drop a sheet that is not in force; the old one stays good."""
        self._sheet = None
        self.paper.take(None)
        self.preview.say(self.t("The new sheet appears here. Until you say so the old one stays good."))
        self.sealed.setChecked(False)
        self._stage(made=False)

    def _stage(self, *, made: bool) -> None:
        self._first.setVisible(self.may_change and not made)
        self._second.setVisible(made)
        self.replace.setEnabled(False)

    def _make(self, values: dict[str, str]) -> None:
        self.notice.clear()
        self.form.set_busy(True, self.t("Making the sheet"))
        work = Ask(_prepare, self.bench.desk, values["password"])
        self.bench.runner.submit(work, self._made, self._not_made, lane=Lane.WRITE)

    def _made(self, made: tuple[NewSheet, PaperFile]) -> None:
        self._sheet, page = made
        self.paper.take(page)
        self.form.set_busy(False)
        self.form.set_values({})
        self.preview.fit_page()
        self.preview.show_paper(page)
        self._stage(made=True)
        self.print_out.setFocus()

    def _not_made(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.refuse(refused)
        self.form.go_to("password")

    def _ask_file(self) -> None:
        self.paper.ask_file(self.t("Recovery sheet"))

    def _weigh(self, ticked: bool) -> None:
        self.replace.setEnabled(ticked)

    def _replace(self) -> None:
        if self._sheet is not None:
            work = Ask(recovery.replace, self.bench.desk, self._sheet)
            self.bench.runner.submit(work, self._replaced, self.refuse, lane=Lane.WRITE)

    def _replaced(self, _: Answer[None]) -> None:
        self.forget()
        self.notice.say(self.t("The new sheet is good from now on. Destroy the old one."), Tone.GOOD)

    def _lay_out(self) -> None:
        self._first, self._second = Card(), Card()
        self._first.add(self.form)
        why = self.t("Make one when the old sheet was used, was seen by somebody, or cannot be found.")
        self._first.add(label(why, Role.SECONDARY, wrap=True))
        for part in (self.print_out, self.save, self.sealed, self.replace, self.drop):
            self._second.add(part)
        left = QVBoxLayout()
        for card in (self._first, self._second):
            card.setFixedWidth(FIELDS_WIDTH)
            left.addWidget(card)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        row.addLayout(left)
        row.addWidget(self.preview, 1)
        self.column.addLayout(row, 1)


def _prepare(desk: Desk, password: str) -> tuple[NewSheet, PaperFile]:
    sheet = recovery.prepare(desk, password)
    return sheet, open_paper(sheet.pdf)
