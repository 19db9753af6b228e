"""A family of four in the register since January 2019, on a day in June: what every test of events begins with."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from desktop.rules.terms import Marital, Relation, Schooling, Sex
from desktop.services.desk import Answer, Desk
from desktop.services.families import detail, saving
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life import recording
from desktop.services.life.events import Event
from desktop.services.life.recording import Recorded
from tests import families

REGISTERED = datetime(2019, 1, 7, 2, tzinfo=UTC)
NOW = datetime(2019, 6, 20, 3, tzinfo=UTC)
ON = date(2019, 6, 1)

SARIP = MemberDetail(
    "Sarip", nik="3601011505750001", sex=Sex.MALE, birth_date=date(1975, 5, 15), relation=Relation.HEAD,
    marital=Marital.MARRIED, works=True,
)  # fmt: skip
AMINAH = MemberDetail(
    "Siti Aminah", nik="3601014605800002", sex=Sex.FEMALE, birth_date=date(1980, 5, 6), relation=Relation.SPOUSE,
    marital=Marital.MARRIED, pregnant=True,
)  # fmt: skip
NENG = MemberDetail(
    "Neng", nik="3601015202980003", sex=Sex.FEMALE, birth_date=date(1998, 2, 12), relation=Relation.CHILD,
    marital=Marital.SINGLE, schooling=Schooling.LEFT,
)  # fmt: skip
UJANG = MemberDetail(
    "Ujang", sex=Sex.MALE, birth_date=date(2009, 6, 1), relation=Relation.CHILD, marital=Marital.SINGLE,
    schooling=Schooling.ATTENDING, school_level="primary",
)  # fmt: skip


@dataclass
class Clock:
    """The office's clock, which a test sets forward as days go by."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Family:
    """A registered family, and the desk where its events are entered."""

    desk: Desk
    id: UUID
    clock: Clock

    def opened(self) -> FamilyDetail:
        return detail.open_family(self.desk, self.id)

    def member(self, name: str) -> MemberDetail:
        return next(one for one in self.opened().fields.members if one.name == name)

    def id_of(self, name: str) -> UUID:
        found = self.member(name).id
        assert found is not None
        return found

    def enter(self, event: Event) -> Answer[Recorded]:
        return recording.record(self.desk, self.id, self.opened().stamp, event)

    def on_day(self, day: date) -> None:
        """Let this be the day on which people work."""
        self.clock.now = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)

    @property
    def caretaker(self) -> str:
        found = self.opened().caretaker
        return found.name if found else ""


@pytest.fixture
def clock(operator: Desk) -> Clock:
    made = Clock(REGISTERED)
    operator.office.clock = made
    return made


@pytest.fixture
def family(operator: Desk, clock: Clock) -> Family:
    """Sarip, his wife who cares for the family, a grown daughter and a boy at school."""
    fields = FamilyFields(
        (SARIP, AMINAH, NENG, UJANG), 1, no_kk="3601010101090001", address="Kp. Cikadu", rt="02", rw="05",
        village_code=families.villages(operator)[0], receives_pkh=False,
    )  # fmt: skip
    made = saving.register(operator, fields).value
    clock.now = NOW
    return Family(operator, made.id, clock)
