"""Minutes of a pay-out under the next number of the register of letters, kept as they went out."""

from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

from desktop.documents import minutes_kept
from desktop.documents.minutes import write_minutes
from desktop.errors import Refused
from desktop.models import Letter
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.numbering import LetterNumber, letter_number
from desktop.rules.terms import PayListState, Role
from desktop.services import counting, office_settings, paper
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money.keys import list_here
from desktop.services.paper import PaperFile
from desktop.services.reports import texts
from desktop.services.reports.kinds import TITLES, Kind, Wish

CLASSIFICATION = "400.9.11"  # social security, of Permendagri 83/2022 (DOMAIN.md 4.5)
PAID_OUT = frozenset({PayListState.OPEN, PayListState.CLOSED, PayListState.LOCKED})


@dataclass(frozen=True, slots=True)
class IssuedMinutes:
    """Where they stand in the register, their number, and the original as paper."""

    letter: UUID
    number: str
    paper: PaperFile


@allowed(Role.OPERATOR)
def issue(desk: Desk, wish: Wish, progress: Progress = SILENT) -> Answer[IssuedMinutes]:
    """Issue minutes: number, wording and paper come together or not at all. Refused before a pay-out is open."""
    if wish.kind is not Kind.MINUTES:
        raise Refused("reports.not_numbered", title=TITLES[wish.kind])
    with desk.write("minutes.issue") as unit:
        session = unit.session
        pay_list = list_here(session, wish.tranche, desk.office.code)
        if PayListState(pay_list.state) not in PAID_OUT:
            raise Refused("reports.not_open", tranche=wish.tranche.short)
        (number,) = counting.take(unit, counting.letter_series(desk.today().year), 1)
        papers = office_settings.get(session, office_settings.Papers)
        parts = LetterNumber(CLASSIFICATION, number, papers.unit, desk.today())
        printed = letter_number(papers.letter_pattern, parts)
        made, rows = texts.minutes(session, desk, pay_list, wish)
        made = replace(made, number=printed, draft=False)
        out = BytesIO()
        write_minutes(made, rows, out, progress)
        letter = Letter(
            id=new_id(), template=minutes_kept.KIND, fiscal_year=desk.today().year, number=number,
            number_text=printed[:120], on=desk.today(), household_id=None, pay_list_id=pay_list.id,
            subject=f"Berita Acara {made.title}, {made.programme}"[:200],
            addressee=made.signers[0].title[:120], wording=minutes_kept.to_json(made, rows), prints=1,
            issued_by=desk.person.id, issued_at=desk.now(),
        )  # fmt: skip
        session.add(letter)
        unit.journal.note(tranche=str(wish.key), village=wish.village, number=number, rows=len(rows))
    return Answer(IssuedMinutes(letter.id, printed, paper.open_paper(out.getvalue())), unit.changes)
