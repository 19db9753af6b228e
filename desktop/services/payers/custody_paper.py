"""The receipt of a hand-over as paper; printed again it is the same paper, from the same steps."""

from pathlib import Path
from types import MappingProxyType

from desktop.documents.handover import HandedThing, HandOverPaper, write_handover
from desktop.rules.terms import Role
from desktop.services import paper_head
from desktop.services.desk import Desk, allowed
from desktop.services.payers import custody
from desktop.services.payers.custody import CustodyRow, Holder, Thing
from desktop.store.files import whole_file

# Paper is Indonesian.
THINGS = MappingProxyType({Thing.CARD: "Kartu", Thing.PASSBOOK: "Buku Tabungan"})
HOLDERS = MappingProxyType(
    {
        Holder.BANK: "Bank",
        Holder.OFFICE: "Dinas",
        Holder.FACILITATOR: "Pendamping",
        Holder.FAMILY: "Keluarga",
        Holder.LOST: "Hilang",
    }
)


@allowed(Role.OPERATOR)
def print_receipt(desk: Desk, number: str, out: Path) -> int:
    """Write the receipt of a hand-over as PDF; answers how many families it names. It stands in the log."""
    rows = custody.of_receipt(desk, number)
    with desk.read() as session:
        paper = HandOverPaper(
            paper_head.letterhead(session), number, rows[0].on, paper_head.city(session), THINGS[rows[0].what],
            *_sides(rows), note=rows[0].note,
            practice=paper_head.practice(session),
        )  # fmt: skip
    things = [HandedThing(row.caretaker or "-", row.card or "-", row.village or "-") for row in rows]
    with whole_file(out) as file:
        write_handover(file, paper, things)
        with desk.write("custody.print") as unit:
            unit.journal.note(receipt=number, families=len(things))
    return len(things)


def _sides(rows: tuple[CustodyRow, ...]) -> tuple[str, str]:
    """Who gives and who takes; what comes to the office is taken by who entered it."""
    first = rows[0]
    name = first.name or (first.caretaker if first.holder is Holder.FAMILY and len(rows) == 1 else "")
    if first.holder is Holder.OFFICE:
        return name or "Pemegang sebelumnya", first.by
    return first.by, f"{HOLDERS[first.holder]}: {name}" if name else HOLDERS[first.holder]
