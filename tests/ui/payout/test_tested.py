"""What the auditor's tests found is said before a list is approved, and one key leads to the rows."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.services import approving
from desktop.services.auditing import audits
from desktop.services.auditing.kinds import AuditTest
from desktop.services.desk import Desk
from desktop.services.money import overview
from desktop.services.money.rows import Step
from desktop.ui.payout import steps
from tests import offices
from tests.services.auditing.faulty import DAMAGED, ODD, SOUND, nik
from tests.ui.payout.conftest import KEY, Place, press

Make = Callable[[Desk], Place]
SHOW = "Show these rows (F4)"


def approve(place: Place) -> None:
    place.screen.tranche.part.advancing.go_on(Step.APPROVE, KEY, offices.PASSWORD)
    place.settle()


@pytest.fixture
def wrong(drafted: Desk) -> str:
    """One NIK of the list lost its digits; answers whose."""
    return nik(drafted, 0, DAMAGED)


def test_a_refused_approval_leads_to_its_rows(place_of: Make, supervisor: Desk, wrong: str) -> None:
    place = place_of(supervisor)
    place.open()
    assert place.screen.tranche.part.warning.remedy is None, "nothing was tested yet"
    approve(place)
    page = place.screen.tranche.part
    assert f'the first about "{wrong}"' in page.notice.sentence
    press(page.notice, SHOW)
    assert place.went == [("auditing", KEY)]
    (check,) = audits.checks(supervisor, KEY)
    assert check.wrong == 1, "the room shows this run"


def test_one_key_leads_there_though_two_notices_name_it(place_of: Make, supervisor: Desk, wrong: str) -> None:
    place = place_of(supervisor)
    place.open()
    approve(place)
    page = place.screen.tranche.part
    assert page.notice.remedy is not None
    assert page.warning.remedy is not None
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    page.tabs.setFocus()
    QTest.keyClick(page.tabs, Qt.Key.Key_F4)
    assert place.went == [("auditing", KEY)]


def test_the_key_does_nothing_before_a_tranche_is_open(place_of: Make, supervisor: Desk) -> None:
    place = place_of(supervisor)
    place.screen.tranche.part.tested.go()
    assert place.went == []


def test_what_was_found_last_is_said_and_asked_about_before(place_of: Make, supervisor: Desk, wrong: str) -> None:
    check = audits.run(supervisor, KEY).value
    place = place_of(supervisor)
    place.open()
    page = place.screen.tranche.part
    assert f"find 1 rows wrong and {check.doubtful} doubtful" in page.warning.sentence
    assert page.status is not None
    question = steps.question(place.screen.t, Step.APPROVE, page.status)
    place.qtbot.addWidget(question)
    texts = [one.text() for one in question.findChildren(type(page.head._title))]
    assert any("find 1 rows wrong" in text for text in texts)


def test_what_was_mended_is_said_no_more(place_of: Make, supervisor: Desk, drafted: Desk, wrong: str) -> None:
    audits.run(supervisor, KEY)
    nik(drafted, 0, SOUND)
    check = audits.run(supervisor, KEY).value
    place = place_of(supervisor)
    place.open()
    said = place.screen.tranche.part.warning.sentence
    assert ("auditor's tests" in said) == bool(check.doubtful)
    assert "1 rows wrong" not in said


def test_an_approval_says_what_is_doubted(place_of: Make, supervisor: Desk, drafted: Desk) -> None:
    nik(drafted, 0, ODD)
    place = place_of(supervisor)
    place.open()
    approve(place)
    (check,) = audits.checks(supervisor, KEY)
    assert check.doubtful >= 1
    assert next(one.count for one in check.tests if one.test is AuditTest.NIK_DOUBTFUL) >= 1
    said = place.screen.tranche.part.notice.sentence
    assert "is approved: receipts" in said
    word = "row; it is" if check.doubtful == 1 else "rows; they are"
    assert said.endswith(f"The audit tests doubt {check.doubtful} {word} kept there.")
    assert "auditor's tests" not in place.screen.tranche.part.warning.sentence, "it is approved"


def test_an_approval_without_a_doubt_says_nothing_of_the_tests(supervisor: Desk, drafted: Desk, place_of: Make) -> None:
    done = approving.approve(supervisor, KEY).value
    (check,) = audits.checks(supervisor, KEY)
    assert done.doubtful == check.doubtful
    t = place_of(supervisor).screen.t
    sound = approving.Approved(done.key, done.first, done.last, done.payable)
    assert "doubt" not in steps.done(t, Step.APPROVE, KEY, sound)
    assert overview.status(supervisor, KEY).warnings == ()
