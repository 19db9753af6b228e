"""A whole 2019 of Jamsosratu through the window: drafted, approved, sent to the bank, paid, returned, cut, proved."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.models import Payment, PaymentRoute, ProgrammeYear
from desktop.rules import programme
from desktop.rules.money import Figure
from desktop.rules.programme_year import Sanction, SanctionKind
from desktop.rules.terms import PayListState
from desktop.services.desk import Desk
from desktop.services.money import overview
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.rows import Step
from desktop.ui.accounting.marking import SOME
from desktop.ui.accounting.return_form import ReturnForm
from desktop.ui.accounting.returns import ReturnsTab
from desktop.ui.accounting.screen import AccountingScreen
from desktop.ui.kit.question import Question
from desktop.ui.payers.screen import PayersScreen
from desktop.ui.payout.drafting import DraftPage
from desktop.ui.payout.screen import PayoutScreen
from desktop.ui.screen import Bench, Screen
from tests import families, offices
from tests.services.money.walk import faults
from tests.ui.conftest import Around, BenchOf, ShowScreen

S = TypeVar("S", bound=Screen)
FIRST, SECOND = TrancheKey("jamsosratu", 2019, 1), TrancheKey("jamsosratu", 2019, 2)
EACH = {FIRST: 1_000_000, SECOND: 750_000}
CUT = 20  # per cent
HEADINGS = ("No Rekening", "Nama", "Nominal", "No Referensi", "Status", "Alasan", "Tanggal")
LADDER = (Sanction(1, SanctionKind.REMINDER), Sanction(2, SanctionKind.REDUCTION, percent=CUT))
MINUTES = 60_000  # milliseconds


@dataclass(frozen=True)
class Plan:
    """Families of the year; of the first tranche so many are paid, and the money of so many goes back."""

    planned: int
    paid: int
    returned: int
    cut: int


@dataclass
class House:
    """Both people at their own windows of one office."""

    qtbot: QtBot
    bench_of: BenchOf
    show: ShowScreen
    operator: Desk
    supervisor: Desk
    folder: Path
    around: list[Around]

    def screen(self, make: Callable[[Bench], S], desk: Desk, argument: object = None) -> S:
        bench, around = self.bench_of(desk)
        self.around.append(around)
        made = make(bench)
        self.show(made)
        made.enter(argument)
        self.settle(made)
        return made

    def settle(self, screen: Screen) -> None:
        self.qtbot.waitUntil(lambda: screen.bench.runner.count == 0, timeout=10 * MINUTES)
        assert [one for around in self.around for one in around.unexpected] == []

    def answer(self, screen: Screen, question: Question | None, text: str = "") -> None:
        assert question is not None
        if text and question.reason is not None:
            question.reason.setText(text)
        question.do_it.click()
        self.settle(screen)


@pytest.fixture
def house(
    qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen, operator: Desk, supervisor: Desk, tmp_path: Path
) -> House:
    return House(qtbot, bench_of, show_screen, operator, supervisor, tmp_path, [])


def planned(desk: Desk, count: int) -> None:
    """Families with accounts, in a programme whose ladder cuts."""
    with desk.write("test.ladder") as unit:
        kept = unit.session.get_one(ProgrammeYear, ("jamsosratu", 2019))
        kept.rules = programme.to_json(replace(programme.from_json(kept.rules), sanctions=LADDER))
    families.add(desk, count, places=families.villages(desk, 40), bank="bjb")


def draft(house: House, screen: PayoutScreen, key: TrancheKey, decree: str = "") -> None:
    """Draft the list; without a decree while what each is to get may still change."""
    screen.draft(key)
    house.settle(screen)
    page = screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    if decree:
        page.form.fill({"number": decree, "on": date(2019, 3, 5)})
    page.form.submit()
    house.settle(screen)


def go_on(house: House, screen: PayoutScreen, key: TrancheKey, step: Step) -> None:
    """The supervisor takes the list a step on; for the approval with the password once more."""
    screen.enter(key)
    house.settle(screen)
    page = screen.tranche.part
    assert page.status is not None
    page.advancing.ask(step, page.status)
    house.answer(screen, page.advancing.question, offices.PASSWORD)


def sanctioned(house: House, screen: PayoutScreen, cards: list[str]) -> None:
    screen.enter(SECOND)
    house.settle(screen)
    screen.tranche.part.tabs.setCurrentIndex(3)
    house.settle(screen)
    form = screen.tranche.part.sanctions.part.form
    for card in cards:
        form.fill({"card": card, "step": 2, "reason": "Tidak hadir di sekolah"})
        form.submit()
        house.settle(screen)


def through_the_bank(house: House, key: TrancheKey, paid: frozenset[str]) -> None:
    """The file goes out, the bank answers for every account, the answer is seen and taken."""
    screen = house.screen(PayersScreen, house.operator, key)
    out, back = house.folder / f"kirim-{key.number}.csv", house.folder / f"jawab-{key.number}.csv"
    screen.paying.ask_file()
    house.settle(screen)
    screen.sending.part.write(out)
    house.settle(screen)
    with back.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(answers(out, paid, f"{house.operator.today():%d/%m/%Y}"))
    screen.show_answer(back, "BJB")
    page = screen.answer.part
    house.settle(screen)
    assert page.previewed is not None
    assert page.previewed.counts.wrong == 0
    page.take()
    house.settle(screen)


def answers(sent: Path, paid: frozenset[str], day: str) -> Iterator[tuple[str, ...]]:
    with sent.open(encoding="utf-8", newline="") as file:
        for _, account, name, amount, reference, *_rest in (
            line for line in csv.reader(file, delimiter=";") if line and line[0] == "D"
        ):
            good = account in paid
            said = ("Berhasil", "", day) if good else ("Gagal", "Rekening tidak aktif", "")
            yield account, name, amount, reference, *said


def returned(house: House, count: int) -> None:
    """The operator marks families whose money goes back; the supervisor has seen it on the bank's proof."""
    screen = house.screen(AccountingScreen, house.operator, "returns")
    tab = screen.tab
    assert isinstance(tab, ReturnsTab)
    tab.propose()
    house.settle(screen)
    page = screen.returning
    assert isinstance(page, ReturnForm)
    page.form.fill({"number": "STS-017/2019", "reason": "Rekening tidak aktif"})
    page.marking.which.choose(SOME)
    page.marking.show_list(page.marking.list)
    house.settle(screen)
    unpaid = [row for row in payments_of(house.operator, FIRST) if row.state == "unpaid"]
    page.marking.mark_only({row.id: row.amount for row in unpaid[:count]})
    house.settle(screen)
    page.save.click()
    house.settle(screen)
    other = house.screen(AccountingScreen, house.supervisor, "returns")
    tab = other.tab
    assert isinstance(tab, ReturnsTab)
    tab.panel.confirm.click()
    house.answer(other, tab.acts.question)


def payments_of(desk: Desk, key: TrancheKey) -> list[Payment]:
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        listed = select(Payment).where(Payment.pay_list_id == pay_list.id)
        return list(session.scalars(listed.order_by(Payment.card_number)))


def accounts(house: House, key: TrancheKey, cards: list[str]) -> frozenset[str]:
    """Accounts that the money of these cards goes to."""
    with house.operator.read() as session:
        pay_list = list_here(session, key, house.operator.office.code)
        routes = (
            select(Payment.card_number, PaymentRoute.number)
            .join(PaymentRoute, PaymentRoute.payment_id == Payment.id)
            .where(Payment.pay_list_id == pay_list.id)
        )
        wanted = set(cards)
        return frozenset(number or "" for card, number in session.execute(routes) if card in wanted)


def live(house: House, plan: Plan) -> None:
    planned(house.operator, plan.planned)
    drafting = house.screen(PayoutScreen, house.operator)
    deciding = house.screen(PayoutScreen, house.supervisor)
    draft(house, drafting, FIRST, "466/Kep.1-Huk/2019")
    for step in (Step.APPROVE, Step.OPEN):
        go_on(house, deciding, FIRST, step)
    cards = [row.card_number for row in payments_of(house.operator, FIRST)]
    through_the_bank(house, FIRST, accounts(house, FIRST, cards[: plan.paid]))
    returned(house, plan.returned)
    go_on(house, deciding, FIRST, Step.CLOSE)
    found = overview.status(house.operator, FIRST)
    unpaid = plan.planned - plan.paid - plan.returned
    assert found.row.state is PayListState.CLOSED
    assert found.balance.paid == figure(plan.paid)
    assert (found.balance.returned, found.balance.unpaid) == (figure(plan.returned), figure(unpaid))
    draft(house, drafting, SECOND)
    sanctioned(house, drafting, cards[: plan.cut])
    draft(house, drafting, SECOND, "466/Kep.2-Huk/2019")
    for step in (Step.APPROVE, Step.OPEN):
        go_on(house, deciding, SECOND, step)
    through_the_bank(house, SECOND, accounts(house, SECOND, cards))
    go_on(house, deciding, SECOND, Step.CLOSE)
    whole = plan.planned * EACH[SECOND] - plan.cut * EACH[SECOND] * CUT // 100
    assert overview.status(house.operator, SECOND).balance.paid == Figure(plan.planned, whole)
    assert faults(house.operator) == []


def figure(count: int) -> Figure:
    return Figure(count, count * EACH[FIRST])


def test_a_year_of_a_few_families(house: House) -> None:
    live(house, Plan(planned=30, paid=17, returned=4, cut=3))


@pytest.mark.torture
def test_the_whole_of_2019(house: House) -> None:
    """The published figure: Rp27,571,000,000 to 27,571 of 50,000 families (DOMAIN.md 1.3)."""
    live(house, Plan(planned=50_000, paid=27_571, returned=12_000, cut=8))
