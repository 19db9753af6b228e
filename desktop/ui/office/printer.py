"""The section of the person's printers: how far each moves what it prints, and the page on which one measures it."""

from functools import partial

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.paper import PaperFile, open_paper, printer_test_page, save_pdf
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.preview.offset import OffsetFields
from desktop.ui.kit.preview.outlet import Outlet, file_name, printers
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench
from desktop.wording import N_

FIELDS_WIDTH = 380


class PrinterSection(Section):
    name, title, own = "printer", N_("Printers"), True

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, t("For you on this PC, in every office."))
        self.printer = Combo(t("Printer"))
        self.paper = Combo(t("Usual paper"), [("a4", t("A4 (210 x 297 mm)")), ("f4", t("F4 (215 x 330 mm)"))])
        self.paper.choose(bench.preferences.personal.paper)
        self.offset = OffsetFields(t, bench.preferences)
        self.outlet = Outlet(t, bench.runner, bench.preferences, self)
        self.preview = Preview(t, bench.runner)
        self.print_out = button(t("Print the test page"), self._ask_printer, kind=Kind.PRIMARY, icon="printer-outline")
        self.save = button(t("Save as PDF…"), self._ask_file, icon="content-save-outline")
        self._page: PaperFile | None = None
        self.printer.chosen.connect(self._choose_printer)
        self.paper.chosen.connect(self._choose_paper)
        self.offset.changed.connect(self._draw)
        self._lay_out()

    def enter(self) -> None:
        known = printers()
        self.printer.offer([(name, name) for name in known] or [("", self.t("No printer found"))])
        usual = self.bench.preferences.personal.printer
        self.printer.choose(usual if usual in known else self.printer.value)
        self.printer.setEnabled(bool(known))
        self.print_out.setEnabled(bool(known))
        if not known:
            sentence = self.t(
                "This PC knows no printer. Install one in the system, then come back; a PDF can be saved."
            )
            self.notice.say(sentence, Tone.ATTENTION)
        self.offset.show_printer(str(self.printer.value))
        self._draw()

    def _choose_printer(self, name: object) -> None:
        self.bench.preferences.change(printer=str(name))
        self.offset.show_printer(str(name))
        self._draw()

    def _choose_paper(self, paper: object) -> None:
        self.bench.preferences.change(paper=str(paper))
        self._draw()

    def _draw(self) -> None:
        """Show the page as it would come out now."""
        work = Ask(_test_page, str(self.paper.value), self.offset.offset, str(self.printer.value))
        self.bench.runner.submit(work, self._show, self.refuse, newest="office.testpage")

    def _show(self, page: PaperFile) -> None:
        self._page = page
        self.preview.fit_page()
        self.preview.show_paper(page)

    def _ask_printer(self) -> None:
        if self._page is not None:
            self.outlet.ask_printer(self._page.sizes[0], self.print_on, str(self.printer.value))

    def print_on(self, printer: QPrinter) -> None:
        """Print the page on the printer chosen in the dialog, with the offset of that one."""
        name = printer.printerName()
        work = Ask(_test_page, str(self.paper.value), self.outlet.offset_of(name), name)
        self.bench.runner.submit(work, partial(self._send, printer), self.refuse)

    def _send(self, printer: QPrinter, page: PaperFile) -> None:
        # The page is moved already, by the offset it names.
        self.outlet.print_on(printer, page, done=self._printed, refused=self.refuse, offset=(0.0, 0.0))

    def _printed(self, _pages: int) -> None:
        self.notice.say(
            self.t("The test page is printed. Measure it, then type both offsets and print it again."), Tone.GOOD
        )

    def _ask_file(self) -> None:
        path = self.outlet.ask_file(file_name(self.t("Test page"), str(self.printer.value)))
        if path is not None and self._page is not None:
            self.bench.runner.submit(Ask(save_pdf, self._page.pdf, path), self._saved, self.refuse)

    def _saved(self, path: object) -> None:
        self.notice.say(self.t("The page lies in {path}.", path=str(path)), Tone.GOOD)

    def _lay_out(self) -> None:
        card = Card()
        card.setMaximumWidth(FIELDS_WIDTH)
        card.add(_fields((self.t("Printer"), self.printer), (self.t("Usual paper"), self.paper)))
        card.add(self.offset)
        steps = self.t(
            "Print the test page, measure its crosses with a ruler and type by how much the print must move. "
            "Print it once more to see that it fits."
        )
        card.add(label(steps, Role.SECONDARY, wrap=True))
        card.add(self.print_out)
        card.add(self.save)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        left = QVBoxLayout()
        left.addWidget(card)
        left.addStretch(1)
        row.addLayout(left, 2)
        row.addWidget(self.preview, 3)
        self.column.addLayout(row, 1)


def _test_page(paper: str, offset_mm: tuple[float, float], printer: str) -> PaperFile:
    return open_paper(printer_test_page(paper, offset_mm, printer))


def _fields(*named: tuple[str, QWidget]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(Space.TINY)
    for place, (name, field) in enumerate(named):
        title = label(name, Role.LABEL)
        title.setBuddy(field)
        grid.addWidget(title, 2 * place, 0)
        grid.addWidget(field, 2 * place + 1, 0)
    return made
