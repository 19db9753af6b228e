"""Two offices with keys of their own, and letters between them."""

from datetime import UTC, date, datetime

import pytest

from desktop.exchange.keys import OfficeKeys, new_keys
from desktop.exchange.manifest import Head, Kind
from desktop.exchange.sealing import Letter

DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def district() -> OfficeKeys:
    return new_keys("36.01", 1, DAY)


@pytest.fixture(scope="session")
def province() -> OfficeKeys:
    return new_keys("36", 1, DAY)


@pytest.fixture(scope="session")
def letter(province: OfficeKeys) -> Letter:
    return Letter(
        Kind.DATA,
        province.card,
        schema=5,
        number=1,
        log=Head(12, "ab" * 32),
        made_at=datetime(2026, 11, 22, 6, tzinfo=UTC),
        app="0.1.0",
        range=(0, 3),
        received={"36#1": 7},
        period="2019/1",
        totals={"families": 2, "rupiah": 2_000_000},
    )
