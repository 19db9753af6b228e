"""Whom the form of an event offers as it is filled in: nobody who goes by it is offered as head or caretaker."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from PySide6.QtCore import QSignalBlocker

from desktop.rules.life import Life
from desktop.rules.terms import Relation
from desktop.ui.families.life.jobs import Opening
from desktop.ui.families.life.questions import SIDE
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.form import Form
from desktop.wording import Translator

Values: TypeAlias = Mapping[str, Any]
Shut: TypeAlias = Iterator[tuple[str, set[Any]]]
HEADS = ("new_head", "head_left")


def offer(t: Translator, form: Form, kind: Life, opening: Opening) -> None:
    """Offer in each field who may be chosen after what is typed so far; who may not any more is chosen no longer."""
    for name, gone in _SHUT.get(kind, _nobody)(form.values(), opening):
        choices = [one for one in form.blocks[name].field.choices if one[0] is None or one[0] not in gone]
        if name in HEADS and gone & _heads(opening):
            choices[0] = (None, t("Not named yet"))
        _put(form, name, choices)


def fill(form: Form, kind: Life, values: Values, opening: Opening) -> None:
    """Fill in what may be offered only once all of it stands there."""
    for name, _ in _SHUT.get(kind, _nobody)(form.values(), opening):
        _put(form, name, form.blocks[name].field.choices)
    form.fill(values)


def _put(form: Form, name: str, choices: Sequence[tuple[object, str]]) -> None:
    combo = form.blocks[name].widget
    assert isinstance(combo, Combo)
    kept = combo.value
    with QSignalBlocker(combo):  # to offer others is no typing
        combo.offer(choices)
        combo.choose(kept if any(kept == value for value, _ in choices) else None)


def _heads(opening: Opening) -> set[object]:
    return {one.id for one in opening.family.fields.members if one.relation is Relation.HEAD}


def _nobody(_values: Values, _opening: Opening) -> Shut:
    return iter(())


def _who_goes(values: Values, _: Opening) -> Shut:
    yield "new_head", {values["member"]}


def _who_marries(values: Values, _: Opening) -> Shut:
    yield "partner", {values["member"]}


def _who_is_divorced(values: Values, _: Opening) -> Shut:
    yield "partner", {values["member"]}
    yield "new_head", {values["leaves"]}


def _who_parts(values: Values, opening: Opening) -> Shut:
    """Each card has its head and caretaker from its own people; while nobody goes yet, anybody may."""
    members = opening.family.fields.members
    goes = {one.id for place, one in enumerate(members) if values[f"{SIDE}{place}"]}
    stays = {one.id for one in members} - goes if goes else set()
    yield "head", stays
    yield "caretaker", stays
    yield "head_left", goes


_SHUT: Mapping[Life, Callable[[Values, Opening], Shut]] = MappingProxyType(
    {
        Life.DEATH: _who_goes,
        Life.LEFT: _who_goes,
        Life.MARRIAGE: _who_marries,
        Life.DIVORCE: _who_is_divorced,
        Life.SPLIT: _who_parts,
    }
)
"""Fields of each kind, and who is not to be chosen in them."""
