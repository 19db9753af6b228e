"""Each of the auditor's tests: a list that shows it, and the like of it that shows nothing."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from desktop.models import (
    BankAccount,
    Collection,
    DecreeQuota,
    Enrolment,
    EnrolmentStep,
    Household,
    ListMatch,
    Member,
    OfficialList,
    Payment,
    PaymentRoute,
    PersonDetails,
    Receipt,
    SignedReceipt,
    Task,
)
from desktop.rules.ids import new_id
from desktop.rules.terms import PaymentState, Presence
from desktop.services import approving
from desktop.services.auditing import audits
from desktop.services.auditing.kinds import LEVELS, MANY_A_MINUTE, MANY_BY_PROXY, SIGNED_WITHIN, AuditTest, Level
from desktop.services.desk import Desk
from desktop.services.money import drafting, settling
from desktop.wording.translator import sentences
from tests import families
from tests.services.accounting.test_ageing import deadline, later
from tests.services.accounting.test_reconciling import ids, quota
from tests.services.money.walk import DECREE, FIRST, OTHER, SECOND, drafted, opened, other_programme

T = AuditTest
NOON = datetime.fromisoformat("2019-05-02T05:00:00+00:00")  # in the office's zone


def found(desk: Desk, test: AuditTest, key: Any = FIRST) -> list[dict[str, Any]]:
    """What a run over the list finds by this test; each row can be told as a sentence."""
    check = audits.run(desk, key).value
    rows = audits.findings(desk, check.id, test)
    for row in rows:
        assert sentences()[row.test.value].format(**row.told)
    assert len(rows) == next(one.count for one in check.tests if one.test is test)
    return [dict(row.told) for row in rows]


def rows(desk: Desk, model: type) -> list[Any]:
    with desk.read() as session:
        return list(session.scalars(select(model).order_by(model.id)))  # type: ignore[attr-defined]


def change(desk: Desk, model: type, record: UUID, **values: object) -> None:
    with desk.write("test.change") as unit:
        row: Any = unit.session.get_one(model, record)
        for name, value in values.items():
            setattr(row, name, value)


def add(desk: Desk, *records: Any) -> None:
    with desk.write("test.add") as unit:
        for record in records:
            unit.session.add(record)
            unit.session.flush()


def caretaker(desk: Desk, payment: Payment) -> Member:
    with desk.read() as session:
        family = session.get_one(Enrolment, payment.enrolment_id).household_id
        return session.get_one(Member, session.get_one(Household, family).caretaker_id)


def mothers(desk: Desk) -> list[Member]:
    return [caretaker(desk, payment) for payment in rows(desk, Payment)]


def test_a_sound_list_has_nothing(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 7)
    check = audits.run(operator, FIRST).value
    named = {row.test for row in audits.findings(operator, check.id)} - {T.ODD_HOURS, T.NIK_DOUBTFUL}
    assert named == set(), "but for the hour at which the tests run, and the serial 0000 of the first family"


def test_who_died_before_she_was_paid(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    today = operator.today()
    settling.settle_rest(operator, FIRST, PaymentState.PAID, today)
    one, two, three = mothers(operator)
    change(operator, Member, one.id, presence=Presence.DIED, presence_date=today - timedelta(days=2))
    change(operator, Member, two.id, presence=Presence.DIED, presence_date=today)
    change(operator, Member, three.id, presence=Presence.MOVED, presence_date=today - timedelta(days=2))
    (told,) = found(operator, T.DIED)
    assert told["name"] == one.name


def test_who_died_while_the_money_waits(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, _ = mothers(operator)
    change(operator, Member, one.id, presence=Presence.DIED, presence_date=None)
    (told,) = found(operator, T.DIED)
    assert (told["name"], told["on"]) == (one.name, "-")


def test_an_heir_with_papers_takes_the_money_of_the_dead(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    (one,) = mothers(operator)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    change(operator, Member, one.id, presence=Presence.DIED, presence_date=date(2019, 1, 1))
    add(operator, collected(operator, ids(operator)[0], who="heir"))
    assert found(operator, T.DIED) == []
    (collection,) = rows(operator, Collection)
    change(operator, Collection, collection.id, undone_by=operator.person.id, undone_for="salah")
    assert len(found(operator, T.DIED)) == 1


def official(desk: Desk, kind: str, member: Member, outcome: str, found_by: str = "nik") -> None:
    held = OfficialList(
        id=new_id(), kind=kind, source="x", title="Daftar Uji", as_of=date(2019, 4, 1), file_name="uji.xlsx",
        sha256=b"", rows=1, counts="{}", by=desk.person.id, at=desk.now(),
    )  # fmt: skip
    match = ListMatch(
        id=new_id(), list_id=held.id, household_id=member.household_id, member_id=member.id, outcome=outcome,
        found_by=found_by, row=2, said="{}",
    )  # fmt: skip
    add(desk, held, match)


def test_who_is_dead_by_a_list_only(operator: Desk) -> None:
    drafted(operator, 2)
    one, two = mothers(operator)
    official(operator, "dukcapil", one, "died")
    official(operator, "dukcapil", one, "died")
    official(operator, "dukcapil", two, "match")
    (told,) = found(operator, T.DIED_BY_LIST)
    assert (told["name"], told["list"], told["on"]) == (one.name, "Daftar Uji", "1 April 2019")


def same_nik(desk: Desk, *payments: UUID) -> None:
    for payment in payments:
        change(desk, Payment, payment, caretaker_nik="3601015203990009")


def test_one_nik_on_one_list(operator: Desk) -> None:
    drafted(operator, 4)
    one, two, *_ = ids(operator)
    same_nik(operator, one, two)
    told = found(operator, T.DOUBLE_NIK)
    assert [row["where"] for row in told] == ["jamsosratu:2019/1"] * 2
    assert {row["name"] for row in told} == {row["other"] for row in told}
    assert told[0]["value"].endswith("990009")
    assert "36010152" not in told[0]["value"], "numbers are masked in what is kept"


def test_one_nik_in_a_later_list_another_tranche_and_another_programme(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    other_programme(operator)
    drafted(operator, 1, OTHER)
    families.add(operator, 1, start=50)
    drafting.create(operator, replace(FIRST, supplement=1), replace(DECREE, number="SK-2"))
    payments = rows(operator, Payment)
    same_nik(operator, *(one.id for one in payments))
    assert {row["where"] for row in found(operator, T.DOUBLE_NIK)} == {"jamsosratu:2019/1+1"}, "the nearest is named"
    (told,) = found(operator, T.DOUBLE_NIK, OTHER)
    assert told["where"] in ("jamsosratu:2019/1", "jamsosratu:2019/1+1")


def test_the_same_family_in_both_tranches_is_no_double(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    drafting.create(operator, SECOND, replace(DECREE, number="SK-2"))
    for test in (T.DOUBLE_NIK, T.DOUBLE_KK, T.DOUBLE_PERSON, T.DOUBLE_ACCOUNT, T.TWO_PROGRAMMES):
        assert found(operator, test, SECOND) == [], test


def test_who_gave_the_money_back_is_no_double(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    same_nik(operator, one, two)
    change(operator, Payment, one, state=PaymentState.RETURNED, sts_number="S", settled_on=operator.today())
    assert found(operator, T.DOUBLE_NIK) == []


def test_one_family_card(operator: Desk) -> None:
    drafted(operator, 3)
    for payment in ids(operator)[:2]:
        change(operator, Payment, payment, no_kk="3601010101090001")
    assert len(found(operator, T.DOUBLE_KK)) == 2
    assert found(operator, T.DOUBLE_NIK) == []


def test_one_account_as_it_is_now_and_as_it_was_approved(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 3)
    one, two, three = rows(operator, BankAccount)
    change(operator, BankAccount, two.id, number=one.number)
    assert len(found(operator, T.DOUBLE_ACCOUNT)) == 2
    change(operator, BankAccount, two.id, valid_to=date(2019, 1, 8))
    assert found(operator, T.DOUBLE_ACCOUNT) == []
    approving.approve(supervisor, FIRST)
    first, second, _ = rows(operator, PaymentRoute)
    change(operator, PaymentRoute, first.id, path="bank", number="0099")
    change(operator, PaymentRoute, second.id, path="bank", number="0099")
    change(operator, BankAccount, three.id, number=one.number)
    told = found(operator, T.DOUBLE_ACCOUNT)
    assert len(told) == 2, "what was approved counts, whatever the account is by now"


def test_one_person_under_two_nik(operator: Desk) -> None:
    drafted(operator, 3)
    one, two, _ = mothers(operator)
    change(operator, Member, two.id, name=one.name.lower(), birth_date=one.birth_date)
    told = found(operator, T.DOUBLE_PERSON)
    assert len(told) == 2
    assert told[0]["value"] == "12 Maret 1984"
    change(operator, Member, two.id, birth_date=date(1985, 3, 12))
    assert found(operator, T.DOUBLE_PERSON) == []


def test_a_family_of_two_programmes(operator: Desk) -> None:
    drafted(operator, 2)
    other_programme(operator)
    family = rows(operator, Household)[0].id
    enrolment = Enrolment(
        id=new_id(), household_id=family, programme=OTHER.programme, card_number=None, status="candidate",
        since=date(2019, 1, 7), category=None,
    )  # fmt: skip
    add(operator, enrolment)
    drafting.create(operator, OTHER, DECREE)
    (told,) = found(operator, T.TWO_PROGRAMMES)
    assert told["where"] == OTHER.programme
    assert found(operator, T.DOUBLE_NIK) == []


@pytest.mark.parametrize(
    ("nik", "test"),
    [
        ("3,60102E+15", T.NIK_WRONG),
        ("360101520384000", T.NIK_DOUBTFUL),
        ("1111111111111111", T.NIK_DOUBTFUL),
        ("3601019903840001", T.NIK_DOUBTFUL),
        (None, T.NIK_DOUBTFUL),
    ],
)
def test_a_nik_that_cannot_be_one(operator: Desk, nik: str | None, test: AuditTest) -> None:
    drafted(operator, 2)
    first = next(one for one in rows(operator, Payment) if one.caretaker_nik.endswith("0000"))  # odd by itself
    change(operator, Payment, first.id, caretaker_nik=nik)
    assert len(found(operator, test)) == 1
    assert found(operator, T.NIK_WRONG if test is T.NIK_DOUBTFUL else T.NIK_DOUBTFUL) == []


def test_a_list_without_a_decree(operator: Desk) -> None:
    families.add(operator, 2)
    drafting.create(operator, FIRST)
    (told,) = found(operator, T.NOT_IN_DECREE)
    assert told["name"] == "jamsosratu:2019/1"


def test_families_beyond_the_decrees_quota_of_their_area(operator: Desk) -> None:
    drafted(operator, 5)
    first, second, third = families.villages(operator)
    quota(operator, first, 1)
    quota(operator, second, 2)
    told = found(operator, T.NOT_IN_DECREE)
    assert sorted((row["granted"], row["listed"]) for row in told) == [("0", "1"), ("1", "2")]
    quota(operator, third, 1)
    change(operator, DecreeQuota, rows(operator, DecreeQuota)[0].id, households=2)
    assert found(operator, T.NOT_IN_DECREE) == []


def test_families_outside_the_programme(operator: Desk) -> None:
    drafted(operator, 3)
    with operator.write("test.areas") as unit:
        kept = json.dumps([families.villages(operator)[0]])
        unit.connection.execute(
            text("UPDATE programme_year SET rules = json_set(rules, '$.areas', json(:kept))"), {"kept": kept}
        )
    assert len(found(operator, T.OUTSIDE_AREA)) == 2


def test_who_was_stopped_before(operator: Desk) -> None:
    drafted(operator, 2)
    enrolment = rows(operator, Payment)[0].enrolment_id
    for status, on in (("stopped", date(2019, 1, 20)), ("candidate", date(2019, 2, 1))):
        add(operator, EnrolmentStep(id=new_id(), enrolment_id=enrolment, status=status, on=on, reason="pindah"))
    (told,) = found(operator, T.STOPPED_BEFORE)
    assert (told["on"], told["reason"]) == ("20 Januari 2019", "pindah")


@pytest.mark.parametrize("kind", ["staff", "civil_servants"])
def test_a_caretaker_who_is_staff(operator: Desk, kind: str) -> None:
    drafted(operator, 2)
    one, _ = mothers(operator)
    official(operator, kind, one, "listed")
    (told,) = found(operator, T.STAFF)
    assert told["name"] == one.name
    task = Task(
        id=new_id(), kind="listed_staff", about=f"listed_staff {one.id} {one.nik}", records="[]",
        opened_at=operator.now(), closed_at=operator.now(), outcome="orang lain",
    )  # fmt: skip
    add(operator, task)
    assert found(operator, T.STAFF) == [], "what a person looked into is not asked again"


def test_others_of_the_family_and_names_alone_are_doubtful(operator: Desk) -> None:
    drafted(operator, 2)
    one, two = mothers(operator)
    child = next(row for row in rows(operator, Member) if row.household_id == two.household_id and row.id != two.id)
    official(operator, "staff", one, "listed", "name")
    official(operator, "staff", child, "listed")
    official(operator, "other_aid", one, "listed")
    assert found(operator, T.STAFF) == []
    assert {row["person"] for row in found(operator, T.STATE_WORK)} == {one.name, child.name}


def test_work_for_the_state_as_the_family_said(operator: Desk) -> None:
    drafted(operator, 2)
    one, two = mothers(operator)
    add(
        operator,
        PersonDetails(id=new_id(), member_id=one.id, source="bdt2015", work_status="5"),
        PersonDetails(id=new_id(), member_id=two.id, source="bdt2015", work_status="1"),
    )
    (told,) = found(operator, T.STATE_WORK)
    assert told["person"] == one.name


@pytest.mark.parametrize(("days", "many"), [(92, 0), (93, 2)])
def test_uncollected_after_the_last_day(operator: Desk, supervisor: Desk, days: int, many: int) -> None:
    opened(operator, supervisor, 3)
    deadline(operator, 92)
    change(operator, Payment, ids(operator)[0], state=PaymentState.PAID, settled_on=operator.today())
    later(operator, days)
    assert [row["days"] for row in found(operator, T.UNCOLLECTED)] == [1] * many


def test_nothing_is_too_late_where_the_programme_sets_no_day(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    later(operator, 4000)
    assert found(operator, T.UNCOLLECTED) == []


def test_a_signed_receipt_that_is_not_back(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    assert found(operator, T.RECEIPT_MISSING) == [], "there is time yet"
    receipt = rows(operator, Receipt)[0]
    add(operator, SignedReceipt(
        id=new_id(), receipt_id=receipt.id, how="scanned", seen_by=operator.person.id, seen_at=operator.now()
    ))  # fmt: skip
    later(operator, SIGNED_WITHIN)
    assert found(operator, T.RECEIPT_MISSING) == []
    later(operator, 1)
    assert len(found(operator, T.RECEIPT_MISSING)) == 2


def collected(desk: Desk, payment: UUID, *, who: str = "caretaker", at: datetime = NOON, **more: Any) -> Collection:
    values = {"name": "UDIN", "nik": None, "relation": "", "papers": "[]", "mark": "signature"} | more
    return Collection(id=new_id(), payment_id=payment, who=who, by=desk.person.id, at=at, **values)


def test_one_proxy_for_many(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, MANY_BY_PROXY + 1)
    payments = ids(operator)
    add(operator, *(collected(operator, one, who="proxy") for one in payments[: MANY_BY_PROXY - 1]))
    add(operator, *(collected(operator, one) for one in payments))
    assert found(operator, T.ONE_PROXY) == []
    add(operator, collected(operator, payments[MANY_BY_PROXY - 1], who="proxy", name="Udin"))
    told = found(operator, T.ONE_PROXY)
    assert [row["count"] for row in told] == [MANY_BY_PROXY] * MANY_BY_PROXY


def test_two_proxies_of_one_name_and_their_own_nik(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, MANY_BY_PROXY)
    niks = (f"36010152038400{number:02}" for number in range(MANY_BY_PROXY))
    add(
        operator,
        *(collected(operator, one, who="proxy", nik=nik) for one, nik in zip(ids(operator), niks, strict=True)),
    )
    assert found(operator, T.ONE_PROXY) == []


@pytest.mark.parametrize(
    ("utc", "odd"), [("22:59", True), ("23:00", False), ("12:59", False), ("13:00", True), ("18:30", True)]
)
def test_the_hours_are_those_of_the_offices_zone(operator: Desk, supervisor: Desk, utc: str, *, odd: bool) -> None:
    """WIB is seven hours ahead: work is from 23.00 to 13.00 UTC."""
    opened(operator, supervisor, 1)
    with operator.write("test.noon") as unit:
        unit.connection.execute(text("UPDATE pay_list_step SET at = '2019-05-02 05:00:00.000000'"))
    add(operator, collected(operator, ids(operator)[0], at=datetime.fromisoformat(f"2019-05-02T{utc}:00+00:00")))
    told = found(operator, T.ODD_HOURS)
    assert len(told) == int(odd)
    assert not told or told[0]["by"] == "operator"


def test_a_step_of_the_list_at_night(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    with operator.write("test.night") as unit:
        unit.connection.execute(text("UPDATE pay_list_step SET at = '2019-05-02 05:00:00.000000'"))
        unit.connection.execute(
            text("UPDATE pay_list_step SET at = '2019-05-02 16:30:00.000000' WHERE state = 'approved'")
        )
    (told,) = found(operator, T.ODD_HOURS)
    assert (told["name"], told["by"], told["at"]) == ("jamsosratu:2019/1", "supervisor", "23.30")


def test_more_in_a_minute_than_a_hall_allows(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, MANY_A_MINUTE + 1)
    payments = ids(operator)
    add(operator, *(collected(operator, one) for one in payments[:MANY_A_MINUTE]))
    assert found(operator, T.IN_BULK) == []
    add(operator, collected(operator, payments[-1], at=NOON + timedelta(seconds=59)))
    told = found(operator, T.IN_BULK)
    assert [row["count"] for row in told] == [MANY_A_MINUTE + 1] * (MANY_A_MINUTE + 1)
    last = rows(operator, Collection)[-1]
    change(operator, Collection, last.id, at=NOON + timedelta(seconds=60))
    assert found(operator, T.IN_BULK) == []


def test_only_what_is_sure_is_wrong() -> None:
    """Equal numbers are a question for a person, a mismatch is a warning, never a wall (DESIGN.md 4.4, 4.6)."""
    wrong = {test for test, level in LEVELS.items() if level is Level.WRONG}
    assert wrong == {T.DIED, T.NIK_WRONG, T.NOT_IN_DECREE}
