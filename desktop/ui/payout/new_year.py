"""Opening a new year of a programme: what it does to whom is seen first, then done under its paper."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.money import rupiah
from desktop.rules.terms import Role
from desktop.services import new_year
from desktop.services.desk import Answer
from desktop.services.money.rows import TrancheRow
from desktop.services.new_year import PAPER, Moved, Outlook
from desktop.services.programmes import ProgrammeRow
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.figure import Figure, Figures
from desktop.ui.kit.form import Form
from desktop.ui.kit.question import Question
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.payout.terms import tranche_name
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator


class NewYearPage(TaskPage):
    """Everybody may look; the operator opens the year, a supervisor also while a tranche before it has no list."""

    def __init__(self, bench: Bench, years: Sequence[ProgrammeRow]) -> None:
        t = bench.t
        super().__init__(bench, t("Open a new year"), t("Who goes on, who is certified again, who graduates"))
        self.years = tuple(years)
        self.outlook: Outlook | None = None
        may = bench.desk.person.role in (Role.OPERATOR, Role.SUPERVISOR)
        self.form = Form(t, _fields(t, years, may=may), save=t("Open the year") if may else "", snug=True)
        self.figures = Figures()
        self.beside = label("", wrap=True)
        self.names = button(t("Show who is moved"))
        self.names.clicked.connect(self._ask_names)
        self.beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.form.set_values({"year": years[0]})
        self.form.typed.connect(self._typed)
        self.form.submitted.connect(self._ask)
        self.changed()

    @property
    def dirty(self) -> bool:
        return bool(self.form.values().get("paper"))

    def take_focus(self) -> None:
        self.form.go_to("year")

    def changed(self) -> None:
        """Count anew what opening the chosen year would do."""
        year = self._year
        self.outlook = None
        self._offer()
        if year is None:
            return
        self.beside.setText(self.t("Counting…"))
        self.bench.runner.submit(
            Work(new_year.look, self.bench.desk, year.programme, year.year),
            self._show,
            self.refused,
            title=self.t("Looking at the new year"),
            newest="payout.new_year",
        )

    def refused(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.beside.setText("")
        field = "paper" if refused.code == "year.paper" else ""
        self.form.show_problems({field: self.bench.sentence(refused)})

    @property
    def _year(self) -> ProgrammeRow | None:
        chosen = self.form.values()["year"]
        return chosen if isinstance(chosen, ProgrammeRow) else None

    def _typed(self) -> None:
        year, known = self._year, self.outlook
        if year is not None and (known is None or (known.programme, known.year) != (year.programme, year.year)):
            self.changed()

    def _show(self, found: Outlook) -> None:
        self.outlook = found
        self.notice.clear()
        self.figures.show_figures(figures(self.t, found))
        self.beside.setText("\n".join(beside(self.t, found)))
        self._offer()

    def _offer(self) -> None:
        """The buttons are open where somebody would be moved."""
        found = self.outlook
        somebody = found is not None and found.certify + found.graduate > 0
        self.names.setEnabled(somebody)
        if self.form.save_button is not None:
            early = found is not None and bool(found.unlisted)
            self.form.save_button.setEnabled(somebody and early == (self.bench.desk.person.role is Role.SUPERVISOR))

    def _ask_names(self) -> None:
        """Names are personal data: they are fetched only when wanted, and that stands in the log."""
        year = self._year
        if year is None:
            return
        self.names.setEnabled(False)
        work = Work(new_year.moved, self.bench.desk, year.programme, year.year)
        title = self.t("Looking at the new year")
        self.bench.runner.submit(work, self._show_names, self.refused, title=title, lane=Lane.WRITE)

    def _show_names(self, found: tuple[Moved, ...]) -> None:
        if self.outlook is not None:
            self.beside.setText("\n".join([*named(self.t, found), "", *beside(self.t, self.outlook)]))

    def _ask(self, values: dict[str, object]) -> None:
        found, t = self.outlook, self.t
        if found is None:
            return
        said = t(
            "{certify} families become candidates and are certified again, {graduate} graduate. Each gets the "
            "paper {paper}. The others go on without an act.",
            certify=number(found.certify),
            graduate=number(found.graduate),
            paper=str(values["paper"]),
        )
        question = Question(
            t("Open {year}?", year=found.year),
            "\n".join([said, *early(t, found)]),
            verb=t("Open the year"),
            safe=t("Leave as it is"),
            parent=self,
        )
        question.agreed.connect(self._open)
        question.open()

    def _open(self, _: str) -> None:
        year, t = self._year, self.t
        if year is None:
            return
        self.form.set_busy(True, t("Working…"))
        paper = str(self.form.values()["paper"])
        despite = self.bench.desk.person.role is Role.SUPERVISOR
        work = Work(new_year.open_year, self.bench.desk, year.programme, year.year, paper, despite=despite)
        self.bench.runner.submit(work, self._opened, self.refused, title=t("Opening the year"), lane=Lane.WRITE)

    def _lay_out(self) -> None:
        """Put the figures over both; the button stands under its fields, not at the window's foot."""
        whole, left, card = QWidget(self), QWidget(), Card(self.t("Beside them"))
        card.add(self.names)
        card.add(Scroll(self.beside, reading=self.t("Beside them")), 1)
        beneath = _column(left)
        beneath.addWidget(self.form)
        beneath.addStretch(1)
        column = _column(whole)
        column.addWidget(self.figures)
        column.addWidget(side_by_side(left, card, shares=(50, 50)), 1)
        self.fill(whole)

    def _opened(self, answer: Answer[Outlook]) -> None:
        self.form.set_busy(False)
        self.form.mark_saved()
        done = answer.value
        self.left.emit(
            self.t(
                "{year} is open: {certify} families are certified again, {graduate} graduated.",
                year=done.year,
                certify=number(done.certify),
                graduate=number(done.graduate),
            )
        )


def _column(parent: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(Space.CARDS)
    return made


def years_after_another(rows: Sequence[TrancheRow]) -> list[ProgrammeRow]:
    """Of each programme the year after the newest that has a list, the newest first."""
    known = sorted({ProgrammeRow(row.key.programme, row.key.year, row.programme_name) for row in rows}, key=_in_order)
    begun: dict[str, int] = {}
    for row in rows:
        if row.state is not None:
            begun[row.key.programme] = max(begun.get(row.key.programme, 0), row.key.year)
    found = []
    for programme, years in groupby(known, key=_programme):
        later = [one for one in years if programme in begun and one.year > begun[programme]]
        found += later[:1]
    return sorted(found, key=_in_order)[::-1]


def figures(t: Translator, found: Outlook) -> list[Figure]:
    return [
        Figure(t("Go on"), number(found.go_on), t("families, without an act")),
        Figure(t("Certified again"), number(found.certify), t("families become candidates")),
        Figure(t("Graduate"), number(found.graduate), t("nobody in them counts any more")),
        Figure(t("Candidates"), number(found.candidates), t("families, not members yet")),
    ]


def early(t: Translator, found: Outlook) -> list[str]:
    """Tranches of the running year that would lose whom the opening moves."""
    return [
        t("{tranche} has no approved list yet. Who is moved now is not on it; only a supervisor opens the year then.",
          tranche=tranche_name(t, key))
        for key in found.unlisted
    ]  # fmt: skip


def beside(t: Translator, found: Outlook) -> list[str]:
    """Who no list will take, and money of earlier lists nobody fetched; each a line."""
    lines = early(t, found)
    lines += [t.sentence(one.code, {**one.values, "count": number(one.count)}) for one in found.left_out]
    for money in found.carried:
        families = t.many(
            "{shown} family", "{shown} families", money.unpaid.families, shown=number(money.unpaid.families)
        )
        amount = f"{families} ({rupiah(money.unpaid.rupiah)})"
        lines.append(t("Not collected in {tranche}: {amount}", tranche=tranche_name(t, money.key), amount=amount))
    return lines or [t("No rule keeps a member off the lists, and no money of an earlier list is left.")]


def named(t: Translator, found: Sequence[Moved]) -> list[str]:
    """Who is certified again and who graduates, each under a line that says so."""
    lines: list[str] = []
    for graduates, head in ((False, t("Certified again")), (True, t("Graduate"))):
        rows = [one for one in found if one.graduates is graduates]
        if rows:
            lines.append(f"{head} ({number(len(rows))})")
            lines += [" · ".join(part for part in (one.name, one.village, one.card) if part) for one in rows]
    return lines


def _fields(t: Translator, years: Sequence[ProgrammeRow], *, may: bool) -> Sequence[Group]:
    fields = [Field("year", t("Year"), Kind.CHOICE, required=True, choices=[(one, one.name) for one in years], span=2)]
    if may:
        words = t("SK or memorandum; it stands with every family that is moved.")
        fields.append(Field("paper", t("Number of the paper"), required=True, length=PAPER, span=2, help=words))
    return (Group(t("Year of the programme"), fields),)


def _in_order(row: ProgrammeRow) -> tuple[str, int]:
    return row.programme, row.year


def _programme(row: ProgrammeRow) -> str:
    return row.programme
