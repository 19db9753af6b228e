"""How the history of a family is told in the window: the words of the history, with days as the window says them."""

from functools import partial

from desktop.code_lists import CodeLists
from desktop.services.life.telling import Teller
from desktop.ui.kit.words import day
from desktop.wording import Translator


def teller(t: Translator, codes: CodeLists | None = None) -> Teller:
    """Make one; without the lists at hand they are read once a line needs them."""
    return Teller(t, partial(day, t), codes or CodeLists())
