"""Sentences about later lists of a tranche, ways back, and what an amount is made of."""

from desktop.wording.translator import N_

SENTENCES = {
    "money.sent": N_(
        "The money of {name} lies with {payer} (file {number}). Take in the payer's answer first; what failed can be "
        "paid in another way then."
    ),
    "money.paid_by_payer": N_(
        "{payer} answered that {name} was paid (file {number}). If the money came back to the payer, enter that with "
        "the payer's paper and a second person (Bank and post, money that came back)."
    ),
    "money.close_sent": N_(
        "Tranche {tranche} cannot be closed: {families} families, {rupiah}, lie with a payer who has not answered, in "
        "files {files}. Take in his answers first; what he could not pay stands in them as failed and can go back then."
    ),
    "money.lock_sent": N_(
        "Tranche {tranche} cannot be locked: {families} families, {rupiah}, lie with a payer who has not answered, in "
        "files {files}. Take in his answers first, which is possible in a closed pay-out too."
    ),
    "money.close_voided": N_(
        "Tranche {tranche} cannot be closed: {families} families, {rupiah}, have a void receipt and no new one: "
        "{numbers}. The operator issues new receipts first, so that the money can go back where nobody comes for it."
    ),
    "money.lock_voided": N_(
        "Tranche {tranche} cannot be locked: {families} families, {rupiah}, have a void receipt and no new one: "
        "{numbers}. The operator issues new ones, which count as unused after the close, and the money can go back."
    ),
    "money.decree_approved": N_(
        "A list was approved under decree {number}, so its day and totals stay as they are on the papers of that day. "
        "Enter the amending decree under its own number, or a slip of the pen as {number} with the word ralat behind."
    ),
    "money.decree_taken": N_(
        "Decree {number} granted its totals to list {tranche}. A later list needs a decree of its own, or its change."
    ),
    "money.list_before": N_(
        "A later list follows the one before it: list {tranche} is not there or not approved yet. "
        "Finish that one first."
    ),
    "money.left_out_other_list": N_("{count} families stand in another list of this tranche"),
    "money.left_out_returned": N_("{count} families whose money went back to the treasury were not asked for again"),
    "money.left_out_reduced": N_("{count} families have nothing left after their sanctions"),
    "money.nothing_went_back": N_(
        "In tranche {tranche}, no money went back to the treasury for {count} of the families chosen. Choose again."
    ),
    "money.decree_future": N_("Decree {number} is dated {on}, a day still to come. Compare the day with the paper."),
    "money.decree_old": N_(
        "Decree {number} is dated {on}, more than a year before {year}, whose list it is for. Compare the day with the "
        "paper."
    ),
    "money.decree_late": N_(
        "Decree {number} is dated {on}, more than a year after {year}, whose list it is for. Compare the day with the "
        "paper; what is decreed now belongs to a tranche of now."
    ),
    "money.tranche_over": N_(
        "Tranche {tranche} is past: it is locked, or lists of a newer year followed it. A later list of it pays only "
        "families whose money went back to the treasury; name them. Others are listed in a tranche of now."
    ),
    "money.left_out_over": N_("{count} families were on no list of this past tranche"),
    "money.not_back_yet": N_(
        "Nobody confirmed yet that the money of {name} is back in the treasury (STS {number}). The supervisor confirms "
        "that return first; then the family can be listed again."
    ),
    "money.paid_elsewhere": N_(
        "{name} stands in another list of tranche {tranche} by now, and is paid once only. Leave this receipt void."
    ),
    "money.held_by_sanction": N_("Withheld by a sanction"),
    "money.nothing_back": N_("The list of tranche {tranche} is a draft; there is nothing to go back to."),
    "money.back_asked": N_(
        "Somebody asked already that tranche {tranche} goes back. A supervisor has to decide first."
    ),
    "money.back_not_asked": N_(
        "Nobody asked that tranche {tranche} goes back. One person asks with a reason, another decides."
    ),
    "money.back_own": N_(
        "{name} asked for it. Another supervisor has to decide whether tranche {tranche} goes back; who asked may take "
        "the wish back."
    ),
    "money.back_others": N_(
        "Somebody else asked that tranche {tranche} goes back. A supervisor decides; you may take back what you asked."
    ),
    "money.back_stale": N_(
        "Tranche {tranche} went on since somebody asked. Decline it, and ask again if it is needed."
    ),
    "money.back_settled": N_(
        "Tranche {tranche} cannot go back: {count} of its payments are paid or returned. Correct those first where "
        "they are wrong."
    ),
    "money.back_later": N_("Tranche {tranche} cannot go back to a draft: a later list rests on it."),
    "money.back_returned": N_(
        "The pay-out of tranche {tranche} cannot begin again: its money is back in the treasury. Pay whoever comes by "
        "a later list."
    ),
    "money.result_headings": N_(
        "{name} has no table with a column kartu, nik or kuitansi and a column hasil. Name them in the first rows."
    ),
    "money.result_empty": N_(
        "{name} has the headings but no row with a result. Choose the file that holds the results."
    ),
    "money.result_doubts": N_(
        "{count} rows of {name} cannot be taken, so none is: {rows}. Correct them in the file and send it again."
    ),
    "money.result_numeric": N_("The number is stored as a number, which spoils long ones; store it as text"),
    "money.result_unknown": N_("No payment of this list has this number"),
    "money.result_several": N_("Several payments of this list have this number; name the card or the receipt"),
    "money.result_contradicts": N_("{other} in the same row belongs to another family; correct the row"),
    "money.result_word": N_("The result is none of dibayar, tidak, kembali"),
    "money.result_day": N_("The day cannot be read without guessing; write it as 2019-12-31"),
    "money.fault_parts": N_("In tranche {tranche}, the parts of {count} payments do not add up to their amounts."),
    "money.paid_stands": N_(
        "{name} is paid. A table cannot make that unpaid; today a supervisor can, at the pay desk, with the reason."
    ),
    "money.paid_before": N_(
        "{name} is paid since {on}. A payment of another day is not taken back; find out where the money is."
    ),
    "money.fault_signed": N_("Signed receipts of tranche {tranche} for money that is not paid: {count}."),
    "money.fault_paid_twice": N_(
        "Payments of tranche {tranche} that a payer answered as paid and that the desk paid too: {count}."
    ),
    "money.fault_paid_unpaid": N_(
        "Payments of tranche {tranche} that a payer answered as paid and that are not paid by our books: {count}."
    ),
    "money.fault_two_lists": N_("{count} families can be paid by two lists of one tranche."),
}
