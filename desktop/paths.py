"""Where packaged files and the person's own settings lie, in a checkout and in the frozen program."""

import sys
from pathlib import Path

from platformdirs import user_config_path, user_documents_path


def resources() -> Path:
    """Folder of the packaged resources."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def user_settings() -> Path:
    """Folder of what this person on this PC prefers; it holds no data of the office."""
    return user_config_path("ejsika", appauthor=False, ensure_exists=True)


def documents() -> Path:
    """Folder that save dialogs start in."""
    return user_documents_path()
