"""Comes in and goes out as one of the people of an office."""

from pathlib import Path

from desktop.ui.frame.own_password import OwnPassword
from desktop.ui.tour.guide import Guide, Lost

OWN = "padi menguning di sawah"  # the password everybody chooses in the office the tour sets up


def leave(guide: Guide) -> None:
    """Lock the office, where one is open."""
    if guide.window.workspace is not None:
        guide.close_dialogs()
        guide.window.lock(other=True)
        guide.until(lambda: guide.window.workspace is None, "the office does not close")
        guide.settle()


def to_gate(guide: Guide, office: Path) -> None:
    """Stand before the sign-in page of an office."""
    leave(guide)
    guide.window.entry.choose(office, "", "")
    guide.settle()


def type_in(guide: Guide, name: str, password: str) -> None:
    gate = guide.window.entry.gate
    if gate is None:
        raise Lost("the sign-in page is not in view")
    gate.form.fill({"name": name, "password": password})
    gate.form.submit()
    guide.settle()


def enter(guide: Guide, name: str, office: Path | None = None, password: str = "") -> None:
    """Sign in, unless one is in already under this name."""
    folder = office or guide.ground.office
    workspace = guide.window.workspace
    if workspace is not None and workspace.bench.desk.person.name == name and guide.window.entry.folder == folder:
        guide.close_dialogs()
        return
    to_gate(guide, folder)
    type_in(guide, name, password or guide.ground.password)


def enter_new(guide: Guide, name: str, office: Path, first: str) -> None:
    """Sign in for the first time and choose the own password."""
    to_gate(guide, office)
    type_in(guide, name, first)
    choose_own(guide)


def choose_own(guide: Guide) -> None:
    page = guide.page(OwnPassword, guide.window.entry.currentWidget())
    page.form.fill({"new": OWN, "again": OWN})
    page.form.submit()
    guide.settle()
