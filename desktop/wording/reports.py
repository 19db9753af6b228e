"""Words of the reports: what may be refused when one is asked for."""

from desktop.wording.translator import N_

SENTENCES = {
    "reports.no_tranche": N_("This report is about one list. Name its tranche, for example 2019/1."),
    "reports.year_form": N_('"{written}" is no year. Write [PROGRAMME:]YEAR, for example 2019 or jamsosratu:2019.'),
    "reports.year_unknown": N_("No list was drafted in {year}. Choose another year."),
    "reports.whole_list": N_("{title} is about a whole list. Leave the village out."),
    "reports.number_of_register": N_("Minutes take their number from the register of letters. Leave it out."),
    "reports.not_numbered": N_("{title} takes no number from the register of letters. Save or print it."),
    "reports.future": N_("{on} is still to come. Give the day on which it happened."),
    "reports.not_open": N_("The pay-out of {tranche} is not open yet. Its minutes are made when it was paid."),
    "reports.no_table": N_("{title} is no table. Save it as a PDF."),
}
