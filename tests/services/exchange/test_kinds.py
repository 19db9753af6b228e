"""What travels: every record of an office does, or is said to stay, and each kind is read as strictly as its table."""

import pytest
from sqlalchemy import inspect

from desktop.models import Base, Recorded
from desktop.services.exchange.kinds import FOR_DISTRICTS, PUBLISHED, STAYS, kinds, kinds_for


def recorded() -> set[str]:
    return {
        mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, Recorded)
    }  # fmt: skip


def test_every_record_travels_or_is_said_to_stay() -> None:
    assert set(kinds()) | STAYS == recorded()
    assert not set(kinds()) & STAYS
    assert set(kinds()) > PUBLISHED


def test_secrets_and_settings_never_travel() -> None:
    secrets = {"office_key", "setting", "draft", "counter", "app_user", "audit_line", "record_version"}
    assert secrets.isdisjoint(kinds())


def test_each_comes_after_what_it_points_to() -> None:
    order = list(kinds())
    for name, kind in kinds().items():
        for column in kind.table.columns:
            for key in column.foreign_keys:
                target = key.column.table.name
                if target in order and target != name:
                    assert order.index(target) < order.index(name), (name, target)


@pytest.mark.parametrize("name", sorted(recorded() - STAYS))
def test_a_kind_has_the_columns_of_its_table(name: str) -> None:
    kind = kinds()[name]
    columns = {column.key for column in inspect(kind.model).columns} - {"version", "change_number"}
    assert set(kind.columns) == columns
    assert list(kind.columns) == sorted(kind.columns)


def test_nothing_that_leads_to_a_family_goes_down_to_a_district() -> None:
    """A district answers for its own families alone; the province for all of them."""
    down = {kind.name: kind for kind in kinds_for("36.01")}
    assert set(down) == FOR_DISTRICTS
    for kind in down.values():
        targets = {key.column.table.name for key in kind.table.foreign_keys}
        assert targets <= FOR_DISTRICTS | {"app_user", "area"}, kind.name
        assert {"nik", "no_kk", "household_id", "member_id"}.isdisjoint(kind.columns), kind.name
    assert [kind.name for kind in kinds_for("36")] == list(kinds())
