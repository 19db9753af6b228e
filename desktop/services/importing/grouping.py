"""Rows of a file gathered into families: by the id of the source, else by No KK."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter

from desktop.rules.names import normal_name
from desktop.rules.register import HouseholdFields, RegisterRow, RowProblem

_NOTHING: tuple[object, ...] = (None, "", ())
_HOUSEHOLD = tuple(each.name for each in fields(HouseholdFields) if each.name not in {"area", "head_name"})


@dataclass(slots=True)
class FileFamily:
    """A family as the file has it: what its rows say together, and what is wrong in a row besides."""

    household: HouseholdFields
    rows: list[RegisterRow] = field(default_factory=list)
    warnings: dict[int, list[RowProblem]] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)  # row: the earlier row it repeats

    @property
    def number(self) -> str:
        return self.household.no_kk or self.household.source_id


def families(rows: Iterable[RegisterRow]) -> list[FileFamily]:
    """Gather the rows that were not refused; order is that of each family's first row."""
    found: dict[tuple[str, str], FileFamily] = {}
    for row in rows:
        if row.refused:
            continue
        household = row.household
        key = ("id", household.source_id) if household.source_id else ("kk", household.no_kk)
        family = found.get(key)
        if family is None:
            family = found[key] = FileFamily(household)
        elif family.household != household:
            _merge(family, row)
        family.rows.append(row)
    _join_those_without_id(found)
    for family in found.values():
        _mark_repeated(family)
    return list(found.values())


def _join_those_without_id(found: dict[tuple[str, str], FileFamily]) -> None:
    """A row that leaves out the family's id belongs to the one family of the file with its No KK."""
    with_id: dict[str, list[FileFamily]] = defaultdict(list)
    for (kind, _), family in found.items():
        if kind == "id" and family.household.no_kk:
            with_id[family.household.no_kk].append(family)
    for no_kk, families_ in with_id.items():
        if len(families_) > 1 or ("kk", no_kk) not in found:
            continue
        (family,) = families_
        for row in found.pop(("kk", no_kk)).rows:
            _merge(family, row)
            family.rows.append(row)
        family.rows.sort(key=attrgetter("row"))


def _merge(family: FileFamily, row: RegisterRow) -> None:
    """Fill what earlier rows left empty; where they say otherwise the first stands, with a warning."""
    kept, said = family.household, row.household
    filled = {}
    for name in _HOUSEHOLD:
        old, new = getattr(kept, name), getattr(said, name)
        if new in _NOTHING or new == old:
            continue
        if old in _NOTHING:
            filled[name] = new
        else:
            problem = RowProblem(row.row, "", name, "import.household_differs", {"first": family.rows[0].row})
            family.warnings.setdefault(row.row, []).append(problem)
    if said.area != kept.area and said.area.named:
        if not kept.area.named:
            filled["area"] = said.area
        else:
            problem = RowProblem(row.row, "", "village", "import.household_differs", {"first": family.rows[0].row})
            family.warnings.setdefault(row.row, []).append(problem)
    if filled:
        family.household = replace(kept, **filled)


def _mark_repeated(family: FileFamily) -> None:
    """Find rows that name a person of the family a second time: same name and birth date, no other NIK or id."""
    if len({row.member.name for row in family.rows}) == len(family.rows):
        return
    seen: dict[tuple[str, object], list[RegisterRow]] = {}
    for row in family.rows:
        earlier = seen.setdefault((normal_name(row.member.name), row.member.birth_date), [])
        twin = next((other for other in earlier if _one_person(other, row)), None)
        if twin is None:
            earlier.append(row)
        else:
            family.repeated[row.row] = twin.row


def _one_person(earlier: RegisterRow, row: RegisterRow) -> bool:
    for name in ("source_id", "nik"):
        one, other = getattr(earlier.member, name), getattr(row.member, name)
        if one and other and one != other:
            return False
    return True
