"""Quotas on the page: typed, taken from a file after a question, and given to who waits when a place frees."""

from pathlib import Path
from uuid import UUID

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.validating import quotas, waiting
from desktop.ui.validating.quotas import QuotaPage
from tests import families, validation
from tests.ui.validating.conftest import Place, Places
from tests.validation import PROGRAMME


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
    promote, save = page.village.promote_button, page.village.form.save_button
    assert promote.width() == promote.sizeHint().width(), "a button is as wide as its words"
    assert promote.mapTo(page, promote.rect().topRight()).x() == save.mapTo(page, save.rect().topRight()).x()
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
