"""Home shows each role what waits for it, and leads there."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop.rules.money import Figure
from desktop.services.desk import Desk
from desktop.services.home import Item, Kind
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.visits import FollowUp
from desktop.ui.frame.places import PLACES, SETTINGS
from desktop.ui.home.screen import HomeScreen
from desktop.ui.home.words import LOOKS, say
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.tokens import Tone
from desktop.ui.runner import Runner
from desktop.wording import Translator
from tests import families
from tests.ui.home.conftest import Went

KEY = TrancheKey("jamsosratu", 2019, 1)


def test_a_supervisor_is_led_to_the_list_that_waits(
    home_of: Callable[[Desk], HomeScreen], operator: Desk, supervisor: Desk, went: Went
) -> None:
    families.add(operator, 3)
    drafting.create(operator, KEY, NewDecree("900/Kep.1/2019", date(2019, 3, 25)))
    screen = home_of(supervisor)
    (card,) = screen.cards
    assert card.said.title == "List waits for your approval"
    assert "Rp3.000.000" in card.said.sentence
    card.step.click()
    assert went == [("payout", KEY)]
    assert "Si Supervisor" in screen.head.title


def test_an_empty_office_offers_the_first_step(
    home_of: Callable[[Desk], HomeScreen], operator: Desk, went: Went
) -> None:
    screen = home_of(operator)
    (empty,) = screen.findChildren(Empty)
    assert empty.step is not None
    empty.step.click()
    assert went == [("families", "import")]


def test_when_nothing_waits_it_says_so(home_of: Callable[[Desk], HomeScreen], operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 1)
    screen = home_of(supervisor)
    (empty,) = screen.findChildren(Empty)
    assert empty.sentence == "Nothing waits today."
    assert empty.step is None


def test_home_asks_again_when_something_changed(
    home_of: Callable[[Desk], HomeScreen], operator: Desk, runner: Runner, qtbot: QtBot
) -> None:
    screen = home_of(operator)
    families.add(operator, 2)
    answer = drafting.create(operator, KEY)
    screen.changed(answer.changes)
    qtbot.waitUntil(lambda: "Draft without a decree" in [card.said.title for card in screen.cards])
    assert "2 families" in screen.head.context


def test_every_kind_is_said_and_leads_somewhere(t: Translator) -> None:
    assert set(LOOKS) == set(Kind)
    furnished = {place.name for place in (*PLACES, SETTINGS) if place.build is not None}
    for kind in Kind:
        text = "rules.nik_length" if kind is Kind.DOUBTS else "ab" * 32
        item = Item(kind, 1234, KEY, Figure(1234, 1_234_000_000), date(2019, 4, 1), text)
        said = say(t, item)
        assert "{" not in said.sentence
        assert said.place in furnished
        assert said.figure


def test_follow_ups_lead_to_the_list_narrowed_to_them(t: Translator) -> None:
    assert say(t, Item(Kind.OVERDUE, 2, day=date(2019, 4, 1))).argument is FollowUp.OVERDUE
    assert say(t, Item(Kind.DUE, 2, day=date(2019, 4, 1))).argument is FollowUp.DUE


@pytest.mark.parametrize(
    ("count", "day", "figure", "tone"),
    [
        (0, None, "never", Tone.DANGER),
        (0, date(2019, 4, 1), "today", Tone.GOOD),
        (1, date(2019, 4, 1), "1 day ago", Tone.GOOD),
        (8, date(2019, 4, 1), "8 days ago", Tone.DANGER),
    ],
)
def test_a_backup_gets_more_pressing_with_age(
    t: Translator, count: int, day: date | None, figure: str, tone: Tone
) -> None:
    said = say(t, Item(Kind.BACKUP, count, day=day))
    assert (said.figure, said.tone) == (figure, tone)
