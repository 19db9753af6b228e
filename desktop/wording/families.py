"""Sentences about families and what looks wrong in them."""

from desktop.wording.translator import N_

SENTENCES = {
    "place.unreadable": N_(
        "This place cannot be read. Paste latitude and longitude, for example -6.37250, 105.82750, "
        "or the link of a map on the web."
    ),
    "place.outside": N_(
        "This place is not in Indonesia. Check both numbers, and that the first one has its minus sign."
    ),
    "codes.unreadable": N_("A file of code lists cannot be read ({detail}). Install the program again."),
    "family.unknown": N_("This family is not in the office. Look for it again."),
    "family.other_owner": N_("This family belongs to office {owner}. Send that office a proposal instead."),
    "family.changed_meanwhile": N_(
        "Somebody saved this family after you opened it. Open it again and enter the change."
    ),
    "family.member_missing": N_(
        "A member cannot be taken out. Enter his death or move as an event, or set him to not found."
    ),
    "family.death_is_event": N_(
        "The records hold no death of {name}. Enter it with the button Event… on the family's page. "
        "Here stands only a death from before the registration, with its day."
    ),
    "family.move_is_event": N_(
        "By the records {name} lives here. Enter the move with the button Event… on the family's page. "
        "Here stands only a move from before the registration, with its day."
    ),
    "family.dead_by_event": N_(
        "By the event of {on}, {name} died. Take that event back first: History on the family's page, under Events."
    ),
    "family.moved_by_event": N_(
        "By the event of {on}, {name} moved away. Enter a return with the button Event… on the family's page; "
        "an event that is wrong, take back first: History on the family's page, under Events."
    ),
    "family.gone_before_birth": N_("This day lies before the birth date. Check both days."),
    "family.no_members": N_("The family has no members yet. Add at least one."),
    "family.no_caretaker": N_("Nobody is named to receive the money. Choose the caretaker."),
    "family.caretaker_gone": N_(
        "The caretaker died or moved away. Name who receives the money now: button Event… on the family's page, "
        "New caretaker."
    ),
    "family.caretaker_is_event": N_(
        "The caretaker died or moved away, so who follows is named by an event: button Event… on the family's page, "
        "New caretaker."
    ),
    "family.caretaker_left": N_(
        "{name} died or moved away and cannot receive the money. Choose another caretaker, or leave it empty."
    ),
    "family.caretaker_young": N_(
        "{name} is under 17 and cannot fetch money without an identity card. Choose a grown member, or give the reason."
    ),
    "family.no_name": N_("The name is missing. Enter it as on the KTP or KK."),
    "family.born_later": N_("The birth date lies in the future. Check day, month and year."),
    "family.two_heads": N_("The family has more than one head. Check the relation."),
    "family.same_nik_inside": N_("The same NIK stands twice in this family. Check both against the KK."),
    "family.to_be_placed": N_("The village is not known yet. Choose the village."),
    "family.unknown_village": N_("{written} is not a village of this province."),
    "family.caretaker_withdrawn": N_("The caretaker was entered by mistake. Choose another caretaker."),
    "family.npsn_length": N_("An NPSN has 8 digits. Compare it with the school's."),
    "family.nisn_length": N_("An NISN has 10 digits. Compare it with the report card."),
    "family.due_not_pregnant": N_("A due date stands here, but the person is not said to be pregnant. Check both."),
    "family.due_passed": N_("The due date is more than 42 days ago. Enter the birth, or correct the date."),
    "family.due_far": N_("The due date is more than 300 days ahead. Check the year."),
    "family.account_channel": N_("An account stands here without its bank or post office. Choose the channel."),
    "family.account_before": N_("The account before this one begins on {day}. Enter that day or a later one."),
    "family.day_later": N_("This day lies in the future. Check day, month and year."),
    "family.aid_ends_before": N_("An aid ends before it begins. Check both days."),
    "family.reason_needed": N_("A NIK looks wrong. Correct it, or give the reason why it is right."),
    "family.reason_young": N_("The caretaker is under 17. Choose a grown member, or give the reason."),
}
