"""The history of a family in words, alike in the window and on the command line: what was done, and what it changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from desktop.code_lists import CodeLists
from desktop.rules.aid_rules import AidBook, load_aids
from desktop.rules.nik import mask
from desktop.services.families.asof import ENROLMENT, HOUSEHOLD, LIVED, LIVING, MEMBER, Difference
from desktop.services.families.living import CODED, Account, HeldAid, HousingState
from desktop.services.families.living_words import DOT, account_words, aid_words, housing_heading, other_answers
from desktop.wording import N_, Translator, life, records, terms

NUMBERS = frozenset({"nik", "no_kk", "nisn"})  # of people: masked
LISTED = frozenset({*CODED, "papers"})  # by the packaged lists of codes


@dataclass(frozen=True)
class Teller:
    """Says it in the language of `t`, and a day as `day` does; lists of codes are read once a line needs them."""

    t: Translator
    day: Callable[[date], str]
    codes: CodeLists = field(default_factory=CodeLists)

    @cached_property
    def _aids(self) -> AidBook:
        return load_aids()

    def action(self, action: str) -> str:
        """What was done, for a heading; an event by its own name, a step of an enrolment by where it led."""
        t = self.t
        kind, _, what = action.partition(".")
        if action in records.ACTIONS:
            return t(records.ACTIONS[action])
        if kind == "enrolment" and what in terms.ENROLMENT:
            return t(N_("Status: {status}"), status=t(terms.ENROLMENT[what]))
        return t(life.EVENTS.get(what, records.CHANGED) if kind == "life" else records.CHANGED)

    def told(self, changed: Iterable[Difference]) -> Iterator[str]:
        """Give a line for each difference: whose, which field, from what to what."""
        for one in changed:
            line = self._line(one)
            if line:
                yield line

    def value(self, name: str, kept: object) -> str:
        """Say a value as a person reads it; numbers of people are masked."""
        if kept is None or kept == "":
            return "-"
        if isinstance(kept, str):
            return self._text(name, kept)
        if isinstance(kept, bool):
            return self.t(N_("Yes")) if kept else self.t(N_("No"))
        if isinstance(kept, date):
            return self.day(kept)
        return self._account_or_aid(kept) or ("…" if isinstance(kept, UUID) else str(kept))

    def _text(self, name: str, kept: str) -> str:
        if name in NUMBERS:
            return mask(kept)
        if name in LISTED:
            return self.codes.book.label(name, kept)
        return self.t(records.CODES.get(name, {}).get(kept, "")) or kept

    def _account_or_aid(self, kept: object) -> str:
        if isinstance(kept, Account):
            return account_words(self.t, self.codes.book, self.day, kept, whole=False)
        if isinstance(kept, HeldAid):
            return aid_words(self.t, (self.codes.book, self._aids), self.day, kept, whole=False)
        return ""

    def _line(self, one: Difference) -> str:
        """One line; "" for a column that is nobody's business."""
        t, whose = self.t, f"{one.person}: " if one.person else ""
        if one.field == ENROLMENT:
            return t(N_("joined the programme {name}"), name=one.person)
        if one.field in (HOUSEHOLD, MEMBER):
            return t(N_("{whose} was entered"), whose=one.person or t(N_("The family")))
        if one.field == "household_id":
            return whose + t(N_("changed the family"))
        if one.field in (*LIVED, LIVING):
            return whose + self._lived(one)
        return whose + self._from_to(one) if one.field in records.FIELDS else ""

    def _lived(self, one: Difference) -> str:
        """One account, aid or state of the house; of all of them together only that they are not as now."""
        if isinstance(one.now, HousingState) and isinstance(one.then, HousingState | None) and one.field == "housing":
            return self._housing(one.then, one.now)
        if isinstance(one.now, Account | HeldAid) and _ended(one.then, one.now):
            what, which = self.t(records.FIELDS[one.field]), self.value(one.field, one.now)
            return self.t(N_("{what} ended: {which}"), what=what, which=which)
        if isinstance(one.then, Account | HeldAid) or isinstance(one.now, Account | HeldAid):
            return self._from_to(one)
        return self.t(N_("{what} not as now"), what=self.t(records.LIVED[one.field]))

    def _from_to(self, one: Difference) -> str:
        then, now = self.value(one.field, one.then), self.value(one.field, one.now)
        return f"{self.t(records.FIELDS[one.field])}: {then} → {now}"

    def _housing(self, then: HousingState | None, now: HousingState) -> str:
        heading = housing_heading(self.t, self.day, now)
        answers = DOT.join(other_answers(self.codes.book, then.answers if then else {}, now.answers))
        return f"{heading}: {answers}" if answers else heading


def _ended(then: object, now: Account | HeldAid) -> bool:
    """Whether nothing is other than that it has a last day now."""
    return isinstance(then, Account | HeldAid) and then.valid_to is None and replace(then, valid_to=now.valid_to) == now
