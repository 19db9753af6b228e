"""Every refusal and every count about money, provoked for real and said in whole sentences of both languages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import Enrolment, FamilyClosure, Household, Member, Payment
from desktop.rules.ids import new_id
from desktop.rules.programme_year import Rate
from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.rules.terms import EnrolmentStatus, PaymentState, Presence, Role
from desktop.services import approving, enrolling, paper_head, programmes
from desktop.services.desk import Desk, Person
from desktop.services.enrolling import Move
from desktop.services.money import decrees, drafting, freezing, overview, payments, printing, receipts, settling
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey, find_key
from desktop.services.money.printing import Wish
from desktop.services.money.rows import Counted
from desktop.services.money.settling import Outcome
from desktop.services.money.voided import VOIDED
from desktop.wording.money import SENTENCES
from tests import families, offices
from tests.house.words import fields, rooms
from tests.services.money.walk import DECREE, FIRST, OTHER, SECOND, faults, other_programme

Said = dict[str, Refused]
NUMBER = "KW-36.01-2019-000002"
# What the proof finds is provoked where the proof is tested (test_proving).
FAULTS = frozenset(code for code in SENTENCES if code.startswith("money.fault_"))
# What is counted over a list, or stands beside one payment.
COUNTED = frozenset(
    code for code in SENTENCES if code.startswith(("money.left_out_", "money.same_", "money.no_nik", "money.outside_"))
)
REASONS = frozenset({freezing.NO_LONGER, VOIDED})
# Those of the quotas are met where quotas are tested (test_quotas, test_decree_quota_files).
QUOTAS = frozenset(code for code in SENTENCES if code.startswith(("money.quota_", "quota_rows.")))
REFUSALS = SENTENCES.keys() - FAULTS - COUNTED - REASONS - QUOTAS


class Meanwhile:
    """A colleague who prints the same receipts while this print is being written."""

    def __init__(self, desk: Desk, out: Path) -> None:
        self._desk, self._out = desk, out

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if what == "Saving the document":
            printing.print_receipts(self._desk, FIRST, self._out)


class Life:
    """A tranche from before its draft to its lock, where at every stage everything that is closed is tried."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.operator = offices.sign_in(folder, Role.OPERATOR)
        self.supervisor = offices.same_office_as(self.operator, Role.SUPERVISOR)
        self.out = out
        self.said: Said = {}

    def refused(self, code: str, act: Callable[..., object], *args: Any, **named: Any) -> None:
        with pytest.raises(Refused) as refused:
            act(*args, **named)
        assert refused.value.code == code
        self.said[code] = refused.value

    def dead(self, code: str, act: Callable[..., object], *args: Any) -> None:
        """Refused while one of the caretakers to be paid stands as dead, nobody knows since when."""
        with self.operator.read() as session:
            paid = select(Household.caretaker_id).join(Enrolment, Enrolment.household_id == Household.id)
            paid = paid.join(Payment, Payment.enrolment_id == Enrolment.id)
            unpaid = (Payment.state == PaymentState.UNPAID, Enrolment.programme == "jamsosratu")
            one = session.scalars(paid.where(*unpaid)).first()
        for presence in (Presence.DIED, Presence.LIVING_HERE):
            with self.operator.write("test.death") as unit:
                unit.session.get_one(Member, one).presence = presence
            if presence is Presence.DIED:
                self.refused(code, act, *args)

    def live(self) -> Said:
        for stage in (self.bare, self.drafted, self.approved, self.printed, self.opened, self.closed, self.enrolled):
            stage()
            assert faults(self.operator) == []
        return self.said

    def bare(self) -> None:
        self.refused("money.tranche_form", find_key, self.operator, "tahap satu")
        self.refused("money.tranche_unknown", find_key, self.operator, "2031/1")
        self.refused("money.no_list", approving.approve, self.supervisor, FIRST)
        unsealed = "EJ1:36.01:2019:000001:7Q0M3ZKA"
        self.refused("money.no_receipts_yet", receipts.check_receipt_code, self.operator, unsealed)
        other_programme(self.operator)
        self.refused("money.tranche_several", find_key, self.operator, "2019/1")
        drafting.create(self.operator, OTHER, DECREE)
        self.refused("money.empty_list", approving.check, self.operator, OTHER)

    def drafted(self) -> None:
        families.add(self.operator, 5)
        drafting.create(self.operator, FIRST)
        self.refused("money.no_decree", approving.approve, self.supervisor, FIRST)
        self.refused("money.decree_number", decrees.enter, self.operator, FIRST, NewDecree(" "))
        self.refused("money.decree_date", decrees.enter, self.operator, FIRST, NewDecree("7/2019"))
        self.refused("money.not_approved", printing.print_receipts, self.operator, FIRST, self.out)
        self.refused("money.cannot_open", approving.open_pay_out, self.supervisor, FIRST)
        self.refused("money.decree_totals", decrees.enter, self.operator, FIRST, replace(DECREE, rupiah=-5))
        decrees.enter(self.operator, FIRST, replace(DECREE, households=9))
        self.refused("money.decree_differs", approving.check, self.operator, FIRST)
        decrees.enter(self.operator, FIRST, replace(DECREE, households=5))
        self.dead("money.receivers_gone", approving.check, self.operator, FIRST)
        person = self.operator.person
        same = Desk(self.operator.office, Person(person.id, person.name, person.full_name, Role.SUPERVISOR))
        self.refused("money.own_draft", approving.approve, same, FIRST)
        families.add(self.operator, 1, start=90, registered_by=self.supervisor.person.id, programme=OTHER.programme)
        drafting.create(self.operator, OTHER, DECREE)
        self.refused("money.own_families", approving.approve, self.supervisor, OTHER)

    def approved(self) -> None:
        approving.approve(self.supervisor, FIRST)
        self.refused("money.cannot_approve", approving.approve, self.supervisor, FIRST)
        self.refused("money.cannot_check", approving.check, self.operator, FIRST)
        self.refused("money.cannot_close", approving.close, self.supervisor, FIRST)
        self.refused("money.cannot_lock", approving.lock, self.supervisor, FIRST)
        self.refused("money.no_redraft", drafting.create, self.operator, FIRST)
        self.refused("money.not_open", settling.settle, self.operator, FIRST, [])
        with self.operator.read() as session:
            letter = PaperNumber(Paper.LETTER, "36.01", 2019, 1)
            text = make_code(letter, paper_head.seal_key(session))
        self.refused("money.code_not_receipt", receipts.check_receipt_code, self.operator, text)
        self.refused("money.receipt_unknown", receipts.look_up, self.operator, "KW-36.01-2019-000099")

    def printed(self) -> None:
        printing_one, wish = printing.print_spoiled, Wish(first=1, last=1)
        self.refused("money.nothing_to_print", printing.print_receipts, self.operator, FIRST, self.out, Wish(first=90))
        self.refused("money.paper_unknown", printing.print_receipts, self.operator, FIRST, self.out, Wish("a5"))
        self.refused("money.no_open_run", printing.confirm, self.operator, FIRST)
        self.refused("money.no_reason", printing_one, self.operator, FIRST, self.out, wish, " ")
        self.refused("money.not_in_open_run", printing_one, self.operator, FIRST, self.out, wish, "macet")
        meanwhile = Meanwhile(self.operator, self.out.with_name("b.pdf"))
        act = printing.print_receipts
        self.refused("money.printed_meanwhile", act, self.operator, FIRST, self.out, progress=meanwhile)
        self.refused("money.run_open", act, self.operator, FIRST, self.out)
        self.refused("money.receipt_not_void", receipts.issue_anew, self.operator, NUMBER)
        receipts.void(self.supervisor, NUMBER, "nama salah")
        self.refused("money.receipt_not_issued", receipts.void, self.supervisor, NUMBER, "nama salah")

    def opened(self) -> None:
        approving.open_pay_out(self.supervisor, FIRST)
        today = self.operator.today()
        with self.operator.read() as session:
            unpaid = select(Payment.id).where(Payment.state == PaymentState.UNPAID, Payment.card_number.like("JSR%"))
            one, two, *_ = session.scalars(unpaid.order_by(Payment.card_number)).all()

        def settle(outcome: Outcome) -> object:
            return settling.settle(self.operator, FIRST, [outcome])

        self.refused("money.payment_unknown", settle, Outcome(new_id(), PaymentState.PAID, today))
        self.refused("money.settled_day", settle, Outcome(one, PaymentState.PAID, today + timedelta(days=1)))
        self.refused("money.settled_early", settle, Outcome(one, PaymentState.PAID, today - timedelta(days=1)))
        twice = [Outcome(one, PaymentState.PAID, today), Outcome(one, PaymentState.UNPAID)]
        self.refused("money.settled_twice", settling.settle, self.operator, FIRST, twice)
        self.dead("money.not_there", settling.settle_rest, self.operator, FIRST, PaymentState.PAID, today)
        self.refused("money.no_sts", settle, Outcome(one, PaymentState.RETURNED, today))
        self.refused("money.sts_long", settle, Outcome(one, PaymentState.RETURNED, today, sts_number="STS " * 40))
        settle(Outcome(two, PaymentState.RETURNED, today, "pindah", "STS-1"))
        self.refused("money.payment_not_from", settle, Outcome(two, PaymentState.PAID, today))
        settle(Outcome(one, PaymentState.PAID, today))
        self.refused("money.receipt_paid", receipts.void, self.supervisor, "KW-36.01-2019-000001", "salah")

    def closed(self) -> None:
        fresh = receipts.issue_anew(self.operator, NUMBER).value.number
        approving.close(self.supervisor, FIRST)
        self.refused("money.pay_out_over", receipts.void, self.supervisor, fresh, "salah")

    def enrolled(self) -> None:
        with self.operator.read() as session:
            one = session.scalars(select(Enrolment.id).where(Enrolment.programme == "jamsosratu")).first()
        assert one is not None
        today, act = self.operator.today(), enrolling.move
        stop = EnrolmentStatus.STOPPED
        self.refused("enrolling.unknown", act, self.operator, new_id(), Move(stop, today, "x"))
        self.refused("enrolling.not_from", act, self.operator, one, Move(EnrolmentStatus.ACTIVE, today, "x"))
        self.refused("enrolling.no_reason", act, self.operator, one, Move(stop, today))
        self.refused("enrolling.future", act, self.operator, one, Move(stop, today + timedelta(days=1), "x"))
        self.joined_again(Move(EnrolmentStatus.CANDIDATE, today, "x"))

    def joined_again(self, step: Move) -> None:
        """By hand a family joins a programme once, and only while it is in the lists."""
        with self.operator.read() as session:
            family = session.scalars(select(Enrolment.household_id).where(Enrolment.programme == "jamsosratu")).first()
        assert family is not None
        self.refused("enrolling.there", enrolling.enrol, self.operator, [family], "jamsosratu", step)
        with self.operator.write("test.close") as unit:
            closure = FamilyClosure(
                household_id=family, kind="moved_out", on=step.on, reason="Pindah", by=self.operator.person.id
            )
            unit.session.add(closure)
        self.refused("enrolling.closed", enrolling.enrol, self.operator, [family], "jamsosratu", step)


@pytest.fixture(scope="module")
def said(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Said]:
    folder = tmp_path_factory.mktemp("life")
    life = Life(office_template.copy(folder / "office"), folder / "a.pdf")
    yield life.live()
    life.operator.close()


def indonesian(code: str, values: dict[str, object]) -> str:
    message = rooms()["money.po"].get(SENTENCES[code])
    assert message is not None, code
    return str(message.string).format(**values)


def test_the_life_of_a_tranche_met_every_refusal(said: Said) -> None:
    assert said.keys() == REFUSALS


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_it_is_said_whole_in_both_languages(said: Said, code: str) -> None:
    refused = said[code]
    assert set(refused.values) >= fields(SENTENCES[code])
    english, ours = SENTENCES[code].format(**refused.values), indonesian(code, refused.values)
    assert english != ours
    for sentence in (english, ours):
        assert sentence[-1] in ".!"
        assert "{" not in sentence
        for name in fields(SENTENCES[code]):
            assert str(refused.values[name]) in sentence, name


def test_the_figures_of_a_refusal_are_those_of_the_office(said: Said) -> None:
    told = said["money.decree_differs"].values
    assert (told["granted_families"], told["listed_families"], told["families"]) == (9, 5, 4)
    assert (told["granted"], told["listed"], told["rupiah"]) == ("Rp5.000.000", "Rp5.000.000", "Rp0")
    assert said["money.own_families"].values["count"] == 1
    assert (said["money.run_open"].values["first"], said["money.run_open"].values["last"]) == (1, 5)
    assert said["money.tranche_unknown"].values["known"] == "jamsosratu:2019/1, jamsosratu:2019/2"


def with_status(desk: Desk, family: Any, status: EnrolmentStatus) -> None:
    with desk.write("test.status") as unit:
        unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one().status = status


def without_caretaker(desk: Desk, family: Any) -> None:
    with desk.write("test.caretaker") as unit:
        unit.session.get_one(Household, family).caretaker_id = None


def as_counts(found: tuple[Counted, ...]) -> dict[str, int]:
    assert all(one.values["count"] == one.count for one in found)
    return {one.code: one.count for one in found}


def test_who_is_left_out_is_counted_by_every_reason(operator: Desk) -> None:
    ids = families.add(operator, 8)
    left = (EnrolmentStatus.NOT_ELIGIBLE, EnrolmentStatus.SUSPENDED, EnrolmentStatus.STOPPED, EnrolmentStatus.GRADUATED)
    for family, status in zip(ids, left, strict=False):
        with_status(operator, family, status)
    without_caretaker(operator, ids[4])
    families.add(operator, 2, start=20, village_code=None)
    made = drafting.create(operator, FIRST).value
    assert made.listed.families == 3
    assert as_counts(made.left_out) == {
        **{f"money.left_out_{status}": 1 for status in left},
        "money.left_out_caretaker": 1,
        "money.left_out_unplaced": 2,
    }
    assert as_counts(drafting.look_over(operator, FIRST)) == as_counts(made.left_out)


def stored(desk: Desk, name: str = "jamsosratu-2019", **changed: Any) -> TrancheKey:
    """Let the office run a programme year that is like a packaged one but for what is named."""
    year = replace(programmes.packaged(name, paths.resources()), code="lain", name="Lain", **changed)
    with desk.write("test.programme") as unit:
        programmes.store(unit, year, desk.office.code)
    return TrancheKey("lain", year.year, 1)


def test_a_family_without_a_category_is_counted(operator: Desk) -> None:
    key = stored(operator, "jscb-2023")
    families.add(operator, 3, programme="lain")
    assert as_counts(drafting.look_over(operator, key)) == {"money.left_out_category": 3}


def test_a_family_that_would_get_nothing_is_counted(operator: Desk) -> None:
    key = stored(operator, "pkh-2021", rates=(Rate("elderly", 600_000),))
    families.add(operator, 2, programme="lain")
    assert as_counts(drafting.look_over(operator, key)) == {"money.left_out_nothing": 2}


def test_what_a_person_should_look_at_is_counted_and_is_no_wall(operator: Desk, supervisor: Desk) -> None:
    """Equal numbers, a missing one, and a village outside the programme (DESIGN.md 4.4, 5)."""
    key = stored(operator, areas=("36.01.02", "36.72"), channels=())
    families.add(operator, 2, programme="lain", no_kk="3601010101099999")
    with_nobody = families.add(operator, 1, programme="lain", start=30)
    families.add(operator, 2, programme="lain", start=0)
    with operator.write("test.nik") as unit:
        caretaker = unit.session.get_one(Household, with_nobody[0]).caretaker_id
        unit.session.get_one(Member, caretaker).nik = None
    made = drafting.create(operator, key, DECREE).value
    wanted = {"money.same_nik": 4, "money.same_kk": 2, "money.no_nik": 1, "money.outside_area": 5}
    assert as_counts(made.warnings) == as_counts(overview.status(operator, key).warnings) == wanted
    assert approving.approve(supervisor, key).value.payable.families == 5


def test_inside_the_area_nothing_is_said_of_it(operator: Desk) -> None:
    places = families.villages(operator, 400)
    key = stored(operator, areas=("36.01.02", "36.72"), channels=())
    inside = [code for code in places if code.startswith("36.01.02.")][:2]
    families.add(operator, 3, programme="lain", places=inside)
    outside = families.add(operator, 1, programme="lain", start=9, places=["36.01.01.2001"])
    assert as_counts(drafting.create(operator, key).value.warnings) == {"money.outside_area": 1}
    with_status(operator, outside[0], EnrolmentStatus.STOPPED)
    assert drafting.create(operator, key).value.warnings == (), "who gets no money is nobody's question"


@pytest.mark.parametrize("code", sorted(COUNTED | REASONS))
def test_counts_and_reasons_have_both_languages(code: str) -> None:
    assert fields(SENTENCES[code]) == (set() if code in REASONS else {"count"})
    english, ours = SENTENCES[code].format(count="1.250"), indonesian(code, {"count": "1.250"})
    assert english != ours
    assert ("1.250" in ours) == (code in COUNTED)


def test_the_reason_of_a_withheld_payment_is_a_code_with_a_sentence(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 3)
    drafting.create(operator, FIRST)
    with operator.read() as session:
        gone = session.scalars(select(Enrolment.household_id)).first()
    with_status(operator, gone, EnrolmentStatus.STOPPED)
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    receipts.void(supervisor, "KW-36.01-2019-000001", "nama salah")
    found = {row.reason for row in payments.payments(operator, FIRST).rows if row.state is PaymentState.WITHHELD}
    assert found == REASONS


def test_a_second_tranche_is_refused_by_its_own_name(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 1)
    drafting.create(operator, SECOND, NewDecree("1/2019", date(2019, 3, 5)))
    approving.approve(supervisor, SECOND)
    with pytest.raises(Refused) as refused:
        drafting.create(operator, SECOND)
    assert refused.value.values == {"tranche": "2019/2"}
