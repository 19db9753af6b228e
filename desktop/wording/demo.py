"""Sentences of practice offices, the self-test and the tour."""

from desktop.wording.translator import N_

SENTENCES = {
    "demo.households": N_("A practice office holds {least} to {most} families. Ask for a number between them."),
}
