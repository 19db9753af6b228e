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
    "year.nothing": N_("{programme}: nobody is due to be certified, and nobody graduates. The year needs no opening."),
}
