"""What the gate asks of the services, as plain calls for the runner; the heavy loading happens in here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.progress import Progress

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.services.office_settings import OfficeAbout


def load(_: Progress) -> None:
    """Load what the first screens need, on a worker while a name and a password are typed."""
    import desktop.services.families.finding  # noqa: PLC0415
    import desktop.services.signing_in  # noqa: F401, PLC0415


@dataclass(frozen=True, slots=True)
class Opened:
    """An open office and who it is."""

    desk: Desk
    about: OfficeAbout


@dataclass(frozen=True, slots=True)
class SignIn:
    """Open an office as one person."""

    folder: Path
    name: str
    password: str

    def __call__(self, _: Progress) -> Opened:
        from desktop.services import office_settings, signing_in  # noqa: PLC0415

        desk = signing_in.sign_in(self.folder, self.name, self.password)
        return Opened(desk, office_settings.about(desk))


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Give the signed-in person his own password."""

    desk: Desk
    old: str
    new: str

    def __call__(self, _: Progress) -> None:
        from desktop.services import signing_in  # noqa: PLC0415

        signing_in.change_password(self.desk, self.old, self.new)
