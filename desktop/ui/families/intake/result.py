"""What came of taking in a register: the figures of the preview as they are now, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.importing.answers import ImportResult
from desktop.ui.families.intake.preview import equation, figures, totals
from desktop.ui.kit.button import Action, from_action
from desktop.ui.kit.card import Card
from desktop.ui.kit.figure import Figures
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.wording import Translator


@dataclass(frozen=True, slots=True)
class Next:
    """A sentence on what is left to do, and the button that does it."""

    sentence: str
    action: Action


class IntakeResult(QWidget):
    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self.notice = Notice()
        self.figures = Figures()
        self.totals = label("", Role.SECONDARY, wrap=True)
        self._steps = Card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        for part in (self.notice, self.figures, self.totals, self._steps):
            column.addWidget(part)
        column.addStretch(1)

    @property
    def sentence(self) -> str:
        return self.notice.sentence

    def show_result(self, result: ImportResult, steps: Sequence[Next]) -> None:
        t, counts = self.t, result.counts
        self.notice.say(result_sentence(t, result), Tone.NEUTRAL if counts.nothing_to_do else Tone.GOOD)
        self.figures.show_figures(figures(t, counts), equation(t, counts))
        self.totals.setText("  ·  ".join(totals(t, result.before, result.after, counts)))
        old = self._steps
        self._steps = Card()
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self._steps)
        old.hide()
        old.deleteLater()
        column = self._steps.column
        column.addWidget(label(t("What comes next").upper(), Role.SECTION))
        for step in steps:
            column.addLayout(_row(step))


def result_sentence(t: Translator, result: ImportResult) -> str:
    """Whether the file is taken in, and what waits for a decision since."""
    if result.counts.nothing_to_do:
        return t("Nothing was changed: every row that can be taken in is already here.")
    parts = [t("{name} is taken in.", name=result.file.name)]
    if result.tasks_opened:
        parts.append(t("{count} equal numbers wait for a decision.", count=number(result.tasks_opened)))
    return " ".join(parts)


def _row(step: Next) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.GROUP)
    row.addWidget(label(step.sentence, wrap=True), 1)
    row.addWidget(from_action(step.action))
    return row
