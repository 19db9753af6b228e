"""Keys of the family form that act at once: a button's own key waits for the button to move, and eats what is typed."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

ADD = "Ctrl+Return"
ADD_ON_THE_PAD = "Ctrl+Enter"
TAKE_OVER = "Ctrl+T"
DITTO = "Ctrl+D"
MORE = "F4"


def on_key(key: str, run: Callable[[], object], where: QWidget) -> QShortcut:
    """Run it on a key while that part of the window is in view."""
    made = QShortcut(QKeySequence(key), where)
    made.activated.connect(run)
    return made
