"""What an office folder tells before anybody is in: whose it is and who can sign in."""

from dataclasses import dataclass
from pathlib import Path

from desktop.errors import Refused
from desktop.services.signing_in import names
from desktop.store.folder import OfficeFolder


@dataclass(frozen=True, slots=True)
class OfficeFound:
    """An office that is there and whose key file can be read. The name is empty where office.toml was lost."""

    folder: Path
    name: str
    users: tuple[str, ...]


def look(folder: Path) -> OfficeFound:
    """Look at a folder. Refuses one that is missing, is no office, or whose key file is damaged or newer."""
    if folder.is_file():
        raise Refused("folder.not_an_office", path=str(folder))
    users = tuple(names(folder))
    return OfficeFound(folder, str(OfficeFolder(folder).read_about().get("name", "")), users)
