"""Participant cards on paper: of the family in view, or of its whole village; seen first, then printed or saved."""

from functools import partial

from desktop.services.families import card_paper
from desktop.services.families.card_paper import Whose
from desktop.services.families.detail import FamilyDetail
from desktop.services.paper import save_pdf
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.preview.outlet import file_name
from desktop.ui.paper_page import PDF, InView, PaperPage, PaperWords
from desktop.ui.screen import Bench
from desktop.wording import Translator


class CardPaper(PaperPage):
    """`left`: back to the list. That cards were made stands in the log, whatever becomes of the paper."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, _words(bench.t), self.in_view)
        self._whose = Whose()
        self._name, self._village, self._village_code = "", "", ""
        self.everybody = button("", self.whole_village, kind=Kind.LINK, icon="account-group-outline")
        self.put(self.everybody)
        self.dress()

    def begin(self, family: FamilyDetail) -> None:
        """Make the card of a family."""
        caretaker = family.caretaker
        self._name = caretaker.name if caretaker else self.t("No caretaker yet")
        self._village, self._village_code = family.village, family.fields.village_code
        self._write(Whose(family=str(family.id)))

    def whole_village(self) -> None:
        """Make the cards of everybody in the family's village."""
        self._write(Whose(village=self._village_code))

    def in_view(self) -> InView:
        """One family's card, or those of a village."""
        t = self.t
        about = t("Village {name}", name=self._village) if self._whose.village else self._name
        stem = file_name(t("Participant card"), self._village if self._whose.village else self._name)
        saves = {PDF: partial(Ask, save_pdf, self.paper.pdf)} if self.paper is not None else {}
        return InView(t("Participant card"), about, stem, saves)

    def dress(self) -> None:
        super().dress()
        self.everybody.setText(self.t("All cards of {village}", village=self._village))
        self.everybody.setVisible(bool(self._village_code) and not self._whose.village)

    def _write(self, whose: Whose) -> None:
        self._whose = whose
        self.make(Work(card_paper.on_paper, self.bench.desk, whose))
        self.preview.setFocus()


def _words(t: Translator) -> PaperWords:
    return PaperWords(
        writing=t("Writing the cards"),
        waiting=t("The cards are being written…"),
        none=t("There is no card to see."),
        save=t("Save the cards"),
        no_printer=t("This PC knows no printer. Add one, or save the cards as a PDF."),
    )
