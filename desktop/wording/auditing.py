"""Sentences and titles of the auditor's tests."""

from types import MappingProxyType

from desktop.wording.translator import N_

SENTENCES = {
    "audit.stops": N_(
        "Tranche {tranche} cannot be approved: the auditor's tests find {count} rows that are wrong, the first about "
        '"{name}". Look at them under "Audit tests", mend them, and draft the list again.'
    ),
    "audit.unknown": N_("This run of the tests is not in the office. Run them again."),
    "audit.died": N_("{name} died ({on}); the money was paid after that, or is still to be paid under that name."),
    "audit.died_by_list": N_("{name} died by the list {list} of {on}; the register does not say so."),
    "audit.double_nik": N_("{name} has the NIK {value} that {other} has, too, on the list {where}."),
    "audit.double_account": N_("{name} has the account {value} that {other} has, too, on the list {where}."),
    "audit.double_kk": N_("{name} has the family card {value} that {other} has, too, on the list {where}."),
    "audit.double_person": N_("{name}, born {value}, may be {other} on the list {where}, under another NIK."),
    "audit.two_programmes": N_("The family of {name} is paid by another programme in the same year: {where}."),
    "audit.nik_wrong": N_("The NIK {value} of {name} lost digits and cannot be one."),
    "audit.nik_doubtful": N_("The NIK of {name} is missing or looks odd ({value})."),
    "audit.not_in_decree": N_("{name}, {where}: the decree grants {granted} families, the list holds {listed}."),
    "audit.outside_area": N_("{name} lives in {where}, where the programme does not run."),
    "audit.stopped_before": N_("{name} was ended on {on} ({reason}) and is listed again."),
    "audit.staff": N_("{name} stands in the list {list} of {on}: staff or civil servant."),
    "audit.state_work": N_("In the family of {name}, {person} works for the state ({list} {on})."),
    "audit.uncollected": N_(
        "{name} did not collect the money, and it did not go back: the last day was {on}, {days} days ago."
    ),
    "audit.receipt_missing": N_("{name} was paid on {on}, and the signed receipt is not back."),
    "audit.one_proxy": N_("The money of {name} was collected by {proxy}, who collected {count} of this list."),
    "audit.odd_hours": N_("{name}: {by} did it at {at} on {on}."),
    "audit.in_bulk": N_("{name}: {by} booked {count} payments in the minute {at} on {on}."),
}

TITLES = MappingProxyType(
    {
        "audit.died": N_("Paid after death"),
        "audit.died_by_list": N_("Dead by another office's list"),
        "audit.double_nik": N_("One NIK, two families"),
        "audit.double_account": N_("One account, two families"),
        "audit.double_kk": N_("One family card, two families"),
        "audit.double_person": N_("One person, two families"),
        "audit.two_programmes": N_("Two programmes in a year"),
        "audit.nik_wrong": N_("NIK that cannot be one"),
        "audit.nik_doubtful": N_("NIK missing or odd"),
        "audit.not_in_decree": N_("Not in the decree"),
        "audit.outside_area": N_("Outside the programme's area"),
        "audit.stopped_before": N_("Stopped before, listed again"),
        "audit.staff": N_("Staff or civil servant"),
        "audit.state_work": N_("Works for the state"),
        "audit.uncollected": N_("Uncollected, not returned"),
        "audit.receipt_missing": N_("Signed receipt missing"),
        "audit.one_proxy": N_("Many receipts by one proxy"),
        "audit.odd_hours": N_("At odd hours"),
        "audit.in_bulk": N_("Many in a minute"),
    }
)
LEVELS = MappingProxyType({"wrong": N_("wrong"), "doubtful": N_("doubtful")})
