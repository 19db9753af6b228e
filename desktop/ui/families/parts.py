"""The lines of a family's detail: summary, notices, members, payments, visits."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.terms import Presence, Relation
from desktop.services.families.detail import FamilyDetail, MemberFacts, PaymentRow
from desktop.services.families.fields import FieldProblem, MemberDetail
from desktop.ui.families.terms import (
    COMPONENTS,
    PRESENCES,
    RELATIONS,
    SHORT_LEVELS,
    payment_chip,
    spouse,
)
from desktop.ui.kit.button import Action
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day, fours, rupiah
from desktop.wording import Translator

_DOT = " · "
_MOST_NOTICES = 3
_MOST_NAMES = 2
NOBODY_CARES = frozenset({"family.no_caretaker", "family.caretaker_gone"})
"""Of these an event mends it: it asks for the papers and says what becomes of money that waits."""


def summary_lines(t: Translator, detail: FamilyDetail, *, whole: bool) -> Iterator[QWidget]:
    """Card, No KK, address, who cares for the family."""
    fields = detail.fields
    card = next((row.card_number for row in detail.enrolments if row.card_number), "")
    numbers = [t("Card {number}", number=card) if card else t("No card yet")]
    if fields.no_kk:
        numbers.append(t("No KK {number}", number=fours(fields.no_kk) if whole else fields.masked_kk))
    yield _text(_DOT.join(numbers), Role.SECONDARY)
    yield _text(address(t, detail) or t("No address yet"), Role.BODY)
    more = []
    if fields.phone:
        more.append(t("Phone {number}", number=fields.phone))
    if detail.facilitator:
        more.append(t("Facilitator {name}", name=detail.facilitator))
    more += [
        t("{programme} since {day}", programme=row.programme.capitalize(), day=day(t, row.since))
        for row in detail.enrolments
    ]
    if more:
        yield _text(_DOT.join(more), Role.SECONDARY)


def address(t: Translator, detail: FamilyDetail) -> str:
    """The address in one line, from the house to the district."""
    fields = detail.fields
    lane = " ".join(part for part in (fields.rt and f"RT {fields.rt}", fields.rw and f"RW {fields.rw}") if part)
    place = [t("Village {name}", name=detail.village)] if detail.village else []
    place += [t("District {name}", name=detail.district)] if detail.district else []
    if not detail.village and detail.area_as_written:
        place.append(t("as written: {place}", place=detail.area_as_written))
    hamlet = fields.hamlet if fields.hamlet.lower() not in fields.address.lower() else ""
    return ", ".join(
        part for part in (" ".join((*filter(None, (fields.address, hamlet)), lane)).strip(), *place) if part
    )


def notices(
    t: Translator, detail: FamilyDetail, remedy: Callable[[], object] | None, follow: Callable[[], object]
) -> Iterator[QWidget]:
    """What looks wrong, each once with the names it is about; the first ones may be mended at once.

    `remedy` opens the form, None where this person may not; `follow` the event that names a caretaker.
    """
    grouped: dict[str, list[FieldProblem]] = {}
    for problem in detail.problems:
        grouped.setdefault(problem.code, []).append(problem)
    for code, problems in list(grouped.items())[:_MOST_NOTICES]:
        about = _names(t, [detail.fields.members[p.member].name for p in problems if p.member is not None])
        sentence = t.sentence(code, problems[0].values)
        notice = Notice()
        notice.say(f"{about}: {sentence}" if about else sentence, Tone.ATTENTION, _mending(t, code, remedy, follow))
        yield notice
    left = len(grouped) - _MOST_NOTICES
    if left > 0:
        yield _text(t.many("and {count} more thing to check", "and {count} more things to check", left), Role.SECONDARY)


def _mending(
    t: Translator, code: str, remedy: Callable[[], object] | None, follow: Callable[[], object]
) -> Action | None:
    if remedy is None:
        return None
    return Action(t("New caretaker…"), follow) if code in NOBODY_CARES else Action(t("Change"), remedy)


def member_lines(t: Translator, detail: FamilyDetail, *, whole: bool) -> Iterator[QWidget]:
    for at, (member, facts) in enumerate(zip(detail.fields.members, detail.facts, strict=True)):
        about = []
        if at == detail.fields.caretaker:
            about.append(t("Caretaker (proposed)") if detail.caretaker_derived else t("Caretaker"))
        about += member_words(t, member, facts)
        number = fours(member.nik) if whole else member.masked
        about.append(t("NIK {number}", number=number) if number else t("no NIK yet"))
        chips = [Chip(t(COMPONENTS[component]), Tone.BRAND) for component in facts.components]
        if member.presence is not Presence.LIVING_HERE:
            chips = [Chip(t(PRESENCES[member.presence]), Tone.NEUTRAL)]
        # Who was entered by mistake counts for nothing.
        role = Role.SECONDARY if member.presence is Presence.WITHDRAWN else Role.STRONG
        yield _line(_text(member.name or t("Without a name"), role), _DOT.join(about), chips)
    if any(facts.components or facts.age is not None for facts in detail.facts):
        yield _text(t("Ages and components on {day}", day=day(t, detail.as_of)), Role.SECONDARY)


def member_words(t: Translator, member: MemberDetail, facts: MemberFacts) -> list[str]:
    """Relation, age, school."""
    words = []
    if member.relation is Relation.SPOUSE:
        words.append(spouse(t, member.sex))
    elif member.relation is not None:
        words.append(t(RELATIONS[member.relation]))
    if facts.months is not None:
        words.append(t.many("{count} month", "{count} months", facts.months))
    elif facts.age is not None:
        words.append(t("{age} years", age=facts.age))
    if member.school_class and member.school_level:
        level = t(SHORT_LEVELS.get(member.school_level, ""))
        words.append(t("{level} class {number}", level=level, number=member.school_class))
    return words


def payment_lines(t: Translator, detail: FamilyDetail) -> Iterator[QWidget]:
    if not detail.payments:
        yield _text(t("No tranche lists this family yet."), Role.SECONDARY)
    for payment in detail.payments:
        yield _payment(t, payment)


def visit_lines(t: Translator, detail: FamilyDetail) -> Iterator[QWidget]:
    if not detail.visits:
        yield _text(t("Nobody has visited this family yet."), Role.SECONDARY)
    for visit in detail.visits:
        chips = []
        if visit.due_on and not visit.done_on:
            chips.append(Chip(t("due {day}", day=day(t, visit.due_on)), Tone.ATTENTION))
        head = _text(f"{day(t, visit.on)}{_DOT}{visit.purpose}", Role.BODY)
        yield _line(head, _DOT.join(part for part in (visit.facilitator, visit.follow_up) if part), chips)


def _payment(t: Translator, payment: PaymentRow) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.WITHIN)
    words = t("Tranche {number}/{year}", number=payment.tranche, year=payment.year)
    row.addWidget(_text(f"{words}{_DOT}{day(t, payment.on)}" if payment.on else words, Role.BODY), 1)
    row.addWidget(label(rupiah(payment.amount), Role.STRONG))
    chip = payment_chip(t, payment.state)
    row.addWidget(Chip(chip.text, chip.tone))
    return line


def _line(head: QWidget, below: str, chips: list[Chip]) -> QWidget:
    """Two lines of words with chips at their right; the words wrap, for the chips never give way."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, Space.TINY)
    row.setSpacing(Space.TINY)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(head)
    words.addWidget(_text(below, Role.SECONDARY))
    row.addLayout(words, 1)
    for chip in chips:
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
    return line


def _text(text: str, role: Role) -> QWidget:
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _names(t: Translator, names: list[str]) -> str:
    shown = ", ".join(name or t("Without a name") for name in names[:_MOST_NAMES])
    left = len(names) - _MOST_NAMES
    return t("{names} and {count} more", names=shown, count=left) if left > 0 else shown
