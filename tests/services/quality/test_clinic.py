"""Examining a real office: what is found, what follows a change, a cancel, a reason, and who may do what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, FamilyClosure, FamilyFault, Household, Member, PersonDetails, WarningOverride
from desktop.rules.fault_kinds import FaultCode
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.families import detail, saving
from desktop.services.quality import examining, listing
from desktop.services.quality.rows import EVERYTHING, FaultFilters, FaultRow
from desktop.store.unit import Unit
from tests import families, offices

NO_NIK = FaultFilters(FaultCode.NIK_MISSING)
WRONG_SEX = "3601011203840001"  # of a man, in the family of tests whose mother has day 52


def add(desk: Desk, count: int = 1, start: int = 1) -> list[UUID]:
    return families.add(desk, count, start=start)


def change_mother(desk: Desk, family: UUID, **columns: object) -> None:
    with desk.write("family.save") as unit:
        statement = select(Member).where(Member.household_id == family, Member.position == 1)
        mother = unit.session.scalars(statement).one()
        for name, value in columns.items():
            setattr(mother, name, value)


def rows(desk: Desk, filters: FaultFilters = EVERYTHING) -> list[FaultRow]:
    return list(listing.page(desk, filters, 500).rows)


def codes(desk: Desk, filters: FaultFilters = EVERYTHING) -> list[FaultCode]:
    return [row.code for row in rows(desk, filters)]


def test_an_empty_office_has_nothing_to_examine(operator: Desk) -> None:
    answer = examining.examine(operator)
    assert (answer.value.families, answer.value.faulty) == (0, 0)
    assert not answer.changes.kinds


def test_each_family_is_examined_once(operator: Desk) -> None:
    add(operator, 3)
    assert examining.waiting(operator) == 3
    answer = examining.examine(operator)
    assert (answer.value.families, answer.value.faulty) == (3, 3)  # none of the children has a NIK
    assert answer.changes.touches("family_fault")
    assert examining.waiting(operator) == 0
    assert examining.examine(operator).value.families == 0
    assert codes(operator) == [FaultCode.NIK_MISSING] * 3


def test_more_families_than_a_chunk(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "CHUNK", 2)
    add(operator, 5)
    steps = Steps()
    assert examining.examine(operator, steps).value.families == 5
    assert steps.told == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_a_change_is_found_and_its_mending_too(operator: Desk) -> None:
    first, second = add(operator, 2)
    examining.examine(operator)
    change_mother(operator, first, nik=WRONG_SEX)
    assert examining.examine(operator).value.families == 1
    assert sorted(codes(operator)) == [FaultCode.NIK_MISSING, FaultCode.NIK_MISSING, FaultCode.SEX_DIFFERS]
    change_mother(operator, first, nik="3601015203840001")
    examining.examine(operator)
    assert {row.family for row in rows(operator)} == {first, second}
    assert set(codes(operator)) == {FaultCode.NIK_MISSING}


def test_a_family_that_left_the_lists_is_asked_nothing(operator: Desk) -> None:
    [family] = add(operator)
    examining.examine(operator)
    closure = FamilyClosure(
        id=new_id(), household_id=family, kind="moved_out", on=date(2019, 4, 1), reason="Pindah", by=operator.person.id
    )
    with operator.write("family.close") as unit:
        unit.session.add(closure)
    examining.examine(operator)
    assert rows(operator) == []
    with operator.write("family.reopen") as unit:
        unit.session.get_one(FamilyClosure, closure.id).reopened_on = date(2019, 4, 8)
    examining.examine(operator)
    assert codes(operator) == [FaultCode.NIK_MISSING]


class Steps:
    """Notes each step, and does something at one of them."""

    def __init__(self, at: int | None = None, then: object = None) -> None:
        self.told: list[tuple[int, int | None]] = []
        self._at, self._then = at, then

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.told.append((done, total))
        if done == self._at:
            if isinstance(self._then, Exception):
                raise self._then
            assert callable(self._then)
            self._then()


def test_what_was_found_before_a_cancel_stays(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "CHUNK", 2)
    add(operator, 5)
    with pytest.raises(Cancelled):
        examining.examine(operator, Steps(2, Cancelled()))
    assert examining.waiting(operator) == 3
    assert len(rows(operator)) == 2
    assert examining.examine(operator).value.families == 3


class Interrupted(Desk):
    """A desk beside which somebody else saves, just before this one writes."""

    saved: UUID | None = None

    @contextmanager
    def write(self, action: str) -> Iterator[Unit]:
        family, self.saved = self.saved, None
        if family is not None:
            change_mother(offices.same_office_as(self, Role.OPERATOR), family, nik=WRONG_SEX)
        with super().write(action) as unit:
            yield unit


def test_a_family_saved_meanwhile_is_seen_as_it_is_now(operator: Desk) -> None:
    """Somebody saves between the reading of families and the keeping of what was found in them."""
    [family] = add(operator)
    desk = Interrupted(operator.office, operator.person)
    desk.saved = family
    assert examining.examine(desk).value.families == 1
    assert FaultCode.SEX_DIFFERS in codes(operator)


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_may_have_families_examined(operator: Desk, role: Role) -> None:
    add(operator)
    assert examining.examine(offices.same_office_as(operator, role)).value.families == 1


def test_examining_changes_no_record_and_writes_no_line(operator: Desk) -> None:
    add(operator, 2)
    with operator.read() as session:
        before = session.scalar(select(func.max(AuditLine.seq))), session.scalar(select(func.max(Member.change_number)))
    examining.examine(operator)
    with operator.read() as session:
        after = session.scalar(select(func.max(AuditLine.seq))), session.scalar(select(func.max(Member.change_number)))
    assert after == before


def told(desk: Desk, family: UUID, **details: object) -> None:
    """Say something more of the mother."""
    with desk.write("family.save") as unit:
        statement = select(Member).where(Member.household_id == family, Member.position == 1)
        mother = unit.session.scalars(statement).one()
        unit.session.add(PersonDetails(member_id=mother.id, **details))


@pytest.mark.parametrize(
    ("source", "code", "found"),
    [
        ("ejsika", "civil", True),
        ("bdt2015", "5", True),
        ("regsosek2022k", "5", True),
        ("ejsika", "bdt2015:5", True),
        ("bdt2015", "4", False),
        ("ejsika", "employee", False),
        ("nobody", "5", False),
        ("ejsika", None, False),
    ],
)
def test_who_works_for_the_state_is_found_by_any_sources_code(
    operator: Desk, source: str, code: str | None, found: bool
) -> None:
    [family] = add(operator)
    told(operator, family, source=source, work_status=code)
    examining.examine(operator)
    assert (FaultCode.CIVIL_SERVANT in codes(operator)) is found


def test_a_birth_that_is_overdue_is_asked_about(operator: Desk) -> None:
    [family] = add(operator)
    change_mother(operator, family, pregnant=True)
    examining.examine(operator)
    told(operator, family, source="ejsika", due_on=date(2019, 4, 1))
    assert examining.waiting(operator) == 1, "what is told of a member calls for another look"
    examining.examine(operator)
    assert [row.about for row in rows(operator) if row.code is FaultCode.DUE_PASSED] == ["2019-04-01"]


def doubtful(desk: Desk) -> FaultRow:
    [family] = add(desk)
    change_mother(desk, family, nik=WRONG_SEX)
    examining.examine(desk)
    return next(row for row in rows(desk) if row.code is FaultCode.SEX_DIFFERS)


def test_a_reason_lets_a_doubt_stand(operator: Desk) -> None:
    row = doubtful(operator)
    answer = examining.let_stand(operator, row.family, row.code, row.about, "  Sesuai KTP, dilihat 3 April  ")
    assert answer.changes.touches("warning_override", "family_fault")
    assert codes(operator) == [FaultCode.NIK_MISSING]
    assert codes(operator, FaultFilters(let_stand=True)) == [FaultCode.SEX_DIFFERS]
    said = listing.reason(operator, row.family, row.code, row.about)
    assert said is not None
    assert (said.text, said.by, said.on) == ("Sesuai KTP, dilihat 3 April", "Si Operator", operator.today())
    assert examining.waiting(operator) == 0, "the family was examined anew at once"


def test_the_reason_stands_in_the_log(operator: Desk) -> None:
    row = doubtful(operator)
    examining.let_stand(operator, row.family, row.code, row.about, "Sesuai KTP")
    with operator.read() as session:
        override = session.scalars(select(WarningOverride)).one()
        line = session.scalars(select(AuditLine).order_by(AuditLine.seq.desc())).first()
        assert line is not None
        assert (line.action, line.kind, line.record) == ("faults.let_stand", "warning_override", str(override.id))


def test_the_form_asks_nothing_more_after_that(operator: Desk) -> None:
    row = doubtful(operator)
    examining.let_stand(operator, row.family, row.code, row.about, "Sesuai KTP")
    opened = detail.open_family(operator, row.family)
    assert "rules.nik_sex_differs" not in {problem.code for problem in opened.problems}


def test_a_reason_given_in_the_form_counts_here(operator: Desk) -> None:
    [family] = add(operator)
    opened = detail.open_family(operator, family)
    mother, child = opened.fields.members
    changed = replace(opened.fields, members=(replace(mother, nik=WRONG_SEX), child))
    saving.save(operator, family, opened.stamp, changed, "Sesuai KTP")
    examining.examine(operator)
    assert codes(operator, FaultFilters(let_stand=True)) == [FaultCode.SEX_DIFFERS]


def test_a_reason_for_a_differing_date_serves_the_swapped_one(operator: Desk) -> None:
    [family] = add(operator)
    change_mother(operator, family, birth_date=date(1984, 12, 3))
    examining.examine(operator)
    assert FaultCode.BIRTH_SWAPPED in codes(operator)
    with operator.write("family.save") as unit:
        mother = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 1)).one()
        unit.session.add(
            WarningOverride(
                member_id=mother.id,
                code="rules.nik_birth_differs",
                about=mother.nik or "",
                reason="Akta lahir",
                by=operator.person.id,
                at=operator.now(),
            )
        )
        unit.touch("member", families={family})
    examining.examine(operator)
    assert codes(operator, FaultFilters(let_stand=True)) == [FaultCode.BIRTH_SWAPPED]
    row = rows(operator, FaultFilters(let_stand=True))[0]
    said = listing.reason(operator, family, row.code, row.about)
    assert said is not None
    assert said.text == "Akta lahir"


def test_another_value_is_doubted_anew(operator: Desk) -> None:
    row = doubtful(operator)
    examining.let_stand(operator, row.family, row.code, row.about, "Sesuai KTP")
    change_mother(operator, row.family, nik="3601011203840077")
    examining.examine(operator)
    assert FaultCode.SEX_DIFFERS in codes(operator)
    assert codes(operator, FaultFilters(let_stand=True)) == []


def test_a_doubt_about_the_family_card_is_kept_with_its_first_member(operator: Desk) -> None:
    [family] = families.add(operator, 1, start=1, no_kk="3601010101320001")
    examining.examine(operator)
    examining.let_stand(operator, family, FaultCode.KK_FUTURE_DATE, "3601010101320001", "Tercetak begitu di KK")
    assert codes(operator, FaultFilters(let_stand=True)) == [FaultCode.KK_FUTURE_DATE]
    with operator.read() as session:
        override = session.scalars(select(WarningOverride)).one()
        assert session.get_one(Member, override.member_id).position == 1


@pytest.mark.parametrize(
    ("code", "about", "reason", "refused"),
    [
        (FaultCode.SEX_DIFFERS, WRONG_SEX, "   ", "quality.reason_needed"),
        (FaultCode.SEX_DIFFERS, "3601011203840099", "Sesuai KTP", "quality.no_such_fault"),
        (FaultCode.BIRTH_DIFFERS, WRONG_SEX, "Sesuai KTP", "quality.no_such_fault"),
        (FaultCode.NIK_MISSING, "", "Belum punya", "quality.must_be_mended"),
    ],
)
def test_what_cannot_stand(operator: Desk, code: FaultCode, about: str, reason: str, refused: str) -> None:
    row = doubtful(operator)
    with pytest.raises(Refused) as caught:
        examining.let_stand(operator, row.family, code, about, reason)
    assert caught.value.code == refused
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(WarningOverride)) == 0


def test_a_doubt_stands_once(operator: Desk) -> None:
    row = doubtful(operator)
    examining.let_stand(operator, row.family, row.code, row.about, "Sesuai KTP")
    with pytest.raises(Refused) as caught:
        examining.let_stand(operator, row.family, row.code, row.about, "Sesuai KTP")
    assert caught.value.code == "quality.no_such_fault"


def test_a_family_without_members_has_nobody_to_name(operator: Desk) -> None:
    with operator.write("import.accept") as unit:
        family = Household(id=new_id(), registered_at=operator.now(), no_kk="3601010101320001")
        unit.session.add(family)
    with pytest.raises(Refused) as caught:
        examining.let_stand(operator, family.id, FaultCode.KK_FUTURE_DATE, "3601010101320001", "Sesuai KK")
    assert caught.value.code == "quality.nobody_to_name"


def test_a_family_of_another_office_or_of_none(operator: Desk) -> None:
    with pytest.raises(Refused) as caught:
        examining.let_stand(operator, new_id(), FaultCode.SEX_DIFFERS, WRONG_SEX, "Sesuai KTP")
    assert caught.value.code == "family.unknown"
    row = doubtful(operator)
    with operator.office.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE household SET owner = '36.02'")
    with pytest.raises(Refused) as caught:
        examining.let_stand(operator, row.family, row.code, row.about, "Sesuai KTP")
    assert (caught.value.code, caught.value.values) == ("quality.other_owner", {"owner": "36.02"})


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_lets_stand(operator: Desk, role: Role) -> None:
    row = doubtful(operator)
    with pytest.raises(Refused) as caught:
        examining.let_stand(offices.same_office_as(operator, role), row.family, row.code, row.about, "Sesuai KTP")
    assert caught.value.code == "role.not_allowed"


def test_a_member_is_named_with_his_fault(operator: Desk) -> None:
    row = doubtful(operator)
    assert (row.person, row.caretaker) == ("ROHAYATI", "ROHAYATI")
    with operator.read() as session:
        kept = session.scalars(select(FamilyFault).where(FamilyFault.code == row.code)).one()
        assert kept.about == WRONG_SEX
    assert WRONG_SEX not in row.shown
    assert row.shown.endswith("840001")
