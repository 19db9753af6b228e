"""What the commands of validation choose by: programme, village, a list of cards."""

from pathlib import Path

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.terms import EnrolmentStatus
from desktop.services import naming
from desktop.services.desk import Desk
from desktop.services.validating import listing
from desktop.services.validating.selecting import Selection, split_cards
from desktop.store.files import system_errors


def chosen_programme(context: Context, desk: Desk) -> str:
    if context.args.programme:
        return naming.programme(desk, context.args.programme)
    rows = listing.joined(desk)
    if not rows:
        raise Refused("programme.none")
    return rows[0].code


def selection(context: Context, desk: Desk, status: EnrolmentStatus | None = None) -> Selection:
    file: Path | None = getattr(context.args, "cards", None)
    cards: tuple[str, ...] = ()
    if file is not None:
        cards = _cards(file)
    return Selection(chosen_programme(context, desk), status, village=chosen_village(context, desk), cards=cards)


def chosen_village(context: Context, desk: Desk) -> str | None:
    return naming.village(desk, context.args.village) if context.args.village else None


def _cards(file: Path) -> tuple[str, ...]:
    """Card numbers of a text file. Refused where it is none, or names nobody: no cards would mean everybody."""
    with system_errors(file):
        data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("validating.cards_no_text", name=file.name) from error
    if "\0" in text:
        raise Refused("validating.cards_no_text", name=file.name)
    cards = split_cards(text)
    if not cards:
        raise Refused("validating.cards_none", name=file.name)
    return cards
