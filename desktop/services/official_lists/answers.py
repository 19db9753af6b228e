"""What holding a list against the register answers: who is meant, by what he was found, and what is said of him."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from desktop.rules.official_lists import Difference, FoundBy, Listed, ListOutcome, OfficialKind
from desktop.rules.register import RowProblem

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class About:
    """Which list a file is. `source` is a code: dtsen, pkh, dukcapil; an aid is the source of its own list."""

    kind: OfficialKind
    source: str
    as_of: date
    title: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a list says of one of ours beside the outcome; `differs` is what it says otherwise than we do."""

    facts: Mapping[str, str] = field(default_factory=dict)
    receives: Mapping[str, bool] = field(default_factory=dict)  # by code of the aid
    differs: Sequence[Difference] = ()

    def written(self) -> str:
        """As it is kept."""
        return _written(tuple(self.facts.items()), tuple(self.receives.items()), tuple(self.differs))


# Of a list of two hundred thousand rows most say what many others do.
@lru_cache(maxsize=1_024)
def _written(
    facts: tuple[tuple[str, str], ...], receives: tuple[tuple[str, bool], ...], differs: tuple[Difference, ...]
) -> str:
    told: dict[str, Any] = {}
    if facts:
        told["facts"] = dict(facts)
    if receives:
        told["receives"] = dict(receives)
    if differs:
        told["differs"] = [[each.field, each.ours, each.theirs] for each in differs]
    return _JSON.encode(told) if told else "{}"


@lru_cache(maxsize=1_024)
def read_said(text: str) -> Said:
    told = json.loads(text)
    differs = tuple(Difference(*each) for each in told.get("differs", ()))
    return Said(MappingProxyType(told.get("facts", {})), MappingProxyType(told.get("receives", {})), differs)


@dataclass(frozen=True, slots=True)
class Match:
    """A row that means one of ours; `member` is None where it means the family."""

    row: int  # as the spreadsheet numbers it, from 1
    household: UUID
    member: UUID | None
    name: str  # as we write it; of a family, of its caretaker in the list
    found_by: FoundBy
    outcome: ListOutcome
    said: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of ours whom a row may mean, if a person says so."""

    match: Match
    birth_date: date | None
    village: str
    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A row that may mean somebody here. `why` is a code: several, other_name, name_only, not_in_family."""

    listed: Listed
    why: str
    candidates: tuple[Candidate, ...]

    @property
    def row(self) -> int:
        return self.listed.row


@dataclass(frozen=True, slots=True)
class Absent:
    """A row nobody here fits."""

    row: int
    name: str
    nik: str  # masked


@dataclass(frozen=True, slots=True)
class ListCounts:
    """Every row of the file is in exactly one of these; `outcomes` are of those matched now."""

    rows: int = 0
    by_nik: int = 0
    by_kk: int = 0
    questions: int = 0
    absent: int = 0
    unusable: int = 0  # neither number nor name with birth date, or no result that is known
    repeated: int = 0  # another row says the same of this person or family, or something graver
    kept: int = 0  # kept when the same file was taken before
    warnings: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    undecided: int = 0  # of the unusable, those whose result is missing or not known

    @property
    def matched(self) -> int:
        return self.by_nik + self.by_kk

    @property
    def balanced(self) -> bool:
        return self.rows == self.matched + self.questions + self.absent + self.unusable + self.repeated + self.kept


@dataclass(frozen=True, slots=True)
class Compared:
    """What the file says of the office as it stands; the long lists of it are cut short where it says so."""

    matches: tuple[Match, ...]
    questions: tuple[Question, ...]
    absent: tuple[Absent, ...]  # the first few
    problems: tuple[RowProblem, ...]  # the first few
    counts: ListCounts


@dataclass(frozen=True, slots=True)
class ListTaken:
    """What was kept of a list. `list_id` is None where nothing was."""

    list_id: UUID | None
    matches: int
    decided: int  # questions a person answered
    tasks_opened: int
