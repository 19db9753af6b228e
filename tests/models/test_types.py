"""Column types carry values to the file and back unchanged, or say at once that they cannot."""

import uuid
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from desktop.models import Area, Counter, Draft, Enrolment, Household, Member, Office, Payment, Signatory, User, Visit
from desktop.models.base import Moment, Uuid16
from desktop.rules.ids import new_id
from desktop.services.desk import Desk
from tests import families

SQLITE, POSTGRES = sqlite.dialect(), postgresql.dialect()
WITA = timezone(timedelta(hours=8))
moments = st.datetimes(
    min_value=datetime(1950, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, WITA, timezone(timedelta(hours=9)), timezone(timedelta(hours=-11))]),
)


@given(st.uuids())
def test_an_id_is_16_bytes_and_comes_back(value: uuid.UUID) -> None:
    kind = Uuid16()
    kept = kind.process_bind_param(value, SQLITE)
    assert kept is not None
    assert len(kept) == 16
    assert kind.process_result_value(kept, SQLITE) == value


def test_no_id_stays_none() -> None:
    assert Uuid16().process_bind_param(None, SQLITE) is None
    assert Uuid16().process_result_value(None, SQLITE) is None


@given(moments)
def test_a_moment_is_kept_in_utc_and_comes_back_as_the_same_moment(value: datetime) -> None:
    kept = Moment().process_bind_param(value, SQLITE)
    assert kept is not None
    assert kept.tzinfo is None
    back = Moment().process_result_value(kept, SQLITE)
    assert back == value
    assert back is not None
    assert back.tzinfo is UTC


@given(moments)
def test_postgresql_keeps_the_zone_itself(value: datetime) -> None:
    kept = Moment().process_bind_param(value, POSTGRES)
    assert kept == value
    assert kept is not None
    assert kept.utcoffset() == timedelta(0)
    assert Moment().process_result_value(kept, POSTGRES) == value


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        Moment().process_bind_param(datetime(2026, 1, 1), SQLITE)  # noqa: DTZ001 - what this is about


@given(st.lists(st.just(0), min_size=2, max_size=50))
def test_ids_sort_by_the_time_they_were_made(times: list[int]) -> None:
    made = [new_id() for _ in times]
    assert len(set(made)) == len(made)
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {uuid.RFC_4122}


def test_what_is_written_is_read(operator: Desk) -> None:
    """Every kind of column once, through the encrypted file."""
    at = datetime(2026, 3, 4, 23, 59, 59, 123456, tzinfo=WITA)
    with operator.write("x") as unit:
        family = Household(
            id=new_id(), no_kk="0000000000000001", latitude=-6.8123456789, longitude=105.5, receives_pkh=True,
            poverty_percentile=0, registered_at=at,
        )  # fmt: skip
        unit.session.add(family)
        unit.session.flush()
        unit.session.add(
            Member(household_id=family.id, position=1, name="Nyai Ratu \u2019Aisyah", birth_date=date(1984, 2, 29),
                   presence="living_here")
        )  # fmt: skip
    with operator.read() as session:
        read = session.get_one(Household, family.id)
        (member,) = read.members
    assert (read.no_kk, read.latitude, read.receives_pkh, read.poverty_percentile) == (
        "0000000000000001", -6.8123456789, True, 0,
    )  # fmt: skip
    assert read.registered_at == at
    assert (member.name, member.birth_date, member.nik, member.pregnant) == (
        "Nyai Ratu \u2019Aisyah", date(1984, 2, 29), None, None,
    )  # fmt: skip
    assert (read.address, read.caretaker_derived, member.sex_derived) == ("", False, False)


def refused_by_the_file(desk: Desk, statement: str, **values: object) -> str:
    with pytest.raises(IntegrityError) as broken, desk.write("x") as unit:
        unit.connection.execute(text(statement), values)
    return str(broken.value.orig)


def test_an_office_is_one(operator: Desk) -> None:
    copy = "INSERT INTO office SELECT 2, code, name, level, epoch, practice, created_at FROM office"
    assert "one_row" in refused_by_the_file(operator, copy)


def test_two_people_cannot_share_a_name(operator: Desk) -> None:
    with pytest.raises(IntegrityError), operator.write("x") as unit:
        unit.session.add(
            User(name="operator", role="auditor", must_change_password=False, created_at=operator.now(), active=True)
        )


@pytest.mark.parametrize(("field", "value"), [("amount", 0), ("amount", -1), ("state", "'given away'")])
def test_a_payment_that_cannot_be_is_refused_by_the_file(operator: Desk, field: str, value: object) -> None:
    """Whatever a service thought: no payment of nothing, none in a state nobody knows."""
    families.add(operator, 1)
    with operator.read() as session:
        enrolment = session.scalars(select(Enrolment)).one()
    row = {"amount": 500_000, "state": "'unpaid'"} | {field: value}
    statement = (
        "INSERT INTO payment (id, owner, version, change_number, pay_list_id, enrolment_id, amount, state, reason,"
        " card_number, caretaker_name, address, rt, rw, explanation)"
        f" VALUES (x'01', '36.01', '{{}}', 1, x'02', :enrolment, {row['amount']}, {row['state']},"
        " '', '1', 'A', '', '', '', '')"
    )
    said = refused_by_the_file(operator, statement, enrolment=enrolment.id.bytes)
    assert ("amount_positive" if field == "amount" else "state_known") in said


def test_a_household_is_once_in_a_programme(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    with pytest.raises(IntegrityError, match="household_id"), operator.write("x") as unit:
        unit.session.add(
            Enrolment(household_id=family, programme="jamsosratu", status="candidate", since=date(2019, 1, 1))
        )


def test_equal_numbers_of_people_are_allowed(operator: Desk) -> None:
    """Equal No KK and NIK are a task for a person, not an error of the file (DESIGN.md 4.4)."""
    families.add(operator, 1, no_kk="3601010101010001")
    families.add(operator, 1, start=1, no_kk="3601010101010001")
    with operator.read() as session:
        assert len(session.scalars(select(Household).where(Household.no_kk == "3601010101010001")).all()) == 2


def test_the_stream_names_office_and_epoch() -> None:
    assert Office(code="36.01", epoch=3).stream == "36.01#3"


def test_members_come_in_their_order(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    with operator.write("x") as unit:
        for position in (9, 4, 7):
            unit.session.add(
                Member(household_id=family, position=position, name=f"Anak {position}", presence="living_here")
            )
    with operator.read() as session:
        assert [one.position for one in session.get_one(Household, family).members] == [1, 2, 4, 7, 9]


def test_a_value_of_another_kind_is_refused_before_the_file(operator: Desk) -> None:
    with pytest.raises(StatementError), operator.write("x") as unit:
        unit.session.add(Draft(user_id=operator.person.id, form="a", values="{}", at="yesterday"))


def test_a_schema_made_from_the_models_alone_takes_rows() -> None:
    """For an office with many desks: nothing in the tables needs SQLCipher."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for model in (Area, User, Counter, Signatory, Household, Member):
            model.__table__.create(connection)
        with Session(connection) as session:
            session.add(Area(code="36", level="province", name="Banten"))
            session.flush()
            session.add(Area(code="36.01", parent_code="36", level="regency", name="Kabupaten Pandeglang"))
            session.commit()
            assert session.scalars(select(Area.name).order_by(Area.code.desc())).first() == "Kabupaten Pandeglang"
    engine.dispose()


@pytest.mark.parametrize("model", [Household, Member, Payment, Visit, Enrolment])
def test_a_record_made_in_the_code_has_its_id_when_kept(model: type) -> None:
    default = model.__table__.c.id.default
    assert default is not None
    assert isinstance(default.arg(None), uuid.UUID)
