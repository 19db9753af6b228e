"""What the pages before the workspace ask of the services; the heavy loading happens in here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.progress import Progress

if TYPE_CHECKING:
    from desktop.app import Shared
    from desktop.services.desk import Desk
    from desktop.services.office_folders import OfficeFound
    from desktop.services.office_settings import OfficeAbout
    from desktop.services.safety import Restored


def load(_: Progress) -> None:
    """Load the first screens and the services under them, on a worker while a name and a password are typed."""
    import desktop.services.office_folders  # noqa: PLC0415
    import desktop.services.signing_in  # noqa: PLC0415
    import desktop.ui.families.screen  # noqa: PLC0415
    import desktop.ui.frame.workspace  # noqa: PLC0415
    import desktop.ui.home.screen  # noqa: F401, PLC0415


def load_rooms(_: Progress) -> None:
    """Load the other screens, on a worker while the first is looked at: whoever goes there does not wait for it."""
    import desktop.ui.accounting.screen  # noqa: PLC0415
    import desktop.ui.auditing.screen  # noqa: PLC0415
    import desktop.ui.duplicates.screen  # noqa: PLC0415
    import desktop.ui.exchange.screen  # noqa: PLC0415
    import desktop.ui.letters.screen  # noqa: PLC0415
    import desktop.ui.office.screen  # noqa: PLC0415
    import desktop.ui.official_lists.screen  # noqa: PLC0415
    import desktop.ui.payday.screen  # noqa: PLC0415
    import desktop.ui.payday.signed_screen  # noqa: PLC0415
    import desktop.ui.payers.screen  # noqa: PLC0415
    import desktop.ui.payout.screen  # noqa: PLC0415
    import desktop.ui.quality.screen  # noqa: PLC0415
    import desktop.ui.reports.screen  # noqa: PLC0415
    import desktop.ui.validating.screen  # noqa: PLC0415
    import desktop.ui.visits.screen  # noqa: F401, PLC0415


@dataclass(frozen=True, slots=True)
class Opened:
    """An open office, who it is, and after how many minutes without a key it locks."""

    desk: Desk
    about: OfficeAbout
    idle_minutes: int


def _opened(desk: Desk) -> Opened:
    from desktop.services import office_settings  # noqa: PLC0415

    safety = office_settings.read(desk, office_settings.Safety)
    return Opened(desk, office_settings.about(desk), safety.idle_minutes)


@dataclass(frozen=True, slots=True)
class Look:
    """See whose office a folder is."""

    folder: Path

    def __call__(self, _: Progress) -> OfficeFound:
        from desktop.services import office_folders  # noqa: PLC0415

        return office_folders.look(self.folder)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Open an office as one person."""

    folder: Path
    name: str
    password: str

    def __call__(self, _: Progress) -> Opened:
        from desktop.services import signing_in  # noqa: PLC0415

        return _opened(signing_in.sign_in(self.folder, self.name, self.password))


@dataclass(frozen=True, slots=True)
class Recover:
    """Open an office with the code of the printed sheet, giving one person a new password."""

    folder: Path
    code: str
    name: str
    password: str

    def __call__(self, _: Progress) -> Opened:
        from desktop.services import signing_in  # noqa: PLC0415

        return _opened(signing_in.recover(self.folder, self.code, self.name, self.password))


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Give the signed-in person his own password."""

    desk: Desk
    old: str
    new: str

    def __call__(self, _: Progress) -> None:
        from desktop.services import signing_in  # noqa: PLC0415

        signing_in.change_password(self.desk, self.old, self.new)


@dataclass(frozen=True, slots=True)
class IdleMinutes:
    """Read after how many minutes the office locks."""

    desk: Desk

    def __call__(self, _: Progress) -> int:
        from desktop.services import office_settings  # noqa: PLC0415

        return office_settings.read(self.desk, office_settings.Safety).idle_minutes


@dataclass(frozen=True, slots=True)
class Close:
    """Close the office and drop its key."""

    desk: Desk

    def __call__(self, _: Progress) -> None:
        self.desk.close()


@dataclass(frozen=True, slots=True)
class Restore:
    """Bring an office back from a backup, by an administrator and a second person (each name and password)."""

    source: Path
    folder: Path
    first: tuple[str, str]
    second: tuple[str, str]

    def __call__(self, progress: Progress) -> Restored:
        from desktop.services import safety  # noqa: PLC0415

        name, password = self.first
        return safety.restore(self.source, self.folder, password, name, self.second, progress)


@dataclass(frozen=True, slots=True)
class MakePractice:
    """Make a practice office; everybody in it has the one password."""

    folder: Path
    password: str
    shared: Shared
    households: int = 500

    def __call__(self, progress: Progress) -> Path:
        from desktop.services.demo import making  # noqa: PLC0415
        from desktop.services.demo.wanted import Wanted  # noqa: PLC0415

        gazetteer, resources = self.shared.gazetteer, self.shared.resources
        making.make(self.folder, Wanted(self.households), self.password, gazetteer, resources, progress)
        return self.folder
