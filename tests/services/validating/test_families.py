"""Families judged for validation: in the order asked, with the people and the aid of the day, on the right day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import FamilyLink, Household, Member, OtherAid, PayList, Tranche
from desktop.paths import resources
from desktop.progress import Progress
from desktop.rules.explaining import Rule
from desktop.rules.terms import Component, PayListState, Presence
from desktop.services import enrolling, programmes
from desktop.services.desk import Desk
from desktop.services.families import detail
from desktop.services.money import drafting
from desktop.services.money.keys import find_key
from desktop.services.validating import explaining
from desktop.services.validating.days import Day, always, day_of, days_of
from desktop.services.validating.families import JudgedFamily, judged
from tests import families, validation
from tests.validation import PROGRAMME

DAY = date(2019, 4, 11)


def judge(desk: Desk, ids: list[UUID], on: date = DAY, programme: str = PROGRAMME) -> list[JudgedFamily]:
    wanted = [validation.enrolment(desk, one, programme) for one in ids]
    with desk.read() as session:
        return list(judged(session, programmes.newest(session, programme), wanted, always(on)))


def day(desk: Desk, programme: str = PROGRAMME) -> Day:
    with desk.read() as session:
        return day_of(session, programme, desk.today())


def window(desk: Desk, number: int, start: date | None) -> None:
    with desk.write("test.window") as unit:
        unit.session.get_one(Tranche, (PROGRAMME, 2019, number)).window_start = start


def state(desk: Desk, wanted: PayListState) -> None:
    with desk.write("test.state") as unit:
        for row in unit.session.scalars(select(PayList)):
            row.state = wanted


def test_families_come_in_the_order_asked_for(operator: Desk) -> None:
    ids = families.add(operator, 7)[::-1]
    assert [one.household for one in judge(operator, ids)] == ids


def test_parts_of_a_long_list_are_joined_without_a_seam(operator: Desk) -> None:
    ids = families.add(operator, 1_030)
    told: list[int] = []

    class Notes(Progress):
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            told.append(done)

    with operator.read() as session:
        wanted = [row["id"] for row in enrolling.read_rows(session, PROGRAMME)]
        found = list(judged(session, programmes.newest(session, PROGRAMME), wanted, always(DAY), Notes()))
    assert [one.enrolment for one in found] == wanted
    assert {one.household for one in found} == set(ids)
    assert told == [0, 500, 1_000, 1_030]


def test_nobody_asked_for_is_nobody_judged(operator: Desk) -> None:
    assert judge(operator, []) == []


def test_members_stand_in_the_order_of_the_family(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    (found,) = judge(operator, [family])
    assert [one.components for one in found.verdict.examinations] == [(), (Component.PRIMARY,)]
    assert [one.member for one in found.lines if one.rule is Rule.MEMBER] == ["UJANG"]


@pytest.mark.parametrize("presence", [Presence.DIED, Presence.MOVED, Presence.NOT_FOUND, Presence.WITHDRAWN])
def test_who_is_not_there_counts_for_nothing(operator: Desk, presence: Presence) -> None:
    (family,) = families.add(operator, 1)
    with operator.write("test.gone") as unit:
        child = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 2)).one()
        child.presence = presence
    (found,) = judge(operator, [family])
    assert found.broken == ("rules.component_none",)


@pytest.mark.parametrize(
    ("household", "broken"),
    [
        ({}, ()),
        ({"receives_pkh": True}, ("rules.pkh_yes",)),
        ({"receives_pkh": None}, ()),
        ({"poverty_source": None}, ()),
    ],
)
def test_only_what_is_known_to_be_broken_is_broken(
    operator: Desk, household: dict[str, Any], broken: tuple[str, ...]
) -> None:
    (family,) = families.add(operator, 1, **household)
    assert judge(operator, [family])[0].broken == broken


def test_aid_counts_for_the_family_that_receives_it(operator: Desk) -> None:
    one, other = families.add(operator, 2)
    with operator.write("test.aid") as unit:
        unit.session.add(OtherAid(household_id=other, aid="pkh", source="pkh2019", valid_from=DAY, number="1"))
    assert [found.broken for found in judge(operator, [one, other])] == [(), ("rules.pkh_yes",)]
    assert [found.broken for found in judge(operator, [one, other], DAY - timedelta(days=1))] == [(), ()]


def test_each_programme_asks_its_own_rules(operator: Desk, administrator: Desk) -> None:
    """Cilegon asks for no component but for no other aid; Jamsosratu the other way round."""
    programmes.add(administrator, "jscb-2023", resources())
    (family,) = families.add(operator, 1)
    validation.grow_up(operator, family)
    with operator.write("test.both") as unit:
        enrolling.enrol_candidates(unit, "jscb", [family], operator.today())
        unit.session.add(OtherAid(household_id=family, aid="kip", source="list", valid_from=DAY, number=None))
    assert judge(operator, [family])[0].broken == ("rules.component_none",)
    assert judge(operator, [family], programme="jscb")[0].broken == ("rules.other_aid_yes",)


def test_without_list_and_window_the_day_is_today(operator: Desk) -> None:
    assert day(operator) == Day(operator.today())
    window(operator, 1, operator.today() - timedelta(days=1))
    assert day(operator) == Day(operator.today())


def test_the_nearest_window_counts_and_today_s_own_too(operator: Desk) -> None:
    today = operator.today()
    window(operator, 1, today + timedelta(days=60))
    window(operator, 2, today + timedelta(days=30))
    assert day(operator) == Day(today + timedelta(days=30), 2019, 2)
    window(operator, 1, today)
    assert day(operator) == Day(today, 2019, 1)


@pytest.mark.parametrize(
    ("wanted", "under_way"),
    [
        (PayListState.DRAFT, True),
        (PayListState.APPROVED, True),
        (PayListState.OPEN, True),
        (PayListState.CLOSED, False),
        (PayListState.LOCKED, False),
    ],
)
def test_a_list_counts_while_it_is_under_way(operator: Desk, wanted: PayListState, under_way: bool) -> None:
    families.add(operator, 1)
    window(operator, 1, DAY)
    drafting.create(operator, find_key(operator, "2019/1"))
    state(operator, wanted)
    assert day(operator) == (Day(DAY, 2019, 1) if under_way else Day(operator.today()))


def test_of_two_lists_the_newest_counts(operator: Desk) -> None:
    families.add(operator, 1)
    window(operator, 1, DAY)
    window(operator, 2, DAY + timedelta(days=90))
    for name in ("2019/1", "2019/2"):
        drafting.create(operator, find_key(operator, name))
    assert day(operator) == Day(DAY + timedelta(days=90), 2019, 2)


def test_lists_of_another_programme_say_nothing(operator: Desk, administrator: Desk) -> None:
    programmes.add(administrator, "jscb-2023", resources())
    families.add(operator, 1)
    window(operator, 1, DAY)
    drafting.create(operator, find_key(operator, "jamsosratu:2019/1"))
    assert day(operator, "jscb") == Day(operator.today())
    assert day(operator).on == DAY


def test_who_was_registered_after_the_day_of_the_list_is_judged_for_the_next(operator: Desk) -> None:
    """As the page of the family tells the ages; who stands on the list, or split off before it, is judged for it."""
    at = datetime(DAY.year, DAY.month, DAY.day, 3, tzinfo=UTC)
    on_time, listed = families.add(operator, 2, registered_at=at)
    window(operator, 1, DAY)
    drafting.create(operator, find_key(operator, "2019/1"))
    (late,) = families.add(operator, 1, start=7, registered_at=at + timedelta(days=1))
    (split,) = families.add(operator, 1, start=8, registered_at=at + timedelta(days=9))
    with operator.write("test.later") as unit:
        unit.session.get_one(Household, listed).registered_at = at + timedelta(days=2)
        unit.session.add(FamilyLink(from_household_id=on_time, to_household_id=split, kind="split", on=DAY))
    today = operator.today()
    ids = [late, on_time, split, listed]
    enrolments = [validation.enrolment(operator, one, PROGRAMME) for one in ids]
    with operator.read() as session:
        days = days_of(session, PROGRAMME, today)
        found = list(judged(session, programmes.newest(session, PROGRAMME), enrolments, days))
    assert [one.on for one in found] == [today, DAY, DAY, DAY]
    assert [detail.open_family(operator, one).as_of for one in ids] == [one.on for one in found]
    coming = today + timedelta(days=30)
    window(operator, 2, coming)
    explained = [explaining.explain(operator, one) for one in enrolments]
    assert [(one.on, one.tranche) for one in explained] == [(coming, 2), (DAY, 1), (DAY, 1), (DAY, 1)]


def test_where_no_list_is_under_way_nobody_is_late(operator: Desk) -> None:
    families.add(operator, 1)
    with operator.read() as session:
        days = days_of(session, PROGRAMME, operator.today())
    assert (days.late, days.at_hand, days.then) == (frozenset(), Day(operator.today()), Day(operator.today()))
