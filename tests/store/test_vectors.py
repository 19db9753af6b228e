"""Records of other offices stay as they came, and versions of several streams are numbered without a hole."""

import json
import uuid

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Household, Member, Office, ProgrammeYear, RecordVersion, Tranche
from desktop.services.desk import Desk
from desktop.store import foreign, proof
from desktop.store.canonical import canonical_rows
from desktop.store.foreign import Came
from desktop.store.journal import NOT_VALUES
from desktop.store.unit import Unit
from desktop.store.vectors import came_from
from tests import families


def columns(row: Household, **said: object) -> dict[str, list[object]]:
    now = {column.name: [getattr(row, column.name)] for column in Household.__table__.columns}
    return now | {name: [value] for name, value in said.items()}


def arrive(unit: Unit, family: uuid.UUID, **said: object) -> None:
    """What a package does to a record that is here."""
    row = unit.session.get_one(Household, family)
    came = columns(row, **said)
    foreign.update(unit, Came(Household.__table__, came, [str(family)], canonical_rows(came, NOT_VALUES)))  # type: ignore[arg-type]
    unit.session.expire(row)


def given_away(desk: Desk) -> uuid.UUID:
    """A family of another office."""
    (family,) = families.add(desk, 1)
    with desk.write("test.take") as unit:
        arrive(unit, family, owner="36.02", version=json.dumps({"36.02#1": 3}))
    return family


def test_a_stream_belongs_to_its_office_alone() -> None:
    assert came_from("36", {"36#2": 1})
    assert not came_from("36", {"36.01#1": 4})
    assert not came_from("36.0", {"36.01#1": 4})


def test_what_came_from_another_office_is_not_changed_here(operator: Desk) -> None:
    family = given_away(operator)
    with pytest.raises(Refused) as refused, operator.write("test.edit") as unit:
        unit.session.get_one(Household, family).address = "Kp. Baru"
    assert (refused.value.code, refused.value.values["office"]) == ("exchange.other_owner", "36.02")
    with operator.read() as session:
        assert session.get_one(Household, family).address != "Kp. Baru"


def test_nor_by_the_thousand(operator: Desk) -> None:
    family = given_away(operator)
    with pytest.raises(Refused) as refused, operator.write("test.edit") as unit:
        row = {name: one for name, (one,) in columns(unit.session.get_one(Household, family)).items()}
        unit.update_many(Household, [row | {"address": "Kp. Baru"}])
    assert refused.value.code == "exchange.other_owner"


def test_a_new_record_beside_it_is_ours(operator: Desk) -> None:
    family = given_away(operator)
    with operator.write("test.beside") as unit:
        unit.session.add(Member(household_id=family, position=9, name="ASEP", presence="living_here"))
    with operator.read() as session:
        assert session.scalars(select(Member).where(Member.name == "ASEP")).one().owner == "36.01"


def test_what_stands_in_the_province_s_name_until_it_sends_it_may_be_changed(operator: Desk) -> None:
    with operator.write("test.window") as unit:
        tranche = unit.session.scalars(select(Tranche)).first()
        assert tranche is not None
        tranche.amount = 900_000
    with operator.read() as session:
        assert (session.scalars(select(ProgrammeYear)).one().owner, tranche.owner) == ("36", "36")


@pytest.mark.parametrize("twice", [False, True])
def test_versions_after_a_restore_are_numbered_one_after_another(operator: Desk, *, twice: bool) -> None:
    """The vector jumps by what was lost and came back; only the newest version is open."""
    (family,) = families.add(operator, 1)
    with operator.write("test.epoch") as unit:
        unit.session.get_one(Office, 1).epoch = 2
    operator.office.identify()
    with operator.write("test.catch_up") as unit:
        arrive(unit, family, address="Kp. Lama", version=json.dumps({"36.01#1": 5}))
    with operator.write("test.edit") as unit:
        row = unit.session.get_one(Household, family)
        row.address = "Kp. Baru"
        if twice:
            unit.session.flush()
            row.address = "Kp. Terbaru"
    with operator.read() as session:
        kept = session.execute(
            select(RecordVersion.version, RecordVersion.valid_to).where(RecordVersion.record == str(family))
        ).all()
        assert sorted(row.version for row in kept) == list(range(1, 5 if twice else 4))
        assert [row.version for row in kept if row.valid_to is None] == [len(kept)]
        assert json.loads(session.get_one(Household, family).version) == {"36.01#1": 5, "36.01#2": 2 if twice else 1}
        connection = session.connection()
        assert [*proof.versions(connection), *proof.live_records(connection, ["household"])] == []
