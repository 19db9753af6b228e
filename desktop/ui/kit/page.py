"""The page of a form: its groups as cards, and the keys that move between its fields."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.kit.block import Block
from desktop.ui.kit.card import Card, Ground
from desktop.ui.kit.fields import Group, mnemonics
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

_COARSE = 6  # columns, each about as wide as a field


class Page(QWidget):
    """Enter goes to the next field (Ctrl+Enter from one of many lines); `passed_last` is Enter in the last."""

    edited = Signal()
    passed_last = Signal()

    def __init__(
        self, t: Translator, groups: Sequence[Group], parent: QWidget | None = None, *, scrolls: bool = True
    ) -> None:
        """One that `scrolls` leaves room for the bar beside its cards."""
        super().__init__(parent)
        self.t = t
        self.blocks: dict[str, Block] = {}
        column = QVBoxLayout(self)
        plain = all(group.plain for group in groups)  # these end where the card around them does
        column.setContentsMargins(0, 0, Space.TINY if scrolls and not plain else 0, 0)
        column.setSpacing(Space.CARDS)
        for group, title in zip(groups, mnemonics([group.title for group in groups]), strict=True):
            column.addWidget(self._group(group, title))
        column.addStretch(1)

    def raw(self) -> dict[str, object]:
        """What stands in every field, readable or not."""
        return {name: block.raw() for name, block in self.blocks.items()}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            lines = isinstance(watched, QPlainTextEdit)
            if enter and (not lines or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
                self._next(watched)
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self._left(watched)
        return False

    def _edit(self) -> None:
        self.edited.emit()

    def _block_of(self, part: QObject) -> Block | None:
        return next((b for b in self.blocks.values() if b.widget is part or part.parent() is b.widget), None)

    def _next(self, part: QObject) -> None:
        here = self._block_of(part)
        order = [block for block in self.blocks.values() if block.widget.isEnabled()]
        after = order[order.index(here) + 1 :] if here in order else []
        if after:
            after[0].widget.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.passed_last.emit()

    def _left(self, part: QObject) -> None:
        """Say at once what cannot be read; what is merely missing waits until the form is sent."""
        block = self._block_of(part)
        if block is not None and (block.unreadable() or block.problem):
            block.say(block.check())

    def _group(self, group: Group, title: str) -> Card:
        card = Ground(parent=self) if group.plain else Card(parent=self)
        heading = label(title, Role.STRONG)
        if title:
            card.add(heading)
        grid = QGridLayout()
        # A field of a fine grid reaches over several columns, and must not be cut for the room between them.
        grid.setHorizontalSpacing(Space.EDGE if group.columns <= _COARSE else Space.GROUP)
        grid.setVerticalSpacing(Space.GROUP)
        card.column.addLayout(grid)
        for column in range(group.columns):
            grid.setColumnStretch(column, 1)
        row, place = 0, 0
        for block in self._blocks(group, card):
            span = min(block.field.span, group.columns)
            if place + span > group.columns:
                row, place = row + 1, 0
            grid.addWidget(block, row, place, 1, span)
            place += span
            if title and heading.buddy() is None:
                # The buddy of a heading is what Alt and its letter jumps to.
                heading.setBuddy(block.widget)
        return card

    def _blocks(self, group: Group, card: Card) -> Iterator[Block]:
        for field in group.fields:
            block = Block(self.t, field, card, marked=not group.plain)
            self.blocks[field.name] = block
            block.editor.listen(self._edit)
            for part in _parts(block.widget):
                part.installEventFilter(self)
            yield block


def _parts(widget: QWidget) -> list[QWidget]:
    """What of a field takes keys itself; not the list that a choice drops down, where Enter means this one."""
    inside = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [widget, *(part for part in inside if not part.isWindow())]
