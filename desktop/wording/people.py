"""Sentences about signing in, users and who may do what."""

from desktop.wording.translator import N_

SENTENCES = {
    "role.not_allowed": N_("{name} is signed in as {role}; this is the work of: {allowed}."),
    "role.same_person": N_("This takes a second person: {name} did the step before. Ask a colleague to sign in."),
    "user.exists": N_("There is already a user {name}. Choose another name."),
    "user.unknown": N_("There is no user {name} in this office."),
    "user.no_name": N_("A user needs a name of letters or digits, without spaces at its ends."),
    "user.last_administrator": N_("{name} is the last administrator. Make another one first."),
    "user.second_needed": N_("This takes two people. Name a second person (--second NAME) who gives his own password."),
    "user.inactive": N_("{name} no longer works in this office."),
    "office.unknown_area": N_("{code} is not the code of a regency or province. Example: 36.01."),
    "office.no_users": N_("An office needs an administrator. Name one."),
    "office.same_user": N_("Each person needs a name of his own; {name} is given twice."),
    "setting.no_source": N_("Name the regulation that the amounts of the stamp duty are from."),
    "setting.bad": N_("The setting {name} cannot hold this value."),
    "programme.unknown": N_("There is no programme {name}. Known are: {known}."),
    "programme.there": N_("This office already runs {name}."),
    "programme.not_here": N_("This office does not run {name}. Add it first (programme add)."),
    "programme.none": N_("This office runs no programme yet. Add one first (programme add)."),
    "programme.which": N_("Several programmes run here; say which one: {known}."),
}
