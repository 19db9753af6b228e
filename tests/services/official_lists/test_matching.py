"""Whom a row of a list means: by number, by the family card, and never by a name alone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models import FamilyClosure
from desktop.rules.official_lists import FoundBy, ListOutcome
from desktop.rules.terms import Presence
from desktop.services.desk import Desk
from desktop.services.official_lists.answers import About, Match, Question, read_said
from tests import families
from tests.services.official_lists import files as made

HEADINGS = ("No KK", "NIK", "Nama", "Tanggal Lahir", "Jenis Kelamin", "Desa/Kelurahan", "Hasil")
BORN = "12-03-1984"


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    return families.add(operator, 6)


def row(**known: Any) -> list[Any]:
    """Cells by short names: kk, nik, name, born, sex, village, word."""
    return [known.get(name, "") for name in ("kk", "nik", "name", "born", "sex", "village", "word")]


def compared(
    desk: Desk, folder: Path, rows: Sequence[Sequence[Any]], about: About = made.PKH
) -> tuple[tuple[Match, ...], tuple[Question, ...]]:
    found = made.preview(desk, made.write(folder / "list.xlsx", HEADINGS, rows), about)
    assert found.counts.balanced
    return found.compared.matches, found.compared.questions


def one(desk: Desk, folder: Path, about: About = made.PKH, **known: Any) -> Match:
    (match,), questions = compared(desk, folder, [row(**known)], about)
    assert questions == ()
    return match


def asked(desk: Desk, folder: Path, about: About = made.PKH, **known: Any) -> Question:
    matches, (question,) = compared(desk, folder, [row(**known)], about)
    assert matches == ()
    return question


def nobody(desk: Desk, folder: Path, about: About = made.PKH, **known: Any) -> bool:
    return compared(desk, folder, [row(**known)], about) == ((), ())


def test_by_nik(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    match = one(operator, tmp_path, nik=made.mother(1))
    assert (match.row, match.household, match.name) == (2, households[1], "ROHAYATI")
    assert (match.found_by, match.outcome) == (FoundBy.NIK, ListOutcome.LISTED)
    assert match.member == made.people(operator, households[1])[0].id


def test_the_nik_goes_before_the_card(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    match = one(operator, tmp_path, nik=made.mother(1), kk=made.card(3), name="ROHAYATI")
    assert (match.household, match.found_by) == (households[1], FoundBy.NIK)
    assert [each.field for each in read_said(match.said).differs] == ["no_kk"]


def test_by_the_card_and_the_name_in_the_family(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    match = one(operator, tmp_path, kk=made.card(0), name="Ujang")
    child = made.people(operator, households[0])[1]
    assert (match.member, match.found_by) == (child.id, FoundBy.NO_KK)


def test_by_the_card_with_another_nik(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    """The number differs, and that is what the list says of us."""
    match = one(
        operator, tmp_path, made.DUKCAPIL, nik="3601015203849999", kk=made.card(0), name="SITI AMINAH", word="PADAN"
    )
    assert (match.found_by, match.outcome) == (FoundBy.NO_KK, ListOutcome.DIFFERS)
    assert [each.field for each in read_said(match.said).differs] == ["nik"]


@pytest.mark.parametrize("about", [made.PKH, made.DTSEN])
@pytest.mark.parametrize("name", ["", "SOMEBODY ELSE"])
def test_the_card_alone_means_the_family(
    operator: Desk, households: list[UUID], tmp_path: Path, about: About, name: str
) -> None:
    match = one(operator, tmp_path, about, kk=made.card(2), name=name)
    assert (match.household, match.member, match.name) == (households[2], None, "ENTIN SURYATIN")


def test_an_official_on_our_card_whom_we_do_not_know_is_a_question(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    question = asked(operator, tmp_path, made.CIVIL, kk=made.card(2), name="H. SOMAD")
    assert question.why == "not_in_family"
    (candidate,) = question.candidates
    assert (candidate.match.household, candidate.match.member) == (households[2], None)


def test_dukcapil_knows_people_of_the_card_whom_we_do_not(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    assert nobody(operator, tmp_path, made.DUKCAPIL, kk=made.card(2), name="H. SOMAD")


def test_a_name_with_birth_date_and_village_is_a_question(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    village = made.village_of(operator, households[3])
    question = asked(operator, tmp_path, name="NUR JANAH", born=BORN, village=f"DESA {village.upper()}")
    assert question.why == "name_only"
    (candidate,) = question.candidates
    assert (candidate.match.household, candidate.match.found_by) == (households[3], FoundBy.NAME)
    assert (candidate.birth_date, candidate.village) == (date(1984, 3, 12), village)


def test_without_a_village_it_is_a_question_still(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    assert asked(operator, tmp_path, name="NURJANAH", born=BORN).why == "name_only"


@pytest.mark.parametrize(
    "known",
    [
        {"name": "NURJANAH"},
        {"name": "NURJANAH", "born": "13-03-1984"},
        {"name": "NURJANAH", "born": BORN, "sex": "L"},
        {"name": "NURJANAH", "born": BORN, "village": "Tempat Lain"},
        {"name": "JUMINAH", "born": BORN},
        {"nik": "3601015203849999", "name": "JUMINAH"},
        {"kk": "3601011010099999", "name": "NURJANAH"},
    ],
    ids=["a name", "another day", "another sex", "elsewhere", "another name", "a strange nik", "a strange card"],
)
def test_nobody_is_meant(operator: Desk, households: list[UUID], tmp_path: Path, known: dict[str, str]) -> None:
    """The case of Mojokerto: the same name in the same village is nobody's death (DOMAIN.md 3.5)."""
    village = made.village_of(operator, households[3])
    assert nobody(operator, tmp_path, **{"village": village, **known})


def test_an_equal_nik_with_another_name_is_a_question(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    question = asked(operator, tmp_path, nik=made.mother(0), name="BAMBANG")
    assert question.why == "other_name"
    assert [each.field for each in question.candidates[0].differs] == ["name"]


def test_an_equal_nik_with_another_name_and_the_same_day_is_he(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    assert one(operator, tmp_path, nik=made.mother(0), name="BAMBANG", born=BORN).household == households[0]


def test_for_dukcapil_another_name_is_the_result(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    match = one(operator, tmp_path, made.DUKCAPIL, nik=made.mother(0), name="BAMBANG", word="PADAN")
    assert match.outcome is ListOutcome.DIFFERS


def test_two_of_ours_with_one_nik_are_a_question(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    other = made.people(operator, households[4])[1]
    made.change_member(operator, other.id, nik=made.mother(0))
    question = asked(operator, tmp_path, nik=made.mother(0), name="SITI AMINAH")
    assert question.why == "several"
    assert {each.match.household for each in question.candidates} == {households[0], households[4]}


def test_two_families_with_one_card_are_a_question(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    made.change_household(operator, households[5], no_kk=made.card(2))
    question = asked(operator, tmp_path, kk=made.card(2))
    assert question.why == "several"
    assert {each.match.household for each in question.candidates} == {households[2], households[5]}
    assert {each.match.member for each in question.candidates} == {None}


def test_two_families_with_one_card_and_one_of_them_has_the_name(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    made.change_household(operator, households[5], no_kk=made.card(2))
    assert one(operator, tmp_path, kk=made.card(2), name="ENTIN SURYATIN").household == households[2]


def test_two_of_a_family_with_one_name_are_a_question(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    made.change_member(operator, made.people(operator, households[0])[1].id, name="SITI AMINAH")
    assert asked(operator, tmp_path, kk=made.card(0), name="SITI AMINAH").why == "several"


def test_who_was_entered_by_mistake_is_nobody(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    mother = made.people(operator, households[0])[0]
    made.change_member(operator, mother.id, presence=Presence.WITHDRAWN.value)
    assert nobody(operator, tmp_path, nik=made.mother(0), name="SITI AMINAH", born=BORN)


def test_a_family_that_left_the_lists_is_nobody(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    with operator.write("test.closed") as unit:
        closure = FamilyClosure(household_id=households[0], kind="moved_out", on=date(2019, 1, 8), reason="Pindah")
        closure.by = operator.person.id
        unit.session.add(closure)
    assert nobody(operator, tmp_path, nik=made.mother(0))
    assert nobody(operator, tmp_path, kk=made.card(0))
    with operator.write("test.opened") as unit:
        unit.session.get_one(FamilyClosure, closure.id).reopened_on = date(2019, 2, 1)
    assert one(operator, tmp_path, nik=made.mother(0)).household == households[0]


def test_who_died_here_is_meant_all_the_same(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    mother = made.people(operator, households[0])[0]
    made.change_member(operator, mother.id, presence=Presence.DIED.value)
    assert one(operator, tmp_path, nik=made.mother(0)).member == mother.id


def test_the_family_is_said_once_however_many_rows_it_has(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    rows = [row(kk=made.card(0), name=f"ANAK {number}") for number in range(4)]
    path = made.write(tmp_path / "list.xlsx", HEADINGS, rows)
    counts = made.preview(operator, path, made.DTSEN).counts
    assert (counts.by_kk, counts.repeated, counts.balanced) == (1, 3, True)


def test_rows_that_name_nobody_are_told_apart_from_those_of_others(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    rows = [row(name="TANPA NOMOR"), row(nik="3201011003840001", name="ORANG LAIN"), row(nik="3,60102E+15", name="X")]
    found = made.preview(operator, made.write(tmp_path / "list.xlsx", HEADINGS, rows), made.PKH)
    assert (found.counts.unusable, found.counts.absent, found.counts.warnings) == (2, 1, 1)
    assert [(each.row, each.name, each.nik[-6:]) for each in found.compared.absent] == [(3, "ORANG LAIN", "840001")]
    assert [each.code for each in found.compared.problems] == ["rules.nik_damaged"]


NUMBERS = st.integers(min_value=0, max_value=8)
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "nik": NUMBERS.map(made.mother),
            "kk": NUMBERS.map(made.card),
            "name": st.sampled_from([*families.MOTHERS, *families.CHILDREN, "ORANG LAIN"]),
            "born": st.sampled_from([BORN, "01-06-2009", "02-06-2009"]),
        },
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_every_row_of_any_list_is_accounted_for_once(
    operator: Desk, tmp_path: Path, rows: list[dict[str, str]]
) -> None:
    if not made.results(operator) and not made.everything(operator, made.Household):
        families.add(operator, 6)
    path = made.write(tmp_path / "any.xlsx", HEADINGS, [row(**each) for each in rows])
    if not any(rows):
        return  # a file of empty rows has none
    found = made.preview(operator, path, made.PKH)
    counts, compared_ = found.counts, found.compared
    assert counts.balanced
    assert counts.rows == sum(bool(each) for each in rows)
    told = [match.row for match in compared_.matches] + [question.row for question in compared_.questions]
    assert len(told) == len(set(told))
    assert all(match.found_by is not FoundBy.NAME for match in compared_.matches)
