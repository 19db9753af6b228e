"""The first sign-in of somebody: the office is open, and he chooses a password of his own before he goes in."""

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refused
from desktop.ui.frame.idle import Idle
from desktop.ui.frame.opening import ChangePassword, Close, Opened
from desktop.ui.frame.own_password import OwnPassword
from desktop.ui.frame.pages import Pages
from desktop.ui.jobs.job import Lane


class FirstSignIn(QObject):
    """`ready` brings the open office once the password is changed; else it is closed.

    `left` says that he would not, `locked` that nobody typed for as long as the office allows.
    """

    ready = Signal(object)
    left = Signal()
    locked = Signal()

    def __init__(self, pages: Pages) -> None:
        super().__init__(pages)
        self._pages = pages
        self._opened: Opened | None = None
        self._password = ""
        self._idle = Idle(pages.runner, self)
        self._idle.idle.connect(self._lock)

    def begin(self, opened: Opened, password: str) -> None:
        """Show the page; `password` is the first one, that he came in with."""
        self._opened, self._password = opened, password
        person = opened.desk.person
        page = OwnPassword(self._pages.t, person.full_name or person.name)
        page.chosen.connect(self._change)
        page.left.connect(self._give_up)
        self._pages.put(page)
        self._idle.start(opened.idle_minutes, opened.desk)

    def close(self) -> None:
        """The program ends: close what was not handed on."""
        opened = self._let_go()
        if opened is not None:
            opened.desk.close()

    def _change(self, new: str) -> None:
        assert self._opened is not None
        work = ChangePassword(self._opened.desk, self._password, new)
        self._pages.runner.submit(work, self._changed, self._refused, lane=Lane.WRITE)

    def _changed(self, _: None) -> None:
        self.ready.emit(self._let_go())

    def _refused(self, refused: Refused) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, OwnPassword):
            page.refuse(self._pages.t.refusal(refused))

    def _give_up(self) -> None:
        self._close()
        self.left.emit()

    def _lock(self) -> None:
        self._close()
        self.locked.emit()

    def _close(self) -> None:
        opened = self._let_go()
        if opened is not None:
            self._pages.runner.submit(Close(opened.desk), lane=Lane.WRITE)

    def _let_go(self) -> Opened | None:
        self._idle.stop()
        opened, self._opened, self._password = self._opened, None, ""
        return opened
