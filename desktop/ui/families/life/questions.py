"""What is asked for each kind of event, as groups of the form kit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from desktop.rules.life import Life
from desktop.rules.succession import Cause, Paper
from desktop.rules.terms import Presence, Relation, Sex
from desktop.services.life.planning import Known, owed
from desktop.ui.families.life.jobs import Opening
from desktop.ui.families.terms import PRESENCES, RELATIONS, SEXES
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.wording import Translator
from desktop.wording.life import CAUSES, PAPERS

SEEN = "seen_"
SIDE = "side_"
PLACE = ("village_code", "address", "hamlet", "rt", "rw")


def groups(t: Translator, kind: Life, opening: Opening, cause: Cause | None = None) -> list[Group]:
    """The form of one kind: what happened, then what it rests on."""
    asked = list(_ASKED[kind](t, opening))
    rests = [
        Field("paper", t("Paper it rests on"), hint=t("Kind, number and date"), length=120),
        Field("reason", t("Reason or remark"), length=200),
    ]
    when = Field("on", t("Day it happened"), Kind.DATE, required=True)
    found = [Group(t("What happened"), [when, *asked]), Group(t("What it rests on"), rests)]
    if kind is Life.SPLIT:
        found.insert(1, Group(t("Where the new family lives"), list(_place(t, opening, required=False))))
    if kind is Life.CARETAKER:
        found.insert(1, Group(t("Papers to bring"), list(_papers(t, opening, cause or opening.succession.cause))))
    return found


def beginning(kind: Life, opening: Opening, today: date) -> dict[str, object]:
    """What stands in the form before anybody typed: all stay, no paper was seen, the first in the order follows.

    Who leaves a card lives where he lived until another address is typed.
    """
    values: dict[str, object] = {f"{SIDE}{place}": False for place in range(len(opening.family.fields.members))}
    values |= {SEEN + paper: False for paper in Paper} | {"own_card": False}
    if kind is Life.SPLIT:
        values |= {name: getattr(opening.family.fields, name) for name in PLACE}
    if kind is Life.CARETAKER:
        first = next((one.member for one in opening.succession.candidates if one.may), None)
        values |= {"cause": opening.succession.cause, "successor": first, "on": today}
    return values


def _members(opening: Opening, *presences: Presence) -> list[tuple[object, str]]:
    return [
        (member.id, member.name)
        for member in opening.family.fields.members
        if member.presence in (presences or (Presence.LIVING_HERE,))
    ]


def _choice(name: str, label: str, choices: Sequence[tuple[object, str]], **more: Any) -> Field:
    return Field(name, label, Kind.CHOICE, choices=choices, **more)


def _who(t: Translator, opening: Opening, *presences: Presence, owing: Presence | None = None) -> Field:
    """Whom the event is about; at the end who stands as `owing` already, though no event was ever entered."""
    family = opening.family
    known = Known(family.as_of, family.registered or date.min, held=family.held)
    late: list[tuple[object, str]] = [
        (member.id, f"{member.name} · {t(PRESENCES[owing])}")
        for member in family.fields.members
        if owing is not None and owed(member, owing, known)
    ]
    return _choice("member", t("Member"), [*_members(opening, *presences), *late], required=True)


def _new_head(t: Translator, opening: Opening) -> Field:
    heads = [(None, t("The head stays")), *_members(opening)]
    return _choice("new_head", t("New head of the family"), heads, help=t("Only where the head is gone"))


def _person(t: Translator, *, required: bool, born: bool = True) -> Iterator[Field]:
    yield Field("name", t("Name"), required=required, length=120)
    yield Field("nik", t("NIK"), Kind.DIGITS, length=16, help=t("Leave it empty until it is known"))
    yield _choice("sex", t("Sex"), [(one, t(word)) for one, word in SEXES.items()])
    if born:
        yield Field("birth_date", t("Birth date"), Kind.DATE)
    yield _choice(
        "relation",
        t("Relation"),
        [(None, t("As it follows")), *((one, t(word)) for one, word in RELATIONS.items() if one is not Relation.HEAD)],
    )


def _place(t: Translator, opening: Opening, *, required: bool) -> Iterator[Field]:
    yield _choice("village_code", t("Village"), opening.villages, required=required)
    yield Field("address", t("Address"), length=200)
    yield Field("hamlet", t("Hamlet"), length=120)
    yield Field("rt", t("RT"), length=8)
    yield Field("rw", t("RW"), length=8)


def _birth(t: Translator, opening: Opening) -> Iterator[Field]:
    women = [one for one in opening.family.fields.members if one.sex is not Sex.MALE]
    yield _choice("mother", t("Mother"), [(None, t("Not known")), *((one.id, one.name) for one in women)])
    yield from _person(t, required=True, born=False)


def _death(t: Translator, opening: Opening) -> Iterator[Field]:
    yield _who(t, opening, Presence.LIVING_HERE, Presence.MOVED, Presence.NOT_FOUND, owing=Presence.DIED)
    yield _new_head(t, opening)


def _marriage(t: Translator, opening: Opening) -> Iterator[Field]:
    yield _who(t, opening)
    yield _choice("partner", t("Marries"), [(None, t("Somebody else")), *_members(opening)])
    yield from _person(t, required=False)


def _divorce(t: Translator, opening: Opening) -> Iterator[Field]:
    yield _who(t, opening)
    others = _members(opening, Presence.LIVING_HERE, Presence.MOVED, Presence.NOT_FOUND)
    yield _choice("partner", t("Divorced from"), [(None, t("Somebody outside the family")), *others])
    yield _choice("leaves", t("Who leaves the card"), [(None, t("Nobody for now")), *_members(opening)])
    ways = ((False, t("Moves away")), (True, t("Has a card of one's own")))
    yield _choice("own_card", t("How"), ways, help=t("For a card of one's own the next step parts the family."))
    yield Field("to", t("To where"), length=120)
    yield _new_head(t, opening)


def _left(t: Translator, opening: Opening) -> Iterator[Field]:
    yield _who(t, opening, owing=Presence.MOVED)
    yield Field("to", t("To where"), length=120)
    yield _new_head(t, opening)


def _joined(t: Translator, opening: Opening) -> Iterator[Field]:
    away = _members(opening, Presence.MOVED, Presence.NOT_FOUND)
    yield _choice("member", t("Who comes back"), [(None, t("Somebody new")), *away])
    yield from _person(t, required=False)
    yield Field("origin", t("From where"), length=120)


def _address(t: Translator, opening: Opening) -> Iterator[Field]:
    yield from _place(t, opening, required=True)


def _gone(t: Translator, _: Opening) -> Iterator[Field]:
    yield Field("to", t("To where"), length=120)


def _came(t: Translator, _: Opening) -> Iterator[Field]:
    yield Field("origin", t("From where"), length=120)


def _caretaker(t: Translator, opening: Opening) -> Iterator[Field]:
    may = [one for one in opening.succession.candidates if one.may]
    order = [(one.member, f"{place}. {one.name} · {t.sentence(one.standing, {})}") for place, one in enumerate(may, 1)]
    yield _choice("successor", t("Who follows, in this order"), order, required=True, span=2)
    causes = [(Cause(one), t(word)) for one, word in CAUSES.items()]
    yield _choice("cause", t("Why"), causes, required=True)


def _papers(t: Translator, opening: Opening, cause: Cause) -> Iterator[Field]:
    seen = ((False, t("Not yet")), (True, t("Seen")))
    for paper in opening.succession.papers(cause):
        yield _choice(SEEN + paper, t(PAPERS[paper]), seen)


def _split(t: Translator, opening: Opening) -> Iterator[Field]:
    sides = ((False, t("Stays on the old card")), (True, t("Goes to the new card")))
    for place, member in enumerate(opening.family.fields.members):
        yield _choice(f"{SIDE}{place}", member.name or t("Without a name"), sides)
    people = _members(opening)
    yield _choice("head", t("Head of the new card"), people, required=True)
    yield _choice("caretaker", t("Caretaker of the new card"), [(None, t("Proposed by the program")), *people])
    yield _choice("head_left", t("Head of the old card"), [(None, t("The head stays")), *people])
    yield _choice(
        "enrolment_goes",
        t("Programme and account"),
        [(None, t("With the caretaker")), (False, t("Stay on the old card")), (True, t("Go to the new card"))],
    )
    yield Field("no_kk", t("No KK of the new card"), Kind.DIGITS, length=16, help=t("Leave it empty until it is known"))


_ASKED: Mapping[Life, Callable[[Translator, Opening], Iterator[Field]]] = MappingProxyType(
    {
        Life.BIRTH: _birth,
        Life.DEATH: _death,
        Life.MARRIAGE: _marriage,
        Life.DIVORCE: _divorce,
        Life.LEFT: _left,
        Life.JOINED: _joined,
        Life.ADDRESS: _address,
        Life.FAMILY_LEFT: _gone,
        Life.FAMILY_CAME: _came,
        Life.SPLIT: _split,
        Life.CARETAKER: _caretaker,
    }
)
KINDS = tuple(_ASKED)
