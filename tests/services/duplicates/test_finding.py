"""Finding pairs in a real office: by each number, by likeness, and what is left alone."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.errors import Cancelled, Refused
from desktop.models import (
    AuditLine,
    BankAccount,
    Enrolment,
    FamilyClosure,
    Household,
    Likeness,
    Member,
    RecordVersion,
    Task,
)
from desktop.rules.ids import new_id
from desktop.rules.terms import Presence, Role
from desktop.services.desk import Desk
from desktop.services.duplicates import finding
from desktop.services.duplicates.keeping import Decision, Kept
from tests import offices
from tests.services.duplicates.doubles import (
    BORN,
    KK,
    NEIGHBOUR,
    NIK,
    ON,
    OTHER_KK,
    OTHER_NIK,
    change,
    double,
    family,
    one_pair,
    pairs,
    person,
    run,
)


def evidence(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(one_pair(desk).evidence)
    return found


def test_an_office_without_doubles_has_no_pairs(operator: Desk) -> None:
    family(operator, person(nik=NIK), no_kk=KK)
    family(operator, person("ROHAYATI", nik=OTHER_NIK, birth_date=BORN + timedelta(days=900)), no_kk=OTHER_KK)
    found = run(operator)
    assert (found.people, found.pairs, found.kept) == (2, 0, Kept())
    assert pairs(operator) == []


def test_an_equal_nik_in_two_families_is_a_pair(operator: Desk) -> None:
    one, other = double(operator)
    found = run(operator)
    assert (found.pairs, found.kept.new) == (1, 1)
    pair = one_pair(operator)
    assert {pair.one_id, pair.other_id} == {one, other}
    assert (pair.rule, pair.score, pair.decision) == ("same_nik", 100, None)
    assert evidence(operator)["fields"]["village"] == ["alike", "district"]


def test_an_equal_nik_is_asked_about_whatever_the_names(operator: Desk) -> None:
    double(operator, name="OTONG", birth_date=BORN - timedelta(days=9000), mother_name="ROHAYATI", sex="L")
    run(operator)
    assert (one_pair(operator).rule, one_pair(operator).score) == ("same_nik", 70)


@pytest.mark.parametrize("nik", [None, "0000000000000000", "1111111111111111", "3601", "3,60E+15"])
def test_a_missing_or_placeholder_number_pairs_nobody(operator: Desk, nik: str | None) -> None:
    """A placeholder read as a number made strangers one (PEERS.md)."""
    family(operator, person(nik=nik))
    family(operator, person("OTONG", nik=nik, mother_name="", sex="L", birth_date=None))
    assert run(operator).pairs == 0


def test_an_equal_nik_within_one_family_is_a_pair(operator: Desk) -> None:
    family(operator, person(nik=NIK), person("AMINAH", nik=NIK))
    run(operator)
    assert one_pair(operator).rule == "same_nik"


def test_an_equal_family_card_pairs_the_two_people_most_alike(operator: Desk) -> None:
    child = {"sex": "L", "birth_date": BORN.replace(year=2009), "mother_name": "SITI AMINAH"}
    first, second = person("ASEP", **child), person("ASEP SAEPUDIN", **child)
    family(operator, person(), first, no_kk=KK)
    family(operator, person("ROHAYATI", birth_date=None, mother_name=""), second, no_kk=KK)
    run(operator)
    pair = one_pair(operator)
    assert (pair.rule, {pair.one_id, pair.other_id}) == ("same_kk", {first.id, second.id})


def test_an_equal_family_card_of_strangers_pairs_the_caretakers(operator: Desk) -> None:
    one, other = person(), person("OTONG", sex="L", birth_date=None, mother_name="")
    family(operator, one, person("X", birth_date=None, mother_name=""), no_kk=KK)
    family(operator, other, no_kk=KK)
    run(operator)
    pair = one_pair(operator)
    assert (pair.rule, pair.score) == ("same_kk", 60)
    assert {pair.one_id, pair.other_id} == {one.id, other.id}


def stranger(name: str) -> Member:
    return person(name, birth_date=None, mother_name="")


def account(desk: Desk, household: UUID, until: date | None = None) -> None:
    row = BankAccount(id=new_id(), household_id=household, channel="bjb", number="0012345678", valid_from=ON)
    row.valid_to = until
    with desk.write("test.account") as unit:
        unit.session.add(row)


def test_an_account_that_two_families_use_is_a_pair(operator: Desk) -> None:
    for name in ("SITI AMINAH", "OTONG"):
        account(operator, family(operator, stranger(name)))
    run(operator)
    assert (one_pair(operator).rule, one_pair(operator).score) == ("same_account", 60)


def test_an_account_that_one_of_them_gave_up_is_none(operator: Desk) -> None:
    account(operator, family(operator, stranger("SITI AMINAH")), ON)
    account(operator, family(operator, stranger("OTONG")))
    assert run(operator).pairs == 0


def second_programme(desk: Desk, household: UUID, card: str) -> None:
    with desk.write("test.card") as unit:
        unit.session.add(
            Enrolment(
                id=new_id(), household_id=household, programme="jscm", card_number=card, status="active", since=ON
            )
        )


def test_one_card_in_two_programmes_is_a_pair(operator: Desk) -> None:
    family(operator, stranger("SITI AMINAH"), card="36010001")
    second_programme(operator, family(operator, stranger("OTONG")), "36010001")
    run(operator)
    assert (one_pair(operator).rule, one_pair(operator).score) == ("same_card", 65)


def test_one_family_of_two_programmes_is_no_double(operator: Desk) -> None:
    second_programme(operator, family(operator, person(), card="36010001"), "36010001")
    assert run(operator).pairs == 0


def test_people_alike_without_any_number_are_a_pair(operator: Desk) -> None:
    family(operator, person("Hj. SITI AMINAH BINTI SARIP"))
    family(operator, person("Siti Amina", birth_date=BORN.replace(day=3, month=12)), village=NEIGHBOUR)
    run(operator)
    pair = one_pair(operator)
    assert (pair.rule, pair.score >= 65) == ("likely", True)
    assert evidence(operator)["fields"]["birth"] == ["alike", "swapped"]
    assert evidence(operator)["fields"]["name"] == ["alike", "spelling"]


def test_one_name_in_one_village_pairs_nobody(operator: Desk) -> None:
    """The two women of PKH Mojokerto, one of whom was marked dead for the other (DOMAIN.md 3.5)."""
    family(operator, person(mother_name="", nik=NIK, birth_date=BORN))
    other = person(mother_name="", nik="3601016108910003", birth_date=BORN.replace(year=1991, month=8, day=21))
    family(operator, other)
    family(operator, person(mother_name="", birth_date=None))
    assert run(operator).pairs == 0


def test_a_family_registered_twice_is_one_question(operator: Desk) -> None:
    children = [("ASEP", 2009), ("NENG YULIA", 2012), ("DADANG", 2015)]
    for village in (None, NEIGHBOUR):
        people = [person(nik=NIK)]
        people += [person(name, birth_date=BORN.replace(year=year), mother_name="SITI") for name, year in children]
        family(operator, *people, village=village, no_kk=KK)
    found = run(operator)
    assert (found.people, found.pairs) == (8, 1)
    kept = evidence(operator)
    assert kept["rules"] == ["same_nik", "same_kk", "likely"]
    assert kept["more"] == len(kept["others"]) == 3


def test_very_many_with_one_number_are_paired_with_the_first_only(operator: Desk) -> None:
    for number in range(7):
        family(operator, person(f"{'ABCDEFG'[number] * 6}", nik=NIK, birth_date=None, mother_name=""))
    assert run(operator).pairs == 6


@pytest.mark.parametrize("presence", [Presence.MOVED, Presence.WITHDRAWN])
def test_who_moved_or_was_entered_by_mistake_is_no_double(operator: Desk, presence: Presence) -> None:
    double(operator, presence=presence)
    assert run(operator).pairs == 0


@pytest.mark.parametrize("presence", [Presence.DIED, Presence.NOT_FOUND])
def test_a_dead_or_lost_person_entered_as_living_elsewhere_is_asked_about(operator: Desk, presence: Presence) -> None:
    double(operator, presence=presence)
    assert run(operator).pairs == 1


def close(desk: Desk, household: UUID) -> None:
    with desk.write("test.close") as unit:
        unit.session.add(
            FamilyClosure(
                id=new_id(), household_id=household, kind="moved_out", on=ON, reason="pindah", by=desk.person.id
            )
        )


def test_a_family_that_left_the_lists_is_no_double_until_it_comes_back(operator: Desk) -> None:
    family(operator, person(nik=NIK))
    close(operator, family(operator, person(nik=NIK)))
    assert run(operator).pairs == 0
    with operator.write("test.reopen") as unit:
        unit.session.scalars(select(FamilyClosure)).one().reopened_on = ON
    assert run(operator).pairs == 1


def test_a_second_run_finds_the_same_and_writes_nothing(operator: Desk) -> None:
    double(operator)
    run(operator)
    before = one_pair(operator)
    again = run(operator)
    assert again.kept == Kept(there=1)
    after = one_pair(operator)
    assert (after.id, after.version, after.found_at) == (before.id, before.version, before.found_at)


def test_a_waiting_pair_whose_values_changed_is_brought_up_to_date(operator: Desk) -> None:
    _, other = double(operator)
    run(operator)
    change(operator, other, name="OTONG", birth_date=None, mother_name="", sex=None)
    assert run(operator).kept == Kept(there=1)
    assert one_pair(operator).score == 70


def test_a_pair_that_a_correction_took_apart_waits_no_more(operator: Desk) -> None:
    _, other = double(operator)
    run(operator)
    different = {"nik": OTHER_NIK, "name": "OTONG", "sex": "L", "birth_date": None, "mother_name": "ROHAYATI"}
    change(operator, other, **different)
    assert run(operator).kept == Kept(gone=1)
    gone = one_pair(operator)
    assert (gone.decision, gone.decided_by) == (Decision.GONE, None)
    change(operator, other, nik=NIK)
    assert run(operator).kept == Kept(again=1)
    assert (one_pair(operator).id, one_pair(operator).decision) == (gone.id, None)


def test_a_run_is_journalled(operator: Desk) -> None:
    double(operator)
    run(operator)
    with operator.read() as session:
        kept = session.scalars(select(RecordVersion).where(RecordVersion.kind == "likeness")).all()
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "duplicates.find")).all()
    assert [version.record for version in kept] == [str(one_pair(operator).id)]
    assert [line.detail for line in lines if line.kind is None] == [
        '{"again": 0, "gone": 0, "new": 1, "pairs": 1, "people": 2}'
    ]


def test_no_family_is_changed_by_a_run(operator: Desk) -> None:
    double(operator)
    with operator.read() as session:
        before = session.execute(select(Household.version, Household.change_number)).all()
    run(operator)
    with operator.read() as session:
        assert session.execute(select(Household.version, Household.change_number)).all() == before


def ask(desk: Desk, kind: str, about: str) -> None:
    with desk.write("test.task") as unit:
        unit.session.add(Task(kind=kind, about=about, records="[]", opened_at=desk.now()))


def test_older_questions_become_pairs(operator: Desk) -> None:
    double(operator)
    family(operator, person("OTONG", birth_date=None, mother_name=""), no_kk=KK)
    ask(operator, "same_nik", NIK)
    ask(operator, "payment.same_kk", f"jamsosratu:2019/1 {KK}")
    ask(operator, "same_kk", "3601010101190999")
    ask(operator, "other", NIK)
    assert run(operator).pairs == 2
    with operator.read() as session:
        tasks = {(task.kind, task.outcome, task.closed_at is None) for task in session.scalars(select(Task))}
    assert tasks == {
        ("same_nik", finding.NOW_A_PAIR, False),
        ("payment.same_kk", finding.NOW_A_PAIR, False),
        ("same_kk", finding.NO_LONGER, False),
        ("other", None, True),
    }


class Stop:
    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("at", range(6))
def test_a_run_that_is_stopped_leaves_nothing(operator: Desk, at: int) -> None:
    double(operator)
    ask(operator, "same_nik", NIK)
    with pytest.raises(Cancelled):
        finding.find(operator, Stop(at))
    assert pairs(operator) == []
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(Task).where(Task.closed_at.is_(None))) == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_may_not_run_it(operator: Desk, role: Role) -> None:
    with pytest.raises(Refused):
        finding.find(offices.same_office_as(operator, role))


def test_what_another_version_wrote_can_be_read(operator: Desk) -> None:
    double(operator)
    run(operator)
    with operator.write("test.old") as unit:
        unit.session.scalars(select(Likeness)).one().evidence = "{}"
    assert run(operator).kept == Kept(there=1)
    assert evidence(operator)["rules"] == ["same_nik"]
