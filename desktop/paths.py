"""Where packaged files and the person's own settings lie, in a checkout and in the frozen program."""

import sys
from pathlib import Path

from platformdirs import user_config_path, user_documents_path, user_state_path


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


def user_state() -> Path:
    """Folder of the program's own log; it holds no data of the office."""
    return user_state_path("ejsika", appauthor=False, ensure_exists=True)


def offices() -> Path:
    """Folder that a new office is offered in: not among the documents, which many PCs copy to a cloud."""
    return Path.home() / "e-JSiKa"
