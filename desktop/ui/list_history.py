"""What lists of other offices have said of one family, for the place that shows the family."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.progress import Progress
from desktop.services.desk import Desk
from desktop.services.official_lists import history
from desktop.services.official_lists.history import ListedLine
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day
from desktop.ui.screen import Bench
from desktop.wording import Translator
from desktop.wording.official_lists import FIELDS, OUTCOMES

TONES = {"match": Tone.GOOD, "died": Tone.DANGER, "listed": Tone.BRAND, "ended": Tone.NEUTRAL}


class OfFamily:
    """Asks for the history of one family."""

    def __init__(self, desk: Desk, household: UUID) -> None:
        self._desk = desk
        self._household = household

    def __call__(self, _: Progress) -> tuple[UUID, tuple[ListedLine, ...]]:
        return self._household, history.of_family(self._desk, self._household)


class ListHistory(QWidget):
    """Hidden while no list has said anything of the family."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.t = bench.t
        self._household: UUID | None = None
        self.lines: tuple[ListedLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.WITHIN)
        self._body = QWidget()
        self._column.addWidget(self._body)
        self.hide()

    def show_family(self, household: UUID) -> None:
        """Read and show what was said of a family that was opened; what stands here of another goes at once."""
        if household != self._household:
            self.clear()
        self._household = household
        self.bench.runner.submit(OfFamily(self.bench.desk, household), self._show, self._failed, newest="lists.history")

    def clear(self) -> None:
        """Show nothing; what is still being read is not shown when it comes."""
        self._household = None
        self.lines = ()
        self.hide()

    def _show(self, answer: tuple[UUID, tuple[ListedLine, ...]]) -> None:
        household, lines = answer
        if household != self._household:
            return
        self.lines = lines
        old, self._body = self._body, QWidget()
        self._column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addWidget(label(self.t("Official lists").upper(), Role.SECTION))
        for line in lines:
            column.addWidget(_line(self.t, line))
        self.setVisible(bool(lines))

    def _failed(self, _: Refused) -> None:
        self.hide()


def _line(t: Translator, line: ListedLine) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(f"{line.title or line.source_name} · {day(t, line.as_of)}", Role.STRONG, wrap=True))
    words.addWidget(label(told(t, line), Role.SECONDARY, wrap=True))
    row.addLayout(words, 1)
    row.addWidget(Chip(t(OUTCOMES[line.outcome]), TONES.get(line.outcome, Tone.ATTENTION)))
    return made


def told(t: Translator, line: ListedLine) -> str:
    """Of whom it was said, and what: what differs by its name only, for the values stand with the list."""
    parts = [line.name or t("the family")]
    parts += [f"{t(FIELDS[each.field])} ≠" for each in line.said.differs]
    parts += [f"{t(FIELDS[name])}: {line.said.facts[name]}" for name in ("desil", "percentile", "number") if
              name in line.said.facts]  # fmt: skip
    parts += [aid.upper() for aid, holds in line.said.receives.items() if holds]
    return " · ".join(parts)
