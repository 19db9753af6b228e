"""Words of the clinic: kinds of faults by their short names, what to do about each, and what may be refused."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.wording.translator import N_

SENTENCES = {
    "fault.birth_swapped": N_(
        "Day and month of the birth date stand the other way round in the NIK. Compare both with the KTP or KK."
    ),
    "fault.nik_elsewhere": N_("The NIK was first issued outside this area. That is normal for who moved in."),
    "fault.kk_future_date": N_(
        "The family card number holds a date of recording that has not come yet. Compare it with the family card."
    ),
    "fault.kk_is_nik": N_("The family card number is the NIK of a member. Enter both again from the family card."),
    "fault.kk_elsewhere": N_(
        "The family card was issued outside this area. Ask whether the family has its new card already."
    ),
    "fault.name_strange": N_("This hardly is a name. Enter it as on the KTP or family card."),
    "fault.too_old": N_("By this birth date the member is older than 110 years. Check the year, and whether he lives."),
    "fault.child_too_old": N_(
        "A child or grandchild is too old for these parents. Check birth dates and relation against the family card."
    ),
    "fault.parent_too_young": N_(
        "A parent is too young for his child. Check birth dates and relation against the family card."
    ),
    "fault.spouse_same_sex": N_(
        "Head and spouse have the same sex. Check sex and relation of both against the family card."
    ),
    "fault.pregnant_man": N_("A man is recorded as pregnant. Check sex and pregnancy."),
    "fault.pregnant_age": N_("Somebody of this age is recorded as pregnant. Check birth date and pregnancy."),
    "fault.school_age": N_("Age and level of school do not fit. Check birth date and school."),
    "fault.school_no_level": N_("The member attends school, but nobody said which level. Ask the family."),
    "fault.due_passed": N_("The child was due more than six weeks ago. Ask whether it was born, and enter the birth."),
    "fault.civil_servant": N_(
        "A member works for the state, army, police or a state company. Check whether the family may receive aid."
    ),
    "fault.birth_missing": N_("The birth date is missing. Enter it from the KTP or family card."),
    "fault.sex_missing": N_("The sex is missing. Enter it from the KTP or family card."),
    "fault.relation_missing": N_("The relation to the head is missing. Enter it from the family card."),
    "fault.no_head": N_("Nobody who lives here is the head of the family. Check the relations."),
    "fault.nobody_here": N_("Nobody lives in this family any more. Ask the facilitator, and close the family."),
    "fault.caretaker_gone": N_("The caretaker died, moved or was not found. Name who receives the money instead."),
    "fault.caretaker_young": N_("The caretaker is younger than 17 and not married. Check, or name another."),
    "quality.reason_needed": N_("Say why it is right: what you saw, and where."),
    "quality.again_reason": N_("Say why it is doubtful after all."),
    "quality.not_let_stand": N_("Nobody let this stand, or it was taken up again already. Look at the list again."),
    "quality.no_such_fault": N_("This is not found in the family any more. Look at the list again."),
    "quality.must_be_mended": N_("This cannot be right, whatever the reason. Open the family and correct it."),
    "quality.nobody_to_name": N_("The family has no member to keep the reason with. Enter its members first."),
    "quality.other_owner": N_("This family belongs to office {owner}, which decides on its numbers."),
    "quality.unknown_code": N_('"{code}" is no kind of fault. Choose one of: {known}.'),
    "quality.file_ending": N_("{path} ends in neither .pdf nor .xlsx. Name it so that it does."),
}

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "rules.nik_damaged": N_("NIK damaged by a spreadsheet"),
        "rules.nik_length": N_("NIK not of 16 digits"),
        "rules.nik_placeholder": N_("NIK only a filler"),
        "rules.nik_serial": N_("NIK ends in 0000"),
        "rules.nik_impossible_date": N_("NIK with an impossible date"),
        "rules.nik_birth_differs": N_("Birth date differs from NIK"),
        "fault.birth_swapped": N_("Day and month swapped"),
        "rules.nik_sex_differs": N_("Sex differs from NIK"),
        "family.same_nik_inside": N_("Same NIK twice in a family"),
        "rules.nik_missing": N_("NIK not known yet"),
        "fault.nik_elsewhere": N_("NIK of another region"),
        "rules.kk_damaged": N_("No KK damaged by a spreadsheet"),
        "rules.kk_length": N_("No KK not of 16 digits"),
        "rules.kk_placeholder": N_("No KK only a filler"),
        "rules.kk_serial": N_("No KK ends in 0000"),
        "rules.kk_impossible_date": N_("No KK with an impossible date"),
        "fault.kk_future_date": N_("No KK with a date to come"),
        "fault.kk_is_nik": N_("No KK is a member's NIK"),
        "rules.kk_missing": N_("No KK not known yet"),
        "fault.kk_elsewhere": N_("No KK of another region"),
        "family.no_name": N_("Name missing"),
        "fault.name_strange": N_("Hardly a name"),
        "family.born_later": N_("Born in the future"),
        "fault.too_old": N_("Older than 110 years"),
        "fault.child_too_old": N_("Child too old for the parents"),
        "fault.parent_too_young": N_("Parent too young"),
        "fault.spouse_same_sex": N_("Head and spouse of one sex"),
        "fault.pregnant_man": N_("Pregnant man"),
        "fault.pregnant_age": N_("Pregnant at an unlikely age"),
        "fault.school_age": N_("Age does not fit the school"),
        "fault.school_no_level": N_("Level of school missing"),
        "fault.due_passed": N_("Birth overdue"),
        "fault.civil_servant": N_("Civil servant in the family"),
        "fault.birth_missing": N_("Birth date missing"),
        "fault.sex_missing": N_("Sex missing"),
        "fault.relation_missing": N_("Relation missing"),
        "family.two_heads": N_("More than one head"),
        "fault.no_head": N_("No head of the family"),
        "fault.nobody_here": N_("Nobody lives here"),
        "family.no_caretaker": N_("No caretaker"),
        "fault.caretaker_gone": N_("Caretaker gone or died"),
        "fault.caretaker_young": N_("Caretaker under age"),
        "family.to_be_placed": N_("Village not known yet"),
    }
)
"""Short names of the kinds, by their codes."""

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {"nik": N_("NIK"), "kk": N_("No KK"), "person": N_("Person"), "family": N_("Family")}
)

LEVELS: Mapping[str, str] = MappingProxyType(
    {"wrong": N_("Wrong"), "doubt": N_("Doubtful"), "missing": N_("Missing"), "note": N_("Good to know")}
)

EXAMINING = N_("Examining families")
GROUPS = N_("Looking for groups")
