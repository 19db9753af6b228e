"""Words of the conflict desk, the board, proposals and checks between offices."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.wording.records import FIELDS as OF_FAMILIES
from desktop.wording.translator import N_

SENTENCES = {
    "exchange_desk.unknown": N_("This difference is not in the list any more. Load the list again."),
    "exchange_desk.decided": N_("This difference was decided meanwhile. Load the list again."),
    "exchange_desk.not_ours": N_(
        "Office {office} owns this record and decides. Send it a package; its decision comes back with its next one."
    ),
    "exchange_desk.not_by_hand": N_("Choose ours, theirs, or field by field."),
    "exchange_desk.whole": N_("What belongs together here is taken as a whole: choose ours or theirs."),
    "exchange_desk.money": N_("This is about money, so a supervisor decides, not {name}."),
    "exchange_desk.changed_meanwhile": N_("The record was changed here meanwhile. Look at both values again."),
    "exchange_desk.no_field": N_('"{name}" does not differ. What differs: {known}.'),
    "exchange_desk.cannot": N_(
        'These values cannot stand here ("{kind}"): they point to something that is missing, or a number is taken. '
        "Keep ours, and tell the other office."
    ),
    "exchange_desk.no_reason": N_("Write the reason: it is kept with the decision."),
    "exchange_desk.long_reason": N_("The reason has {count} characters; {longest} are the most. Shorten it."),
}

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "household": N_("Family"),
        "member": N_("Person"),
        "person_details": N_("School, health and work"),
        "housing": N_("Housing"),
        "other_aid": N_("Other aid"),
        "bank_account": N_("Account"),
        "enrolment": N_("Participation"),
        "payment": N_("Payment"),
        "receipt": N_("Receipt"),
        "pay_list": N_("Pay list"),
        "decree": N_("Decree"),
        "decree_quota": N_("Quota of a decree"),
        "visit": N_("Visit"),
        "letter": N_("Letter"),
        "treasury_return": N_("Return to the treasury"),
        "programme_year": N_("Programme year"),
        "tranche": N_("Tranche"),
        "candidate": N_("Candidate"),
    }
)
OTHER_KIND = N_("Record")

FIELDS: Mapping[str, str] = MappingProxyType(
    dict(OF_FAMILIES)
    | {
        "caretaker_id": N_("Caretaker"),
        "caretaker_name": N_("Caretaker"),
        "caretaker_nik": N_("NIK of the caretaker"),
        "position": N_("Place in the list"),
        "presence_date": N_("Since when"),
        "since": N_("Since when"),
        "state": N_("State"),
        "amount": N_("Amount"),
        "rupiah": N_("Amount"),
        "households": N_("Families"),
        "settled_on": N_("Settled on"),
        "sts_number": N_("STS number"),
        "reason": N_("Reason"),
        "number": N_("Number"),
        "on": N_("Date"),
        "window_start": N_("From"),
        "window_end": N_("Until"),
        "valid_from": N_("From"),
        "valid_to": N_("Until"),
        "channel": N_("Bank"),
        "holder_name": N_("Holder of the account"),
        "rules": N_("Rules"),
        "programme": N_("Programme"),
        "year": N_("Year"),
        "sex_derived": N_("Sex taken from the NIK"),
        "birth_date_derived": N_("Birth date taken from the NIK"),
        "area_as_written": N_("Place as written"),
    }
)

MONEY_FIELDS = frozenset({"amount", "rupiah"})

STATES: Mapping[str, str] = MappingProxyType(
    {
        "withheld": N_("Withheld"),
        "unpaid": N_("Not yet taken"),
        "paid": N_("Paid"),
        "returned": N_("Returned"),
        "issued": N_("Issued"),
        "unused": N_("Unused"),
        "void": N_("Void"),
    }
)

DECIDED: Mapping[str, str] = MappingProxyType(
    {
        "ours": N_("Ours kept"),
        "theirs": N_("Theirs taken"),
        "fields": N_("Field by field"),
        "owner": N_("Decided by its owner"),
        "superseded": N_("A newer one came"),
    }
)

STANDINGS: Mapping[str, str] = MappingProxyType(
    {
        "stopped": N_("Stopped after an alarm"),
        "held": N_("Waits for an earlier package"),
        "refused": N_("Refused"),
        "no_key": N_("No key card yet"),
        "never": N_("Nothing sent yet"),
        "late": N_("Late"),
        "good": N_("Up to date"),
    }
)

NUMBERS: Mapping[str, str] = MappingProxyType({"lost": N_("Never came"), "held": N_("Waiting")})

TOTALS: Mapping[str, str] = MappingProxyType(
    {
        "household": N_("Families"),
        "member": N_("People"),
        "visit": N_("Visits"),
        "payment": N_("Payments"),
        "rupiah": N_("Rupiah paid"),
    }
)
