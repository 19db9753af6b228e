"""Sentences about letters."""

from desktop.wording.translator import N_

SENTENCES = {
    "letters.nobody": N_("There is nobody to write to. Choose a family, or a tranche that pays families."),
    "letters.unknown": N_("{count} of these letters are not in the register. Refresh the list and choose again."),
    "letters.to_whom": N_("Say whom the letter goes to: --household CARD, or --tranche TRANCHE."),
    "letters.family_unknown": N_("No family here has the card or id {named}. Look it up by name first."),
    "letters.not_on_list": N_("This family gets no money in tranche {tranche}. Choose another tranche."),
    "letters.no_caretaker": N_("This family has no caretaker to write to. Enter one first."),
    "letters.template_unknown": N_("There is no letter {named}. There are: {known}; or name a file of your own."),
}
