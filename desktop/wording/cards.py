"""Sentences about participant cards."""

from desktop.wording.translator import N_

SENTENCES = {
    "card.unknown": N_("No family of this office has card {card}. Compare the number with the card."),
    "card.none_yet": N_("This family has no card yet. A card number is given when a programme takes the family in."),
    "card.ended": N_("Card {card} counts no more: the family's place in the programme ended or the family left."),
    "card.nobody": N_("No family of {village} has a card. Choose another village."),
    "card.whose": N_("Say whose cards: a card number, or --village CODE."),
    "rules.card_code_unreadable": N_("This code is no participant card. Scan the card again, or type its number."),
    "rules.card_code_not_ours": N_(
        "Card {card} of office {office} was not made by this office, or its code was changed. Keep it and ask the "
        "supervisor."
    ),
}
