"""SQLAlchemy records: the tables of an office file."""

from desktop.models.accounting import AuditCheck, AuditFinding, BudgetLine, FindingExplanation, TreasuryReturn
from desktop.models.areas import Area
from desktop.models.base import Base, Recorded, RecordedById
from desktop.models.enrolments import Candidate, Enrolment, EnrolmentStep
from desktop.models.exchange import (
    CatchUp,
    ExchangeAlarm,
    OfficeDirectory,
    OfficeKey,
    PeerStream,
    ReceivedPackage,
    RecordConflict,
    SentPackage,
    TrustedCard,
)
from desktop.models.families import BankAccount, ChangeCursor, ExternalId, Household, Member, WarningOverride
from desktop.models.field_work import Caseload, Facilitator, Visit
from desktop.models.imports import ImportBatch, Task
from desktop.models.journal import AuditLine, RecordVersion
from desktop.models.letters import Letter
from desktop.models.life import FamilyClosure, FamilyLink, LifeEvent
from desktop.models.living import Housing, OtherAid, PersonDetails, Photograph
from desktop.models.money import Decree, DecreeQuota, PayList, PayListStep, Payment, PrintRun, Receipt
from desktop.models.office import Counter, Draft, Office, Setting, Signatory, User
from desktop.models.official_lists import ColumnMap, ListMatch, OfficialList
from desktop.models.pay_lists import Sanction, StepBack
from desktop.models.paying import (
    Collection,
    Custody,
    PaymentPart,
    PaymentRoute,
    PayoutAnswer,
    PayoutFile,
    PayoutOrder,
    SignedReceipt,
)
from desktop.models.programmes import ProgrammeYear, Tranche
from desktop.models.quality import Examined, FamilyFault, Likeness
from desktop.models.search import FamilyRow
from desktop.models.validating import Minutes, QuotaEnd, Validation, VillageQuota, WaitingPlace

__all__ = [
    "Area",
    "AuditCheck",
    "AuditFinding",
    "AuditLine",
    "BankAccount",
    "Base",
    "BudgetLine",
    "Candidate",
    "Caseload",
    "CatchUp",
    "ChangeCursor",
    "Collection",
    "ColumnMap",
    "Counter",
    "Custody",
    "Decree",
    "DecreeQuota",
    "Draft",
    "Enrolment",
    "EnrolmentStep",
    "Examined",
    "ExchangeAlarm",
    "ExternalId",
    "Facilitator",
    "FamilyClosure",
    "FamilyFault",
    "FamilyLink",
    "FamilyRow",
    "FindingExplanation",
    "Household",
    "Housing",
    "ImportBatch",
    "Letter",
    "LifeEvent",
    "Likeness",
    "ListMatch",
    "Member",
    "Minutes",
    "Office",
    "OfficeDirectory",
    "OfficeKey",
    "OfficialList",
    "OtherAid",
    "PayList",
    "PayListStep",
    "Payment",
    "PaymentPart",
    "PaymentRoute",
    "PayoutAnswer",
    "PayoutFile",
    "PayoutOrder",
    "PeerStream",
    "PersonDetails",
    "Photograph",
    "PrintRun",
    "ProgrammeYear",
    "QuotaEnd",
    "Receipt",
    "ReceivedPackage",
    "RecordConflict",
    "RecordVersion",
    "Recorded",
    "RecordedById",
    "Sanction",
    "SentPackage",
    "Setting",
    "Signatory",
    "SignedReceipt",
    "StepBack",
    "Task",
    "Tranche",
    "TreasuryReturn",
    "TrustedCard",
    "User",
    "Validation",
    "VillageQuota",
    "Visit",
    "WaitingPlace",
    "WarningOverride",
]
