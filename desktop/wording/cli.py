"""Sentences about words of a command that cannot be read."""

from desktop.wording.translator import N_

SENTENCES = {
    "cli.no_day": N_('"{written}" is no day. Write it as 2019-12-31 or 31/12/2019.'),
    "cli.no_limit": N_('"{written}" is no number from 1 to {most}. Write such a number behind --limit.'),
    "cli.no_places": N_('"{written}" is no quota of a village. Write its code and the places: 36.01.01.2001=12.'),
    "cli.no_span": N_('"{written}" are no numbers from one to another. Write the smaller one first: 5-12.'),
}
