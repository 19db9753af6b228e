"""Rows of cells to rows of the register, by a plan made once per file."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any

from desktop.rules.date_reading import DateProblem
from desktop.rules.nik import NikProblem, doubts, read_nik, well_formed
from desktop.rules.register import AidSaid, AreaAsWritten, HouseholdFields, MemberFields, RegisterRow, RowProblem
from desktop.sheets.cells import Issue, Reader, Taken, neighbourhood, reader_for
from desktop.sheets.extent import column_letter
from desktop.sheets.fields import AID, HOUSING, OWN_AID, Reads, field_of
from desktop.sheets.headings import normal_heading
from desktop.sheets.joined import Facts, Joined
from desktop.sheets.reading import Cell, Covered
from desktop.sheets.recognise import Match

_REMEMBERED = 20_000  # cells or households kept, so that a huge file cannot fill the memory
_AGE_TOLERANCE = 2
_FEWEST_CELLS = 3  # a row without any identity but with as many cells is a row, not a remark
_DATE_DOUBTS = frozenset({NikProblem.BIRTH_DIFFERS, NikProblem.IMPOSSIBLE_DATE})
# Guesses at the birth date, the one date of a row, that the six digits of a NIK settle; not the century.
_CONFIRMED = frozenset({DateProblem.SWAPPED.value, DateProblem.SERIAL.value})
_IDENTITIES = ("name", "nik", "no_kk", "household_id", "member_id")
_BPS_PARTS = ("bps_province", "bps_regency", "bps_district", "bps_village")
_AREA = ("province", "regency", "district", "village", "kemendagri_code", "bps_code")
_REPEATED = (Reads.CODE, Reads.RAW)
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
_LONGEST_CODE = 32
_BOTH = re.compile(r"\bRT\s*/\s*RW\b[\s.:]*(\d{1,4})\s*/\s*(\d{1,4})", re.IGNORECASE)
_RT = re.compile(r"\bRT\b[\s.:]*(\d{1,4})", re.IGNORECASE)
_RW = re.compile(r"\bRW\b[\s.:]*(\d{1,4})", re.IGNORECASE)

_Found = list[tuple["_Column", Issue]]


class _Column:
    """One mapped column; what it once read it remembers in `known`."""

    def __init__(self, field: str, place: int, heading: str, reader: Reader) -> None:
        self.field = field
        self.place = place
        self.heading = heading
        self.letter = column_letter(place + 1)
        self._reader = reader
        self.known: dict[Cell, Taken] = {}

    def take(self, cell: Cell) -> Taken:
        """Read a cell that is not known yet."""
        taken = self._reader(cell)
        if len(self.known) < _REMEMBERED:
            self.known[cell] = taken
        return taken

    def problem(self, row: int, issue: Issue) -> RowProblem:
        return RowProblem(row, self.letter, self.heading, issue.code, issue.values, issue.refuses)


class _Together:
    """Columns whose cells repeat together from row to row, so that they are read once for many rows."""

    def __init__(self, columns: Sequence[_Column]) -> None:
        self._columns = columns
        self._cells = _cells_of(columns)
        self._known: dict[Any, tuple[dict[str, Any], _Found]] = {}

    def take(self, cells: Sequence[Cell]) -> tuple[dict[str, Any], _Found]:
        """Answer what they say, and what is wrong; both are remembered, so not to be changed."""
        key = self._cells(cells)
        known = self._known.get(key)
        if known is None:
            found: _Found = []
            known = _taken(self._columns, cells, found), found
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = known
        return known


class Assembler:
    """Holds the plan of one file; `row` is called for every row of data."""

    def __init__(self, match: Match, today: date, joined: Joined | None = None) -> None:
        layout = match.layout
        self._joined = joined or Joined()
        self._people_known = layout.people_known
        columns = [
            _Column(field, place, match.headings[place], reader_for(field, layout.codes.get(field), today))
            for field, place in match.places.items()
        ]
        self._house = [column for column in columns if field_of(column.field).household]
        member = [column for column in columns if not field_of(column.field).household]
        self._member = [column for column in member if field_of(column.field).reads not in _REPEATED]
        self._coded = _Together([column for column in member if field_of(column.field).reads in _REPEATED])
        self._details = [column.field for column in member if field_of(column.field).detail]
        self._own_aids = [column.field for column in member if column.field.startswith(f"{OWN_AID}.")]
        self._by_field = {column.field: column for column in columns}
        self._house_cells = _cells_of(self._house)
        self._houses: dict[Any, tuple[HouseholdFields, _Found]] = {}
        self._identities = [match.places[field] for field in _IDENTITIES if field in match.places]
        self._places = sorted(set(match.places.values()))
        self._names = [normal_heading(heading) for heading in match.headings]
        self.width = len(match.headings)
        self._example = normal_heading(layout.example)
        self._today = today
        self._aged_on = date(layout.age_year, 12, 31) if layout.age_year else today

    def is_data(self, cells: Sequence[Cell]) -> bool:
        """Not empty, no remark, no example and not the headings once more."""
        if not any(cells[place] for place in self._identities):
            return sum(cells[place] != "" for place in self._places) >= _FEWEST_CELLS
        if self._example and normal_heading(cells[self._by_field["household_id"].place]) == self._example:
            return False
        return not self._is_heading(cells)

    def row(self, number: int, cells: Sequence[Cell]) -> RegisterRow:
        """`cells` is at least `width` long."""
        key = self._house_cells(cells)
        known = self._houses.get(key)
        if known is None:
            known = self._household(cells)
            if len(self._houses) >= _REMEMBERED:
                self._houses.clear()
            self._houses[key] = known
        household, found = known
        problems = [column.problem(number, issue) for column, issue in found]
        problems += self._of_other_sheets(number, household.no_kk)
        member = self._person(number, cells, problems)
        refused = any(issue.refuses for _, issue in found)
        if self._people_known:
            if not (household.source_id or household.no_kk or member.nik or refused):
                problems.append(self._whole_row(number, "nik", "sheets.nobody_named"))
            return RegisterRow(number, household, member, tuple(problems))
        if not household.source_id and not household.no_kk and not refused:
            problems.append(self._whole_row(number, "no_kk", "sheets.household_missing"))
        if not member.name:
            problems.append(self._whole_row(number, "name", "sheets.name_missing"))
        return RegisterRow(number, household, member, tuple(problems))

    def _of_other_sheets(self, number: int, no_kk: str) -> list[RowProblem]:
        """What is wrong there, told once, with the family's first row."""
        if not self._joined.problems:
            return []
        return [
            replace(problem, row=number, heading=f"{problem.heading}, {sheet}!{problem.column}{problem.row}")
            for sheet, problem in self._joined.problems.pop(no_kk, ())
        ]

    def _is_heading(self, cells: Sequence[Cell]) -> bool:
        place = self._by_field["name"].place if "name" in self._by_field else self._identities[0]
        if normal_heading(cells[place]) != self._names[place]:
            return False
        same = sum(normal_heading(cells[each]) == self._names[each] for each in self._places)
        return same > len(self._places) // 2

    def _whole_row(self, number: int, field: str, code: str) -> RowProblem:
        column = self._by_field.get(field)
        if column is None:
            return RowProblem(number, "", "", code, refuses=True)
        return RowProblem(number, column.letter, column.heading, code, refuses=True)

    def _household(self, cells: Sequence[Cell]) -> tuple[HouseholdFields, _Found]:
        found: _Found = []
        values = _taken(self._house, cells, found)
        more = self._joined.families.get(values.get("no_kk", ""))
        if more:
            values = more | values
        if "household_id" in values:
            values["source_id"] = values.pop("household_id")
        elif "no_kk" not in values and not self._people_known:
            found = [(column, _refusing(column, issue)) for column, issue in found]
        _split_sls(values)
        parts = [values.pop(part, "") for part in _BPS_PARTS]
        if all(parts):
            values["bps_code"] = "".join(parts)
        area = AreaAsWritten(**{name: values.pop(name) for name in _AREA if name in values})
        _take_living(values)
        _take_participant(values, self._joined.about)
        return HouseholdFields(area=area, **values), found

    def _person(self, number: int, cells: Sequence[Cell], problems: list[RowProblem]) -> MemberFields:
        coded, wrong = self._coded.take(cells)
        found = [*wrong]
        values = coded | _taken(self._member, cells, found)
        problems += [column.problem(number, issue) for column, issue in found]
        if "member_id" in values:
            values["source_id"] = values.pop("member_id")
        age = values.pop("age", None)
        if "nik" in values:
            self._use_nik(number, values, age, problems)
        if self._details:
            values["details"] = tuple((name, values.pop(name)) for name in self._details if name in values)
        if self._own_aids:
            values["aids"] = _aids({name: values.pop(name) for name in self._own_aids if name in values})
        return MemberFields(**values)

    def _use_nik(self, number: int, values: dict[str, Any], age: int | None, problems: list[RowProblem]) -> None:
        column = self._by_field["nik"]
        nik, sex = values["nik"], values.get("sex")
        doubted = doubts(nik, values.get("birth_date"), sex, self._today)
        for problem in doubted:
            problems.append(column.problem(number, Issue(problem.value)))  # noqa: PERF401 - nearly always empty
        if problems and "birth_date" in values and _DATE_DOUBTS.isdisjoint(doubted):
            # The number holds the same day, so the guess needs nobody to look at it.
            problems[:] = [problem for problem in problems if problem.code not in _CONFIRMED]
        if sex is not None and "birth_date" in values:
            return
        reading = read_nik(nik, self._aged_on, age=age)
        if reading is None:
            return
        if sex is None and reading.sex is not None:
            values.update(sex=reading.sex, sex_derived=True)
        if "birth_date" not in values and reading.birth_date is not None:
            values.update(birth_date=reading.birth_date, birth_date_derived=True)
            derived = self._aged_on.year - reading.birth_date.year
            if age is not None and abs(derived - age) > _AGE_TOLERANCE:
                said: dict[str, object] = {"age": age, "derived": derived, "year": self._aged_on.year}
                problems.append(column.problem(number, Issue("sheets.age_differs", said)))


def _cells_of(columns: Sequence[_Column]) -> Callable[[Sequence[Cell]], Any]:
    places = [column.place for column in columns] or [0]
    return itemgetter(*places)


def _taken(columns: Iterable[_Column], cells: Sequence[Cell], found: _Found) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in columns:
        cell = cells[column.place]
        if cell == "" and type(cell) is not Covered:
            continue
        value, issues = column.known.get(cell) or column.take(cell)
        if value is not None:
            values[column.field] = value
        for issue in issues:
            found.append((column, issue))
    return values


def _take_living(values: Facts) -> None:
    """Answers on the house, and aids received, out of the columns that only the layout knows."""
    parts = [name for name in values if "." in name]
    if not parts:
        return
    apart = {name: values.pop(name) for name in parts}
    asked = {name.partition(".")[2]: said for name, said in apart.items() if name.startswith(f"{HOUSING}.")}
    values["housing"] = tuple(sorted(asked.items()))
    values["aids"] = _aids({name: said for name, said in apart.items() if name.startswith(f"{AID}.")})


def _aids(said: Facts) -> tuple[AidSaid, ...]:
    return tuple(AidSaid(name.partition(".")[2]) for name, received in said.items() if received)


def _take_participant(values: Facts, about: dict[str, str]) -> None:
    """Who takes part in the programme the file is of: a family, a household, or else the person of the row."""
    who, number = values.pop("participant", ""), values.pop("participant_number", "")
    programme = about.get("programme", "")
    if not programme:
        return
    values["aids"] = (AidSaid(_aid_code(programme), number),)
    if about.get("target") == "family" and well_formed(who):
        values["no_kk"] = who
    elif about.get("target") == "household" and who:
        values["source_id"] = who


def _aid_code(programme: str) -> str:
    """Known aids have their code already; any other is called as its office calls it."""
    return _NOT_IN_CODES.sub("_", programme.lower()).strip("_")[:_LONGEST_CODE]


def _refusing(column: _Column, issue: Issue) -> Issue:
    """Without another number of the family, a No KK that cannot be trusted would mix families."""
    if column.field != "no_kk" or issue.code == "sheets.covered_cell":
        return issue
    code = "sheets.kk_number_refused" if issue.code == "sheets.kk_number" else "sheets.kk_unusable"
    return Issue(code, refuses=True)


def _split_sls(values: dict[str, Any]) -> None:
    """Name of the smallest local unit, "DUSUN 3, RW 03, RT 07", into hamlet, RW and RT."""
    text = values.pop("sls", "")
    if not text:
        return
    both = _BOTH.search(text)
    rt, rw = (both[1], both[2]) if both else (_digits(_RT, text), _digits(_RW, text))
    rest = _RW.sub("", _RT.sub("", _BOTH.sub("", text)))
    parts = {"hamlet": " ".join(rest.replace(",", " ").strip(" /;-").split()), "rt": neighbourhood(rt)}
    parts["rw"] = neighbourhood(rw)
    for field, value in parts.items():
        if value:
            values.setdefault(field, value)


def _digits(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
