"""Sentences about money that goes back to the treasury, reconciliation and the budget."""

from desktop.wording.translator import N_

SENTENCES = {
    "returns.confirmed": N_(
        "STS {number} is confirmed by a second person already; no money joins or leaves it. Use another STS."
    ),
    "returns.no_account": N_("Write the account of the treasury as it stands on the STS."),
    "returns.no_card": N_("No payment of tranche {tranche} has the card {card}. Compare it with the list."),
    "returns.nothing": N_("Tranche {tranche} has no unpaid money that could go back to the treasury."),
    "returns.unknown": N_("This return is not in the office. Choose it from the list."),
    "returns.unknown_sts": N_("Tranche {tranche} has no return under STS {number}. Known are: {known}."),
    "returns.taken_back": N_("STS {number} was taken back, so there is nothing to decide."),
    "returns.declined": N_("STS {number} was declined by the second person, and that stands."),
    "returns.returned_already": N_(
        "The money of {name} went back under STS {number} already. Where that number is wrong, take that return back "
        "first."
    ),
    "returns.locked": N_("Tranche {tranche} is locked; its returns stay as they are."),
    "returns.listed_again": N_(
        "{name} stands on another list of the tranche, so the return under STS {number} stays. While that list is a "
        "draft, draft it again without the family."
    ),
    "returns.no_proof": N_("No file is kept that shows this return."),
    "returns.proof_unreadable": N_(
        "{name} is neither a PDF nor a photograph the program can read. Choose a PDF, JPG, PNG, WebP or BMP file."
    ),
    "returns.two_days": N_(
        "STS {number} would have two days, {first} and {last}. One paper has one date: correct the day, or the number."
    ),
    "returns.account_long": N_("The account has at most {longest} letters, this one ({account}…) has more."),
    "returns.proof_large": N_("{name} is larger than {most} MB. Scan it again, in black and white or fewer dots."),
    "returns.lock_unconfirmed": N_(
        "Tranche {tranche} cannot be locked: {families} families, {rupiah}, went back to the treasury and no second "
        "person confirmed it. Confirm the returns first."
    ),
    "returns.with_payer": N_(
        "{families} families, {rupiah}, lie with a payer who has not answered; they stay unpaid and outside this STS."
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
    "returns.fault_same_declined": N_(
        "The return under STS {number} of tranche {tranche} was made and declined by the same person."
    ),
    "reconcile.decree": N_("Decree = listed + not listed"),
    "reconcile.listed": N_("Listed = withheld + to be paid"),
    "reconcile.payable": N_("To be paid = paid + not yet paid + returned to the treasury"),
    "reconcile.districts": N_("Listed = the sum of all districts"),
    "reconcile.villages": N_("To be paid = the sum of all villages"),
    "reconcile.differs_decree": N_("The list differs from its decree"),
    "reconcile.differs_quota": N_("The list differs from the decree's quota of the area"),
    "reconcile.differs_unnamed": N_("The decree leaves no quota to the area"),
    "reconcile.differs_programme": N_("The families of all lists differ from the programme's quota"),
    "reconcile.differs_budget": N_("The lists of the year go beyond the appropriation"),
    "books.unpaid": N_("Not yet paid = with a bank or the post + still at the office"),
    "books.cash": N_("Paid in cash = signed receipt is back + still to be accounted for"),
    "books.returned": N_("Returned = confirmed by a second person + waiting for one"),
    "books.sums": N_("{count} sums do not add up."),
    "books.areas": N_("The sums of {count} areas do not add up, {first} first."),
    "books.differs_decree": N_("List and decree differ by {families} families, {rupiah}."),
    "books.differs_quota": N_(
        "{area} has {listed} families, {listed_rupiah}, on the list; the decree grants {granted}, {granted_rupiah}."
    ),
    "books.differs_unnamed": N_("{area} has {listed} families, {listed_rupiah}; the decree leaves it no quota."),
    "books.differs_programme": N_("All lists hold {listed} families; the programme's quota is {granted}."),
    "books.differs_budget": N_(
        "The lists of the year come to {listed_rupiah}, that is {rupiah} more than was appropriated."
    ),
    "books.unconfirmed": N_("{families} families, {rupiah}, went back and wait for a second person."),
    "books.overdue": N_("{families} families, {rupiah}, are unpaid {days} days after the deadline."),
    "budget.no_paper": N_("An appropriation needs its account and the paper it stands on."),
    "budget.amount": N_("Write the rupiah of the appropriation; below zero where the paper takes some away."),
    "budget.future": N_("{on} is still to come. Give the day on which the paper was signed."),
    "budget.below_zero": N_("This level has {rupiah} so far; no more can be taken away."),
}
