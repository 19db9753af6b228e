"""Sentences about tranches, receipts, letters and where families stand in a programme."""

from desktop.wording.translator import N_

SENTENCES = {
    "money.tranche_form": N_(
        '"{written}" is not the name of a tranche. Write YEAR/NUMBER or PROGRAMME:YEAR/NUMBER, for example 2019/1.'
    ),
    "money.tranche_unknown": N_(
        "This office has no tranche {written}. There are: {known}. Add the programme year if it is missing."
    ),
    "money.tranche_several": N_("{written} may be one of several tranches. Name the programme too: {known}."),
    "money.no_list": N_("Tranche {tranche} has no list yet. The operator drafts it first."),
    "money.no_redraft": N_("The list of tranche {tranche} is approved already and cannot be drafted again."),
    "money.cannot_check": N_("Tranche {tranche} is no draft any more, so there is nothing to check."),
    "money.cannot_approve": N_("Tranche {tranche} is approved already."),
    "money.cannot_open": N_("Tranche {tranche} can be opened once, after it is approved."),
    "money.cannot_close": N_("Tranche {tranche} can be closed once, after it was opened."),
    "money.cannot_lock": N_("Tranche {tranche} can be locked once, after it is closed."),
    "money.empty_list": N_("The list of tranche {tranche} has no family to be paid. Draft it again."),
    "money.own_draft": N_(
        "Tranche {tranche} cannot be approved by {name}, who drafted it. Ask another supervisor to approve it."
    ),
    "money.own_families": N_(
        "Tranche {tranche} cannot be approved by {name}, who registered {count} of its families. "
        "Ask another supervisor to approve it."
    ),
    "money.receivers_gone": N_(
        "Tranche {tranche} cannot go on: since it was drafted, {count} of its caretakers died, left or were followed "
        "by another, or the family was suspended or left the lists: {names}. Name who follows where that is open, and "
        "draft it again."
    ),
    "money.no_decree": N_("Tranche {tranche} cannot be approved without a decree. Enter its number and date first."),
    "money.decree_number": N_("A decree needs a number of at most 80 characters, as it stands on the paper."),
    "money.decree_totals": N_(
        "A decree grants between 1 and {families} families, and between Rp1 and {rupiah}. "
        "Compare the totals with the paper."
    ),
    "money.decree_date": N_("The decree {number} is not known here yet. Give its date too."),
    "money.decree_differs": N_(
        "Tranche {tranche} differs from decree {decree}: the decree grants {granted_families} families {granted}, "
        "the list holds {listed_families} families {listed} (difference {families} families, {rupiah}). "
        "Correct the decree's totals or draft the list again."
    ),
    "money.quota_over": N_(
        "Tranche {tranche} is beyond its quota in {area}: decree {decree} grants {granted_families} families "
        "{granted}, the list holds {listed_families} families {listed}. Areas beyond their quota: {count}. "
        "Correct the quotas or draft the list again."
    ),
    "money.quota_unnamed": N_(
        "Tranche {tranche} has families in {area}, to which decree {decree} leaves no quota: {listed_families} "
        "families {listed}. Areas beyond their quota: {count}. Correct the quotas or draft the list again."
    ),
    "money.quota_beyond": N_("{count} areas hold more families or money than the decree grants them"),
    "money.quota_sum": N_(
        "The quotas of decree {number} come to {families} families {rupiah}, the decree grants {granted_families} "
        "families {granted} (difference {apart_families} families, {apart}). Compare both with the paper."
    ),
    "money.quota_area": N_(
        "{area} is no regency, district or village of this office. Write the code as the list of areas shows it."
    ),
    "money.quota_within": N_("{inner} lies in {outer}, so its quota would count twice. Leave one of the two out."),
    "money.quota_twice": N_("{area} stands there twice. Give each area one quota."),
    "money.quota_half": N_(
        "The quota of {area} needs both its families and its rupiah, as whole numbers that a decree can grant. "
        "Where the area gets nothing, leave both at 0."
    ),
    "money.quota_sent": N_("Another office sent decree {number}; its quotas are changed there."),
    "money.quota_approved": N_(
        "A list was approved under decree {number}, so its quotas stay. Enter the amending decree under its own number."
    ),
    "money.quota_headings": N_(
        "No sheet of {name} has columns for the area and its families. Write their headings in one row, "
        "for example: Kode wilayah, Jumlah keluarga, Jumlah rupiah."
    ),
    "money.quota_no_rows": N_("What was pasted names no area with its families. Copy the rows of the table anew."),
    "quota_rows.not_found": N_("No area of this office is called so"),
    "quota_rows.several": N_("Several areas are called so; write the code"),
    "quota_rows.no_families": N_("The number of families cannot be read"),
    "quota_rows.no_rupiah": N_("The amount cannot be read"),
    "quota_rows.no_amount": N_("The amount is missing, and it is not the same for every family"),
    "quota_rows.twice": N_("The area stands in the table twice"),
    "quota_rows.total": N_("The total in the table is not the sum of its rows"),
    "money.no_longer_eligible": N_("No longer eligible when the list was drafted again"),
    "money.left_out_not_eligible": N_("{count} families were found not eligible by a person"),
    "money.left_out_suspended": N_("{count} families are suspended"),
    "money.left_out_stopped": N_("{count} families were stopped"),
    "money.left_out_graduated": N_("{count} families have graduated"),
    "money.left_out_closed": N_("{count} families are in no list any more"),
    "money.left_out_waiting": N_("{count} families wait for a place in their village"),
    "money.left_out_caretaker": N_("{count} families have no caretaker who lives with them"),
    "money.left_out_unplaced": N_("{count} families are still to be placed in a village"),
    "money.left_out_category": N_("{count} families have no category that the programme pays"),
    "money.left_out_nothing": N_("{count} families have no member the programme pays for"),
    "money.same_nik": N_("{count} families on the list share a caretaker's NIK with another one"),
    "money.same_kk": N_("{count} families on the list share a No KK with another one"),
    "money.no_nik": N_("{count} caretakers on the list have no NIK"),
    "money.outside_area": N_("{count} families on the list live outside the area of the programme"),
    "money.no_reason": N_("Write the reason; the auditor will read it."),
    "money.not_approved": N_("Tranche {tranche} is not approved yet, so its receipts have no numbers."),
    "money.nothing_to_print": N_("No receipt lies in the numbers, pages or village named. Choose others."),
    "money.paper_unknown": N_("There is no paper {paper}; choose a4 or f4."),
    "money.run_open": N_(
        "Receipts {first} to {last} were printed and nobody has said yet that they came out well. Confirm them "
        "(--confirm), or print spoiled pages again (--spoiled FROM-TO --reason TEXT)."
    ),
    "money.no_open_run": N_("No print of tranche {tranche} waits to be confirmed."),
    "money.not_in_open_run": N_(
        "Receipts {first} to {last} are not in a print that waits to be confirmed. Print them as copies instead."
    ),
    "money.printed_meanwhile": N_("Somebody printed receipts of this tranche meanwhile. Look again, then print."),
    "money.receipt_unknown": N_("This office has not given out receipt {number}. Compare it with the paper."),
    "money.receipt_not_issued": N_("Receipt {number} does not count any more, so there is nothing to void."),
    "money.receipt_paid": N_("Receipt {number} stands for money that is settled already; it cannot be voided."),
    "money.receipt_not_void": N_("Receipt {number} is not void, or a new one was issued for it already."),
    "money.receipt_voided": N_("The receipt was voided and no new one is issued yet"),
    "money.pay_out_over": N_("The pay-out of tranche {tranche} is over; its receipts stay as they are."),
    "money.code_not_receipt": N_("This code is not that of a receipt of this office."),
    "money.no_receipts_yet": N_("This office has not numbered any receipt or letter yet."),
    "money.not_open": N_("Tranche {tranche} is not open for the pay-out."),
    "money.payment_unknown": N_("This payment is not on the list of the tranche. Choose it from the list."),
    "money.payment_not_from": N_("The payment of {name} is settled already; this step is closed to it."),
    "money.settled_day": N_("Give the day on which the money of {name} was settled, today or earlier."),
    "money.settled_early": N_(
        "The money of {name} cannot have been settled on {on}: the pay-out opened on {opened}. Correct the day."
    ),
    "money.settled_twice": N_(
        "The payment of {name} stands twice in what was sent, with different results. Keep the right one."
    ),
    "money.not_there": N_(
        "Nobody can have received the money of {names} on the day given: from the day beside the name the caretaker "
        "is dead or gone, or the family is in no list. Enter first who follows as caretaker, or that the money goes "
        "back to the treasury."
    ),
    "money.sts_long": N_("The number of an STS has at most {longest} letters, this one ({number}…) has more."),
    "money.no_sts": N_("Money of {name} that goes back to the treasury needs the number of its STS."),
    "money.fault_receipt_numbers": N_(
        "The receipts of {year} are not gapless: {count} from {first} to {last}, {given} were given out."
    ),
    "money.fault_letter_numbers": N_(
        "The letters of {year} are not gapless: {count} from {first} to {last}, {given} were given out."
    ),
    "money.fault_handover_numbers": N_(
        "The receipts of hand-overs of {year} are not gapless: {count} from {first} to {last}, {given} were given out."
    ),
    "money.fault_handover_acts": N_("The receipt {number} stands for {count} different hand-overs instead of one."),
    "money.fault_balance": N_("The money of tranche {tranche} does not balance: {families} families, {rupiah}."),
    "money.fault_decree": N_(
        "The list of tranche {tranche} is approved but differs from its decree by {families} families, {rupiah}."
    ),
    "money.fault_same_person": N_("Tranche {tranche} was drafted and approved by the same person, or by nobody."),
    "money.fault_no_decree": N_("Tranche {tranche} was approved without a decree."),
    "money.fault_steps": N_("The history of tranche {tranche} holds {count} approvals instead of the one it shows."),
    "money.fault_receipts": N_("In tranche {tranche}, {count} payments do not have the one receipt they must have."),
    "money.fault_twice": N_("In tranche {tranche}, {count} families are listed twice."),
    "enrolling.unknown": N_("This enrolment is not in the office. Open the family again."),
    "enrolling.not_from": N_("The family's present status does not allow this step. Open the family again and look."),
    "enrolling.no_reason": N_("Write why the family's status changes; the auditor will read it."),
    "enrolling.closed": N_("This family is in no list any more. Open it again first."),
    "enrolling.there": N_("The family is in {programme} already. Look at its status there."),
    "enrolling.future": N_("{on} is still to come. Choose today or an earlier day."),
}
