"""The forms over one record each: letterhead, who signs, numbering of letters, the lock."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from desktop.changes import Changes
from desktop.models import AuditLine
from desktop.rules.terms import Role
from desktop.services import drafts, office_settings
from desktop.services.desk import Desk
from desktop.services.office_settings import Letterhead, Official, Papers, Safety, Signatories, StampDuty
from desktop.ui.office.records import (
    LetterheadSection,
    OfficialsSection,
    PapersSection,
    RecordSection,
    SafetySection,
    StampSection,
)
from tests.ui.office.conftest import Place, Places, fill, texts


def changes_logged(desk: Desk) -> int:
    with desk.read() as session:
        statement = select(func.count()).select_from(AuditLine).where(AuditLine.action == "setting.change")
        return session.scalar(statement) or 0


def test_the_letterhead_is_kept_for_the_papers(place: Place) -> None:
    section = place.open(LetterheadSection)
    assert section.form.values()["agency"] == "DINAS SOSIAL"
    fill(section.form, address="Jalan Bhayangkara Nomor 5", city="Pandeglang", postcode="42211", phone="(0253) 201")
    place.settle()
    kept = office_settings.read(place.desk, Letterhead)
    assert (kept.address, kept.city, kept.postcode) == ("Jalan Bhayangkara Nomor 5", "Pandeglang", "42211")
    assert section.form.state.text() == "Saved."
    assert not section.dirty
    assert changes_logged(place.desk) == 1


def test_what_must_stand_there_is_asked_for(place: Place) -> None:
    section = place.open(LetterheadSection)
    fill(section.form, agency="  ")
    place.settle()
    assert section.form.blocks["agency"].problem == "Agency must be filled in."
    assert office_settings.read(place.desk, Letterhead).agency == "DINAS SOSIAL"


def test_ctrl_s_saves_from_any_field(place: Place) -> None:
    section = place.open(LetterheadSection)
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    section.form.go_to("web")
    QTest.keyClicks(section.form.blocks["web"].widget, "dinsos.contoh.go.id")
    QTest.keyClick(section.form.blocks["web"].widget, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    place.settle()
    assert office_settings.read(place.desk, Letterhead).web == "dinsos.contoh.go.id"


def test_saving_drops_the_draft(place: Place) -> None:
    section = place.open(LetterheadSection)
    section.form.fill({"city": "Labuan"})
    place.screen.keep_draft()
    place.settle()
    assert drafts.take(place.desk, "office.letterhead") is not None
    section.form.submit()
    place.settle()
    assert drafts.take(place.desk, "office.letterhead") is None


def test_a_draft_of_fields_that_are_gone_fills_in_the_rest(place: Place) -> None:
    drafts.keep(place.desk, "office.letterhead", '{"city": "Labuan", "fax": "0253"}')
    section = place.open(LetterheadSection)
    assert section.form.values()["city"] == "Labuan"


def test_who_signs_is_kept_title_name_rank_and_number(place: Place) -> None:
    section = place.open(OfficialsSection)
    assert section.form.values()["treasurer.title"] == "Bendahara Pengeluaran Pembantu"
    fill(
        section.form,
        **{"head.name": "Dra. Nuriah, M.Si.", "head.rank": "Pembina Utama Muda", "head.nip": "19670512 199303 2 004"},
    )
    place.settle()
    kept = office_settings.read(place.desk, Signatories)
    assert kept.head == Official(
        "Kepala Dinas Sosial", "Dra. Nuriah, M.Si.", "Pembina Utama Muda", "19670512 199303 2 004"
    )
    assert kept.treasurer == Signatories().treasurer


def test_papers_already_issued_are_said_to_stay(place: Place) -> None:
    assert "what was issued stays as it is" in texts(place.open(OfficialsSection))


def test_a_pattern_shows_its_example_while_it_is_typed(place: Place) -> None:
    section = place.open(PapersSection)
    today = place.desk.today()
    assert section.example.text().startswith("Example: 400.9.11/12/Linjamsos/")
    assert section.example.text().endswith(str(today.year))
    section.form.fill({"letter_pattern": "[urut:4]-[tahun]"})
    section.form.typed.emit()
    assert section.example.text() == f"Example: 0012-{today.year}"


@pytest.mark.parametrize("pattern", ["[klasifikasi]/[tahun]", "[urut]/[unit]", "[urut]/[tahun]/[hari]", "surat"])
def test_a_pattern_that_numbers_nothing_is_refused_under_its_field(place: Place, pattern: str) -> None:
    section = place.open(PapersSection)
    fill(section.form, letter_pattern=pattern)
    place.settle()
    assert section.form.blocks["letter_pattern"].problem
    assert office_settings.read(place.desk, Papers) == Papers()
    section.form.typed.emit()
    assert not section.example.text().startswith("Example")


def test_a_good_pattern_is_kept(place: Place) -> None:
    section = place.open(PapersSection)
    fill(section.form, letter_pattern="[urut]/[bulan-angka]/[tahun]", unit="Dayasos", account_code="5.1.02")
    place.settle()
    assert office_settings.read(place.desk, Papers) == Papers("[urut]/[bulan-angka]/[tahun]", "Dayasos", "5.1.02")


@pytest.mark.parametrize(("minutes", "taken"), [(1, True), (5, True), (60, True), (0, False), (61, False)])
def test_the_lock_waits_between_one_and_sixty_minutes(place: Place, minutes: int, taken: bool) -> None:
    section = place.open(SafetySection)
    fill(section.form, idle_minutes=minutes)
    place.settle()
    problem = section.form.blocks["idle_minutes"].problem
    assert office_settings.read(place.desk, Safety).idle_minutes == (minutes if taken else 10)
    assert problem == ("" if taken else "Between 1 and 60 minutes.")


def test_minutes_that_are_no_number_are_not_saved(place: Place) -> None:
    section = place.open(SafetySection)
    field = section.form.blocks["idle_minutes"].widget
    field.setProperty("text", "sepuluh")
    section.form.submit()
    place.settle()
    assert "whole number" in section.form.blocks["idle_minutes"].problem
    assert office_settings.read(place.desk, Safety).idle_minutes == 10


@pytest.mark.parametrize("kind", [LetterheadSection, OfficialsSection, PapersSection, StampSection, SafetySection])
def test_others_see_the_same_values_and_cannot_type(place_of: Places, kind: type[RecordSection]) -> None:
    admins, operators = place_of(Role.ADMINISTRATOR), place_of(Role.OPERATOR)
    closed = operators.open(kind)
    assert closed.form.values() == admins.open(kind).form.values()
    assert closed.form.save_button is None
    name = next(iter(closed.form.blocks))
    before = closed.form.values()[name]
    QTest.keyClicks(closed.form.blocks[name].widget, "7")
    assert closed.form.values()[name] == before
    assert not closed.form.dirty


def test_a_change_by_somebody_else_is_shown_unless_something_is_typed(place: Place) -> None:
    section = place.open(SafetySection)
    office_settings.change(place.desk, Safety(20))
    place.screen.changed(Changes.of("setting"))
    place.settle()
    assert section.form.values()["idle_minutes"] == 20
    section.form.fill({"idle_minutes": 25})
    office_settings.change(place.desk, Safety(30))
    place.screen.changed(Changes.of("setting"))
    place.settle()
    assert section.form.values()["idle_minutes"] == 25


def test_a_refusal_stands_above_the_form_and_nothing_is_lost(place: Place) -> None:
    section = place.open(LetterheadSection)
    # Somebody was made an operator meanwhile: the form was open, the service refuses.
    place.desk.became(role=Role.OPERATOR)
    fill(section.form, city="Labuan")
    place.settle()
    assert "this is the work of: Administrator" in section.notice.sentence
    assert section.form.values()["city"] == "Labuan"
    assert section.form.dirty
    assert section.form.save_button is not None
    assert section.form.save_button.isEnabled()


def test_the_stamp_duty_is_set_with_its_regulation(place: Place) -> None:
    section = place.open(StampSection)
    assert section.form.values() == {"above": 5_000_000, "rupiah": 10_000, "source": "UU 10/2020 tentang Bea Meterai"}
    fill(section.form, above=1_000_000, rupiah=6_000, source="PP 24/2000")
    place.settle()
    assert office_settings.read(place.desk, StampDuty) == StampDuty(1_000_000, 6_000, "PP 24/2000")
    assert changes_logged(place.desk) == 1


def test_amounts_of_a_stamp_without_a_regulation_are_not_kept(place: Place) -> None:
    section = place.open(StampSection)
    fill(section.form, above=1_000_000, source="  ")
    place.settle()
    assert section.form.blocks["source"].problem
    assert office_settings.read(place.desk, StampDuty) == StampDuty()
