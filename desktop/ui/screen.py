"""What every screen is given and what the frame asks of it; screens know no other screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.app import Shared
from desktop.changes import Changes
from desktop.errors import Refused
from desktop.services.desk import Desk
from desktop.settings import Preferences
from desktop.ui.kit.button import Action
from desktop.ui.runner import Runner
from desktop.wording import Translator


@dataclass(frozen=True, slots=True)
class Bench:
    """One person's work place: his desk, the runner, and ways to other places of the window."""

    desk: Desk
    runner: Runner
    shared: Shared
    preferences: Preferences
    go: Callable[[str, object], None]  # to a place of the rail, with what it shall show (or None)
    toast: Callable[[str, Action | None], None]
    ground: QWidget | None = None  # what screens are made on: a whole screen that moves is dressed anew

    @property
    def t(self) -> Translator:
        return self.shared.t

    def sentence(self, refused: Refused) -> str:
        return self.t.refusal(refused)


class Screen(QWidget):
    """A place of the rail. It is made when it is first entered and kept while the person is signed in."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.ground)
        self.bench = bench
        self.t = bench.t

    def enter(self, argument: object = None) -> None:
        """Come into view; `argument` is what `Bench.go` was given, None for a plain visit."""

    def changed(self, changes: Changes) -> None:
        """Something was changed while in view, or since it last was: ask again where it matters here."""

    def refresh(self) -> None:
        """F5."""

    def may_leave(self) -> bool:
        """Say whether nothing typed would be lost; ask and go on leaving yourself where it would."""
        return True

    def keep_draft(self) -> None:
        """The office locks: keep what is typed as a draft."""
