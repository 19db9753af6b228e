"""The list of pairs, page by page, and one pair opened side by side."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, BankAccount, ImportBatch, Member, RecordVersion, Visit
from desktop.rules.ids import new_id
from desktop.rules.likeness import Degree, Hint, Rule
from desktop.rules.terms import EnrolmentStatus, Presence, Role, Sex
from desktop.services import enrolling, facilitators, visits
from desktop.services.desk import Desk
from desktop.services.duplicates import comparing, deciding, listing
from desktop.services.duplicates.history import Event
from desktop.services.duplicates.keeping import Decision
from desktop.services.duplicates.listing import PairFilters, State
from desktop.services.enrolling import Move
from desktop.services.facilitators import NewFacilitator
from desktop.services.visits import NewVisit
from tests import offices
from tests.services.duplicates.doubles import (
    BORN,
    KK,
    NEIGHBOUR,
    NIK,
    ON,
    OTHER_KK,
    change,
    double,
    family,
    one_pair,
    pairs,
    person,
    run,
)


@pytest.fixture
def several(operator: Desk) -> None:
    """Pairs of different scores: five of one NIK, one of likeness, one of a card."""
    for number in range(5):
        nik = f"36010152038400{number + 21}"
        for _ in range(2):
            family(
                operator, person(f"{'KLMNP'[number]}ASMINAH", nik=nik, birth_date=BORN + timedelta(days=number * 99))
            )
    for _ in range(2):
        family(operator, person("DARSINAH", birth_date=BORN - timedelta(days=400), mother_name=""))
    for name in ("OTONG", "SARIP"):
        family(operator, person(name, birth_date=None, mother_name=""), no_kk=KK)
    run(operator)


def test_the_most_alike_stand_first(operator: Desk, several: None) -> None:
    page = listing.page(operator)
    assert [row.score for row in page.rows] == sorted((row.score for row in page.rows), reverse=True)
    assert [str(row.rule) for row in page.rows] == ["same_nik"] * 5 + ["likely", "same_kk"]
    assert (page.following, listing.count(operator)) == (None, 7)
    assert {page.rows[0].place, page.rows[0].other_place} != {""}


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 50])
def test_pages_follow_each_other_without_a_gap(operator: Desk, several: None, limit: int) -> None:
    whole = listing.page(operator).rows
    found, after = [], None
    for _ in range(20):
        page = listing.page(operator, limit=limit, after=after)
        found += page.rows
        after = page.following
        if after is None:
            break
    assert tuple(found) == whole


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (PairFilters(rule=Rule.SAME_NIK), 5),
        (PairFilters(rule=Rule.LIKELY), 1),
        (PairFilters(rule=Rule.SAME_CARD), 0),
        (PairFilters(text="asminah"), 5),
        (PairFilters(text=" darsi "), 1),
        (PairFilters(text="sarip"), 1),
        (PairFilters(text="%"), 0),
        (PairFilters(text="3601015203840021"), 1),
        (PairFilters(text="36010152038400"), 0),
        (PairFilters(State.LATER), 0),
        (PairFilters(State.SAME), 0),
    ],
)
def test_it_is_narrowed(operator: Desk, several: None, filters: PairFilters, count: int) -> None:
    assert listing.count(operator, filters) == len(listing.page(operator, filters).rows) == count


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.DIFFERENT, Decision.LATER])
def test_a_pair_stands_in_the_list_of_its_state(operator: Desk, several: None, decision: Decision) -> None:
    first = listing.page(operator).rows[0]
    deciding.decide(operator, first.id, decision, "x")
    (row,) = listing.page(operator, PairFilters(State(decision))).rows
    assert (row.id, row.decision) == (first.id, decision)
    assert listing.count(operator) == 6
    with operator.read() as session:
        assert listing.waiting(session) == 6


@pytest.mark.parametrize("presence", [Presence.MOVED, Presence.WITHDRAWN])
def test_who_left_the_register_waits_for_nobody(operator: Desk, presence: Presence) -> None:
    mothers = double(operator)
    run(operator)
    change(operator, mothers[0], presence=presence)
    assert listing.count(operator) == 0


def test_scrolling_is_not_logged_and_opening_is(operator: Desk, several: None) -> None:
    def lines() -> int:
        with operator.read() as session:
            return session.scalar(select(func.count()).select_from(AuditLine)) or 0

    before = lines()
    listing.page(operator)
    assert lines() == before
    pair = listing.page(operator).rows[0].id
    comparing.open_pair(operator, pair)
    with operator.read() as session:
        line = session.scalars(select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()
    assert (line.action, line.kind, line.record) == ("duplicates.open", "likeness", str(pair))


@pytest.mark.parametrize("role", list(Role))
def test_everybody_may_look(operator: Desk, role: Role) -> None:
    double(operator)
    run(operator)
    desk = offices.same_office_as(operator, role)
    assert listing.count(desk) == 1
    assert comparing.open_pair(desk, listing.page(desk).rows[0].id).rules == ("same_nik",)


def opened(desk: Desk) -> comparing.PairDetail:
    return comparing.open_pair(desk, one_pair(desk).id)


def line(desk: Desk, what: str) -> comparing.Line:
    (found,) = (one for one in opened(desk).lines if one.what == what)
    return found


def test_the_two_stand_side_by_side(operator: Desk) -> None:
    family(
        operator, person("Hj. SITI AMINAH", nik=NIK, birth_place="Pandeglang"), no_kk=KK, address="Kp. Cikadu", rt="1"
    )
    swapped = person("SITI AMINA", nik=NIK, birth_date=date(1984, 12, 3), birth_place="PANDEGLANG")
    family(operator, swapped, no_kk=OTHER_KK, village=NEIGHBOUR)
    run(operator)
    lines = {one.what: one for one in opened(operator).lines}
    assert list(lines) == ["nik", "name", "birth", "sex", "mother", "village", "kk", *comparing.BESIDE]
    assert lines["nik"].one == lines["nik"].other == "••••••••••840001"
    assert {lines["kk"].one, lines["kk"].other} == {"••••••••••190001", "••••••••••190044"}
    assert {lines["name"].one, lines["name"].other} == {"Hj. SITI AMINAH", "SITI AMINA"}
    assert (lines["birth"].degree, lines["birth"].hint) == (Degree.ALIKE, Hint.SWAPPED)
    assert {lines["birth"].one, lines["birth"].other} == {BORN, date(1984, 12, 3)}
    assert (lines["sex"].one, lines["sex"].degree) == (Sex.FEMALE, Degree.EQUAL)
    assert (lines["village"].degree, lines["village"].hint) == (Degree.ALIKE, Hint.DISTRICT)
    assert lines["birth_place"].degree is Degree.EQUAL
    assert {lines["address"].one, lines["address"].other} == {"Kp. Cikadu RT 1", ""}
    assert lines["address"].degree is Degree.UNKNOWN


def test_cards_and_accounts_are_compared_and_accounts_masked(operator: Desk) -> None:
    mothers = double(operator)
    with operator.write("test.accounts") as unit:
        for mother in mothers:
            household = unit.session.get_one(Member, mother).household_id
            unit.session.add(
                BankAccount(id=new_id(), household_id=household, channel="bjb", number="001234567890", valid_from=ON)
            )
    run(operator)
    assert (line(operator, "account").one, line(operator, "account").degree) == ("••••••567890", Degree.EQUAL)
    assert line(operator, "card").degree is Degree.UNKNOWN
    assert opened(operator).rules == ("same_nik", "same_account", "likely")[:2]


def test_the_family_of_each_is_told(operator: Desk) -> None:
    child = {"birth_date": BORN.replace(year=2009), "sex": "L"}
    family(
        operator, person("ROHAYATI", birth_date=None, mother_name=""), person("ASEP", nik=NIK, **child), card="36010007"
    )
    family(operator, person("ASEP", nik=NIK, **child), village=None, area_as_written="Desa Entah")
    run(operator)
    detail = opened(operator)
    sides = {side.caretaker: side for side in (detail.one, detail.other)}
    assert (sides["ROHAYATI"].members, sides[""].members) == (2, 1)
    assert [one.card_number for one in sides["ROHAYATI"].participations] == ["36010007"]
    assert [one.status for one in sides[""].participations] == ["candidate"]
    assert {line(operator, "village").one, line(operator, "village").other} >= {"Desa Entah"}
    assert not any((detail.one.closed, detail.other.closed, detail.within, detail.changed))


def test_others_of_the_two_families_are_named(operator: Desk) -> None:
    for village in (None, NEIGHBOUR):
        family(operator, person(nik=NIK), person("ASEP SAEPUDIN", birth_date=BORN.replace(year=2009)), village=village)
    run(operator)
    detail = opened(operator)
    assert (detail.row.more, detail.others) == (1, (("ASEP SAEPUDIN", "ASEP SAEPUDIN"),))


def test_a_value_corrected_since_is_said(operator: Desk) -> None:
    mothers = double(operator)
    run(operator)
    assert not opened(operator).changed
    change(operator, mothers[0], name="SITI AMINI")
    assert opened(operator).changed
    run(operator)
    assert not opened(operator).changed


def events(desk: Desk, member: UUID) -> list[tuple[Event, dict[str, object]]]:
    detail = opened(desk)
    side = detail.one if detail.one.member == member else detail.other
    return [(one.event, one.values) for one in side.history]


def test_the_history_begins_with_who_registered_the_family(operator: Desk) -> None:
    mothers = double(operator)
    run(operator)
    assert events(operator, mothers[0]) == [
        (Event.STATUS, {"status": "candidate", "reason": "", "programme": "jamsosratu"}),
        (Event.REGISTERED, {"by": "Si Operator"}),
    ]


def test_the_history_names_the_file_a_family_came_with(operator: Desk) -> None:
    mothers = double(operator)
    run(operator)
    with operator.write("test.batch") as unit:
        batch = ImportBatch(
            id=new_id(), file_name="bdt.xlsx", sha256=b"", layout="bdt2015", by=operator.person.id, at=operator.now()
        )
        batch.counts = "{}"
        unit.session.add(batch)
        household = unit.session.get_one(Member, mothers[0]).household_id
        unit.session.get_one(RecordVersion, ("household", str(household), 1)).batch = str(batch.id)
    assert events(operator, mothers[0])[-1] == (Event.IMPORTED, {"file": "bdt.xlsx"})
    assert events(operator, mothers[1])[-1] == (Event.REGISTERED, {"by": "Si Operator"})


def test_the_history_tells_steps_visits_and_corrections(operator: Desk) -> None:
    mothers = double(operator)
    run(operator)
    with operator.read() as session:
        household = session.get_one(Member, mothers[0]).household_id
        rows = [row for row in enrolling.read_rows(session, "jamsosratu") if row["household_id"] == household]
    enrolling.move(operator, rows[0]["id"], Move(EnrolmentStatus.STOPPED, date(2019, 3, 1), "pindah"))
    who = facilitators.add(operator, NewFacilitator("Ratna")).value.id
    visits.record(operator, NewVisit(household, who, date(2019, 2, 2), "Kunjungan rutin", "Sehat."))
    change(operator, mothers[0], name="SITI AMINAH B", birth_place="Serang")
    change(operator, mothers[0], occupation="tani")
    found = events(operator, mothers[0])
    assert (Event.STATUS, {"status": "stopped", "reason": "pindah", "programme": "jamsosratu"}) in found
    assert (Event.VISITED, {}) in found
    assert [values for event, values in found if event is Event.CORRECTED] == [{"fields": ("name",)}]
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(Visit)) == 1


def test_only_the_newest_of_a_long_history_are_told_and_the_beginning(operator: Desk) -> None:
    mothers = double(operator)
    run(operator)
    for number in range(15):
        change(operator, mothers[0], name=f"SITI {'AB'[number % 2]}")
    found = events(operator, mothers[0])
    assert len(found) == 13
    assert found[-1][0] is Event.REGISTERED


def test_a_pair_of_another_office_kept_by_an_older_version_is_shown(operator: Desk) -> None:
    double(operator)
    run(operator)
    with operator.write("test.old") as unit:
        unit.session.get_one(type(pairs(operator)[0]), one_pair(operator).id).evidence = "{}"
    detail = opened(operator)
    assert (detail.rules, detail.others, detail.row.more, detail.changed) == ((), (), 0, True)


def test_an_unknown_pair_is_refused(operator: Desk) -> None:
    with pytest.raises(Refused):
        comparing.open_pair(operator, new_id())
