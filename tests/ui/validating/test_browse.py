"""The list of the programme and the explanation beside it: narrowed, counted, paged, explained line by line."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.paths import resources
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import programmes
from desktop.services.desk import Desk
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection, State
from desktop.ui.kit.tokens import Tone
from desktop.ui.validating.panel import KeptResult
from desktop.ui.validating.terms import columns
from desktop.wording import Translator
from tests import families, offices, validation
from tests.ui.validating.conftest import Place, Places, words
from tests.validation import ALL, PROGRAMME

S = EnrolmentStatus


def names(place: Place) -> list[str]:
    return [row.caretaker_name for row in place.screen.browse.listing.model.rows]  # type: ignore[attr-defined]


def choices(place: Place, combo: str) -> list[str]:
    widget = getattr(place.screen.browse.listing.narrowing, combo)
    return [widget.itemText(at) for at in range(widget.count())]


def test_all_families_are_listed_and_counted(place: Place) -> None:
    assert len(names(place)) == 9
    assert place.screen.browse.listing.found.text() == "9 families in the list"
    assert "To be validated · 9" in choices(place, "status")
    assert "Active · 0" in choices(place, "status")
    assert choices(place, "village")[1].endswith(" · 3")
    assert len(choices(place, "village")) == 4


def test_one_programme_is_not_asked_for(place: Place) -> None:
    assert place.screen.browse.listing.narrowing.programme.isHidden()


def test_of_several_programmes_one_is_chosen(place_of: Places, operator: Desk, candidates: list[UUID]) -> None:
    programmes.add(offices.same_office_as(operator, Role.ADMINISTRATOR), "jscb-2023", resources())
    place = place_of()
    combo = place.screen.browse.listing.narrowing.programme
    assert not combo.isHidden()
    combo.choose("jscb")
    combo.chosen.emit("jscb")
    place.settle()
    assert names(place) == []
    assert place.screen.browse.listing.empty.sentence.startswith("No family is in this programme yet.")
    assert len(candidates) == 9


def test_typing_narrows_the_list(place: Place) -> None:
    QTest.keyClicks(place.screen.browse.listing.narrowing.search, "siti")
    place.qtbot.waitUntil(lambda: set(names(place)) == {"SITI AMINAH"}, timeout=5_000)
    place.settle()
    assert place.screen.browse.listing.found.text() == "2 families in the list"


def test_a_village_narrows_the_list_and_its_district_narrows_the_villages(place: Place, operator: Desk) -> None:
    village = families.villages(operator)[1]
    narrowing = place.screen.browse.listing.narrowing
    narrowing.choose(None, village)
    place.settle()
    assert len(names(place)) == 3
    assert narrowing.selection == Selection(PROGRAMME, district=village.rpartition(".")[0], village=village)
    narrowing.district.choose(None)
    narrowing.district.chosen.emit(None)
    place.settle()
    assert narrowing.selection.village == village


def test_a_state_nobody_is_in_offers_all(place: Place) -> None:
    place.screen.enter(State.WAITING)
    place.settle()
    listing = place.screen.browse.listing
    assert names(place) == []
    assert not any(made.isEnabled() for made in listing.doings)
    assert listing.empty.step is not None
    listing.empty.step.click()
    place.settle()
    assert len(names(place)) == 9


def test_the_list_follows_what_is_recorded(place: Place, operator: Desk) -> None:
    validation.record(operator)
    validation.confirm(operator)
    place.screen.refresh()
    place.settle()
    chips = {str(columns(place.screen.t)[3].get(row)) for row in place.screen.browse.listing.model.rows}
    assert chips == {"Eligible", "Waits, no. 1", "Waits, no. 2"}
    assert "In a waiting list · 2" in choices(place, "status")


def test_the_list_comes_page_by_page(place_of: Places, operator: Desk) -> None:
    families.add(operator, 120)
    place = place_of()
    model = place.screen.browse.listing.model
    assert model.rowCount() == 50
    for wanted in (100, 120):
        model.fetchMore(model.index(-1, -1))
        place.settle()
        assert model.rowCount() == wanted
    assert not model.canFetchMore(model.index(-1, -1))


def test_a_family_is_explained_rule_by_rule(place: Place) -> None:
    place.chosen()
    panel = place.screen.browse.panel
    assert panel.shown is not None
    said = words(panel)
    assert "Poverty register" in said
    assert "The family stands in the poverty register." in said
    assert "Register BDT 2015, percentile 12" in said
    assert "The family does not receive PKH." in said
    assert panel.notice.sentence.startswith("Fits the rules on ")
    assert any(one.startswith("Candidate since 7 Jan 2019") for one in said)


@pytest.mark.parametrize(
    ("pkh", "said"), [(True, "Does not fit the rules on "), (None, "Fits the rules on "), (False, "Fits the rules on ")]
)
def test_the_verdict_stands_on_top(place_of: Places, operator: Desk, pkh: bool | None, said: str) -> None:
    families.add(operator, 1, receives_pkh=pkh)
    place = place_of()
    place.chosen()
    sentence = place.screen.browse.panel.notice.sentence
    assert sentence.startswith(said)
    assert ("some facts are not known" in sentence) is (pkh is None)


def test_who_cannot_be_judged_yet_is_not_told_to_be_refused(place_of: Places, operator: Desk) -> None:
    (family,) = families.add(operator, 1, receives_pkh=None, poverty_source=None)
    validation.forget(operator, family)
    place = place_of()
    place.chosen()
    notice = place.screen.browse.panel.notice
    assert notice.sentence.startswith("Cannot be judged yet on ")
    assert notice.property("tone") == str(Tone.ATTENTION)


def test_a_kept_result_unfolds_to_the_rules_as_applied_then(place: Place, operator: Desk) -> None:
    validation.record(operator, ALL, Result.NOT_VALID, "moved")
    validation.confirm(operator, number="BA.4")
    place.screen.refresh()
    place.settle()
    place.chosen(1)
    panel = place.screen.browse.panel
    (kept,) = panel.findChildren(KeptResult)
    assert any("BA.4" in one for one in words(kept))
    assert "Pindah dari desa ini" in words(kept)
    before = len(words(kept))
    kept.unfold.click()
    assert len(words(kept)) > before
    kept.unfold.click()
    assert len(words(kept)) == before


def test_the_place_in_the_waiting_list_is_said(place: Place, operator: Desk) -> None:
    validation.record(operator)
    validation.confirm(operator)
    place.screen.enter(State.WAITING)
    place.settle()
    place.chosen()
    assert any(one.startswith("Number ") and " of 2019, since " in one for one in words(place.screen.browse.panel))


def test_enter_opens_the_family(place: Place, candidates: list[UUID]) -> None:
    place.chosen()
    QTest.keyClick(place.screen.browse.listing.view, Qt.Key.Key_Return)
    (went,) = place.went
    assert went[0] == "families"
    assert went[1] in candidates


def test_arrowing_through_opens_only_what_it_rests_on(place: Place) -> None:
    view = place.screen.browse.listing.view
    for at in range(4):
        view.selectRow(at)
    place.settle()
    panel = place.screen.browse.panel
    assert panel.shown is not None
    assert panel.shown.enrolment == place.screen.browse.listing.model.rows[3].id  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_change_reads_all_the_same(place_of: Places, candidates: list[UUID], role: Role) -> None:
    place = place_of(role)
    assert len(names(place)) == len(candidates)
    assert place.screen.browse.listing.doings == []
    place.chosen()
    panel = place.screen.browse.panel
    assert panel.shown is not None
    assert [made.text() for made in panel.buttons] == ["Open the family"]
    assert panel.enrol is None


def test_only_a_candidate_gets_a_result(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    place.chosen()
    assert place.screen.browse.panel.buttons[-1].isEnabled()
    for family in candidates:
        validation.put(operator, family, S.ACTIVE)
    place.screen.refresh()
    place.settle()
    assert not place.screen.browse.panel.buttons[-1].isEnabled()


@pytest.mark.parametrize("status", list(EnrolmentStatus))
def test_every_status_narrows_to_its_families(place: Place, operator: Desk, t: Translator, status: S) -> None:
    (family,) = families.add(operator, 1, start=20)
    validation.put(operator, family, status)
    place.screen.enter(status)
    place.settle()
    rows = place.screen.browse.listing.model.rows
    assert {row.status for row in rows} == {status}  # type: ignore[attr-defined]
    assert str(columns(t)[3].get(rows[0]))


def test_a_state_may_be_asked_for_before_anything_is_counted(place_of: Places, operator: Desk) -> None:
    ids = families.add(operator, 4)
    validation.put(operator, ids[0], S.ACTIVE)
    place = place_of(first=S.ACTIVE)
    assert len(names(place)) == 1
    assert place.screen.browse.listing.narrowing.status.currentText() == "Active · 1"
