"""A quota is taken away in the window, with its reason; and the keys of what is done with all of the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.validating import quotas
from desktop.ui.kit.question import Question
from desktop.ui.validating.changing import ChangePage
from desktop.ui.validating.quotas import QuotaPage
from desktop.ui.validating.recording import RecordPage
from tests import families, validation
from tests.ui.validating.conftest import Place, Places, words
from tests.validation import PROGRAMME


def asked(page: QuotaPage) -> tuple[Question, QLineEdit]:
    page.village.away_button.click()
    (question,) = [one for one in page.findChildren(Question) if one.isVisible()]
    assert isinstance(question.reason, QLineEdit)
    return question, question.reason


def shown(place: Place, village: str) -> QuotaPage:
    place.screen.show_quotas()
    place.settle()
    page: QuotaPage = place.page(QuotaPage)
    page.view.choose(village)
    place.settle()
    return page


def test_it_asks_for_a_reason_and_says_who_waits(place: Place, operator: Desk) -> None:
    village = families.villages(operator)[0]
    validation.record(operator)
    validation.confirm(operator)
    page = shown(place, village)
    question, reason = asked(page)
    assert any("2 families wait now; they keep their numbers" in one for one in words(question))
    assert not question.do_it.isEnabled()
    reason.setText("Kuota dihapus pusat")
    question.do_it.click()
    place.settle()
    assert next(one for one in quotas.table(operator, PROGRAMME).lines if one.code == village).places is None
    assert page.village.notice.sentence == "The quota is taken away. Those who wait can be given their places now."


def test_left_as_it_is_the_quota_stands(place: Place, operator: Desk) -> None:
    village = families.villages(operator)[0]
    question, reason = asked(shown(place, village))
    reason.setText("Salah")
    question.leave.click()
    place.settle()
    assert quotas.table(operator, PROGRAMME).places == 1


def test_only_a_village_with_a_quota_offers_it(place: Place, operator: Desk) -> None:
    one, other, _ = families.villages(operator)
    page = shown(place, one)
    assert page.village.away_button.isVisibleTo(page)
    page.view.choose(other)
    place.settle()
    assert not page.village.away_button.isVisibleTo(page)


def test_taken_away_it_is_offered_no_more_and_can_be_set_again(place: Place, operator: Desk) -> None:
    village = families.villages(operator)[0]
    page = shown(place, village)
    question, reason = asked(page)
    reason.setText("Kuota dihapus pusat")
    question.do_it.click()
    place.settle()
    page.changed()
    place.settle()
    page.village.show_village(next(row for row in page.model.rows if row.code == village))
    place.settle()
    assert not page.village.away_button.isVisibleTo(page)
    page.village.form.fill({"places": 6})
    page.village.form.submit()
    place.settle()
    assert quotas.table(operator, PROGRAMME).places == 6


def test_who_may_not_set_a_quota_takes_none_away(place_of: Places, operator: Desk, candidates: list[object]) -> None:
    page = shown(place_of(Role.SUPERVISOR), families.villages(operator)[0])
    assert not page.village.away_button.isVisibleTo(page)
    assert candidates


@pytest.mark.parametrize(("key", "kind"), [("Ctrl+R", RecordPage), ("Ctrl+T", ChangePage)])
def test_keys_do_what_the_buttons_do_with_all(place: Place, qtbot: QtBot, key: str, kind: type[QWidget]) -> None:
    (doing,) = [one for one in place.screen.browse.listing.doings if one.shortcut() == QKeySequence(key)]
    assert key in doing.toolTip()
    assert any(key in one for one in words(place.screen.browse.listing))
    qtbot.keyClick(place.screen, key[-1].lower(), Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(place.screen.page, kind))


def test_who_may_do_nothing_with_the_list_reads_of_no_such_key(place_of: Places, candidates: list[object]) -> None:
    listing = place_of(Role.AUDITOR).screen.browse.listing
    assert listing.doings == []
    assert any("F5" in one for one in words(listing))
    assert not any("Ctrl+R" in one for one in words(listing))
    assert candidates
