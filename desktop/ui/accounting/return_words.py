"""The words of a return to the treasury: its state, its columns, and what a person may do with it."""

from functools import partial
from operator import attrgetter

from desktop.rules.terms import Role
from desktop.services.accounting.return_rows import ReturnRow, Undone
from desktop.ui.accounting.words import counted, list_name, longest_name
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import full_day, rupiah
from desktop.wording import Translator


def key_of(row: ReturnRow) -> object:
    return row.key, row.sts_number


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("STS"), attrgetter("sts_number"), Kind.STRONG, "STS-0117/DINSOS/2019", stretch=1),
        Column(t("Date"), attrgetter("on"), Kind.DATE),
        Column(t("List"), partial(_list, t), sample=longest_name(t)),
        Column(t("Rupiah"), _rupiah, Kind.MONEY, "Rp9.999.000.000"),
        Column(
            t("State"),
            partial(state, t),
            Kind.CHIP,
            max((t("Taken back"), t("Confirmed"), t("Not entered yet")), key=len),
        ),
    ]


def _list(t: Translator, row: ReturnRow) -> str:
    return list_name(t, row.key)


def _rupiah(row: ReturnRow) -> int:
    return row.figure.rupiah


def state(t: Translator, row: ReturnRow) -> ChipValue:
    if row.id is None:
        return ChipValue(t("Not entered yet"), Tone.ATTENTION)
    if row.taken_back:
        declined = row.undone is not None and row.undone.declined
        return ChipValue(t("Declined") if declined else t("Taken back"), Tone.DANGER if declined else Tone.NEUTRAL)
    if row.confirmed_at is not None:
        return ChipValue(t("Confirmed"), Tone.GOOD)
    return ChipValue(t("Waits"), Tone.ATTENTION)


def facts(t: Translator, row: ReturnRow) -> list[str]:
    """Who did what with it, a line for each."""
    lines = [t("{day} · {list}", day=full_day(t, row.on), list=list_name(t, row.key))]
    if row.id is not None:
        named = t("Account of the treasury: {account}", account=row.account)
        lines.append(named if row.account else t("Account of the treasury not named yet"))
    if row.before is not None:
        lines.append(_before(t, row.before))
    if row.made_at is not None:
        lines.append(t("Made by {name}, {day}", name=row.made_by, day=full_day(t, row.made_at.date())))
    if row.confirmed_at is not None:
        lines.append(t("Confirmed by {name}, {day}", name=row.confirmed_by, day=full_day(t, row.confirmed_at.date())))
    if row.undone is not None:
        values = {"name": row.undone.by, "day": full_day(t, row.undone.at.date()), "reason": row.undone.reason}
        declined = t("Declined by {name}, {day}: {reason}", **values)
        lines.append(declined if row.undone.declined else t("Taken back by {name}, {day}: {reason}", **values))
    return lines


def _before(t: Translator, undone: Undone) -> str:
    values = {"name": undone.by, "day": full_day(t, undone.at.date()), "reason": undone.reason}
    if undone.declined:
        return t("Declined once by {name}, {day}: {reason}", **values)
    return t("Taken back once by {name}, {day}: {reason}", **values)


def about(t: Translator, row: ReturnRow) -> str:
    """The figures of a return."""
    return f"{counted(t, row.figure.families)} · {rupiah(row.figure.rupiah)}"


def waits_for(t: Translator, row: ReturnRow, role: Role) -> str:
    """Whose turn it is, for who cannot go on himself; nothing where a button says it."""
    if row.id is None:
        if role is Role.OPERATOR:
            return t("An older program returned it. Enter it, so that a second person can confirm it.")
        return t("An older program returned it. The operator enters it first.")
    if not row.waits:
        return ""
    if row.mine:
        return t("You made this return, so another person confirms it.")
    if role is not Role.SUPERVISOR:
        return t("A supervisor confirms or declines it.")
    return ""
