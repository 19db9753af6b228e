"""What the assistant has gathered so far, and what each of its steps is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.progress import Progress
from desktop.rules.areas import Area
from desktop.rules.terms import Role
from desktop.services.office_settings import Letterhead, Signatories
from desktop.services.opening import NewOffice, NewUser
from desktop.wording import Translator


@dataclass(frozen=True, slots=True)
class Wish:
    """The office somebody wants. `programmes` are names of packaged years with what they are called."""

    area: Area | None = None
    programmes: tuple[tuple[str, str], ...] = ()
    letterhead: Letterhead = field(default_factory=Letterhead)
    signatories: Signatories = field(default_factory=Signatories)
    people: tuple[NewUser, ...] = ()
    folder: Path | None = None

    def office(self) -> NewOffice:
        """As the service wants it."""
        assert self.area is not None
        return NewOffice(
            self.area.code,
            tuple(name for name, _ in self.programmes),
            self.people,
            {"letterhead": self.letterhead, "signatories": self.signatories},
        )

    @property
    def administrator(self) -> str:
        return next((one.full_name or one.name for one in self.people if one.role is Role.ADMINISTRATOR), "")


class Step(QWidget):
    """One page of the assistant. `ahead` is Enter in its last field."""

    ahead = Signal()

    def __init__(self, t: Translator, title: str, sentence: str) -> None:
        super().__init__()
        self.t = t
        self.title = title
        self.sentence = sentence

    def enter(self, wish: Wish) -> None:
        """Come into view with what was gathered before."""

    def take(self, wish: Wish) -> Wish | None:
        """Add what was filled in here; None where something is missing, which is said in the step itself."""
        return wish

    def check(self, wish: Wish) -> Callable[[Progress], None] | None:
        """Give the work that checks on a worker what only the services know."""
        return None

    def begin(self) -> None:
        """Put the cursor where one begins."""
