"""What a kept list offers for the register: aids it says families hold, desil it gives; a person takes it over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import Household, OfficialList, OtherAid
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.official_lists import ListOutcome, OfficialKind
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.official_lists import register
from desktop.services.official_lists.answers import Said, read_said
from desktop.services.official_lists.previewing import change_number
from desktop.services.official_lists.together import PKH
from desktop.store.unit import Unit
from desktop.wording.importing import COMPARING, SAVING

TENTH = 10  # a desil is a tenth of all households: its upper end as a percentile


@dataclass(frozen=True, slots=True)
class AidOffer:
    """An aid to be written down for a family, or to be ended; `open_id` is the record it ends."""

    household: UUID
    name: str
    village: str
    aid: str
    number: str
    ends: bool = False
    open_id: UUID | None = None

    @property
    def key(self) -> str:
        return f"{self.household}/{self.aid}"


@dataclass(frozen=True, slots=True)
class RankOffer:
    """A family's place in the register. A percentile of None leaves it as it is."""

    household: UUID
    name: str
    village: str
    percentile: int | None
    desil: str
    old_percentile: int | None
    old_source: str

    @property
    def key(self) -> str:
        return str(self.household)


@dataclass(frozen=True, slots=True)
class Offers:
    """What one list offers as the register stood at `change`; what is taken over already is not offered."""

    list_id: UUID
    source: str
    as_of: date
    aids: tuple[AidOffer, ...] = ()
    ranks: tuple[RankOffer, ...] = ()
    change: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class OffersTaken:
    aids: int
    ended: int
    ranks: int


@allowed(*EVERYBODY)
def offers(desk: Desk, list_id: UUID, progress: Progress = SILENT) -> Offers:
    """Work out what the list says of families and they do not say of themselves."""
    with desk.read() as session:
        return _offers(session, desk.office.code, list_id, progress)


@allowed(Role.OPERATOR)
def take(
    desk: Desk, offered: Offers, left_out: Collection[str] = (), progress: Progress = SILENT
) -> Answer[OffersTaken]:
    """Take over what is offered, but for the keys left out, in one transaction with the list as its source.

    Refused when the office changed since in a way that changes what is offered.
    """
    with desk.write("list.offers_taken") as unit:
        _still_true(desk, unit, offered, progress)
        skipped = frozenset(left_out)
        aids = [offer for offer in offered.aids if offer.key not in skipped]
        ranks = [offer for offer in offered.ranks if offer.key not in skipped]
        _write_aids(unit, offered, aids)
        _write_families(unit, offered, aids, ranks, progress)
        taken = OffersTaken(sum(not offer.ends for offer in aids), sum(offer.ends for offer in aids), len(ranks))
        if aids or ranks:
            unit.journal.note(
                kind="official_list", record=str(offered.list_id), aids=taken.aids, ended=taken.ended,
                ranks=taken.ranks, left_out=len(skipped),
            )  # fmt: skip
    return Answer(taken, Changes(unit.changes.kinds))


def _still_true(desk: Desk, unit: Unit, offered: Offers, progress: Progress) -> None:
    """Where nothing at all changed since, it need not be worked out anew."""
    if change_number(unit.connection) == offered.change:
        return
    if _offers(unit.session, desk.office.code, offered.list_id, progress) != offered:
        raise Refused("list.office_changed")


def _offers(session: Session, office: str, list_id: UUID, progress: Progress) -> Offers:
    kept = session.get(OfficialList, list_id)
    if kept is None:
        raise Refused("list.unknown")
    change = change_number(session.connection())
    found = _Found(session, kept, office)
    for number, row in enumerate(register.families(session, list_id, office)):
        if number % register.AT_ONCE == 0:
            progress.step(number, kept.rows, COMPARING)
        found.add(row, read_said(row.said))
    return Offers(list_id, kept.source, kept.as_of, tuple(found.aids.values()), tuple(found.ranks.values()), change)


class _Found:
    """Gathers the offers of one list: of several rows about a family the first that says a thing says it."""

    def __init__(self, session: Session, kept: OfficialList, office: str) -> None:
        self.aids: dict[tuple[UUID, str], AidOffer] = {}
        self.ranks: dict[UUID, RankOffer] = {}
        self._kept = kept
        self._holding: set[tuple[UUID, str]] = set()
        self._ranked: set[UUID] = set()
        self._open = register.open_aids(session, kept.as_of)
        self._newer = register.ranked_later(session, kept)

    def add(self, row: Any, said: Said) -> None:
        if self._kept.kind == OfficialKind.OTHER_AID.value and row.outcome != ListOutcome.DIED.value:
            self._aid(row, self._kept.source, said.facts.get("number", ""), row.outcome == ListOutcome.LISTED.value)
        for aid, holds in said.receives.items():
            self._aid(row, aid, "", holds)
        if self._kept.kind == OfficialKind.POVERTY_REGISTER.value and row.household_id not in self._newer:
            self._rank(row, said)

    def _aid(self, row: Any, aid: str, number: str, holds: bool) -> None:
        key = (row.household_id, aid)
        there, since, until = self._open.get(key, (None, None, None))
        if holds:
            self._holding.add(key)
            # That somebody of the family holds it weighs more than that another does not.
            if key in self.aids and self.aids[key].ends:
                del self.aids[key]
            if there is None and key not in self.aids:
                self.aids[key] = _aid_offer(row, aid, number)
        elif key not in self._holding:
            # What began after the day of the list it cannot know of; what ended that day has ended.
            day = self._kept.as_of
            runs = since is not None and since <= day and (until is None or until > day)
            if runs or (there is None and aid == PKH and row.receives_pkh):
                self.aids.setdefault(key, replace(_aid_offer(row, aid, number), ends=True, open_id=there))

    def _rank(self, row: Any, said: Said) -> None:
        desil, percentile = said.facts.get("desil", ""), said.facts.get("percentile", "")
        rank = int(percentile) if percentile else TENTH * int(desil) if desil else None
        if row.household_id in self._ranked:
            return
        if rank is not None:
            self._ranked.add(row.household_id)
            self.ranks.pop(row.household_id, None)  # a rank is more than the bare name in the register
        known = (row.poverty_percentile, row.poverty_source)
        wanted = (row.poverty_percentile if rank is None else rank, self._kept.source)
        # Without a rank, standing in one register is not more than standing in another.
        if wanted == known or (rank is None and row.poverty_source):
            return
        offer = RankOffer(
            row.household_id, row.caretaker_name or "", row.village_name or "", rank, desil, known[0], known[1] or ""
        )
        self.ranks.setdefault(row.household_id, offer)


def _aid_offer(row: Any, aid: str, number: str) -> AidOffer:
    return AidOffer(row.household_id, row.caretaker_name or "", row.village_name or "", aid, number)


def _write_aids(unit: Unit, offered: Offers, aids: Sequence[AidOffer]) -> None:
    unit.insert_many(
        OtherAid,
        [
            {
                "id": new_id(), "household_id": offer.household, "member_id": None, "aid": offer.aid,
                "number": offer.number[:32] or None, "source": offered.source, "valid_from": offered.as_of,
                "valid_to": None,
            }
            for offer in aids
            if not offer.ends
        ],
    )  # fmt: skip
    ended = [offer.open_id for offer in aids if offer.ends and offer.open_id]
    for rows in register.whole(unit, OtherAid, ended):
        for row in rows:
            row["valid_to"] = offered.as_of
        unit.update_many(OtherAid, rows, ("valid_to",))


def _write_families(
    unit: Unit, offered: Offers, aids: Sequence[AidOffer], ranks: Sequence[RankOffer], progress: Progress
) -> None:
    """What the family itself says of PKH, and its place in the register."""
    pkh = {offer.household: not offer.ends for offer in aids if offer.aid == PKH}
    ranked = {offer.household: offer for offer in ranks}
    families = sorted({*pkh, *ranked}, key=bytes_of)
    done = 0
    for rows in register.whole(unit, Household, families):
        progress.step(done, len(families), SAVING)
        changed = [row for row in rows if _family(row, offered, pkh, ranked)]
        unit.update_many(Household, changed, ("receives_pkh", "poverty_source", "poverty_percentile"))
        unit.journal.write()
        done += len(rows)


def _family(row: dict[str, Any], offered: Offers, pkh: dict[UUID, bool], ranked: dict[UUID, RankOffer]) -> bool:
    before = dict(row)
    if row["id"] in pkh:
        row["receives_pkh"] = pkh[row["id"]]
    rank = ranked.get(row["id"])
    if rank is not None:
        row["poverty_source"] = offered.source
        if rank.percentile is not None:
            row["poverty_percentile"] = rank.percentile
    return row != before


def bytes_of(key: UUID) -> bytes:
    return key.bytes
