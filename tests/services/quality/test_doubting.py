"""A doubt let stand is asked about again: by whom, when and why is kept, and so is what was said before."""

import json
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select, update

from desktop.errors import Refused
from desktop.models import AuditLine, Household, RecordVersion, WarningOverride
from desktop.rules.fault_kinds import FaultCode
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.families import detail, saving
from desktop.services.quality import doubting, examining, listing
from desktop.services.quality.rows import FaultFilters, FaultRow
from desktop.store import proof
from tests import offices
from tests.services.quality.test_clinic import WRONG_SEX, add, change_mother, codes, rows

WHY = "KTP yang dilihat milik adiknya"
STANDING = FaultFilters(let_stand=True)


@pytest.fixture
def let(operator: Desk) -> FaultRow:
    """A doubt that the operator let stand."""
    [family] = add(operator)
    change_mother(operator, family, nik=WRONG_SEX)
    examining.examine(operator)
    doubt = next(row for row in rows(operator) if row.code is FaultCode.SEX_DIFFERS)
    examining.let_stand(operator, family, doubt.code, doubt.about, "Sesuai KTP")
    return rows(operator, STANDING)[0]


def again(desk: Desk, row: FaultRow, reason: str = WHY) -> None:
    doubting.doubt_again(desk, row.family, row.code, row.about, reason)


def test_it_is_in_the_list_again_at_once(operator: Desk, let: FaultRow) -> None:
    answer = doubting.doubt_again(operator, let.family, let.code, let.about, f"  {WHY} ")
    assert answer.changes.touches("warning_override", "family_fault")
    assert FaultCode.SEX_DIFFERS in codes(operator)
    assert rows(operator, STANDING) == []
    said = doubting.doubted_again(operator, let.family, let.code, let.about)
    assert said is not None
    assert (said.text, said.by, said.on) == (WHY, "Si Operator", operator.today())
    assert listing.reason(operator, let.family, let.code, let.about) is None
    assert examining.waiting(operator) == 0


def test_another_look_leaves_it_in_doubt(operator: Desk, let: FaultRow) -> None:
    again(operator, let)
    change_mother(operator, let.family, birth_place="SERANG")
    examining.examine(operator)
    assert FaultCode.SEX_DIFFERS in codes(operator)


def test_the_form_asks_again(operator: Desk, let: FaultRow) -> None:
    again(operator, let)
    shown = detail.open_family(operator, let.family)
    assert let.code in {problem.code for problem in shown.problems}


def test_what_was_said_before_stays_in_the_history(operator: Desk, let: FaultRow) -> None:
    again(operator, let)
    with operator.read() as session:
        (row,) = session.scalars(select(WarningOverride)).all()
        kept = session.scalars(
            select(RecordVersion.values)
            .where(RecordVersion.kind == "warning_override", RecordVersion.record == str(row.id))
            .order_by(RecordVersion.version)
        ).all()
        line = session.scalars(select(AuditLine).where(AuditLine.action == "faults.doubt_again")).one()
    said = [json.loads(values or "{}") for values in kept]
    assert [(one["code"], one["reason"]) for one in said] == [
        (let.code.value, "Sesuai KTP"),
        (f"again:{let.code.value}", WHY),
    ]
    assert (line.kind, line.record) == ("warning_override", str(row.id))


def test_it_may_be_let_stand_anew_and_doubted_anew(operator: Desk, let: FaultRow) -> None:
    for number in range(2):
        again(operator, let, f"{WHY} {number}")
        examining.let_stand(operator, let.family, let.code, let.about, f"Sudah dilihat {number}")
        assert codes(operator, STANDING) == [let.code]
        said = listing.reason(operator, let.family, let.code, let.about)
        assert said is not None
        assert said.text == f"Sudah dilihat {number}"
    last = doubting.doubted_again(operator, let.family, let.code, let.about)
    assert last is not None
    assert last.text == f"{WHY} 1"


def test_a_reason_for_the_wider_doubt_is_taken_back_with_the_narrower(operator: Desk) -> None:
    [family] = add(operator)
    shown = detail.open_family(operator, family)
    mother, child = shown.fields.members
    assert mother.birth_date is not None
    swapped = replace(mother, birth_date=mother.birth_date.replace(month=12, day=3))
    saving.save(operator, family, shown.stamp, replace(shown.fields, members=(swapped, child)), "Sesuai KTP")
    examining.examine(operator)
    (row,) = rows(operator, STANDING)
    assert row.code is FaultCode.BIRTH_SWAPPED
    again(operator, row)
    assert FaultCode.BIRTH_SWAPPED in codes(operator)


def test_other_doubts_of_the_family_keep_standing(operator: Desk, let: FaultRow) -> None:
    again_of_another_value = replace(let, about="3601015203840009")
    with pytest.raises(Refused) as caught:
        again(operator, again_of_another_value)
    assert caught.value.code == "quality.not_let_stand"
    assert codes(operator, STANDING) == [let.code]


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_wants_a_reason(operator: Desk, let: FaultRow, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        again(operator, let, reason)
    assert caught.value.code == "quality.again_reason"
    assert codes(operator, STANDING) == [let.code]


def test_it_is_taken_up_once(operator: Desk, let: FaultRow) -> None:
    again(operator, let)
    with pytest.raises(Refused) as caught:
        again(operator, let)
    assert caught.value.code == "quality.not_let_stand"


def test_a_family_of_nobody_or_of_another_office(operator: Desk, let: FaultRow) -> None:
    with pytest.raises(Refused) as caught:
        again(operator, replace(let, family=new_id()))
    assert caught.value.code == "family.unknown"
    with operator.write("test.moved") as unit:
        unit.connection.execute(update(Household).where(Household.id == let.family).values(owner="36.02"))
    with pytest.raises(Refused) as caught:
        again(operator, let)
    assert (caught.value.code, caught.value.values["owner"]) == ("quality.other_owner", "36.02")


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role is not Role.OPERATOR])
def test_only_the_operator_decides_and_everybody_may_read(operator: Desk, let: FaultRow, role: Role) -> None:
    other = offices.same_office_as(operator, role)
    with pytest.raises(Refused) as caught:
        again(other, let)
    assert caught.value.code == "role.not_allowed"
    again(operator, let)
    said = doubting.doubted_again(other, let.family, let.code, let.about)
    assert said is not None
    assert said.text == WHY


def test_nobody_doubted_again(operator: Desk, let: FaultRow) -> None:
    assert doubting.doubted_again(operator, let.family, let.code, let.about) is None
    assert doubting.doubted_again(operator, UUID(int=1), let.code, "") is None


def test_the_office_still_proves(operator: Desk, let: FaultRow) -> None:
    again(operator, let)
    with operator.read() as session:
        connection = session.connection()
        assert [*proof.chain(connection), *proof.versions(connection)] == []
