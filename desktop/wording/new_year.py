"""Sentences about a new year of a programme."""

from desktop.wording.translator import N_

SENTENCES = {
    "money.left_out_recertify": N_("{count} families are to be certified again before they are paid"),
    "year.paper": N_("Name the paper that opens the year; it stands with every family that is moved."),
    "year.nothing": N_("{programme}: nobody is due to be certified, and nobody graduates. The year needs no opening."),
}
