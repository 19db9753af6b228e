"""The pages before somebody is in: sign-in, the own password at the first one, and the other ways there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.app import Shared
from desktop.errors import Refused
from desktop.settings import Preferences
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.opening import ChangePassword, Close, Opened, SignIn
from desktop.ui.frame.own_password import OwnPassword
from desktop.ui.frame.ways import Ways
from desktop.ui.jobs.job import Lane
from desktop.ui.runner import Runner


class Entry(QStackedWidget):
    """`entered` brings the open office and who he is."""

    entered = Signal(object)

    def __init__(self, shared: Shared, preferences: Preferences, runner: Runner, folder: Path | None) -> None:
        super().__init__()
        self.shared = shared
        self.t = shared.t
        self.preferences = preferences
        self.runner = runner
        self.folder = folder
        self.gate: Gate | None = None
        self._password = ""
        self._opened: Opened | None = None
        self._loaded = False
        self.ways = Ways(self)
        self.begin()

    def begin(self) -> None:
        """Show where one begins: the sign-in page of the office last used, or the ways to one."""
        if self.folder is None:
            self.ways.welcome()
        else:
            self.show_gate()

    def loaded(self, _: object = None) -> None:
        """The services are there; before, asking them would hold up the first paint."""
        self._loaded = True
        self.ways.look_again()

    def choose(self, folder: Path, user: str = "") -> None:
        """Go to the sign-in page of another office."""
        self.folder = folder
        self.show_gate(user)

    def show_gate(self, user: str | None = None, sentence: str = "") -> Gate:
        """Show the sign-in page; without `user` the name that was last used stands there."""
        personal = self.preferences.personal
        folder = str(self.folder or "")
        known = folder == personal.office
        name = personal.user if user is None and known else user or ""
        gate = Gate(self.t, personal.office_name if known else "", folder, name)
        gate.entered.connect(self.sign_in)
        gate.recovery_wanted.connect(self.ways.recovery)
        gate.other_wanted.connect(self.ways.another)
        if sentence:
            gate.say(sentence)
        self.put(gate)
        self.gate = gate
        if self._loaded:
            self.ways.look_again()
        return gate

    def put(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is not needed again."""
        old = self.currentWidget()
        self.gate = None
        self.addWidget(page)
        self.setCurrentWidget(page)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()

    def sign_in(self, name: str, password: str) -> None:
        """Try to open the office; the answer comes back to the page or leads in."""
        if self.folder is None or self.gate is None:
            return
        self._password = password
        self.gate.busy(self.t("Opening the office"))
        self.runner.submit(SignIn(self.folder, name, password), self.take, self._not_opened, lane=Lane.WRITE)

    def take(self, opened: Opened) -> None:
        """Somebody is in: remember him for the next time, and see that he has a password of his own."""
        person = opened.desk.person
        self.preferences.change(office=str(self.folder), office_name=opened.about.name, user=person.name)
        if not person.must_change_password:
            self._password = ""
            self.entered.emit(opened)
            return
        self._opened = opened
        page = OwnPassword(self.t, person.full_name or person.name)
        page.chosen.connect(self._change_password)
        page.left.connect(self.give_up)
        self.put(page)

    def give_up(self) -> None:
        """Close an office whose own password was not chosen."""
        if self._opened is not None:
            self.runner.submit(Close(self._opened.desk), lane=Lane.WRITE)
        self._opened = None
        self._password = ""
        self.show_gate()

    def close_office(self) -> None:
        """The program ends: close what is open and not handed on yet."""
        if self._opened is not None:
            self._opened.desk.close()
        self._opened = None

    def _not_opened(self, refused: Refused) -> None:
        self._password = ""
        seconds = refused.values.get("seconds")
        if self.gate is None:
            return
        if refused.code == "keys.wait" and isinstance(seconds, int):
            self.gate.refuse_for(seconds)
        else:
            self.gate.refuse(self.t.refusal(refused))

    def _change_password(self, new: str) -> None:
        assert self._opened is not None
        work = ChangePassword(self._opened.desk, self._password, new)
        self.runner.submit(work, self._changed_password, self._not_changed, lane=Lane.WRITE)

    def _changed_password(self, _: None) -> None:
        assert self._opened is not None
        opened, self._opened, self._password = self._opened, None, ""
        self.entered.emit(opened)

    def _not_changed(self, refused: Refused) -> None:
        page = self.currentWidget()
        if isinstance(page, OwnPassword):
            page.refuse(self.t.refusal(refused))
