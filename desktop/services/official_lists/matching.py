"""Who of ours each row of a list means: by NIK, by No KK and the name in the family, else as a question."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, exists, func, select

from desktop.models import Area, FamilyClosure, FamilyRow, Household, Member
from desktop.progress import Progress
from desktop.rules.names import same_name
from desktop.rules.official_lists import (
    Difference,
    FoundBy,
    Listed,
    OfficialKind,
    Ours,
    differences,
    doubtful,
    outcome_of,
)
from desktop.rules.terms import Presence, Sex
from desktop.services.official_lists import staging
from desktop.services.official_lists.answers import Candidate, Match, Question, Said
from desktop.services.official_lists.staging import KEYED, STAGED
from desktop.wording.importing import COMPARING

EVERY = 1_000
# Of a family it is enough to know that one of it is meant: the register and most aids count families.
OF_FAMILIES = frozenset({OfficialKind.POVERTY_REGISTER, OfficialKind.OTHER_AID})
NOT_REGISTERED = frozenset({OfficialKind.STAFF, OfficialKind.CIVIL_SERVANTS})
M, H, S = Member, Household, STAGED.c
HERE = ~exists().where(FamilyClosure.household_id == H.id, FamilyClosure.reopened_on.is_(None))
PRESENT = M.presence != Presence.WITHDRAWN.value
STAGED_ROW = (
    S.row, S.nik, S.no_kk, S.name.label("listed_name"), S.born, S.sex.label("listed_sex"),
    S.mother_name.label("listed_mother"), S.village.label("listed_village"), S.more,
)  # fmt: skip
PERSON = (
    M.id.label("member_id"), M.household_id, M.name, M.nik.label("our_nik"), M.birth_date, M.sex, M.mother_name,
    H.no_kk.label("our_kk"), H.village_code,
)  # fmt: skip


class Matcher:
    """Goes through the staged rows; what is found is handed to the caller, one answer for each row."""

    def __init__(self, connection: Connection, kind: OfficialKind, progress: Progress) -> None:
        self._connection = connection
        self._kind = kind
        self._progress = progress
        self._villages = {
            row.code: row.name
            for row in connection.execute(select(Area.code, Area.name).where(Area.level == "village"))
        }
        self._rows = connection.scalar(select(func.count()).select_from(STAGED)) or 0
        self._seen = 0

    def matched(self) -> Iterator[Match | Question]:
        """Every row that means one of ours, or may; the rest means nobody here."""
        for each in (self._by_nik, self._by_kk, self._by_name):
            settled: list[int] = []
            for answer in each():
                settled.append(answer.row)
                yield answer
            staging.done(self._connection, settled)

    def _by_nik(self) -> Iterator[Match | Question]:
        statement = (
            select(*STAGED_ROW, *PERSON)
            .select_from(STAGED)
            .join(M, M.nik == S.nik)
            .join(H, H.id == M.household_id)
            .where(S.done == 0, S.nik != "", PRESENT, HERE)
            .order_by(S.row)
        )
        for listed, people in self._grouped(statement):
            candidates = [self._candidate(listed, person, FoundBy.NIK) for person in people]
            if len(candidates) > 1:
                yield Question(listed, "several", tuple(candidates))
            elif self._may_be_another(listed, people[0], candidates[0].differs):
                yield Question(listed, "other_name", tuple(candidates))
            else:
                yield candidates[0].match

    def _by_kk(self) -> Iterator[Match | Question]:
        statement = (
            select(*STAGED_ROW, *PERSON, FamilyRow.caretaker_name)
            .select_from(STAGED)
            .join(H, H.no_kk == S.no_kk)
            .join(M, M.household_id == H.id)
            .join(FamilyRow, FamilyRow.household_id == H.id, isouter=True)
            .where(S.done == 0, S.no_kk != "", PRESENT, HERE)
            .order_by(S.row, H.id, M.position)
        )
        for listed, people in self._grouped(statement):
            answer = self._in_family(listed, people)
            if answer is not None:
                yield answer

    def _in_family(self, listed: Listed, people: Sequence[Any]) -> Match | Question | None:
        named = [person for person in people if listed.name == person.name]
        if not named and listed.name:
            named = [person for person in people if same_name(listed.name, person.name)]
        found = tuple(self._candidate(listed, person, FoundBy.NO_KK) for person in named)
        if len(found) == 1:
            return found[0].match
        if found:
            return Question(listed, "several", found)
        families = {person.household_id: person for person in people}
        whole = tuple(self._family(listed, person) for person in families.values())
        if len(whole) > 1:
            return Question(listed, "several", whole)
        if self._kind in OF_FAMILIES:
            return whole[0].match
        return Question(listed, "not_in_family", whole) if self._kind in NOT_REGISTERED else None

    def _by_name(self) -> Iterator[Match | Question]:
        """The same name, birth date and village are a question and no more (DOMAIN.md 3.5)."""
        if not staging.put_name_keys(self._connection):
            return
        self._put_keys()
        statement = (
            select(*STAGED_ROW, *PERSON)
            .select_from(STAGED)
            .join(KEYED, (KEYED.c.name_key == S.name_key) & (KEYED.c.born == S.born))
            .join(M, M.id == KEYED.c.member_id)
            .join(H, H.id == M.household_id)
            .where(S.done == 0, S.name_key != "", PRESENT, HERE)
            .order_by(S.row)
        )
        for listed, people in self._grouped(statement):
            near = [person for person in people if self._may_be(listed, person)]
            if near:
                candidates = tuple(self._candidate(listed, person, FoundBy.NAME) for person in near)
                yield Question(listed, "name_only", candidates)

    def _put_keys(self) -> None:
        days = select(S.born).where(S.done == 0, S.name_key != "")
        people = select(M.id, M.name, M.birth_date).where(M.birth_date.in_(days), PRESENT)
        # Closed also when the person stops it: the tables cannot go while something still reads them.
        with self._connection.execution_options(yield_per=staging.AT_ONCE).execute(people) as result:
            for part in result.partitions():
                staging.put_keys(self._connection, part)
                self._progress.step(self._seen, self._rows, COMPARING)

    def _may_be(self, listed: Listed, person: Any) -> bool:
        if listed.sex and person.sex and listed.sex.value != person.sex:
            return False
        ours = self._village(person)
        return not (listed.village and ours) or staging.village_key(listed.village) == staging.village_key(ours)

    def _grouped(self, statement: Select[Any]) -> Iterator[tuple[Listed, list[Any]]]:
        with self._connection.execution_options(yield_per=EVERY).execute(statement) as result:
            for number, (_, group) in enumerate(groupby(result, attrgetter("row"))):
                if number % EVERY == 0:
                    self._progress.step(min(self._seen, self._rows), self._rows, COMPARING)
                self._seen += 1
                people = list(group)
                yield staging.listed(people[0]), people

    def _may_be_another(self, listed: Listed, person: Any, found: tuple[Difference, ...]) -> bool:
        if not found or self._kind is OfficialKind.DUKCAPIL:
            return False
        return doubtful(listed, _ours(person), found)

    def _candidate(self, listed: Listed, person: Any, found_by: FoundBy) -> Candidate:
        found = differences(listed, _ours(person))
        match = self._match(listed, person.household_id, person.member_id, person.name, found_by, found)
        return Candidate(match, person.birth_date, self._village(person), found)

    def _family(self, listed: Listed, person: Any) -> Candidate:
        name = person.caretaker_name or person.name
        match = self._match(listed, person.household_id, None, name, FoundBy.NO_KK, ())
        return Candidate(match, None, self._village(person), ())

    def _match(
        self,
        listed: Listed,
        household: UUID,
        member: UUID | None,
        name: str,
        found_by: FoundBy,
        found: tuple[Difference, ...],
    ) -> Match:
        said = Said(listed.facts, listed.receives, found).written()
        outcome = outcome_of(self._kind, listed, found)
        return Match(listed.row, household, member, name, found_by, outcome, said)

    def _village(self, person: Any) -> str:
        name: str = self._villages.get(person.village_code or "", "")
        return name


def _ours(person: Any) -> Ours:
    return Ours(
        person.our_nik or "",
        person.our_kk or "",
        person.name,
        person.birth_date,
        Sex(person.sex) if person.sex else None,
        person.mother_name,
    )
