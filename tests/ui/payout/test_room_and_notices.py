"""What is in view: tables as high as their rows, no empty bar, one notice above the receipts, the usual paper."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import overview, payments, settling
from desktop.services.money.printing import Wish
from desktop.services.money.settling import Outcome
from desktop.ui.kit.figure import Share
from desktop.ui.kit.tokens import Size, Tone
from desktop.ui.payout.glance import equation
from desktop.ui.payout.pressing import Said
from desktop.ui.payout.receipts import ReceiptsPage
from desktop.wording import Translator
from tests.ui.payout.conftest import KEY, Place, press

Make = Callable[[Desk], Place]


def page_of(place: Place) -> ReceiptsPage:
    place.screen.enter()
    place.screen.receipts(KEY)
    place.settle()
    page = place.screen.pages.currentWidget()
    assert isinstance(page, ReceiptsPage)
    return page


def pay_one(operator: Desk, supervisor: Desk) -> None:
    approving.open_pay_out(supervisor, KEY)
    first = payments.payments(operator, KEY).rows[0]
    settling.settle(operator, KEY, [Outcome(first.id, PaymentState.PAID, operator.today())])


def test_a_table_of_one_district_leaves_no_empty_ground(place_of: Make, drafted: Desk) -> None:
    place = place_of(drafted)
    place.open()
    sheets = place.screen.tranche.part.sheets
    place.qtbot.waitUntil(lambda: sheets.height() < 5 * Size.ROW)
    count = place.screen.tranche.part.districts.rowCount()
    assert Size.FIELD + count * Size.ROW <= sheets.height() <= Size.FIELD + (count + 1) * Size.ROW
    card = sheets.parentWidget()
    assert card is not None
    assert card.height() < place.screen.height() / 2


def test_the_table_stands_right_under_the_figures(place_of: Make, drafted: Desk) -> None:
    """The room that is left over stays below it, not between."""
    place = place_of(drafted)
    place.open()
    card, glance = place.screen.tranche.part.sheets.parentWidget(), place.screen.tranche.part.glance
    assert card is not None
    place.qtbot.waitUntil(lambda: card.height() < 8 * Size.ROW)
    assert 0 < card.y() - glance.geometry().bottom() < Size.ROW


def test_the_payments_take_all_the_room(place_of: Make, drafted: Desk) -> None:
    place = place_of(drafted)
    place.open()
    tranche = place.screen.tranche.part
    place.qtbot.waitUntil(lambda: tranche.sheets.height() < 5 * Size.ROW)
    tranche.tabs.setCurrentIndex(1)
    place.qtbot.waitUntil(lambda: tranche.sheets.height() > 7 * Size.ROW)
    tranche.tabs.setCurrentIndex(2)
    place.qtbot.waitUntil(lambda: tranche.sheets.height() < 5 * Size.ROW)


def test_no_bar_before_any_money_moved(place_of: Make, approved: Desk, t: Translator) -> None:
    assert equation(t, overview.status(approved, KEY)).parts == ()
    place = place_of(approved)
    place.open()
    bars = place.screen.tranche.part.glance.findChildren(Share)
    assert [bar.isVisible() for bar in bars] == [False]


def test_the_bar_comes_with_the_first_family_paid(
    place_of: Make, approved: Desk, supervisor: Desk, t: Translator
) -> None:
    pay_one(approved, supervisor)
    parts = dict(equation(t, overview.status(approved, KEY)).parts)
    assert parts == {Tone.GOOD: 1_000_000, Tone.BRAND: 0, Tone.DANGER: 0, Tone.NEUTRAL: 11_000_000}
    place = place_of(approved)
    place.open()
    assert [bar.isVisible() for bar in place.screen.tranche.part.glance.findChildren(Share)] == [True]


def test_a_print_that_waits_is_one_notice(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    """Nothing is said of copies before it is known whether the originals are good."""
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(first=1, last=3), tmp_path / "first.pdf")
    place.settle()
    press(page.run, "All came out well")
    place.settle()
    assert not page.run.isVisible()
    assert "3 originals are made already" in page.notice.sentence
    page.press.save_to(Wish(first=4, last=6), tmp_path / "second.pdf")
    place.settle()
    assert page.run.isVisible()
    assert not page.notice.isVisible()
    assert "second.pdf" in page.run.told.text()


def test_a_refusal_is_said_beside_the_print_that_waits(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page = page_of(place)
    page.press.save_to(Wish(first=1, last=3), tmp_path / "first.pdf")
    place.settle()
    page.press.said.emit(Said("The disk is full.", Tone.DANGER))
    assert page.run.isVisible()
    assert page.run.told.text() == ""
    assert page.run.remedy is None
    assert page.notice.sentence == "The disk is full."


def test_a_print_that_waits_is_asked_again_when_one_comes_back(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    page_of(place).press.save_to(Wish(), tmp_path / "all.pdf")
    place.settle()
    page = page_of(place)
    assert page.run.isVisible()
    assert page.run.told.text() == ""
    assert not page.notice.isVisible()
    assert [made.isEnabled() for made in page.head.buttons] == [False, False]
    assert all(not made.icon().isNull() for made in page.head.buttons)


@pytest.mark.parametrize("role", ["supervisor", "auditor"])
def test_others_see_the_receipts_and_print_none(
    place_of: Make, approved: Desk, role: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    place = place_of(approved)
    page_of(place).press.save_to(Wish(), tmp_path / "all.pdf")
    place.settle()
    beside = place_of(request.getfixturevalue(role))
    other = page_of(beside)
    assert other.head.buttons == []
    assert not other.run.isVisible()


@pytest.mark.parametrize(("usual", "paper"), [("a4", "a4"), ("f4", "f4"), ("letter", "a4")])
def test_the_usual_paper_comes_first(place_of: Make, approved: Desk, usual: str, paper: str) -> None:
    place = place_of(approved)
    place.bench.preferences.change(paper=usual)
    page = page_of(place)
    assert page.options.paper.value == paper
    wish = page.options.wish()
    assert wish is not None
    assert wish.paper == paper


def test_the_test_page_is_asked_for_the_paper_and_printer_chosen(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    page = page_of(place)
    asked: list[tuple[str, str]] = []
    page.options.test_wanted.connect(lambda paper, printer: asked.append((paper, printer)))
    page.options.paper.choose("f4")
    press(page.options, "Print the test page…")
    assert asked == [("f4", page.options.printer_name)]


@pytest.mark.parametrize("role", ["operator", "supervisor", "auditor"])
def test_a_refusal_to_load_is_said_on_the_page(
    place_of: Make, approved: Desk, role: str, request: pytest.FixtureRequest
) -> None:
    place = place_of(request.getfixturevalue(role))
    page = page_of(place)
    page._refused(Refused("money.no_open_run", tranche=KEY.short))
    assert page.notice.sentence == place.bench.sentence(Refused("money.no_open_run", tranche=KEY.short))
    page.load()
    place.settle()
    assert page.notice.isVisible(), "it stays until something else is done"
