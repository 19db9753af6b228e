"""What a list says of the register before it is kept: figures, the rows that mean ours, and the questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.official_lists.answers import Absent, Candidate, ListCounts, Match, Question, read_said
from desktop.services.official_lists.previewing import ListPreview
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.figure import Equation, Figure, Figures
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.official_lists.asking import RowDetail
from desktop.ui.official_lists.words import outcome_chip, said_words
from desktop.wording import Translator
from desktop.wording.official_lists import OUTCOMES, QUESTIONS

Shown = Match | Question | Absent
_QUESTIONS, _ABSENT = "questions", "absent"
_SHARES = (62, 38)


class Compared(QWidget):
    """`decided` holds the answers: {row: whom it means, or None for nobody}."""

    decisions_changed = Signal()

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self.decided: dict[int, Candidate | None] = {}
        self._previewed: ListPreview | None = None
        self.notice = Notice()
        self.figures = Figures()
        self.filter = Combo(t("Rows"))
        self.filter.setMinimumWidth(260)
        self.model = TableModel(t, columns(t, self.decided), _row, self)
        self.view = TableView(self.model, t("Rows of the list"), dense=True)
        self.detail = RowDetail(t)
        listed, beside = Card(inside=Space.GROUP), Card()
        listed.add(self.filter)
        listed.add(self.view, 1)
        beside.add(self.detail, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(self.figures)
        column.addWidget(side_by_side(listed, beside, shares=_SHARES), 1)
        self.filter.chosen.connect(self._narrow)
        self.view.chosen.connect(self._chosen)
        self.detail.decided.connect(self._decide)

    @property
    def answers(self) -> Mapping[int, Candidate]:
        return {row: chosen for row, chosen in self.decided.items() if chosen is not None}

    def take_focus(self) -> None:
        self.view.setFocus()

    def show_preview(self, previewed: ListPreview) -> None:
        t = self.t
        self._previewed = previewed
        self.decided.clear()
        counts, compared = previewed.counts, previewed.compared
        self.figures.show_figures(figures(t, counts), equation(t, counts))
        self._say(previewed)
        choices: list[tuple[object, str]] = [(None, t("All results ({count})", count=number(counts.matched)))]
        if compared.questions:
            choices.append((_QUESTIONS, t("Questions ({count})", count=number(len(compared.questions)))))
        choices += [(outcome, f"{t(OUTCOMES[outcome])} ({number(count)})") for outcome, count in
                    sorted(counts.outcomes.items())]  # fmt: skip
        if compared.absent:
            choices.append((_ABSENT, t("Not here ({count})", count=number(counts.absent))))
        self.filter.offer(choices)
        first = _QUESTIONS if compared.questions else None
        self.filter.choose(first)
        self._narrow(first)

    def _say(self, previewed: ListPreview) -> None:
        t = self.t
        if previewed.known is not None:
            self.notice.say(t("This file was kept before; only what is new of it is kept now."), Tone.BRAND)
        elif previewed.counts.warnings:
            first = previewed.compared.problems[0]
            sentence = t.sentence(first.code, first.values)
            words = t("{count} cells could not be read as they are. Row {row}, {heading}: {sentence}",
                      count=number(previewed.counts.warnings), row=first.row, heading=first.heading,
                      sentence=sentence)  # fmt: skip
            self.notice.say(words, Tone.ATTENTION)
        else:
            self.notice.clear()

    def _narrow(self, chosen: object) -> None:
        if self._previewed is None:
            return
        compared = self._previewed.compared
        rows: Sequence[Shown]
        if chosen is None:
            rows = compared.matches
        elif chosen == _QUESTIONS:
            rows = compared.questions
        elif chosen == _ABSENT:
            rows = compared.absent
        else:
            rows = [match for match in compared.matches if match.outcome.value == chosen]
        self.model.replace(rows)

    def _chosen(self, row: object) -> None:
        shown = row if isinstance(row, Match | Question | Absent) else None
        self.detail.show_row(shown, self.decided.get(shown.row) if shown is not None else None)

    def _decide(self, row: int, candidate: Candidate | None) -> None:
        """Take an answer, and go on to the next question that has none."""
        self.decided[row] = candidate
        self.view.viewport().update()
        following = next((each.row for each in self._open_questions() if each.row > row), None)
        if following is None or not self.view.choose(following):
            self._chosen(self.view.row)
        self.decisions_changed.emit()

    def _open_questions(self) -> Sequence[Question]:
        if self._previewed is None:
            return ()
        return [each for each in self._previewed.compared.questions if each.row not in self.decided]


def figures(t: Translator, counts: ListCounts) -> list[Figure]:
    left = counts.unusable + counts.repeated + counts.kept
    told = t("{unusable} without number or result, {repeated} repeated, {kept} kept before",
             unusable=number(counts.unusable), repeated=number(counts.repeated),
             kept=number(counts.kept))  # fmt: skip
    ways = t("by NIK {nik}, by No KK {kk}", nik=number(counts.by_nik), kk=number(counts.by_kk))
    return [
        Figure(t("Ours"), number(counts.matched), ways, Tone.GOOD if counts.matched else None),
        Figure(t("Questions"), number(counts.questions), t("kept only if you answer"),
               Tone.ATTENTION if counts.questions else None),
        Figure(t("Not here"), number(counts.absent), t("people of others; nothing of them is kept")),
        Figure(t("Left out"), number(left), told),
    ]  # fmt: skip


def equation(t: Translator, counts: ListCounts) -> Equation:
    """Every row of the file is in exactly one of the four."""
    left = counts.unusable + counts.repeated + counts.kept
    text = t("{rows} rows = {ours} ours + {questions} questions + {absent} not here + {left} left out",
             rows=number(counts.rows), ours=number(counts.matched), questions=number(counts.questions),
             absent=number(counts.absent), left=number(left))  # fmt: skip
    return Equation(text, t("Balanced") if counts.balanced else t("Not balanced"), counts.balanced)


def _row(row: Shown) -> int:
    return row.row


def _name(row: Shown) -> str:
    return row.listed.name if isinstance(row, Question) else row.name


@dataclass(frozen=True, slots=True)
class _Chip:
    t: Translator
    decided: Mapping[int, Candidate | None]

    def __call__(self, row: Shown) -> ChipValue | None:
        if isinstance(row, Match):
            return outcome_chip(self.t, row.outcome.value)
        if isinstance(row, Absent):
            return ChipValue(self.t("Not here"), Tone.NEUTRAL)
        if row.row not in self.decided:
            return ChipValue(self.t("Question"), Tone.ATTENTION)
        answer = self.decided[row.row]
        return outcome_chip(self.t, answer.match.outcome.value) if answer else ChipValue(self.t("Nobody"), Tone.NEUTRAL)


@dataclass(frozen=True, slots=True)
class _What:
    t: Translator

    def __call__(self, row: Shown) -> str:
        if isinstance(row, Question):
            return self.t(QUESTIONS[row.why])
        return said_words(self.t, read_said(row.said)) if isinstance(row, Match) else row.nik


def columns(t: Translator, decided: Mapping[int, Candidate | None]) -> Sequence[Column]:
    words = [*(t(word) for word in OUTCOMES.values()), t("Question"), t("Not here")]
    return (
        Column(t("Row"), _row, Kind.NUMBER, "50.000"),
        Column(t("Name"), _name, Kind.STRONG, "SITI NURHALIMAH PUTRI", stretch=1),
        Column(t("Outcome"), _Chip(t, decided), Kind.CHIP, max(words, key=len)),
        Column(t("What"), _What(t), sample="Desil: 3 · PKH", stretch=2),
    )
