"""SQLAlchemy records: the tables of an office file."""

from desktop.models.areas import Area
from desktop.models.base import Base, Recorded, RecordedById
from desktop.models.enrolments import Candidate, Enrolment, EnrolmentStep
from desktop.models.families import BankAccount, ChangeCursor, ExternalId, Household, Member, WarningOverride
from desktop.models.field_work import Caseload, Facilitator, Visit
from desktop.models.imports import ImportBatch, Task
from desktop.models.journal import AuditLine, RecordVersion
from desktop.models.letters import Letter
from desktop.models.money import Decree, DecreeQuota, PayList, PayListStep, Payment, PrintRun, Receipt
from desktop.models.office import Counter, Draft, Office, Setting, Signatory, User
from desktop.models.programmes import ProgrammeYear, Tranche
from desktop.models.search import FamilyRow

__all__ = [
    "Area",
    "AuditLine",
    "BankAccount",
    "Base",
    "Candidate",
    "Caseload",
    "ChangeCursor",
    "Counter",
    "Decree",
    "DecreeQuota",
    "Draft",
    "Enrolment",
    "EnrolmentStep",
    "ExternalId",
    "Facilitator",
    "FamilyRow",
    "Household",
    "ImportBatch",
    "Letter",
    "Member",
    "Office",
    "PayList",
    "PayListStep",
    "Payment",
    "PrintRun",
    "ProgrammeYear",
    "Receipt",
    "RecordVersion",
    "Recorded",
    "RecordedById",
    "Setting",
    "Signatory",
    "Task",
    "Tranche",
    "User",
    "Visit",
    "WarningOverride",
]
