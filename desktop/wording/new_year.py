"""Sentences about a new year of a programme."""

from desktop.wording.translator import N_

SENTENCES = {
    "money.left_out_recertify": N_("{count} families are to be certified again before they are paid"),
    "year.paper": N_("Name the paper that opens the year; it stands with every family that is moved."),
    "year.begun": N_(
        "{year} is no new year any more: lists of {newest} are made already. Families of a year under way are moved "
        "under Validation, with their paper."
    ),
    "year.too_early": N_("{following} comes before {year} and has no list yet. Open {following} first."),
    "year.paper_long": N_("The number of the paper has at most {longest} letters. Write only the number and its date."),
    "year.unlisted": N_(
        "{year} cannot be opened yet: tranche {tranches} of the running year has no approved list, and who is moved "
        "now would not be on it. Draft and approve it first. Where it is not paid any more, a supervisor opens the "
        "year all the same."
    ),
    "year.listed": N_("{programme} has a list already, so its opening stays. Families are moved under Validation now."),
    "year.none_moved": N_("{programme}: no family stands where an opening put it, so nothing is taken back."),
    "year.nothing": N_("{programme}: nobody is due to be certified, and nobody graduates. The year needs no opening."),
}
