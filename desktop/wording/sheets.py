"""English sentences of what can be wrong with a spreadsheet or with one of its cells."""

from desktop.wording.translator import N_

SENTENCES = {
    # The file.
    "sheets.missing": N_("The file {name} is not there. Choose it again; perhaps the USB stick was taken out."),
    "sheets.unreadable": N_(
        "The file {name} cannot be read. Close it in the other program, or copy it to this computer first."
    ),
    "sheets.not_spreadsheet": N_("The file {name} is not a spreadsheet. Choose an xlsx, xls, ods or csv file."),
    "sheets.web_page": N_(
        "The file {name} is a web page with the name of a spreadsheet. Open it in the spreadsheet program and save it"
        " as xlsx."
    ),
    "sheets.binary_workbook": N_(
        "The file {name} is a binary workbook (xlsb). Open it in the spreadsheet program and save it as xlsx."
    ),
    "sheets.encrypted": N_(
        "The file {name} is protected by a password. Open it in the spreadsheet program, remove the password and save"
        " it again."
    ),
    "sheets.damaged": N_("The file {name} is damaged or not complete. Ask for it again from whoever sent it."),
    "sheets.too_large": N_(
        "The file {name} holds more than {megabytes} MB once unpacked. Split it, for instance by kecamatan."
    ),
    "sheets.too_many_rows": N_(
        "A sheet of the file {name} has more than {limit} rows. Split it, for instance by village."
    ),
    "sheets.too_many_cells": N_(
        "A sheet of the file {name} spreads over more than {limit} cells. Delete the empty rows and columns beside"
        " the data, or split the file."
    ),
    "sheets.empty": N_("The file {name} has no filled cell. Choose the file that holds the data."),
    "sheets.no_table": N_(
        "The file {name} holds text but no table: no row has two filled cells beside each other. Choose the file with"
        " the data; if all values of a row stand in one cell, part them into columns in the spreadsheet program first."
    ),
    # The layout.
    "sheets.no_layout": N_(
        "No known headings were found in the first {rows} rows of {name}. Looked for: {layouts}. Put the data under the"
        " headings of our template, or choose the layout yourself."
    ),
    "sheets.several_layouts": N_("The headings of {name} fit several layouts: {layouts}. Choose the layout yourself."),
    "sheets.unknown_layout": N_("There is no layout called {layout}. Choose one of: {layouts}."),
    "sheets.layout_mismatch": N_(
        "The headings of {name} do not fit the layout {layout}. It needs: {headings}. Choose another layout or add"
        " these headings."
    ),
    "sheets.map_name": N_(
        "Give the source of this file a name of at most {limit} letters that no layout of the program has."
    ),
    "sheets.map_field": N_("There is no field called {fields}. Choose one of the list."),
    "sheets.map_incomplete": N_(
        "Say which column holds the name, and which the No KK or another number of the family: without them nobody"
        " can be told apart."
    ),
    "sheets.map_twice": N_('The column "{heading}" and another one mean the same. Leave one of them unused.'),
    "sheets.no_rows": N_("The file {name} has headings but no row of data below them. Choose the file with the data."),
    # One cell.
    "sheets.nik_number": N_(
        "The NIK is stored as a number, so its last digit may be lost. It was left out; format the column as text and"
        " type it again."
    ),
    "sheets.kk_number": N_(
        "The No KK is stored as a number, so its last digit may be lost. It was left out; format the column as text and"
        " type it again."
    ),
    "sheets.kk_number_refused": N_(
        "The No KK is stored as a number, so its last digit may be lost and families would be mixed. Format the column"
        " as text and type it again."
    ),
    "sheets.kk_unusable": N_(
        "The No KK is not a valid number of 16 digits, so the family cannot be told apart. Correct it by the card."
    ),
    "sheets.id_number": N_(
        "The number of the family or person is stored as a long number, so its last digits may be lost. Format the"
        " column as text and fill it in again."
    ),
    "sheets.name_missing": N_("The name is empty. Fill in the name of the family member."),
    "sheets.household_missing": N_("Neither No KK nor another number of the family is filled in. Fill in one of them."),
    "sheets.row_too_wide": N_(
        "The row has more columns than there are headings, so its values stand in the wrong columns and none of them"
        " was read. A value probably holds the sign that parts the columns; take it out there."
    ),
    "sheets.nobody_named": N_(
        "Neither a NIK nor a number of the family is filled in, so nobody can be found. Fill in the NIK."
    ),
    "sheets.unknown_code": N_('The value "{value}" is not in the list for this column. It was left empty.'),
    "sheets.text_too_long": N_("The text is longer than {limit} letters. Only its beginning was taken."),
    "sheets.name_too_long": N_("The name is longer than {limit} letters. Shorten it."),
    "sheets.covered_cell": N_(
        "The cell is merged with the one above it, so this row has no value of its own. Unmerge the cells and "
        "write the value in each row."
    ),
    "sheets.error_cell": N_("The cell holds a formula error ({value}). Replace it by the value itself."),
    "sheets.not_a_number": N_('The value "{value}" is not a number that fits here. It was left empty.'),
    "sheets.future_date": N_("{on} has not come yet. The date was left out; compare it with the document."),
    "sheets.area_code": N_('"{value}" is not the code of an area. Write it like 36.01.01.2001. It was left empty.'),
    "sheets.age_differs": N_(
        "By the NIK the person was {derived} years old in {year}, the file says {age}. Check the NIK and the age."
    ),
    # A whole sheet or column.
    "sheets.joined_unread": N_(
        "The sheet {sheet} has rows without a No KK that can be used: {count}. Nobody knows whose they are, so they"
        " were left out. Format that column as text and fill it in again."
    ),
    "sheets.nik_zero_endings": N_(
        "{zero} of {seen} NIK end in 0, far more than chance gives: a spreadsheet has probably destroyed their last"
        " digit. Ask for the file with the NIK column as text before accepting it."
    ),
}

READING = N_("Reading the file")
CHECKING = N_("Checking the rows")
WRITING = N_("Writing the rows")
