"""Sentences of facilitators and their visits."""

from desktop.wording.translator import N_

SENTENCES = {
    "facilitator.unknown": N_("This facilitator is not known here. Choose one from the list."),
    "facilitator.no_name": N_("The facilitator has no name yet. Type it, at most 120 letters."),
    "facilitator.nik": N_("The facilitator's NIK has {count} digits. Type all 16, or leave it empty."),
    "facilitator.inactive": N_("{name} no longer works here. Choose another facilitator."),
    "facilitator.has_families": N_("{name} still cares for {count} families. Assign them to another first."),
    "facilitator.future": N_("{on} is still to come. Families are assigned from today or an earlier day on."),
    "facilitator.before": N_("Some of these families came to their facilitator after {on}. Choose a later day."),
    "facilitator.nik_there": N_("{name} has this NIK already. Check the number, or use the facilitator there is."),
    "facilitator.nobody": N_(
        'No facilitator is called "{name}". Give the name, the NIK or the number as the list has it.'
    ),
    "facilitator.not_one": N_(
        "{count} facilitators are called {name}: {listed}. Give the NIK instead, or the number before the name."
    ),
    "facilitator.village_empty": N_("No family of this village is without a facilitator. Choose another village."),
    "facilitator.family_unknown": N_("{count} of these families are not known here. Choose them from the list."),
    "visit.unknown": N_("This visit is not known here. Refresh the list."),
    "visit.future": N_("{on} is still to come. Enter the day on which it happened."),
    "visit.no_purpose": N_("The visit has no purpose yet. Choose one, or write your own."),
    "visit.no_seen": N_("What was seen is still empty. Write in a sentence how the family was found."),
    "visit.too_long": N_("The text has {count} letters. Shorten it to {longest}."),
    "visit.no_due": N_("The follow-up has no date. Say by which day it shall be done."),
    "visit.no_follow_up": N_("There is a due date but no follow-up. Write what shall be done, or empty the date."),
    "visit.due_before": N_("The follow-up is due on {due}, before the visit on {on}. Choose a later day."),
    "visit.nothing_to_do": N_("Nothing was to follow from this visit."),
    "visit.done_already": N_("This follow-up was already done on {on}."),
    "visit.done_before": N_("The follow-up cannot be done on {on}, before the visit on {visited}. Choose a later day."),
}
