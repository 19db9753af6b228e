"""The screen Letters: the register, and the page on which a new letter is written."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.ui.kit.question import Question
from desktop.ui.letters.register import Register
from desktop.ui.letters.writing import Writing
from desktop.ui.screen import Bench, Screen


class LettersScreen(Screen):
    """`enter` takes the id of a household to write to, or nothing for the register."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.register = Register(bench)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.register)
        self.question: Question | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.register.new_wanted.connect(self.write)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.back)

    def enter(self, argument: object = None) -> None:
        if isinstance(argument, UUID | str) and self.bench.desk.person.role is Role.OPERATOR:
            self.write(str(argument))
        elif self.pages.currentWidget() is self.register:
            self.show_register()

    def changed(self, changes: Changes) -> None:
        if changes.touches("letter"):
            self.register.load()

    def refresh(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, Writing):
            page.draw()
        else:
            self.register.load()

    def may_leave(self) -> bool:
        page = self.pages.currentWidget()
        if not isinstance(page, Writing) or not page.dirty:
            return True
        self._ask_to_leave(page)
        return False

    def back(self) -> None:
        """Esc: back to the register, with a question only where something typed would be lost."""
        page = self.pages.currentWidget()
        if isinstance(page, Writing):
            if page.dirty:
                self._ask_to_leave(page)
            else:
                page.leave()

    def write(self, household: str = "") -> None:
        """Write a new letter, perhaps to a family chosen elsewhere."""
        self._drop()
        page = Writing(self.bench, household)
        page.left.connect(self._left)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.recipients.search.setFocus()

    def show_register(self) -> None:
        self._drop()
        self.pages.setCurrentWidget(self.register)
        self.register.load()
        self.register.search.setFocus()

    def _left(self, _said: str) -> None:
        self.show_register()

    def _drop(self) -> None:
        """Let go of a page made for one letter."""
        page = self.pages.currentWidget()
        if isinstance(page, Writing):
            self.pages.removeWidget(page)
            page.deleteLater()

    def _ask_to_leave(self, page: Writing) -> None:
        self.question = Question(
            self.t("Leave the letter?"),
            self.t("It is not issued, and what you typed is lost."),
            verb=self.t("Leave without issuing"),
            safe=self.t("Go on writing"),
            parent=self,
        )
        self.question.agreed.connect(page.leave)
        self.question.open()
