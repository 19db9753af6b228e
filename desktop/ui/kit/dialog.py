"""What every dialog of the program is: it comes up in the middle of the window it belongs to."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class Dialog(QDialog):
    def showEvent(self, event: QShowEvent) -> None:
        """Qt pushes a dialog to the side where the window reaches beyond the screen, over what it asks about."""
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is None or event.spontaneous():
            return
        over = parent.window()
        mine = QRect(self.pos(), self.size())
        mine.moveCenter(QRect(over.mapToGlobal(over.rect().topLeft()), over.size()).center())
        self.move(mine.topLeft())
