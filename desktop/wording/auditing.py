"""Sentences and titles of the auditor's tests."""

from types import MappingProxyType

from desktop.wording.translator import N_

SENTENCES = {
    "audit.stops": N_(
        "Tranche {tranche} cannot be approved: the auditor's tests find {count} rows that are wrong, the first about "
        '"{name}". Look at them under "Audit tests", mend them, and draft the list again.'
    ),
    "audit.unknown": N_("This run of the tests is not in the office. Run them again."),
    "audit.unknown_row": N_('{row} is no id of a row. List the rows with "ejsika finding list".'),
    "audit.not_run": N_('The tests were not run over this yet. Run them with "ejsika audit" and the same words.'),
    "audit.tested": N_("The auditor's tests of {on} find {wrong} rows wrong and {doubtful} doubtful"),
    "audit.nothing_before": N_("Say which earlier run this one is compared with."),
    "audit.not_alike": N_("The two runs are of different lists, so they cannot be compared. Choose two of one list."),
    "audit.no_lists": N_("No list of {name} was drafted here, so nothing can be tested. Draft one, or test another."),
    "audit.no_reason": N_(
        "Write why the row is right or what was done. Nothing is said of it yet that could be taken back."
    ),
    "audit.long_reason": N_("An explanation has at most {most} signs. Shorten it, and keep the paper it rests on."),
    "audit.which": N_("Say either a tranche, or a programme with --programme and, if you like, its --year."),
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
# What each test asks, in plain words; the numbers are those of desktop.services.auditing.kinds.
QUESTIONS = MappingProxyType(
    {
        "audit.died": N_(
            "Was money paid to somebody after she died, or does it still wait under the name of somebody who is dead? "
            "An heir who came with papers is let through."
        ),
        "audit.died_by_list": N_(
            "Does a list of another office say that the caretaker died, while the register says that she lives here?"
        ),
        "audit.double_nik": N_("Does one NIK stand under two families, on this list or on another of the same year?"),
        "audit.double_account": N_("Do two families have one bank account?"),
        "audit.double_kk": N_("Does one family card stand under two families?"),
        "audit.double_person": N_(
            "Do a name and a birth date stand under two families, with another NIK or with none?"
        ),
        "audit.two_programmes": N_("Is one family paid by two programmes in the same year?"),
        "audit.nik_wrong": N_("Did a NIK lose digits, as a spreadsheet does to a long number?"),
        "audit.nik_doubtful": N_("Is a NIK missing, too short, a placeholder, or without a date in it?"),
        "audit.not_in_decree": N_(
            "Does the list stand on a decree, and does no area have more families on it than the decree grants?"
        ),
        "audit.outside_area": N_("Does a family live where the programme does not run?"),
        "audit.stopped_before": N_(
            "Was a family stopped, graduated or found not eligible once, and is it listed again?"
        ),
        "audit.staff": N_(
            "Does the caretaker stand by her NIK in a list of staff or civil servants, and nobody looked into it?"
        ),
        "audit.state_work": N_(
            "Does somebody else of the family work for the state, by such a list or by what the family said?"
        ),
        "audit.uncollected": N_(
            "Is money uncollected, though the days are over after which the programme wants it back?"
        ),
        "audit.receipt_missing": N_(
            "Was money paid more than {signed_within} days ago, and no signed receipt came back?"
        ),
        "audit.one_proxy": N_("Did one person collect the money of {many_by_proxy} families or more of one list?"),
        "audit.odd_hours": N_(
            "Was money paid, or a list taken a step on, before {day_begins}.00 or from {day_ends}.00 on?"
        ),
        "audit.in_bulk": N_("Did one person book more than {many_a_minute} payments in a minute?"),
    }
)
# What a person does about it.
REMEDIES = MappingProxyType(
    {
        "audit.died": N_(
            "Enter the death under Families and name who follows, then draft the list again; money that was paid "
            "is asked back."
        ),
        "audit.died_by_list": N_(
            "Ask at the address. Enter the death under Families, or say in the list that it is wrong."
        ),
        "audit.double_nik": N_(
            "Compare both KTP. Unite what is one family under Duplicates; correct the NIK of the other."
        ),
        "audit.double_account": N_(
            "Hold both passbooks against the names; correct the account before the file goes to the bank."
        ),
        "audit.double_kk": N_("Two households may share a card: ask whether they keep house apart, and note it."),
        "audit.double_person": N_("Compare both people under Duplicates."),
        "audit.two_programmes": N_(
            "Look whether the programmes may be received together; if not, the family keeps one."
        ),
        "audit.nik_wrong": N_("Type the NIK from the KTP under Families, then draft the list again."),
        "audit.nik_doubtful": N_("Ask for the KTP; the list for Dukcapil is made under Data quality."),
        "audit.not_in_decree": N_("Enter the decree, or take off the list who is beyond it."),
        "audit.outside_area": N_("Ask where the family lives now; a family that moved away is handed over."),
        "audit.stopped_before": N_("Find the paper that takes the family on again, and keep it with the decree."),
        "audit.staff": N_("Ask the family, then say under Official lists what was found."),
        "audit.state_work": N_("Ask the family; who has a salary of the state is not eligible in most programmes."),
        "audit.uncollected": N_("Return the money to the treasury by an STS."),
        "audit.receipt_missing": N_(
            "Scan what came back under Signed receipts; print there who is missing, and have it fetched."
        ),
        "audit.one_proxy": N_("Look at the powers of attorney, and visit some of these families."),
        "audit.odd_hours": N_("Ask who did it, and why at that hour."),
        "audit.in_bulk": N_("Ask whether a list was entered afterwards; its papers must be there."),
    }
)
# Why it is asked (DOMAIN.md 5).
SOURCES = MappingProxyType(
    {
        "audit.died": N_("Inspectors found Rp26.5 billion of PKH money paid to the dead."),
        "audit.died_by_list": N_("Inspectors found Rp26.5 billion of PKH money paid to the dead."),
        "audit.double_nik": N_("Inspectors found 4,309 double recipients in all eight districts of Banten."),
        "audit.double_account": N_("Inspectors found money that went to the account of another family."),
        "audit.double_kk": N_("Inspectors found 4,309 double recipients in all eight districts of Banten."),
        "audit.double_person": N_("BPKP found 41,985 recipients with the same NIK and name."),
        "audit.two_programmes": N_("Inspectors found 4,309 double recipients in all eight districts of Banten."),
        "audit.nik_wrong": N_("Inspectors found 239,154 recipients with an invalid NIK."),
        "audit.nik_doubtful": N_("Inspectors found 239,154 recipients with an invalid NIK."),
        "audit.not_in_decree": N_("Inspectors found decrees that did not match what was paid."),
        "audit.outside_area": N_("Inspectors found recipients who stood neither in the register nor in a proposal."),
        "audit.stopped_before": N_(
            "Inspectors found Rp6.93 trillion for recipients who were deactivated and listed again."
        ),
        "audit.staff": N_("Civil servants, soldiers, police and social workers are not to receive aid."),
        "audit.state_work": N_("Civil servants, soldiers, police and social workers are not to receive aid."),
        "audit.uncollected": N_("Inspectors found Rp51.7 billion that was not returned to the treasury."),
        "audit.receipt_missing": N_("Inspectors found no accounts from 68 of 78 recipients."),
        "audit.one_proxy": N_("Inspectors found cards held by others, who drew the money of families."),
        "audit.odd_hours": N_("Inspectors found forms that were filled in without anybody being there."),
        "audit.in_bulk": N_("Inspectors found forms that were filled in without anybody being there."),
    }
)
