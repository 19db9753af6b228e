"""How the room names lists, areas and figures, and the first sentence on a list's books."""

from collections.abc import Iterator

from desktop.rules.money import Figure
from desktop.rules.terms import PayListState
from desktop.services.accounting.books import Books, told
from desktop.services.accounting.reconciling import AreaBalance, Identity
from desktop.services.money.keys import TrancheKey
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number, rupiah
from desktop.wording import Translator

NOTHING = Figure()
MOST = 3  # concerns in the first sentence; all of them stand in the lines beside it
PARTS = 3  # of a sum, written out; of more only how many there are
UNOPENED = (PayListState.DRAFT, PayListState.CHECKED)


def list_name(t: Translator, key: TrancheKey) -> str:
    if key.supplement:
        return t("Tranche {number} / {year}, later list {list}", number=key.number, year=key.year, list=key.supplement)
    return t("Tranche {number} / {year}", number=key.number, year=key.year)


def longest_name(t: Translator) -> str:
    """A list's name of the length for which columns leave room: later lists differ only in its end."""
    return list_name(t, TrancheKey("", 2019, 4, 9))


def counted(t: Translator, families: int) -> str:
    return t.many("{families} family", "{families} families", families, families=number(families))


def money(t: Translator, figure: Figure) -> str:
    """Both halves of a figure."""
    return t("{families}, {rupiah}", families=counted(t, figure.families), rupiah=rupiah(figure.rupiah))


def area_name(t: Translator, area: AreaBalance) -> str:
    return area.name or area.code or t("Still to be placed")


def verdict(t: Translator, books: Books) -> tuple[str, Tone]:
    """Whether everything is in order, in a sentence or two."""
    concerns = [t.sentence(one.code, one.values) for one in books.concerns]
    more = len(concerns) - MOST
    shown = concerns[:MOST]
    if more > 0:
        shown.append(t.many("{count} more stands beside the areas.", "{count} more stand beside the areas.", more))
    if not books.in_order:
        return " ".join((t("Not in order."), *shown)), Tone.DANGER
    if shown:
        return " ".join((t("Every sum adds up, and this is left to do."), *shown)), Tone.ATTENTION
    return " ".join(_fine(t, books)), Tone.GOOD


def _fine(t: Translator, books: Books) -> Iterator[str]:
    state, unpaid = books.found.state, books.found.whole.unpaid
    if state in UNOPENED:
        yield t("Every sum adds up; the list is not approved yet.")
    elif state is PayListState.APPROVED:
        yield t("In order: every sum adds up; the pay-out is not open yet.")
    elif unpaid == NOTHING:
        yield t("In order: every sum adds up, and nothing is left to do.")
    else:
        yield t("In order: every sum adds up; {families} families, {rupiah}, are still to be paid.", **told(unpaid))
        if books.age is not None and books.age.days_left is not None:
            left = books.age.days_left
            yield t.many("{shown} day is left.", "{shown} days are left.", left, shown=number(left))


def sum_line(t: Translator, identity: Identity) -> str:
    """A sum in its figures."""
    left, parts = rupiah(identity.left.rupiah), identity.parts
    if len(parts) <= PARTS:
        return f"{left} = {' + '.join(rupiah(part.rupiah) for part in parts)}"
    whole = sum(parts, NOTHING)
    return t("{left} = {whole} in {count} areas", left=left, whole=rupiah(whole.rupiah), count=number(len(parts)))


def apart(t: Translator, difference: Figure) -> str:
    """By how much two sides differ: in rupiah, or where those agree in families."""
    if difference.rupiah:
        return t("Differs by {amount}", amount=rupiah(abs(difference.rupiah)))
    return t("Differs by {families} families", families=number(abs(difference.families)))


def days_told(t: Translator, left: int | None) -> str:
    """How long unpaid money may still lie."""
    if left is None:
        return t("No deadline")
    if left < 0:
        return t.many("{shown} day over", "{shown} days over", -left, shown=number(-left))
    return t.many("{shown} day left", "{shown} days left", left, shown=number(left))
