"""What waits today is told to whom it concerns, and goes once it is done."""

from datetime import date, timedelta
from pathlib import Path

from desktop.rules.money import Figure
from desktop.services import facilitators, home, safety, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.home import Item, Kind
from desktop.services.money import approving, drafting, printing
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.visits import NewVisit
from tests import families

KEY = TrancheKey("jamsosratu", 2019, 1)
DECREE = NewDecree("900/Kep.1/2019", date(2019, 3, 25))
DAY = timedelta(days=1)


def items(desk: Desk) -> dict[Kind, Item]:
    found = home.today(desk).items
    assert list(found) == sorted(found, key=lambda item: list(Kind).index(item.kind))
    return {item.kind: item for item in found}


def test_a_new_office_waits_for_nothing_but_a_backup(
    operator: Desk, supervisor: Desk, administrator: Desk, auditor: Desk
) -> None:
    assert items(operator) == {}
    assert items(supervisor) == {}
    assert items(administrator)[Kind.BACKUP].day is None
    assert items(administrator)[Kind.FIRST_PASSWORD].count == 4
    proof = items(auditor)[Kind.PROOF]
    assert proof.day is None
    assert (proof.count > 0, len(proof.text)) == (True, 64)


def test_a_list_goes_from_hand_to_hand(operator: Desk, supervisor: Desk, auditor: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    drafting.create(operator, KEY)
    assert set(items(operator)) == {Kind.FINISH}
    drafting.create(operator, KEY, DECREE)
    waits = items(operator)[Kind.WAITS]
    assert (waits.tranche, waits.figure) == (KEY, Figure(3, 3_000_000))
    assert items(supervisor)[Kind.APPROVE].count == 3
    approving.approve(supervisor, KEY)
    assert items(operator)[Kind.PRINT].count == 3
    assert set(items(supervisor)) == {Kind.OPEN}
    printing.print_receipts(operator, KEY, tmp_path / "receipts.pdf")
    assert set(items(operator)) == {Kind.CONFIRM_PRINT}
    printing.confirm(operator, KEY)
    assert items(operator) == {}
    assert set(items(auditor)) == {Kind.PROOF}
    assert [row.key for row in home.today(auditor).tranches] == [KEY]


def test_follow_ups_are_counted_once_each(operator: Desk) -> None:
    family = families.add(operator, 1)[0]
    who = facilitators.add(operator, NewFacilitator("Ratna")).value.id
    today = operator.today()
    for due in (today - 4 * DAY, today - DAY, today, today + DAY):
        new = NewVisit(family, who, today - 9 * DAY, "Kunjungan rutin", "Baik.", follow_up="Lihat lagi", due_on=due)
        visits.record(operator, new)
    found = items(operator)
    assert (found[Kind.OVERDUE].count, found[Kind.OVERDUE].day) == (2, today - 4 * DAY)
    assert found[Kind.DUE].count == 1


def test_families_to_be_placed_are_counted(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 2)
    families.add(operator, 3, start=2, village_code=None, area_as_written="Desa Entah")
    assert items(operator)[Kind.UNPLACED].count == 3
    assert Kind.UNPLACED not in items(supervisor)
    assert home.today(supervisor).families == 5


def test_a_backup_of_today_is_no_days_old(administrator: Desk, tmp_path: Path) -> None:
    safety.back_up(administrator, tmp_path / "backup.ejsika")
    backup = items(administrator)[Kind.BACKUP]
    assert (backup.count, backup.day) == (0, administrator.today())


def test_the_same_number_twice_is_a_question(operator: Desk) -> None:
    families.add(operator, 2, no_kk="3601010101190001")
    drafting.create(operator, KEY)
    assert items(operator)[Kind.TASKS].count == 1
