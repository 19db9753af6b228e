"""The page of a form whose problems the services find: they stay until what they are about is mended."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.services.families.fields import FieldProblem
from desktop.ui.kit.block import Block
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fields import Group
from desktop.ui.kit.page import Page
from desktop.wording import Translator

NARROW, WIDE = 110, 224


def show_problem(t: Translator, block: Block, problem: FieldProblem | None) -> None:
    """Show what looks wrong beside its field: red only where it forbids saving, as the summary counts it."""
    sentence = t.sentence(problem.code, problem.values) if problem else ""
    block.say(sentence, remark=problem is not None and not problem.refuses)


class WeighedPage(Page):
    """Leaving a field takes nothing back that was said of it; each edit weighs the whole family anew."""

    def __init__(
        self, t: Translator, groups: Sequence[Group], parent: QWidget | None = None, *, widest: int = NARROW
    ) -> None:
        """Choices are as wide as their longest word needs, up to `widest`; then as wide as their column."""
        super().__init__(t, groups, parent)
        for block in self.blocks.values():
            if isinstance(block.widget, Combo):
                block.widget.fit(widest)

    def _left(self, part: QObject) -> None:
        block = self._block_of(part)
        if block is not None and block.unreadable():
            block.say(block.check())
