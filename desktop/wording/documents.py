"""Sentences of what paper refuses: print runs, letter templates, pictures, lists."""

from desktop.wording.translator import N_

SENTENCES = {
    "documents.per_page": N_("{per_page} receipts cannot stand on one page. Choose 1, 2 or 3."),
    "documents.nothing_to_print": N_(
        "There is nothing to print: the list is empty. Choose other families and try again."
    ),
    "documents.emblem_unreadable": N_(
        "The emblem cannot be read as a picture. Choose a PNG or JPG file in the letterhead settings."
    ),
    "documents.letter_not_text": N_("The letter template is not a text file. Save it as plain text (UTF-8)."),
    "documents.letter_no_head": N_(
        "The letter template has no head. Line 1 and one line after the head must be +++ and nothing else."
    ),
    "documents.letter_head_unreadable": N_(
        "Line {line} of the letter template cannot be read. "
        'Write a name, an equals sign and text in quotes: hal = "Undangan".'
    ),
    "documents.letter_entry_missing": N_("The head of the letter template lacks {entry}. Add the line: {entry} = …"),
    "documents.letter_entry_unknown": N_(
        "Line {line} of the letter template: the head has no entry {entry}. Correct its name or remove the line."
    ),
    "documents.letter_entry_wrong": N_(
        "Line {line} of the letter template: {entry} cannot be used as written. Expected: {expected}."
    ),
    "documents.letter_placeholder_unknown": N_(
        "Line {line} of the letter template: {{{name}}} is not known. Known are: {known}."
    ),
    "documents.letter_placeholder_here": N_(
        "Line {line} of the letter template: {entry} is the same for every letter. Write it without {{{name}}}."
    ),
    "documents.letter_brace": N_(
        "Line {line} of the letter template: a brace stands alone. "
        "Write placeholders as {{nama}}, without other braces."
    ),
    "documents.letter_body_empty": N_("The letter template has no text after its head. Write the letter there."),
    "documents.letter_value_missing": N_(
        "The letter cannot be made: {name} is not known for this family or tranche. Fill it in and try again."
    ),
    "documents.letter_kept_unreadable": N_(
        "The kept wording of this letter cannot be read ({part}). Ask the administrator to restore it from a backup."
    ),
    "documents.list_columns": N_(
        "Row {row} of the list has {found} values for {expected} columns. Nothing was printed."
    ),
}
