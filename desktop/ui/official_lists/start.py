"""The first page of holding a list against the register: which list it is, of which day, and the file."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.rules.official_lists import OfficialKind
from desktop.services.official_lists import columns
from desktop.services.official_lists.answers import About
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.editors import DateEditor, Unreadable
from desktop.ui.kit.fields import Field
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.wording.official_lists import KINDS

WIDTH = 620
OTHER = ""


class Start(QWidget):
    """Asks what the file cannot say of itself."""

    def __init__(self, bench: Bench, choose: Callable[[], object]) -> None:
        super().__init__()
        self.bench = bench
        self.t = t = bench.t
        self._sources: dict[OfficialKind, tuple[tuple[str, str], ...]] = {}
        self.kind = Combo(t("Kind of list"), [(kind, t(KINDS[kind])) for kind in OfficialKind])
        self.source = Combo(t("Whose list"))
        self.other = QLineEdit()
        self.day = DateEditor(t, Field("as_of", t("As of")))
        self.title = QLineEdit()
        self.notice = Notice()
        self.choose = button(t("Choose a file…"), choose, kind=Kind.PRIMARY, icon="file-upload-outline")
        self._dress()
        self._lay_out()
        self.kind.chosen.connect(self._offer)
        self.source.chosen.connect(self._named)
        bench.runner.submit(Ask(columns.every_source), self._known)

    def take_focus(self) -> None:
        self.kind.setFocus()

    @property
    def about(self) -> About | None:
        """What was said of the list; None, and a sentence, where something is missing."""
        self.notice.clear()
        t, kind = self.t, self.kind.value
        source = str(self.source.value or "") or self.other.text().strip()
        try:
            day = self.day.read()
        except Unreadable:
            day = None
        if not source:
            self.notice.say(t("Say whose list it is."), Tone.DANGER)
            self.other.setFocus()
        elif not isinstance(day, date):
            self.notice.say(t("Enter the day the list was made, for instance 01/03/2025."), Tone.DANGER)
            self.day.setFocus()
        elif isinstance(kind, OfficialKind):
            return About(kind, source, day, self.title.text().strip())
        return None

    def _known(self, sources: dict[OfficialKind, tuple[tuple[str, str], ...]]) -> None:
        self._sources = sources
        self._offer(self.kind.value)

    def _offer(self, kind: object) -> None:
        choices: list[tuple[object, str]] = []
        if isinstance(kind, OfficialKind):
            choices += self._sources.get(kind, ())
        self.source.offer([*choices, (OTHER, self.t("Another…"))])
        self.source.choose(choices[0][0] if choices else OTHER)
        self._named(self.source.value)

    def _named(self, source: object) -> None:
        for part in (self.other, self._other_label):
            part.setVisible(source == OTHER)

    def _dress(self) -> None:
        t = self.t
        self.other.setAccessibleName(t("Name of the list"))
        self.other.setMaxLength(32)
        self.title.setAccessibleName(t("Title, if it has one"))
        self.title.setMaxLength(120)
        self.day.setAccessibleName(t("As of"))
        self.day.put(self.bench.desk.today())

    def _lay_out(self) -> None:
        t = self.t
        card = Card(inside=Space.EDGE)
        card.setFixedWidth(WIDTH)
        card.add(label(t("Hold a list of another office against the register"), Role.SUBTITLE))
        sentence = t("First you see whom of ours it means, and what it says of them. Nothing is kept until you accept"
                     " it, and no family changes by it.")  # fmt: skip
        card.add(label(sentence, wrap=True))
        self._other_label = label(t("Name of the list"), Role.LABEL)
        for caption, part in (
            (label(t("Kind of list"), Role.LABEL), self.kind),
            (label(t("Whose list"), Role.LABEL), self.source),
            (self._other_label, self.other),
            (label(t("As of"), Role.LABEL), self.day),
            (label(t("Title, if it has one"), Role.LABEL), self.title),
        ):
            caption.setBuddy(part)
            card.add(caption)
            card.add(part)
        card.column.addSpacing(Space.WITHIN)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        card.column.addLayout(row)
        card.add(self.notice)
        column = QVBoxLayout(self)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)
