"""The closed lists of the field as one term each; files and forms map their own codes to these."""

from enum import StrEnum


class Role(StrEnum):
    """Who may do what (DESIGN.md section 1)."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Sex(StrEnum):
    MALE = "L"
    FEMALE = "P"


class Relation(StrEnum):
    """Relation to the head of the household (DOMAIN.md 2.9)."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    CHILD_IN_LAW = "child_in_law"
    GRANDCHILD = "grandchild"
    PARENT = "parent"
    SERVANT = "servant"
    OTHER = "other"


class Marital(StrEnum):
    SINGLE = "single"
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class Schooling(StrEnum):
    """Participation in school (DOMAIN.md 2.9)."""

    NEVER = "never"
    ATTENDING = "attending"
    LEFT = "left"


class Presence(StrEnum):
    """Whether a member still lives in the household; the row stays whatever it is."""

    LIVING_HERE = "living_here"
    DIED = "died"
    MOVED = "moved"
    NOT_FOUND = "not_found"
    WITHDRAWN = "withdrawn"  # entered by mistake, by hand or by an import that was undone


class Component(StrEnum):
    """Why a member counts for the programme."""

    PREGNANT = "pregnant"
    UNDER_FIVE = "under_five"
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"
    ELDERLY = "elderly"
    DISABLED = "disabled"


class EnrolmentStatus(StrEnum):
    """Where a family stands in one programme (issue of registration: each change has reason, date, paper)."""

    CANDIDATE = "candidate"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    DECREED = "decreed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    GRADUATED = "graduated"


class PayListState(StrEnum):
    """Life of an office's list for one tranche."""

    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


class PaymentState(StrEnum):
    """Each listed payment is in exactly one (DESIGN.md 4.8): listed = withheld + unpaid + paid + returned."""

    WITHHELD = "withheld"
    UNPAID = "unpaid"
    PAID = "paid"
    RETURNED = "returned"


class ReceiptState(StrEnum):
    ISSUED = "issued"
    UNUSED = "unused"
    VOID = "void"
