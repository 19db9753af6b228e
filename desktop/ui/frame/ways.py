"""The other ways into an office: another folder, the recovery code, a new office, a practice office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.errors import Refused
from desktop.ui.frame.opening import Look, Opened, Recover
from desktop.ui.frame.welcome import Welcome
from desktop.ui.jobs.job import Lane
from desktop.wording import N_

if TYPE_CHECKING:
    from desktop.services.office_folders import OfficeFound
    from desktop.ui.frame.entry import Entry
    from desktop.ui.frame.recovery import Recovery

PRACTICE = N_("Practice")


class Ways(QObject):
    """Part of the entry, which holds the pages."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.t = entry.t
        self._entry = entry
        self._recovery: Recovery | None = None
        self._names: tuple[str, ...] = ()

    def welcome(self, *, back: bool = False) -> None:
        page = Welcome(self.t, back=back)
        page.open_wanted.connect(self.ask_folder)
        page.new_wanted.connect(self.new_office)
        page.practice_wanted.connect(self.practice)
        page.back_wanted.connect(self._entry.show_gate)
        self._entry.put(page)

    def another(self) -> None:
        """Leave the sign-in page of one office for the ways to another."""
        self.welcome(back=True)

    def ask_folder(self) -> None:
        """Let the person choose a folder, in the system's own dialog."""
        start = self._entry.folder.parent if self._entry.folder else paths.offices()
        title = self.t("Choose the folder of an office")
        folder = QFileDialog.getExistingDirectory(self._entry, title, str(start if start.is_dir() else Path.home()))
        if folder:
            self.open_folder(Path(folder))

    def open_folder(self, folder: Path) -> None:
        """See whether the folder is an office; then its sign-in page follows."""
        self._entry.runner.submit(Look(folder), self._found, self._no_office, newest="look")

    def look_again(self) -> None:
        """See whether the office of the sign-in page is still there, and what it is called."""
        if self._entry.folder is not None:
            self._entry.runner.submit(Look(self._entry.folder), self._known, self._missing, newest="look")

    def recovery(self) -> None:
        """Show the page for the printed code."""
        from desktop.ui.frame.recovery import Recovery  # noqa: PLC0415 - not needed to paint the first page

        personal = self._entry.preferences.personal
        page = Recovery(self.t, personal.office_name, self._names, personal.user)
        page.tried.connect(self._recover)
        page.left.connect(self._entry.show_gate)
        self._recovery = page
        self._entry.put(page)

    def practice(self) -> None:
        """Show the page that makes a practice office, in a folder that is free."""
        from desktop.ui.frame.practice import Practice  # noqa: PLC0415

        page = Practice(self._entry.shared, self._entry.runner, free_folder(paths.offices(), self.t(PRACTICE)))
        page.entered.connect(self._practise)
        page.left.connect(self._entry.begin)
        self._entry.put(page)

    def new_office(self) -> None:
        """Show the assistant that sets up an office."""
        from desktop.ui.firstrun.assistant import Assistant  # noqa: PLC0415

        page = Assistant(self._entry.shared, self._entry.runner)
        page.made.connect(self._entry.choose)
        page.left.connect(self._entry.begin)
        self._entry.put(page)

    def _found(self, found: OfficeFound) -> None:
        self._entry.preferences.change(office=str(found.folder), office_name=found.name, user="")
        self._entry.choose(found.folder)

    def _no_office(self, refused: Refused) -> None:
        page = self._entry.currentWidget()
        if isinstance(page, Welcome):
            page.refuse(self.t.refusal(refused))

    def _known(self, found: OfficeFound) -> None:
        self._names = found.users
        if self._entry.gate is not None and found.folder == self._entry.folder:
            self._entry.gate.say_line(0, found.name)

    def _missing(self, refused: Refused) -> None:
        self._names = ()
        if self._entry.gate is not None:
            self._entry.gate.notice.say(self.t.refusal(refused))

    def _recover(self, code: str, name: str, password: str) -> None:
        if self._entry.folder is not None:
            work = Recover(self._entry.folder, code, name, password)
            self._entry.runner.submit(work, self._recovered, self._not_recovered, lane=Lane.WRITE)

    def _recovered(self, opened: Opened) -> None:
        self._recovery = None
        self._entry.take(opened)

    def _not_recovered(self, refused: Refused) -> None:
        if self._recovery is not None and self._entry.currentWidget() is self._recovery:
            self._recovery.refuse(self.t.refusal(refused))

    def _practise(self, folder: Path, name: str, password: str) -> None:
        self._entry.choose(folder, name)
        self._entry.sign_in(name, password)


def free_folder(parent: Path, name: str) -> Path:
    """Answer a folder of that name that is not there yet: "Practice", "Practice 2" ..."""
    tried, number = parent / name, 2
    while tried.exists():
        tried, number = parent / f"{name} {number}", number + 1
    return tried
