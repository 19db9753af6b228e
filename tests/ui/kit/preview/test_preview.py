"""Tests of the preview with real pages, a real runner and keys pressed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.services.paper import PaperFile, open_paper
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.preview.pictures import Pictures
from desktop.ui.runner import Runner
from desktop.wording import Translator
from tests.ui.kit.preview.papers import A4, COLOURS, F4, pages


@pytest.fixture
def preview(qtbot: QtBot, t: Translator, runner: Runner) -> Preview:
    made = Preview(t, runner)
    qtbot.addWidget(made)
    made.resize(560, 640)
    made.show()
    return made


def settle(qtbot: QtBot, preview: Preview) -> None:
    """Wait until what is in view is sharp."""
    qtbot.waitUntil(lambda: preview.view.pictures.complete)


def seen(preview: Preview, x: int, y: int) -> str:
    picture = preview.view.viewport().grab().toImage()
    return QColor(picture.pixel(QPoint(x, y) * preview.devicePixelRatio())).name().upper()


def mark(preview: Preview, page: int) -> str:
    """Colour in the upper left of a page, wherever it is in view."""
    rect = preview.view._places.rects[page]
    top = preview.view.verticalScrollBar().value()
    return seen(preview, round(rect.left()) + 12, round(rect.top()) - top + 12)


def test_without_paper_it_says_what_comes(preview: Preview) -> None:
    assert preview.empty.isVisible()
    assert preview.empty.sentence == "The preview appears here."
    assert not preview._bar.isEnabled()
    assert preview.where == ""


def test_the_first_page_is_drawn_sharp_and_in_its_colours(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(3)))
    settle(qtbot, preview)
    assert mark(preview, 0) == COLOURS[0]
    assert preview.where == "Page 1 of 3"
    picture = preview.view.pictures.picture(0)
    assert picture is not None
    assert picture.width() == pytest.approx(preview.view._places.rects[0].width() * preview.devicePixelRatio(), abs=2)


def test_only_pages_in_view_are_drawn(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(40)))
    settle(qtbot, preview)
    drawn = [page for page in range(40) if preview.view.pictures.picture(page) is not None]
    assert drawn == preview.view._in_view()
    assert len(drawn) < 4


def test_the_keys_turn_and_scroll_pages(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(4)))
    preview.fit_page()
    settle(qtbot, preview)
    for page in (1, 2, 3, 3):
        QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
        assert preview.view.page == page
    settle(qtbot, preview)
    assert mark(preview, 3) == COLOURS[3]
    QTest.keyClick(preview.view, Qt.Key.Key_PageUp)
    assert preview.where == "Page 3 of 4"
    QTest.keyClick(preview.view, Qt.Key.Key_Home)
    assert preview.view.page == 0
    QTest.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.view.page == 3


def test_a_page_larger_than_the_window_is_scrolled(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(2)))
    settle(qtbot, preview)
    before = preview.view.verticalScrollBar().value()
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    after = preview.view.verticalScrollBar().value()
    assert before < after < preview.view._places.rects[1].top()
    QTest.keyClick(preview.view, Qt.Key.Key_Up)
    assert preview.view.verticalScrollBar().value() < after


def test_zoom_by_key_button_and_wheel_draws_anew(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(2)))
    settle(qtbot, preview)
    fitted = preview.view._places.scale
    QTest.keyClick(preview.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.view._places.scale > fitted
    settle(qtbot, preview)
    assert mark(preview, 0) == COLOURS[0]
    QTest.mouseClick(preview._buttons[0], Qt.MouseButton.LeftButton)
    QTest.keyClick(preview.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.view._places.scale == pytest.approx(fitted, rel=0.05)
    assert preview._zoom.text().endswith("%")


def test_a_wider_window_draws_the_page_wider(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(1)))
    settle(qtbot, preview)
    before = preview.view._places.rects[0].width()
    preview.resize(760, 640)
    qtbot.waitUntil(lambda: preview.view._places.rects[0].width() > before)
    settle(qtbot, preview)
    assert mark(preview, 0) == COLOURS[0]


def test_another_paper_takes_the_place_of_one_being_drawn(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(4)))
    preview.show_paper(open_paper(pages(1, F4)))
    settle(qtbot, preview)
    assert preview.view.count == 1
    assert mark(preview, 0) == COLOURS[0]


def test_the_same_pages_again_keep_their_place(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(4)))
    preview.view.go_to(2)
    preview.show_paper(open_paper(pages(4)))
    assert preview.view.page == 2
    preview.show_paper(open_paper(pages(3)))
    assert preview.view.page == 0


def test_an_extract_counts_its_pages_within_the_whole(qtbot: QtBot, preview: Preview) -> None:
    preview.show_paper(open_paper(pages(1)), first=12, of=9190)
    settle(qtbot, preview)
    assert preview.where == "Page 12 of 9.190"


def test_a_damaged_page_says_so_in_place_of_the_pages(qtbot: QtBot, preview: Preview) -> None:
    whole = open_paper(pages(1))
    with qtbot.waitSignal(preview.damaged) as said:
        preview.show_paper(PaperFile(b"damaged", whole.sizes))
    assert "cannot be read as a PDF" in said.args[0]
    assert preview.empty.isVisible()


def test_closing_the_window_while_a_page_is_drawn_is_harmless(qtbot: QtBot, t: Translator, runner: Runner) -> None:
    preview = Preview(t, runner)
    preview.resize(400, 400)
    preview.show_paper(open_paper(pages(3)))
    preview.deleteLater()
    qtbot.waitUntil(lambda: runner.count == 0)


def test_pictures_far_from_view_are_let_go(qtbot: QtBot, runner: Runner) -> None:
    pictures = Pictures(runner)
    pictures.show(open_paper(pages(30)))
    for page in range(30):
        pictures.want([page], 0.1)
        qtbot.waitUntil(lambda: pictures.complete)
    kept = [page for page in range(30) if pictures.picture(page) is not None]
    assert 29 in kept
    assert 0 not in kept
    assert len(kept) <= 11


def test_a_page_not_wanted_any_more_makes_way(qtbot: QtBot, runner: Runner) -> None:
    pictures = Pictures(runner)
    pictures.show(open_paper(pages(30)))
    for page in range(30):
        pictures.want([page], 0.2)
    qtbot.waitUntil(lambda: pictures.complete)
    assert pictures.picture(29) is not None
    assert sum(pictures.picture(page) is not None for page in range(30)) < 10


def test_paper_stays_white_in_a_dark_room(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    preview.show_paper(open_paper(pages(1, A4)))
    settle(qtbot, preview)
    rect = preview.view._places.rects[0]
    assert seen(preview, round(rect.right()) - 20, round(rect.top()) + 20) == "#FFFFFF"


def test_a_page_about_as_high_as_the_window_keeps_its_size(qtbot: QtBot, preview: Preview) -> None:
    """At some height it fits only without the scroll bar, which must not come and go without end."""
    preview.show_paper(open_paper(pages(1)))
    preview.resize(420, 400)
    settle(qtbot, preview)
    scale, bars = preview.view._places.scale, set()
    for height in range(560, 680, 3):
        preview.resize(420, height)
        settle(qtbot, preview)
        bars.add(preview.view.verticalScrollBar().isVisible())
        assert preview.view._places.scale == scale
    assert bars == {True, False}
