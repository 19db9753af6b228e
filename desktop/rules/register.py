"""One row of a register as read from a file, whatever its layout: plain, typed, with what is wrong in it."""

from dataclasses import dataclass, field
from datetime import date

from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell. `code` has its sentence in `desktop.wording`; `refuses` keeps the row out."""

    row: int  # as the spreadsheet numbers it, from 1
    column: str  # spreadsheet letter, "" where it is the whole row
    heading: str
    code: str
    values: dict[str, object] = field(default_factory=dict)
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class AreaAsWritten:
    """A place as the file names it; codes stay apart because BPS and Kemendagri codes look alike."""

    province: str = ""
    regency: str = ""
    district: str = ""
    village: str = ""
    kemendagri_code: str = ""  # PP.KK.CC.DDDD, empty unless the file carries Kemendagri codes
    bps_code: str = ""  # 10 digits 2+2+3+3

    @property
    def named(self) -> bool:
        return bool(self.village or self.kemendagri_code)


@dataclass(frozen=True, slots=True)
class AidSaid:
    """Another programme the file says is received; `number` of the participant or card."""

    aid: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdFields:
    """What a row says of the family. None or "" means the file says nothing, and never erases."""

    source_id: str = ""  # id of the household in its source (IDBDT, IDRTM ...)
    no_kk: str = ""
    head_name: str = ""
    address: str = ""
    hamlet: str = ""
    rt: str = ""
    rw: str = ""
    area: AreaAsWritten = AreaAsWritten()
    phone: str = ""
    receives_pkh: bool | None = None
    poverty_percentile: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    housing: tuple[tuple[str, str], ...] = ()  # question and answer, in the codes of the source
    asked_on: date | None = None
    aids: tuple[AidSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberFields:
    """What a row says of the person."""

    source_id: str = ""
    name: str = ""
    nik: str = ""  # "" when missing or not to be trusted
    sex: Sex | None = None
    sex_derived: bool = False  # read from the NIK, not from the file
    birth_place: str = ""
    birth_date: date | None = None
    birth_date_derived: bool = False
    relation: Relation | None = None
    marital: Marital | None = None
    schooling: Schooling | None = None
    school_level: str = ""  # primary, junior, senior, tertiary
    school_class: int | None = None
    pregnant: bool | None = None
    disability: str = ""  # code of the source's list, "" = none said, "0" = none
    works: bool | None = None
    occupation: str = ""
    mother_name: str = ""
    father_name: str = ""
    presence: Presence | None = None
    details: tuple[tuple[str, object], ...] = ()  # column of the person's details and value, in the source's codes
    aids: tuple[AidSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One member with his household, and the row it came from."""

    row: int
    household: HouseholdFields
    member: MemberFields
    problems: tuple[RowProblem, ...] = ()

    @property
    def refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)
