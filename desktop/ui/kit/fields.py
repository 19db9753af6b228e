"""What a form is made of, as data: groups of fields of a few kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kind of a field and, in brackets, the type of its value; an empty one is "" or None."""

    TEXT = "text"  # str
    DIGITS = "digits"  # str of digits only, shown in fours
    DATE = "date"  # date
    CHOICE = "choice"  # one of the values offered
    ANSWER = "answer"  # bool, None is "not known"
    NUMBER = "number"  # int
    RUPIAH = "rupiah"  # int
    LINES = "lines"  # str
    PASSWORD = "password"  # noqa: S105 - str, never trimmed


@dataclass(frozen=True, slots=True)
class Field:
    """One field; every text is already translated.

    `length` is the exact number of digits of DIGITS, and the most characters of TEXT, LINES and PASSWORD.
    `hint` stands in the field while it is empty; every DATE shows the same one, of its own.
    `span` says over how many of the group's columns it reaches.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    unit: str = ""
    hint: str = ""
    required: bool = False
    length: int = 0
    choices: Sequence[tuple[object, str]] = ()
    span: int = 1
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading; Alt and the letter after "&" (else a free letter of it) jumps to the first.

    A plain one stands on a card that is there already: no frame of its own, and no word on what must be filled in,
    because there everything must.
    """

    title: str
    fields: Sequence[Field]
    columns: int = 2
    plain: bool = False


def mnemonics(titles: Sequence[str]) -> list[str]:
    """Titles with an "&" before the letter that jumps to each; a letter is given once, the first free one."""
    taken = {title[title.index("&") + 1].lower() for title in titles if "&" in title[:-1]}
    marked: list[str] = []
    for title in titles:
        if "&" in title:
            marked.append(title)
            continue
        place = next((i for i, letter in enumerate(title) if _usable(letter) and letter.lower() not in taken), -1)
        if place >= 0:
            taken.add(title[place].lower())
            marked.append(f"{title[:place]}&{title[place:]}")
        else:
            marked.append(title)
    return marked


def _usable(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()
