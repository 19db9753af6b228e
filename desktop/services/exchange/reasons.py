"""The reason that is kept with a decision between offices."""

from desktop.errors import Refused

LONGEST = 400


def checked_reason(typed: str) -> str:
    """A reason on one line, as long as may be kept."""
    why = " ".join(typed.split())
    if not why:
        raise Refused("exchange_desk.no_reason")
    if len(why) > LONGEST:
        raise Refused("exchange_desk.long_reason", count=len(why), longest=LONGEST)
    return why
