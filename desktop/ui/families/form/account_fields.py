"""Where a family's money goes and where its house stands on the map: the fields and their values."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from desktop.rules.code_lists import CodeBook
from desktop.rules.coordinates import MapPlace, read_place
from desktop.services.families.living import Account, FamilyLiving
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.wording import Translator

SINCE = "account_since"
PLACE = "place"
NAMES = ("channel", SINCE, "number", "holder_name", PLACE)


def groups(t: Translator, book: CodeBook) -> tuple[Group, ...]:
    channels = [("", "-"), *book.choices("channel")]
    return (
        Group(
            t("Account"),
            (
                Field("channel", t("Paid out by"), Kind.CHOICE, choices=channels),
                Field(SINCE, t("Since"), Kind.DATE),
                Field("number", t("Account number"), length=32),
                Field("holder_name", t("In the name of"), length=120),
            ),
        ),
        Group(
            t("Place on the map"),
            (
                Field(
                    PLACE,
                    t("Latitude and longitude"),
                    hint="-6.37250, 105.82750",
                    help=t("Type them, or paste them or the link from a map."),
                    span=2,
                ),
            ),
        ),
    )


def values(book: CodeBook, living: FamilyLiving) -> dict[str, object]:
    account = living.account
    return {
        "channel": book.resolved("channel", account.channel),
        SINCE: account.valid_from,
        "number": account.number,
        "holder_name": account.holder_name,
        PLACE: str(living.place) if living.place else "",
    }


def account_of(typed: Mapping[str, Any], before: Account, today: date) -> Account:
    """The account as typed; one that is another than before began today, unless another day is typed."""
    since = typed[SINCE] if isinstance(typed[SINCE], date) else None
    account = replace(
        before, channel=typed["channel"] or "", number=typed["number"] or "", holder_name=typed["holder_name"] or ""
    )
    same = replace(account, valid_from=before.valid_from) == before
    if not same and since == before.valid_from and before.channel:
        since = today
    return replace(account, valid_from=since)


def place_of(typed: str) -> tuple[MapPlace | None, str]:
    """The place, and the code of what is wrong with what is typed."""
    reading = read_place(typed)
    return reading.value, str(reading.problem or "")
