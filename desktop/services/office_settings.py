"""What the office sets once: letterhead, signatories, numbering, idle time; each a small typed record."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import Office, Setting
from desktop.rules.money import rupiah
from desktop.rules.numbering import check_letter_pattern
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store.unit import Unit

LEAST_MINUTES, MOST_MINUTES = 1, 60


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of letters and receipts (DOMAIN.md 4.5). `government` empty: made from the area."""

    government: str = ""  # PEMERINTAH KABUPATEN PANDEGLANG
    agency: str = "DINAS SOSIAL"
    address: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    postcode: str = ""
    city: str = ""  # place named before the date


@dataclass(frozen=True, slots=True)
class Official:
    """One person who signs: title as printed, name, rank, NIP."""

    title: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Signatories:
    """Who signs what."""

    head: Official = Official(title="Kepala Dinas Sosial")
    budget_user: Official = Official(title="Kuasa Pengguna Anggaran")
    treasurer: Official = Official(title="Bendahara Pengeluaran Pembantu")


@dataclass(frozen=True, slots=True)
class Papers:
    """How papers are numbered and coded."""

    letter_pattern: str = "[klasifikasi]/[urut]/[unit]/[bulan]/[tahun]"
    unit: str = "Linjamsos"
    account_code: str = ""  # kode rekening on receipts


@dataclass(frozen=True, slots=True)
class StampDuty:
    """Meterai on receipts above an amount, and on statements; no `rupiah`, no box (DOMAIN.md 4.4).

    `source` names the regulation both amounts are from: laws change, and years are paid under theirs.
    """

    above: int = 5_000_000
    rupiah: int = 10_000
    source: str = "UU 10/2020 tentang Bea Meterai"

    @property
    def words(self) -> str:
        """What stands in its box, in Indonesian; empty where none is asked."""
        return f"Meterai {rupiah(self.rupiah)}" if self.rupiah else ""


@dataclass(frozen=True, slots=True)
class Safety:
    """Minutes without a key until the office locks."""

    idle_minutes: int = 10


@dataclass(frozen=True, slots=True)
class PostFolders:
    """Folders of this PC or a stick in which packages of other offices arrive, and into which ours are laid."""

    inbox: str = ""
    outbox: str = ""


@dataclass(frozen=True, slots=True)
class OfficeAbout:
    """Who the office is, for heads of screens and papers."""

    code: str
    name: str
    level: str
    practice: bool


KINDS: dict[str, type[Any]] = {
    "letterhead": Letterhead,
    "signatories": Signatories,
    "papers": Papers,
    "stamp_duty": StampDuty,
    "safety": Safety,
    "post_folders": PostFolders,
}
T = TypeVar("T")


def get(session: Session, kind: type[T]) -> T:
    """Read one group of settings; what was never set has its default."""
    name = next(name for name, known in KINDS.items() if known is kind)
    row = session.get(Setting, name)
    return _from_dict(kind, json.loads(row.value)) if row else kind()


def put(unit: Unit, name: str, value: object) -> None:
    """Write one group of settings, with a line in the log."""
    if name not in KINDS or not isinstance(value, KINDS[name]):
        raise Refused("setting.bad", name=name)
    _check(name, value)
    text = json.dumps(asdict(value), ensure_ascii=False)
    row = unit.session.get(Setting, name)
    if row is None:
        unit.session.add(Setting(name=name, value=text))
    else:
        row.value = text
    unit.journal.note("setting.change", kind="setting", record=name, value=text)


@allowed(*EVERYBODY)
def read(desk: Desk, kind: type[T]) -> T:
    with desk.read() as session:
        return get(session, kind)


@allowed(*EVERYBODY)
def about(desk: Desk) -> OfficeAbout:
    with desk.read() as session:
        office = session.get_one(Office, 1)
        return OfficeAbout(office.code, office.name, office.level, office.practice)


@allowed(Role.ADMINISTRATOR)
def change(desk: Desk, value: object) -> Answer[None]:
    """Change one group of settings; `value` is one of the records above."""
    name = next((name for name, kind in KINDS.items() if isinstance(value, kind)), type(value).__name__)
    with desk.write("setting.change") as unit:
        put(unit, name, value)
    return Answer(None, Changes.of("setting"))


def _check(name: str, value: object) -> None:
    """Refuse what letters could not be numbered by, and a lock that comes at once or never."""
    if isinstance(value, Papers):
        check_letter_pattern(value.letter_pattern)
    if isinstance(value, StampDuty) and min(value.above, value.rupiah) < 0:
        raise Refused("setting.bad", name=name)
    if isinstance(value, StampDuty) and not value.source.strip():
        raise Refused("setting.no_source")
    if isinstance(value, Safety) and not LEAST_MINUTES <= value.idle_minutes <= MOST_MINUTES:
        raise Refused("setting.bad", name=name)


def _from_dict(kind: type[T], values: dict[str, Any]) -> T:
    """Build a settings record, keeping defaults for what an older program did not write."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    made = {}
    for name, value in values.items():
        if name in known:
            default = known[name].default
            made[name] = _from_dict(type(default), value) if isinstance(value, dict) else value
    return kind(**made)
