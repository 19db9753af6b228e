"""The digest by which a file is known again."""

import hashlib
from pathlib import Path

from desktop.errors import Refused

_CHUNK = 1 << 20


def sha256_of(path: Path) -> bytes:
    """Read the whole file in parts. Refuses one that is not there or cannot be read."""
    if path.is_dir():  # what the system says of it differs, and sounds as if somebody held it open
        raise Refused("files.is_folder", path=str(path))
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while part := file.read(_CHUNK):
                digest.update(part)
    except FileNotFoundError as error:
        raise Refused("sheets.missing", name=path.name) from error
    except OSError as error:
        raise Refused("sheets.unreadable", name=path.name) from error
    return digest.digest()
