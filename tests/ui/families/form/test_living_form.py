"""How a family lives, written on the form: pages by key, folded parts, problems, what is kept and not erased."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models import ExternalId
from desktop.rules.coordinates import MapPlace
from desktop.rules.terms import Presence, Relation, Role
from desktop.services.desk import Desk
from desktop.services.families import detail, drafting, finding, saving
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving
from desktop.ui.families.form.behind import HOUSING, SUPPORT
from desktop.ui.families.form.family_form import FamilyForm
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]
Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SITI = MemberDetail("SITI MAEMUNAH", relation=Relation.HEAD)
KEPT = FamilyLiving(
    MapPlace(-6.3725, 105.8275),
    Account("bjb", "00123", "SITI", date(2019, 3, 4)),
    HousingState(date(2019, 2, 1), {"floor": "bdt2015:6", "goat": "3", "land_area": "bdt2015:x", "old_question": "7"}),
    (HeldAid("bpnt", "55", date(2018, 1, 1)),),
)
LIVING = PersonLiving(school_name="SDN 1", papers="bdt2015:16", work_field="bdt2015:9", chronic_illness="bdt2015:3")


@pytest.fixture
def saved(operator: Desk) -> FamilyDetail:
    return saving.register(operator, FamilyFields((replace(SITI, living=LIVING),), 0, living=KEPT)).value


@pytest.fixture
def form(saved: FamilyDetail, place_of: Enter) -> FamilyForm:
    """The form with the family opened for changing."""
    place = place_of(Role.OPERATOR)
    place.screen.browse.edit()
    place.settle()
    place.screen.form.setProperty("place", place)
    assert place.screen.form.family == saved.id
    return place.screen.form


def place_of_form(form: FamilyForm) -> Place:
    place = form.property("place")
    assert isinstance(place, Place)
    return place


def save(form: FamilyForm, desk: Desk) -> FamilyDetail:
    family = form.family
    form.save()
    place_of_form(form).settle()
    assert not form.open, form.body.summary.links.text()
    assert family is not None
    return detail.open_family(desk, family)


def focus(form: FamilyForm) -> QWidget:
    found = form.window().focusWidget()
    assert found is not None
    return found


def test_a_page_is_made_once_it_is_turned_to(form: FamilyForm, qtbot: QtBot) -> None:
    made = form.body.behind.__dict__
    place_of_form(form).press(Key.Key_2, ALT)
    assert form.body.tabs.currentIndex() == HOUSING
    assert "housing" not in made, "the tab is seen to be turned to before its page is made"
    qtbot.waitUntil(lambda: "housing" in made and form.body.behind.housing.isVisible())
    assert "support" not in made
    place_of_form(form).press(Key.Key_3, ALT)
    qtbot.waitUntil(lambda: "support" in made and form.body.behind.support.isVisible())
    place_of_form(form).press(Key.Key_1, ALT)
    assert form.body.home.isVisible()


def test_the_tabs_say_how_much_stands_behind_them(form: FamilyForm) -> None:
    tabs = form.body.tabs
    assert [tabs.tabText(at) for at in range(3)] == [
        "Family and members",
        "House and belongings · 4",
        "Account, other aid, map · 3",
    ]


def test_looking_changes_nothing(form: FamilyForm, operator: Desk, saved: FamilyDetail) -> None:
    for tab in (HOUSING, SUPPORT, 0):
        form.body.tabs.setCurrentIndex(tab)
    form.body.people.pages.fold.turn()
    assert not form.dirty
    assert form.body.fields == saved.fields
    assert save(form, operator).stamp == saved.stamp


def test_what_no_list_knows_stays_while_the_rest_is_changed(form: FamilyForm, operator: Desk) -> None:
    form.body.tabs.setCurrentIndex(HOUSING)
    blocks = form.body.behind.housing.page.blocks
    assert blocks["floor"].widget.property("currentText") == "kode 6 (BDT 2015), belum pasti"
    assert blocks["land_area"].read() is None
    blocks["wall"].editor.put("bamboo")
    blocks["goat"].editor.put(4)
    blocks["housing_on"].editor.put(date(2019, 4, 2))
    after = save(form, operator)
    assert after.housings[0] == HousingState(
        date(2019, 4, 2),
        {"floor": "bdt2015:6", "goat": "4", "land_area": "bdt2015:x", "old_question": "7", "wall": "bamboo"},
    )
    assert after.housings[1] == KEPT.housing


def test_answers_are_picked_by_their_letter(form: FamilyForm) -> None:
    place = place_of_form(form)
    place.press(Key.Key_2, ALT)
    form.body.behind.housing.go_to("fridge")
    place.typed("y")
    assert form.body.behind.housing.page.blocks["fridge"].read() == "yes"
    place.press(Key.Key_Return)
    assert focus(form) is form.body.behind.housing.page.blocks["air_conditioner"].widget
    place.typed("t")
    assert form.body.behind.housing.page.blocks["air_conditioner"].read() == "no"
    assert form.body.tabs.tabText(HOUSING).endswith("6")


def test_enter_goes_through_both_pages_to_the_button_that_saves(form: FamilyForm) -> None:
    place = place_of_form(form)
    place.press(Key.Key_2, ALT)
    form.body.behind.housing.go_to("goat")
    place.press(Key.Key_Return)
    assert form.body.tabs.currentIndex() == SUPPORT
    support = form.body.behind.support
    for name in ("channel", "account_since", "number", "holder_name", "place"):
        assert focus(form) is support.page.blocks[name].widget, name
        place.press(Key.Key_Return)
    assert focus(form) is support.aids.block(0, "aid").widget
    support.aids.block(2, "valid_to").widget.setFocus()
    place.press(Key.Key_Return)
    assert focus(form) is form.head.buttons[-1]


def test_another_account_began_today_unless_a_day_is_typed(form: FamilyForm, operator: Desk) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    blocks = form.body.behind.support.page.blocks
    blocks["channel"].editor.put("bri")
    blocks["number"].editor.put("777")
    after = save(form, operator)
    assert after.accounts[0] == Account("bri", "777", "SITI", operator.today())
    assert after.accounts[1] == replace(KEPT.account, valid_to=operator.today())


def test_the_day_typed_for_it_counts(form: FamilyForm, operator: Desk) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    blocks = form.body.behind.support.page.blocks
    blocks["number"].editor.put("777")
    blocks["account_since"].editor.put(date(2019, 4, 1))
    assert save(form, operator).accounts[0] == replace(KEPT.account, number="777", valid_from=date(2019, 4, 1))


def test_a_place_is_pasted_as_it_comes(form: FamilyForm, operator: Desk) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    block = form.body.behind.support.page.blocks["place"]
    assert block.read() == "-6.3725, 105.8275"
    block.editor.put("https://www.google.com/maps/@-6.1,106.2,17z")
    assert block.problem == ""
    living = save(form, operator).fields.living
    assert living is not None
    assert living.place == MapPlace(-6.1, 106.2)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [("Kp. Cikadu", "cannot be read"), ("52.3, 4.9", "not in Indonesia"), ("-6.3", "cannot be read")],
)
def test_a_place_that_is_none_is_not_saved(form: FamilyForm, operator: Desk, written: str, sentence: str) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    block = form.body.behind.support.page.blocks["place"]
    block.editor.put(written)
    assert sentence in block.problem
    form.body.tabs.setCurrentIndex(0)
    form.save()
    assert form.open
    assert form.body.tabs.currentIndex() == SUPPORT
    assert focus(form) is block.widget
    assert place_of_form(form).bench.runner.count == 0
    block.editor.put("")
    living = save(form, operator).fields.living
    assert living is not None
    assert living.place is None


def test_aid_is_added_in_an_empty_line_and_ended_in_its_own(form: FamilyForm, operator: Desk) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    aids = form.body.behind.support.aids
    assert aids.block(0, "number").read() == "55"
    aids.block(0, "valid_to").editor.put(date(2019, 3, 1))
    aids.block(1, "aid").editor.put("pip")
    living = save(form, operator).fields.living
    assert living is not None
    assert [(one.aid, one.valid_to) for one in living.aids] == [("pip", None), ("bpnt", date(2019, 3, 1))]


def test_an_emptied_line_erases_no_aid(form: FamilyForm, operator: Desk) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    form.body.behind.support.aids.block(0, "aid").editor.put("")
    living = save(form, operator).fields.living
    assert living is not None
    assert [one.aid for one in living.aids] == ["bpnt"]


def test_the_lines_of_as_many_aids_serve_for_the_next_family(form: FamilyForm) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    aids = form.body.behind.support.aids
    page = aids.page
    page.blocks["valid_from_0"].say("wrong")
    aids.put((HeldAid("pip", "77"),))
    assert aids.page is page
    assert aids.read() == (HeldAid("pip", "77"),)
    assert page.blocks["valid_from_0"].problem == ""
    aids.put((HeldAid("pip"), HeldAid("bpnt")))
    assert aids.page is not page
    assert aids.read() == (HeldAid("pip"), HeldAid("bpnt"))
    seen: list[bool] = []
    aids.edited.connect(partial(seen.append, True))
    aids.block(1, "number").editor.put("8")
    assert seen == [True]


def test_an_aid_nobody_lists_can_still_be_shown(form: FamilyForm) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    aids = form.body.behind.support.aids
    aids.put((HeldAid("bantuan_lama"),))
    assert aids.block(0, "aid").read() == "bantuan_lama"
    assert aids.read() == (HeldAid("bantuan_lama"),)


@pytest.mark.parametrize(
    ("tab", "name", "value", "sentence"),
    [
        (HOUSING, "housing_on", date(2999, 1, 1), "in the future"),
        (SUPPORT, "account_since", date(2999, 1, 1), "in the future"),
        (SUPPORT, "channel", "", "Choose the channel"),
    ],
)
def test_a_wall_behind_is_told_at_the_top_with_a_link(
    form: FamilyForm, tab: int, name: str, value: object, sentence: str
) -> None:
    form.body.tabs.setCurrentIndex(tab)
    page = form.body.behind.housing.page if tab == HOUSING else form.body.behind.support.page
    page.blocks[name].editor.put(value)
    assert sentence in page.blocks[name].problem
    form.body.tabs.setCurrentIndex(0)
    form.save()
    assert sentence in form.body.summary.links.text()
    assert form.body.tabs.currentIndex() == tab
    assert focus(form) is page.blocks[name].widget


def test_an_aid_that_ends_before_it_begins_is_told(form: FamilyForm) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    form.body.behind.support.aids.block(0, "valid_to").editor.put(date(2017, 1, 1))
    form.save()
    assert "Other aid: An aid ends before it begins" in form.body.summary.links.text()


def test_a_date_behind_that_cannot_be_read_is_not_left_behind(form: FamilyForm) -> None:
    form.body.tabs.setCurrentIndex(HOUSING)
    block = form.body.behind.housing.page.blocks["housing_on"]
    block.widget.setProperty("text", "31/31")
    form.body.tabs.setCurrentIndex(0)
    form.save()
    assert form.body.tabs.currentIndex() == HOUSING
    assert "This is not a date" in block.problem
    assert focus(form) is block.widget


def test_ids_and_what_was_earlier_can_be_read(operator: Desk, saved: FamilyDetail, place_of: Enter) -> None:
    with operator.write("test.ids") as unit:
        unit.session.add(
            ExternalId(kind="household", record_id=saved.id, source="bdt2015", value="ID-1", seen_on=date(2016, 1, 1))
        )
    opened = detail.open_family(operator, saved.id)
    changed = replace(opened.fields, living=replace(KEPT, aids=(), account=Account("pos", valid_from=date(2019, 4, 1))))
    saving.save(operator, saved.id, opened.stamp, changed)
    place = place_of(Role.OPERATOR)
    place.screen.browse.edit()
    place.settle()
    form = place.screen.form
    form.body.tabs.setCurrentIndex(SUPPORT)
    told = texts(form.body.behind.support)
    assert "BDT 2015 ID-1 · 1 Jan 2016" in told
    assert "BJB 00123 · in the name of SITI · 4 Mar 2019 to 1 Apr 2019" in told
    place.screen.form.leave()
    place.screen.write_new()
    assert "ID-1" not in texts(place.screen.form.body.behind.support)


# What else is asked of a member


def test_the_rest_of_a_member_is_one_key_away(form: FamilyForm) -> None:
    pages = form.body.people.pages
    assert "more" not in pages.__dict__
    assert "School" in pages.fold.summary
    form.body.people.go_to(0, "name")
    place_of_form(form).press(Key.Key_F4)
    assert focus(form) is pages.blocks["school_name"].widget
    assert pages.blocks["school_name"].read() == "SDN 1"
    place_of_form(form).press(Key.Key_F4)
    assert not pages.fold.open


def test_what_is_unfolded_comes_into_view(form: FamilyForm) -> None:
    form.body.people.go_to(0, "name")
    place_of_form(form).press(Key.Key_F4)
    pages = form.body.people.pages
    block, port = pages.blocks["school_name"], pages.area.viewport()

    def seen() -> bool:
        top = block.mapTo(port, block.rect().topLeft()).y()
        return 0 <= top <= port.height() - block.height()

    place_of_form(form).qtbot.waitUntil(seen)


def test_enter_goes_on_into_what_is_unfolded(form: FamilyForm) -> None:
    pages = form.body.people.pages
    pages.fold.turn()
    pages.go_to("presence_date")
    place_of_form(form).press(Key.Key_Return)
    assert focus(form) is pages.blocks["school_name"].widget
    pages.go_to("religion")
    place_of_form(form).press(Key.Key_Return)
    assert focus(form) is form.body.people.add_button


def test_what_is_uncertain_of_a_member_says_so_and_stays(form: FamilyForm, operator: Desk) -> None:
    pages = form.body.people.pages
    pages.fold.turn()
    assert pages.blocks["work_field"].widget.property("currentText") == "kode 9 (BDT 2015), belum pasti"
    assert pages.blocks["chronic_illness"].widget.property("currentText") == "Asma"
    assert "kode 16 (BDT 2015), belum pasti" in texts(pages.more)
    pages.blocks["nisn"].editor.put("0091234567")
    living = save(form, operator).fields.members[0].living
    assert living == replace(LIVING, nisn="0091234567", chronic_illness="asthma")


def test_ticking_a_paper_replaces_what_nobody_was_certain_of(form: FamilyForm, operator: Desk) -> None:
    pages = form.body.people.pages
    pages.fold.turn()
    pages.more.papers.checks["ktp"].click()
    pages.more.papers.checks["birth"].click()
    living = save(form, operator).fields.members[0].living
    assert living is not None
    assert living.papers == "birth ktp"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("school_npsn", "123", "8 digits"),
        ("nisn", "1", "10 digits"),
        ("due_on", date(2019, 9, 1), "not said to be pregnant"),
    ],
)
def test_a_doubt_in_the_rest_stands_beside_its_field(form: FamilyForm, name: str, value: object, sentence: str) -> None:
    pages = form.body.people.pages
    pages.fold.turn()
    pages.blocks[name].editor.put(value)
    assert sentence in pages.blocks[name].problem
    assert "To check" in [line.state.text for line in form.body.people.model.rows if line.state]  # type: ignore[attr-defined]
    form.body.people.go_to(0, "name")
    form.body.go_to(f"0/{name}")
    assert focus(form) is pages.blocks[name].widget


def test_each_member_has_his_own(form: FamilyForm, operator: Desk) -> None:
    people = form.body.people
    people.pages.fold.turn()
    place_of_form(form).press(Key.Key_Return, CTRL)
    assert people.at == 1
    assert people.pages.blocks["school_name"].read() == ""
    place_of_form(form).typed("Ujang")
    people.pages.blocks["school_name"].editor.put("SDN 2")
    after = save(form, operator)
    assert [one.living.school_name for one in after.fields.members if one.living] == ["SDN 1", "SDN 2"]


def test_nothing_is_said_of_who_was_not_asked(form: FamilyForm, operator: Desk) -> None:
    people = form.body.people
    people.pages.fold.turn()
    people.add_member()
    place_of_form(form).typed("Ujang")
    assert save(form, operator).fields.members[1].living is None


# Keys for who types a pile of cards


def test_ctrl_t_takes_over_what_the_nik_says(form: FamilyForm) -> None:
    form.body.people.go_to(0, "nik")
    place_of_form(form).typed("3601015203840012")
    place_of_form(form).press(Key.Key_T, CTRL)
    member = form.body.people.members[0]
    assert (member.birth_date, member.birth_date_derived) == (date(1984, 3, 12), True)


def test_ctrl_d_is_the_village_of_the_family_before(operator: Desk, place_of: Enter) -> None:
    place = place_of(Role.OPERATOR)
    (village,) = finding.villages(operator, finding.districts(operator)[1].code)[:1]
    place.screen.write_new()
    place.settle()
    form = place.screen.form
    place.press(Key.Key_D, CTRL)
    assert form.body.fields.village_code == ""  # there is none before the first
    form.body.home.remember(village.code)
    place.press(Key.Key_D, CTRL)
    place.settle()
    assert form.body.fields.village_code == village.code
    assert form.body.home.page.blocks["village_code"].widget.property("currentText") == village.name


def test_an_empty_member_is_not_added_twice(form: FamilyForm) -> None:
    place = place_of_form(form)
    for _ in range(3):
        place.press(Key.Key_Return, CTRL)
    assert len(form.body.people.members) == 2
    assert form.body.people.at == 1


def test_who_was_entered_by_mistake_is_marked(form: FamilyForm) -> None:
    people = form.body.people
    people.add_member()
    place_of_form(form).typed("Salah")
    people.page.blocks["presence"].editor.put(Presence.WITHDRAWN)
    assert "Entered by mistake" in [line.state.text for line in people.model.rows if line.state]  # type: ignore[attr-defined]


def test_a_draft_keeps_how_the_family_lives(
    form: FamilyForm, operator: Desk, saved: FamilyDetail, place_of: Enter
) -> None:
    form.body.tabs.setCurrentIndex(SUPPORT)
    form.body.behind.support.page.blocks["number"].editor.put("777")
    form.keep_now()
    kept = drafting.take(operator)
    assert kept is not None
    again = place_of(Role.OPERATOR)
    assert again.screen.notice.remedy is not None
    again.screen.notice.remedy.click()
    again.settle()
    assert again.screen.form.body.fields == kept.fields
    again.screen.form.save()
    again.settle()
    living = detail.open_family(operator, saved.id).fields.living
    assert living is not None
    assert (living.account.number, living.housing) == ("777", KEPT.housing)
