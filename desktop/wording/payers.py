"""Sentences about paying through banks and the post: paths, files, answers, and who holds cards."""

from desktop.wording.translator import N_

SENTENCES = {
    "money.no_account": N_("{count} families are to be paid by a bank and have no open account there"),
    "payers.not_now": N_(
        "Tranche {tranche} is not approved, or its pay-out is over. Paths and files belong to the time between."
    ),
    "payers.payer_name": N_(
        '"{payer}" does not name this path. Write the bank, or Kantor Pos; cash at the desk needs no name.'
    ),
    "payers.not_movable": N_(
        "{count} of these payments are settled, in a file that is under way, or on another list. Choose others."
    ),
    "payers.nothing_to_move": N_("No payment fits. Those in a file that is under way stay where they are."),
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
}
