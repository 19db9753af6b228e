"""A folder that is not there yet, for a new office."""

from pathlib import Path


def free_folder(parent: Path, name: str) -> Path:
    """Answer a folder of that name that is not there yet: "Practice", "Practice 2" ..."""
    tried, number = parent / name, 2
    while tried.exists():
        tried, number = parent / f"{name} {number}", number + 1
    return tried
