"""What a payer's columns and words mean where no layout knows them: said by a person once, and kept for the payer."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.payout_reasons import Reason, load_reasons
from desktop.rules.terms import Role
from desktop.services import column_maps
from desktop.services.desk import Answer, Desk, allowed
from desktop.sheets.payer_answer import AnswerRow, check_answer, load_answer_layouts
from desktop.sheets.payer_words import SAYABLE, Word, WordKind, read_meaning, refuse_known, word
from desktop.sheets.sighted import Sighted
from desktop.store.unit import Unit

COLUMNS, WORDS = "payer_answer", "payer_words"
Meanings = Mapping[tuple[WordKind, str], str]
"""What words mean, by their kind and as they are written."""
_BETWEEN = ":"
_MOST = 500


@dataclass(frozen=True, slots=True)
class WordSeen:
    """A word of a file that a person must explain, or once did: how it is written, in how many rows, its meaning."""

    kind: WordKind
    written: str
    rows: int
    meaning: str = ""  # "" nobody said yet


def outcomes() -> tuple[OrderOutcome, ...]:
    """What the word for an outcome may mean; the word of a reason may mean one of `reasons`."""
    return SAYABLE


def reasons() -> tuple[Reason, ...]:
    return load_reasons().all


def said(session: Session, payer: str) -> dict[Word, str]:
    """What was said of this payer's words."""
    kept = column_maps.saved(session, WORDS).get(payer, {})
    found = {}
    for name, meaning in kept.items():
        kind, _, text = name.partition(_BETWEEN)
        found[Word(WordKind(kind), text)] = meaning
    return found


def seen(rows: Iterable[AnswerRow], kept: Mapping[Word, str]) -> tuple[WordSeen, ...]:
    """Words of these rows that nobody knows, the most frequent first, then those that a person explained before."""
    counts: Counter[Word] = Counter()
    written: dict[Word, str] = {}
    for row in rows:
        for kind, text in ((WordKind.STATUS, row.status), (WordKind.REASON, row.why)):
            one = word(kind, text)
            if text and (row.unknown is kind or one in kept):
                counts[one] += 1
                written.setdefault(one, text)
    found = [WordSeen(one.kind, written[one], many, kept.get(one, "")) for one, many in counts.most_common()]
    return tuple(sorted(found, key=_unknown_first))


@allowed(Role.OPERATOR)
def explain_columns(desk: Desk, payer: str, sighted: Sighted, columns: Mapping[int, str]) -> Answer[None]:
    """Keep what the columns of this payer's answers mean. Refused where no payment could be found by them."""
    meant = {place: name for place, name in columns.items() if name}
    check_answer(meant)
    with desk.write("payout_answer.columns") as unit:
        column_maps.remember(unit, desk, COLUMNS, payer, sighted, meant)
    return Answer(None, Changes.of("column_map"))


@allowed(Role.OPERATOR)
def explain_words(desk: Desk, payer: str, meanings: Meanings) -> Answer[int]:
    """Keep what words of this payer mean: {(kind, as written): meaning}; "" forgets it. Answers how many are kept.

    Refused for a word that the program knows and that means something else: no person alone turns failed into paid.
    A meaning is "paid", "idle", "failed" or "failed/" with a reason's code; that of a reason is the code.
    """
    with desk.write("payout_answer.words") as unit:
        many = keep_words(unit, desk, payer, meanings)
    return Answer(many, Changes.of("column_map"))


def with_said(session: Session, payer: str, meanings: Meanings) -> dict[Word, str]:
    """What was said of this payer's words, and what is said of them now. Refused where a meaning cannot be."""
    reasons, layouts = load_reasons(), [one.words for one in load_answer_layouts()]
    kept = said(session, payer)
    for (kind, written), meaning in meanings.items():
        one = word(kind, written)
        if not meaning:
            kept.pop(one, None)
            continue
        read_meaning(kind, meaning, reasons)
        if kind is WordKind.STATUS:
            refuse_known(written, meaning, layouts, reasons)
        kept[one] = meaning
    if len(kept) > _MOST:
        raise Refused("payers.words_many", limit=_MOST)
    return kept


def keep_words(unit: Unit, desk: Desk, payer: str, meanings: Meanings) -> int:
    """Keep what words mean, within a transaction under way; answers how many are kept."""
    kept = with_said(unit.session, payer, meanings)
    column_maps.keep(unit, desk, WORDS, payer, {f"{one.kind}{_BETWEEN}{one.text}": kept[one] for one in kept})
    return len(kept)


def _unknown_first(one: WordSeen) -> bool:
    return bool(one.meaning)
