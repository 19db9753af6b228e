"""Sentences about words of a command that cannot be read."""

from desktop.wording.translator import N_

SENTENCES = {
    "cli.empty": N_('"{before}" is followed by an empty value. Write what is meant, or leave the option out.'),
    "cli.no_day": N_('"{written}" is no day. Write it as 2019-12-31 or 31/12/2019.'),
    "cli.no_limit": N_('"{written}" is no number from 1 to {most}. Write such a number behind --limit.'),
    "cli.no_area_quota": N_(
        '"{written}" is no quota of an area. Write its code, its families and perhaps their rupiah: '
        "36.01.01=12 or 36.01.01=12:12000000."
    ),
    "cli.quota_nothing": N_("Say which quotas: --file FILE, --area CODE=N[:RP], or --none to take all away."),
    "cli.quota_both": N_("Say either --file FILE or --none: quotas cannot be entered and taken away at once."),
    "cli.quota_amount": N_(
        "Say what {area} gets in rupiah too, for the amount is not the same for every family: {area}=N:RP."
    ),
    "cli.quota_doubts": N_(
        "Nothing was entered, for rows of the table are in doubt ({count}). Correct them and try again: {lines}."
    ),
    "cli.no_places": N_('"{written}" is no quota of a village. Write its code and the places: 36.01.01.2001=12.'),
    "cli.no_span": N_('"{written}" are no numbers from one to another. Write the smaller one first: 5-12.'),
}
