"""A new year from the last: members go on, are certified again or graduate; money not collected stays in view."""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, EnrolmentStep, Household, Member, ProgrammeYear
from desktop.rules import programme
from desktop.rules.terms import EnrolmentStatus, Presence
from desktop.services import approving, enrolling, new_year, programmes, year_back
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from tests import families
from tests.services.money.walk import DECREE, FIRST, SECOND, faults, one_tranche, opened

S = EnrolmentStatus
NEXT = TrancheKey("jamsosratu", 2027, 1)
PAPER = "Nota 7/2027"


@pytest.fixture
def office(operator: Desk, supervisor: Desk) -> Desk:
    """Four members, paid nothing yet in 2019, and the year 2027 with its amounts."""
    opened(operator, supervisor, 4)
    one_tranche(operator)
    year = replace(programmes.packaged("jamsosratu-2019", paths.resources()), year=2027, name="Jamsosratu 2027")
    with operator.write("test.programme") as unit:
        programmes.store(unit, year, operator.office.code)
    return operator


def stored(desk: Desk, year: int) -> None:
    """Let the office know the amounts of this year too."""
    rules = replace(programmes.packaged("jamsosratu-2019", paths.resources()), year=year, name=f"Jamsosratu {year}")
    with desk.write("test.programme") as unit:
        programmes.store(unit, rules, desk.office.code)


def members(desk: Desk) -> list[UUID]:
    with desk.read() as session:
        return list(session.scalars(select(Enrolment.id).order_by(Enrolment.id)))


def since(desk: Desk, enrolment: UUID, on: date) -> None:
    """Let it have been decreed on this day."""
    with desk.write("test.since") as unit:
        rows = select(EnrolmentStep).where(
            EnrolmentStep.enrolment_id == enrolment, EnrolmentStep.status.in_((S.DECREED, S.ACTIVE))
        )
        for step in unit.session.scalars(rows):
            step.on = on


def everybody_since(desk: Desk, on: date) -> None:
    for one in members(desk):
        since(desk, one, on)


def child_dies(desk: Desk, enrolment: UUID) -> None:
    with desk.write("test.death") as unit:
        family = unit.session.get_one(Enrolment, enrolment).household_id
        caretaker = unit.session.get_one(Household, family).caretaker_id
        for person in unit.session.scalars(select(Member).where(Member.household_id == family)):
            if person.id != caretaker:
                person.presence = Presence.DIED


def status(desk: Desk, enrolment: UUID) -> str:
    with desk.read() as session:
        return session.get_one(Enrolment, enrolment).status


def test_members_go_on_without_an_act(office: Desk) -> None:
    everybody_since(office, date(2025, 3, 5))
    found = new_year.look(office, "jamsosratu", 2027)
    assert (found.go_on, found.certify, found.graduate, found.candidates) == (4, 0, 0, 0)
    with pytest.raises(Refused) as refused:
        new_year.open_year(office, "jamsosratu", 2027, PAPER)
    assert refused.value.code == "year.nothing"


def test_who_is_due_is_certified_and_whose_children_are_gone_graduates(office: Desk) -> None:
    everybody_since(office, date(2025, 3, 5))
    old, childless, *others = members(office)
    since(office, old, date(2019, 3, 5))
    child_dies(office, childless)
    looked = new_year.look(office, "jamsosratu", 2027)
    done = new_year.open_year(office, "jamsosratu", 2027, PAPER).value
    assert done == looked
    assert (done.go_on, done.certify, done.graduate) == (2, 1, 1)
    assert (status(office, old), status(office, childless)) == (S.CANDIDATE, S.GRADUATED)
    assert {status(office, one) for one in others} == {S.ACTIVE}
    with office.read() as session:
        step = select(EnrolmentStep).where(EnrolmentStep.enrolment_id == old).order_by(EnrolmentStep.id.desc())
        newest = session.scalars(step).first()
    assert newest is not None
    assert (newest.reason, newest.paper) == ("Resertifikasi 2027", PAPER)


@pytest.mark.parametrize("year", [2018, 2019])
def test_a_year_that_has_lists_or_is_past_is_not_opened(office: Desk, year: int) -> None:
    """Its families would be judged by today and lose their place in a pay-out under way."""
    stored(office, 2018)
    old, *_ = members(office)
    since(office, old, date(2013, 3, 5))
    for work in (new_year.look, new_year.moved):
        with pytest.raises(Refused) as refused:
            work(office, "jamsosratu", year)
        assert (refused.value.code, refused.value.values) == ("year.begun", {"year": year, "newest": 2019})
    with pytest.raises(Refused) as refused:
        new_year.open_year(office, "jamsosratu", year, PAPER)
    assert refused.value.code == "year.begun"
    assert status(office, old) == S.ACTIVE


def test_years_are_opened_in_their_turn(office: Desk) -> None:
    stored(office, 2026)
    with pytest.raises(Refused) as refused:
        new_year.open_year(office, "jamsosratu", 2027, PAPER)
    assert (refused.value.code, refused.value.values["following"]) == ("year.too_early", 2026)
    assert new_year.look(office, "jamsosratu", 2026).certify == 4


def test_a_known_year_that_pays_nothing_keeps_no_other_waiting(office: Desk) -> None:
    """The packaged year 2020 has no tranches; nobody can open it, and nobody has to."""
    rules = replace(programmes.packaged("jamsosratu-2019", paths.resources()), year=2026, name="2026", tranches=())
    with office.write("test.programme") as unit:
        programmes.store(unit, rules, office.office.code)
    assert new_year.look(office, "jamsosratu", 2027).certify == 4


@pytest.fixture
def two_tranches(operator: Desk, supervisor: Desk) -> Desk:
    """Four members paid in the first of two tranches, and the next year with its amounts."""
    opened(operator, supervisor, 4)
    stored(operator, 2027)
    return operator


@pytest.mark.parametrize("drafted", [False, True])
def test_a_year_is_not_opened_over_a_tranche_without_its_list(
    two_tranches: Desk, supervisor: Desk, drafted: bool
) -> None:
    """Who is moved now would lose the money of a tranche that is still to come."""
    everybody_since(two_tranches, date(2019, 3, 5))
    if drafted:
        drafting.create(two_tranches, SECOND, DECREE)
    assert new_year.look(two_tranches, "jamsosratu", 2027).unlisted == (SECOND,)
    for desk, despite in ((two_tranches, False), (two_tranches, True), (supervisor, False)):
        with pytest.raises(Refused) as refused:
            new_year.open_year(desk, "jamsosratu", 2027, PAPER, despite=despite)
        assert (refused.value.code, refused.value.values) == ("year.unlisted", {"year": 2027, "tranches": "2019/2"})
    if drafted:
        approving.approve(supervisor, SECOND)
        done = new_year.open_year(two_tranches, "jamsosratu", 2027, PAPER).value
    else:
        done = new_year.open_year(supervisor, "jamsosratu", 2027, PAPER, despite=True).value
    assert (done.certify, done.unlisted) == (4, () if drafted else (SECOND,))


def test_a_tranche_before_the_first_list_is_not_waited_for(operator: Desk, supervisor: Desk) -> None:
    """An office that begins with the second tranche paid the first one without this program."""
    opened(operator, supervisor, 1, SECOND)
    stored(operator, 2027)
    numbers = [one.number for one in programmes.packaged("jamsosratu-2019", paths.resources()).tranches]
    found = new_year.look(operator, "jamsosratu", 2027).unlisted
    assert [one.number for one in found] == [number for number in numbers if number > SECOND.number]


def test_a_year_opened_too_early_is_taken_back(office: Desk, supervisor: Desk) -> None:
    everybody_since(office, date(2019, 3, 5))
    _, childless, certified, _ = members(office)
    child_dies(office, childless)
    assert new_year.open_year(office, "jamsosratu", 2027, PAPER).value.certify == 3
    with office.write("test.valid") as unit:
        enrolling.move_many(unit, enrolling.rows_of(unit.session, [certified]), Move(S.ELIGIBLE, office.today()))
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        year_back.take_back(office, "jamsosratu", 2027, "terlalu dini")
    with pytest.raises(Refused, match=r"money\.no_reason"):
        year_back.take_back(supervisor, "jamsosratu", 2027, " ")
    assert year_back.take_back(supervisor, "jamsosratu", 2027, "terlalu dini").value == 3
    statuses = {one: status(office, one) for one in members(office)}
    assert statuses.pop(certified) == S.ELIGIBLE, "what a person decided since stands"
    assert set(statuses.values()) == {S.ACTIVE}
    found = new_year.look(office, "jamsosratu", 2027)
    assert (found.certify, found.graduate) == (2, 1), "membership counts from its first decree, as before"
    with pytest.raises(Refused, match=r"year\.none_moved"):
        year_back.take_back(supervisor, "jamsosratu", 2027, "terlalu dini")
    assert new_year.open_year(office, "jamsosratu", 2027, PAPER).value.certify == 2
    assert faults(office) == []


def test_a_year_with_a_list_is_not_taken_back(office: Desk, supervisor: Desk) -> None:
    everybody_since(office, date(2019, 3, 5))
    new_year.open_year(office, "jamsosratu", 2027, PAPER)
    families.add(office, 1, start=9)
    drafting.create(office, NEXT)
    with pytest.raises(Refused, match=r"year\.listed"):
        year_back.take_back(supervisor, "jamsosratu", 2027, "terlalu dini")


def test_a_year_whose_list_is_drafted_has_begun(office: Desk) -> None:
    everybody_since(office, date(2025, 3, 5))
    drafting.create(office, NEXT, NewDecree("466/Kep.1-Huk/2027", date(2026, 6, 1)))
    with pytest.raises(Refused) as refused:
        new_year.look(office, "jamsosratu", 2027)
    assert refused.value.code == "year.begun"


def test_who_is_moved_is_named_before_and_the_look_is_in_the_log(office: Desk) -> None:
    everybody_since(office, date(2025, 3, 5))
    old, childless, *_ = members(office)
    since(office, old, date(2019, 3, 5))
    child_dies(office, childless)
    named = new_year.moved(office, "jamsosratu", 2027)
    with office.read() as session:
        cards = [session.get_one(Enrolment, one).card_number for one in (old, childless)]
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "programme.look_moved")).all()
    assert [(one.card, one.graduates) for one in named] == [(cards[0], False), (cards[1], True)]
    assert all(one.name and one.village for one in named)
    assert [json.loads(line.detail or "{}") for line in lines] == [{"programme": "jamsosratu-2027", "families": 2}]
    assert status(office, old) == S.ACTIVE


def test_who_is_to_be_certified_is_on_no_list_until_he_is(office: Desk, supervisor: Desk) -> None:
    everybody_since(office, date(2025, 3, 5))
    old, *_ = members(office)
    since(office, old, date(2019, 3, 5))
    new_year.open_year(office, "jamsosratu", 2027, PAPER)
    decree = NewDecree("466/Kep.1-Huk/2027", date(2026, 6, 1))
    made = drafting.create(office, NEXT, decree).value
    assert made.listed.families == 3
    assert {one.code: one.count for one in made.left_out} == {"money.left_out_recertify": 1}
    with office.write("test.valid") as unit:
        rows = enrolling.rows_of(unit.session, [old])
        enrolling.move_many(unit, rows, Move(S.ELIGIBLE, office.today(), "Hasil verval", "BA 1/2027"))
    # The first decree granted three families; a fourth needs another one.
    wider = NewDecree("466/Kep.2-Huk/2027", date(2026, 6, 8))
    assert drafting.create(office, NEXT, wider).value.listed.families == 4
    done = approving.approve(supervisor, NEXT).value
    assert done.first == "KW-36.01-2027-000001"  # numbers of a year begin at 1
    assert faults(office) == []


def test_a_member_certified_again_is_a_member_from_then_on(office: Desk) -> None:
    everybody_since(office, date(2019, 3, 5))
    assert new_year.open_year(office, "jamsosratu", 2027, PAPER).value.certify == 4
    with office.write("test.valid") as unit:
        rows = enrolling.rows_of(unit.session, members(office))
        enrolling.move_many(unit, rows, Move(S.ELIGIBLE, office.today()), Move(S.ACTIVE, office.today()))
    assert new_year.look(office, "jamsosratu", 2027).certify == 0


def test_what_keeps_a_member_off_the_lists_is_counted_and_nothing_is_done(office: Desk) -> None:
    everybody_since(office, date(2025, 3, 5))
    with office.write("test.pkh") as unit:
        for family in unit.session.scalars(select(Household).limit(2)):
            family.receives_pkh = True
    found = new_year.look(office, "jamsosratu", 2027)
    assert (found.go_on, [one.count for one in found.left_out]) == (2, [2])


def test_money_not_collected_and_candidates_are_in_view(office: Desk) -> None:
    families.add(office, 3, start=10)
    found = new_year.look(office, "jamsosratu", 2027)
    assert found.candidates == 3
    (carried,) = found.carried
    assert (carried.key, carried.unpaid.families, carried.unpaid.rupiah) == (FIRST, 4, 4_000_000)


@pytest.mark.parametrize(
    ("year", "paper", "code"),
    [(2027, " ", "year.paper"), (2027, "x" * 121, "year.paper_long"), (2031, PAPER, "programme.not_here")],
)
def test_what_cannot_be_opened(office: Desk, year: int, paper: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        new_year.open_year(office, "jamsosratu", year, paper)
    assert refused.value.code == code


@pytest.mark.parametrize("first", [date(2019, 3, 5), date(2022, 1, 2), date(2026, 11, 20)])
def test_each_member_is_counted_in_one_way(office: Desk, first: date) -> None:
    """Whatever is due, gone or in the way: all members, and nobody twice."""
    everybody_since(office, first)
    _, childless, *_ = members(office)
    child_dies(office, childless)
    with office.write("test.pkh") as unit:
        unit.session.scalars(select(Household).limit(1)).one().receives_pkh = True
    found = new_year.look(office, "jamsosratu", 2027)
    assert found.go_on + found.certify + found.graduate + sum(one.count for one in found.left_out) == 4


def test_opening_twice_moves_nobody_again(office: Desk) -> None:
    everybody_since(office, date(2019, 3, 5))
    new_year.open_year(office, "jamsosratu", 2027, PAPER)
    with pytest.raises(Refused) as refused:
        new_year.open_year(office, "jamsosratu", 2027, PAPER)
    assert refused.value.code == "year.nothing"
    assert new_year.look(office, "jamsosratu", 2027).candidates == 4


def test_the_log_says_how_many_were_moved(office: Desk) -> None:
    everybody_since(office, date(2019, 3, 5))
    new_year.open_year(office, "jamsosratu", 2027, PAPER)
    with office.read() as session:
        line = select(AuditLine.detail).where(AuditLine.action == "programme.open_year", AuditLine.detail.is_not(None))
        (detail,) = session.scalars(line)
    assert json.loads(detail or "{}") == {"programme": "jamsosratu-2027", "certify": 4, "graduate": 0}


def test_a_year_without_a_length_of_membership_certifies_nobody(office: Desk) -> None:
    """Where the programme does not say how long a membership lasts, nobody is due."""
    everybody_since(office, date(2013, 3, 5))
    with office.write("test.programme") as unit:
        kept = unit.session.get_one(ProgrammeYear, ("jamsosratu", 2027))
        kept.rules = programme.to_json(replace(programme.from_json(kept.rules), membership_years=None))
    found = new_year.look(office, "jamsosratu", 2027)
    assert (found.certify, found.go_on) == (0, 4)
