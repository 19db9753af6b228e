"""Divorce: what becomes of both, who leaves the card and how, and what nobody can be divorced from."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import LifeEvent
from desktop.rules.ids import new_id
from desktop.rules.terms import Marital, Presence, Relation, Sex
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life import splitting, undoing
from desktop.services.life.events import Death, Divorce, Marriage, Split
from desktop.services.life.planning import Known, plan
from desktop.services.life.recording import Recorded
from tests.services.life.conftest import ON, SARIP, Family
from tests.services.life.test_recording import PAPER

KNOWN = Known(date(2019, 6, 20), date(2019, 1, 7))
OOH = MemberDetail("Ooh", sex=Sex.FEMALE, birth_date=date(1985, 1, 1))
JAKA = MemberDetail("Jaka", sex=Sex.MALE, birth_date=date(1996, 3, 3))


def divorced(family: Family, one: str, other: str = "", leaves: str = "", **more: object) -> Recorded:
    partner = family.id_of(other) if other else None
    gone = family.id_of(leaves) if leaves else None
    event = Divorce(on=ON, paper="AC 7/2019", member=family.id_of(one), partner=partner, leaves=gone, **more)  # type: ignore[arg-type]
    return family.enter(event).value


def refused(family: Family, one: str, other: str = "", leaves: str = "", **more: object) -> str:
    before = family.opened()
    with pytest.raises(Refused) as refusal:
        divorced(family, one, other, leaves, **more)
    assert family.opened() == before
    return refusal.value.code


def married(family: Family, one: str, new: MemberDetail) -> None:
    family.enter(Marriage(on=ON, paper=PAPER, member=family.id_of(one), moves_in=new))


def states(family: Family) -> dict[str, Marital | None]:
    return {member.name: member.marital for member in family.opened().fields.members}


@pytest.mark.parametrize(("one", "other"), [("Sarip", "Siti Aminah"), ("Siti Aminah", "Sarip")])
def test_both_are_divorced_and_nobody_leaves_yet(family: Family, one: str, other: str) -> None:
    done = divorced(family, one, other)
    found = states(family)
    assert (found["Sarip"], found["Siti Aminah"]) == (Marital.DIVORCED, Marital.DIVORCED)
    assert (found["Neng"], found["Ujang"]) == (Marital.SINGLE, Marital.SINGLE)
    assert family.caretaker == "Siti Aminah"
    assert (done.succession, done.own_card) == (False, None)
    assert family.member("Siti Aminah").relation is Relation.SPOUSE  # as the card says until there is another one


def test_the_husband_moves_away_and_the_wife_is_head(family: Family) -> None:
    divorced(family, "Siti Aminah", "Sarip", "Sarip", to="Serang", new_head=family.id_of("Siti Aminah"))
    sarip = family.member("Sarip")
    assert (sarip.presence, sarip.presence_date, sarip.marital) == (Presence.MOVED, ON, Marital.DIVORCED)
    assert family.member("Siti Aminah").relation is Relation.HEAD
    with family.desk.read() as session:
        event = session.scalars(select(LifeEvent)).one()
    assert (event.kind, event.member_id) == ("divorce", family.id_of("Siti Aminah"))
    assert '"to": "Serang"' in event.facts


def test_a_caretaker_who_moves_away_has_to_be_followed(family: Family) -> None:
    assert divorced(family, "Sarip", "Siti Aminah", "Siti Aminah").succession
    assert family.caretaker == ""


def test_a_card_of_ones_own_comes_with_the_split(family: Family) -> None:
    """The divorce says whose it is; the split parts them, with the children she takes along."""
    aminah, ujang = family.id_of("Siti Aminah"), family.id_of("Ujang")
    done = divorced(family, "Sarip", "Siti Aminah", "Siti Aminah", own_card=True)
    assert (done.own_card, done.succession) == (aminah, False)
    assert family.member("Siti Aminah").presence is Presence.LIVING_HERE
    event = Split(on=ON, paper="KK baru", members=frozenset({aminah, ujang}), head=aminah)
    parted = splitting.split(family.desk, family.id, done.family.stamp, event).value
    assert [one.name for one in parted.goes.fields.members] == ["Siti Aminah", "Ujang"]
    assert parted.goes.fields.members[0].marital is Marital.DIVORCED
    assert parted.goes.caretaker is not None
    assert parted.goes.caretaker.name == "Siti Aminah"
    assert len(parted.goes.enrolments) == 1  # the programme goes with the caretaker


def test_a_man_with_another_wife_stays_married(family: Family) -> None:
    married(family, "Sarip", OOH)
    divorced(family, "Sarip", "Ooh", "Ooh")
    found = states(family)
    assert (found["Sarip"], found["Siti Aminah"], found["Ooh"]) == (
        Marital.MARRIED, Marital.MARRIED, Marital.DIVORCED,
    )  # fmt: skip
    divorced(family, "Siti Aminah", "Sarip")
    assert states(family)["Sarip"] is Marital.DIVORCED


def test_a_daughter_is_divorced_from_her_husband_or_from_one_who_never_lived_here(family: Family) -> None:
    married(family, "Neng", JAKA)
    divorced(family, "Neng", "Jaka", "Jaka")
    assert states(family)["Neng"] is Marital.DIVORCED
    assert family.member("Jaka").presence is Presence.MOVED
    family.enter(Marriage(on=ON, paper=PAPER, member=family.id_of("Neng")))
    divorced(family, "Neng")
    assert states(family)["Neng"] is Marital.DIVORCED
    family.enter(Marriage(on=ON, paper=PAPER, member=family.id_of("Neng")))  # free to marry again
    assert states(family)["Neng"] is Marital.MARRIED


@pytest.mark.parametrize(
    ("one", "other", "leaves", "code"),
    [
        ("Sarip", "", "", "life.divorced_which"),
        ("Siti Aminah", "", "", "life.divorced_which"),
        ("Sarip", "Sarip", "", "life.divorced_himself"),
        ("Neng", "", "", "life.not_married"),
        ("Sarip", "Neng", "", "life.not_married"),
        ("Sarip", "Siti Aminah", "Neng", "life.divorced_other"),
    ],
)
def test_what_cannot_be_is_refused(family: Family, one: str, other: str, leaves: str, code: str) -> None:
    assert refused(family, one, other, leaves) == code


def test_nobody_is_divorced_twice_or_from_the_dead(family: Family) -> None:
    divorced(family, "Sarip", "Siti Aminah")
    assert refused(family, "Sarip", "Siti Aminah") == "life.not_married"
    married(family, "Sarip", OOH)
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Ooh")))
    assert refused(family, "Sarip", "Ooh") == "life.not_married"  # he is a widower
    married(family, "Neng", JAKA)
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Jaka")))
    assert refused(family, "Neng", "Jaka") == "life.died_already"


def test_who_moved_before_can_be_divorced_and_cannot_leave_once_more(family: Family) -> None:
    married(family, "Neng", JAKA)
    divorced_from = family.id_of("Jaka")
    people = family.opened().fields.members
    away = tuple(replace(one, presence=Presence.MOVED) if one.id == divorced_from else one for one in people)
    event = Divorce(on=ON, paper=PAPER, member=family.id_of("Neng"), partner=divorced_from)
    after = plan(FamilyFields(away, 1), event, KNOWN).after
    assert {one.name: one.marital for one in after.members}["Jaka"] is Marital.DIVORCED
    with pytest.raises(Refused) as refusal:
        plan(FamilyFields(away, 1), replace(event, leaves=divorced_from), KNOWN)
    assert refusal.value.code == "life.not_living_here"


def test_of_whom_nobody_knows_whether_he_is_married_is_divorced_all_the_same() -> None:
    ids: list[UUID] = [new_id(), new_id()]
    wife = MemberDetail("Siti", id=ids[1], sex=Sex.FEMALE, relation=Relation.SPOUSE)
    people = (replace(SARIP, id=ids[0], marital=None), wife)
    after = plan(FamilyFields(people, 1), Divorce(on=ON, paper=PAPER, member=ids[1], partner=ids[0]), KNOWN).after
    assert [one.marital for one in after.members] == [Marital.DIVORCED, Marital.DIVORCED]


def test_a_divorce_taken_back_leaves_all_as_it_was(family: Family) -> None:
    before = family.opened().fields
    done = divorced(family, "Sarip", "Siti Aminah", "Siti Aminah", to="Serang")
    assert undoing.undo(family.desk, done.event, "rujuk").value.fields == before
