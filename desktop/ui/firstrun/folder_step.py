"""Where on this PC the office shall lie."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from desktop import paths
from desktop.progress import Progress
from desktop.services.opening import check_place
from desktop.ui.firstrun.form_steps import sound
from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import button
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.form import Form
from desktop.wording import Translator


class FolderStep(Step):
    def __init__(self, t: Translator) -> None:
        super().__init__(
            t,
            t("Folder"),
            t("One folder holds the whole office, encrypted. It must lie on this PC: no stick, network or cloud."),
        )
        fields = [Field("folder", t("Folder of the office"), required=True, length=400)]
        self.form = Form(t, [Group("", fields, columns=1)], enter_saves=True)
        self.form.state.hide()
        self.form.submitted.connect(self._end)
        row = QHBoxLayout()
        row.addWidget(button(t("Choose another place…"), self._ask, icon="folder-outline"))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addLayout(row)
        column.addStretch(1)

    def enter(self, wish: Wish) -> None:
        if wish.folder is None and wish.area is not None:
            self.form.set_values({"folder": str(paths.offices() / f"{wish.area.code} {wish.area.name}")})

    def take(self, wish: Wish) -> Wish | None:
        if not sound(self.form):
            return None
        return replace(wish, folder=Path(str(self.form.values()["folder"])).absolute())

    def check(self, wish: Wish) -> Callable[[Progress], None] | None:
        assert wish.folder is not None
        return Ask(check_place, wish.folder)

    def begin(self) -> None:
        self.form.go_to("folder")

    def place_in(self, parent: Path) -> None:
        """Put the office into another folder, under the name it has."""
        name = Path(str(self.form.values()["folder"])).name
        self.form.fill({"folder": str(parent / name)})

    def _ask(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.t("Choose another place…"), str(Path.home()))
        if found:
            self.place_in(Path(found))

    def _end(self, _: object) -> None:
        self.ahead.emit()
