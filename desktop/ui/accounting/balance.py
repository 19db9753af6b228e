"""Is everything in order? One sentence, the figures, the sums as lines, and the areas one can go into."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.money import Figure as Money
from desktop.services.accounting import books
from desktop.services.accounting.books import Books
from desktop.services.money import overview
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import TrancheRow
from desktop.services.reports.kinds import READERS, Kind, Wish
from desktop.ui.accounting.areas import Areas
from desktop.ui.accounting.sums import Sums
from desktop.ui.accounting.wants import AGEING, RETURNS, OnPaper, OtherTab
from desktop.ui.accounting.words import list_name, verdict
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.figure import Figure, Figures
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab
from desktop.wording import Translator

WIDE = 300
SHARES = (65, 35)


class Balance(Tab):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.key: TrancheKey | None = None
        self.books: Books | None = None
        self.list = Combo(t("Which list"))
        self.list.setMinimumWidth(WIDE)
        self.about = label("", Role.SECONDARY)
        self.notice = Notice()
        self.figures = Figures()
        self.areas, self.sums = Areas(bench), Sums(t)
        self.empty = Empty("scale-balance")
        self._lay_out()
        self.list.chosen.connect(self.show_list)

    def load(self) -> None:
        work = Ask(overview.tranches, self.bench.desk)
        self.bench.runner.submit(work, self._offer, self._refused, newest="accounting.lists")

    def show_list(self, key: object) -> None:
        if isinstance(key, TrancheKey):
            self.key = key
            self.list.choose(key)
            work = Ask(books.look, self.bench.desk, key)
            self.bench.runner.submit(work, self._show, self._refused, newest="accounting.books")

    def come_back(self) -> bool:
        return self.areas.go_out()

    def take_focus(self) -> None:
        self.areas.view.setFocus()

    @property
    def offered(self) -> list[Action]:
        if self.bench.desk.person.role not in READERS:
            return []
        may = self.books is not None
        return [Action(self.t("Realisation on paper…"), self._report, "printer-outline", "F9", enabled=may)]

    def _offer(self, rows: list[TrancheRow]) -> None:
        known = [row for row in rows if row.state is not None]
        self.list.offer([(row.key, f"{row.programme_name} · {list_name(self.t, row.key)}") for row in known])
        keys = [row.key for row in known]
        self._whole.setCurrentIndex(0 if keys else 1)
        if not keys:
            self.books = None
            self.empty.say(self.t("No list was drafted yet. Draft one under Pay-out; its books stand here."))
            self.dressed.emit()
            return
        self.show_list(self.key if self.key in keys else keys[0])

    def _show(self, found: Books) -> None:
        t, self.books = self.t, found
        words, tone = verdict(t, found)
        self.notice.say(words, tone, self._remedy(found))
        self.figures.show_figures(figures(t, found))
        decree = found.found.decree_number
        self.about.setText(t("Decree {number}", number=decree) if decree else t("No decree yet"))
        self.sums.show_books(found)
        self.areas.show_books(found)
        self.dressed.emit()

    def _remedy(self, found: Books) -> Action | None:
        codes = {one.code for one in found.concerns}
        if "books.unconfirmed" in codes:
            return Action(self.t("See the returns"), partial(self.wanted.emit, OtherTab(RETURNS)))
        if "books.overdue" in codes:
            return Action(self.t("See what is unpaid"), partial(self.wanted.emit, OtherTab(AGEING)))
        return None

    def _report(self) -> None:
        if self.key is not None:
            title = self.t("Realisation by village and district")
            wish = Wish(Kind.REALISATION, self.key)
            self.wanted.emit(OnPaper(wish, title, list_name(self.t, self.key)))

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        filled, self._whole = QWidget(), QStackedWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.CARDS)
        row = QHBoxLayout()
        row.setSpacing(Space.GROUP)
        row.addWidget(self.list)
        row.addWidget(self.about, 1)
        inner.addLayout(row)
        inner.addWidget(self.notice)
        inner.addWidget(self.figures)
        inner.addWidget(side_by_side(self.areas, self.sums, shares=SHARES), 1)
        self._whole.addWidget(filled)
        self._whole.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)


def figures(t: Translator, found: Books) -> list[Figure]:
    """Four, and under each what of it lies elsewhere."""
    whole = found.found.whole
    return [
        _figure(t("To be paid"), whole.payable, "", None),
        _figure(t("Paid"), whole.paid, _of(t("{families} to be accounted for"), found.unaccounted), Tone.GOOD),
        _figure(t("Unpaid"), whole.unpaid, _of(t("{families} with bank or post"), found.with_payer), Tone.ATTENTION),
        _figure(t("Returned"), whole.returned, _of(t("{families} not confirmed"), found.unconfirmed), Tone.BRAND),
    ]


def _figure(name: str, money: Money, more: str, tone: Tone | None) -> Figure:
    note = " · ".join(part for part in (rupiah(money.rupiah), more) if part)
    return Figure(name, number(money.families), note, tone if money.families else None)


def _of(words: str, part: Money) -> str:
    return words.format(families=number(part.families)) if part.families else ""
