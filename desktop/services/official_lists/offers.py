"""What a kept list offers for the register: aids it says families hold, desil it gives; a person takes it over."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import FamilyRow, Household, ListMatch, OfficialList, OtherAid
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.official_lists import ListOutcome, OfficialKind
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.official_lists.answers import Said, read_said
from desktop.services.official_lists.matching import HERE
from desktop.services.official_lists.previewing import change_number
from desktop.services.official_lists.together import PKH
from desktop.store.unit import Unit
from desktop.wording.importing import COMPARING, SAVING

AT_ONCE = 2_000
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
    for number, row in enumerate(_rows(session, list_id, office)):
        if number % AT_ONCE == 0:
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
        self._open = _open_aids(session, kept.as_of)
        self._newer = _ranked_later(session, kept)

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


def _rows(session: Session, list_id: UUID, office: str) -> Iterable[Any]:
    """Results of the list with their families; those of another office can only be changed there."""
    statement = (
        select(
            ListMatch.household_id, ListMatch.outcome, ListMatch.said, FamilyRow.caretaker_name,
            FamilyRow.village_name, Household.poverty_percentile, Household.poverty_source, Household.receives_pkh,
        )
        .join(Household, Household.id == ListMatch.household_id)
        .join(FamilyRow, FamilyRow.household_id == ListMatch.household_id, isouter=True)
        .where(ListMatch.list_id == list_id, Household.owner == office, HERE)
        .order_by(ListMatch.row)
        .execution_options(yield_per=AT_ONCE)
    )  # fmt: skip
    return session.execute(statement)


def _open_aids(session: Session, as_of: date) -> dict[tuple[UUID, str], tuple[UUID, date, date | None]]:
    """Aids that run on the day of the list or after it, by family: the record, its first and last day.

    Of several the one that still runs stands, else the one that ended last.
    """
    statement = (
        select(OtherAid.household_id, OtherAid.aid, OtherAid.id, OtherAid.valid_from, OtherAid.valid_to)
        .where(
            or_(
                OtherAid.valid_to.is_(None),
                # One that ended before it began held on no day: its import was undone.
                and_(OtherAid.valid_to >= as_of, OtherAid.valid_to >= OtherAid.valid_from),
            )
        )
        .order_by(OtherAid.valid_to.is_(None), OtherAid.valid_to, OtherAid.valid_from)
    )
    rows = session.execute(statement)
    return {(row.household_id, row.aid): (row.id, row.valid_from, row.valid_to) for row in rows}


def _ranked_later(session: Session, kept: OfficialList) -> frozenset[UUID]:
    """Families of which a register of a later day speaks."""
    statement = (
        select(ListMatch.household_id)
        .join(OfficialList, OfficialList.id == ListMatch.list_id)
        .where(OfficialList.kind == OfficialKind.POVERTY_REGISTER.value)
        .group_by(ListMatch.household_id)
        .having(func.max(OfficialList.as_of) > kept.as_of)
    )
    return frozenset(session.scalars(statement))


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
    for rows in _whole(unit, OtherAid, ended):
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
    for rows in _whole(unit, Household, families):
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


def _whole(unit: Unit, model: Any, ids: Sequence[UUID]) -> Iterator[list[dict[str, Any]]]:
    """All columns of these records, some thousands at a time."""
    for start in range(0, len(ids), AT_ONCE):
        statement = select(model.__table__).where(model.id.in_(ids[start : start + AT_ONCE]))
        found = unit.connection.execute(statement)
        names = tuple(found.keys())
        yield [dict(zip(names, row, strict=True)) for row in found]


def bytes_of(key: UUID) -> bytes:
    return key.bytes
