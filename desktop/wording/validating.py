"""Sentences of validation, of quotas and waiting lists, and of facts nobody has said."""

from desktop.wording.translator import N_

SENTENCES = {
    "rules.unknown_birth_date": N_("The birth date is not known, so no age can be counted. Complete it."),
    "rules.unknown_pregnant": N_("Nobody has said whether she is pregnant. Ask and enter it."),
    "rules.unknown_schooling": N_("Nobody has said whether this child attends school. Ask and enter it."),
    "rules.unknown_disability": N_("Nobody has said whether there is a disability. Ask and enter it."),
}
