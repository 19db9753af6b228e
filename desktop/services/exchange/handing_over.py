"""The printed record of a package that changes hands, numbered in the register of letters and kept as it went out."""

import json
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents import minutes_kept
from desktop.documents.handover_of_data import TITLE, HandedData, minutes_of
from desktop.documents.letter_pages import LetterPrint
from desktop.documents.minutes import MinutesPaper, Signer, write_minutes
from desktop.documents.paper import Paper
from desktop.errors import Refused
from desktop.models import Letter, Office, SentPackage
from desktop.rules.ids import new_id
from desktop.rules.names import signer
from desktop.rules.numbering import LetterNumber, letter_number
from desktop.rules.terms import Role
from desktop.services import counting, kept_papers, office_settings, paper, paper_head
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.exchange import own_keys, post
from desktop.services.paper import PaperFile
from desktop.store.unit import Unit

CLASSIFICATION = "400.9"  # social affairs, of Permendagri 83/2022 (DOMAIN.md 4.5)


@dataclass(frozen=True, slots=True)
class Signing:
    """Who gives and who takes, as "Nama, jabatan"; an empty one leaves a line to write on. And where."""

    giver: str = ""
    receiver: str = ""
    place: str = ""
    paper: Paper = Paper.A4


@dataclass(frozen=True, slots=True)
class HandOver:
    """The record: its number, whether this is a copy of the one issued before, and the paper."""

    letter: UUID
    number: str
    copy: bool
    paper: PaperFile


@allowed(Role.OPERATOR)
def record(desk: Desk, package: UUID, signing: Signing | None = None) -> Answer[HandOver]:
    """Make the record of a package that was sent. Once issued it is printed again as it was, as a copy."""
    with desk.write("package.hand_over") as unit:
        sent = unit.session.get(SentPackage, package)
        if sent is None:
            raise Refused("exchange.package_unknown")
        known = _issued(unit.session, sent)
        made = _copied(desk, unit, known) if known else _issue(desk, unit, sent, signing or Signing())
        unit.journal.note(kind="sent_package", record=str(package), number=made.number, copy=made.copy)
    return Answer(made, unit.changes)


@allowed(*EVERYBODY)
def save(desk: Desk, made: HandOver, path: Path) -> Path:
    """Save the record as a PDF, with a line in the log."""
    return paper.keep(desk, made.paper, path, "package.hand_over_export")


def _subject(sent: SentPackage) -> str:
    """Names the package and nothing else, so that its record is found again."""
    return f"Berita Acara {TITLE}, paket {Path(sent.name).stem}"


def _issued(session: Session, sent: SentPackage) -> Letter | None:
    statement = select(Letter).where(Letter.template == minutes_kept.KIND, Letter.subject == _subject(sent))
    return session.scalar(statement.order_by(Letter.id).limit(1))


def _issue(desk: Desk, unit: Unit, sent: SentPackage, signing: Signing) -> HandOver:
    year = desk.today().year
    (number,) = counting.take(unit, counting.letter_series(year), 1)
    papers = office_settings.get(unit.session, office_settings.Papers)
    printed = letter_number(papers.letter_pattern, LetterNumber(CLASSIFICATION, number, papers.unit, desk.today()))
    made, rows = _worded(desk, unit.session, sent, signing, printed)
    out = BytesIO()
    said = f"Dicetak {desk.local(desk.now()):%d-%m-%Y %H.%M} oleh {desk.person.full_name or desk.person.name}"
    write_minutes(replace(made, made=said, practice=paper_head.practice(unit.session)), rows, out)
    letter = Letter(
        id=new_id(), template=minutes_kept.KIND, fiscal_year=year, number=number, number_text=printed[:120],
        on=desk.today(), household_id=None, pay_list_id=None, subject=_subject(sent),
        addressee=_office(unit.session, sent.receiver)[:120], wording=minutes_kept.to_json(made, rows), prints=1,
        issued_by=desk.person.id, issued_at=desk.now(),
    )  # fmt: skip
    unit.session.add(letter)
    return HandOver(letter.id, printed, copy=False, paper=paper.open_paper(out.getvalue()))


def _copied(desk: Desk, unit: Unit, letter: Letter) -> HandOver:
    out = BytesIO()
    how = LetterPrint(practice=paper_head.practice(unit.session), copied_on=desk.today())
    kept_papers.draw([(letter.template, letter.wording)], out, how)
    letter.prints += 1
    return HandOver(letter.id, letter.number_text, copy=True, paper=paper.open_paper(out.getvalue()))


def _worded(
    desk: Desk, session: Session, sent: SentPackage, signing: Signing, number: str
) -> tuple[MinutesPaper, list[list[str]]]:
    office = session.get_one(Office, 1)
    data = HandedData(
        sender=_office(session, office.code), receiver=_office(session, sent.receiver), number=sent.number,
        stream=sent.stream, file=sent.name, period=sent.period, made_at=desk.local(sent.made_at), bytes=sent.bytes,
        records=sent.records, totals=json.loads(sent.totals), digest=sent.digest,
        fingerprint=own_keys.in_use(session).card.fingerprint,
    )  # fmt: skip
    signers = [
        _signer(signing.giver or desk.person.full_name, f"Yang menyerahkan, {data.sender}"),
        _signer(signing.receiver, f"Yang menerima, {data.receiver}"),
    ]
    place = signing.place or paper_head.city(session)
    return minutes_of(data, paper_head.letterhead(session), number, desk.today(), place, signers, signing.paper)


def _signer(line: str, side: str) -> Signer:
    name, title = signer(line) if line.strip() else ("", "")
    return Signer(name, f"{side}, {title}" if title else side)


def _office(session: Session, code: str) -> str:
    """An office by the name of its area; by its code where the area is not known here."""
    office = session.get_one(Office, 1)
    if code == office.code:
        return paper_head.office_in_words(paper_head.letterhead(session), office.name)
    return post.office_name(session, code)
