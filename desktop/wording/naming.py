"""Sentences about villages, districts, programmes, days and files that a person named and that are none."""

from desktop.wording.translator import N_

SENTENCES = {
    "naming.no_district": N_(
        'There is no district with the code "{written}" in this province. Use a Kemendagri code such as 36.01.01.'
    ),
    "naming.no_programme": N_('This office does not run a programme "{name}". It runs: {known}.'),
    "naming.not_workbook": N_("{path} does not end in .xlsx. Name it so that it does."),
}
