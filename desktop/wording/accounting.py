"""Sentences about money that goes back to the treasury, reconciliation and the budget."""

from desktop.wording.translator import N_

SENTENCES = {
    "returns.confirmed": N_(
        "STS {number} is confirmed by a second person already; no money joins or leaves it. Use another STS."
    ),
    "returns.nothing": N_("Tranche {tranche} has no unpaid money that could go back to the treasury."),
    "returns.unknown": N_("This return is not in the office. Choose it from the list."),
    "returns.taken_back": N_("STS {number} was taken back, so there is nothing to confirm."),
    "returns.locked": N_("Tranche {tranche} is locked; its returns stay as they are."),
    "returns.listed_again": N_(
        "{name} was put on a later list because the money of STS {number} went back. Take that list back first."
    ),
    "returns.no_proof": N_("No file is kept that shows this return."),
    "returns.proof_large": N_("{name} is larger than {most} MB. Scan it again, in black and white or fewer dots."),
    "returns.lock_unconfirmed": N_(
        "Tranche {tranche} cannot be locked: {families} families, {rupiah}, went back to the treasury and no second "
        "person confirmed it. Confirm the returns first."
    ),
    "returns.lock_unpaid": N_(
        "Tranche {tranche} cannot be locked: {families} families, {rupiah}, are unpaid, and the programme wants "
        "uncashed money back after {days} days. Return it under an STS first."
    ),
    "returns.fault_sum": N_(
        "The return under STS {number} of tranche {tranche} differs from its payments by {families} families, {rupiah}."
    ),
    "returns.fault_same_person": N_(
        "The return under STS {number} of tranche {tranche} was made and confirmed by the same person."
    ),
}
