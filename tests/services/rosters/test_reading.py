"""The rows of lists by name: whose they are, in which order, and what an address looks like on paper."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.models import Enrolment, FamilyClosure, Household, Member
from desktop.rules.nik import mask
from desktop.rules.terms import EnrolmentStatus, Presence, Relation
from desktop.services.desk import Desk
from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.services.rosters import reading
from desktop.services.rosters.kinds import COLUMNS, TITLES, Roster
from desktop.services.rosters.reading import RosterRow
from tests import families

ROW = RosterRow(
    UUID(int=1), "SITI AMINAH", "3601014101850001", "3601010101190001", "Kp. Cikadu", "3", "1", "JSR-36.01-000001", 4,
    "active", "36.01.01.2001", "Cikadu", "Labuan",
)  # fmt: skip


def rename(desk: Desk, family: UUID, name: str) -> None:
    with desk.write("test.rename") as unit:
        household = unit.session.get_one(Household, family)
        unit.session.get_one(Member, household.caretaker_id).name = name


def cell(kind: Roster, title: str, row: RosterRow) -> str | int:
    return next(column for column in COLUMNS[kind] if column.title == title).get(row)


def test_a_row_says_what_the_family_is(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    (family,) = families.add(operator, 1, places=[village], address="Jl. Raya", hamlet="Kp. Cikadu", rt="3", rw="1")
    with operator.write("test.card") as unit:
        enrolment = unit.session.scalars(select(Enrolment)).one()
        enrolment.card_number, enrolment.status = "JSR-36.01-000009", EnrolmentStatus.ACTIVE
    (row,) = reading.in_order(operator, Asked())
    assert (row.id, row.village_code, row.rt, row.rw) == (family, village, "3", "1")
    assert (row.card, row.status, row.members) == ("JSR-36.01-000009", "active", 2)
    assert row.address == "Kp. Cikadu, Jl. Raya"
    with operator.read() as session:
        household = session.get_one(Household, family)
        assert row.no_kk == (household.no_kk or "")
        assert row.nik == session.get_one(Member, household.caretaker_id).nik


def test_within_one_rt_names_go_by_the_alphabet_without_titles(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    ids = families.add(operator, 3, places=[village], rt="1", rw="1")
    for family, name in zip(ids, ("Hj. Zubaedah", "CUCU HARYATI", "Drs. Ade Sunarya"), strict=True):
        rename(operator, family, name)
    assert [row.name for row in reading.in_order(operator, Asked())] == [
        "Drs. Ade Sunarya",
        "CUCU HARYATI",
        "Hj. Zubaedah",
    ]


def test_who_left_is_in_no_list(operator: Desk) -> None:
    stays, leaves = families.add(operator, 2)
    with operator.write("test.close") as unit:
        day, by = date(2019, 5, 2), operator.person.id
        unit.session.add(FamilyClosure(household_id=leaves, kind="double", on=day, reason="Ganda", by=by))
    assert [row.id for row in reading.in_order(operator, Asked())] == [stays]


def test_only_who_lives_there_is_counted(operator: Desk) -> None:
    families.add(operator, 1)
    with operator.write("test.moved") as unit:
        unit.session.scalars(select(Member).where(Member.relation == Relation.CHILD)).one().presence = Presence.MOVED
    (row,) = reading.in_order(operator, Asked())
    assert row.members == 1


def test_what_is_typed_and_chosen_narrows_it(operator: Desk) -> None:
    one, other = families.villages(operator, 2)
    families.add(operator, 3, places=[one])
    ids = families.add(operator, 2, start=3, places=[other])
    rename(operator, ids[0], "UNTUNG SUROPATI")
    assert len(reading.in_order(operator, Asked())) == 5
    assert {row.village_code for row in reading.in_order(operator, Asked(filters=Filters(village_code=one)))} == {one}
    assert [row.id for row in reading.in_order(operator, Asked("untung"))] == [ids[0]]
    district = one.rsplit(".", 1)[0]
    assert len(reading.in_order(operator, Asked(filters=Filters(district_code=district)))) >= 3
    assert reading.in_order(operator, Asked(filters=Filters(status="graduated"))) == []


@pytest.mark.parametrize("at_once", [1, 2, 7, 100])
def test_reading_in_parts_leaves_nobody_out(operator: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    ids = families.add(operator, 7, places=families.villages(operator, 3))
    monkeypatch.setattr(reading, "AT_ONCE", at_once)
    rows = reading.in_order(operator, Asked())
    assert {row.id for row in rows} == set(ids)
    assert len(rows) == 7


def test_a_family_without_a_caretaker_is_listed_all_the_same(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    with operator.write("test.caretaker") as unit:
        unit.session.get_one(Household, family).caretaker_id = None
    (row,) = reading.in_order(operator, Asked())
    assert (row.name, row.nik) == ("", "")
    for kind in Roster:
        assert cell(kind, "Nama pengurus", row) == "Belum ada pengurus"


def test_each_list_has_its_title_and_columns() -> None:
    assert set(TITLES) == set(COLUMNS) == set(Roster)
    assert "BNBA" in TITLES[Roster.ADDRESS]
    assert cell(Roster.ADDRESS, "Nomor KK", ROW) == ROW.no_kk
    assert cell(Roster.ADDRESS, "Alamat", ROW) == ROW.address
    assert cell(Roster.ADDRESS, "Anggota", ROW) == 4
    hall = {column.title for column in COLUMNS[Roster.HALL]}
    assert not hall & {"Nomor KK", "Alamat", "Nomor kartu"}


@pytest.mark.parametrize(
    ("rt", "rw", "shown"),
    [("3", "1", "3/1"), ("", "1", "-/1"), ("3", "", "3/-"), ("", "", ""), ("003", "010", "003/010")],
)
def test_rt_and_rw_stand_together(rt: str, rw: str, shown: str) -> None:
    row = RosterRow(ROW.id, "A", "", "", "", rt, rw, "", 1, "candidate", "", "", "")
    for kind in Roster:
        assert cell(kind, "RT/RW", row) == shown


@pytest.mark.parametrize("status", [*EnrolmentStatus, "registered"])
def test_every_status_has_its_word_on_paper(status: str) -> None:
    row = RosterRow(ROW.id, "A", "", "", "", "", "", "", 1, status, "", "", "")
    assert "_" not in str(cell(Roster.ADDRESS, "Status", row))
    assert str(cell(Roster.ADDRESS, "Status", row))[:1].isupper()


@given(st.from_regex(r"[1-9][0-9]{15}", fullmatch=True))
def test_no_number_stands_whole_on_a_notice_board(nik: str) -> None:
    row = RosterRow(ROW.id, "A", nik, nik, "Kp. Cikadu", "1", "1", "K", 1, "active", "36.01.01.2001", "C", "L")
    shown = [str(column.get(row)) for column in COLUMNS[Roster.HALL]]
    assert mask(nik) in shown
    assert nik not in " ".join(shown)


def test_places_without_a_village_come_last_whatever_was_written() -> None:
    unplaced = RosterRow(ROW.id, "A", "", "", "", "", "", "", 1, "candidate", "", "AAA", "")
    assert ROW.place < unplaced.place
    assert unplaced.place == RosterRow(ROW.id, "B", "", "", "", "", "", "", 1, "candidate", "", "ZZZ", "").place
