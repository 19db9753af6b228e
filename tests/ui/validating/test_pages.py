"""Recording results, minutes, changes of a list, quotas: counted first, then done, refusals beside their field."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.paths import resources
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import programmes
from desktop.services.desk import Desk
from desktop.services.validating import listing, minutes, quotas, waiting
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection, State
from desktop.ui.kit.combo import Combo
from desktop.ui.validating.changing import FIELD_OF as CHANGE_FIELDS
from desktop.ui.validating.changing import ChangePage
from desktop.ui.validating.joining import JoinPage
from desktop.ui.validating.minutes import MinutesPage
from desktop.ui.validating.paper import MinutesPaper
from desktop.ui.validating.quotas import QuotaPage
from desktop.ui.validating.recording import FIELD_OF as RECORD_FIELDS
from desktop.ui.validating.recording import RecordPage
from tests import families, offices, validation
from tests.documents.paper_readers import words as paper_words
from tests.ui.validating.conftest import Place, Places
from tests.validation import PROGRAMME

S = EnrolmentStatus


def recording(place: Place) -> RecordPage:
    place.screen.browse.listing.doings[0].click()
    place.settle()
    page = place.page(RecordPage)
    assert isinstance(page, RecordPage)
    return page


def changing(place: Place, /, **values: object) -> ChangePage:
    place.screen.browse.listing.doings[1].click()
    page = place.page(ChangePage)
    assert isinstance(page, ChangePage)
    page.form.fill(values)
    page.look()
    place.settle()
    return page


def test_the_result_of_all_is_counted_then_recorded(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    validation.change(operator, candidates[0], receives_pkh=True)
    page = recording(place)
    assert page.counted.text().splitlines()[0] == "8 families valid"
    assert "do not fit the rules" in page.counted.text()
    page.form.submit()
    place.settle()
    assert place.screen.page is None
    assert place.said[0].startswith("8 families valid")
    assert listing.standing(operator, PROGRAMME).states[State.VALID] == 8


def test_a_result_that_nobody_can_get_is_said_and_the_page_stays(
    place: Place, operator: Desk, candidates: list[UUID]
) -> None:
    for one in candidates:
        validation.put(operator, one, S.ACTIVE)
    page = recording(place)
    page.form.submit()
    place.settle()
    assert place.screen.page is page
    assert "Nothing was recorded" in page.form.summary.links.text()
    assert "9 families are no candidates any more" in page.counted.text()


def test_reasons_are_ticked_only_for_not_valid(place: Place, operator: Desk) -> None:
    page = recording(place)
    assert not page.reasons.isEnabled()
    page.form.fill({"result": Result.NOT_VALID})
    page._typed()
    place.settle()
    assert page.reasons.isEnabled()
    assert not page.despite.isEnabled()
    assert page.counted.text() == "Choose at least one reason."
    page.reasons.boxes["moved"].click()
    place.settle()
    assert page.counted.text().splitlines() == ["9 families not valid", "    Pindah dari desa ini: 9"]
    page.form.submit()
    place.settle()
    assert listing.standing(operator, PROGRAMME).states[State.NOT_VALID] == 9


def test_one_family_alone_is_recorded(place: Place, operator: Desk) -> None:
    place.chosen(2)
    place.screen.browse.panel.buttons[-1].click()
    place.settle()
    page = place.page(RecordPage)
    assert page.head.context == place.screen.browse.listing.model.rows[2].caretaker_name  # type: ignore[attr-defined]
    assert page.counted.text() == "1 family valid"
    page.form.submit()
    place.settle()
    assert listing.standing(operator, PROGRAMME).states[State.VALID] == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"officer": "   x"}, "", ""),
        ({"on": 1}, "on", "still to come"),
        ({"result": Result.NOT_VALID}, "", "at least one reason"),
    ],
)
def test_a_refused_result_is_said_where_it_belongs(
    place: Place, operator: Desk, typed: dict[str, object], field: str, said: str
) -> None:
    page = recording(place)
    if "on" in typed:
        typed = {"on": operator.today() + timedelta(days=1)}
    page.form.fill(typed)
    page.form.submit()
    place.settle()
    if not said:
        assert place.screen.page is None
        return
    shown = page.form.blocks[field].problem if field else page.form.summary.links.text()
    assert said in shown
    assert listing.standing(operator, PROGRAMME).states[State.OPEN] == 9
    assert page.form.save_button is not None
    assert page.form.save_button.isEnabled()


def test_valid_against_a_rule_asks_for_the_note(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    for family in candidates:
        validation.change(operator, family, receives_pkh=True)
    page = recording(place)
    page.despite.click()
    page.form.submit()
    place.settle()
    assert "although a rule is broken" in page.form.blocks["note"].problem
    page.form.fill({"note": "PKH sudah dihentikan"})
    page.form.submit()
    place.settle()
    assert listing.standing(operator, PROGRAMME).states[State.VALID] == 9


def test_every_refusal_belongs_to_a_field_that_is_there(place: Place) -> None:
    assert set(RECORD_FIELDS.values()) <= recording(place).form.blocks.keys()
    place.screen.back()
    assert set(CHANGE_FIELDS.values()) <= changing(place).form.blocks.keys()


def test_minutes_are_made_from_the_page(place: Place, operator: Desk) -> None:
    validation.record(operator)
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    assert page.counted.text().splitlines() == ["7 families become eligible", "2 families wait for a place"]
    assert str(page.form.values()["number"]).startswith("BA.001/")
    page.form.fill({"place": "Balai Desa", "signed_by": "Ratna Dewi, Pendamping"})
    page.form.submit()
    place.settle()
    (row,) = page.model.rows
    assert (row.place, row.signed_by) == ("Balai Desa", ("Ratna Dewi, Pendamping",))
    assert place.said == ["7 families become eligible · 2 families wait for a place"]
    assert page.counted.text() == "None here. Record results first."
    assert str(page.form.values()["number"]).startswith("BA.002/")
    assert not page.form.save_button.isEnabled()


def test_minutes_of_the_village_in_view_are_of_that_village(place: Place, operator: Desk) -> None:
    validation.record(operator)
    place.screen.browse.listing.narrowing.choose(S.ACTIVE, families.villages(operator)[1])
    place.settle()
    place.screen.show_minutes()
    place.settle()
    assert place.page(MinutesPage).counted.text() == "3 families become eligible"


def test_a_number_that_is_there_is_said_at_its_field(place: Place, operator: Desk) -> None:
    validation.record(operator, Selection(PROGRAMME, village=families.villages(operator)[0]))
    validation.confirm(operator, number="BA.1")
    validation.record(operator)
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    page.form.fill({"number": "BA.1"})
    page.form.submit()
    place.settle()
    assert "BA.1" in page.form.blocks["number"].problem
    assert len(minutes.made(operator)) == 1


def test_the_paper_is_shown_and_saved(place: Place, operator: Desk, tmp_path: Path) -> None:
    validation.record(operator)
    validation.confirm(operator, number="BA.9")
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    page.view.selectRow(0)
    page.print_button.click()
    place.settle()
    paper = place.page(MinutesPaper)
    assert paper.paper is not None
    paper.save_to(tmp_path / "ba.pdf")
    place.settle()
    assert "Nomor: BA.9" in paper_words((tmp_path / "ba.pdf").read_bytes())
    assert str(tmp_path / "ba.pdf") in paper.notice.sentence
    paper.leave()
    assert place.screen.page is None


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_others_read_and_print_minutes(place_of: Places, operator: Desk, candidates: list[UUID], role: Role) -> None:
    validation.record(operator)
    validation.confirm(operator)
    place = place_of(role)
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    assert page.model.rowCount() == 1
    assert not page.form.isVisibleTo(page)
    page.view.selectRow(0)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    place.settle()
    assert place.page(MinutesPaper).paper is not None
    assert candidates


def test_no_minutes_yet_is_said(place: Place) -> None:
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    assert page.empty.sentence.startswith("No minutes yet.")
    assert not page.print_button.isEnabled()


def test_a_change_is_counted_asked_and_done(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    validation.put(operator, candidates[0], S.ACTIVE)
    page = changing(place, status=S.NOT_ELIGIBLE, reason="Mampu", paper="BA 3")
    assert page.counted.text().splitlines()[:2] == ["8 families go", "    Candidate: 8"]
    assert "1 families cannot take this step from their present status" in page.counted.text()
    page.form.submit()
    place.settle()
    assert listing.standing(operator, PROGRAMME).statuses[S.CANDIDATE] == 8
    place.answer()
    assert place.screen.page is None
    assert place.said == ["8 families changed."]
    assert listing.standing(operator, PROGRAMME).statuses == {S.ACTIVE: 1, S.NOT_ELIGIBLE: 8}


def test_a_pasted_list_takes_only_its_cards(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    cards = f"{candidates[0]}\n{candidates[1]}; JSR-36.01-999999 {candidates[0]}"
    page = changing(place, status=S.STOPPED, reason="Pindah", cards=cards)
    said = page.counted.text()
    assert said.startswith("2 families go")
    assert "1 card numbers are not known: JSR-36.01-999999" in said
    assert "1 card numbers stand there twice" in said
    page.form.submit()
    place.settle()
    place.answer()
    assert listing.standing(operator, PROGRAMME).statuses[S.STOPPED] == 2


def test_minutes_of_a_change_bear_the_paper_s_number(place: Place, operator: Desk) -> None:
    page = changing(
        place, status=S.NOT_ELIGIBLE, reason="Mampu", paper="BA 8", place="Aula", signed_by="Siti, Kepala Seksi"
    )
    page.minutes.click()
    page.form.submit()
    place.settle()
    place.answer()
    (row,) = minutes.made(operator)
    assert (row.number, row.place, row.kind) == ("BA 8", "Aula", "status")


def test_a_refused_change_is_said_at_its_field(place: Place, operator: Desk) -> None:
    page = changing(place, status=S.NOT_ELIGIBLE, reason="Mampu")
    page.minutes.click()
    page.form.submit()
    place.settle()
    place.answer()
    assert "number" in page.form.blocks["paper"].problem
    assert listing.standing(operator, PROGRAMME).statuses == {S.CANDIDATE: 9}


def test_what_is_typed_is_not_thrown_away_without_a_question(place: Place) -> None:
    page = changing(place, status=S.NOT_ELIGIBLE, reason="Mampu")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    place.question().leave.click()
    assert place.screen.page is page
    page.leave()
    place.answer()
    assert place.screen.page is None


def test_nothing_typed_leaves_without_a_word(place: Place) -> None:
    page = recording(place)
    page.leave()
    assert place.screen.page is None
    assert place.said == []


def test_a_page_stays_while_somebody_goes_elsewhere(place: Place) -> None:
    page = recording(place)
    assert place.screen.may_leave()
    place.screen.enter(State.WAITING)
    place.settle()
    assert place.screen.page is page


def test_a_quota_is_set_and_the_table_follows(place: Place, operator: Desk) -> None:
    place.screen.enter("quotas")
    place.settle()
    page = place.page(QuotaPage)
    assert page.model.rowCount() == 3
    village = families.villages(operator)[1]
    page.view.choose(village)
    place.settle()
    page.village.form.fill({"places": 2})
    page.village.form.submit()
    place.settle()
    line = next(one for one in quotas.table(operator, PROGRAMME).lines if one.code == village)
    assert line.places == 2
    assert page.found.text() == "3 places, 0 used, 0 waiting"
    assert next(row for row in page.model.rows if row.code == village).places == 2


def test_quotas_of_a_file_are_asked_about_first(place: Place, operator: Desk, tmp_path: Path) -> None:
    one, two, _ = families.villages(operator)
    path = tmp_path / "kuota.csv"
    path.write_text(f"kode desa;kuota\n{one};4\n{two};5\n99.99.99.9999;3\n", "utf-8")
    place.screen.show_quotas()
    place.settle()
    page = place.page(QuotaPage)
    page.take_file(path)
    place.settle()
    assert quotas.table(operator, PROGRAMME).places == 1
    place.answer()
    assert quotas.table(operator, PROGRAMME).places == 9
    assert page.notice.sentence == "2 quotas changed."


def test_a_file_of_which_nothing_can_be_taken_says_why(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "kuota.csv"
    path.write_text("desa;kuota\nAntah Berantah;3\nEntah;x\n", "utf-8")
    place.screen.show_quotas()
    place.settle()
    page = place.page(QuotaPage)
    page.take_file(path)
    place.settle()
    assert page.notice.sentence.startswith("No row of this file could be taken.")
    assert "Row 2: Antah Berantah: No village of this office has this name or code" in page.notice.sentence


def test_who_waits_gets_the_place_that_frees(place: Place, operator: Desk) -> None:
    village = families.villages(operator)[0]
    validation.record(operator)
    validation.confirm(operator)
    place.screen.show_quotas()
    place.settle()
    page = place.page(QuotaPage)
    page.view.choose(village)
    place.settle()
    assert [row.number for row in page.village.model.rows] == [1, 2]
    assert not page.village.promote_button.isEnabled()
    quotas.set_places(operator, PROGRAMME, {village: 2})
    page.changed()
    place.settle()
    page.village.show_village(page.view.row)
    place.settle()
    page.village.promote_button.click()
    place.answer()
    assert [row.number for row in waiting.look(operator, PROGRAMME, village).rows] == [2]
    assert page.village.notice.sentence == "1 family got a place."


def test_others_see_quotas_and_set_none(place_of: Places, candidates: list[UUID]) -> None:
    place = place_of(Role.AUDITOR)
    place.screen.show_quotas()
    place.settle()
    page = place.page(QuotaPage)
    assert page.model.rowCount() == 3
    assert not page.village.form.isVisibleTo(page)
    assert len(page.head.buttons) == 1
    assert candidates


def test_a_family_is_enrolled_in_another_programme(place_of: Places, operator: Desk, candidates: list[UUID]) -> None:
    programmes.add(offices.same_office_as(operator, Role.ADMINISTRATOR), "jscb-2023", resources())
    place = place_of()
    place.chosen()
    enrol = place.screen.browse.panel.enrol
    assert enrol is not None
    enrol.click()
    place.settle()
    page = place.page(JoinPage)
    combo = page.form.blocks["programme"].widget
    assert isinstance(combo, Combo)
    assert [combo.itemText(at) for at in range(combo.count())] == ["JSCB 2023"]
    page.form.fill({"programme": "jscb", "reason": "Usulan desa"})
    page.form.submit()
    place.settle()
    assert place.screen.page is None
    assert listing.standing(operator, "jscb").families == 1
    assert candidates


def test_an_office_with_one_programme_offers_no_other(place: Place) -> None:
    place.chosen()
    place.screen.join_other()
    place.settle()
    assert place.page(JoinPage).notice.sentence.startswith("This office runs no other programme.")


def test_the_cursor_stands_where_one_begins(place: Place) -> None:
    page = recording(place)
    assert page.form.blocks["result"].isAncestorOf(page.focusWidget())
    place.screen.back()
    other = changing(place)
    assert other.form.blocks["status"].isAncestorOf(other.focusWidget())


def test_every_reason_is_read_whole(place: Place) -> None:
    page = recording(place)
    for box in page.reasons.boxes.values():
        assert box.width() >= box.sizeHint().width(), box.text()
