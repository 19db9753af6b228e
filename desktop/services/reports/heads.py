"""What stands around the rows of every report: the kop, which list it is about, who signs, the stamp."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.documents.receipt_rows import Signatory
from desktop.documents.signed_rows import Bundle, Closing
from desktop.models import PayList, ProgrammeYear
from desktop.rules.dates import long_date
from desktop.services import office_settings, paper_head, programmes
from desktop.services.desk import Desk
from desktop.services.reports.kinds import TITLES, Kind, Wish
from desktop.services.reports.reading import Village

DAY_BY_HAND = "......................... 20....."


def bundle(session: Session, desk: Desk, wish: Wish, *, landscape: bool = True) -> Bundle:
    return Bundle(
        TITLES[wish.kind],
        paper_head.letterhead(session),
        printed(session, desk),
        wish.sheet_of_paper,
        landscape,
        paper_head.practice(session),
    )


def printed(_: Session, desk: Desk) -> str:
    """When and by whom."""
    return f"Dicetak {desk.local(desk.now()):%d-%m-%Y %H.%M} oleh {desk.person.full_name or desk.person.name}"


def programme_title(session: Session, programme: str, year: int) -> str:
    rules = programmes.rules_of(session, programme, year)
    return rules.title or session.get_one(ProgrammeYear, (programme, year)).name


def tranche_in_words(pay_list: PayList) -> str:
    later = f", daftar susulan {pay_list.supplement}" if pay_list.supplement else ""
    return f"Tahap {pay_list.tranche} Tahun {pay_list.year}{later}"


def heading(session: Session, kind: Kind, pay_list: PayList) -> tuple[str, ...]:
    return (
        TITLES[kind].upper(),
        programme_title(session, pay_list.programme, pay_list.year),
        tranche_in_words(pay_list),
    )


def about(pay_list: PayList, village: Village | None = None) -> tuple[tuple[str, str], ...]:
    """Decree, district and village of a list."""
    decree = pay_list.decree
    lines: list[tuple[str, str]] = []
    if decree is not None:
        lines.append(("Dasar", paper_head.decree_in_words(decree.number, decree.on, long_date(decree.on))))
    if village is not None and village.code:
        word = paper_head.village_word(village.code)
        lines.append((f"Kecamatan / {word}", f"{village.district} / {village.name}"))
    elif village is not None:
        lines.append(("Tempat", village.word))
    return tuple(lines)


def officials(session: Session) -> tuple[Signatory, Signatory]:
    """Budget user and treasurer, as on receipts."""
    signing = office_settings.get(session, office_settings.Signatories)
    return _signatory("Setuju dibayar,", signing.budget_user), _signatory("Lunas dibayar,", signing.treasurer)


def head_of_office(session: Session) -> Signatory:
    signing = office_settings.get(session, office_settings.Signatories)
    return _signatory("", signing.head)


def knows(session: Session) -> Signatory:
    """The head of the office, under a paper that others made."""
    return replace(head_of_office(session), heading="Mengetahui,")


def village_head(village: Village) -> Signatory:
    """Whose name nobody keeps: a line to fill in by hand."""
    title = f"Lurah {village.name}" if village.word.startswith("Kelurahan") else f"Kepala Desa {village.name}"
    return Signatory("Mengetahui,", title if village.code else "", "")


def receipt_closing(session: Session, village: Village) -> Closing:
    """End of a list that is a receipt for many: three sign, and above the law's amount it bears a stamp."""
    duty = office_settings.get(session, office_settings.StampDuty)
    return Closing(
        words=True,
        place_and_date=place_by_hand(session),
        signers=(village_head(village), *officials(session)),
        stamp=duty.words,
        stamp_above=duty.above,
    )


def place_by_hand(session: Session) -> str:
    """Nobody knows yet on which day it will be signed."""
    return f"{paper_head.city(session)}, {DAY_BY_HAND}"


def report_closing(session: Session, today: date, lines: tuple[str, ...] = (), *, words: bool = False) -> Closing:
    """End of a report that the head of the office signs."""
    day = f"{paper_head.city(session)}, {long_date(today)}"
    return Closing(lines, words, day, (head_of_office(session),))


def _signatory(over: str, official: office_settings.Official) -> Signatory:
    return Signatory(over, official.title, official.name, official.nip, official.rank)
