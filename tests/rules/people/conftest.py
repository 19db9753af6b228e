"""The ground that invented people live on in these tests."""

from datetime import date

import pytest

from desktop import paths
from desktop.gazetteer import Gazetteer
from desktop.rules.people.lists import Lists, parse_lists
from desktop.rules.people.plan import Ground

ON = date(2019, 4, 1)


@pytest.fixture(scope="session")
def lists() -> Lists:
    files = sorted((paths.resources() / "demo").glob("*.txt"))
    return parse_lists(*(file.read_text(encoding="utf-8") for file in files))


@pytest.fixture(scope="session")
def ground(lists: Lists) -> Ground:
    return Ground(Gazetteer().villages("36.01"), "Pandeglang", ON, lists)
