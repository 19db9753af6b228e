"""Sentences about what happens to families: events, moves, split cards and new caretakers."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.wording.importing import BUILT
from desktop.wording.translator import N_

SENTENCES = {
    "life.future": N_("{on} lies in the future. Enter the day on which it happened."),
    "life.before_birth": N_("{name} was born on {born}, so nothing can have happened on {on}. Check both days."),
    "life.before_registration": N_(
        "The family was registered on {registered}. What happened before, on {on}, is entered by changing the family."
    ),
    "life.nothing_said": N_("Enter the paper this rests on, or why there is none."),
    "life.closed": N_("The family is in no list any more. Take it back first, or undo its leaving."),
    "life.closed_otherwise": N_("The family did not leave by moving. Ask the supervisor why it is in no list."),
    "life.back_before_closing": N_("The family left on {on}. It cannot have come back before."),
    "life.not_a_member": N_("This person is not a member of the family. Open the family again."),
    "life.head_is_gone": N_("{name} is who goes by this event. Choose somebody else as head of the family."),
    "life.not_living_here": N_("{name} does not live in the family any more. Choose somebody who does."),
    "life.not_away": N_("{name} has not moved away. Check who came back."),
    "life.died_already": N_("{name} stands as dead or entered by mistake already. Check the member."),
    "life.died_before_leaving": N_("{name} left on {on}, alive. Check the day of death."),
    "life.back_before_leaving": N_("{name} left on {on}. The day of coming back cannot lie before it."),
    "life.birth_day": N_("The child was born on {born}, but the birth stands on {on}. Enter the same day in both."),
    "life.mother_man": N_("{name} is a man. Choose the mother, or leave her open."),
    "life.mother_died": N_("{name} had died before the birth. Choose the mother, or leave her open."),
    "life.mother_age": N_("{name} was {age} years old at the birth. Check the mother and her birth date."),
    "life.married_himself": N_("Both are the same person. Choose whom he or she marries."),
    "life.married_already": N_("{name} stands as married already. Enter first how that marriage ended."),
    "life.not_married": N_("{name} does not stand as married. Enter the marriage first, or correct the member."),
    "life.divorced_himself": N_("Both are the same person. Choose from whom he or she is divorced."),
    "life.divorced_which": N_(
        "{name} and {other} stand in this family as married to each other. Choose from whom {name} is divorced."
    ),
    "life.divorced_other": N_("{name} is none of the two. Choose who of them leaves the card, or nobody."),
    "life.split_nobody": N_("Nobody leaves the card. Choose at least one member."),
    "life.split_everybody": N_("Nobody would live on one of the two cards. Enter a move of the whole family instead."),
    "life.split_no_head": N_("One of the two cards has no head. Choose who is head of each."),
    "life.split_same_kk": N_("The new card has the number of the old one. Enter the number of the new card."),
    "life.not_there_yet": N_("On {on} this family was not in the register yet. Choose a later day."),
    "life.unknown_event": N_("This event is not in the office. Open the history again."),
    "life.no_family": N_('No family has the card or number "{named}". Look for it with: ejsika find.'),
    "life.several_families": N_('Several families match "{named}". Give the card number or the id.'),
    "life.undo_reason": N_("Enter why the event is taken back."),
    "life.undone_already": N_("This event was taken back already, or is such a correction itself."),
    "life.undo_changed_since": N_("{record} was changed again after this event. Undo the later change first."),
    "life.undo_built_on": N_(
        "The new family has something of its own since: {built}. "
        "Take that back first, or leave both families as they are."
    ),
    "life.split_kk_doubt": N_(
        "The number of the new card looks wrong. Compare it with the card, leave it empty until it is known, "
        "or give the reason why it is right."
    ),
    "life.undo_destroyed": N_("What stood before the event was destroyed by law and cannot be put back."),
    "life.may_wife": N_("Wife of the head of the family"),
    "life.may_woman": N_("Eldest woman of 17 or married"),
    "life.may_head": N_("Head of the family"),
    "life.may_grown": N_("Grown member of the family"),
    "life.may_not_minor": N_("{name} is younger than 17 and not married. Choose a grown member."),
    "life.may_not_age": N_("Nobody knows when {name} was born. Enter the birth date first."),
    "life.may_not_away": N_("{name} does not live in the family. Choose somebody who does."),
    "life.may_not_caretaker": N_("{name} is the caretaker already. Choose who follows."),
    "life.money_draft": N_(
        "Tranche {tranche}/{year}, {amount}: the list is a draft under the name of {name}. "
        "Draft it again and it names the new caretaker."
    ),
    "life.money_waits": N_(
        "Tranche {tranche}/{year}, {amount}: waits under the name of {name}. "
        "The new caretaker receives it with the papers; the receipt keeps its number."
    ),
    "life.money_withheld": N_(
        "Tranche {tranche}/{year}, {amount}: withheld, under the name of {name}. Decide in the list of the tranche."
    ),
    "life.money_closed": N_(
        "Tranche {tranche}/{year}, {amount}: the list is closed, under the name of {name}. "
        "The money goes back to the treasury unless the supervisor opens the list again."
    ),
}

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "birth": N_("Birth"),
        "death": N_("Death"),
        "marriage": N_("Marriage"),
        "divorce": N_("Divorce"),
        "left": N_("A member moved away"),
        "joined": N_("A member moved in"),
        "address": N_("The family has a new address"),
        "family_left": N_("The family left the district"),
        "family_came": N_("The family came to the district"),
        "split": N_("Split of the family card"),
        "caretaker": N_("New caretaker"),
        "category": N_("New category"),
        "undone": N_("An event was taken back"),
    }
)

CLOSURES: Mapping[str, str] = MappingProxyType(
    {
        "import_undone": N_("Its import was undone"),
        "moved_out": N_("Moved out of the district"),
        "dissolved": N_("Nobody lives there any more"),
        "double": N_("Entered twice"),
    }
)

PAPERS: Mapping[str, str] = MappingProxyType(
    {
        "death": N_("Death certificate or letter of the village"),
        "move": N_("Moving letter (SKPWNI)"),
        "health": N_("Letter of the health centre or the village"),
        "waiver": N_("Signed statement of who steps back"),
        "marriage": N_("Marriage certificate"),
        "divorce": N_("Divorce certificate"),
        "village": N_("Letter of the village"),
        "family_card": N_("New family card"),
        "identity_card": N_("Identity card of who follows"),
        "heirs": N_("Statement of the heirs, known to the village"),
    }
)

CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "died": N_("The caretaker died"),
        "moved": N_("The caretaker moved away"),
        "unable": N_("The caretaker is ill or not able"),
        "refused": N_("The caretaker steps back"),
        "married": N_("The caretaker married into another family"),
        "divorced": N_("The caretaker was divorced and left"),
        "other": N_("Another reason"),
    }
)

TERMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"Life": EVENTS, "Closure": CLOSURES, "Paper": PAPERS, "Cause": CAUSES, "Built": BUILT}
)
