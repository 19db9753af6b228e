"""One field of a form and the page they stand on: names, units, spans, keys, and what is said when."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.block import Block
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.page import Page
from desktop.wording import Translator

Pages = Callable[..., Page]


@pytest.fixture
def page_of(qtbot: QtBot, t: Translator) -> Pages:
    def made(*groups: Group) -> Page:
        page = Page(t, groups)
        qtbot.addWidget(page)
        page.resize(600, 500)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return made


def block(qtbot: QtBot, t: Translator, field: Field, *, marked: bool = True) -> Block:
    made = Block(t, field, marked=marked)
    qtbot.addWidget(made)
    made.show()
    return made


def words(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


def group(*names: str, columns: int = 2, spans: Sequence[int] = ()) -> Group:
    wide = [*spans, *[1] * len(names)]
    fields = [Field(name, name.title(), span=span) for name, span in zip(names, wide, strict=False)]
    return Group("Data", fields, columns=columns)


def test_what_must_be_filled_in_is_marked_by_a_word(qtbot: QtBot, t: Translator) -> None:
    assert "· required" in words(block(qtbot, t, Field("name", "Nama", required=True)))
    assert "· required" not in words(block(qtbot, t, Field("name", "Nama", required=True), marked=False))
    assert "· required" not in words(block(qtbot, t, Field("name", "Nama")))


def test_unit_and_help_stand_beside_and_under(qtbot: QtBot, t: Translator) -> None:
    made = block(qtbot, t, Field("wait", "Tunggu", Kind.NUMBER, unit="menit", help="Antara 1 dan 60."))
    assert words(made) == ["Tunggu", "menit", "Antara 1 dan 60."]
    assert made.widget.accessibleDescription() == "Antara 1 dan 60."


def test_an_ampersand_in_a_name_is_no_key(qtbot: QtBot, t: Translator) -> None:
    made = block(qtbot, t, Field("name", "Nama & gelar"))
    (name,) = [label for label in made.findChildren(QLabel) if label.buddy() is made.widget]
    assert name.text() == "Nama && gelar"
    assert made.widget.accessibleName() == "Nama & gelar"


@pytest.mark.parametrize(
    ("kind", "typed", "word"),
    [(Kind.DATE, "31/02/2019", "date"), (Kind.NUMBER, "dua", "number"), (Kind.RUPIAH, "1.5", "number")],
)
def test_what_cannot_be_read_is_said_and_read_as_nothing(
    qtbot: QtBot, t: Translator, kind: Kind, typed: str, word: str
) -> None:
    made = block(qtbot, t, Field("x", "Isian", kind, required=True))
    assert isinstance(made.widget, QLineEdit)
    made.widget.setText(typed)
    assert made.unreadable()
    assert made.read() is None
    assert word in made.check()
    assert made.raw() == ("unreadable", typed)
    made.widget.setText("")
    assert made.check() == "Isian must be filled in."


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Kind.DATE, date(2019, 4, 11)), (Kind.NUMBER, 0), (Kind.RUPIAH, 1_000_000), (Kind.LINES, "a\nb")],
)
def test_a_value_comes_out_as_it_went_in(qtbot: QtBot, t: Translator, kind: Kind, value: object) -> None:
    made = block(qtbot, t, Field("x", "Isian", kind, required=True))
    made.editor.put(value)
    assert made.read() == value
    assert made.check() == ""


def test_a_problem_takes_the_place_of_the_help_for_those_who_listen(qtbot: QtBot, t: Translator) -> None:
    made = block(qtbot, t, Field("x", "Isian", help="Apa saja."))
    made.say("Terlalu panjang.")
    assert made.widget.accessibleDescription() == "Terlalu panjang."
    assert made.widget.property("problem") is True
    made.say("")
    assert made.widget.accessibleDescription() == "Apa saja."
    assert made.widget.property("problem") is False


def test_a_hint_is_seen_in_the_empty_field(qtbot: QtBot, t: Translator) -> None:
    made = block(qtbot, t, Field("x", "Isian", hint="misalnya Labuan"))
    assert made.widget.property("placeholderText") == "misalnya Labuan"


@pytest.mark.parametrize(("columns", "spans", "rows"), [(2, (), [0, 0, 1]), (1, (), [0, 1, 2]), (2, (1, 2), [0, 1, 2])])
def test_fields_stand_in_columns_and_wide_ones_take_a_row(
    page_of: Pages, columns: int, spans: tuple[int, ...], rows: list[int]
) -> None:
    page = page_of(group("satu", "dua", "tiga", columns=columns, spans=spans))
    tops = [made.mapTo(page, made.rect().topLeft()).y() for made in page.blocks.values()]
    order = sorted(set(tops))
    assert [order.index(top) for top in tops] == rows


def test_enter_passes_over_what_is_closed_and_ends_at_the_last(page_of: Pages, qtbot: QtBot) -> None:
    closed = Field("dua", "Dua", enabled=False)
    page = page_of(Group("Data", [Field("satu", "Satu"), closed, Field("tiga", "Tiga")]))
    page.blocks["satu"].widget.setFocus()
    QTest.keyClick(page.blocks["satu"].widget, Qt.Key.Key_Return)
    assert page.blocks["tiga"].widget.hasFocus()
    with qtbot.waitSignal(page.passed_last):
        QTest.keyClick(page.blocks["tiga"].widget, Qt.Key.Key_Enter)


def test_enter_goes_on_into_the_next_group(page_of: Pages) -> None:
    page = page_of(group("satu"), Group("Lain", [Field("dua", "Dua", Kind.ANSWER)]))
    page.blocks["satu"].widget.setFocus()
    QTest.keyClick(page.blocks["satu"].widget, Qt.Key.Key_Return)
    answer = page.blocks["dua"].widget
    assert answer.isAncestorOf(page.focusWidget())


def test_what_is_merely_missing_is_not_said_on_leaving(page_of: Pages) -> None:
    page = page_of(Group("Data", [Field("satu", "Satu", required=True), Field("dua", "Dua", Kind.DATE)]))
    page.blocks["satu"].widget.setFocus()
    page.blocks["dua"].widget.setFocus()
    assert page.blocks["satu"].problem == ""
    QTest.keyClicks(page.blocks["dua"].widget, "kemarin")
    page.blocks["satu"].widget.setFocus()
    assert "not a date" in page.blocks["dua"].problem


def test_a_problem_goes_once_it_is_put_right(page_of: Pages) -> None:
    page = page_of(Group("Data", [Field("satu", "Satu", required=True), Field("dua", "Dua")]))
    page.blocks["satu"].say("Satu must be filled in.")
    page.blocks["satu"].widget.setFocus()
    QTest.keyClicks(page.blocks["satu"].widget, "isi")
    page.blocks["dua"].widget.setFocus()
    assert page.blocks["satu"].problem == ""


def test_every_change_is_told_once(page_of: Pages, qtbot: QtBot) -> None:
    page = page_of(group("satu"))
    told: list[int] = []
    page.edited.connect(partial(told.append, 1))
    QTest.keyClicks(page.blocks["satu"].widget, "abc")
    assert len(told) == 3
    assert page.raw() == {"satu": "abc"}


def test_a_problem_is_said_between_the_field_and_its_help(qtbot: QtBot, t: Translator) -> None:
    made = block(qtbot, t, Field("name", "Nama", help="Seperti di KTP"))
    before = len(made.findChildren(QLabel))
    made.say("")
    assert made.problem == ""
    assert len(made.findChildren(QLabel)) == before, "a field in order needs no place for a problem"
    made.say("Nama harus diisi.")
    assert made.problem in words(made)
    made.adjustSize()
    shown = {label.text(): label.y() for label in made.findChildren(QLabel) if label.isVisible()}
    assert shown["Nama"] < made.widget.y() < shown["Nama harus diisi."] < shown["Seperti di KTP"]
    made.say("")
    assert words(made) == ["Nama", "Seperti di KTP"]
    assert made.problem == ""
    made.say("Lagi")
    assert len(made.findChildren(QLabel)) == before + 1


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.CHOICE, Kind.DATE])
def test_a_remark_looks_another_way_than_what_forbids(qtbot: QtBot, t: Translator, kind: Kind) -> None:
    """The sentence is read out either way; the colour says whether one may save."""
    made = block(qtbot, t, Field("kk", "No KK", kind, choices=[("", "-")]))
    made.say("Nomor KK kosong.", remark=True)
    assert (made.problem, made.is_remark, made.widget.property("problem")) == ("Nomor KK kosong.", True, False)
    assert made.widget.accessibleDescription() == "Nomor KK kosong."
    told = next(label for label in made.findChildren(QLabel) if label.text() == "Nomor KK kosong.")
    assert told.property("role") == "remark"
    amber = made.widget.grab().toImage()
    made.say("Nomor KK kosong.")
    assert (made.is_remark, made.widget.property("problem"), told.property("role")) == (False, True, "problem")
    assert made.widget.grab().toImage() != amber
    made.say("")
    assert (made.is_remark, made.widget.property("problem"), made.problem) == (False, False, "")
    assert not told.isVisible()


def test_what_holds_for_a_field_now_stands_under_it_until_it_holds_no_more(qtbot: QtBot, t: Translator) -> None:
    made = block(qtbot, t, Field("state", "Keadaan", help="Menurut KK."))
    made.advise("Menurut peristiwa 1 Juni 2019.")
    assert set(words(made)) == {"Keadaan", "Menurut peristiwa 1 Juni 2019.", "Menurut KK."}
    assert made.widget.accessibleDescription() == "Menurut peristiwa 1 Juni 2019."
    made.say("Belum benar.")
    assert made.widget.accessibleDescription() == "Belum benar."
    made.say("")
    assert made.widget.accessibleDescription() == "Menurut peristiwa 1 Juni 2019."
    made.advise("")
    assert words(made) == ["Keadaan", "Menurut KK."]
    assert made.widget.accessibleDescription() == "Menurut KK."


@pytest.mark.parametrize("hint", ["", "17/08/1985"])
def test_every_date_shows_how_it_is_typed_the_same_way(qtbot: QtBot, t: Translator, hint: str) -> None:
    made = block(qtbot, t, Field("since", "Sejak", Kind.DATE, hint=hint))
    assert isinstance(made.widget, QLineEdit)
    assert made.widget.placeholderText() == "dd/mm/yyyy"
    needed = made.widget.fontMetrics().horizontalAdvance("dd/mm/yyyy")
    assert needed + 24 <= made.widget.maximumWidth()
