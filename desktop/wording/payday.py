"""Sentences of pay day: what has to be known before money is handed out, and why it is not."""

from types import MappingProxyType

from desktop.wording.translator import N_

SENTENCES = {
    "payday.slip": N_("Printed at the pay desk"),
    "payday.no_printer": N_("This PC knows no printer; it waits in the list of receipts to print."),
    "payday.other_list": N_("Receipt {number} belongs to the list of tranche {tranche}. Choose that list first."),
    "payday.card_not_listed": N_(
        "The family of card {card} is not on the list of tranche {tranche}. There is no money for it here."
    ),
    "payday.letter_not_listed": N_(
        "The family of letter {number} is not on the list of tranche {tranche}. Look at the letter: it may be of "
        "another pay-out."
    ),
    "payday.warn_paid": N_("Paid already on {on}."),
    "payday.warn_paid_to": N_("Paid already on {on} at {time} to {name}, by {by}."),
    "payday.warn_returned": N_("The money went back to the treasury on {on} (STS {sts})."),
    "payday.warn_void": N_("The receipt is void and no new one is issued yet. Do not pay on the paper that is out."),
    "payday.warn_withheld": N_("The money of this family is withheld."),
    "payday.warn_refused": N_("The family refused the money on {on}: {note}"),
    "payday.warn_closed": N_("The family left the register ({since}). There is nobody to be paid."),
    "payday.warn_gone": N_(
        "{name} died or moved away ({since}), and nobody follows. Enter in Families who is caretaker now; then the "
        "heir can be paid."
    ),
    "payday.warn_followed": N_(
        "{name} died or moved away ({since}). {follows} is caretaker now: pay with the papers of an heir (F6)."
    ),
    "payday.warn_missing": N_("{name} was not found at home, or the family has no caretaker. Pay a proxy (F4)."),
    "payday.warn_suspended": N_("The family is suspended since {since}: {reason}. Ask the supervisor before paying."),
    "payday.warn_stopped": N_("The family was stopped on {since}: {reason}. Ask the supervisor before paying."),
    "payday.warn_waiting": N_("{amount} of tranche {tranche} still waits for this family."),
    "payday.warn_list_died": N_('"{list}" of {on} says that {name} died. Ask before paying.'),
    "payday.warn_listed": N_('{name} stands in "{list}" of {on}.'),
    "payday.no_receipt": N_("The payment of {name} has no receipt that counts, so it cannot be paid."),
    "payday.no_witness": N_("Write who saw {name} give the thumbprint."),
    "payday.who_came": N_("Write the name, the NIK of 16 digits and the relation of who came for {name}."),
    "payday.same_as_caretaker": N_("This is the NIK of {name} on the list. Pay as the caretaker herself."),
    "payday.field_officer": N_(
        "{name} is a facilitator of this office. Whoever cares for families does not receive their money."
    ),
    "payday.needs_heir": N_(
        "{name} is dead or gone, so a power of attorney does not count. Pay {follows} with the papers of an heir."
    ),
    "payday.no_heir_yet": N_(
        "{name} is caretaker of this family, so nobody is heir. Where she died, enter that in Families first."
    ),
    "payday.heir_outside": N_(
        "The heir of {name} must be a member of the same family who lives there. Compare the NIK with the family card."
    ),
    "payday.papers_missing": N_("{name} has not shown all papers. Missing: {papers}."),
    "payday.many_by_proxy": N_(
        "{name} received the money of {count} other families of this tranche already. Ask why; pay only if the office "
        "agrees."
    ),
    "payday.refused": N_("Refused by the family"),
    "payday.corrected": N_("Corrected in the list, and paid anew"),
    "payday.undo_unpaid": N_("{name} has not been paid, so there is nothing to take back."),
    "payday.undone_before": N_(
        "The payment of {name} was taken back already, on {on} by {by}. The money waits to be paid."
    ),
    "payday.not_paid_here": N_(
        "The payment of {name} was not made at this desk: it was entered from a table or an older program, and not "
        "today. It stays as it is."
    ),
    "payday.undo_late": N_("The payment of {name} was not made today. Only one of the same day is taken back here."),
    "payday.undo_signed": N_(
        "The signed receipt of {name} was seen already, so the payment stands. Look for the money instead."
    ),
    "payday.no_supervisor": N_("{name} is no supervisor of this office. A supervisor has to agree."),
    "payday.nobody": N_('"{typed}" is nobody on the list of tranche {tranche}. Compare it with the paper.'),
    "payday.several": N_('"{typed}" may be one of several: {names}. Give the card number.'),
    "payday.not_whole": N_(
        '"{typed}" is no whole number of a card, a receipt, or the NIK of a caretaker on the list, so nobody was paid. '
        "It may be: {names}. Give the number in full."
    ),
    "payday.proxy_died": N_("{name} died by the register, and cannot collect for {family}. Compare the NIK."),
    "payday.unused": N_(
        "{options} says nothing of this act, so nothing was done. Name the proxy (--proxy) or the heir (--heir) who "
        "came, or leave it out."
    ),
    "payday.signed_which": N_("Name receipts, or the tranche whose missing ones are wanted (--missing)."),
    "payday.signed_elsewhere": N_(
        "Receipt {number} belongs to the list {tranche}. Put it with that pile, or choose that list."
    ),
    "payday.signed_void": N_("Receipt {number} is void: its signature proves nothing. Put it aside and look into it."),
    "payday.signed_unpaid": N_(
        "Receipt {number} is signed, but the money of {name} is not entered as paid. Find out what happened."
    ),
}

PAPERS = MappingProxyType(
    {
        "ktp": N_("KTP"),
        "kk": N_("family card (KK)"),
        "power_of_attorney": N_("power of attorney"),
        "office_letter": N_("letter of the social office"),
        "heir_letter": N_("heir's letter"),
    }
)
TERMS = MappingProxyType({"PaperShown": PAPERS})
