"""The part of a family's detail about how it lives: groups of lines, each only where something is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.app import Shared
from desktop.rules.aid_rules import AidBook, load_aids
from desktop.rules.coordinates import MapPlace
from desktop.rules.terms import Presence
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.living import Account, HeldAid, HousingState, PersonLiving
from desktop.services.families.living_words import DOT, account_words, aid_words, housing_heading
from desktop.ui.families.living_words import housing_words, known_words, person_words
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.words import day

Section = tuple[str, list[QWidget]]
_MOST_IDS = 6


@dataclass(frozen=True, slots=True)
class Lived:
    """What is told of a family, now or on an earlier day; people by their names."""

    accounts: Sequence[Account]
    aids: Sequence[HeldAid]
    housing: HousingState | None
    people: Sequence[tuple[str, PersonLiving | None]]
    place: MapPlace | None


def people_of(fields: FamilyFields) -> list[MemberDetail]:
    """Who is told of: not those who were entered by mistake."""
    return [member for member in fields.members if member.presence is not Presence.WITHDRAWN]


class LivingParts:
    """Made once for a panel; lists of codes and aids are read when a family needs them."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self.t = shared.t
        self._day = partial(day, shared.t)

    @cached_property
    def _aids(self) -> AidBook:
        return load_aids(self._shared.resources / "aids.toml")

    def sections(self, detail: FamilyDetail, *, whole: bool) -> list[Section]:
        """Headings with their lines; `whole` shows numbers unmasked."""
        living = detail.fields.living
        lived = Lived(
            detail.accounts,
            living.aids if living else (),
            detail.housings[0] if detail.housings else None,
            [(member.name, member.living) for member in people_of(detail.fields)],
            living.place if living else None,
        )
        known = list(self._known(detail))
        return [*self.of(lived, whole=whole), *([(self.t("In other registers"), known)] if known else [])]

    def of(self, lived: Lived, *, whole: bool = False) -> list[Section]:
        """The same of a family as it stood on any day."""
        t = self.t
        found = [
            (t("Account"), self._accounts(lived, whole=whole)),
            (t("Other aid"), self._held(lived, whole=whole)),
            (housing_heading(t, self._day, lived.housing) if lived.housing else "", self._housing(lived)),
            (t("School, health, work and papers"), self._people(lived)),
            (t("Place on the map"), self._place(lived)),
        ]
        made = [(heading, list(lines)) for heading, lines in found]
        return [(heading, lines) for heading, lines in made if lines]

    def _accounts(self, lived: Lived, *, whole: bool) -> Iterator[QWidget]:
        for account in lived.accounts:
            words = account_words(self.t, self._shared.codes.book, self._day, account, whole=whole)
            yield _line(words, Role.BODY if account.valid_to is None else Role.SECONDARY)

    def _held(self, lived: Lived, *, whole: bool) -> Iterator[QWidget]:
        for aid in lived.aids:
            yield _line(self._aid(aid, whole=whole), Role.BODY if aid.valid_to is None else Role.SECONDARY)

    def _aid(self, aid: HeldAid, *, whole: bool) -> str:
        return aid_words(self.t, (self._shared.codes.book, self._aids), self._day, aid, whole=whole)

    def _housing(self, lived: Lived) -> Iterator[QWidget]:
        if lived.housing is not None:
            for words in housing_words(self._shared.codes.book, lived.housing):
                yield _line(words, Role.BODY)

    def _people(self, lived: Lived) -> Iterator[QWidget]:
        for name, living in lived.people:
            words = DOT.join(person_words(self.t, self._shared.codes.book, living))
            if words:
                yield _line(f"{name}: {words}", Role.BODY)

    def _place(self, lived: Lived) -> Iterator[QWidget]:
        if lived.place is not None:
            yield _line(lived.place.words, Role.BODY)

    def _known(self, detail: FamilyDetail) -> Iterator[QWidget]:
        for one in detail.ids[:_MOST_IDS]:
            yield _line(known_words(self.t, self._shared.codes.book, one, detail), Role.SECONDARY)
        left = len(detail.ids) - _MOST_IDS
        if left > 0:
            yield _line(self.t("and {count} more", count=left), Role.SECONDARY)


def _line(words: str, role: Role) -> QLabel:
    made = label(words, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
