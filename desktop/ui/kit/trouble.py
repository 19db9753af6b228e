"""The dialog for faults of the program itself: what happened in one sentence, and details without people in them."""

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Final

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import __version__
from desktop.paths import documents
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

_KEPT_PARTS: Final = 3


def describe(error: BaseException) -> str:
    """Type and frames of an error and of what caused it; never its message, which may hold a person's data.

    Of a path only the last parts are kept: the ones before name the user of the PC.
    """
    lines: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        for frame in traceback.extract_tb(one.__traceback__):
            place = "/".join(PurePath(frame.filename).parts[-_KEPT_PARTS:])
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
        one = one.__cause__ or one.__context__
    return "\n".join(lines)


def surroundings() -> str:
    """Versions of the program and of what it stands on."""
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return (
        f"e-JSiKa {__version__} · Python {platform.python_version()} · Qt {qVersion()} · "
        f"{platform.system()} {platform.release()} · {sys.platform} · {when}"
    )


class Trouble(Dialog):
    """Show it with `open()`; `failed_to_save` says why a report could not be written."""

    failed_to_save = Signal(str)

    def __init__(self, t: Translator, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.t("Fault in the program"))
        self.resize(620, 400)
        self.report = f"{surroundings()}\n\n{details}\n"
        self._details = QPlainTextEdit(self.report)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.t("Details"))
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.state = label("", Role.SECONDARY)
        self.copy = button(self.t("Copy details"), self.copy_report, icon="content-copy")
        self.save = button(self.t("Save details…"), self._ask_where, icon="content-save-outline")
        self.leave = button(self.t("Close"), self.reject, kind=Kind.PRIMARY)
        self.leave.setDefault(True)
        self._lay_out()
        self.leave.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, 20)
        column.setSpacing(Space.GROUP)
        column.addWidget(
            label(self.t("The last step failed through a fault in the program."), Role.SUBTITLE, wrap=True)
        )
        column.addWidget(
            label(
                self.t(
                    "Nothing of that step was saved; you can go on working. If it happens again, send the "
                    "details below to those who look after the program. They hold no personal data."
                ),
                wrap=True,
            )
        )
        column.addWidget(self._details, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        row.addWidget(self.state, 1)
        row.addWidget(self.leave)
        column.addLayout(row)

    def copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.state.setText(self.t("Copied."))

    def save_to(self, file: Path) -> None:
        """Write the report; what stands in the way is said in the dialog."""
        try:
            file.write_text(self.report, encoding="utf-8")
        except OSError:
            sentence = self.t("The file could not be written. Choose another folder.")
            self.state.setText(sentence)
            self.failed_to_save.emit(sentence)
        else:
            self.state.setText(self.t("Saved."))

    def _ask_where(self) -> None:
        start = str(documents() / "ejsika-report.txt")
        name, _ = QFileDialog.getSaveFileName(self, self.t("Save details"), start)
        if name:
            self.save_to(Path(name))
