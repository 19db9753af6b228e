"""The place "Bank and post", below the pay-out: payers of a list, whom the money did not reach, who holds cards."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.rules.terms import PayListState
from desktop.services.money import overview
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import TrancheRow
from desktop.services.payers.routes import RouteFilters
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.head import Head
from desktop.ui.kit.later import Later
from desktop.ui.kit.tabs import Tabs
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.payers.answering import AnswerPage
from desktop.ui.payers.coming_back import BackPage
from desktop.ui.payers.held import HandOverPage, Held
from desktop.ui.payers.moving import MovePage
from desktop.ui.payers.paths import Paths
from desktop.ui.payers.paying import Paying
from desktop.ui.payers.sending import SendPage
from desktop.ui.payers.template_page import TemplatePage
from desktop.ui.payers.templates import Templates
from desktop.ui.payers.unreached import Unreached
from desktop.ui.screen import Bench, Screen

SHOWN = ("payment_route", "payout_file", "payout_order", "payment", "pay_list", "custody", "tranche")
PATHS, UNREACHED, CUSTODY, TEMPLATES = "paths", "unreached", "custody", "templates"
NUMBERED = frozenset({PayListState.APPROVED, PayListState.OPEN, PayListState.CLOSED, PayListState.LOCKED})


class PayersScreen(Screen):
    """`enter` takes the key of a tranche, "paths", "unreached", "custody" or "templates"."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.key: TrancheKey | None = None
        self.pages = QStackedWidget(self)
        home = QWidget(self.pages)
        self.head = Head(t("Bank and post"), t("Files for payers, their answers, and who holds cards"), home)
        names = [t("Payers"), t("Paths"), t("Did not arrive"), t("Cards and passbooks"), t("Templates")]
        self.tabs = Tabs(names, home)
        self.tranche = Combo(t("Tranche"), parent=home)
        self.tranche.setMinimumWidth(260)
        self._stack = QStackedWidget(home)
        self.paying = Paying(bench, self._stack)
        self.paths = Later(partial(_paths, self), self._stack)
        self.unreached = Later(partial(_unreached, self), self._stack)
        self.held = Later(partial(_held, self), self._stack)
        self.templates = Later(partial(_templates, self), self._stack)
        self.answer = Later(partial(_answer, self), self.pages)
        self.sending = Later(partial(_sending, self), self.pages)
        self.changing = Later(partial(_changing, self), self.pages)
        self.moving = Later(partial(_moving, self), self.pages)
        self.giving = Later(partial(_giving, self), self.pages)
        self.back = Later(partial(_back, self), self.pages)
        self._lay_out(home)
        self.tranche.chosen.connect(self._choose)
        self.tabs.currentChanged.connect(self._turn)
        self.paying.answer_wanted.connect(self.show_answer)
        self.paying.file_wanted.connect(self.show_file)
        self.paying.back_wanted.connect(partial(_ask_back, self))

    def enter(self, argument: object = None) -> None:
        if isinstance(argument, TrancheKey):
            self.key = argument
            self.tabs.setCurrentIndex(0)
        elif argument in (named := self._named()):
            self.tabs.setCurrentIndex(self._stack.indexOf(named[argument]))
        self.refresh()

    def _named(self) -> dict[object, QWidget]:
        parts: tuple[QWidget, ...] = (self.paths, self.unreached, self.held, self.templates)
        return dict(zip((PATHS, UNREACHED, CUSTODY, TEMPLATES), parts, strict=True))

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()
        if changes.touches("setting") and self.templates.made is not None:
            self.templates.made.ask()

    def refresh(self) -> None:
        work = Ask(overview.tranches, self.bench.desk)
        self.bench.runner.submit(work, self._tranches, self.failed, newest="payers.tranches")
        if self.held.made is not None:
            self.held.made.ask()

    def show_file(self, payer: str) -> None:
        """Look at a payer's next file before it is written."""
        if self.key is not None:
            self.pages.setCurrentWidget(self.sending)
            self.sending.part.show_payer(self.key, payer)
            self.sending.part.take_focus()

    def show_answer(self, path: Path, payer: str) -> None:
        """Look at an answer before it is taken."""
        if self.key is not None:
            self.pages.setCurrentWidget(self.answer)
            self.answer.part.show_file(self.key, path, payer)

    def hand_over(self, card: str) -> None:
        self.giving.part.begin(card)
        self.pages.setCurrentWidget(self.giving)

    def may_leave(self) -> bool:
        page = self.pages.currentWidget()
        typing: tuple[Later[Any], ...] = (self.giving, self.changing, self.moving, self.back)
        return not any(page is one and one.part.dirty for one in typing)

    def _tranches(self, rows: list[TrancheRow]) -> None:
        known = [row for row in rows if row.state in NUMBERED]
        self.tranche.offer([(row.key, f"{row.programme_name} · {row.key.short}") for row in known])
        keys = [row.key for row in known]
        wanted = self.key if self.key in keys else next(
            (row.key for row in known if row.state in (PayListState.OPEN, PayListState.APPROVED)), None
        ) or next(iter(keys), None)  # fmt: skip
        self.tranche.choose(wanted)
        self._choose(wanted)

    def _choose(self, key: object) -> None:
        self.key = key if isinstance(key, TrancheKey) else None
        self.paying.ask(self.key)
        for part in (self.paths.made, self.unreached.made):
            if part is not None:
                part.ask(self.key)

    def _turn(self, place: int) -> None:
        """Cards are held over all tranches, and templates are of none."""
        self._stack.setCurrentIndex(place)
        self.tranche.setVisible(self._stack.currentWidget() not in (self.held, self.templates))

    def come_home(self, sentence: str) -> None:
        self.pages.setCurrentIndex(0)
        if sentence:
            self.paying.notice.say(sentence, Tone.GOOD)

    def failed(self, refused: Refused) -> None:
        self.paying.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self, home: QWidget) -> None:
        row = QHBoxLayout()
        inside = QVBoxLayout(home)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.CARDS)
        for part in (self.paying, self.paths, self.unreached, self.held, self.templates):
            self._stack.addWidget(part)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.tranche)
        inside.addWidget(self.head)
        inside.addLayout(row)
        inside.addWidget(self._stack, 1)
        for page in (home, self.sending, self.answer, self.giving, self.changing, self.moving, self.back):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)


def _unreached(screen: PayersScreen, parent: QWidget) -> Unreached:
    made = Unreached(screen.bench, parent)
    made.family_wanted.connect(partial(screen.bench.go, "families"))
    made.ask(screen.key)
    return made


def _held(screen: PayersScreen, parent: QWidget) -> Held:
    made = Held(screen.bench, parent)
    made.hand_over_wanted.connect(screen.hand_over)
    made.print_wanted.connect(partial(_print, screen))
    made.failed.connect(screen.failed)
    made.ask()
    return made


def _paths(screen: PayersScreen, parent: QWidget) -> Paths:
    made = Paths(screen.bench, parent)
    made.move_wanted.connect(partial(_move, screen))
    made.ask(screen.key)
    return made


def _moving(screen: PayersScreen, parent: QWidget) -> MovePage:
    made = MovePage(screen.bench, parent)
    made.left.connect(partial(_moved, screen))
    return made


def _move(screen: PayersScreen, payments: tuple[UUID, ...] | None, among: RouteFilters | None) -> None:
    if screen.key is not None:
        screen.pages.setCurrentWidget(screen.moving)
        screen.moving.part.begin(screen.key, payments, among)


def _moved(screen: PayersScreen, sentence: str) -> None:
    screen.come_home("")
    if sentence:
        screen.paths.part.say(sentence)


def _templates(screen: PayersScreen, parent: QWidget) -> Templates:
    made = Templates(screen.bench, parent)
    made.acts.change_wanted.connect(partial(_change, screen))
    made.ask()
    return made


def _sending(screen: PayersScreen, parent: QWidget) -> SendPage:
    made = SendPage(screen.bench, parent)
    made.left.connect(screen.come_home)
    return made


def _changing(screen: PayersScreen, parent: QWidget) -> TemplatePage:
    made = TemplatePage(screen.bench, parent)
    made.left.connect(screen.come_home)
    made.kept.connect(partial(_kept, screen))
    return made


def _change(screen: PayersScreen, name: str) -> None:
    screen.pages.setCurrentWidget(screen.changing)
    screen.changing.part.begin(name)
    screen.changing.part.take_focus()


def _kept(screen: PayersScreen, sentence: str) -> None:
    screen.come_home("")
    screen.templates.part.say(sentence)


def _answer(screen: PayersScreen, parent: QWidget) -> AnswerPage:
    made = AnswerPage(screen.bench, parent)
    made.left.connect(screen.come_home)
    return made


def _back(screen: PayersScreen, parent: QWidget) -> BackPage:
    made = BackPage(screen.bench, parent)
    made.left.connect(screen.come_home)
    return made


def _ask_back(screen: PayersScreen) -> None:
    if screen.key is not None:
        screen.pages.setCurrentWidget(screen.back)
        screen.back.part.begin(screen.key)
        screen.back.part.take_focus()


def _giving(screen: PayersScreen, parent: QWidget) -> HandOverPage:
    made = HandOverPage(screen.bench, parent)
    made.left.connect(screen.come_home)
    return made


def _print(screen: PayersScreen, number: str) -> None:
    screen.giving.part.choose_paper(number)
