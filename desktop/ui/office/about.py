"""The section on the program itself: its version, what it stands on, the licences, the notice of the areas."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import __version__
from desktop.services import office_settings
from desktop.services.office_settings import OfficeAbout
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.trouble import surroundings
from desktop.ui.office.plain import plain
from desktop.ui.office.rows import left
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench
from desktop.wording import N_

# Name as its makers write it, package whose version is asked, licence as they state it.
PARTS = (
    ("Qt, PySide6", "PySide6-Essentials", "LGPL-3.0"),
    ("SQLCipher, sqlcipher3", "sqlcipher3", "BSD-3-Clause, Zlib"),
    ("SQLAlchemy", "sqlalchemy", "MIT"),
    ("Alembic", "alembic", "MIT"),
    ("cryptography", "cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("argon2-cffi", "argon2-cffi", "MIT"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("PDFium, pypdfium2", "pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("openpyxl", "openpyxl", "MIT"),
    ("python-calamine", "python-calamine", "MIT"),
    ("Pillow", "pillow", "MIT-CMU"),
    ("ZXing-C++", "zxing-cpp", "Apache-2.0"),
    ("QtAwesome", "qtawesome", "MIT"),
    ("Material Design Icons", "", "Apache-2.0"),
    ("Inter", "fontpkg-inter", "OFL-1.1"),
    ("platformdirs", "platformdirs", "MIT"),
    ("filelock", "filelock", "MIT"),
)
PROGRAM_LICENCE = "Apache-2.0"
ODBL = "https://opendatacommons.org/licenses/odbl/1-0/"
NOTICE_HEIGHT = 170


class AboutSection(Section):
    name, title, own = "about", N_("About the program"), True

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench)
        self.office = label("", wrap=True)
        self.areas = QPlainTextEdit()
        self.areas.setReadOnly(True)
        self.areas.setFixedHeight(NOTICE_HEIGHT)
        self.areas.setAccessibleName(t("Areas of Indonesia"))
        self.copy = button(t("Copy for a report"), self._copy, icon="content-copy")
        self.licence = button(t("Open the licence of the areas"), self._open, kind=Kind.LINK, icon="open-in-new")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.CARDS)
        for card in (self._program(), self._area_card(), self._parts()):
            column.addWidget(card)
        column.addStretch(1)
        self.column.addWidget(Scroll(inside), 1)

    def enter(self) -> None:
        work = Ask(_facts, self.bench)
        self.bench.runner.submit(work, self._show, self.refuse, newest="office.about")

    def _show(self, facts: tuple[OfficeAbout, str]) -> None:
        about, notice = facts
        place = str(self.bench.desk.office.folder.path)
        self.office.setText(self.t("{office} ({code}) in {folder}", office=about.name, code=about.code, folder=place))
        self.areas.setPlainText(plain(notice))

    def _program(self) -> Card:
        card = Card()
        card.add(label(f"e-JSiKa {__version__}", Role.SUBTITLE))
        card.add(label(surroundings(), wrap=True))
        card.add(self.office)
        card.add(label(self.t("Free software under the licence {name}.", name=PROGRAM_LICENCE), Role.SECONDARY))
        card.column.addLayout(left(self.copy))
        return card

    def _area_card(self) -> Card:
        card = Card(self.t("Areas of Indonesia"))
        card.add(
            label(
                self.t(
                    "The lists of districts and villages come from idn-area-data, under the ODbL 1.0. What was taken "
                    "from it and what was changed stands below, in English as its licence comes."
                ),
                wrap=True,
            )
        )
        card.add(self.areas)
        card.column.addLayout(left(self.licence))
        return card

    def _parts(self) -> Card:
        card = Card(self.t("What the program stands on"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.EDGE)
        grid.setVerticalSpacing(Space.TINY)
        for row, (name, package, licence) in enumerate(PARTS):
            for column, text in enumerate((name, version_of(package), licence)):
                grid.addWidget(label(text, Role.SECONDARY if column else Role.BODY), row, column)
        grid.setColumnStretch(2, 1)
        card.column.addLayout(grid)
        return card

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(surroundings())
        self.bench.toast(self.t("Copied."), None)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(ODBL))


def version_of(package: str) -> str:
    """Version as its package tells it; nothing where the frozen program does not carry that."""
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""


def _facts(bench: Bench) -> tuple[OfficeAbout, str]:
    notice: Path = bench.shared.resources / "areas" / "NOTICE.md"
    return office_settings.about(bench.desk), notice.read_text(encoding="utf-8") if notice.is_file() else ""
