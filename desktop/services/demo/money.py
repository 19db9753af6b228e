"""Takes the settled year and the list that waits through the same services as every office."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import select

from desktop.models import Payment
from desktop.progress import Progress
from desktop.rules.money import Figure
from desktop.rules.programme_year import ProgrammeYear
from desktop.rules.terms import PaymentState, Role
from desktop.services import approving, programmes
from desktop.services.accounting import returns
from desktop.services.demo.wanted import BEFORE, NOW, PROGRAMME
from desktop.services.desk import Desk, Person
from desktop.services.money import drafting, printing, settling
from desktop.services.money.decrees import NewDecree
from desktop.services.money.facts import judged_families
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.settling import Outcome
from desktop.store.office import OpenOffice
from desktop.wording import N_

HALF_OF_2018 = 832_500
"""Whole rupiah; practice data: no source says how the Rp1.665.000 of 2018 were split."""


SETTLING = N_("Settling the year before")
NOT_COME = 60  # one family in so many did not come for its money
REASONS = ("Pindah alamat", "Tidak hadir sampai batas waktu", "Bekerja di luar daerah", "Pengurus meninggal dunia")
DAYS_OF_PAY_OUT = 5


@dataclass(frozen=True, slots=True)
class Past:
    """The days of a tranche that is settled."""

    number: int
    decree: str
    decreed: date
    drafted: date
    approved: date
    opened: date
    closed: date
    returned: date
    sts: str


PAST = (
    Past(1, "978/Kep.98-Dinsos/2018", date(2018, 4, 9), date(2018, 4, 11), date(2018, 4, 16), date(2018, 4, 23),
         date(2018, 6, 29), date(2018, 7, 6), "STS-0117/DINSOS/2018"),
    Past(2, "978/Kep.231-Dinsos/2018", date(2018, 9, 10), date(2018, 9, 12), date(2018, 9, 17), date(2018, 9, 24),
         date(2018, 11, 30), date(2018, 12, 7), "STS-0342/DINSOS/2018"),
)  # fmt: skip


class DeskThen(Desk):
    """A desk on a day of the past: papers bear that day, while the log keeps the hour it was really done."""

    def __init__(self, office: OpenOffice, person: Person, day: date) -> None:
        super().__init__(office, person)
        self._moment = datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._moment


class Staff:
    """The people of the practice office, each at the desk of any day."""

    def __init__(self, desk: Desk, people: dict[Role, Person]) -> None:
        self._office = desk.office
        self._people = people

    def on(self, role: Role, day: date) -> Desk:
        return DeskThen(self._office, self._people[role], day)

    def today(self, role: Role) -> Desk:
        return Desk(self._office, self._people[role])


def year_before(resources: Path) -> ProgrammeYear:
    """The programme year that is settled, with tranches of practice amounts."""
    found = programmes.packaged(f"{PROGRAMME}-{BEFORE}", resources)
    return replace(found.with_tranche_amounts({1: HALF_OF_2018, 2: HALF_OF_2018}), practice=True)


def draft_now(staff: Staff, progress: Progress) -> Figure:
    """Draft tranche 2019/1 under its decree; nobody approves it."""
    operator = staff.on(Role.OPERATOR, date(2019, 4, 1))
    decree = NewDecree("978/Kep.112-Dinsos/2019", date(2019, 3, 25))
    return drafting.create(operator, TrancheKey(PROGRAMME, NOW, 1), decree, progress).value.listed


def settle_before(staff: Staff, seed: int, progress: Progress) -> Figure:
    """Take both tranches of the year before from draft to locked; answers what they came to."""
    total = Figure()
    for done, past in enumerate(PAST):
        progress.step(done, len(PAST), SETTLING)
        total += _settle(staff, past, seed, progress)
    return total


def _settle(staff: Staff, past: Past, seed: int, progress: Progress) -> Figure:
    key = TrancheKey(PROGRAMME, BEFORE, past.number)
    if not _anybody(staff.on(Role.OPERATOR, past.drafted), key):
        return Figure()
    decree = NewDecree(past.decree, past.decreed)
    listed = drafting.create(staff.on(Role.OPERATOR, past.drafted), key, decree, progress).value.listed
    approving.approve(staff.on(Role.SUPERVISOR, past.approved), key, progress)
    with TemporaryDirectory() as scratch:  # the paper of those days; what counts is that it was printed
        out = Path(scratch) / "kuitansi.pdf"
        printing.print_receipts(staff.on(Role.OPERATOR, past.approved), key, out, progress=progress)
    printing.confirm(staff.on(Role.OPERATOR, past.approved), key)
    approving.open_pay_out(staff.on(Role.SUPERVISOR, past.opened), key)
    _pay_out(staff, key, past, seed)
    approving.close(staff.on(Role.SUPERVISOR, past.closed), key)
    _return(staff, key, past)
    approving.lock(staff.on(Role.SUPERVISOR, past.returned), key)
    return listed


def _anybody(desk: Desk, key: TrancheKey) -> bool:
    """Whether any family was entitled then: of a handful, the only child may have been born since."""
    with desk.read() as session:
        programme = programmes.rules_of(session, key.programme, key.year)
        judged = judged_families(session.connection(), programme, key.number, desk.today())
        return any(not one.refused for one in judged)


def _pay_out(staff: Staff, key: TrancheKey, past: Past, seed: int) -> None:
    """Mark who came for the money as paid, over some days; one family at least does not come."""
    rng = Random(f"{seed}/pay-out/{key}")  # noqa: S311 - not for secrets
    desk = staff.on(Role.OPERATOR, past.closed)
    queue = _unpaid(desk, key)
    absent = set(rng.sample(range(len(queue)), min(len(queue) - 1, 1 + len(queue) // NOT_COME)))
    came = [payment for at, payment in enumerate(queue) if at not in absent]
    days = (past.opened + timedelta(days=at * DAYS_OF_PAY_OUT // len(came)) for at in range(len(came)))
    settling.settle(
        desk, key, [Outcome(payment, PaymentState.PAID, day) for payment, day in zip(came, days, strict=True)]
    )


def _return(staff: Staff, key: TrancheKey, past: Past) -> None:
    """Send back to the treasury what nobody came for; a second person confirms it."""
    desk = staff.on(Role.OPERATOR, past.returned)
    left = enumerate(_unpaid(desk, key))
    back = PaymentState.RETURNED
    outcomes = [Outcome(payment, back, past.returned, REASONS[at % len(REASONS)], past.sts) for at, payment in left]
    settling.settle(desk, key, outcomes)
    second = staff.on(Role.SUPERVISOR, past.returned)
    for one in returns.listing(second, key):
        if one.id is not None:
            returns.confirm(second, one.id)


def _unpaid(desk: Desk, key: TrancheKey) -> list[UUID]:
    """Payments still open, in the order of the queue."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        statement = select(Payment.id).where(Payment.pay_list_id == pay_list.id, Payment.state == PaymentState.UNPAID)
        order = (Payment.village_code, Payment.rw, Payment.rt, Payment.caretaker_name, Payment.id)
        return list(session.scalars(statement.order_by(*order)))
