"""A whole 2019 of Jamsosratu by command: two tranches, paid, returned by STS, cut by sanctions; each sum proved."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.models import Payment
from desktop.rules.terms import Role
from desktop.services.money.keys import TrancheKey, list_here
from tests import families, offices
from tests.cli.commands import Said, ejsika

FIRST, SECOND = 1_000_000, 750_000
CUT = 20  # per cent
NAMES = ("--admin", "administrator", "--operator", "operator", "--supervisor", "supervisor", "--auditor", "auditor")
LADDER = f"""sanctions = [
    {{ step = 1, kind = "reminder" }},
    {{ step = 2, kind = "reduction", percent = {CUT} }},
]"""


@dataclass(frozen=True)
class Plan:
    """Families of the year; of the first tranche so many are paid, and the money of so many goes back."""

    planned: int
    paid: int
    returned: int
    cut: int


def supervisor(*words: object) -> Said:
    said = ejsika(*words, "--as", "supervisor")
    assert said.status == 0, said
    return said


def operator(*words: object) -> Said:
    said = ejsika(*words)
    assert said.status == 0, said
    return said


def office(folder: Path, plan: Plan) -> Path:
    """An office of Banten's programme with a ladder of its own, and the families planned."""
    text = (paths.resources() / "programmes" / "jamsosratu-2019.toml").read_text("utf-8")
    before, _, rest = text.partition("sanctions = [")
    own = folder.with_name("jamsosratu-2019.toml")
    own.write_text(before + LADDER + rest.partition("]")[2], "utf-8")
    operator("init", folder, "--office", "36.01", "--programme", own, *NAMES)
    desk = offices.sign_in(folder, Role.OPERATOR)
    families.add(desk, plan.planned, places=families.villages(desk, 40))
    desk.close()
    return folder


def cards(folder: Path, number: int) -> list[str]:
    desk = offices.sign_in(folder, Role.OPERATOR)
    with desk.read() as session:
        pay_list = list_here(session, TrancheKey("jamsosratu", 2019, number), desk.office.code)
        listed = select(Payment.card_number).where(Payment.pay_list_id == pay_list.id)
        found = list(session.scalars(listed.order_by(Payment.card_number)))
    desk.close()
    return found


def result(path: Path, lines: Iterator[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["kartu", "hasil", "alasan", "no_sts"])
        writer.writerows(lines)
    return path


def tranche(folder: Path, number: int, decree: str) -> dict[str, Any]:
    key = f"2019/{number}"
    made: dict[str, Any] = operator(
        "tranche", "create", folder, key, "--decree", decree, "--decree-date", "2019-03-05", "--json"
    ).json
    supervisor("tranche", "approve", folder, key)
    supervisor("tranche", "open", folder, key)
    return made


def figures(folder: Path, number: int) -> dict[str, tuple[int, int]]:
    status = operator("tranche", "status", folder, f"2019/{number}", "--json").json
    return {name: (part["households"], part["rupiah"]) for name, part in status["figures"].items()}


def live(folder: Path, plan: Plan) -> None:
    made = tranche(folder, 1, "466/Kep.1-Huk/2019")
    assert (made["households"], made["rupiah"]) == (plan.planned, plan.planned * FIRST)
    listed = cards(folder, 1)
    paid, rest = listed[: plan.paid], listed[plan.paid :]
    operator(
        "settle", folder, "2019/1", result(folder.with_name("a.csv"), ([card, "dibayar", "", ""] for card in paid))
    )
    gone = rest[: plan.returned]
    back = ([card, "kembali", "tidak diambil", "STS-017/2019"] for card in gone)
    operator("settle", folder, "2019/1", result(folder.with_name("b.csv"), back))
    supervisor("tranche", "close", folder, "2019/1")
    assert figures(folder, 1) == {
        "decree": (plan.planned, plan.planned * FIRST),
        "listed": (plan.planned, plan.planned * FIRST),
        "not_listed": (0, 0),
        "withheld": (0, 0),
        "payable": (plan.planned, plan.planned * FIRST),
        "paid": (plan.paid, plan.paid * FIRST),
        "unpaid": (len(rest) - plan.returned, (len(rest) - plan.returned) * FIRST),
        "returned": (plan.returned, plan.returned * FIRST),
    }
    for card in listed[: plan.cut]:
        operator("sanction", "enter", folder, "2019/2", card, "--step", "2", "--reason", "Tidak hadir di sekolah")
    made = tranche(folder, 2, "466/Kep.2-Huk/2019")
    whole = plan.planned * SECOND - plan.cut * SECOND * CUT // 100
    assert (made["households"], made["rupiah"]) == (plan.planned, whole)
    everybody = ([card, "dibayar", "", ""] for card in listed)
    operator("settle", folder, "2019/2", result(folder.with_name("c.csv"), everybody))
    supervisor("tranche", "close", folder, "2019/2")
    assert figures(folder, 2)["paid"] == (plan.planned, whole)
    proved = ejsika("verify", folder, language="id")
    assert (proved.status, "Utuh" in proved.out) == (0, True)


def test_a_year_of_a_few_families(tmp_path: Path) -> None:
    plan = Plan(planned=30, paid=17, returned=4, cut=3)
    live(office(tmp_path / "kantor", plan), plan)


@pytest.mark.torture
def test_the_whole_of_2019(tmp_path: Path) -> None:
    """The published figure: Rp27,571,000,000 to 27,571 of 50,000 families (DOMAIN.md 1.3)."""
    plan = Plan(planned=50_000, paid=27_571, returned=12_000, cut=8)
    live(office(tmp_path / "kantor", plan), plan)
