"""What of a family a person types, and what looks wrong in it: plain data for the form and its check."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from desktop.rules.nik import mask
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.families.living import FamilyLiving, PersonLiving


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What looks wrong in one field. `member` is the position in the family, None for the family itself."""

    member: int | None
    name: str  # of the field
    code: str
    values: dict[str, object] = field(default_factory=dict)
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class MemberDetail:
    """A member as the form shows and takes him; `id` is None for one not saved yet."""

    name: str
    id: UUID | None = None
    nik: str = ""
    sex: Sex | None = None
    sex_derived: bool = False
    birth_place: str = ""
    birth_date: date | None = None
    birth_date_derived: bool = False
    relation: Relation | None = None
    marital: Marital | None = None
    schooling: Schooling | None = None
    school_level: str = ""
    school_class: int | None = None
    pregnant: bool | None = None
    disability: str = ""
    works: bool | None = None
    occupation: str = ""
    mother_name: str = ""
    father_name: str = ""
    presence: Presence = Presence.LIVING_HERE
    presence_date: date | None = None
    living: PersonLiving | None = None  # None: nothing is said, and what is kept stays

    @property
    def masked(self) -> str:
        """NIK for a screen on which nobody asked to see it whole."""
        return mask(self.nik)


@dataclass(frozen=True, slots=True)
class FamilyFields:
    """What of a family a person types: the form's content, new or opened."""

    members: tuple[MemberDetail, ...]
    caretaker: int | None = None  # position among the members
    no_kk: str = ""
    address: str = ""
    hamlet: str = ""
    rt: str = ""
    rw: str = ""
    village_code: str = ""
    phone: str = ""
    receives_pkh: bool | None = None
    living: FamilyLiving | None = None  # None: nothing is said, and what is kept stays

    @property
    def masked_kk(self) -> str:
        return mask(self.no_kk)
