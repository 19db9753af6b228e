"""Quotas of a decree in the window: typed, pasted, from a file; weighed against the totals, held against the list."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.errors import Refused
from desktop.rules.area_codes import Level
from desktop.rules.money import Figure
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import decrees, quotas, stepping_back
from desktop.services.money.granting import AreaQuota
from desktop.services.money.quotas import QuotaArea
from desktop.ui.payout import quota_rows
from desktop.ui.payout.comparing import Comparing
from desktop.ui.payout.drafting import DraftPage
from desktop.ui.payout.quota_card import QuotaCard
from desktop.ui.payout.quota_rows import FAMILIES, QuotaRow
from desktop.ui.payout.tranche import COMPARING
from desktop.wording import Translator
from tests import families
from tests.ui.payout.conftest import DECREE, KEY, Place, press

Make = Callable[[Desk], Place]
EACH = 1_000_000
DISTRICT = "36.01.01"  # the twelve families of `drafted` live in three villages of it


def entering(place: Place) -> tuple[DraftPage, QuotaCard]:
    """Go from the tranche to the page of its decree."""
    place.open()
    press(place.screen.tranche.part.head, "Decree and quotas…")
    place.settle()
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    assert page.quotas is not None
    return page, page.quotas


def enter(desk: Desk, *pairs: tuple[str, int]) -> None:
    given = tuple(AreaQuota(area, count, count * EACH) for area, count in pairs)
    decrees.enter(desk, KEY, replace(DECREE, quotas=given), follow=True)


def standing(desk: Desk) -> dict[str, Figure]:
    return {one.area: Figure(one.households, one.rupiah) for one in quotas.entry(desk, KEY).quotas}


def typed(place: Place, card: QuotaCard, text: str) -> None:
    """Type over the cell one stands on, and Enter."""
    begun = card.view.currentIndex().row()
    QTest.keyClick(card.view, Qt.Key.Key_Return)
    editor = card.view.indexWidget(card.view.currentIndex())
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    place.qtbot.waitUntil(lambda: card.view.currentIndex().row() == begun + 1)


def compared(place: Place) -> Comparing:
    page = place.screen.tranche.part
    page.tabs.setCurrentIndex(COMPARING)
    place.settle()
    made = page.comparing.made
    assert made is not None
    return made


def test_typed_by_keyboard_and_saved(place_of: Make, drafted: Desk) -> None:
    place = place_of(drafted)
    page, card = entering(place)
    assert card.level.value is Level.DISTRICT
    assert card.view.row is not None
    assert "only the totals" in card.summed.text()
    typed(place, card, "11")
    assert card.model.index(0, 3).data() == "Rp11.000.000"
    assert card.model.index(0, 4).data() == "1 too many"
    assert "the decree differs by 1 families, Rp1.000.000" in card.summed.text()
    assert page.dirty
    page.form.submit()
    place.settle()
    assert "come to 11 families" in page.notice.sentence
    card.view.stand_on(0, FAMILIES)
    typed(place, card, "12")
    assert card.summed.text() == "Sum of the quotas: 1 area · 12 families · Rp12.000.000 · as the decree grants"
    page.form.submit()
    place.settle()
    assert standing(drafted) == {DISTRICT: Figure(12, 12 * EACH)}
    assert place.screen.tranche.part.notice.sentence == "The decree is entered."


def test_what_is_typed_in_a_cell_is_saved_with_ctrl_s(place_of: Make, drafted: Desk) -> None:
    place = place_of(drafted)
    page, card = entering(place)
    QTest.keyClick(card.view, Qt.Key.Key_Return)
    editor = card.view.indexWidget(card.view.currentIndex())
    assert isinstance(editor, QLineEdit)
    editor.setText("12")
    page.form.submit()
    place.settle()
    assert standing(drafted) == {DISTRICT: Figure(12, 12 * EACH)}


def test_pasted_rows_are_laid_over_and_doubts_are_named(place_of: Make, drafted: Desk) -> None:
    one, two, three = families.villages(drafted)
    enter(drafted, (one, 4), (two, 4), (three, 4))
    place = place_of(drafted)
    page, card = entering(place)
    assert card.level.value is Level.VILLAGE
    assert card.quotas == tuple(AreaQuota(code, 4, 4 * EACH) for code in (one, two, three))
    assert not page.dirty
    card.paste(f"{one}\t5\n{two}\t3\n99.99\t1\n")
    place.settle()
    assert card.notice.sentence.splitlines() == [
        "2 areas taken. Nothing is saved yet.",
        "Row 3: 99.99: No area of this office is called so",
    ]
    assert card.quotas == (
        *(AreaQuota(one, 5, 5 * EACH), AreaQuota(two, 3, 3 * EACH)),
        AreaQuota(three, 4, 4 * EACH),
    )
    assert page.dirty


def test_a_file_is_shown_before_anything_is_saved(place_of: Make, drafted: Desk, tmp_path: Path) -> None:
    one, two, three = families.villages(drafted)
    enter(drafted, (one, 12))
    path = tmp_path / "kuota.csv"
    path.write_text(f"Kode;Kuota;Rupiah\n{two};5;5000000\n{three};7;7000000\n", "utf-8")
    place = place_of(drafted)
    page, card = entering(place)
    card.take_file(path)
    place.settle()
    assert card.notice.sentence == "2 areas taken. Nothing is saved yet."
    assert page.dirty
    assert standing(drafted) == {one: Figure(12, 12 * EACH)}
    page.form.submit()
    place.settle()
    assert standing(drafted) == {two: Figure(5, 5 * EACH), three: Figure(7, 7 * EACH)}


def test_what_cannot_be_read_is_said_and_left(place_of: Make, drafted: Desk, tmp_path: Path) -> None:
    place = place_of(drafted)
    page, card = entering(place)
    typed(place, card, "a dozen")
    assert "“a dozen” is not a whole number" in card.notice.sentence
    card.paste(" ")
    card.paste("no numbers here")
    place.settle()
    assert card.notice.sentence.startswith("No row of this table could be taken.")
    (tmp_path / "leer.csv").write_text("A;B\n1;2\n", "utf-8")
    card.take_file(tmp_path / "leer.csv")
    place.settle()
    assert "has columns for the area and its families" in card.notice.sentence
    assert not page.dirty


def test_after_an_approval_the_page_says_what_it_takes(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    stepping_back.ask(approved, KEY, "Kuota berubah")
    stepping_back.grant(supervisor, KEY)
    place = place_of(approved)
    page, card = entering(place)
    assert "amending decree with its own number" in card.notice.sentence
    typed(place, card, "12")
    page.form.submit()
    place.settle()
    assert "its quotas stay" in page.notice.sentence
    page.form.fill({"number": "9/Perubahan", "on": DECREE.on})
    page.form.submit()
    place.settle()
    assert standing(approved) == {DISTRICT: Figure(12, 12 * EACH)}


def test_a_list_beyond_a_quota_cannot_be_approved_and_shows_where(
    place_of: Make, drafted: Desk, supervisor: Desk
) -> None:
    one, two, three = families.villages(drafted)
    enter(drafted, (one, 3), (two, 5), (three, 4))
    place = place_of(supervisor)
    place.open()
    page = place.screen.tranche.part
    assert "1 areas hold more families or money than the decree grants them" in page.warning.sentence
    with pytest.raises(Refused, match=r"money\.quota_over") as stopped:
        approving.approve(supervisor, KEY)
    page.refuse(stopped.value)
    assert page.notice.remedy is not None
    page.notice.remedy.click()
    place.settle()
    found = page.comparing.made
    assert found is not None
    assert found.said.text() == "1 area holds more than its quota: the list cannot be approved so."
    cells = [[found.model.index(row, column).data() for column in (1, 2, 5)] for row in range(3)]
    assert cells == [["3", "4", "1 too many"], ["5", "4", "1 too few"], ["4", "4", "As granted"]]


def test_without_quotas_the_tab_says_so_and_leads_there(place_of: Make, drafted: Desk) -> None:
    place = place_of(drafted)
    place.open()
    found = compared(place)
    assert "only the totals of decree and list are compared" in found.empty.sentence
    assert found.empty.step is not None
    found.empty.step.click()
    place.settle()
    assert isinstance(place.screen.pages.currentWidget(), DraftPage)


def test_whoever_may_not_enter_is_offered_nothing(place_of: Make, drafted: Desk, auditor: Desk) -> None:
    place = place_of(auditor)
    place.open()
    assert compared(place).empty.step is None
    enter(drafted, (DISTRICT, 12))
    place.screen.refresh()
    place.settle()
    assert compared(place).model.rowCount() == 1


def test_rows_that_agree_are_told_as_such(place_of: Make, drafted: Desk) -> None:
    enter(drafted, (DISTRICT, 12))
    place = place_of(drafted)
    place.open()
    found = compared(place)
    assert found.said.text() == "1 area, as the decree grants."
    enter(drafted, (DISTRICT, 11), ("36.01.02", 2))
    place.screen.refresh()
    place.settle()
    assert found.said.text().startswith("1 area holds more")


def test_areas_with_families_stand_first_and_whatever_has_a_quota_is_shown(place_of: Make, drafted: Desk) -> None:
    one, two, three = families.villages(drafted)
    enter(drafted, ("36.01.02", 12))
    _, card = entering(place_of(drafted))
    assert card.level.value is Level.DISTRICT
    codes = [row.area.code for row in card.model.rows if isinstance(row, QuotaRow)]
    assert codes[:3] == [DISTRICT, "36.01.02", "36.01.03"]
    card.level.choose(Level.VILLAGE)
    card.level.chosen.emit(Level.VILLAGE)
    codes = [row.area.code for row in card.model.rows if isinstance(row, QuotaRow)]
    assert codes[:3] == [one, two, three]
    assert codes.count("36.01.02") == 1
    assert codes[3:] == sorted(codes[3:])


AREA = QuotaArea("36.01.01", "Sumur", "", Figure(4, 4 * EACH))


@pytest.mark.parametrize(
    ("each", "before", "typed_families", "after"),
    [
        (EACH, (None, None), "5", (5, 5 * EACH)),
        (EACH, (5, 5 * EACH), "6", (6, 6 * EACH)),
        (EACH, (5, 4 * EACH), "6", (6, 4 * EACH)),
        (EACH, (5, 5 * EACH), "", (None, None)),
        (EACH, (5, 5 * EACH), "0", (None, None)),
        (None, (None, None), "1.250", (1250, None)),
        (None, (5, 700), "6", (6, 700)),
    ],
)
def test_rupiah_follow_the_families_where_all_get_the_same(
    each: int | None, before: tuple[int | None, int | None], typed_families: str, after: tuple[int | None, int | None]
) -> None:
    made = quota_rows.put_families(each, QuotaRow(AREA, *before), typed_families)
    assert made == QuotaRow(AREA, *after)
    assert quota_rows.put_families(each, QuotaRow(AREA, *before), "5,5") is None


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (Figure(-2, 5), "2 too many"),
        (Figure(0, -5), "Too much money"),
        (Figure(2, 5), "2 too few"),
        (Figure(0, 5), "Less money"),
        (Figure(), "As granted"),
    ],
)
def test_a_difference_is_told_in_families_first(t: Translator, apart: Figure, said: str) -> None:
    assert quota_rows.difference_chip(t, apart).text == said
    assert quota_rows.put_rupiah(QuotaRow(AREA, 5), "Rp7.000") == QuotaRow(AREA, 5, 7000)
    assert quota_rows.put_rupiah(QuotaRow(AREA, 5, 7), "") == QuotaRow(AREA, 5)
