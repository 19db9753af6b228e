"""The tests there are, how bad what each finds is, and from where they count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID


class Level(StrEnum):
    """Wrong stops an approval; doubtful is shown and kept."""

    WRONG = "wrong"
    DOUBTFUL = "doubtful"


class AuditTest(StrEnum):
    """Codes of the tests; each has its title and its sentence in `desktop.wording.auditing`."""

    DIED = "audit.died"
    DIED_BY_LIST = "audit.died_by_list"
    DOUBLE_NIK = "audit.double_nik"
    DOUBLE_ACCOUNT = "audit.double_account"
    DOUBLE_KK = "audit.double_kk"
    DOUBLE_PERSON = "audit.double_person"
    TWO_PROGRAMMES = "audit.two_programmes"
    NIK_WRONG = "audit.nik_wrong"
    NIK_DOUBTFUL = "audit.nik_doubtful"
    NOT_IN_DECREE = "audit.not_in_decree"
    OUTSIDE_AREA = "audit.outside_area"
    STOPPED_BEFORE = "audit.stopped_before"
    STAFF = "audit.staff"
    STATE_WORK = "audit.state_work"
    UNCOLLECTED = "audit.uncollected"
    RECEIPT_MISSING = "audit.receipt_missing"
    ONE_PROXY = "audit.one_proxy"
    ODD_HOURS = "audit.odd_hours"
    IN_BULK = "audit.in_bulk"


_T = AuditTest
# Only what no person could let stand. Equal numbers and names on lists of others are questions for a person
# (DESIGN.md 4.4), and money of another list keeps no family of this one from its own.
_WRONG = frozenset({_T.DIED, _T.NIK_WRONG, _T.NOT_IN_DECREE})
LEVELS: Mapping[AuditTest, Level] = MappingProxyType(
    {test: Level.WRONG if test in _WRONG else Level.DOUBTFUL for test in AuditTest}
)
SIGNED_WITHIN = 14  # days after the money was paid in which its signed receipt comes back
MANY_BY_PROXY = 3  # payments of one tranche that one person collects for others
DAY_BEGINS, DAY_ENDS = 6, 20  # hours of the office's own zone in which money is paid
MANY_A_MINUTE = 20  # payments that one person can book in a minute; a hall with a scanner does three


@dataclass(frozen=True, slots=True)
class Finding:
    """What a test names: a payment, or a list as a whole, and the values of its sentence."""

    test: AuditTest
    payment: UUID | None
    told: Mapping[str, object] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        return LEVELS[self.test]
