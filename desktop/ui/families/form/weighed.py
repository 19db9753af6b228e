"""The page of a form whose problems the services find: they stay until what they are about is mended."""

from PySide6.QtCore import QObject

from desktop.ui.kit.page import Page


class WeighedPage(Page):
    """Leaving a field takes nothing back that was said of it; each edit weighs the whole family anew."""

    def _left(self, part: QObject) -> None:
        block = self._block_of(part)
        if block is not None and block.unreadable():
            block.say(block.check())
