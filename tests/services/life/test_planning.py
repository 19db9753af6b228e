"""What an event makes of a family, in plain fields, before any office is asked."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.ids import new_id
from desktop.rules.person import lives_here
from desktop.rules.succession import Cause
from desktop.rules.terms import Marital, Presence, Relation, Sex
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life.events import (
    KINDS,
    Birth,
    Death,
    Event,
    FamilyCame,
    FamilyLeft,
    Joined,
    Left,
    Marriage,
    NewAddress,
    NewCaretaker,
    Split,
    member_of,
)
from desktop.services.life.planning import Known, Plan, plan
from tests.services.life.conftest import AMINAH, NENG, ON, SARIP, UJANG

R = Relation
KNOWN = Known(date(2019, 6, 20), date(2019, 1, 7))
IDS = tuple(new_id() for _ in range(4))
FAMILY = FamilyFields(
    tuple(replace(one, id=number) for one, number in zip((SARIP, AMINAH, NENG, UJANG), IDS, strict=True)), 1, rt="02"
)
SARIP_ID, AMINAH_ID, NENG_ID, UJANG_ID = IDS
BABY = MemberDetail("Dede")


def planned(event: Event, family: FamilyFields = FAMILY, known: Known = KNOWN) -> Plan:
    return plan(family, event, known)


def refused(event: Event, family: FamilyFields = FAMILY, known: Known = KNOWN) -> str:
    with pytest.raises(Refused) as refusal:
        plan(family, event, known)
    return refusal.value.code


def relations(family: FamilyFields) -> list[Relation | None]:
    return [one.relation for one in family.members]


def changed(member: UUID, **values: object) -> FamilyFields:
    members = tuple(replace(one, **values) if one.id == member else one for one in FAMILY.members)  # type: ignore[arg-type]
    return replace(FAMILY, members=members)


@pytest.mark.parametrize(
    "event",
    [
        Death(on=ON, paper="p", member=NENG_ID),
        Left(on=ON, paper="p", member=NENG_ID),
        NewAddress(on=ON, paper="p", village_code="36.01.01.2001"),
        NewCaretaker(on=ON, paper="p", successor=NENG_ID, cause=Cause.OTHER),
        Marriage(on=ON, paper="p", member=NENG_ID),
        FamilyLeft(on=ON, paper="p"),
        FamilyCame(on=ON, paper="p"),
    ],
)
def test_nobody_is_lost_and_the_family_given_stays_as_it_was(event: Event) -> None:
    before = FAMILY
    after = planned(event).after
    assert [one.id for one in after.members] == list(IDS)
    assert before is FAMILY
    assert FAMILY.members[2].presence is Presence.LIVING_HERE


def test_only_births_marriages_and_moves_in_bring_somebody() -> None:
    new = MemberDetail("Jaka", sex=Sex.MALE)
    for event in (
        Birth(on=ON, paper="p", child=BABY),
        Marriage(on=ON, paper="p", member=NENG_ID, moves_in=new),
        Joined(on=ON, paper="p", person=new),
    ):
        after = planned(event).after
        assert len(after.members) == 5
        assert after.members[-1].id is None
        assert lives_here(after.members[-1])


def test_every_kind_is_named_and_says_whom_it_is_about() -> None:
    assert len(set(KINDS.values())) == len(KINDS) == 11
    assert member_of(Death(on=ON, member=NENG_ID)) == NENG_ID
    assert member_of(NewCaretaker(on=ON, successor=NENG_ID, cause=Cause.OTHER)) == NENG_ID
    assert member_of(Joined(on=ON, person=MemberDetail("Jaka", id=UJANG_ID))) == UJANG_ID
    assert member_of(Birth(on=ON, child=BABY)) is None
    assert member_of(FamilyLeft(on=ON)) is None


def test_a_spouse_of_a_head_is_widowed_by_either_death() -> None:
    after_him = planned(Death(on=ON, paper="p", member=SARIP_ID)).after
    assert after_him.members[1].marital is Marital.WIDOWED
    after_her = planned(Death(on=ON, paper="p", member=AMINAH_ID)).after
    assert after_her.members[0].marital is Marital.WIDOWED


def test_a_death_far_away_widows_nobody() -> None:
    away = changed(SARIP_ID, presence=Presence.MOVED, presence_date=date(2019, 2, 1))
    after = planned(Death(on=ON, paper="p", member=SARIP_ID), away).after
    assert after.members[1].marital is Marital.MARRIED  # who knows whether they had parted


def test_who_is_divorced_is_not_widowed() -> None:
    after = planned(Death(on=ON, paper="p", member=SARIP_ID), changed(AMINAH_ID, marital=Marital.DIVORCED)).after
    assert after.members[1].marital is Marital.DIVORCED


def test_a_childs_death_widows_nobody_and_keeps_the_caretaker() -> None:
    found = planned(Death(on=ON, paper="p", member=UJANG_ID))
    assert [one.marital for one in found.after.members[:2]] == [Marital.MARRIED, Marital.MARRIED]
    assert not found.caretaker_gone
    assert not found.empty


def test_the_caretaker_goes_with_the_caretaker_only() -> None:
    assert planned(Left(on=ON, paper="p", member=AMINAH_ID)).caretaker_gone
    assert not planned(Left(on=ON, paper="p", member=SARIP_ID)).caretaker_gone
    nobody = replace(FAMILY, caretaker=None)
    assert not planned(Left(on=ON, paper="p", member=AMINAH_ID), nobody).caretaker_gone


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (AMINAH_ID, [R.SPOUSE, R.HEAD, R.CHILD, R.CHILD]),
        (NENG_ID, [R.PARENT, R.PARENT, R.HEAD, R.OTHER]),
    ],
)
def test_a_new_head_turns_the_relations_round(head: UUID, expected: list[Relation]) -> None:
    after = planned(Death(on=ON, paper="p", member=SARIP_ID, new_head=head)).after
    assert relations(after) == expected
    assert relations(after).count(R.HEAD) == 1


def test_a_new_head_lives_there() -> None:
    event = Death(on=ON, paper="p", member=SARIP_ID, new_head=SARIP_ID)
    assert refused(event) == "life.head_is_gone"
    away = changed(NENG_ID, presence=Presence.MOVED)
    assert refused(Death(on=ON, paper="p", member=SARIP_ID, new_head=NENG_ID), away) == "life.not_living_here"


def test_naming_the_head_there_is_changes_nothing() -> None:
    after = planned(Left(on=ON, paper="p", member=UJANG_ID, new_head=SARIP_ID)).after
    assert relations(after) == relations(FAMILY)


def test_the_last_to_go_leaves_an_empty_family() -> None:
    alone = replace(FAMILY, members=FAMILY.members[:1], caretaker=0)
    found = planned(Death(on=ON, paper="p", member=SARIP_ID), alone)
    assert (found.empty, found.caretaker_gone) == (True, True)
    nobody = replace(alone, members=(replace(alone.members[0], presence=Presence.MOVED),), caretaker=None)
    assert not planned(Death(on=ON, paper="p", member=SARIP_ID), nobody).empty  # it was empty before


def test_a_closed_family_comes_back_and_does_nothing_else() -> None:
    closed = replace(KNOWN, closed="moved_out")
    assert refused(Birth(on=ON, paper="p", child=BABY), known=closed) == "life.closed"
    assert planned(FamilyCame(on=ON, paper="p"), known=closed).after == FAMILY


def test_a_child_without_a_mother_takes_the_relation_typed() -> None:
    after = planned(Birth(on=ON, paper="p", child=replace(BABY, relation=R.GRANDCHILD))).after
    assert (after.members[-1].relation, after.members[-1].mother_name) == (R.GRANDCHILD, "")
    assert planned(Birth(on=ON, paper="p", child=BABY)).after.members[-1].relation is None


def test_a_birth_is_known_by_its_day_not_derived() -> None:
    child = replace(BABY, birth_date_derived=True, presence=Presence.MOVED)
    born = planned(Birth(on=ON, paper="p", child=child)).after.members[-1]
    assert (born.birth_date, born.birth_date_derived, born.presence) == (ON, False, Presence.LIVING_HERE)


def test_who_was_not_found_may_come_back_without_a_day() -> None:
    lost = changed(NENG_ID, presence=Presence.NOT_FOUND, presence_date=None)
    back = planned(Joined(on=ON, paper="p", person=lost.members[2]), lost).after
    assert back.members[2].presence is Presence.LIVING_HERE


@pytest.mark.parametrize("presence", [Presence.DIED, Presence.WITHDRAWN, Presence.LIVING_HERE])
def test_others_do_not_come_back(presence: Presence) -> None:
    family = changed(NENG_ID, presence=presence)
    assert refused(Joined(on=ON, paper="p", person=family.members[2]), family) == "life.not_away"


def test_a_married_partner_inside_is_refused_for_women_only() -> None:
    pair = Marriage(on=ON, paper="p", member=NENG_ID, partner=SARIP_ID)
    after = planned(pair).after
    assert after.members[2].marital is Marital.MARRIED  # he may have a second wife
    assert refused(Marriage(on=ON, paper="p", member=UJANG_ID, partner=AMINAH_ID)) == "life.married_already"


def test_an_address_is_trimmed_and_everything_else_stays() -> None:
    event = NewAddress(on=ON, paper="p", village_code="36.01.01.2001", address=" Kp. Baru ", rt=" 9 ", rw="1")
    after = planned(event).after
    assert (after.address, after.rt, after.rw, after.hamlet) == ("Kp. Baru", "9", "1", "")
    assert (after.members, after.caretaker) == (FAMILY.members, FAMILY.caretaker)


def test_a_stranger_is_no_member() -> None:
    assert refused(Death(on=ON, paper="p", member=new_id())) == "life.not_a_member"
    assert refused(Joined(on=ON, paper="p", person=MemberDetail("Jaka", id=new_id()))) == "life.not_a_member"


def test_a_split_is_left_to_its_own_planning() -> None:
    assert planned(Split(on=ON, paper="p", members=frozenset({NENG_ID}))).after == FAMILY


presences = st.lists(st.sampled_from(Presence), min_size=4, max_size=4)


@given(presences, st.sampled_from(IDS), st.sampled_from(IDS))
def test_whatever_stands_the_caretaker_after_a_death_or_a_move_lives_there(
    states: list[Presence], member: UUID, other: UUID
) -> None:
    members = tuple(replace(one, presence=state) for one, state in zip(FAMILY.members, states, strict=True))
    family = replace(FAMILY, members=members, caretaker=1 if lives_here(members[1]) else None)
    for event in (
        Death(on=ON, paper="p", member=member),
        Left(on=ON, paper="p", member=member),
        NewCaretaker(on=ON, paper="p", successor=other, cause=Cause.OTHER),
    ):
        try:
            after = plan(family, event, KNOWN).after
        except Refused:
            continue
        if after.caretaker is not None:
            assert lives_here(after.members[after.caretaker])
