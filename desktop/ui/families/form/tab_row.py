"""The tabs of the family form: Alt and the number turns to one, and each says how much is filled in behind it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.tabs import Tabs
from desktop.wording import Translator


class TabRow(Tabs):
    def __init__(self, t: Translator, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(list(names), parent)
        self.t = t
        self._names = tuple(names)
        self.setAccessibleName(t("Pages of the form"))
        for place, name in enumerate(names):
            key = f"Alt+{place + 1}"
            self.setTabToolTip(place, f"{name} ({key})")
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(self.setCurrentIndex, place))

    def show_counts(self, counts: Sequence[int]) -> None:
        """Say after each name how many answers stand behind it, nothing where there are none."""
        for place, (name, count) in enumerate(zip(self._names, counts, strict=True)):
            text = f"{name} · {count}" if count else name
            if self.tabText(place) != text:
                self.setTabText(place, text)
