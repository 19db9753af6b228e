"""The pages before somebody is in: sign-in, the own password at the first one, and the other ways there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.app import Shared
from desktop.errors import Refused
from desktop.settings import Preferences
from desktop.ui.frame.first_sign_in import FirstSignIn
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.opening import Opened, SignIn
from desktop.ui.frame.pages import Pages
from desktop.ui.frame.ways import Ways
from desktop.ui.jobs.job import Lane
from desktop.ui.runner import Runner

if TYPE_CHECKING:
    from desktop.services.office_folders import OfficeFound


class Entry(Pages):
    """`entered` brings the open office and who he is."""

    entered = Signal(object)

    def __init__(self, shared: Shared, preferences: Preferences, runner: Runner, folder: Path | None) -> None:
        super().__init__(shared, preferences, runner)
        self.folder = folder
        self._password = ""
        self._loaded = False
        self.ways = Ways(self)
        self.ways.chosen.connect(self.choose)
        self.ways.practised.connect(self._practise)
        self.ways.recovered.connect(self.take)
        self.ways.left.connect(self.begin)
        self._first = FirstSignIn(self)
        self._first.ready.connect(self.entered)
        self._first.left.connect(self.begin)
        self._first.locked.connect(self._locked)
        self.begin()

    @property
    def gate(self) -> Gate | None:
        """The sign-in page while it is in view."""
        page = self.currentWidget()
        return page if isinstance(page, Gate) else None

    def begin(self) -> None:
        """Show where one begins: the sign-in page of the office last used, or the ways to one."""
        if self.folder is None:
            self.ways.welcome()
        else:
            self.show_gate()

    def loaded(self, _: object = None) -> None:
        """The services are there; before, asking them would hold up the first paint."""
        self._loaded = True
        self._look_again()

    def choose(self, folder: Path, office: str, user: str) -> None:
        """Go to the sign-in page of another office."""
        self.folder = folder
        self.preferences.change(office=str(folder), office_name=office, user=user)
        self.show_gate()

    def show_gate(self, user: str | None = None, sentence: str = "") -> Gate:
        """Show the sign-in page; without `user` the name that was last used stands there."""
        personal = self.preferences.personal
        folder = str(self.folder or "")
        known = folder == personal.office
        name = personal.user if user is None and known else user or ""
        gate = Gate(self.t, personal.office_name if known else "", folder, name)
        gate.entered.connect(self.sign_in)
        gate.recovery_wanted.connect(self._forgot)
        gate.other_wanted.connect(partial(self.ways.welcome, self.folder))
        if sentence:
            gate.say(sentence)
        self.put(gate)
        if self._loaded:
            self._look_again()
        return gate

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
        password, self._password = self._password, ""
        if not person.must_change_password:
            self.entered.emit(opened)
            return
        self._first.begin(opened, password)

    def close_office(self) -> None:
        """The program ends: close what is open and not handed on yet."""
        self._first.close()

    def _forgot(self) -> None:
        if self.folder is not None and self.gate is not None:
            self.ways.recovery(self.folder, str(self.gate.form.values()["name"] or ""))

    def _practise(self, folder: Path, name: str, password: str) -> None:
        self.choose(folder, self.t("Practice office"), name)
        self.sign_in(name, password)

    def _look_again(self) -> None:
        """See whether the office of the sign-in page is still there, and what it is called."""
        if self.folder is not None:
            self.ways.look(self.folder, self._known)

    def _known(self, found: OfficeFound) -> None:
        if self.gate is not None and found.folder == self.folder:
            self.gate.say_line(0, found.name)

    def _locked(self) -> None:
        self.show_gate(sentence=self.t("Locked, because nothing was typed for a while."))

    def _not_opened(self, refused: Refused) -> None:
        self._password = ""
        if self.gate is not None:
            self.gate.refuse(refused)
