"""Every kind of paper the program makes, made in an office where everything is as long as it may be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from types import MappingProxyType

from sqlalchemy import select

from desktop import paths
from desktop.documents.paper import Paper
from desktop.documents.recovery_sheet import RecoverySheet, write_recovery_sheet
from desktop.exchange.keys import new_keys
from desktop.models import Member
from desktop.rules.names import signer
from desktop.services import facilitators, letter_views, letters
from desktop.services import paper as papers
from desktop.services.auditing import audits
from desktop.services.auditing import lists as audit_lists
from desktop.services.auditing.comparing import FindingFilters
from desktop.services.exchange import handing_over, key_cards, own_keys, packing, trusting
from desktop.services.exchange.handing_over import Signing
from desktop.services.facilitators import NewFacilitator
from desktop.services.families import card_paper, listed
from desktop.services.families.card_paper import Whose
from desktop.services.letters import Occasion, To
from desktop.services.money import printing
from desktop.services.money.paper_rows import Wish as ReceiptWish
from desktop.services.payday import missing_lists
from desktop.services.payers import custody, custody_paper
from desktop.services.payers.custody import HandOver, Holder, Thing
from desktop.services.quality import examining
from desktop.services.quality import lists as fault_lists
from desktop.services.quality.lists import FaultList
from desktop.services.reports import issuing, making
from desktop.services.reports.kinds import Formal, Kind, Wish
from desktop.services.rosters import making as rosters
from desktop.services.rosters.kinds import Roster
from desktop.services.validating import minutes, minutes_paper
from tests import validation
from tests.documents.layout import WHITE
from tests.services.extremes import (
    ACCOUNT,
    ADDRESS,
    AGENCY,
    DECREE,
    DISTRICT,
    NAME,
    OFFICER,
    PERSON,
    PLACE,
    REASON,
    STREET,
    STS,
    VILLAGE,
    WITNESSES,
    Extremes,
    more,
)  # fmt: skip
from tests.services.money import walk

PRINTER = "HP LaserJet Pro M404dn di ruang Linjamsos lantai dua"
NUMBER = "900.1/0012/DINSOSPMDPPKBP3A-LINJAMSOS/XII/2019"


def _report(office: Extremes, kind: Kind, size: str = "a4") -> bytes:
    key = None if kind is Kind.YEAR else walk.FIRST
    number = "" if kind is Kind.MINUTES else NUMBER
    formal = Formal(number, date(2019, 12, 5), PLACE, WITNESSES)
    return making.on_paper(office.operator, Wish(kind, key, 2019, paper=size, formal=formal)).pdf


def _minutes(office: Extremes, *, copy: bool = False) -> bytes:
    """Issued under the number of the register; printed again from there as a copy."""
    wish = Wish(Kind.MINUTES, walk.FIRST, formal=Formal("", date(2019, 12, 5), PLACE, WITNESSES))
    done = issuing.issue(office.operator, wish).value
    if not copy:
        return done.paper.pdf
    out = office.folder / "berita-acara.pdf"
    letters.reprint(office.operator, [done.letter], out)
    return out.read_bytes()


def _receipts(office: Extremes, size: str, per_page: int, *, copies: bool = False) -> bytes:
    """The originals; as copies once the first print is said to be good."""
    wish = ReceiptWish(size, per_page, pages=(1, 1))
    out = office.folder / f"{size}-{per_page}-{copies}.pdf"
    if copies:
        printing.print_receipts(office.operator, walk.FIRST, out, wish, settles=True)
        printing.print_receipts(office.operator, walk.FIRST, out, wish, settles=True)
        return out.read_bytes()
    return printing.preview(office.operator, walk.FIRST, wish, 1)


def _letter(office: Extremes, *, copy: bool = False) -> bytes:
    template = paths.resources() / "letters" / "undangan.txt"
    occasion = Occasion(date(2019, 12, 5), "08.00 WIB sampai dengan selesai", PLACE, "pengambilan bantuan")
    to = To(str(office.families[1]), walk.FIRST)
    if not copy:
        return letter_views.sample(office.operator, template, to, occasion)
    out = office.folder / "surat.pdf"
    letters.issue(office.operator, template, to, occasion, out)
    row = letters.register(office.operator).rows[0]
    letters.reprint(office.operator, [row.id], out)
    return out.read_bytes()


def _custody(office: Extremes, count: int) -> bytes:
    act = HandOver(
        office.enrolments[1 : 1 + count], Thing.CARD, Holder.FACILITATOR, office.operator.today(), name=PERSON
    )
    number = custody.hand_over(office.operator, act).value.number
    out = office.folder / f"tanda-terima-{count}.pdf"
    custody_paper.print_receipt(office.operator, number, out)
    return out.read_bytes()


def _validated(office: Extremes) -> bytes:
    more(office.operator, 6, start=100)
    validation.record(office.operator)
    validation.confirm(office.operator)
    (row, *_) = minutes.made(office.operator)
    return minutes_paper.on_paper(office.operator, row.id).pdf


def _audit(office: Extremes) -> bytes:
    found = audits.run(office.operator, walk.FIRST).value
    return audit_lists.on_paper(office.operator, FindingFilters(found.id)).pdf


def _faults(office: Extremes, kind: FaultList) -> bytes:
    with office.operator.write("test.longest") as unit:
        for member in unit.session.scalars(select(Member).where(Member.position == 2)):
            member.name, member.birth_place = NAME, "Matang Glumpang Dua Meunasah Dayah"
    if not facilitators.everybody(office.operator):
        ratna = facilitators.add(office.operator, NewFacilitator(NAME)).value.id
        facilitators.assign(office.operator, ratna, office.families[:30])
    examining.examine(office.operator)
    return fault_lists.on_paper(office.operator, kind).pdf


def _recovery(_: Extremes) -> bytes:
    out = BytesIO()
    write_recovery_sheet(RecoverySheet(AGENCY, "7Q0M3ZKA9F4T1B6N8XW25DCEHJK0PRSV", date(2019, 12, 5), PERSON), out)
    return out.getvalue()


def _missing(office: Extremes) -> bytes:
    return missing_lists.on_paper(office.operator, walk.FIRST).pdf


def _families(office: Extremes) -> bytes:
    return listed.on_paper(office.operator, listed.Asked()).pdf


def _roster(office: Extremes, kind: Roster) -> bytes:
    return rosters.on_paper(office.operator, kind, listed.Asked()).pdf


def _cards(office: Extremes) -> bytes:
    return card_paper.on_paper(office.operator, Whose(village=office.village)).pdf


def _trusting(office: Extremes) -> None:
    """The office has keys, and two people believe the card of the province."""
    own_keys.card(office.operator)
    card = new_keys("36", 1, office.operator.today()).card
    row = trusting.propose(office.operator, card.text).value
    trusting.confirm(office.supervisor, row.id, card.fingerprint)


def _handed_over(office: Extremes, *, copy: bool = False) -> bytes:
    """The record of a package; asked for again it is a copy."""
    _trusting(office)
    package = packing.make(office.operator, "36", "Tahap 1 tahun 2019").value.id
    signing = Signing(PERSON, PERSON, PLACE)
    for _ in range(1 + copy):
        made = handing_over.record(office.operator, package, signing).value
    return made.paper.pdf


def _key_card(office: Extremes) -> bytes:
    own_keys.card(office.operator)
    return key_cards.sheet(office.operator).pdf


def _test_page(_: Extremes, size: str) -> bytes:
    return papers.printer_test_page(size, (1.5, -2.0), PRINTER)


@dataclass(frozen=True)
class Extreme:
    """A kind of paper: how it is made of that office, and what must stand on it in full, wherever it breaks."""

    make: Callable[[Extremes], bytes]
    whole: tuple[str, ...]
    white: float = WHITE  # points that stay white at the edges


WITNESSING = tuple(part for line in WITNESSES for part in signer(line))
PEOPLE = (NAME, ADDRESS, VILLAGE)
MOST = "Rp999.999.999"
LARGEST = "Rp999.999.999.999"
OFFICE = (AGENCY.upper(), STREET)
SIGNED = (OFFICER, "NIP 19680512 199203 2 004")
LISTED = (NAME, VILLAGE, DISTRICT, AGENCY)
REPORTS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.NOMINATIVE: (*PEOPLE, *OFFICE, *SIGNED, DISTRICT, DECREE, MOST),
        Kind.ATTENDANCE: (*PEOPLE, *OFFICE, DISTRICT),
        Kind.UNPAID: (*PEOPLE, *OFFICE, *SIGNED, REASON, MOST),
        Kind.ADDRESSES: (*PEOPLE, *OFFICE, *SIGNED, STS, MOST),
        Kind.QUOTAS: (*OFFICE, DECREE),
        Kind.REALISATION: (*OFFICE, *SIGNED, VILLAGE, DISTRICT, LARGEST),
        Kind.RETURNS: (*OFFICE, *SIGNED, STS, DECREE, ACCOUNT, PERSON, REASON),
        Kind.YEAR: (*OFFICE, *SIGNED, STS, DECREE, LARGEST),
        Kind.MINUTES: (*OFFICE, *SIGNED, NAME, REASON, STS, ACCOUNT, PLACE, *WITNESSING, LARGEST),
        Kind.STATEMENT: (*OFFICE, *SIGNED, DECREE, LARGEST),
    }
)
LAYOUTS = tuple((size, many) for size in ("a4", "f4") for many in (1, 2, 3))
RECEIPT = ("Meterai Rp10.000", *PEOPLE, *OFFICE, *SIGNED, DISTRICT, DECREE, f"{MOST},00")
ALL_PAPERS: Mapping[str, Extreme] = MappingProxyType(
    {
        **{
            f"receipts {size} {many}": Extreme(partial(_receipts, size=size, per_page=many), RECEIPT)
            for size, many in LAYOUTS
        },
        "receipts copies": Extreme(partial(_receipts, size="a4", per_page=3, copies=True), (*RECEIPT, "SALINAN ke-1")),
        **{
            f"report {kind} {size}": Extreme(partial(_report, kind=kind, size=size), REPORTS[kind])
            for kind in Kind
            for size in ("a4", "f4")
        },
        "minutes": Extreme(_minutes, (*REPORTS[Kind.MINUTES], "DINSOSPMDPPKBP3A-LINJAMSOS")),
        "minutes copy": Extreme(partial(_minutes, copy=True), (*REPORTS[Kind.MINUTES], "SALINAN, dicetak")),
        "letter": Extreme(_letter, (*OFFICE, *SIGNED, NAME, ADDRESS, PLACE, MOST)),
        "letter copy": Extreme(partial(_letter, copy=True), (*OFFICE, *SIGNED, NAME, "SALINAN")),
        "custody of one": Extreme(partial(_custody, count=1), (*OFFICE, VILLAGE, PERSON)),
        "custody of many": Extreme(partial(_custody, count=39), (*OFFICE, NAME, VILLAGE, PERSON)),
        "validation": Extreme(_validated, (*OFFICE, *PEOPLE, DISTRICT)),
        "audit": Extreme(_audit, (NAME, VILLAGE, AGENCY)),
        "missing receipts": Extreme(_missing, (*LISTED, MOST)),
        "families": Extreme(_families, LISTED),
        **{f"roster {kind}": Extreme(partial(_roster, kind=kind), LISTED) for kind in Roster},
        **{f"faults {kind}": Extreme(partial(_faults, kind=kind), (NAME, ADDRESS, AGENCY)) for kind in FaultList},
        "cards": Extreme(_cards, (NAME, VILLAGE, DISTRICT)),
        "data handed over": Extreme(_handed_over, (PERSON, PLACE)),
        "data handed over, copy": Extreme(partial(_handed_over, copy=True), (PERSON, "SALINAN")),
        "key card": Extreme(_key_card, ("Sidik jari",), 0.0),
        "recovery": Extreme(_recovery, (AGENCY, PERSON)),
        **{f"test page {size}": Extreme(partial(_test_page, size=size), (PRINTER,), 0.0) for size in Paper},
    }
)
