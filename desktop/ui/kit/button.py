"""Buttons: filled for the one main thing, outlined for the rest, a link beside a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.kit import fonts, icons
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.tokens import Size


class Kind(StrEnum):
    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do: a verb (already translated), what it calls, its icon and its key ("F9")."""

    text: str
    run: Callable[[], object]
    icon: str = ""
    key: str = ""
    enabled: bool = True


def button(
    text: str,
    run: Callable[[], object] | None = None,
    *,
    kind: Kind = Kind.PLAIN,
    icon: str = "",
    key: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Make a button; its key works in the whole window and stands in the tooltip."""
    made = QPushButton(text, parent)
    made.setProperty("kind", str(kind))
    made.setFont(fonts.face(Size.BODY, Weight.REGULAR if kind == Kind.PLAIN else Weight.STRONG))
    # Enter presses the button that has the focus, also outside a dialog.
    made.setAutoDefault(True)
    if icon:
        made.setIcon(icons.icon(icon, _ink(kind)))
        made.setIconSize(QSize(Size.ICON, Size.ICON))
    if key:
        made.setShortcut(key)
        made.setToolTip(f"{text} ({key})")
    if run is not None:
        made.clicked.connect(_Call(run))
    return made


def from_action(action: Action, kind: Kind = Kind.PLAIN, parent: QWidget | None = None) -> QPushButton:
    made = button(action.text, action.run, kind=kind, icon=action.icon, key=action.key, parent=parent)
    made.setEnabled(action.enabled)
    return made


def _ink(kind: Kind) -> str:
    return {Kind.PRIMARY: "on_brand", Kind.DANGER: "danger", Kind.LINK: "brand"}.get(kind, "text")


class _Call:
    """Calls without the state that `clicked` brings along, which a slot with defaults would mistake."""

    def __init__(self, run: Callable[[], object]) -> None:
        self._run = run

    def __call__(self, _checked: bool = False) -> None:
        self._run()
