"""Beside the rows of a list: all that the chosen one says, and where it is a question the families it may mean."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.official_lists.answers import Absent, Candidate, Match, Question, read_said
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import day
from desktop.ui.official_lists.words import difference_words, said_parts
from desktop.wording import Translator
from desktop.wording.official_lists import FIELDS, FOUND_BY, OUTCOMES, QUESTIONS


class RowDetail(QWidget):
    """`decided` brings the row and whom it means; None is nobody."""

    decided = Signal(int, object)

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scroll(QWidget())
        self._column.addWidget(self._scroll)

    def show_row(self, row: Match | Question | Absent | None, chosen: Candidate | None = None) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.WITHIN)
        for part in self._parts(row, chosen):
            column.addWidget(part)
        column.addStretch(1)
        old, self._scroll = self._scroll, Scroll(body)
        self._column.replaceWidget(old, self._scroll)
        old.hide()
        old.deleteLater()

    def _parts(self, row: Match | Question | Absent | None, chosen: Candidate | None) -> Iterator[QWidget]:
        t = self.t
        if isinstance(row, Match):
            yield label(row.name, Role.SUBTITLE, wrap=True)
            words = (t("Row {number}", number=row.row), t(OUTCOMES[row.outcome]), t(FOUND_BY[row.found_by]))
            yield label(" · ".join(words), Role.SECONDARY, wrap=True)
            for part in said_parts(t, read_said(row.said)):
                yield label(part, wrap=True)
        elif isinstance(row, Question):
            yield from self._question(row, chosen)
        elif row is not None:
            yield label(row.name or t("Without a name"), Role.SUBTITLE, wrap=True)
            yield label(t("Nobody of this office has this number, or this name and birth date."), wrap=True)

    def _question(self, row: Question, chosen: Candidate | None) -> Iterator[QWidget]:
        t, listed = self.t, row.listed
        yield label(listed.name or listed.no_kk or listed.nik, Role.SUBTITLE, wrap=True)
        yield label(f"{t('Row {number}', number=row.row)} · {t(QUESTIONS[row.why])}", Role.SECONDARY, wrap=True)
        about = [day(t, listed.birth_date)] if listed.birth_date else []
        about += [part for part in (listed.village, listed.mother_name) if part]
        about += [f"{t(FIELDS.get(name, name))}: {value}" for name, value in listed.facts.items()]
        if about:
            yield label(" · ".join(about), wrap=True)
        yield label(t("Who is meant?").upper(), Role.SECTION)
        for candidate in row.candidates:
            yield from self._candidate(row, candidate, chosen)
        yield button(t("None of them"), partial(self.decided.emit, row.row, None))

    def _candidate(self, row: Question, candidate: Candidate, chosen: Candidate | None) -> Iterator[QWidget]:
        t, match = self.t, candidate.match
        words = [part for part in (candidate.village, candidate.birth_date and day(t, candidate.birth_date)) if part]
        who = t("Family of {name}", name=match.name) if match.member is None else match.name
        yield label(" · ".join([who, *words]), Role.STRONG, wrap=True)
        for each in candidate.differs:
            yield label(difference_words(t, each), Role.SECONDARY, wrap=True)
        kind = Kind.PRIMARY if candidate == chosen else Kind.PLAIN
        yield button(t("This one is meant"), partial(self.decided.emit, row.row, candidate), kind=kind, icon="check")
