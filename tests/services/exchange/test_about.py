"""Records and their values as people know them: whose they are, what they point to, and how a value is said."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import paths
from desktop.models import Base, FamilyRow, Household, Member, Payment, Receipt, Tranche, User
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange.about import about, family_of
from desktop.services.exchange.pointing import column_of, shown
from desktop.services.exchange.telling import RecordTeller
from desktop.wording import Translator, load
from desktop.wording.days import day
from tests.services.money import walk


def values_of(row: Base) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


@pytest.fixture
def session(operator: Desk, supervisor: Desk) -> Any:
    walk.opened(operator, supervisor, 2)
    with operator.read() as opened:
        yield opened


def named(session: Session, row: Base) -> tuple[object, str, str]:
    found = about(session, row.__tablename__, values_of(row))
    return found.family, found.name, found.place


def test_each_record_of_a_family_is_named_by_it(session: Session) -> None:
    payment = session.scalars(select(Payment)).first()
    assert payment is not None
    family = payment.enrolment.household_id
    row = session.scalars(select(FamilyRow).where(FamilyRow.household_id == family)).one()
    receipt = session.scalars(select(Receipt).where(Receipt.payment_id == payment.id)).one()
    household = session.get_one(Household, family)
    for record in (payment, receipt, household, payment.enrolment):
        assert named(session, record) == (family, row.caretaker_name, row.village_name)
    child = session.scalars(select(Member).where(Member.household_id == family, Member.position == 2)).one()
    assert named(session, child) == (family, child.name, row.village_name)


def test_what_belongs_to_no_family_is_named_by_its_code(session: Session) -> None:
    tranche = session.get_one(Tranche, ("jamsosratu", 2019, 1))
    assert named(session, tranche) == (None, "jamsosratu 2019/1", "")
    assert family_of(session, "decree", {"number": "1"}) is None


def test_values_point_to_names(session: Session) -> None:
    household = session.scalars(select(Household)).first()
    user = session.scalars(select(User).where(User.role == Role.OPERATOR)).one()
    assert household is not None
    caretaker = session.get_one(Member, household.caretaker_id)
    row = session.scalars(select(FamilyRow).where(FamilyRow.household_id == household.id)).one()
    for kind, column, value, said in (
        ("household", "caretaker_id", household.caretaker_id, caretaker.name),
        ("household", "registered_by", user.id, user.full_name),
        ("household", "village_code", household.village_code, row.village_name),
        ("household", "village_code", "99.99.99.9999", "99.99.99.9999"),
        ("member", "household_id", household.id, caretaker.name),
        ("member", "nik", caretaker.nik, caretaker.nik),
        ("member", "birth_date", caretaker.birth_date, caretaker.birth_date),
    ):
        assert shown(session, column_of(kind, column), value) == said


def test_what_points_to_nothing_here_is_told_apart_by_its_end(session: Session) -> None:
    lost = session.scalars(select(Receipt.id)).first()
    assert lost is not None
    assert shown(session, column_of("member", "household_id"), lost) == f"…{str(lost)[-6:]}"


@pytest.fixture(scope="module")
def indonesian() -> Translator:
    return load(paths.resources() / "locale", "id")


@pytest.mark.parametrize(
    ("name", "kept", "said"),
    [
        ("nik", "3601014107850003", "3601014107850003"),  # whole: the last digit may be what differs
        ("amount", 1_750_000, "Rp1.750.000"),
        ("households", 1_750, "1750"),
        ("sex", "P", "Perempuan"),
        ("sex", "?", "?"),
        ("state", "unpaid", "Belum diambil"),
        ("pregnant", True, "Ya"),
        ("pregnant", False, "Tidak"),
        ("birth_date", date(2019, 8, 5), "5 Agu 2019"),
        ("registered_at", datetime(2019, 8, 5, 3, 4, tzinfo=UTC), "5 Agu 2019 03.04"),
        ("name", "", "-"),
        ("name", None, "-"),
    ],
)
def test_values_are_said_whole_and_in_words(indonesian: Translator, name: str, kept: object, said: str) -> None:
    assert RecordTeller(indonesian, partial(day, indonesian)).value(name, kept) == said


def test_kinds_and_columns_have_words(indonesian: Translator) -> None:
    tell = RecordTeller(indonesian, partial(day, indonesian))
    assert [tell.kind("member"), tell.kind("life_event")] == ["Orang", "Data"]
    assert [tell.field("caretaker_id"), tell.field("entered_by")] == ["Pengurus", "entered by"]
