"""Words for the states that window and commands both show; the codes are those of the register."""

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
    }
)
"""Where a family stands in a programme; "registered" is in the register and in none."""
