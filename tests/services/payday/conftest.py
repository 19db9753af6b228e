"""Words as people at the desk read them."""

import pytest

from desktop import paths, wording
from desktop.wording import Translator


@pytest.fixture(scope="session")
def t_id() -> Translator:
    return wording.load(paths.resources() / "locale", "id")
