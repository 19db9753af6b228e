"""Tests of the sanctions of a tranche: entered by the operator beside the list, taken away by a supervisor."""

from collections.abc import Callable

from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import payments, sanctions
from desktop.services.money.sanctions import NewSanction, SanctionRow
from desktop.services.validating.listing import enrolment_of
from desktop.ui.payout.sanctions import Sanctions
from tests.ui.payout.conftest import KEY, Place, press

Make = Callable[[Desk], Place]
TAB = 3


def shown(place: Place) -> Sanctions:
    place.open()
    place.screen.tranche.part.tabs.setCurrentIndex(TAB)
    place.settle()
    return place.screen.tranche.part.sanctions.part


def card(desk: Desk) -> str:
    return payments.payments(desk, KEY).rows[0].card_number


def against(desk: Desk) -> str:
    found = card(desk)
    family = enrolment_of(desk, KEY.programme, found)
    sanctions.enter(desk, NewSanction(family, KEY, 1, "Tidak hadir", desk.today()))
    return found


def rows(found: Sanctions) -> list[SanctionRow]:
    return [row for row in found.model.rows if isinstance(row, SanctionRow)]


def test_the_operator_enters_one_and_sees_it(place_of: Make, drafted: Desk) -> None:
    place = place_of(drafted)
    found = shown(place)
    assert rows(found) == []
    assert "No sanction stands" in found.empty.sentence
    found.form.fill({"card": card(drafted), "step": 1, "reason": "Tidak hadir", "paper": "V/3"})
    found.form.submit()
    place.settle()
    (row,) = rows(found)
    assert (row.step, row.reason, row.paper, row.card_number) == (1, "Tidak hadir", "V/3", card(drafted))
    assert "draft the list again" in place.screen.tranche.part.notice.sentence
    assert found.form.values()["card"] == ""


def test_the_ladder_of_the_programme_is_offered(place_of: Make, drafted: Desk) -> None:
    place = place_of(drafted)
    editor = shown(place).form.blocks["step"].editor
    assert [editor.itemText(at) for at in range(editor.count())][-2:] == [  # type: ignore[attr-defined]
        "1. Reminder",
        "2. End of membership",
    ]


def test_what_is_missing_stands_beside_its_field_and_what_is_refused_above(place_of: Make, drafted: Desk) -> None:
    place = place_of(drafted)
    found = shown(place)
    found.form.fill({"card": "", "reason": "Tidak hadir"})
    found.form.submit()
    assert set(found.form.check()) == {"card", "step"}
    found.form.fill({"card": "JSR-36.01-999999", "step": 1, "reason": "Tidak hadir"})
    found.form.submit()
    place.settle()
    assert "JSR-36.01-999999" in place.screen.tranche.part.notice.sentence
    assert rows(found) == []


def test_a_supervisor_takes_it_away_with_a_reason(place_of: Make, drafted: Desk, supervisor: Desk) -> None:
    against(drafted)
    place = place_of(supervisor)
    found = shown(place)
    assert not found.form.isVisibleTo(found)
    found.table.setCurrentIndex(found.model.index(0, 0))
    press(found, "Take the sanction away…")
    assert found.question is not None
    assert found.question.reason is not None
    found.question.reason.setText("Surat sakit menyusul")
    press(found.question, "Take away")
    place.settle()
    (row,) = rows(found)
    assert row.lifted_for == "Surat sakit menyusul"
    assert not found.lift.isVisibleTo(found)


def test_once_approved_nothing_is_offered(place_of: Make, drafted: Desk, supervisor: Desk) -> None:
    against(drafted)
    approving.approve(supervisor, KEY)
    place = place_of(drafted)
    assert not shown(place).form.isVisible()
    place = place_of(supervisor)
    found = shown(place)
    found.table.setCurrentIndex(found.model.index(0, 0))
    assert not found.lift.isVisibleTo(found)
