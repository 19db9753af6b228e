"""Sentences about paying through banks and the post: paths, files, answers, and who holds cards."""

from types import MappingProxyType

from desktop.wording.translator import N_

PATHS = MappingProxyType(
    {"cash": N_("Cash at the desk"), "post": N_("Cash through the post"), "bank": N_("Bank account")}
)
"""The three ways of money (MoneyPath)."""

OUTCOMES = MappingProxyType(
    {"sent": N_("Sent"), "paid": N_("Paid"), "failed": N_("Failed"), "idle": N_("No transaction")}
)
"""What a payer answered of a payment (OrderOutcome)."""

THINGS = MappingProxyType({"card": N_("Card"), "passbook": N_("Passbook")})

HOLDERS = MappingProxyType(
    {
        "bank": N_("Bank"),
        "office": N_("Office"),
        "facilitator": N_("Facilitator"),
        "family": N_("Family"),
        "lost": N_("Lost"),
    }
)
"""Who holds a card or passbook (Holder)."""

TEMPLATE_FIELDS = MappingProxyType(
    {
        "row": N_("Number of the row"),
        "receipt": N_("Receipt number"),
        "card": N_("Card number"),
        "name": N_("Caretaker's name"),
        "holder": N_("Holder of the account"),
        "nik": N_("Caretaker's NIK"),
        "no_kk": N_("No KK of the family"),
        "account": N_("Account number"),
        "amount": N_("Amount in rupiah"),
        "address": N_("Address"),
        "rt": N_("RT"),
        "rw": N_("RW"),
        "village": N_("Name of the village"),
        "village_code": N_("Code of the village"),
        "district": N_("Name of the district"),
        "regency": N_("Name of the regency"),
        "programme": N_("Name of the programme"),
        "year": N_("Fiscal year"),
        "tranche": N_("Number of the tranche"),
        "payer": N_("Name of the payer"),
        "remark": N_("Programme and tranche, for the bank statement"),
    }
)
"""What a column of a file for a payer holds (desktop.sheets.payer_template.FIELDS)."""

FORMS = MappingProxyType(
    {
        "xlsx": N_("Workbook (xlsx)"),
        "delimited": N_("Text with separators (csv)"),
        "fixed": N_("Text of fixed width (txt)"),
    }
)
"""What a file for a payer is (desktop.sheets.payer_template.Form)."""

ANSWER_FIELDS = MappingProxyType(
    {
        "receipt": N_("Receipt or reference number"),
        "card": N_("Card number"),
        "account": N_("Account number"),
        "nik": N_("NIK"),
        "name": N_("Name"),
        "amount": N_("Amount in rupiah"),
        "status": N_("Outcome (paid, failed, no transaction)"),
        "reason": N_("Why it failed"),
        "on": N_("Day of the payment"),
    }
)
"""What a column of a payer's answer means (desktop.sheets.payer_answer.FIELDS)."""

WORD_KINDS = MappingProxyType({"status": N_("outcome"), "reason": N_("reason")})
"""Where a payer's word stands (desktop.sheets.payer_words.WordKind)."""

SENTENCES = {
    "money.no_account": N_("{count} families are to be paid by a bank and have no open account there"),
    "money.back_sent": N_(
        "Tranche {tranche} cannot become a draft again: {count} of its payments are in a file that a bank or the post "
        "has. Wait for the answer, or have them reported as failed."
    ),
    "payers.not_now": N_(
        "Tranche {tranche} is not approved, or its pay-out is over. Paths and files belong to the time between."
    ),
    "payers.payer_name": N_(
        '"{payer}" does not name this path. Write the bank, or Kantor Pos; cash at the desk needs no name.'
    ),
    "payers.cash_payer": N_("Cash at the desk has no payer. Leave out {payer}, or choose the path it stands for."),
    "payers.several_fit": N_(
        '"{typed}" fits {count} families, and nothing was moved. Give a whole card number or NIK, or say that so many '
        "are meant: --families {count}."
    ),
    "payers.not_movable": N_(
        "{count} of these payments are settled, in a file that is under way, or on another list. Choose others."
    ),
    "payers.nothing_to_move": N_("No payment fits. Those in a file that is under way stay where they are."),
    "payers.others_now": N_(
        "{now} payments fit now, and {seen} were seen: somebody changed the list meanwhile. Look again, then move them."
    ),
    "payers.stays_paid": N_("It is paid; what is paid stays on the path it was paid by."),
    "payers.stays_withheld": N_("It is withheld and is paid on no path."),
    "payers.stays_returned": N_("It went back to the treasury."),
    "payers.stays_sent": N_("It is in file {file} and the answer is still open: take the answer first."),
    "payers.stays_idle": N_("By file {file} it lies ready at the payer, where the family may still fetch it."),
    "payers.stays_told": N_("By file {file} the payer has paid it."),
    "payers.stays_over": N_("The pay-out of this list is over; paths belong to the time before."),
    "payers.template_unreadable": N_(
        "Line {line} of the template cannot be read: it is not TOML in UTF-8. Compare it with a packaged template."
    ),
    "payers.template_unknown": N_('Line {line}: a template has no field "{field}". Correct its name or take it out.'),
    "payers.template_needs": N_('Line {line}: the template does not say "{field}". Add it.'),
    "payers.template_kind": N_('Line {line}: "{field}" is not written as it must be. Compare a packaged template.'),
    "payers.template_value": N_('Line {line}: "{field}" cannot be "{value}". Possible: {known}.'),
    "payers.template_field_or_value": N_(
        "Line {line}: a column holds either a field or the same text in every row. Write one of field and value."
    ),
    "payers.template_column": N_(
        'Line {line}: no column holds "{needed}", without which nobody could be paid or the answer not be matched.'
    ),
    "payers.template_name": N_("The name of a template has at most {limit} letters. Shorten it."),
    "payers.template_given": N_("{name} is as it came with the program; there is nothing to take back."),
    "payers.no_template": N_("There is no template {name}. There are: {known}."),
    "payers.too_wide": N_(
        'Row {row}: "{heading}" needs {needs} places and the template gives it {width}. Numbers are never cut: '
        "widen the column."
    ),
    "payers.no_payer": N_("Nothing of this list is paid by {payer}. Payers of this list: {known}."),
    "payers.nothing_to_send": N_(
        "Nothing is left to be sent to {payer} for tranche {tranche}: all is in a file already, settled, or without an "
        "account."
    ),
    "payers.changed_meanwhile": N_("Somebody changed this list meanwhile. Look again, then make the file or take it."),
    "payers.answer_field": N_(
        'The columns of an answer have no field "{field}", or two columns mean it. Correct the map.'
    ),
    "payers.answer_no_key": N_(
        "No column holds the account, the receipt or reference number, the card or the NIK, so no payment can be "
        "found. Say which column it is."
    ),
    "payers.answer_no_status": N_(
        "No column says what became of the payments (status, hasil). Say which column it is."
    ),
    "payers.answer_empty": N_("The file {name} has no row that says anything of a payment. Choose the payer's answer."),
    "payers.answer_known": N_("The file {name} was taken before. Each answer counts once."),
    "payers.nothing_sent": N_(
        "Nothing of tranche {tranche} was sent to this payer. Make the file for the payer first."
    ),
    "payers.nothing_to_take": N_("The file {name} has no good row that is new. Look at what is wrong with its rows."),
    "payers.rows_wrong": N_(
        "{count} of {rows} rows are wrong, so nothing was taken. Ask the payer for a corrected file, or say that the "
        "good rows are taken without them."
    ),
    "payers.no_word": N_('"{value}" is no outcome we know. Say what it means; the program asks once for each payer.'),
    "payers.word_meaning": N_(
        'A word cannot mean "{value}". It means paid, idle or failed, with the code of a known reason after a slash.'
    ),
    "payers.word_known": N_(
        'The program knows the word "{word}", and it means something else. Ask the payer for a word of its own; nobody '
        "alone lets a word mean what it does not."
    ),
    "payers.words_many": N_("At most {limit} words are kept for one payer. Is the status the right column?"),
    "payers.words_unreadable": N_(
        '{name} does not say what words mean. Write JSON: {{"outcomes": {{"TOLAK": "failed"}}, "reasons": {{}}}}.'
    ),
    "payers.no_outcome": N_("The row does not say what became of the payment. Ask the payer."),
    "payers.no_amount": N_('"{value}" is not an amount in whole rupiah. Correct it.'),
    "payers.no_date": N_('"{value}" is no date that can be read for certain. Write it as 11/04/2019.'),
    "payers.number_damaged": N_(
        "The number {value} is stored as a long number, so its last digits may be lost. Ask for it as text."
    ),
    "payers.row_unknown": N_("No payment that was sent has this number. Ask the payer whose money it is."),
    "payers.row_several": N_("Several payments that were sent have this number. Give the receipt or card number too."),
    "payers.keys_differ": N_(
        "The numbers of this row belong to different families, or the account is not the one that was sent. Ask the "
        "payer where the money went."
    ),
    "payers.row_twice": N_("Row {other} is about the same payment. Leave the one that is right."),
    "payers.amount_differs": N_("The payer says {said}, the file that was sent {sent}. Ask the payer which is right."),
    "payers.paid_already": N_(
        "The payer answered before that {name} was paid, and this row says otherwise. If the money came back to the "
        "payer, enter that as money that came back, with the payer's paper and a second person."
    ),
    "payers.paid_elsewhere": N_(
        "{name} was paid on {on} already, at the desk or by another file, and this row says that the payer has or had "
        "the money too. Ask the payer for the proof: what was paid twice must come back."
    ),
    "payers.which_file": N_(
        "{name} was sent in files {files}: what failed in one went out again in the next. Say which file is answered."
    ),
    "payers.sent_since": N_(
        "{name} was sent again in file {file} of {made}, and this row speaks of an earlier file. Ask the payer to stop "
        "file {file} for this family and to answer it first, or it is paid twice."
    ),
    "payers.came_back_since": N_(
        "The money of {name} came back to the payer on {on}, and this row speaks of the payment before. Ask the payer "
        "on which day it was paid anew."
    ),
    "payers.back_paper": N_(
        "Write the number of the payer's paper that says the money came back, in at most {limit} letters."
    ),
    "payers.back_reason": N_("Say why the money came back by one of these codes: {known}."),
    "payers.back_not_paid": N_("No payer answered that {name} was paid, so nothing of it can have come back."),
    "payers.back_locked": N_(
        "Tranche {tranche} of {name} is locked. Ask for its way back first, with the payer's paper; then enter what "
        "came back."
    ),
    "payers.back_day": N_(
        "The money of {name}, paid on {paid}, cannot have come back on {on}. Compare the day with the payer's paper."
    ),
    "payers.no_file": N_("This payer has no file {number} of this tranche. There are: {known}."),
    "payers.not_unpaid": N_("The money of {name} was returned or is withheld, so no payer can have paid it."),
    "payers.no_day": N_("The row does not say on which day it was paid. Give the day for all rows without one."),
    "payers.day_to_come": N_("{on} is still to come, so nobody can have been paid on it."),
    "payers.day_early": N_("Nobody can have been paid on {on}: the pay-out opened on {opened}."),
    "payers.receiver_gone": N_(
        "{name} was dead or gone on the day this row says, or the family is in no list. Record who follows first."
    ),
    "custody.nobody": N_("Name at least one family whose card or passbook changes hands."),
    "custody.day_to_come": N_("A card cannot have changed hands on a day to come. Correct the day."),
    "custody.day_before": N_(
        "One of these changed hands on {last} already; a later step cannot be of an earlier day. Correct the day."
    ),
    "custody.no_name": N_("Write the name of the facilitator: who holds a family's card answers for it."),
    "custody.no_note": N_("Write in the note how it was lost and who said so."),
    "custody.no_card": N_("No family has the card {card}. Compare it with the card."),
    "custody.no_receipt": N_("No hand-over has the receipt {number}. Write it as 12/2026."),
}
