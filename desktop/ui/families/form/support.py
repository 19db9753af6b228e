"""Where a family's money goes, what else it receives, where its house stands, and its ids in other registers."""

from datetime import date
from itertools import chain

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.aid_rules import load_aids
from desktop.services.families.fields import FieldProblem
from desktop.services.families.living import FamilyLiving
from desktop.ui.families.form.account_fields import PLACE, account_of, groups, place_of, values
from desktop.ui.families.form.aid_rows import AidRows
from desktop.ui.families.form.weighed import WeighedPage
from desktop.ui.kit.block import Block
from desktop.ui.kit.card import Card
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench

AIDS = "aids"
_LEFT = 396


class SupportPage(Scroll):
    """`edited`: something was typed; `finished`: Enter in the last field."""

    edited = Signal()
    finished = Signal()

    def __init__(self, bench: Bench, place: QVBoxLayout) -> None:
        inside = QWidget()
        super().__init__(inside)
        place.addWidget(self)  # before it is filled: moving many fields about takes as long as making them
        self.t = bench.t
        self._book = bench.shared.codes.book
        self.page = WeighedPage(bench.t, groups(bench.t, self._book), inside)
        self._aids = Card(bench.t("Other aid"), inside)
        self.aids = AidRows(bench.t, load_aids(bench.shared.resources / "aids.toml"), self._aids)
        self._known = Card(bench.t("In other registers and earlier"), inside)
        self._facts = label("", Role.BODY, wrap=True)
        self._lay_out(inside)
        self._before = FamilyLiving()
        self.page.edited.connect(self._edited)
        self.page.passed_last.connect(self._to_aids)
        self.aids.edited.connect(self.edited)
        self.aids.passed_last.connect(self.finished)

    def put(self, living: FamilyLiving, facts: str) -> None:
        """Show what is kept; `facts` are lines on what only other registers or earlier times say."""
        self._before = living
        with QSignalBlocker(self.page):
            for name, value in values(self._book, living).items():
                self.page.blocks[name].editor.put(value)
                self.page.blocks[name].say("")
        self.aids.put(living.aids)
        self._facts.setText(facts)
        self._known.setVisible(bool(facts))

    def read(self, living: FamilyLiving, today: date) -> FamilyLiving:
        """How the family lives, with what stands here."""
        typed = {name: block.read() for name, block in self.page.blocks.items()}
        place, _ = place_of(str(typed[PLACE] or ""))
        return FamilyLiving(place, account_of(typed, self._before.account, today), living.housing, self.aids.read())

    def say(self, found: dict[str, FieldProblem]) -> None:
        """Show what looks wrong beside its field."""
        for name, block in self.page.blocks.items():
            problem = found.get(name)
            if problem is not None:
                block.say(self.t.sentence(problem.code, problem.values))
            elif not block.unreadable():
                block.say(self._misplaced() if name == PLACE else "")
        wrong = found.get(AIDS)
        self.aids.say(self.t.sentence(wrong.code, wrong.values) if wrong else "")

    def stuck(self) -> Block | None:
        """A field that cannot be read: saving would lose what is typed in it."""
        for block in chain(self.page.blocks.values(), self.aids.blocks()):
            if block.unreadable():
                block.say(block.check())
                return block
        return self.page.blocks[PLACE] if self._misplaced() else None

    def go_to(self, name: str) -> None:
        block = self.aids.block(0, "valid_from") if name == AIDS else self.page.blocks[name]
        block.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(block, 0, Space.EDGE)

    def _misplaced(self) -> str:
        """Sentence on a place that cannot be read."""
        _, code = place_of(str(self.page.blocks[PLACE].read() or ""))
        return self.t.sentence(code, {}) if code else ""

    def _edited(self) -> None:
        self.edited.emit()

    def _to_aids(self) -> None:
        self.aids.block(0, "aid").widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self, inside: QWidget) -> None:
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARDS)
        self.page.setFixedWidth(_LEFT)
        row.addWidget(self.page)
        right = QVBoxLayout()
        right.setSpacing(Space.CARDS)
        self._aids.add(self.aids)
        self._known.add(self._facts)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        right.addWidget(self._aids)
        right.addWidget(self._known)
        right.addStretch(1)
        row.addLayout(right, 1)
