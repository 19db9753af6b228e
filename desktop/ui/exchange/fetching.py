"""Brings files into the inbox: packages as they are, parts once all of them are there."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.paths import documents
from desktop.services.exchange import post
from desktop.services.exchange.post import Fetched
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench


class Fetching(QObject):
    """Parts of a package that is not whole are remembered: the missing ones may come from another mail.

    `fetched` brings where the packages lie and a sentence, `missing` a sentence, `failed` a refusal.
    """

    fetched = Signal(object, str)
    missing = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self.bench, self.t = bench, bench.t
        self._window = window
        self.parts: list[Path] = []

    def choose(self) -> None:
        t = self.t
        kinds = f"{t('Data packages')} (*.ejsika *.ejsika-part);;{t('All files')} (*)"
        asked = t("Choose packages, or all parts of one")
        chosen, _ = QFileDialog.getOpenFileNames(self._window, asked, str(documents()), kinds)
        if chosen:
            self.fetch([Path(one) for one in chosen])

    def fetch(self, files: Sequence[Path]) -> None:
        wanted = list(dict.fromkeys([*(one for one in self.parts if one.exists()), *files]))
        work, title = Ask(post.fetch, self.bench.desk, wanted), self.t("Bringing files into the inbox")
        fetched = partial(self._fetched, wanted)
        self.bench.runner.submit(work, fetched, self.failed.emit, title=title, lane=Lane.WRITE)

    def _fetched(self, files: Sequence[Path], answer: Fetched) -> None:
        t, many = self.t, len(answer.packages)
        self.parts = list(files) if answer.missing else []
        told = t.many(
            "{shown} package lies in the inbox. The stick may be pulled out.",
            "{shown} packages lie in the inbox. The stick may be pulled out.", many, shown=number(many),
        )  # fmt: skip
        self.fetched.emit(answer.packages, told if many else "")
        if answer.missing:
            self.missing.emit(" ".join(self._lacking(one.of, post.told(one)) for one in answer.missing))

    def _lacking(self, of: int, missing: str) -> str:
        return self.t("Of a package in {of} parts these are missing: {missing}.", of=number(of), missing=missing)
