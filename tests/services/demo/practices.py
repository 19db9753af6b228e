"""Practice offices for the tests of this folder."""

from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.gazetteer import Gazetteer
from desktop.services.demo import making
from desktop.services.demo.wanted import Made, Wanted

PASSWORD = "ikan bakar di Labuan"
HOUSEHOLDS = 70


@dataclass(frozen=True)
class Practice:
    """A practice office and what making it answered."""

    folder: Path
    made: Made


def make(folder: Path, wanted: Wanted) -> Practice:
    return Practice(folder, making.make(folder, wanted, PASSWORD, Gazetteer(), paths.resources()))
