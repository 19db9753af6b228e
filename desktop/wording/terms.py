"""Words for the terms that window, commands and refusals share; the codes are those of the records."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.wording.translator import N_

ENROLMENT = MappingProxyType(
    {
        "registered": N_("Registered"),
        "candidate": N_("Candidate"),
        "eligible": N_("Eligible"),
        "not_eligible": N_("Not eligible"),
        "decreed": N_("Decreed"),
        "active": N_("Active"),
        "suspended": N_("Suspended"),
        "stopped": N_("Stopped"),
        "graduated": N_("Graduated"),
        "closed": N_("Left"),
    }
)
"""Where a family stands in a programme; "registered" is in the register and in none, "closed" in no list any more."""

ROLES = MappingProxyType(
    {
        "operator": N_("Operator"),
        "supervisor": N_("Supervisor"),
        "auditor": N_("Auditor"),
        "administrator": N_("Administrator"),
    }
)
"""What a person may do; the supervisor is the head of section (DESIGN.md 1)."""

RECEIPTS = MappingProxyType({"issued": N_("Issued"), "unused": N_("Unused"), "void": N_("Void")})
"""What has become of a receipt; unused is one whose family did not come."""

SANCTIONS = MappingProxyType(
    {
        "reminder": N_("Reminder"),
        "reduction": N_("Reduction"),
        "suspension": N_("Suspension"),
        "stop": N_("End of membership"),
    }
)
"""Steps of a programme's ladder of sanctions (DOMAIN.md 2.5)."""

CATEGORIES = MappingProxyType(
    {
        "orphan": N_("Orphan"),
        "widow": N_("Widow"),
        "elderly": N_("Elderly"),
        "disabled": N_("Disability"),
        "poor": N_("Poor"),
    }
)
"""Categories of family under programmes that pay by category (DOMAIN.md 1.9)."""

TERMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"EnrolmentStatus": ENROLMENT, "Role": ROLES, "ReceiptState": RECEIPTS, "SanctionKind": SANCTIONS}
)
"""Words by the name of the enumeration they belong to."""
