"""Sentences about pages on the screen and their printing."""

from desktop.wording.translator import N_

SENTENCES = {
    "paper.unreadable": N_("This document cannot be read as a PDF. Make it again."),
    "paper.no_printer": N_('The printer "{printer}" does not take the pages. Look whether it is on, then print again.'),
    "paper.letter_unknown": N_("This letter is not in the register. Open the register again."),
}
