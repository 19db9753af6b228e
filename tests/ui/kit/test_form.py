"""The form kit: filled in, checked, left and saved without a mouse."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.wording import Translator

GROUPS = [
    Group(
        "Identitas",
        [
            Field("name", "Nama lengkap", required=True),
            Field("nik", "NIK", Kind.DIGITS, length=16),
            Field("born", "Tanggal lahir", Kind.DATE),
            Field("card", "Nomor kartu", enabled=False, required=True),
        ],
    ),
    Group("Keadaan", [Field("school", "Masih sekolah", Kind.ANSWER), Field("note", "Catatan", Kind.LINES, span=2)]),
    Group("", [Field("income", "Pengeluaran", Kind.RUPIAH)], columns=1),
]
FILLED = {"name": "Siti", "nik": "3601215205850003", "born": date(1985, 5, 12), "school": True, "income": 5_000}

Make = Callable[..., Form]


@pytest.fixture
def make(qtbot: QtBot, t: Translator) -> Make:
    def made(**more: object) -> Form:
        form = Form(t, GROUPS, save="Simpan", **more)
        qtbot.addWidget(form)
        form.resize(900, 400)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return made


def field(form: Form, name: str) -> QWidget:
    return form.blocks[name].widget


def type_in(qtbot: QtBot, form: Form, name: str, text: str) -> None:
    qtbot.keyClicks(field(form, name), text)


def submitted(form: Form) -> list[dict[str, object]]:
    sent: list[dict[str, object]] = []
    form.submitted.connect(sent.append)
    return sent


def test_values_go_in_and_come_out(make: Make) -> None:
    form = make()
    form.set_values(FILLED)
    assert form.values() == {**FILLED, "card": "", "note": ""}
    assert not form.dirty
    form.set_values({"name": "Aminah"})
    assert form.values()["nik"] == ""
    assert form.values()["school"] is None


def test_dirty_is_what_differs_from_what_was_saved(make: Make, qtbot: QtBot) -> None:
    form = make()
    told: list[bool] = []
    form.dirty_changed.connect(told.append)
    form.set_values(FILLED)
    type_in(qtbot, form, "note", "x")
    assert form.dirty
    assert form.state.text() == "Not saved yet"
    qtbot.keyClick(field(form, "note"), Qt.Key.Key_Backspace)
    assert not form.dirty
    type_in(qtbot, form, "note", "y")
    form.mark_saved()
    assert form.state.text() == "Saved."
    assert told == [True, False, True, False]


def test_a_date_half_typed_is_unsaved_work(make: Make, qtbot: QtBot) -> None:
    form = make()
    type_in(qtbot, form, "born", "12/0")
    assert form.values()["born"] is None
    assert form.dirty


def test_a_draft_fills_in_and_stays_unsaved(make: Make) -> None:
    form = make()
    form.set_values(FILLED)
    heard: list[bool] = []
    form.typed.connect(lambda: heard.append(True))
    form.fill({"note": "dari draf"})
    assert form.dirty
    assert form.values()["name"] == "Siti"
    assert heard == []


def test_typing_is_announced_for_the_draft(make: Make, qtbot: QtBot) -> None:
    form = make()
    with qtbot.waitSignal(form.typed):
        type_in(qtbot, form, "name", "S")


def test_enter_goes_through_all_fields_to_the_button(make: Make, qtbot: QtBot) -> None:
    form = make()
    sent = submitted(form)
    field(form, "name").setFocus()
    passed = []
    for _ in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None
        passed.append(next((name for name, b in form.blocks.items() if b.widget in (focus, focus.parent())), "save"))
        lines = passed[-1] == "note"
        qtbot.keyClick(
            focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier if lines else Qt.KeyboardModifier.NoModifier
        )
    assert passed == ["name", "nik", "born", "school", "note", "income"]
    assert form.save_button is not None
    assert form.save_button.hasFocus()
    assert sent == []


def test_enter_in_many_lines_is_a_new_line(make: Make, qtbot: QtBot) -> None:
    form = make()
    type_in(qtbot, form, "note", "a")
    qtbot.keyClick(field(form, "note"), Qt.Key.Key_Return)
    type_in(qtbot, form, "note", "b")
    assert form.values()["note"] == "a\nb"


def test_enter_in_the_last_field_saves_where_asked(make: Make, qtbot: QtBot) -> None:
    form = make(enter_saves=True)
    sent = submitted(form)
    form.set_values(FILLED)
    field(form, "income").setFocus()
    qtbot.keyClick(field(form, "income"), Qt.Key.Key_Enter)
    assert [one["name"] for one in sent] == ["Siti"]


def test_enter_in_a_list_that_dropped_down_chooses_and_goes_nowhere(qtbot: QtBot, t: Translator) -> None:
    kin = Field("kin", "Hubungan", Kind.CHOICE, choices=[("", "-"), ("head", "Kepala"), ("child", "Anak")])
    form = Form(t, [Group("Keluarga", [kin, Field("name", "Nama")])], save="Simpan", enter_saves=True)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    sent = submitted(form)
    combo = field(form, "kin")
    assert isinstance(combo, Combo)
    combo.choose("")
    combo.setFocus()
    combo.showPopup()
    qtbot.waitUntil(combo.view().isVisible)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not combo.view().isVisible())
    assert combo.value == "head"
    assert combo.hasFocus()
    assert sent == []
    qtbot.keyClick(combo, Qt.Key.Key_Return)
    assert field(form, "name").hasFocus()


def test_ctrl_s_saves(make: Make, qtbot: QtBot) -> None:
    form = make()
    sent = submitted(form)
    form.set_values(FILLED)
    field(form, "note").setFocus()
    qtbot.keyClick(field(form, "note"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert sent == [{**FILLED, "card": "", "note": ""}]


def test_what_is_wrong_is_said_under_the_field_and_on_top(make: Make, qtbot: QtBot) -> None:
    form = make()
    sent = submitted(form)
    type_in(qtbot, form, "nik", "3601")
    form.submit()
    assert sent == []
    assert form.blocks["name"].problem == "Nama lengkap must be filled in."
    assert form.blocks["nik"].problem == "NIK has 16 digits; here are 4."
    assert form.summary.sentence == "2 things have to be put right:"
    assert form.summary.isVisible()
    assert field(form, "name").hasFocus()
    # What nobody may type into is not demanded either.
    assert form.blocks["card"].problem == ""


def test_links_of_the_summary_go_to_the_field(make: Make) -> None:
    form = make()
    form.show_problems({"born": "Born <after> the visit.", "": "The family is gone."})
    assert "&lt;after&gt;" in form.summary.links.text()
    assert "The family is gone." in form.summary.links.text()
    field(form, "name").setFocus()
    form.summary.links.linkActivated.emit("born")
    assert field(form, "born").hasFocus()
    form.show_problems({})
    assert not form.summary.isVisible()
    assert form.blocks["born"].problem == ""


def test_links_of_the_summary_are_followed_by_keyboard(make: Make, qtbot: QtBot) -> None:
    form = make()
    form.show_problems({"born": "Born after the visit."})
    links = form.summary.links
    links.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(links, Qt.Key.Key_Tab)
    qtbot.keyClick(links, Qt.Key.Key_Return)
    assert field(form, "born").hasFocus()


def test_leaving_a_field_says_what_cannot_be_read(make: Make, qtbot: QtBot) -> None:
    form = make()
    field(form, "born").setFocus()
    type_in(qtbot, form, "born", "31/02/2019")
    field(form, "name").setFocus()
    assert form.blocks["born"].problem.startswith("This is not a date.")
    born = field(form, "born")
    assert isinstance(born, QLineEdit)
    born.setFocus()
    born.setText("28/02/2019")
    field(form, "nik").setFocus()
    assert form.blocks["born"].problem == ""
    # Nothing was typed into the name yet: that is not scolded before the form is sent.
    assert form.blocks["name"].problem == ""


def test_alt_letter_jumps_to_a_group(make: Make, qtbot: QtBot) -> None:
    form = make()
    field(form, "income").setFocus()
    qtbot.keyClick(form, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.parent() is field(form, "school")
    qtbot.keyClick(form, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    assert field(form, "name").hasFocus()


def test_nothing_can_be_typed_while_it_saves(make: Make, qtbot: QtBot) -> None:
    form = make()
    sent = submitted(form)
    form.set_values(FILLED)
    form.set_busy(busy=True, sentence="Saving…")
    form.submit()
    assert sent == []
    assert not field(form, "name").isEnabled()
    assert form.state.text() == "Saving…"
    form.set_busy(busy=False)
    form.submit()
    assert len(sent) == 1


def test_two_forms_in_one_window_save_by_turns(qtbot: QtBot, t: Translator) -> None:
    """A form on a hidden page must not take Ctrl+S from the one that is seen."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    forms = [Form(t, [Group("", [Field("name", "Nama")])]) for _ in range(2)]
    counts = [submitted(form) for form in forms]
    for form in forms:
        column.addWidget(form)
    forms[0].hide()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    forms[1].go_to("name")
    qtbot.keyClick(field(forms[1], "name"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [len(count) for count in counts] == [0, 1]


def test_every_field_is_named_for_those_who_do_not_see_it(make: Make) -> None:
    form = make()
    assert all(block.widget.accessibleName() == block.field.label for block in form.blocks.values())


@pytest.mark.parametrize("snug", [True, False])
def test_the_cards_of_a_snug_form_end_where_its_button_does(make: Make, snug: bool) -> None:
    """Where nothing scrolls no room is left for a bar beside them."""
    form = make(snug=snug)
    form.resize(900, 900)
    QApplication.processEvents()
    (first, *_) = form.findChildren(Card)
    assert form.save_button is not None
    ends = [part.mapTo(form, part.rect().topRight()).x() for part in (first, form.save_button)]
    assert (ends[0] == ends[1]) is snug
