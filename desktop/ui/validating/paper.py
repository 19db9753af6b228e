"""The paper of minutes: seen first, then printed or saved as a PDF."""

from functools import partial

from desktop.services.validating import minutes_paper
from desktop.services.validating.minutes import MinutesRow
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.kit.preview.outlet import file_name
from desktop.ui.paper_page import PDF, InView, PaperPage, PaperWords
from desktop.ui.screen import Bench
from desktop.wording import Translator


class MinutesPaper(PaperPage):
    """Made in memory only; printing and saving stand in the log."""

    def __init__(self, bench: Bench, row: MinutesRow) -> None:
        super().__init__(bench, _words(bench.t), self.in_view)
        self._row = row
        self.make(Work(minutes_paper.on_paper, bench.desk, row.id))

    def in_view(self) -> InView:
        """The minutes by their number."""
        stem = file_name(self.t("Minutes"), self._row.number.replace("/", "-"))
        save = partial(Ask, minutes_paper.save, self.bench.desk, self.paper)
        return InView(
            self.t("Minutes {number}", number=self._row.number), "", stem, {PDF: save} if self.paper is not None else {}
        )


def _words(t: Translator) -> PaperWords:
    return PaperWords(
        writing=t("Writing the minutes"),
        waiting=t("The minutes are being written…"),
        none=t("The minutes were not written."),
        save=t("Save the minutes"),
        no_printer=t("This PC knows no printer. Add one, or save the minutes as a PDF."),
    )
