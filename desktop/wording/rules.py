"""Sentences of the rules: identity numbers, dates, money, areas, components, numbers on paper, programmes."""

from desktop.wording.translator import N_

SENTENCES = {
    "rules.nik_missing": N_(
        "The NIK is missing. Enter it from the KTP or family card, or leave it empty until it is known."
    ),
    "rules.nik_damaged": N_(
        "The NIK was stored as a number and has lost digits. Enter all 16 digits again from the KTP or family card."
    ),
    "rules.nik_length": N_("The NIK must have 16 digits. Compare it with the KTP or family card."),
    "rules.nik_placeholder": N_("This NIK is only a filler. Enter the true one, or leave it empty until it is known."),
    "rules.nik_serial": N_("The NIK ends in 0000, which is never issued. Compare it with the KTP or family card."),
    "rules.nik_impossible_date": N_(
        "The NIK holds a birth date that does not exist. Compare it with the KTP or family card."
    ),
    "rules.nik_birth_differs": N_(
        "The birth date differs from the one in the NIK. Compare both with the KTP; if both are right, give the reason."
    ),
    "rules.nik_sex_differs": N_(
        "The sex differs from the one in the NIK. Compare both with the KTP; if both are right, give the reason."
    ),
    "rules.kk_missing": N_(
        "The family card number is missing. Enter it from the family card, or leave it empty until it is known."
    ),
    "rules.kk_damaged": N_(
        "The family card number was stored as a number and has lost digits. Enter all 16 digits again "
        "from the family card."
    ),
    "rules.kk_length": N_("The family card number must have 16 digits. Compare it with the family card."),
    "rules.kk_placeholder": N_(
        "This family card number is only a filler. Enter the true one, or leave it empty until it is known."
    ),
    "rules.kk_serial": N_(
        "The family card number ends in 0000, which is never issued. Compare it with the family card."
    ),
    "rules.kk_impossible_date": N_(
        "The family card number holds a date of recording that does not exist. Compare it with the family card."
    ),
    "rules.date_unreadable": N_("This is not a date. Write it as day, month and year, for example 11/04/2019."),
    "rules.date_impossible": N_("This date does not exist. Compare it with the document."),
    "rules.date_swapped": N_("Day and month seem to be swapped and were read the other way round. Check the date."),
    "rules.date_ambiguous": N_("The date was read as day, then month. Check that it is not the other way round."),
    "rules.date_short_year": N_("The year has two digits only, and the century was guessed. Check the year."),
    "rules.date_serial": N_("The date was stored as a spreadsheet's day number. Check the date."),
    "rules.number_out_of_range": N_(
        "The number {number} cannot be written in words: it must lie between 0 and 999 trillion."
    ),
    "rules.amount_unreadable": N_('"{typed}" is not an amount in whole rupiah. Write it as 1750000 or 1.750.000.'),
    "rules.balance_decree": N_(
        "The decree differs from listed and not listed families by {families} families and {rupiah}. "
        "Compare the list with the decree."
    ),
    "rules.balance_listed": N_(
        "The list differs from withheld and payable families by {families} families and {rupiah}. Check "
        "the withheld payments."
    ),
    "rules.balance_payable": N_(
        "What is payable differs from paid, unpaid and returned by {families} families and {rupiah}. "
        "Check the result of the pay-out."
    ),
    "rules.balance_negative": N_(
        "One of the figures is below zero: {families} families, {rupiah}. Check the payments of this tranche."
    ),
    "rules.area_code": N_('"{text}" is not an area code. Write a Kemendagri code such as 36.01 or 36.01.04.2003.'),
    "rules.office_code": N_(
        '"{text}" is not the code of an office. Write a regency such as 36.01, or a province such as 36.'
    ),
    "rules.bps_code": N_(
        '"{text}" is not a BPS village code, which has ten digits. Compare it with the file it came from.'
    ),
    "rules.caretaker_wife": N_("Proposed as caretaker: wife of the head of the family."),
    "rules.caretaker_eldest_woman": N_("Proposed as caretaker: eldest woman of 17 or married."),
    "rules.caretaker_head": N_("Proposed as caretaker: head of the family, for want of a grown woman."),
    "rules.component_pregnant": N_("Recorded as pregnant or post-partum on {day}."),
    "rules.component_under_five": N_("Born {born}, {age} years old on {day}: early childhood."),
    "rules.component_primary": N_("Attends school, born {born}, {age} years old on {day}: primary school."),
    "rules.component_junior": N_("Attends school, born {born}, {age} years old on {day}: junior secondary school."),
    "rules.component_senior": N_("Attends school, born {born}, {age} years old on {day}: senior secondary school."),
    "rules.component_elderly": N_("Born {born}, {age} years old on {day}: elderly."),
    "rules.component_disabled": N_("Recorded with a disability, code {disability} of the source's list."),
    "rules.component_some": N_("{count} members count for the programme on {day}."),
    "rules.component_not_shown": N_(
        "No member is shown to count for the programme on {day}, and some facts are missing. Complete "
        "birth dates, schooling and pregnancy."
    ),
    "rules.component_none": N_("No member counts for the programme on {day}."),
    "rules.registered_yes": N_("The family stands in the poverty register."),
    "rules.registered_no": N_(
        "The family does not stand in the poverty register. Have it proposed for the register first."
    ),
    "rules.registered_unknown": N_("Nobody has checked whether the family stands in the poverty register. Check it."),
    "rules.pkh_yes": N_("The family receives PKH. It cannot receive both."),
    "rules.pkh_no": N_("The family does not receive PKH."),
    "rules.pkh_unknown": N_("Nobody has checked whether the family receives PKH. Check it."),
    "rules.other_aid_yes": N_("The family receives other aid from the centre or the province. It cannot receive both."),
    "rules.other_aid_no": N_("The family receives no other aid."),
    "rules.other_aid_unknown": N_("Nobody has checked whether the family receives other aid. Check it."),
    "rules.code_unreadable": N_(
        "This code is none of this program's papers. Scan the QR code of the receipt or letter again, or "
        "type its number."
    ),
    "rules.code_not_ours": N_(
        "The paper numbered {number} of {year}, office {office}, was not made by this office, or its "
        "code was changed. Keep it and ask the supervisor."
    ),
    "rules.receipt_number": N_(
        '"{text}" is not a receipt number. Write it as on the receipt, for example KW-36.01-2019-000127.'
    ),
    "rules.letter_pattern_field": N_(
        'The number pattern "{pattern}" holds "{field}", which is unknown or stands there twice. Use '
        "[klasifikasi], [urut], [unit], [bulan], [bulan-angka] and [tahun], each once."
    ),
    "rules.letter_pattern_needs": N_(
        'The number pattern "{pattern}" lacks [{field}], without which numbers would repeat. Add it.'
    ),
    "rules.letter_number": N_('"{text}" is not a letter number of this office. Write it as on the letter.'),
    "rules.card_pattern": N_(
        'The card pattern "{pattern}" cannot be used. Write it like JSR-{{area}}-{{serial:06d}}, with '
        "the serial number once and no spaces."
    ),
    "rules.programme_unreadable": N_(
        "The programme file cannot be read: {detail}. Open it in a text editor and correct it, or take the file again."
    ),
    "rules.programme_needs": N_('The programme file lacks "{field}". Add it.'),
    "rules.programme_kind": N_(
        '"{field}" in the programme file is of the wrong kind. Compare it with a packaged programme.'
    ),
    "rules.programme_unknown": N_(
        'The programme file holds "{field}", which this program does not know. Correct the spelling or take it out.'
    ),
    "rules.programme_value": N_('"{field}" of the programme cannot be "{value}". Correct it.'),
    "rules.programme_sum": N_("The tranches add up to {sum}, but a family gets {total} a year. Correct one of them."),
    "rules.programme_quotas": N_(
        "The quotas add up to {sum} families, more than the total of {total}. Correct one of them."
    ),
    "rules.tranche_unknown": N_(
        "{programme} has no tranche {tranche} in {year}. Choose one it has, or add it to the programme year."
    ),
    "rules.amount_empty": N_(
        "The amount of tranche {year}/{tranche} of {programme} is empty. Enter it from the decree before "
        "drafting a list."
    ),
    "rules.category_unknown": N_('"{category}" is no category of this programme. Choose one of: {known}.'),
}
