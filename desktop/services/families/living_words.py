"""How a family lives, in words for the window and the command line; `day` says a day as they do."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from desktop.rules.aid_rules import AidBook
from desktop.rules.code_lists import OWN, CodeBook
from desktop.rules.nik import mask
from desktop.services.families.living import SAID_BY_FAMILY, Account, HeldAid, HousingState
from desktop.wording import N_, Translator

DOT = " · "
GROUPS = ("house", "belongings", "livestock")
Day = Callable[[date], str]


def account_words(t: Translator, book: CodeBook, day: Day, account: Account, *, whole: bool) -> str:
    """Channel, number, holder and days of one account; `whole` shows the number unmasked."""
    number = account.number if whole else mask(account.number)
    parts = [" ".join(part for part in (book.label("channel", account.channel), number) if part)]
    if account.holder_name:
        parts.append(t(N_("in the name of {name}"), name=account.holder_name))
    return DOT.join((*parts, *_days(t, day, account.valid_from, account.valid_to)))


def aid_words(t: Translator, books: tuple[CodeBook, AidBook], day: Day, aid: HeldAid, *, whole: bool) -> str:
    """Name, number and days of another aid, and who said so."""
    codes, aids = books
    number = aid.number if whole else mask(aid.number)
    parts = [" ".join(part for part in (aids.named(aid.aid), number) if part)]
    said = t(N_("said by the family")) if aid.source in (SAID_BY_FAMILY, OWN) else codes.source(aid.source)
    return DOT.join((*parts, *_days(t, day, aid.valid_from, aid.valid_to), said))


def housing_heading(t: Translator, day: Day, state: HousingState) -> str:
    return t(N_("Housing as seen on {day}"), day=day(state.on) if state.on else "")


def other_answers(book: CodeBook, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """The answers that differ, in the order they are asked; of the first ones those that say something."""
    for question in (one for group in GROUPS for one in book.group(group)):
        then, now = before.get(question.name, ""), after.get(question.name, "")
        if then == now:
            continue
        if before or now not in ("no", "0"):
            words = (book.label(question.name, kept) or "-" for kept in (then, now))
            yield f"{question.title}: {' → '.join(words)}"


def _days(t: Translator, day: Day, first: date | None, last: date | None) -> Iterator[str]:
    if first and last:
        yield t(N_("{first} to {last}"), first=day(first), last=day(last))
    elif first:
        yield t(N_("since {day}"), day=day(first))
