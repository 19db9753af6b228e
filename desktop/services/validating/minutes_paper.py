"""Minutes on paper: what they count, in Indonesian, with the families they are about as an annex."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.documents.minutes import MinutesPaper, Signer, Table, write_minutes
from desktop.documents.paper import Paper
from desktop.errors import Refused
from desktop.models import Area, Enrolment, EnrolmentStep, FamilyRow, Household, Minutes, Validation, WaitingPlace
from desktop.progress import SILENT, Progress
from desktop.rules.addresses import street
from desktop.rules.names import signer
from desktop.rules.terms import EnrolmentStatus
from desktop.services import paper, paper_head, programmes
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.paper import PaperFile
from desktop.services.validating import reasons
from desktop.services.validating.minutes import Kind, MinutesRow, as_row
from desktop.services.validating.selecting import E, R, V, W

AnyRow: TypeAlias = Any
H, P = Household.__table__.c, EnrolmentStep.__table__.c
UNPLACED: Final = "Belum ditempatkan"
# Paper is always Indonesian, whatever language the window has.
STATUSES: Final = {
    EnrolmentStatus.CANDIDATE: "Calon",
    EnrolmentStatus.ELIGIBLE: "Layak",
    EnrolmentStatus.NOT_ELIGIBLE: "Tidak layak",
    EnrolmentStatus.DECREED: "Ditetapkan",
    EnrolmentStatus.ACTIVE: "Aktif",
    EnrolmentStatus.SUSPENDED: "Ditangguhkan",
    EnrolmentStatus.STOPPED: "Dihentikan",
    EnrolmentStatus.GRADUATED: "Graduasi",
}
VALIDATED: Final = (
    "telah dilaksanakan validasi (verval) terhadap {families} keluarga calon penerima. Keluarga yang valid ditetapkan "
    "layak sesuai kuota desanya; yang melebihi kuota masuk daftar tunggu menurut nomor urut. Hasilnya sebagai berikut."
)
CHANGED: Final = (
    "telah diputuskan perubahan status {families} keluarga menjadi {status} dengan alasan: {reason}. "
    "Rinciannya sebagai berikut."
)


@allowed(*EVERYBODY)
def on_paper(desk: Desk, minutes: UUID, size: Paper = Paper.A4, progress: Progress = SILENT) -> PaperFile:
    """Make the paper of minutes, in memory only. A line in the log says so."""
    out = BytesIO()
    with desk.write("minutes.print") as unit:
        row = unit.session.get(Minutes, minutes)
        if row is None:
            raise Refused("minutes.unknown")
        written = write_minutes(_sheet(desk, unit.session, as_row(row), size), _annex(unit.session, row), out, progress)
        unit.journal.note(kind="minutes", record=str(minutes), rows=written)
    return paper.open_paper(out.getvalue())


@allowed(*EVERYBODY)
def save(desk: Desk, made: PaperFile, path: Path) -> Path:
    """Save the paper made before as a PDF, with a line in the log."""
    return paper.keep(desk, made, path, "minutes.export")


def _sheet(desk: Desk, session: Session, row: MinutesRow, size: Paper) -> MinutesPaper:
    validated = row.kind == Kind.VALIDATION
    counts = row.counts
    families = counts["valid"] + counts["not_valid"] if validated else counts["families"]
    status = STATUSES[EnrolmentStatus(counts["status"])].lower() if not validated else ""
    text = VALIDATED if validated else CHANGED
    return MinutesPaper(
        paper_head.letterhead(session),
        "Hasil Validasi Calon Penerima Bantuan" if validated else "Perubahan Status Kepesertaan",
        programmes.newest(session, counts["programme"]).title,
        row.number,
        row.on,
        row.place,
        text.format(families=families, status=status, reason=counts.get("reason", "").rstrip(".")),
        _validation_tables(session, counts) if validated else _change_tables(session, counts),
        [Signer(*signer(line)) for line in row.signed_by],
        _annex_table(validated=validated),
        f"Dicetak {desk.local(desk.now()):%d-%m-%Y %H.%M} oleh {desk.person.full_name or desk.person.name}",
        paper_head.practice(session),
        size,
    )


def _validation_tables(session: Session, counts: dict[str, Any]) -> list[Table]:
    total = counts["valid"] + counts["not_valid"]
    summary = [
        ("Valid dan layak", str(counts["eligible"])),
        ("Valid, dalam daftar tunggu", str(counts["waiting"])),
        ("Tidak valid", str(counts["not_valid"])),
        ("Jumlah", str(total)),
    ]
    tables = [Table("", ("Hasil", "Keluarga"), (4, 1), summary)]
    why = [
        (label, str(number))
        for label, number in zip(reasons.labels(counts["reasons"]), counts["reasons"].values(), strict=True)
    ]
    if why:
        heading = "Alasan tidak valid (satu keluarga dapat memiliki lebih dari satu alasan):"
        tables.append(Table(heading, ("Alasan", "Keluarga"), (4, 1), why))
    rows = [
        (name, *(str(one.get(result, 0)) for result in ("eligible", "waiting", "not_valid")))
        for name, one in _by_village(session, counts)
    ]
    columns = ("Desa/Kelurahan", "Layak", "Daftar tunggu", "Tidak valid")
    return [*tables, Table("Menurut desa/kelurahan:", columns, (4, 1, 1.2, 1), rows)]


def _change_tables(session: Session, counts: dict[str, Any]) -> list[Table]:
    of = [(STATUSES[EnrolmentStatus(status)], str(number)) for status, number in counts["of"].items()]
    rows = [(name, str(one["families"])) for name, one in _by_village(session, counts)]
    return [
        Table("", ("Status semula", "Keluarga"), (4, 1), of),
        Table("Menurut desa/kelurahan:", ("Desa/Kelurahan", "Keluarga"), (4, 1), rows),
    ]


def _by_village(session: Session, counts: dict[str, Any]) -> Iterator[tuple[str, dict[str, int]]]:
    for code, one in counts["villages"].items():
        area = session.get(Area, code) if code else None
        district = session.get(Area, area.parent_code) if area and area.parent_code else None
        yield f"{area.name}, Kec. {district.name}" if area and district else UNPLACED, one


def _annex_table(*, validated: bool) -> Table:
    heading = "Lampiran Berita Acara"
    last = ("Hasil", "Keterangan") if validated else ("Status semula", "Status baru")
    columns = ("No", "Pengurus", "Kartu", "Alamat", "Desa/Kelurahan", *last)
    return Table(heading, columns, (0.5, 2.0, 1.5, 2.4, 1.6, 1.2, 1.9), (), left=len(columns))


def _annex(session: Session, row: Minutes) -> Iterator[Sequence[str]]:
    found = _validated(session, row.id) if row.kind == Kind.VALIDATION else _changed(session, row)
    for number, (one, *last) in enumerate(found, 1):
        where = " ".join(part for part in (street(one.hamlet, one.address, rt=one.rt, rw=one.rw), _rt_rw(one)) if part)
        name = one.caretaker_name or "Belum ada pengurus"
        yield (str(number), name, one.card_number or "", where, one.village_name, *last)


def _rt_rw(row: AnyRow) -> str:
    return " ".join(f"{word} {number}" for word, number in (("RT", row.rt), ("RW", row.rw)) if number)


def _families(*more: Any) -> Select[Any]:
    columns = (E.id, E.card_number, R.caretaker_name, R.village_name, H.hamlet, H.address, H.rt, H.rw, *more)
    joined = select(*columns).join_from(Enrolment, FamilyRow, R.household_id == E.household_id)
    return joined.join(Household, H.id == E.household_id).order_by(R.village_code, R.caretaker_name, E.id)


def _validated(session: Session, minutes: UUID) -> Iterator[tuple[AnyRow, str, str]]:
    """Families with what the minutes made of them; a place in the waiting list is told by its number."""
    numbers = _numbers(session, minutes)
    statement = _families(V.result, V.reasons).join(Validation, V.enrolment_id == E.id).where(V.minutes_id == minutes)
    for row in session.execute(statement):
        if row.result != "valid":
            yield row, "Tidak valid", "; ".join(reasons.labels(json.loads(row.reasons)))
        elif row.id in numbers:
            yield row, "Valid", f"Daftar tunggu nomor {numbers[row.id]}"
        else:
            yield row, "Valid", "Layak"


def _numbers(session: Session, minutes: UUID) -> dict[UUID, int]:
    """Number in the waiting list of each family that had none of the places when these minutes were made."""
    made = session.get_one(Minutes, minutes)
    statement = (
        select(WaitingPlace.enrolment_id, WaitingPlace.number)
        .join(Validation, Validation.enrolment_id == WaitingPlace.enrolment_id)
        .where(Validation.minutes_id == minutes, W.since <= made.on, or_(W.left_on.is_(None), W.left_on >= made.on))
    )
    return {row.enrolment_id: row.number for row in session.execute(statement)}


def _changed(session: Session, minutes: Minutes) -> Iterator[tuple[AnyRow, str, str]]:
    """Families whose step names these minutes, with the status they had before."""
    step = and_(P.enrolment_id == E.id, P.paper == minutes.number, P.on == minutes.on)
    earlier = aliased(EnrolmentStep)
    # Asked for in one go: fifty thousand questions of one row each take longer than the paper itself.
    before = (
        select(earlier.status)
        .where(earlier.enrolment_id == P.enrolment_id, earlier.id < P.id)
        .order_by(earlier.id.desc())
        .limit(1)
        .correlate(P.status.table)
        .scalar_subquery()
    )
    for row in session.execute(_families(P.status, before.label("before")).join(EnrolmentStep, step)):
        old = STATUSES[EnrolmentStatus(row.before)] if row.before else ""
        yield row, old, STATUSES[EnrolmentStatus(row.status)]
