"""Sentences about areas and where a family is placed."""

from desktop.wording.translator import N_

SENTENCES = {
    "areas.unknown_code": N_(
        'There is no area with the code "{written}". Use a Kemendagri code such as 36.01 or 36.01.01.2001.'
    ),
    "areas.not_found": N_(
        'The village "{village}", district "{district}", was not found. Correct the names, '
        "or take the family in and place it later."
    ),
    "areas.code_not_found": N_(
        "There is no village with the code {code}. Correct the code, or take the family in and place it later."
    ),
    "areas.question": N_(
        'The village "{village}", district "{district}", may be one of these: {candidates}. '
        "Choose the right one, or write its Kemendagri code."
    ),
    "areas.near": N_(
        'The village is written "{village}" and was taken for {taken}. Check that this is the village meant.'
    ),
    "areas.unnamed": N_("The row names no village. Choose one village for the whole file, or fill in the column."),
    "areas.outside": N_("The village {taken} lies outside this office's area. Check whether the family moved."),
}
