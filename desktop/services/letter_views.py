"""Letters to look at: one as it was issued, and one as it would look; neither takes a number or counts as printed."""

from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.documents import letters as documents
from desktop.documents.letter_pages import LetterPrint, draw_letters
from desktop.documents.letter_template import parse_template
from desktop.documents.letters import LetterFrame, LetterSignatory
from desktop.errors import Refused
from desktop.models import Letter
from desktop.rules.terms import Role
from desktop.services import kept_papers, office_settings, paper_head
from desktop.services.desk import Desk, allowed
from desktop.services.letter_values import Occasion, Recipient, occasion_words, of_family, of_tranche, office_words
from desktop.services.letters import To
from desktop.store.files import system_errors

NO_NUMBER: Final = "(nomor diberikan saat diterbitkan)"


@allowed(Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR)
def look(desk: Desk, letter: UUID) -> bytes:
    """The letter as it was issued, to be read on the screen. It stands in the log; it is not a print."""
    with desk.write("letter.open") as unit:
        found = unit.session.get(Letter, letter)
        if found is None:
            raise Refused("paper.letter_unknown")
        kept = (found.template, found.wording)
        how = LetterPrint(practice=paper_head.practice(unit.session))
        unit.journal.note(kind="letter", record=str(letter))
    file = BytesIO()
    kept_papers.draw([kept], file, how)
    return file.getvalue()


@allowed(Role.OPERATOR)
def sample(desk: Desk, template: Path, to: To, occasion: Occasion) -> bytes:
    """The first letter as it would look: without number and code, so that it is worth nothing.

    Refused where a value of the template is missing, and when nobody is there to write to.
    """
    with system_errors(template):
        made = parse_template(template.read_bytes())
    with desk.write("letter.preview") as unit:
        session = unit.session
        recipient = _first(session, to, desk.office.code)
        head = office_settings.get(session, office_settings.Signatories).head
        frame = LetterFrame(
            paper_head.letterhead(session),
            NO_NUMBER,
            paper_head.city(session),
            desk.today(),
            LetterSignatory(head.title, head.name, head.nip, head.rank),
        )
        words = office_words(session) | occasion_words(occasion) | recipient.words
        how = LetterPrint(practice=paper_head.practice(session))
        unit.journal.note(kind="household", record=str(recipient.household_id), template=made.code)
    file = BytesIO()
    draw_letters([documents.fill(made, words, frame)], file, how)
    return file.getvalue()


def _first(session: Session, to: To, office: str) -> Recipient:
    if to.household:
        return of_family(session, to.household, office, to.tranche)
    if to.tranche is None:
        raise Refused("letters.to_whom")
    first = next(of_tranche(session, to.tranche, office), None)
    if first is None:
        raise Refused("letters.nobody")
    return first
