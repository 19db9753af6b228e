"""A family as it stood on a day, shown beside its history, with what differs from now, in the detail's words."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.terms import Presence, Relation
from desktop.services.families.asof import StoodFamily
from desktop.services.families.fields import MemberDetail
from desktop.ui.families.life.words import teller
from desktop.ui.families.panel_living import Lived, LivingParts, people_of
from desktop.ui.families.terms import PRESENCES, RELATIONS, status_chip
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day, full_day
from desktop.wording import Translator

_DOT = " · "


class StoodView(QWidget):
    def __init__(self, t: Translator, stood: StoodFamily, parts: LivingParts) -> None:
        super().__init__()
        self.t = t
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.WITHIN)
        notice = Notice()
        column.addWidget(notice)
        if stood.same:
            notice.say(t("On {day} it stood as it stands now.", day=full_day(t, stood.on)), Tone.GOOD)
        else:
            notice.say(t("On {day} it stood otherwise than now.", day=full_day(t, stood.on)), Tone.ATTENTION)
        for heading, lines in self._sections(stood):
            column.addSpacing(Space.TINY)
            column.addWidget(label(heading.upper(), Role.SECTION))
            for line in lines:
                column.addWidget(label(line, Role.BODY, wrap=True))
        for heading, widgets in parts.of(_lived(stood)):
            column.addSpacing(Space.TINY)
            column.addWidget(label(heading.upper(), Role.SECTION))
            for widget in widgets:
                column.addWidget(widget)
        column.addStretch(1)

    def _sections(self, stood: StoodFamily) -> Iterator[tuple[str, list[str]]]:
        t = self.t
        differs = list(teller(t).told(stood.differs))
        differs += [t("{name} came later", name=name) for name in stood.came]
        differs += [t("{name} is in another family now", name=name) for name in stood.gone]
        if differs:
            yield t("What differs from now"), differs
        yield t("Family"), list(self._family(stood))
        yield t("Members"), [self._member(stood, member) for member in stood.fields.members]

    def _family(self, stood: StoodFamily) -> Iterator[str]:
        t, fields = self.t, stood.fields
        lane = " ".join(part for part in (fields.rt and f"RT {fields.rt}", fields.rw and f"RW {fields.rw}") if part)
        place = [t("Village {name}", name=stood.village)] if stood.village else []
        place += [t("District {name}", name=stood.district)] if stood.district else []
        hamlet = fields.hamlet if fields.hamlet.lower() not in fields.address.lower() else ""
        lane = " ".join(part for part in (fields.address, hamlet, lane) if part)
        yield ", ".join(part for part in (lane, *place) if part) or t("No address yet")
        if fields.no_kk:
            yield t("No KK {number}", number=fields.masked_kk)
        for row in stood.enrolments:
            status = status_chip(t, row.status).text
            yield _DOT.join((row.programme.capitalize(), status, t("since {day}", day=day(t, row.since))))

    def _member(self, stood: StoodFamily, member: MemberDetail) -> str:
        t, words = self.t, [member.name or self.t("Without a name")]
        if member is stood.caretaker:
            words.append(t("Caretaker"))
        if member.relation is not None:
            words.append(t(RELATIONS[Relation(member.relation)]))
        if member.birth_date is not None:
            words.append(t("born {day}", day=day(t, member.birth_date)))
        if member.presence is not Presence.LIVING_HERE:
            words.append(t(PRESENCES[member.presence]))
        return _DOT.join(words)


def _lived(stood: StoodFamily) -> Lived:
    living = stood.living
    people = [(member.name, living.of(member.id)) for member in people_of(stood.fields)]
    return Lived(living.accounts, living.aids, living.housing, people, living.place)
