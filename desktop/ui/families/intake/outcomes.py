"""The rows of a previewed file: a list, narrowed by outcome, and beside it all that is to say of the row chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.app import Shared
from desktop.rules.register import RowProblem
from desktop.services.importing.answers import Outcome, RowOutcome
from desktop.ui.families.intake.values import Values
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.wording import Translator
from desktop.wording.importing import OUTCOMES

TONES = {
    Outcome.NEW: Tone.GOOD,
    Outcome.CHANGED: Tone.BRAND,
    Outcome.SAME: Tone.NEUTRAL,
    Outcome.REFUSED: Tone.DANGER,
    Outcome.AMBIGUOUS: Tone.ATTENTION,
}
_REMARKS = "remarks"
_SHARES = (68, 32)  # the sentences of the list need the room more than the one row beside it


class OutcomeRows(QWidget):
    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.t = t = shared.t
        self._values = Values(shared)
        self._rows: Sequence[RowOutcome] = ()
        self.filter = Combo(t("Rows"))
        self.filter.setMinimumWidth(240)
        self.model = TableModel(t, _columns(t, self._values), _key, self)
        self.view = TableView(self.model, t("Rows of the file"), dense=True)
        self.detail = QScrollArea()
        self.detail.setFrameShape(QFrame.Shape.NoFrame)
        self.detail.setWidgetResizable(True)
        listed, beside = Card(inside=Space.GROUP), Card()
        listed.add(self.filter)
        listed.add(self.view, 1)
        beside.add(self.detail, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side(listed, beside, shares=_SHARES))
        self.filter.chosen.connect(self._narrow)
        self.view.chosen.connect(self._show)

    def show_rows(self, rows: Sequence[RowOutcome]) -> None:
        """Show all; first those that need a person, where there are any."""
        t = self.t
        self._rows = rows
        choices: list[tuple[object, str]] = [(None, t("All rows ({count})", count=number(len(rows))))]
        for outcome in Outcome:
            count = sum(row.outcome is outcome for row in rows)
            if count:
                choices.append((outcome, f"{t(OUTCOMES[outcome])} ({number(count)})"))
        remarks = sum(bool(row.problems) for row in rows)
        if remarks:
            choices.append((_REMARKS, t("With remarks ({count})", count=number(remarks))))
        self.filter.offer(choices)
        offered = [value for value, _ in choices]
        first = next((one for one in (Outcome.REFUSED, Outcome.AMBIGUOUS) if one in offered), None)
        self.filter.choose(first)
        self._narrow(first)

    def _narrow(self, chosen: object) -> None:
        if chosen is None:
            rows = self._rows
        elif chosen == _REMARKS:
            rows = [row for row in self._rows if row.problems]
        else:
            rows = [row for row in self._rows if row.outcome is chosen]
        self.model.replace(rows)

    def _show(self, row: RowOutcome | None) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.WITHIN)
        for part in _parts(self._values, row) if row is not None else ():
            column.addWidget(part)
        column.addStretch(1)
        self.detail.setWidget(body)


def _parts(values: Values, row: RowOutcome) -> Iterator[QWidget]:
    t = values.t
    yield label(row.name or t("Without a name"), Role.SUBTITLE, wrap=True)
    words = [t("Row {number}", number=row.row), t(OUTCOMES[row.outcome])]
    yield label(" · ".join([*words, row.number] if row.number else words), Role.SECONDARY)
    for problem in weighed(row):
        notice = Notice()
        notice.say(problem_words(t, problem), Tone.DANGER if problem.refuses else Tone.ATTENTION)
        yield notice
    if row.differences:
        yield label(t("What changes").upper(), Role.SECTION)
    for difference in row.differences:
        yield label(values.field(difference), Role.LABEL)
        yield label(values.change(difference), wrap=True)


def weighed(row: RowOutcome) -> Sequence[RowProblem]:
    """What keeps the row out before what is merely worth knowing, each in the order of the columns."""
    return sorted(row.problems, key=_remark)


def _remark(problem: RowProblem) -> bool:
    return not problem.refuses


def problem_words(t: Translator, problem: RowProblem) -> str:
    """Where in the row, and what is wrong."""
    sentence = t.sentence(problem.code, problem.values)
    if not problem.column:
        return sentence
    return t(
        "Column {column} ({heading}): {sentence}", column=problem.column, heading=problem.heading, sentence=sentence
    )


def _key(row: RowOutcome) -> int:
    return row.row


def _row(row: RowOutcome) -> int:
    return row.row


def _name(row: RowOutcome) -> str:
    return row.name


@dataclass(frozen=True, slots=True)
class _Chip:
    t: Translator

    def __call__(self, row: RowOutcome) -> ChipValue:
        return ChipValue(self.t(OUTCOMES[row.outcome]), TONES[row.outcome])


@dataclass(frozen=True, slots=True)
class _What:
    values: Values

    def __call__(self, row: RowOutcome) -> str:
        told = [self.values.t.sentence(problem.code, problem.values) for problem in weighed(row)]
        told += [self.values.difference(difference) for difference in row.differences]
        return " · ".join(told)


def _columns(t: Translator, values: Values) -> Sequence[Column]:
    longest = max((t(word) for word in OUTCOMES.values()), key=len)
    return (
        Column(t("Row"), _row, Kind.NUMBER, "50.000"),
        Column(t("Name"), _name, Kind.STRONG, "SITI NURHALIMAH PUTRI"),
        Column(t("Outcome"), _Chip(t), Kind.CHIP, longest),
        Column(t("What"), _What(values), sample="NIK: (kosong) → 3601", stretch=3),
    )
