"""The part of a family's detail about how it lives: groups of lines, each only where something is said."""

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.app import Shared
from desktop.rules.aid_rules import AidBook, load_aids
from desktop.rules.nik import mask
from desktop.rules.terms import Presence
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.living import HeldAid
from desktop.ui.families.living_words import (
    DOT,
    account_words,
    aid_source,
    housing_heading,
    housing_words,
    known_words,
    person_words,
)
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.words import day

Section = tuple[str, list[QWidget]]
_MOST_IDS = 6


class LivingParts:
    """Made once for a panel; lists of codes and aids are read when a family needs them."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self.t = shared.t

    @cached_property
    def _aids(self) -> AidBook:
        return load_aids(self._shared.resources / "aids.toml")

    def sections(self, detail: FamilyDetail, *, whole: bool) -> list[Section]:
        """Headings with their lines; `whole` shows numbers unmasked."""
        t = self.t
        found = [
            (t("Account"), self._accounts(detail, whole=whole)),
            (t("Other aid"), self._held(detail, whole=whole)),
            (self._housing_heading(detail), self._housing(detail)),
            (t("School, health, work and papers"), self._people(detail)),
            (t("Place on the map"), self._place(detail)),
            (t("In other registers"), self._known(detail)),
        ]
        made = [(heading, list(lines)) for heading, lines in found]
        return [(heading, lines) for heading, lines in made if lines]

    def _accounts(self, detail: FamilyDetail, *, whole: bool) -> Iterator[QWidget]:
        for account in detail.accounts:
            words = account_words(self.t, self._shared.codes.book, account, whole=whole)
            yield _line(words, Role.BODY if account.valid_to is None else Role.SECONDARY)

    def _held(self, detail: FamilyDetail, *, whole: bool) -> Iterator[QWidget]:
        for aid in detail.fields.living.aids if detail.fields.living else ():
            yield _line(self._aid(aid, whole=whole), Role.BODY if aid.valid_to is None else Role.SECONDARY)

    def _aid(self, aid: HeldAid, *, whole: bool) -> str:
        t = self.t
        parts = [
            " ".join(part for part in (self._aids.named(aid.aid), aid.number if whole else mask(aid.number)) if part)
        ]
        if aid.valid_from and aid.valid_to:
            parts.append(t("{first} to {last}", first=day(t, aid.valid_from), last=day(t, aid.valid_to)))
        elif aid.valid_from:
            parts.append(t("since {day}", day=day(t, aid.valid_from)))
        return DOT.join((*parts, aid_source(t, self._shared.codes.book, aid.source)))

    def _housing_heading(self, detail: FamilyDetail) -> str:
        return housing_heading(self.t, detail.housings[0]) if detail.housings else ""

    def _housing(self, detail: FamilyDetail) -> Iterator[QWidget]:
        for state in detail.housings[:1]:
            for words in housing_words(self._shared.codes.book, state):
                yield _line(words, Role.BODY)

    def _people(self, detail: FamilyDetail) -> Iterator[QWidget]:
        for member in detail.fields.members:
            if member.presence is Presence.WITHDRAWN:
                continue
            words = DOT.join(person_words(self.t, self._shared.codes.book, member.living))
            if words:
                yield _line(f"{member.name}: {words}", Role.BODY)

    def _place(self, detail: FamilyDetail) -> Iterator[QWidget]:
        living = detail.fields.living
        if living and living.place:
            yield _line(living.place.words, Role.BODY)

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
