"""Sentences about sanctions of the programme's ladder."""

from desktop.wording.translator import N_

SENTENCES = {
    "sanction.which_step": N_("Choose the step of the ladder that stands against the family."),
    "sanction.unknown": N_("This sanction was taken away already, or is not in the office. Open the family again."),
    "sanction.stop_stays": N_(
        "A stop ended the family's membership. Take it back at the family's status, with a reason of its own."
    ),
    "sanction.no_step": N_("{programme} has no step {step} in its ladder of sanctions. There are: {known}."),
    "sanction.there": N_("This step stands against the family in tranche {tranche} already. Choose the next one."),
    "sanction.since_draft": N_(
        "Tranche {tranche} cannot go on: since it was drafted, {count} sanctions were entered or taken away, of "
        "{names}. Draft the list again, so that the amounts are those of today."
    ),
    "sanction.late": N_(
        "The list of tranche {tranche} is approved, so its amounts stand. Enter the sanction for the next tranche."
    ),
}
