"""Who may stand as caretaker: nobody who died or moved, and after that nobody but by the event for it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Household, Member, WarningOverride
from desktop.rules.succession import Cause
from desktop.rules.terms import Marital, Presence, Relation, Sex
from desktop.services.families import saving
from desktop.services.families.caretaking import may_be_offered
from desktop.services.families.checking import asks, needs_reason, problems, walls
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life import undoing
from desktop.services.life.events import Death, Left, NewCaretaker
from tests.services.life.conftest import AMINAH, NENG, NOW, ON, SARIP, UJANG, Family, clock, family

__all__ = ["clock", "family"]  # fixtures

TODAY = NOW.date()
PAPER = "472.12/7"
BORN_2018 = MemberDetail("Dede", sex=Sex.FEMALE, birth_date=date(2018, 3, 4), relation=Relation.CHILD)
GONE = [Presence.DIED, Presence.MOVED]
EARLIER = date(2018, 2, 1)


def typed(family: Family, name: str | None, **more: object) -> FamilyFields:
    fields = family.opened().fields
    at = next((at for at, one in enumerate(fields.members) if one.name == name), None)
    return replace(fields, caretaker=at, **more)  # type: ignore[arg-type]


def saved(family: Family, fields: FamilyFields, reason: str = "") -> None:
    saving.save(family.desk, family.id, family.opened().stamp, fields, reason)


def refusal(family: Family, fields: FamilyFields, reason: str = "") -> str:
    before = family.opened()
    with pytest.raises(Refused) as found:
        saved(family, fields, reason)
    assert family.opened() == before
    return found.value.code


def dies(family: Family, name: str = "Siti Aminah") -> object:
    return family.enter(Death(on=ON, paper=PAPER, member=family.id_of(name))).value.event


def told(family: Family) -> set[str]:
    return {one.code for one in family.opened().problems}


def stands_as_dead(family: Family, name: str) -> None:
    """As older data has it: dead, and caretaker all the same, without an event."""
    who = family.id_of(name)
    with family.desk.write("test.old") as unit:
        unit.session.get_one(Member, who).presence = Presence.DIED.value
        unit.session.get_one(Household, family.id).caretaker_id = who


@pytest.mark.parametrize("presence", GONE)
@pytest.mark.parametrize("reason", ["", "begitu di KK"])
def test_a_new_family_names_nobody_who_is_gone(family: Family, presence: Presence, reason: str) -> None:
    dead = replace(AMINAH, presence=presence, presence_date=EARLIER)
    fields = FamilyFields((SARIP, dead), 1, village_code=family.opened().fields.village_code)
    with pytest.raises(Refused, match=r"family\.caretaker_left") as found:
        saving.register(family.desk, fields, reason)
    assert found.value.values == {"name": "Siti Aminah"}
    assert saving.register(family.desk, replace(fields, caretaker=0)).value.caretaker is not None


def test_the_dead_does_not_come_back_as_caretaker(family: Family) -> None:
    dies(family)
    assert refusal(family, typed(family, "Siti Aminah"), "salah ketik") == "family.caretaker_is_event"


@pytest.mark.parametrize("name", ["Neng", "Sarip"])
def test_after_a_death_only_the_event_names_who_follows(family: Family, name: str) -> None:
    dies(family)
    assert told(family) == {"family.caretaker_gone", "rules.nik_missing"}
    assert refusal(family, typed(family, name)) == "family.caretaker_is_event"
    family.enter(NewCaretaker(on=ON, paper=PAPER, successor=family.id_of("Neng"), cause=Cause.DIED))
    assert family.caretaker == "Neng"
    saved(family, typed(family, "Sarip"))  # a living caretaker may be put right by hand
    assert family.caretaker == "Sarip"


def test_after_a_departure_too(family: Family) -> None:
    family.enter(Left(on=ON, paper=PAPER, member=family.id_of("Siti Aminah"), to="Serang"))
    assert family.opened().caretaker_gone
    assert refusal(family, typed(family, "Neng")) == "family.caretaker_is_event"


def test_somebody_new_does_not_follow_by_the_form_either(family: Family) -> None:
    dies(family)
    fields = family.opened().fields
    stranger = MemberDetail("Jubaedah", sex=Sex.FEMALE, birth_date=date(1970, 1, 2), presence=Presence.DIED)
    with_her = replace(fields, members=(*fields.members, stranger), caretaker=len(fields.members))
    assert refusal(family, with_her) == "family.caretaker_is_event"


def test_a_new_member_already_dead_is_no_caretaker(family: Family) -> None:
    fields = family.opened().fields
    stranger = MemberDetail("Jubaedah", sex=Sex.FEMALE, presence=Presence.DIED, presence_date=EARLIER)
    with_her = replace(fields, members=(*fields.members, stranger), caretaker=len(fields.members))
    assert refusal(family, with_her) == "family.caretaker_left"


def test_other_things_of_a_family_that_waits_are_saved(family: Family) -> None:
    dies(family)
    saved(family, typed(family, None, phone="0812"))
    assert (family.opened().fields.phone, family.caretaker) == ("0812", "")


def test_a_death_of_another_member_leaves_the_caretaker_to_the_form(family: Family) -> None:
    dies(family, "Sarip")
    assert not family.opened().caretaker_gone
    saved(family, typed(family, "Neng"))
    assert family.caretaker == "Neng"


def test_a_death_taken_back_asks_for_nobody(family: Family) -> None:
    event = dies(family)
    undoing.undo(family.desk, event, "salah orang")  # type: ignore[arg-type]
    assert not family.opened().caretaker_gone
    saved(family, typed(family, "Neng"))


def test_a_caretaker_taken_out_by_hand_is_named_by_hand(family: Family) -> None:
    saved(family, typed(family, None))
    assert "family.no_caretaker" in told(family)
    saved(family, typed(family, "Neng"))
    assert family.caretaker == "Neng"


def test_older_data_stays_and_is_told_until_the_event(family: Family) -> None:
    stands_as_dead(family, "Siti Aminah")
    assert "family.caretaker_gone" in told(family)
    saved(family, typed(family, "Siti Aminah", phone="0813"))
    for name in ("Neng", None):
        assert refusal(family, typed(family, name)) == "family.caretaker_is_event"
    family.enter(NewCaretaker(on=ON, paper=PAPER, successor=family.id_of("Neng"), cause=Cause.DIED))
    assert "family.caretaker_gone" not in told(family)


def test_a_child_needs_a_reason_which_is_kept(family: Family) -> None:
    assert refusal(family, typed(family, "Ujang")) == "family.reason_young"
    saved(family, typed(family, "Ujang"), "yatim piatu, wali di luar kota")
    assert "family.caretaker_young" not in told(family)
    with family.desk.read() as session:
        rows = session.scalars(select(WarningOverride).where(WarningOverride.code == "family.caretaker_young")).all()
    assert [(row.member_id, row.reason) for row in rows] == [(family.id_of("Ujang"), "yatim piatu, wali di luar kota")]
    saved(family, typed(family, "Ujang", phone="0814"))  # once given, it is not asked for again


def test_a_new_family_needs_the_reason_too(family: Family) -> None:
    fields = FamilyFields((SARIP, BORN_2018), 1, village_code=family.opened().fields.village_code)
    with pytest.raises(Refused, match=r"family\.reason_young"):
        saving.register(family.desk, fields)


@pytest.mark.parametrize(
    ("one", "doubted"),
    [
        (BORN_2018, True),
        (UJANG, True),
        (replace(UJANG, marital=Marital.MARRIED), False),
        (replace(UJANG, birth_date=None), False),
        (replace(UJANG, birth_date=date(2002, 6, 20)), False),
        (replace(UJANG, birth_date=date(2002, 6, 21)), True),
        (NENG, False),
    ],
)
def test_who_is_too_young(one: MemberDetail, doubted: bool) -> None:
    fields = FamilyFields((SARIP, one), 1)
    assert ("family.caretaker_young" in {found.code for found in problems(fields, TODAY)}) is doubted
    assert walls(fields, FamilyFields(()), TODAY, None) == []


def test_a_wrong_nik_is_what_is_asked_for_first() -> None:
    fields = FamilyFields((replace(SARIP, nik="12"), BORN_2018), 1)
    found = needs_reason(fields, FamilyFields(()), TODAY)
    assert asks(found) == "family.reason_needed"
    assert asks([one for one in found if one.name != "nik"]) == "family.reason_young"
    assert asks([]) == ""


@pytest.mark.parametrize("presence", list(Presence))
def test_who_is_offered(presence: Presence) -> None:
    offered = presence in (Presence.LIVING_HERE, Presence.NOT_FOUND)
    assert may_be_offered(replace(SARIP, presence=presence)) is offered
