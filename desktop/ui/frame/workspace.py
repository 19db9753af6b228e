"""The window while somebody is signed in: rail, the screen in view, the foot with long work."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import Shared
from desktop.changes import Changes
from desktop.services.desk import Desk
from desktop.services.office_settings import OfficeAbout
from desktop.settings import Preferences
from desktop.ui.frame.places import PLACES, SETTINGS, Place
from desktop.ui.frame.rail import Rail
from desktop.ui.kit.footbar import FootBar
from desktop.ui.kit.toast import Toast
from desktop.ui.kit.tokens import Space
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench, Screen
from desktop.wording.terms import ROLES


class Workspace(QWidget):
    """One per sign-in. It announces changes to the screen in view, and to others when they come into view.

    `lock_wanted` and `switch_wanted` are the two ways out, at the foot of the rail.
    """

    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, shared: Shared, desk: Desk, about: OfficeAbout, runner: Runner, prefs: Preferences) -> None:
        super().__init__()
        self._foot = FootBar(shared.t, runner)
        self._toast = Toast(self, self._foot)
        self._stack = QStackedWidget()
        self.bench = Bench(desk, runner, shared, prefs, self.go, self._toast.say, self._stack)
        self.rail = Rail(shared.t, about.name, self._who(desk, about))
        self.rail.chosen.connect(self._chosen)
        self.rail.lock_wanted.connect(self.lock_wanted)
        self.rail.switch_wanted.connect(self.switch_wanted)
        self._screens: dict[str, Screen] = {}
        self._unseen: dict[str, Changes] = {}
        self.current = ""
        self._lay_out()
        runner.changed.connect(self._announce)
        self._refresh = QShortcut(QKeySequence(Qt.Key.Key_F5), self)
        self._refresh.activated.connect(self._refresh_current)

    def go(self, name: str, argument: object = None) -> None:
        """Show a place, unless the screen in view would lose something."""
        place = next(place for place in (*PLACES, SETTINGS) if place.name == name)
        if name != self.current and self.current and not self._screens[self.current].may_leave():
            self.rail.mark(self.current)
            return
        screen = self._screen(place)
        self.current = name
        self.rail.mark(name)
        self._stack.setCurrentWidget(screen)
        screen.enter(argument)
        if self.rail.isAncestorOf(self.focusWidget()):
            screen.setFocus()  # a place that takes the cursor nowhere: Tab goes on in it, not in the rail
        if changes := self._unseen.pop(name, None):
            screen.changed(changes)

    def in_view(self) -> Screen:
        """The screen in view."""
        return self._screens[self.current]

    def may_leave(self) -> bool:
        return not self.current or self.in_view().may_leave()

    def keep_drafts(self) -> None:
        for screen in self._screens.values():
            screen.keep_draft()

    def close_dialogs(self) -> None:
        """Close what stands open over the screens: it would stay in view while the office is locked."""
        for dialog in self.findChildren(QDialog):
            dialog.reject()

    def _screen(self, place: Place) -> Screen:
        if place.name not in self._screens:
            assert place.build is not None
            made = place.build(self.bench)
            self._screens[place.name] = made
            self._stack.addWidget(made)
        return self._screens[place.name]

    def _chosen(self, name: str) -> None:
        self.go(name)

    def _announce(self, changes: Changes) -> None:
        for name, screen in self._screens.items():
            if name == self.current:
                screen.changed(changes)
            else:
                before = self._unseen.get(name, Changes())
                self._unseen[name] = Changes(before.kinds | changes.kinds, before.ids | changes.ids)

    def _refresh_current(self) -> None:
        self.in_view().refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.EDGE, Space.EDGE - Space.TINY, Space.EDGE, Space.INSIDE)
        inner.addWidget(self._stack)
        right.addLayout(inner, 1)
        right.addWidget(self._foot)
        row.addLayout(right, 1)

    def _who(self, desk: Desk, about: OfficeAbout) -> str:
        t = self.bench.t
        role = t(ROLES[desk.person.role])
        name = desk.person.full_name or desk.person.name
        lines = [f"{role}: {name}", t("Fiscal year {year}", year=desk.today().year)]
        if about.practice:
            lines.append(t("Practice office"))
        return "\n".join(lines)
