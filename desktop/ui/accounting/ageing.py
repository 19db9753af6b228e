"""How long money has lain unpaid against the programme's deadline, list by list, and which families it waits for."""

from functools import partial
from operator import attrgetter

from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import Refused
from desktop.rules.money import Figure as Money
from desktop.rules.terms import PaymentState, Role
from desktop.services.accounting import ageing
from desktop.services.accounting.ageing import Ageing, AgeRow
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import PaymentFilters
from desktop.services.reports.kinds import READERS, Kind, Wish
from desktop.ui.accounting.families import Families
from desktop.ui.accounting.wants import OnPaper, Propose
from desktop.ui.accounting.words import NOTHING, counted, days_told, list_name, longest_name, money
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column
from desktop.ui.kit.columns import Kind as Shown
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.figure import Equation, Figure, Figures
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day, rupiah
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab
from desktop.wording import N_, Translator

SPANS = (N_("Up to 30 days"), N_("31 to 60 days"), N_("61 to 90 days"), N_("Over 90 days"))
TONES = (Tone.GOOD, Tone.BRAND, Tone.ATTENTION, Tone.DANGER)
SOON = 14  # days before the deadline from which it is pressing


class AgeingTab(Tab):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.found: Ageing | None = None
        self.notice = Notice()
        self.figures = Figures()
        self.model = TableModel(t, columns(t), attrgetter("key"), self)
        self.view = TableView(self.model, t("Lists with unpaid money"))
        self.empty = Empty("timer-sand-complete")
        self.listed = Listed(self.view, self.empty)
        self.title = label("", Style.STRONG, wrap=True)
        self.families = Families(bench, "unpaid", narrow=True)
        self.rest = Rest(bench.runner, self._ask_families, self)
        self._lay_out()
        self.view.chosen.connect(self._follow)

    @property
    def row(self) -> AgeRow | None:
        row = self.view.row
        return row if isinstance(row, AgeRow) else None

    @property
    def offered(self) -> list[Action]:
        role, there = self.bench.desk.person.role, self.row is not None
        actions = []
        if role in READERS:
            words = self.t("List of the unpaid on paper…")
            actions.append(Action(words, self._report, "printer-outline", "F9", enabled=there))
        if role is Role.OPERATOR:
            words = self.t("Return money…")
            actions.append(Action(words, self._propose, "bank-transfer-in", "Ctrl+N", enabled=there))
        return actions

    def load(self) -> None:
        work = Ask(ageing.unpaid, self.bench.desk)
        self.bench.runner.submit(work, self._show, self._refused, newest="accounting.ageing")

    def take_focus(self) -> None:
        self.view.setFocus()

    def _show(self, found: Ageing) -> None:
        t, self.found = self.t, found
        self.figures.show_figures(figures(t, found), equation(t, found))
        self.figures.setVisible(bool(found.rows))
        self.listed.show_rows(bool(found.rows))
        self.empty.say(t("No money is unpaid: every list that was opened is paid out or went back."))
        if found.overdue != NOTHING:
            words = t(
                "{money} are over the deadline and should go back to the treasury.", money=money(t, found.overdue)
            )
            self.notice.say(words, Tone.ATTENTION)
        else:
            self.notice.clear()
        self.model.replace(found.rows)
        self._follow(self.row)
        self._ask_families()

    def _follow(self, _: object) -> None:
        row = self.row
        if row is None:
            self.title.clear()
            self.families.clear(self.t("Choose a list to see which families it waits for."))
        else:
            opened = self.t("opened on {day}", day=full_day(self.t, row.opened))
            self.title.setText(f"{list_name(self.t, row.key)} · {opened} · {self._deadline(row)}")
            self.rest.start()
        self.dressed.emit()

    def _deadline(self, row: AgeRow) -> str:
        told = days_told(self.t, row.days_left)
        return (
            told
            if row.deadline is None
            else self.t("deadline {day}, {told}", day=full_day(self.t, row.deadline), told=told)
        )

    def _ask_families(self) -> None:
        self.rest.stop()
        if self.row is not None:
            self.families.ask(self.row.key, PaymentFilters(state=PaymentState.UNPAID))

    def _propose(self) -> None:
        self.wanted.emit(Propose(self.row.key if self.row else None))

    def _report(self) -> None:
        if self.row is not None:
            key: TrancheKey = self.row.key
            wish = Wish(Kind.UNPAID, key)
            self.wanted.emit(OnPaper(wish, self.t("Who did not collect, with reasons"), list_name(self.t, key)))

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        lists, beside = Card(inside=Space.GROUP), Card(self.t("Unpaid families"))
        lists.add(self.listed, 1)
        beside.add(self.title)
        beside.add(self.families, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(self.figures)
        column.addWidget(side_by_side(lists, beside, shares=(58, 42)), 1)


def figures(t: Translator, found: Ageing) -> list[Figure]:
    """What is unpaid for how long; the longer, the more pressing."""
    return [
        Figure(t(name), rupiah(span.rupiah), counted(t, span.families), tone if span.families else None)
        for name, span, tone in zip(SPANS, found.spans, TONES, strict=True)
    ]


def equation(t: Translator, found: Ageing) -> Equation:
    whole: Money = sum((row.unpaid for row in found.rows), NOTHING)
    text = t("Unpaid in all: {money}", money=money(t, whole))
    late = found.overdue != NOTHING
    verdict = (
        t("{amount} over the deadline", amount=rupiah(found.overdue.rupiah)) if late else t("None over its deadline")
    )
    parts = [(tone, span.rupiah) for span, tone in zip(found.spans, TONES, strict=True)]
    return Equation(text, verdict, not late, parts)


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("List"), partial(_name, t), Shown.STRONG, longest_name(t)),
        Column(t("Days"), attrgetter("days"), Shown.NUMBER, "9.999"),
        Column(
            t("Deadline"),
            partial(_deadline, t),
            Shown.CHIP,
            max(days_told(t, None), days_told(t, -99), key=len),
        ),
        Column(t("Families"), _families, Shown.NUMBER, "12.688"),
        Column(t("Money left"), _rupiah, Shown.MONEY, "Rp999.000.000", stretch=1),
    ]


def _name(t: Translator, row: AgeRow) -> str:
    return list_name(t, row.key)


def _families(row: AgeRow) -> int:
    return row.unpaid.families


def _rupiah(row: AgeRow) -> int:
    return row.unpaid.rupiah


def _deadline(t: Translator, row: AgeRow) -> ChipValue:
    if row.days_left is None:
        return ChipValue(days_told(t, None), Tone.NEUTRAL)
    tone = Tone.DANGER if row.overdue else Tone.ATTENTION if row.days_left <= SOON else Tone.GOOD
    return ChipValue(days_told(t, row.days_left), tone)
