"""The first sign-in: somebody came with a password that was handed to him, and goes in with his own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop.errors import Refused
from desktop.services import signing_in
from desktop.services.office_settings import Safety
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.idle import MINUTE_MS
from desktop.ui.frame.own_password import OwnPassword
from tests.offices import PASSWORD
from tests.ui.frame.conftest import House, read

OWN = "kerbau mandi di kali"
SOON = 0.002  # minutes


@pytest.fixture
def first(house_at: Callable[[Path | None], House], new_folder: Path) -> House:
    """The operator's first sign-in."""
    house = house_at(new_folder)
    house.sign_in()
    return house


def choose(house: House, new: str, again: str | None = None) -> None:
    page = own(house)
    page.form.fill({"new": new, "again": new if again is None else again})
    page.form.submit()
    house.settle()


def own(house: House) -> OwnPassword:
    assert isinstance(house.page, OwnPassword), f"{type(house.page).__name__} is in view"
    return house.page


def test_he_is_asked_before_anything_of_the_office_is_seen(first: House) -> None:
    assert "Si Operator, from now on only you know your password." in read(own(first))
    assert "At least 12 characters" in read(own(first))
    assert first.window.workspace is None


def test_typed_twice_it_leads_in(first: House, new_folder: Path) -> None:
    first.type(OWN)
    first.type(OWN)
    first.settle()
    assert first.workspace.current == "home"
    assert first.workspace.bench.desk.person.must_change_password is False
    first.lock()
    first.sign_in(password=PASSWORD)
    assert "wrong" in first.gate.notice.sentence
    first.sign_in(password=OWN)
    assert first.workspace.current == "home"


def test_it_is_asked_for_once(first: House, new_folder: Path) -> None:
    choose(first, OWN)
    first.lock()
    first.sign_in(password=OWN)
    assert first.window.workspace is not None


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("ikan", "The password needs at least 12 characters. A short sentence is easy to remember."),
        ("elevenchars", "The password needs at least 12 characters. A short sentence is easy to remember."),
        ("aaaaaaaaaaaaaaa", "This password is too easy to guess. Choose another."),
        ("Rahasia12345", "This password is too easy to guess. Choose another."),
        (PASSWORD, "The new password is the old one. Choose another."),
    ],
)
def test_a_poor_one_is_refused_and_the_first_one_stays(first: House, new_folder: Path, new: str, sentence: str) -> None:
    choose(first, new)
    assert own(first).notice.sentence == sentence
    assert own(first).form.blocks["new"].widget.isEnabled()
    assert first.window.workspace is None
    choose(first, OWN)
    assert first.window.workspace is not None


def test_two_that_differ_are_told_beside_the_second(first: House) -> None:
    choose(first, OWN, "kerbau mandi di kolam")
    assert own(first).form.blocks["again"].problem == "Both must be the same. Type the second one again."
    assert first.window.runner.count == 0
    assert first.window.workspace is None


def test_a_sentence_that_was_followed_goes(first: House) -> None:
    choose(first, "pendek")
    assert own(first).notice.isVisible()
    choose(first, OWN, f"{OWN}!")
    assert not own(first).notice.isVisible()


def test_both_are_needed(first: House) -> None:
    own(first).form.submit()
    assert all(own(first).form.blocks[name].problem for name in ("new", "again"))


def test_nothing_is_shown_in_plain(first: House) -> None:
    lines = own(first).findChildren(QLineEdit)
    assert [line.echoMode() for line in lines] == [QLineEdit.EchoMode.Password] * 2


def test_who_goes_back_has_closed_the_office(first: House, new_folder: Path) -> None:
    (back,) = own(first).ways
    back.click()
    first.settle()
    assert isinstance(first.page, Gate)
    desk = signing_in.sign_in(new_folder, "supervisor", PASSWORD)
    assert desk.person.must_change_password
    desk.close()


def test_the_next_time_he_is_asked_again(first: House) -> None:
    own(first).ways[0].click()
    first.settle()
    first.sign_in()
    assert isinstance(first.page, OwnPassword)


def test_the_page_waits_for_its_answer(first: House) -> None:
    page = own(first)
    page.form.fill({"new": OWN, "again": OWN})
    page.form.submit()
    assert page.step.text() == "Changing the password"
    assert not page.ways[0].isEnabled()
    first.settle()


def test_closing_the_window_there_closes_the_office(first: House, new_folder: Path) -> None:
    first.window.close()
    desk = signing_in.sign_in(new_folder, "auditor", PASSWORD)
    desk.close()


def test_a_refusal_that_comes_too_late_is_dropped(first: House) -> None:
    own(first).ways[0].click()
    first.window.entry._first._refused(Refused("keys.password_common"))
    assert first.gate.notice.sentence == ""
    first.settle()


def test_an_office_left_open_at_this_page_locks(first: House, new_folder: Path) -> None:
    """He went away before choosing: the office is as open as it is anywhere else."""
    own(first).form.fill({"new": OWN})
    first.window.entry._first._idle.start(SOON)
    first.qtbot.waitUntil(lambda: isinstance(first.page, Gate))
    first.settle()
    assert first.gate.notice.sentence == "Locked, because nothing was typed for a while."
    assert first.window.workspace is None
    desk = signing_in.sign_in(new_folder, "supervisor", PASSWORD)
    desk.close()
    first.sign_in()
    assert own(first).form.values()["new"] == ""


def test_the_office_says_after_how_long_it_locks_here(first: House) -> None:
    clock = first.window.entry._first._idle._clock
    assert clock.isActive()
    assert clock.interval() == Safety().idle_minutes * MINUTE_MS
    choose(first, OWN)
    assert not clock.isActive()
    assert first.window.workspace is not None
