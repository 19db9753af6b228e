"""A place for a part of the window that is made when it is first looked at, or first spoken to."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """Stands in a stack or under a tab for its part, which costs nobody a wait who never goes there.

    `make` is given the parent of the part and answers it whole: listened to, and asking for what it shows as things
    stand then. What happens before passes it by: whoever tells it asks for `made`, and needs to tell nothing to None.
    """

    def __init__(self, make: Callable[[QWidget], W], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._part: W | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def made(self) -> W | None:
        """The part, once there is one."""
        return self._part

    @property
    def part(self) -> W:
        """The part, made now if it is not there yet."""
        if self._part is None:
            # In its place from the beginning: what is moved when it is filled is dressed anew with all that is in it.
            self._part = part = self._make(self)
            self._column.addWidget(part)
            self._take_turn(part)
            part.show()  # at once: left to itself it would come with the next round of events, a blink later
            self._column.activate()
        return self._part

    def showEvent(self, event: QShowEvent) -> None:
        """Have it made before anything is painted."""
        _ = self.part
        super().showEvent(event)

    def _take_turn(self, part: QWidget) -> None:
        """Let Tab come to it where it stands, and not after all that was made before it."""
        inside: list[QWidget] = [part]
        while (following := inside[-1].nextInFocusChain()) is not None and part.isAncestorOf(following):
            inside.append(following)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing behind what takes no focus
        before: QWidget = self
        for one in inside:
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus:
                QWidget.setTabOrder(before, one)
                before = one
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
