"""Sentences of the tour."""

from desktop.wording.translator import N_

SENTENCES = {
    "tour.no_window": N_("The tour needs the window. Start it with the installed command: ejsika tour OUT."),
    "tour.not_empty": N_("{path} holds other files. Name a new folder for the tour."),
    "tour.no_room": N_("The tour has no room called {name}. Choose among: {known}."),
}
