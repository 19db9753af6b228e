"""The key card on paper: seen first, then printed or saved as a PDF."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.services import paper
from desktop.services.exchange import key_cards
from desktop.ui.exchange import words
from desktop.ui.jobs.asking import Ask
from desktop.ui.paper_page import PDF, InView, PaperPage, PaperWords
from desktop.ui.screen import Bench


class CardSheet(PaperPage):
    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        said = PaperWords(
            writing=t("Writing the key card"),
            waiting=t("The key card is being written…"),
            none=t("The key card was not written."),
            save=t("Save the key card"),
            no_printer=t("This PC knows no printer. Add one, or save the card as a PDF."),
        )
        super().__init__(bench, said, self.in_view, parent)

    def begin(self) -> None:
        self.make(Ask(key_cards.sheet, self.bench.desk))

    def in_view(self) -> InView:
        t, code = self.bench.t, self.bench.desk.office.code
        saves = {}
        if getattr(self, "paper", None) is not None:
            saves[PDF] = partial(Ask, paper.keep, self.bench.desk, self.paper, action="keys.paper")
        return InView(t("Key card on paper"), words.office(self.bench, code), f"kartu-kunci-{code}", saves)
