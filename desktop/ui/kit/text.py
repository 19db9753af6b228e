"""Labels of the few kinds there are; text is always plain, because names from files may look like markup."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.kit import fonts
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.tokens import Size


class Role(StrEnum):
    """What a text is; its size and weight follow."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BODY = "body"
    STRONG = "strong"
    SECONDARY = "secondary"
    SECTION = "section"
    LABEL = "label"
    PROBLEM = "problem"
    REMARK = "remark"  # as a problem, and it forbids nothing


def _size(role: Role) -> int:
    sizes = {Role.TITLE: Size.HEAD, Role.SUBTITLE: Size.SUBHEAD, Role.BODY: Size.BODY, Role.STRONG: Size.BODY}
    return sizes.get(role, Size.SECONDARY)


def _weight(role: Role) -> Weight:
    weights = {
        Role.TITLE: Weight.BOLD,
        Role.SUBTITLE: Weight.BOLD,
        Role.STRONG: Weight.STRONG,
        Role.SECTION: Weight.STRONG,
        Role.LABEL: Weight.MEDIUM,
        Role.PROBLEM: Weight.MEDIUM,
        Role.REMARK: Weight.MEDIUM,
    }
    return weights.get(role, Weight.REGULAR)


def label(text: str, role: Role = Role.BODY, parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """Make a label of plain text."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", str(role))
    made.setFont(fonts.face(_size(role), _weight(role)))
    made.setWordWrap(wrap)
    made.setText(text)
    return made


def repolish(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the sheet looks at, and have the sheet look again.

    What was never set looked false already: looking at each field of a form anew takes as long as half the form.
    """
    before = widget.property(name)
    if before == value:
        return
    widget.setProperty(name, value)
    if not (before or value):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
