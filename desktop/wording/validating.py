"""Sentences of validation, of quotas and waiting lists, and of facts nobody has said."""

from desktop.wording.translator import N_

SENTENCES = {
    "category.none": N_("{programme} does not pay by category, so its families need none."),
    "category.same": N_("The family is in this category already. Choose another one."),
    "category.no_reason": N_("Write why the category changes; the auditor will read it."),
    "category.whom": N_(
        "Name the families: by a file of cards, or by their village. A whole programme is no category."
    ),
    "rules.unknown_birth_date": N_("The birth date is not known, so no age can be counted. Complete it."),
    "rules.unknown_pregnant": N_("Nobody has said whether she is pregnant. Ask and enter it."),
    "rules.unknown_schooling": N_("Nobody has said whether this child attends school. Ask and enter it."),
    "rules.unknown_disability": N_("Nobody has said whether there is a disability. Ask and enter it."),
    "validating.no_reason": N_("Choose at least one reason why the family is not valid."),
    "validating.strange_reason": N_('"{code}" is no reason of the list. Choose among: {known}.'),
    "validating.no_officer": N_("Say who validated the families: the officer's name is missing."),
    "validating.future": N_("{on} is still to come. Enter the day on which the validation took place."),
    "validating.despite_needs_note": N_("Write in the note why the family is valid although a rule is broken."),
    "validating.not_candidate": N_("{count} families are no candidates any more"),
    "validating.against_rules": N_("{count} families do not fit the rules; look at them one by one"),
    "validating.not_known": N_("{count} families lack a fact that the rules ask for; a person decides"),
    "validating.unplaced": N_("{count} families have no village yet; place them first"),
    "validating.nobody_goes": N_("None of these families can take this step. Look at the reasons beside them."),
    "validating.nobody_recorded": N_(
        "Nothing was recorded: none of these families can get this result. Look at the reasons beside it."
    ),
    "validating.not_by_hand": N_(
        'The status "{status}" is not given by hand: families become eligible by the minutes of a validation, '
        "and active by a pay list."
    ),
    "validating.card_unknown": N_('No family of this programme has the card "{card}". Compare it with the paper.'),
    "validating.cards_unknown": N_(
        "Nothing was recorded: nobody has any of the {count} card numbers, {first} being the first. Compare them with"
        " the paper."
    ),
    "validating.cards_no_text": N_("{name} is no text file. Save the card numbers as plain text, one in each line."),
    "validating.cards_none": N_("{name} holds no card number. Write them into it, one in each line."),
    "validating.no_paper": N_("Enter the number of the decree (SK) under which the families are decreed."),
    "validating.cannot_already": N_("{count} families have this status already"),
    "validating.cannot_from": N_("{count} families cannot take this step from their present status"),
    "validating.cannot_before": N_("{count} families got their present status after this day"),
    "validating.cannot_closed": N_("{count} families left the register"),
    "minutes.nothing": N_("No result waits for minutes here. Record the results of the validation first."),
    "minutes.before": N_("Some results are of {on}, after the day of these minutes. Choose that day or a later one."),
    "minutes.number": N_("Minutes need a number of at most {longest} letters, as it stands on the paper."),
    "minutes.there": N_("Minutes {number} are here already. Give these another number."),
    "minutes.signers": N_("The names of those who sign come to more than {longest} letters. Shorten them."),
    "minutes.unknown": N_("These minutes are not in the office. Refresh the list."),
    "minutes.no_number": N_("There are no minutes {number}. The newest are: {known}."),
    "minutes.none_made": N_("There are no minutes {number}: none were made in this office yet."),
    "quota.nothing": N_("No village with its places was given. Enter at least one."),
    "quota.number": N_("{places} is no number of places. Enter a whole number from 0 to {most}."),
    "quota.no_reason": N_("Say why the quota is taken away. Nothing was changed."),
    "quota.none_here": N_("This village has no quota, so there is none to take away."),
    "quota.headings": N_(
        "No sheet of {name} has columns for the village and its quota. Write their headings in one row, "
        "for example: Kecamatan, Desa, Kuota."
    ),
    "quota.no_number": N_("The quota is no whole number"),
    "quota.twice": N_("The village stands in the table twice, with different quotas"),
    "quota.not_found": N_("No village of this office has this name or code"),
    "quota.several": N_("Several villages have this name; write the district too"),
    "waiting.nobody": N_("Nobody waits for a place in this village."),
    "waiting.full": N_("All places of this village are taken. One frees when a family stops or graduates."),
    "waiting.none_fits": N_(
        "None of the {count} families that wait fits the rules on the day of the tranche. Look at them one by one."
    ),
}
