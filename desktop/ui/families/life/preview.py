"""What an event would change, worked out while one types and before anything is written."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLabel

from desktop.errors import Refused
from desktop.services.families.asof import Difference, differences
from desktop.services.families.fields import FamilyFields
from desktop.services.life.events import Divorce, Event, FamilyCame, FamilyLeft, NewAddress, NewCaretaker, Split
from desktop.services.life.parting import part
from desktop.services.life.planning import Known, plan
from desktop.ui.families.life.jobs import Opening
from desktop.ui.families.life.questions import PLACE
from desktop.ui.families.life.words import teller
from desktop.ui.kit.card import Card
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import rupiah
from desktop.wording import Translator


class Consequences(Card):
    """Says in lines what follows from the event as typed so far."""

    def __init__(self, t: Translator) -> None:
        super().__init__(t("What changes"))
        self.t = t
        self.notice = Notice()
        self._lines: list[QLabel] = []
        self.add(self.notice)
        self.column.addStretch(1)

    @property
    def text(self) -> str:
        return "\n".join(line.text() for line in self._lines)

    def wait(self) -> None:
        """Say what is missing before anything can be told."""
        self.notice.clear()
        self._put([self.t("Fill in what is required, then it stands here what changes.")])

    def weigh(self, opening: Opening, event: Event, today: date) -> None:
        """Show what the event changes, or why it cannot be."""
        t = self.t
        try:
            lines = list(consequences(t, opening, event, today))
        except Refused as refused:
            self.notice.say(t.refusal(refused), Tone.ATTENTION)
            self._put([])
            return
        self.notice.clear()
        self._put(lines or [t("Only the event itself is noted.")])

    def _put(self, lines: list[str]) -> None:
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = [label(line, Role.BODY, wrap=True) for line in lines]
        for at, line in enumerate(self._lines):
            self.column.insertWidget(self.column.count() - 1, line)
            line.setAccessibleName(lines[at])


def consequences(t: Translator, opening: Opening, event: Event, today: date) -> Iterator[str]:
    """One sentence or change for each line. Refuses what the service would refuse, as far as the window knows."""
    before, known = opening.family.fields, Known(today, date.min, held=opening.family.held)
    if isinstance(event, Split):
        yield from _split(t, opening, event, known)
        return
    planned = plan(before, event, known)
    yield from teller(t).told(_named(opening, differences(before, planned.after)))
    if isinstance(event, NewAddress):
        yield from _off_the_map(t, opening)
    for member in planned.after.members[len(before.members) :]:
        yield t("{name} becomes a member", name=member.name)
    if planned.caretaker_gone and not planned.empty:
        yield t("The family has no caretaker then: the next step asks who follows.")
    if isinstance(event, Divorce) and event.own_card and event.leaves is not None:
        yield t("The next step parts the card.")
    if planned.empty:
        yield t("Nobody lives in the family any more: it leaves the lists and its programmes end.")
    if isinstance(event, FamilyLeft):
        yield t("The family leaves the lists and its programmes end. Nothing is deleted.")
    if isinstance(event, FamilyCame):
        yield t("The family is in the lists again. Whether it joins a programme is decided apart.")
    if planned.caretaker_gone or planned.empty or isinstance(event, FamilyLeft | NewCaretaker):
        yield from money(t, opening)


def money(t: Translator, opening: Opening) -> Iterator[str]:
    """What happens to money that waits; only the list of the tranche changes it."""
    for one in opening.succession.money:
        values = {"tranche": one.tranche, "year": one.year, "amount": rupiah(one.amount), "name": one.name}
        yield t.sentence(one.advice, values)


def _split(t: Translator, opening: Opening, event: Split, known: Known) -> Iterator[str]:
    before = opening.family.fields
    parted = part(before, event, known)
    yield t("New card: {names}", names=_names(parted.goes))
    yield t("Caretaker of the new card: {name}", name=_caretaker(t, parted.goes))
    yield t("Old card: {names}", names=_names(parted.stays))
    yield t("Caretaker of the old card: {name}", name=_caretaker(t, parted.stays))
    if parted.enrolment_goes:
        yield t("Programme, card and account go with the new card.")
    else:
        yield t("Programme, card and account stay with the old card. The new family is in no programme yet.")
    goes = list(_named(opening, differences(before, parted.goes)))
    # Of the families' own fields only the new one's address is not told above.
    yield from teller(t).told(
        [replace(one, person=t("New family")) for one in goes if one.field in PLACE and not one.person]
    )
    yield from teller(t).told([one for one in (*goes, *differences(before, parted.stays)) if one.person])
    if event.address is not None:
        yield from _off_the_map(t, opening)


def _named(opening: Opening, changed: Iterable[Difference]) -> Iterator[Difference]:
    """A village is told by its name, not by its code."""
    villages: dict[object, str] = dict(opening.villages)
    for one in changed:
        if one.field == "village_code":
            yield replace(one, then=villages.get(one.then, one.then), now=villages.get(one.now, one.now))
        else:
            yield one


def _off_the_map(t: Translator, opening: Opening) -> Iterator[str]:
    living = opening.family.fields.living
    if living is not None and living.place is not None:
        yield t("The place on the map is that of the old house: the new one has none yet.")


def _names(side: FamilyFields) -> str:
    return ", ".join(member.name for member in side.members)


def _caretaker(t: Translator, side: FamilyFields) -> str:
    return t("nobody yet") if side.caretaker is None else side.members[side.caretaker].name
