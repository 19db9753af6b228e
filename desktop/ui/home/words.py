"""What waits, in words: a title, one sentence, the first step and where it leads."""

from dataclasses import dataclass

from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.services.home import Item, Kind
from desktop.services.visits import FollowUp
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import full_day, number, rupiah
from desktop.wording import N_, Translator
from desktop.wording.quality import KINDS as DOUBTS

LONG_WITHOUT_BACKUP = 7  # days
_HASH_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of thing looks; the texts are marked strings."""

    icon: str
    tone: Tone
    title: str
    sentence: str
    step: str
    place: str


LOOKS: dict[Kind, Look] = {
    Kind.CONFIRM_PRINT: Look(
        "printer-check",
        Tone.ATTENTION,
        N_("Receipts printed, not confirmed"),
        N_("Tranche {tranche}: say whether all pages came out well; only then do they count as originals."),
        N_("Confirm the print"),
        "payout",
    ),
    Kind.APPROVE: Look(
        "file-sign",
        Tone.ATTENTION,
        N_("List waits for your approval"),
        N_("Tranche {tranche}: {families} families, {rupiah}. Compare it with the decree, then decide."),
        N_("Look at the list"),
        "payout",
    ),
    Kind.RETURNS: Look(
        "bank-transfer-in",
        Tone.ATTENTION,
        N_("Returns wait for your confirmation"),
        N_("{families} families, {rupiah}, went back to the treasury. See the bank's paper, then confirm or decline."),
        N_("See the returns"),
        "accounting",
    ),
    Kind.OPEN: Look(
        "cash-clock",
        Tone.BRAND,
        N_("Approved, pay-out not begun"),
        N_("Tranche {tranche}: {families} families, {rupiah}. Open the pay-out when its day has come."),
        N_("Open the tranche"),
        "payout",
    ),
    Kind.PRINT: Look(
        "printer-outline",
        Tone.BRAND,
        N_("Receipts to print"),
        N_("Tranche {tranche} is approved; {count} receipts have not been printed yet."),
        N_("Print receipts"),
        "payout",
    ),
    Kind.FINISH: Look(
        "file-edit-outline",
        Tone.BRAND,
        N_("Draft without a decree"),
        N_("Tranche {tranche}: {families} families, {rupiah}. Enter the decree, so that it can be approved."),
        N_("Finish the draft"),
        "payout",
    ),
    Kind.WAITS: Look(
        "timer-sand",
        Tone.NEUTRAL,
        N_("List waits for approval"),
        N_("Tranche {tranche}: {families} families, {rupiah}. Another person has to approve it."),
        N_("Look at the list"),
        "payout",
    ),
    Kind.OVERDUE: Look(
        "clipboard-alert-outline",
        Tone.DANGER,
        N_("Follow-ups overdue"),
        N_("The oldest was due on {day}. Do them, or enter when they were done."),
        N_("Show what is overdue"),
        "visits",
    ),
    Kind.DUE: Look(
        "clipboard-clock-outline",
        Tone.ATTENTION,
        N_("Follow-ups due today"),
        N_("Promised to families for today."),
        N_("Show what is due"),
        "visits",
    ),
    Kind.UNPLACED: Look(
        "map-marker-question-outline",
        Tone.ATTENTION,
        N_("Families to be placed"),
        N_("Their village was not found in the register. Until it is known they get no money."),
        N_("Place them"),
        "families",
    ),
    Kind.VALIDATE: Look(
        "clipboard-check-outline",
        Tone.BRAND,
        N_("Candidates to validate"),
        N_("Nobody has said yet whether they fit. Enter the results with their minutes."),
        N_("Validate"),
        "validating",
    ),
    Kind.UNATTENDED: Look(
        "account-alert-outline",
        Tone.ATTENTION,
        N_("Families without a facilitator"),
        N_("They are in a programme and nobody visits them. Give them to a facilitator."),
        N_("Show these families"),
        "families",
    ),
    Kind.DOUBTS: Look(
        "alert-circle-check-outline",
        Tone.ATTENTION,
        N_("Families with faults in their data"),
        N_("Most often: {doubt}. Mend it, or let it stand with a reason."),
        N_("Look at the faults"),
        "quality",
    ),
    Kind.DOUBLES: Look(
        "account-switch-outline",
        Tone.ATTENTION,
        N_("Possible duplicates"),
        N_("They may stand in the register twice. Compare both, and decide with a reason."),
        N_("Compare and decide"),
        "duplicates",
    ),
    Kind.TASKS: Look(
        "help-circle-outline",
        Tone.ATTENTION,
        N_("Questions to decide"),
        N_("The same number stands with more than one family or person. Look, and decide which is right."),
        N_("Look at the families"),
        "families",
    ),
    Kind.BACKUP: Look(
        "content-save-check-outline",
        Tone.GOOD,
        N_("Backup"),
        N_("The last one was made on {day}."),
        N_("Back up now"),
        "office",
    ),
    Kind.FIRST_PASSWORD: Look(
        "account-key-outline",
        Tone.ATTENTION,
        N_("First passwords still in use"),
        N_("These people have not chosen a password of their own yet. Ask them to sign in once."),
        N_("Look at the users"),
        "office",
    ),
    Kind.PROOF: Look(
        "shield-check-outline",
        Tone.GOOD,
        N_("Lines in the log"),
        N_("Last proof on {day}. Head of the log: {head}. Compare it with the last printed one."),
        N_("Prove the office"),
        "office",
    ),
}


ARGUMENTS: dict[Kind, object] = {
    Kind.OVERDUE: FollowUp.OVERDUE,
    Kind.DUE: FollowUp.DUE,
    Kind.UNPLACED: Asked(filters=Filters(unplaced=True)),
    Kind.UNATTENDED: Asked(filters=Filters(unattended=True)),
    Kind.RETURNS: "returns",
    Kind.BACKUP: "backup",
    Kind.PROOF: "backup",
    Kind.FIRST_PASSWORD: "users",
}


@dataclass(frozen=True, slots=True)
class Said:
    """An item as its card says it, translated."""

    icon: str
    tone: Tone
    figure: str
    title: str
    sentence: str
    step: str
    place: str
    argument: object


def say(t: Translator, item: Item) -> Said:
    """Put an item into words."""
    look = LOOKS[item.kind]
    tone, sentence = look.tone, t(look.sentence, **_values(t, item))
    if item.kind is Kind.BACKUP and (item.day is None or item.count > LONG_WITHOUT_BACKUP):
        tone = Tone.DANGER
        if item.day is None:
            sentence = t("None was ever made. If this PC breaks, everything is lost.")
    elif item.kind is Kind.PROOF and item.day is None:
        tone, sentence = Tone.ATTENTION, t("The office was never proved. The proof takes a few minutes.")
    return Said(look.icon, tone, _figure(t, item), t(look.title), sentence, t(look.step), look.place, _argument(item))


def _figure(t: Translator, item: Item) -> str:
    """The one number of the card; of a backup it is its age."""
    if item.kind is not Kind.BACKUP:
        return number(item.count)
    if item.day is None:
        return t("never")
    return t("today") if item.count == 0 else t.many("{count} day ago", "{count} days ago", item.count)


def _values(t: Translator, item: Item) -> dict[str, object]:
    return {
        "tranche": item.tranche.short if item.tranche else "",
        "families": number(item.figure.families),
        "rupiah": rupiah(item.figure.rupiah),
        "count": number(item.count),
        "day": full_day(t, item.day) if item.day else "",
        "head": f"{item.text[:_HASH_SHOWN]}…",
        "doubt": t(DOUBTS[item.text]) if item.kind is Kind.DOUBTS else "",
    }


def _argument(item: Item) -> object:
    """What the place is asked to show."""
    if item.kind is Kind.TASKS:
        return Asked(item.text)
    return item.tranche or ARGUMENTS.get(item.kind)
