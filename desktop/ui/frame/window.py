"""The one window: the gate, then the workspace of whoever signed in, and the gate again when he leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.app import Shared
from desktop.errors import Refused
from desktop.settings import Preferences
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.opening import ChangePassword, Opened, SignIn, load
from desktop.ui.frame.own_password import OwnPassword
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.hook import Hook
from desktop.ui.runner import Runner

if TYPE_CHECKING:
    from desktop.ui.frame.workspace import Workspace

START_SIZE = (1366, 768)
LEAST_SIZE = (1100, 640)


class Window(QWidget):
    """Joins gate and workspace; knows nothing of what is inside either."""

    signed_in = Signal()

    def __init__(self, shared: Shared, preferences: Preferences, folder: Path | None) -> None:
        super().__init__()
        self.shared = shared
        self.t = shared.t
        self.preferences = preferences
        self.folder = folder
        self.runner = Runner(self)
        self.hook = Hook(shared.t, self)
        self.runner.trouble.connect(self.hook.show_trouble)
        self.runner.refused.connect(self._refused)
        self.workspace: Workspace | None = None
        self._opened: Opened | None = None
        self._password = ""
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setWindowTitle("e-JSiKa")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*START_SIZE)
        self.gate = self._new_gate()

    def begin(self) -> None:
        """Load what comes after the gate, while one types."""
        self.runner.submit(load)

    def sign_in(self, name: str, password: str) -> None:
        """Try to open the office; the answer comes back to the gate or leads into the workspace."""
        if self.folder is None:
            self.gate.refuse(self.t("Choose an office first."))
            return
        self._password = password
        self.gate.busy(self.t("Opening the office"))
        self.runner.submit(SignIn(self.folder, name, password), self._open, self._not_opened, lane=Lane.WRITE)

    def lock(self) -> None:
        """Close the office and drop its key; what was typed is kept as drafts."""
        if self.workspace is None or self._opened is None:
            return
        self.workspace.keep_drafts()
        self._pages.removeWidget(self.workspace)
        self.workspace.deleteLater()
        self.workspace = None
        self._opened.desk.close()
        self._opened = None
        self.gate = self._new_gate()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace is not None and not self.workspace.may_leave():
            event.ignore()
            return
        self.runner.close()
        if self._opened is not None:
            self._opened.desk.close()
            self._opened = None
        event.accept()

    def _new_gate(self) -> Gate:
        personal = self.preferences.personal
        name = personal.office_name if str(self.folder or "") == personal.office else ""
        gate = Gate(self.t, name, str(self.folder or ""), personal.user)
        gate.entered.connect(self.sign_in)
        self._show(gate)
        return gate

    def _show(self, page: QWidget) -> None:
        """Put a page in place of the one before, which is not needed again."""
        old = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

    def _not_opened(self, refused: Refused) -> None:
        self._password = ""
        self.gate.refuse(self.t.refusal(refused))

    def _open(self, opened: Opened) -> None:
        self._opened = opened
        person = opened.desk.person
        self.preferences.change(office=str(self.folder), office_name=opened.about.name, user=person.name)
        if person.must_change_password:
            self._ask_own_password(opened)
        else:
            self._enter(opened)

    def _ask_own_password(self, opened: Opened) -> None:
        page = OwnPassword(self.t, opened.desk.person.full_name or opened.desk.person.name)
        page.chosen.connect(self._change_password)
        self._show(page)

    def _change_password(self, new: str) -> None:
        assert self._opened is not None
        work = ChangePassword(self._opened.desk, self._password, new)
        self.runner.submit(work, self._changed_password, self._not_changed, lane=Lane.WRITE)

    def _changed_password(self, _: None) -> None:
        assert self._opened is not None
        self._enter(self._opened)

    def _not_changed(self, refused: Refused) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, OwnPassword):
            page.refuse(self.t.refusal(refused))

    def _enter(self, opened: Opened) -> None:
        from desktop.ui.frame.workspace import Workspace  # noqa: PLC0415 - loads services, not needed at the gate

        self._password = ""
        self.workspace = Workspace(self.shared, opened.desk, opened.about, self.runner, self.preferences)
        self._show(self.workspace)
        self.workspace.go("home")
        self.signed_in.emit()

    def _refused(self, refused: Refused) -> None:
        """Say a refusal that no screen took itself."""
        if self.workspace is not None:
            self.workspace.bench.toast(self.t.refusal(refused), None)
