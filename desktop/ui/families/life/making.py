"""The event that a person's answers make."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

from desktop.rules.life import Life
from desktop.rules.succession import Paper
from desktop.services.families.fields import MemberDetail
from desktop.services.life.events import (
    Birth,
    Death,
    Divorce,
    Event,
    FamilyCame,
    FamilyLeft,
    Joined,
    Left,
    Marriage,
    NewAddress,
    NewCaretaker,
    Split,
)
from desktop.ui.families.life.jobs import Opening
from desktop.ui.families.life.questions import PLACE, SEEN, SIDE

Values: TypeAlias = Mapping[str, Any]


def event_of(kind: Life, values: Values, opening: Opening) -> Event:
    """The event that the answers make; what was left open is empty."""
    rests: dict[str, Any] = {name: values[name] or "" for name in ("paper", "reason")}
    return _MADE[kind](values, opening, rests | {"on": values["on"] or date.min})


def _detail(values: Values, *, born: date | None) -> MemberDetail:
    return MemberDetail(
        values["name"] or "", nik=values["nik"] or "", sex=values["sex"], birth_date=born, relation=values["relation"]
    )


def _make_birth(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    return Birth(child=_detail(values, born=values["on"]), mother=values["mother"], **rests)


def _make_death(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    return Death(member=values["member"], new_head=values["new_head"], **rests)


def _make_marriage(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    new = _detail(values, born=values["birth_date"]) if values["name"] and values["partner"] is None else None
    return Marriage(member=values["member"], partner=values["partner"], moves_in=new, **rests)


def _make_divorce(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    named = {name: values[name] for name in ("member", "partner", "leaves", "own_card", "new_head")}
    return Divorce(to=values["to"] or "", **named, **rests)


def _make_left(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    return Left(member=values["member"], to=values["to"] or "", new_head=values["new_head"], **rests)


def _make_joined(values: Values, opening: Opening, rests: dict[str, Any]) -> Event:
    back: UUID | None = values["member"]
    known = [one for one in opening.family.fields.members if one.id == back and back is not None]
    person = known[0] if known else _detail(values, born=values["birth_date"])
    return Joined(person=person, origin=values["origin"] or "", **rests)


def _make_address(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    return NewAddress(**_place(values), **rests)


def _place(values: Values) -> dict[str, Any]:
    return {name: values[name] or "" for name in PLACE}


def _make_gone(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    return FamilyLeft(to=values["to"] or "", **rests)


def _make_came(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    return FamilyCame(origin=values["origin"] or "", **rests)


def _make_caretaker(values: Values, _: Opening, rests: dict[str, Any]) -> Event:
    seen = frozenset(paper for paper in Paper if values.get(SEEN + paper))
    return NewCaretaker(successor=values["successor"], cause=values["cause"], at_hand=seen, **rests)


def _make_split(values: Values, opening: Opening, rests: dict[str, Any]) -> Event:
    members = opening.family.fields.members
    those = frozenset(one.id for place, one in enumerate(members) if values[f"{SIDE}{place}"] and one.id)
    named = {name: values[name] for name in ("head", "caretaker", "head_left", "enrolment_goes")}
    place = _place(values)
    same = all(place[name] == getattr(opening.family.fields, name) for name in PLACE)
    address = None if same else NewAddress(**place, **rests)
    return Split(members=those, no_kk=values["no_kk"] or "", address=address, **named, **rests)


_MADE: Mapping[Life, Callable[[Values, Opening, dict[str, Any]], Event]] = MappingProxyType(
    {
        Life.BIRTH: _make_birth,
        Life.DEATH: _make_death,
        Life.MARRIAGE: _make_marriage,
        Life.DIVORCE: _make_divorce,
        Life.LEFT: _make_left,
        Life.JOINED: _make_joined,
        Life.ADDRESS: _make_address,
        Life.FAMILY_LEFT: _make_gone,
        Life.FAMILY_CAME: _make_came,
        Life.SPLIT: _make_split,
        Life.CARETAKER: _make_caretaker,
    }
)
