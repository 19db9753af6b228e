"""One small practice office for all tests of this folder; nobody changes it."""

from collections.abc import Iterator

import pytest

from desktop.services import signing_in
from desktop.services.demo.wanted import Wanted
from desktop.services.desk import Desk
from tests.services.demo.practices import HOUSEHOLDS, PASSWORD, Practice, make


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    return make(tmp_path_factory.mktemp("demo") / "office", Wanted(HOUSEHOLDS))


@pytest.fixture
def desk(practice: Practice) -> Iterator[Desk]:
    """The operator's desk."""
    made = signing_in.sign_in(practice.folder, "operator", PASSWORD)
    yield made
    made.close()
