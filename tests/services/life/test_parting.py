"""What a split card makes of one family: two, in plain fields."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.person import lives_here
from desktop.rules.terms import Presence, Relation
from desktop.services.families.fields import FamilyFields
from desktop.services.life.events import NewAddress, Split
from desktop.services.life.parting import Parted, part
from desktop.services.life.planning import Known
from tests.services.life.conftest import ON
from tests.services.life.test_planning import AMINAH_ID, FAMILY, IDS, KNOWN, NENG_ID, SARIP_ID, UJANG_ID

R = Relation
HOME = replace(FAMILY, no_kk="3601010101090001", phone="0812", receives_pkh=True, village_code="36.01.01.2001")


def split(*members: UUID, family: FamilyFields = HOME, **more: object) -> Parted:
    event = Split(on=ON, paper="p", members=frozenset(members), **more)  # type: ignore[arg-type]
    return part(family, event, KNOWN)


def refused(*members: UUID, **more: object) -> str:
    with pytest.raises(Refused) as refusal:
        split(*members, **more)
    return refusal.value.code


def names(side: FamilyFields) -> list[str]:
    return [one.name for one in side.members]


def test_everybody_is_on_one_of_the_two_cards() -> None:
    parted = split(NENG_ID, UJANG_ID, head=NENG_ID)
    assert names(parted.goes) == ["Neng", "Ujang"]
    assert names(parted.stays) == ["Sarip", "Siti Aminah"]


def test_the_new_card_has_numbers_and_aid_of_its_own() -> None:
    parted = split(NENG_ID, head=NENG_ID, no_kk="3601010106190007")
    assert (parted.goes.no_kk, parted.goes.phone, parted.goes.receives_pkh) == ("3601010106190007", "", None)
    assert (parted.stays.no_kk, parted.stays.phone, parted.stays.receives_pkh) == (HOME.no_kk, "0812", True)
    assert parted.goes.village_code == HOME.village_code


def test_it_lives_elsewhere_where_an_address_is_given() -> None:
    address = NewAddress(on=ON, village_code="36.01.01.2002", address="Kp. Baru")
    parted = split(NENG_ID, head=NENG_ID, address=address)
    assert (parted.goes.village_code, parted.goes.address) == ("36.01.01.2002", "Kp. Baru")
    assert parted.stays.village_code == HOME.village_code


def test_the_head_stands_first_on_each_card() -> None:
    parted = split(UJANG_ID, NENG_ID, head=NENG_ID)
    assert [side.members[0].relation for side in (parted.goes, parted.stays)] == [R.HEAD, R.HEAD]
    assert parted.goes.members[1].relation is R.OTHER  # her brother


def test_when_the_head_leaves_the_old_card_needs_another() -> None:
    assert refused(SARIP_ID) == "life.split_no_head"
    parted = split(SARIP_ID, head_left=AMINAH_ID)
    assert [one.relation for one in parted.stays.members] == [R.HEAD, R.CHILD, R.CHILD]
    assert parted.goes.members[0].relation is R.HEAD


def test_the_caretaker_keeps_her_side() -> None:
    stays = split(NENG_ID, head=NENG_ID)
    assert stays.stays.caretaker is not None
    assert stays.stays.members[stays.stays.caretaker].id == AMINAH_ID
    assert (stays.stays_derived, stays.goes_derived, stays.enrolment_goes) == (False, True, False)
    goes = split(AMINAH_ID, UJANG_ID, head=AMINAH_ID)
    assert goes.goes.caretaker == 0
    assert (goes.goes_derived, goes.stays_derived, goes.enrolment_goes) == (False, True, True)


@pytest.mark.parametrize("said", [True, False])
def test_where_the_programme_goes_can_be_said(said: bool) -> None:
    assert split(NENG_ID, head=NENG_ID, enrolment_goes=said).enrolment_goes is said


def test_a_side_of_children_has_no_caretaker_to_propose() -> None:
    parted = split(UJANG_ID, head=UJANG_ID)  # a boy of ten: a head on paper only
    assert parted.goes.caretaker == 0  # for want of a grown woman the head
    assert parted.goes_derived


def test_a_family_without_a_caretaker_is_parted_too() -> None:
    parted = split(NENG_ID, head=NENG_ID, family=replace(HOME, caretaker=None))
    assert parted.stays.caretaker is not None
    assert parted.stays_derived
    assert not parted.enrolment_goes


@pytest.mark.parametrize(
    ("members", "more", "code"),
    [
        ((), {}, "life.split_nobody"),
        (IDS, {}, "life.split_everybody"),
        ((NENG_ID,), {}, "life.split_no_head"),
        ((NENG_ID,), {"head": UJANG_ID}, "life.not_a_member"),
        ((NENG_ID,), {"head": NENG_ID, "caretaker": AMINAH_ID}, "life.not_a_member"),
        ((NENG_ID,), {"head": NENG_ID, "head_left": NENG_ID}, "life.not_a_member"),
        ((NENG_ID,), {"head": NENG_ID, "no_kk": "3601010101090001"}, "life.split_same_kk"),
        ((UUID(int=1),), {"head": NENG_ID}, "life.not_a_member"),
    ],
)
def test_what_cannot_be_is_refused(members: tuple[UUID, ...], more: dict[str, object], code: str) -> None:
    assert refused(*members, **more) == code


def test_who_died_before_may_be_on_either_card_but_not_alone() -> None:
    dead = replace(HOME, members=(*HOME.members[:3], replace(HOME.members[3], presence=Presence.DIED)))
    with pytest.raises(Refused) as refusal:
        split(UJANG_ID, head=UJANG_ID, family=dead)
    assert refusal.value.code == "life.split_everybody"
    assert names(split(NENG_ID, UJANG_ID, head=NENG_ID, family=dead).goes) == ["Neng", "Ujang"]


def test_day_and_paper_are_checked_as_for_every_event() -> None:
    event = Split(on=ON, members=frozenset({NENG_ID}), head=NENG_ID)
    for broken, known, code in (
        (event, KNOWN, "life.nothing_said"),
        (replace(event, paper="p", on=date(2019, 1, 1)), KNOWN, "life.before_registration"),
        (replace(event, paper="p"), Known(date(2019, 5, 1), date(2019, 1, 7)), "life.future"),
        (replace(event, paper="p"), replace(KNOWN, closed="moved_out"), "life.closed"),
    ):
        with pytest.raises(Refused) as refusal:
            part(HOME, broken, known)
        assert refusal.value.code == code


@given(st.sets(st.sampled_from(IDS)), st.sampled_from(IDS), st.none() | st.sampled_from(IDS))
def test_whatever_is_asked_both_cards_are_whole(those: set[UUID], head: UUID, left: UUID | None) -> None:
    try:
        parted = split(*those, head=head, head_left=left)
    except Refused:
        return
    assert {one.id for one in parted.goes.members} == those
    assert {one.id for one in parted.stays.members} == set(IDS) - those
    for side in (parted.goes, parted.stays):
        assert [one.relation for one in side.members].count(R.HEAD) == 1
        assert any(map(lives_here, side.members))
        assert side.caretaker is None or lives_here(side.members[side.caretaker])
