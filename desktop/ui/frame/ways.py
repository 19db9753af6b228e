"""The other ways into an office: another folder, the recovery code, a new office, a practice one, a backup."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.errors import Refused
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.opening import Look, Recover
from desktop.ui.frame.pages import Pages
from desktop.ui.frame.welcome import Welcome
from desktop.ui.free_folder import free_folder
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.words import number
from desktop.wording import N_

if TYPE_CHECKING:
    from desktop.services.office_folders import OfficeFound
    from desktop.services.safety import Restored

PRACTICE = N_("Practice")


class Ways(QObject):
    """Shows its pages on the same stack as the sign-in page, and tells whoever holds that where they lead.

    `chosen` brings the folder of an office, its name and who may want to sign in (each "" if not known); `practised`
    a folder, a name and a password; `recovered` an open office; `left` that the person goes back.
    """

    chosen = Signal(object, str, str)
    practised = Signal(object, str, str)
    recovered = Signal(object)
    left = Signal()

    def __init__(self, pages: Pages) -> None:
        super().__init__(pages)
        self.t = pages.t
        self._pages = pages
        self._folder: Path | None = None

    def welcome(self, folder: Path | None = None) -> None:
        """Show the ways to an office; `folder` is the office one comes from and can go back to."""
        self._folder = folder
        page = Welcome(self.t, back=folder is not None)
        page.open_wanted.connect(self.ask_folder)
        page.new_wanted.connect(self.new_office)
        page.practice_wanted.connect(self.practice)
        page.restore_wanted.connect(self.restore)
        page.back_wanted.connect(self.left)
        self._pages.put(page)

    def ask_folder(self) -> None:
        """Let the person choose a folder, in the system's own dialog."""
        start = self._folder.parent if self._folder else paths.offices()
        title = self.t("Choose the folder of an office")
        folder = QFileDialog.getExistingDirectory(self._pages, title, str(start if start.is_dir() else Path.home()))
        if folder:
            self.open_folder(Path(folder))

    def open_folder(self, folder: Path) -> None:
        """See whether the folder is an office; then its sign-in page follows."""
        self.look(folder, self._found)

    def look(self, folder: Path, found: Callable[[OfficeFound], object]) -> None:
        """See whose office a folder is; what is wrong with it is said on the page in view."""
        self._pages.runner.submit(Look(folder), found, self._no_office, newest="look")

    def recovery(self, folder: Path, user: str) -> None:
        """Show the page for the printed code of the office in `folder`."""
        self.look(folder, partial(self._show_recovery, user))

    def _show_recovery(self, user: str, found: OfficeFound) -> None:
        from desktop.ui.frame.recovery import Recovery  # noqa: PLC0415 - not needed to paint the first page

        self._folder = found.folder
        page = Recovery(self.t, found.name, found.users, user)
        page.tried.connect(self._recover)
        page.left.connect(self.left)
        self._pages.put(page)

    def practice(self) -> None:
        """Show the page that makes a practice office, in a folder that is free."""
        from desktop.ui.frame.practice import Practice  # noqa: PLC0415

        page = Practice(self._pages.shared, self._pages.runner, free_folder(paths.offices(), self.t(PRACTICE)))
        page.entered.connect(self.practised)
        page.left.connect(self._back_to_welcome)
        self._pages.put(page)

    def restore(self) -> None:
        """Show the page that brings an office back from a backup."""
        from desktop.ui.frame.bringing import Bringing  # noqa: PLC0415

        page = Bringing(self.t, self._pages.runner)
        page.restored.connect(self._restored)
        page.left.connect(self._back_to_welcome)
        self._pages.put(page)

    def new_office(self) -> None:
        """Show the assistant that sets up an office."""
        from desktop.ui.firstrun.assistant import Assistant  # noqa: PLC0415

        page = Assistant(self._pages.shared, self._pages.runner)
        page.made.connect(self.chosen)
        page.left.connect(self._back_to_welcome)
        self._pages.put(page)

    def _back_to_welcome(self) -> None:
        self.welcome(self._folder)

    def _restored(self, folder: Path, restored: Restored, name: str) -> None:
        self.chosen.emit(folder, restored.name, name)
        page = self._pages.currentWidget()
        if isinstance(page, Gate):
            families = number(restored.totals["household"])
            page.say(self.t("The office is back. Families in it: {families}.", families=families))

    def _found(self, found: OfficeFound) -> None:
        self.chosen.emit(found.folder, found.name, "")

    def _no_office(self, refused: Refused) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, Welcome | Gate):
            page.warn(self.t.refusal(refused))

    def _recover(self, code: str, name: str, password: str) -> None:
        assert self._folder is not None
        work = Recover(self._folder, code, name, password)
        self._pages.runner.submit(work, self.recovered.emit, partial(_not_recovered, self._pages), lane=Lane.WRITE)


def _not_recovered(pages: Pages, refused: Refused) -> None:
    from desktop.ui.frame.recovery import Recovery  # noqa: PLC0415

    page = pages.currentWidget()
    if isinstance(page, Recovery):
        page.refuse(refused)
