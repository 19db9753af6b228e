"""What is closed is freed: nothing of the kit keeps a screen alive."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.ui.kit.button import Action
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.figure import Figure, FigureCard, Figures
from desktop.ui.kit.footbar import FootBar
from desktop.ui.kit.form import Form
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.search import Search
from desktop.ui.kit.steps import Steps
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.toast import Toast
from desktop.ui.runner import Runner
from desktop.wording import Translator
from tests.ui.kit.gallery import columns, families, groups, nothing


def table(t: Translator) -> QWidget:
    model = TableModel(t, columns(), lambda row: row.id)
    view = TableView(model, "Keluarga")
    model.setParent(view)
    model.replace(families(30))
    return view


def head(t: Translator) -> QWidget:
    made = Head("Keluarga")
    made.offer([Action("Impor…", nothing, icon="plus"), Action("Baru", nothing)])
    return made


MAKERS: dict[str, Callable[[Translator], QWidget]] = {
    "form": lambda t: Form(t, groups(), save="Simpan"),
    "table": table,
    "head": head,
    "search": lambda _: Search("Nama", "Cari"),
    "notice": lambda _: Notice(),
}


def flush() -> None:
    """Let Qt do the deletions it has put off."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_part_is_freed_with_its_screen(name: str, t: Translator, qtbot: QtBot) -> None:
    screen = QWidget()
    part = MAKERS[name](t)
    part.setParent(screen)
    screen.show()
    trace = weakref.ref(part)
    screen.deleteLater()
    flush()
    assert not isValid(part)
    del part, screen
    flush()
    assert trace() is None


def test_what_is_shown_anew_leaves_nothing_behind(qtbot: QtBot) -> None:
    screen = QWidget()
    qtbot.addWidget(screen)
    figures, steps, made, empty, notice = Figures(screen), Steps(screen), Head("", "", screen), Empty(), Notice(screen)
    empty.setParent(screen)
    for _ in range(5):
        figures.show_figures([Figure("SK", "1"), Figure("Diterima", "2")])
        steps.show_steps(["Draf", "Dibuka"], 1)
        made.offer([Action("Cetak", nothing)])
        empty.say("Kosong", Action("Mulai", nothing))
        notice.say("Periksa", remedy=Action("Buka", nothing))
        flush()
    assert len(figures.findChildren(FigureCard)) == 2
    assert len(steps.findChildren(QWidget)) == 3
    assert len(made.buttons) == 1
    assert sum(child in made.buttons for child in made.children()) == 1


@pytest.mark.parametrize("with_foot", [True, False])
def test_a_toast_goes_with_its_window(qtbot: QtBot, with_foot: bool) -> None:
    window = QWidget()
    toast = Toast(window, QWidget(window) if with_foot else None)
    window.show()
    toast.say("Tersimpan.")
    window.deleteLater()
    flush()
    assert not isValid(toast)


def test_a_bar_may_go_before_its_runner(runner: Runner, t: Translator, qtbot: QtBot) -> None:
    bar = FootBar(t, runner)
    bar.deleteLater()
    flush()
    runner.submit(lambda progress: progress.step(1, 1), title="Impor")
    qtbot.waitUntil(lambda: runner.count == 0)
    assert not isValid(bar)
