"""Which household and member of the office a family of the file is; several is a question, never the first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from desktop.rules.names import normal_name
from desktop.rules.nik import is_placeholder, well_formed
from desktop.rules.register import MemberFields, RegisterRow
from desktop.services.importing.grouping import FileFamily
from desktop.services.importing.known import Known, Record
from desktop.sheets.layouts import Layout


@dataclass(slots=True)
class Matched:
    """The household a family is, if any; `question` when several fit."""

    family: FileFamily
    household: UUID | None = None
    question: bool = False


@dataclass(slots=True)
class MembersMatched:
    """By row number: the member he is; the rows where several fit; the rows of people known in other families."""

    members: dict[int, Record] = field(default_factory=dict)
    questions: set[int] = field(default_factory=set)
    elsewhere: set[int] = field(default_factory=set)


def usable(nik: str) -> bool:
    """Whether it may tell people apart."""
    return well_formed(nik) and not is_placeholder(nik)


def match_households(families: Sequence[FileFamily], known: Known, source: Layout) -> list[Matched]:
    """Match by source id, else No KK (DESIGN.md 4.14). A household that two families claim is a question of both."""
    matched = [_match_household(family, known, source) for family in families]
    claims = Counter(each.household for each in matched if each.household)
    for each in matched:
        if each.household and claims[each.household] > 1:
            each.household, each.question = None, True
    return matched


def _match_household(family: FileFamily, known: Known, source: Layout) -> Matched:
    source_id, no_kk = family.household.source_id, family.household.no_kk
    local = source.local_ids
    if source_id:
        found = known.by_source.get(source_id, [])
        if local:
            found = [one for one in found if str(one) == source_id or _shares(family, one, known)]
        if found:
            return _one(family, found, known)
    if not no_kk:
        return Matched(family)
    found = known.by_kk.get(no_kk, [])
    if source_id and not local:
        # The source tells these apart by another id, whatever number their card has.
        found = [household for household in found if not known.source_ids.get(household)]
    return _one(family, found, known)


def _one(family: FileFamily, found: list[UUID], known: Known) -> Matched:
    if len(found) > 1:
        # Of two with one number, the family that left the lists is not meant.
        found = [household for household in found if household not in known.closed] or found
    if len(found) == 1:
        return Matched(family, found[0])
    return Matched(family, question=bool(found))


def _shares(family: FileFamily, household: UUID, known: Known) -> bool:
    """Whether the No KK agrees, or without one a member's NIK or name and birth date does."""
    one, other = family.household.no_kk, known.households[household]["no_kk"]
    if one and other:
        return bool(one == other)
    members = known.members.get(household, [])
    niks = {member["nik"] for member in members} - {None}
    people = {(normal_name(member["name"]), member["birth_date"]) for member in members}
    return any(
        row.member.nik in niks or (normal_name(row.member.name), row.member.birth_date) in people for row in family.rows
    )


def match_members(rows: Sequence[RegisterRow], household: UUID, known: Known) -> MembersMatched:
    """Match each row within the household: by source id, else NIK, else name and birth date."""
    found = MembersMatched()
    members = known.members.get(household, [])
    claimed: dict[UUID, int] = {}
    left: list[RegisterRow] = []
    for row in rows:
        candidates, elsewhere = _by_numbers(row.member, members, known)
        if elsewhere:
            found.elsewhere.add(row.row)
        elif candidates:
            _settle(row, candidates, found, claimed)
        else:
            left.append(row)
    # Whoever was found by a number is not also found by name, nor by half of what tells another row apart.
    for fits in (_is_born_then, _may_be):
        for row in [row for row in left if row.row not in found.members]:
            free = [member for member in members if member["id"] not in claimed and fits(row.member, member, known)]
            if free:
                _settle(row, free, found, claimed)
    return found


def _by_numbers(said: MemberFields, members: list[Record], known: Known) -> tuple[list[Record], bool]:
    """Candidates by source id, else NIK; and whether the source id belongs to somebody in another family."""
    if said.source_id:
        holders = known.member_by_source.get(said.source_id, [])
        here = [member for member in members if member["id"] in holders]
        if holders:
            return here, not here
    if usable(said.nik):
        return [member for member in members if member["nik"] == said.nik and _same_source(said, member, known)], False
    return [], False


def _is_born_then(said: MemberFields, member: Record, known: Known) -> bool:
    return said.birth_date == member["birth_date"] and _may_be(said, member, known)


def _may_be(said: MemberFields, member: Record, known: Known) -> bool:
    """Same name, and a birth date that does not contradict; a date one side lacks contradicts nothing."""
    if not _same_source(said, member, known) or normal_name(said.name) != normal_name(member["name"]):
        return False
    return said.birth_date is None or member["birth_date"] in (None, said.birth_date)


def _same_source(said: MemberFields, member: Record, known: Known) -> bool:
    ids = known.source_ids.get(member["id"])
    return not ids or not said.source_id or said.source_id in ids


def _settle(row: RegisterRow, candidates: list[Record], found: MembersMatched, claimed: dict[UUID, int]) -> None:
    """Take the only candidate; of several the only one that agrees in more; else it is a question."""
    said = row.member
    for agrees in (
        [member for member in candidates if member["birth_date"] == said.birth_date],
        [member for member in candidates if member["name"].casefold() == said.name.casefold()],
    ):
        if len(candidates) > 1 and agrees:
            candidates = agrees
    member = candidates[0]
    if len(candidates) > 1:
        found.questions.add(row.row)
    elif member["id"] in claimed:
        found.members.pop(claimed[member["id"]], None)
        found.questions.update((row.row, claimed[member["id"]]))
    else:
        claimed[member["id"]] = row.row
        found.members[row.row] = member
